"""PDF: the order of reading, lines and paragraphs, links, and what is left out."""

import io
from typing import Any

import pytest

from content.reading.formats import text
from tests.bot.on_web.browser import needs_browser
from tests.content.reading.formats import making

MINISTER = [
    "Minister of Justice",
    "Camille Exemple",
    "1 Place de l'Exemple",
    "Fax: +33 1 23 45 67 89",
    "Salutation: Dear Minister",
]
AMBASSADOR = ["Ambassador Jane Roe", "Embassy of Exampleland", "2 Other Street", "Email: roe@example.org"]
ABOVE = "All of this stands above the columns and is long enough to reach across the whole of the page, so it crosses."
COLUMNS = "\n\n".join([ABOVE, "\n".join(MINISTER), "\n".join(AMBASSADOR), "Dear Minister,"])


def two_columns(order: list[tuple[float, float, str]]) -> bytes:
    sheet = making.sheet()
    sheet.at(60, 700, ABOVE)
    sheet.at(60, 560, "Dear Minister,")
    for x, y, line in order:
        sheet.at(x, y, line)
    return sheet.pdf()


def placed(x: float, top: float, lines: list[str], leading: float = 12) -> list[tuple[float, float, str]]:
    return [(x, top - leading * number, line) for number, line in enumerate(lines)]


LEFT, RIGHT = placed(60, 670, MINISTER), placed(320, 670, AMBASSADOR)


@pytest.mark.parametrize(
    "order",
    [
        LEFT + RIGHT,
        RIGHT + LEFT,
        sorted(LEFT + RIGHT, key=lambda line: (-line[1], line[0])),
        sorted(LEFT + RIGHT, key=lambda line: (line[1], -line[0])),
        LEFT + placed(320, 664, AMBASSADOR),
        LEFT + placed(320, 676, AMBASSADOR),
        LEFT + placed(320, 670, AMBASSADOR, leading=13.5),
        LEFT + placed(60 + 125, 670, AMBASSADOR),
    ],
    ids=["by column", "right first", "by row", "upwards", "half a line lower", "higher", "wider", "close"],
)
def test_columns_come_one_after_the_other(order: list[tuple[float, float, str]]) -> None:
    assert text(two_columns(order)) == COLUMNS


def test_columns_of_one_text_object_drawn_row_by_row() -> None:
    sheet = making.sheet()
    sheet.at(60, 700, ABOVE)
    writing = sheet.canvas.beginText()
    writing.setFont("Helvetica", 10)
    for (x, y, left), (z, _, right) in zip(LEFT, [*RIGHT, (320, 0, "")], strict=True):
        writing.setTextOrigin(x, y)
        writing.textOut(left)
        writing.setTextOrigin(z, y)
        writing.textOut(right)
    sheet.canvas.drawText(writing)
    sheet.at(60, 560, "Dear Minister,")
    assert text(sheet.pdf()) == COLUMNS


def test_three_columns() -> None:
    third = ["Mayor Richard Roe", "Town Hall", "3 Third Street"]
    order = sorted(
        placed(40, 670, MINISTER) + placed(220, 670, AMBASSADOR) + placed(400, 670, third), key=lambda at: -at[1]
    )
    assert text(two_columns(order)).split("\n\n") == [
        ABOVE,
        *("\n".join(lines) for lines in (MINISTER, AMBASSADOR, third)),
        "Dear Minister,",
    ]


def test_a_header_line_stays_one_line_whatever_stands_below() -> None:
    sheet = making.sheet()
    sheet.at(40, 780, "UA: 58/16 Index: AFR 54/3634/2016 Sudan", size=8)
    sheet.at(420, 780, "Date: 17 March 2016", size=8)
    sheet.at(40, 750, "URGENT ACTION", "Helvetica-Bold", 24)
    sheet.at(40, 720, "STUDENTS HELD", "Helvetica-Bold", 14)
    sheet.at(420, 720, "Sudan", size=8)
    assert text(sheet.pdf()).split("\n\n")[:2] == [
        "UA: 58/16 Index: AFR 54/3634/2016 Sudan   Date: 17 March 2016",
        "# URGENT ACTION",
    ]


def test_labels_and_what_stands_at_the_tab_after_them_stay_together() -> None:
    sheet = making.sheet()
    for number, (label, value) in enumerate({"Fax:": "+1 234", "Email:": "a@example.org", "X:": "@a"}.items()):
        sheet.at(60, 700 - 12 * number, label)
        sheet.at(130, 700 - 12 * number, value)
    assert text(sheet.pdf()) == "Fax: +1 234\nEmail: a@example.org\nX: @a"


def test_a_table_of_labels_is_read_across_though_labels_take_several_lines() -> None:
    sheet = making.sheet()
    for y, label, value in (
        (700, "URGENT ACTION TITLE", "BEEKEEPER ON TRIAL"),
        (676, "URGENT ACTION", "THIRD UA 261/17"),
        (664, "TYPE AND NUMBER", ""),
        (640, "INDEX NUMBER", "AFR 54/7840/2018"),
        (616, "TARGET’S", "Minister of Justice"),
        (604, "CONTACT DETAILS", "1 Example Street"),
        (592, "", "Fax: +1 234"),
        (568, "LANGUAGE", "Arabic"),
    ):
        sheet.at(60, y, label)
        sheet.at(180, y, value)
    assert text(sheet.pdf()).split("\n\n") == [
        "URGENT ACTION TITLE: BEEKEEPER ON TRIAL",
        "URGENT ACTION TYPE AND NUMBER: THIRD UA 261/17",
        "INDEX NUMBER: AFR 54/7840/2018",
        "TARGET’S CONTACT DETAILS:",
        "Minister of Justice\n1 Example Street\nFax: +1 234",
        "LANGUAGE: Arabic",
    ]


def test_a_header_table_is_one_line_though_its_cells_take_two() -> None:
    sheet = making.sheet()
    for x, y, shown in (
        (60, 780, "Further information on UA:"), (60, 768, "101/12"), (240, 780, "Index: AMR"),
        (240, 768, "45/005/2012"),
        (360, 780, "Paraguay"), (420, 780, "Date: 31 May"), (420, 768, "2012"), (60, 740, "URGENT ACTION"),
    ):  # fmt: skip
        sheet.at(x, y, shown)
    assert text(sheet.pdf()) == (
        "Further information on UA: 101/12   Index: AMR 45/005/2012   Paraguay   Date: 31 May 2012\n\nURGENT ACTION"
    )


BODY = (
    "Ana Prueba, a librarian, has been held for six weeks in the north of the country, where the winter is hard, and "
    "nobody has been told why. She was seen last on the day of the storm, when the roads were closed and the post came "
    "late. Her office says that it knows nothing of ill-treatment, and will not be asked about it any more than it was."
)


def wrapped(body: str, width: float = 440) -> list[str]:
    from reportlab.lib.utils import simpleSplit

    return list(simpleSplit(body, "Helvetica", 10, width))


def paragraph(sheet: making.Sheet, top: float, body: str, width: float = 440) -> float:
    for line in wrapped(body, width):
        sheet.at(60, top, line)
        top -= 12
    return top


def test_a_margin_breaks_lines_and_no_paragraph() -> None:
    sheet = making.sheet()
    below = paragraph(sheet, 700, BODY)
    paragraph(sheet, below - 8, BODY)
    assert text(sheet.pdf()) == f"{BODY}\n\n{BODY}"


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_paragraph_goes_on_over_the_page(lines: int) -> None:
    sheet = making.sheet()
    broken = wrapped(BODY)
    below = paragraph(sheet, 700, BODY)
    for number, line in enumerate(broken[:lines]):
        sheet.at(60, below - 8 - 12 * number, line)
    sheet.at(290, 30, "1")
    sheet.turn()
    for number, line in enumerate(broken[lines:]):
        sheet.at(60, 780 - 12 * number, line)
    assert text(sheet.pdf()) == f"{BODY}\n\n{BODY}"


def test_page_numbers_and_running_lines_are_left_out() -> None:
    sheet = making.sheet()
    for number in (1, 2, 3):
        sheet.at(60, 800, "First UA: 2/19 Index: EUR 46/9686/2019 Russian Federation Date: 15 January 2019", size=8)
        paragraph(sheet, 700, f"Page of the number {number}. {BODY}")
        sheet.at(60, 40, "Example International, 1 Example Street", size=8)
        sheet.at(500, 40, f"{number}", size=8)
        sheet.at(280, 25, f"Page {number} of 3", size=8)
        sheet.turn()
    found = text(sheet.pdf())
    assert found.count("First UA: 2/19") == 1
    assert "Example Street" not in found
    assert "of 3" not in found
    assert [page.strip().count(BODY) for page in found.split("\f")] == [1, 1, 1]


def test_hyphens() -> None:
    sheet = making.sheet()
    for number, line in enumerate(
        ["It is a long line of many words, of which the very last one of all is ill-", "treatment, and then", "short"]
    ):
        sheet.at(60, 700 - 12 * number, line)
    paragraph(sheet, 640, BODY, width=350)
    assert "is ill-treatment, and then" in text(sheet.pdf())


def test_bullets_of_every_font() -> None:
    sheet = making.sheet()
    for number, (font, bullet) in enumerate(
        [("ZapfDingbats", "n"), ("Symbol", "\u2022"), ("Helvetica", "\u2022"), ("Helvetica", "-")]
    ):
        sheet.at(60, 700 - 12 * number, bullet, font)
        sheet.at(78, 700 - 12 * number, f"asking number {number}")
    assert text(sheet.pdf()).split("\n") == [
        "• asking number 0",
        "• asking number 1",
        "• asking number 2",
        "- asking number 3",
    ]


def test_links_stand_around_what_they_cover() -> None:
    sheet = making.sheet()
    width = sheet.canvas.stringWidth
    for y, before, covered, target in (
        (700, "Please use the ", "contact form", "https://example.org/form?to=(minister)"),
        (688, "Email: ", "roe@example.org", "mailto:roe@example.org"),
        (676, "Website: ", "www.example.org", "https://www.example.org/"),
        (664, "Run ", "this", "javascript:alert(1)"),
        (652, "Write to ", "her", "mailto:her@example.org"),
    ):
        sheet.at(60, y, f"{before}{covered} now")
        left = 60 + width(before, "Helvetica", 10)
        sheet.canvas.linkURL(target, (left, y - 2, left + width(covered, "Helvetica", 10), y + 9))
    assert text(sheet.pdf()).split("\n") == [
        "Please use the [contact form](https://example.org/form?to=%28minister%29) now",
        "Email: roe@example.org now",
        "Website: www.example.org now",
        "Run this now",
        "Write to [her](mailto:her@example.org) now",
    ]


def test_text_that_is_drawn_twice_turned_or_in_a_form() -> None:
    sheet = making.sheet()
    sheet.at(60, 700, "Printed all bold")
    sheet.at(60.3, 700, "Printed all bold")
    sheet.canvas.saveState()
    sheet.canvas.rotate(90)
    sheet.at(100, -20, "a note along the margin")
    sheet.canvas.restoreState()
    sheet.canvas.beginForm("box")
    sheet.at(60, 688, "In a form")
    sheet.canvas.endForm()
    sheet.canvas.doForm("box")
    assert text(sheet.pdf()) == "Printed all bold\nIn a form"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_turned_for_showing(degrees: int) -> None:
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import NameObject, NumberObject

    writer = PdfWriter(PdfReader(io.BytesIO(two_columns(LEFT + RIGHT))))
    page: Any = writer.pages[0]
    page.add_transformation(Transformation().translate(-297, -421).rotate(degrees).translate(421, 421))
    page[NameObject("/Rotate")] = NumberObject(degrees)
    file = io.BytesIO()
    writer.write(file)
    assert text(file.getvalue()) == COLUMNS


@needs_browser
def test_a_page_printed_by_a_browser() -> None:
    (pdf,) = making.printed(
        "<h1>URGENT ACTION</h1><p>First paragraph, with <a href='https://example.org/a'>a link</a>.</p>"
        "<ul><li>one thing<li>another thing</ul><ol><li>first<li>second</ol>"
        "<p style='font-family: DejaVu Sans'>an office of flowers"
        "<p>Arabic: <span dir=rtl>\u0639\u0631\u0628\u064a</span>"
    )
    assert text(pdf) == (
        "# URGENT ACTION\n\nFirst paragraph, with [a link](https://example.org/a).\n\n• one thing\n• another thing\n\n"
        "1. first\n2. second\n\nan office of flowers\n\nArabic: \u0639\u0631\u0628\u064a"
    )


def test_a_locked_file_that_opens_without_a_password_is_read() -> None:
    assert text(locked(two_columns(LEFT + RIGHT), "")) == COLUMNS


def locked(document: bytes, password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(document)))
    writer.encrypt(password, "owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
