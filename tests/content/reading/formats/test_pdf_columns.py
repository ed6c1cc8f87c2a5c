"""PDF: lists of lines, such as addresses, in columns so narrow that some of their lines are broken."""

import pytest

from content.reading.formats import text
from tests.content.reading.formats import making

WIDTH = 150
"""Points: of three columns on a page."""
STEP = 168
"""Points from a column to the next."""
ABOVE = "All of this stands above the columns and is long enough to reach across the whole of the page, so it crosses."


def broken(line: str, width: float = WIDTH) -> list[str]:
    from reportlab.lib.utils import simpleSplit

    found: list[str] = simpleSplit(line, "Helvetica", 10, width)
    return found


def page(columns: list[list[str]]) -> bytes:
    sheet = making.sheet()
    sheet.at(54, 760, ABOVE)
    for number, column in enumerate(columns):
        printed = [piece for line in column for piece in broken(line)]
        for at, line in enumerate(printed):
            sheet.at(54 + number * STEP, 730 - 12 * at, line)
    sheet.at(54, 500, ABOVE)
    return sheet.pdf()


OTHERS = [
    ["Commissioner General of Polices", "Jane Roe", "Police House", "Fax: +44 20 7946 0123"],
    ["Speaker of the Parliament", "Ann Poe", "Parliament House", "Fax: +44 20 7946 0124"],
]


@pytest.mark.parametrize(
    "line",
    [
        "Utopian Republican Prison Headquarters",
        "Corner of 7th Street and Example Avenue",
        "Lomas de la Prueba, Avenida República Ejemplar",
        "Private Bag 55 CY, Causeway, Springfield",
        "Ministre de la Justice et garde des Sceaux",
        "Parquet du tribunal de première instance",
        "Ministry of Foreign and Home Affairs",
    ],
)
def test_a_line_that_a_narrow_column_broke_is_one_line(line: str) -> None:
    assert len(broken(line)) > 1
    address = ["Minister of Justice", line, "Utopia"]
    assert "\n".join(address) in text(page([address, *OTHERS]))
    assert "\n".join(address) in text(page([*OTHERS, address]))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Rifa’a Palace, P.O. Box 0555", "al-Manama, Bahrain"),
        ("Ministry of Justice", "Example Street 12"),
        ("1 Example Street", "Springfield"),
        ("Minister of the Interior", "General Jane Roe"),
        ("Jane Roe", "Office"),
    ],
)
def test_a_line_that_ends_where_it_was_ended_stays_one(above: str, below: str) -> None:
    address = ["Minister of Justice", above, below, "Utopia"]
    assert f"{above}\n{below}" in text(page([address, *OTHERS]))
    assert f"{above}\n{below}" in text(page([*OTHERS, address]))


def test_a_list_below_labels_is_no_running_text() -> None:
    """Lines that end at the same place by chance, left of far longer ones, show no margin."""
    address = [
        "al-Manama",
        "Minister of Education",
        "Dr Omar bin Roe Al Misali",
        "Ministry of Education",
        "P.O. Box 43",
    ]
    sheet = making.sheet()
    for at, line in enumerate(address):
        sheet.at(201, 760 - 12 * at, line)
    for at, line in enumerate([ABOVE, "URGENT ACTION TYPE AND NUMBER: FIRST UA", "PUBLICATION DATE: 07 November"]):
        sheet.at(54, 680 - 24 * at, line)
    assert "\n".join(address) in text(sheet.pdf())


FIRST = ["1) Minister of Justice", "Mr Ali Deneme", "Example House", "1 Example Road"]
SECOND = ["2) Prime Minister", "Ms Tansu Muster", "Sample House", "2 Main Street"]
REST = [["Fax: +44 20 7946 0123", "Salutation: Dear Minister"], ["Fax: +44 20 7946 0124", "Salutation: Madam"]]
TOWNS = [["Springfield", *REST[0]], ["Shelbyville", *REST[1]]]


def torn(above: list[list[str]], below: list[list[str]]) -> str:
    """Columns at the foot of a page, and columns at the head of the next."""
    sheet = making.sheet()
    sheet.at(54, 400, ABOVE)
    for base, columns in ((150, above), (780, below)):
        for number, column in enumerate(columns):
            for at, line in enumerate(column):
                sheet.at(54 + number * 1.5 * STEP, base - 12 * at, line)
        if columns is above:
            sheet.turn()
    sheet.at(54, 600, ABOVE)
    return text(sheet.pdf())


@pytest.mark.parametrize("below", [REST, TOWNS], ids=["contacts", "numbered above"])
def test_columns_that_go_on_over_the_page_are_whole(below: list[list[str]]) -> None:
    found = torn([FIRST, SECOND], below)
    assert "\n".join([*FIRST, *below[0]]) in found
    assert "\n".join([*SECOND, *below[1]]) in found


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([FIRST[1:], SECOND[1:]], TOWNS),
        ([FIRST, SECOND], [["3) Governor", *TOWNS[0]], ["4) Speaker", *TOWNS[1]]]),
        ([FIRST, SECOND], [TOWNS[0], [*TOWNS[1], "3) Governor"]]),
        ([FIRST, SECOND], [["Springfield", "Utopia"], ["Shelbyville", "Utopia"]]),
    ],
    ids=["no numbers, no contacts", "the next numbers", "a number further down", "nothing that shows it"],
)
def test_columns_that_may_be_others_stay_apart(above: list[list[str]], below: list[list[str]]) -> None:
    found = torn(above, below)
    assert found.index(above[1][0]) < found.index(below[0][0])
