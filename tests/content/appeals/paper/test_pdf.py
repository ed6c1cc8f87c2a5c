"""Letters and faxes on paper: what they say, where it stands, and that they are the same every time."""

import asyncio
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.action import Target, UrgentAction
from content.appeals import Own, Unreachable, letter
from content.appeals.paper import Unprintable, fax_pdf, glyphs, letter_pdf
from content.reading import read as understand
from content.samples import documents
from tests.content.appeals import actions
from tests.content.appeals import test_documents as real
from tests.content.appeals.paper.letters import (
    ARABIC,
    CHINESE,
    CYRILLIC,
    GREEK,
    LATIN,
    TODAY,
    addressed,
    pages,
    picture,
    places,
    read,
    saying,
    says,
)

ROOT = Path(__file__).parents[4]
SCRIPTS = pytest.mark.parametrize(
    "action", [LATIN, CYRILLIC, GREEK, ARABIC], ids=["Latin", "Cyrillic", "Greek", "Arabic"]
)
HOSTILE = (
    '#read("/etc/passwd") #import "x.typ"',
    "*bold* _thin_ $x^2$ `code` \\ \\u{41} // gone? /* gone? */ ~ -- --- ... 'a' \"b\" @name <label>",
    "= no heading\n- no list\n+ no list\n/ no: term",
    "https://example.org/a//b?c=*d*&e=_f_#g",
    "{{days_left}} %(name)s \\n ]]}} #{1+1} #sys.inputs",
)

printable = st.sampled_from([chr(one) for font in glyphs._shipped() for one in sorted(font.prints)])
words = st.sampled_from(
    ["Free", "her.", "https://a.example.org/b", "word" * 30, "(M.K.)", "- ask", "\n", "\u200d", "= x"]
)


def posted(action: UrgentAction, own: Own | None = None) -> bytes:
    return letter_pdf(action, action.targets[0], today=TODAY, own=own or Own())


def faxed(action: UrgentAction) -> bytes:
    return fax_pdf(action, action.targets[0], today=TODAY)


@pytest.mark.parametrize("action", [LATIN, CYRILLIC, GREEK], ids=["Latin", "Cyrillic", "Greek"])
def test_a_letter_says_all_of_it(action: UrgentAction) -> None:
    target, made = action.targets[0], letter.parts(action, action.targets[0])
    pdf = posted(action)
    for one in (target.name, target.role, *target.address, action.who, made.salutation, *made.paragraphs, made.closing):
        assert says(pdf, one)
    assert pages(pdf) == 1


def test_the_first_line_has_room_for_the_place() -> None:
    assert ", 22 November 2026" in read(posted(LATIN))
    assert ", 22 ноября 2026" in read(posted(CYRILLIC))
    first = letter_pdf(replace(LATIN, language="fr"), LATIN.targets[0], today=date(2026, 12, 1))
    assert ", 1er décembre 2026" in read(first)
    assert ", 2026-11-22" in read(posted(replace(LATIN, language="qqq")))


def test_a_fax_says_to_whom_and_how_much() -> None:
    said = read(faxed(LATIN))
    to = "For the attention of: Camille Exemple, Minister of the Interior Fax: +33 1 99 00 12 34"
    assert said.startswith(f"{to} Pages: 1 Subject: M.K. and Zoë Łukasz")
    assert "Place de l’Exemple" not in said
    long = saying(*["I ask you to let him stay. " * 12] * 15)
    assert "Pages: 2" in read(faxed(long))
    assert pages(faxed(long)) == 2
    assert read(faxed(replace(LATIN, language="fr"))).startswith("À l’attention de :")


def test_what_has_no_address_or_number_is_not_printed() -> None:
    nowhere = Target(name="Nobody")
    for make in (letter_pdf, fax_pdf):
        with pytest.raises(Unreachable):
            make(LATIN, nowhere, today=TODAY)


def test_ones_own_words_are_printed() -> None:
    assert "I teach music too." in read(posted(LATIN, Own(paragraph="I teach music too.")))
    said = read(posted(LATIN, Own(letter="Sir,\n\nlet him stay.\n\nA teacher")))
    assert "Sir, let him stay. A teacher" in said
    assert "tuned pianos" not in said


@SCRIPTS
def test_the_address_stands_in_the_window(action: UrgentAction) -> None:
    """DIN 5008, form B: 20 mm from the left, 45 mm from the top, 85 mm by 45 mm; the letter begins below."""
    around = [one for one in places(posted(action)) if one[2] < 92]
    assert len(around) >= sum(len(line.replace(" ", "")) for line in action.targets[0].address)
    assert all(left >= 20 and right <= 105 and top >= 45 and bottom <= 90 for _, left, top, right, bottom in around)


def test_a_long_address_stays_in_the_window_and_a_longer_one_above_the_letter() -> None:
    nine = posted(addressed(*(f"Office {number}, an address of the common kind" for number in range(7))))
    assert all(right <= 105 and bottom <= 90 for _, _, top, right, bottom in places(nine) if top < 92)
    assert pages(nine) == 1
    longer = posted(addressed(*(f"Department {number} of {'everything ' * 6}" for number in range(20))))
    said = read(longer)
    assert said.index("Department 19") < said.index("22 November") < said.index("Dear Minister")
    day = min(top for _, left, top, _, _ in places(longer) if left > 110)
    address = [bottom for _, _, top, _, bottom in places(longer) if top < day]
    assert len(address) > 20 * len("Department of everything")
    assert max(address) < day


def test_a_letter_takes_smaller_type_before_a_second_page() -> None:
    def size(pdf: bytes) -> float:
        return min(right - left for character, left, _, right, _ in places(pdf) if character == "k")

    short, middle, long = (posted(saying(*["I ask you to let him stay at home. " * 7] * count)) for count in (3, 8, 20))
    assert (pages(short), pages(middle), pages(long)) == (1, 1, 2)
    assert size(middle) < size(short)
    assert size(long) == size(short)
    assert "1/2" in read(long)
    assert "2/2" in read(long)
    assert "1/1" not in read(short)


def test_the_samples_take_one_page() -> None:
    for sample in documents(TODAY):
        action = understand(sample.document, today=TODAY).action
        for target in action.targets:
            if target.address:
                pdf = letter_pdf(action, target, today=TODAY)
                assert pages(pdf) == 1, sample.name
                assert all(says(pdf, one) for one in letter.parts(action, target).paragraphs)
            if target.faxes:
                assert pages(fax_pdf(action, target, today=TODAY)) == 1, sample.name


@pytest.mark.skipif(not real.DOCUMENTS.is_dir(), reason="the real documents are not beside the project")
@pytest.mark.parametrize(
    ("name", "salutation"), [("ua-24-21.txt", "Dear Minister Darmanin,"), ("ua-2-19.txt", "Dear President,")]
)
def test_the_real_letters_take_one_page(name: str, salutation: str) -> None:
    action = replace(LATIN, letter=real.letter(name, salutation))
    for pdf in (posted(action), faxed(action)):
        assert pages(pdf) == 1
        assert all(says(pdf, one) for one in letter.parts(action, action.targets[0]).paragraphs)


@SCRIPTS
def test_a_screen_reader_can_read_it(action: UrgentAction) -> None:
    for pdf in (posted(action), faxed(action)):
        reader = pypdf.PdfReader(BytesIO(pdf))
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]
        assert root["/Lang"] == action.language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title
        assert action.who not in reader.metadata.title, "others may see what was opened lately"
        assert b"pdfuaid" in root["/Metadata"].get_data()


def test_the_same_words_are_the_same_bytes_anywhere() -> None:
    code = (
        "import hashlib; from tests.content.appeals.paper.letters import *; from content.appeals.paper import *;"
        "print(*(hashlib.sha256(make(one, one.targets[0], today=TODAY)).hexdigest() for one in (LATIN, ARABIC)"
        " for make in (letter_pdf, fax_pdf)))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1]
    assert posted(LATIN) == posted(LATIN) != posted(CYRILLIC)


def test_what_looks_like_markup_is_printed_as_it_stands() -> None:
    pdf = posted(saying(*HOSTILE))
    assert all(says(pdf, one) for one in HOSTILE)
    assert "root:" not in read(pdf)


async def test_many_at_once_do_not_get_in_each_others_way() -> None:
    wanted = [saying(f"Letter {number} of many.") for number in range(12)]
    made = await asyncio.gather(*(asyncio.to_thread(posted, one) for one in wanted))
    assert [f"Letter {number} of many." in read(pdf) for number, pdf in enumerate(made)] == [True] * 12
    assert made == [posted(one) for one in wanted]


def test_arabic_letters_join() -> None:
    """With something between them that joins nothing they would look the same, if they were not joined."""
    together, apart = saying("ببب" * 9, action=ARABIC), saying("\u200c".join("ببب" * 9), action=ARABIC)
    assert picture(posted(together)) != picture(posted(apart))


def test_arabic_goes_from_right_to_left_with_latin_names_and_numbers_the_right_way_round() -> None:
    pdf = posted(saying("صفحة (M.K.) هاتف +33 1 99 00 12 34 ق", action=ARABIC))
    line = [one for one in places(pdf) if 131 < one[2] < 136]
    left = {character: at for character, at, *_ in line}
    assert left["ص"] > left["M"] > left["+"] > left["ق"]
    assert left["M"] < left["K"]
    dots = sorted(at for character, at, *_ in line if character == ".")
    assert left["M"] < dots[0] < left["K"] < dots[1]
    digits = "".join(character for character, *_ in sorted(line, key=lambda one: one[1]) if character in "+0123456789")
    assert digits == "+33199001234"


def test_a_latin_letter_among_arabic_ones_stays_on_the_left() -> None:
    said = Own(letter="Sir,\n\nlet them stay.")
    assert min(left for _, left, top, _, _ in places(posted(ARABIC, said)) if top > 110) < 30


@settings(max_examples=15, deadline=None)
@given(actions.actions)
def test_anything_is_printed_or_refused(action: UrgentAction) -> None:
    for target in action.targets:
        for make in (letter_pdf, fax_pdf):
            try:
                said = make(action, target, today=TODAY)[:5].decode()
            except (Unreachable, Unprintable) as refusal:
                said = str(refusal)
            assert said == "%PDF-" or said.startswith(("The letter has ", "this target cannot be reached by "))
            assert "\n" not in said


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.one_of(words, st.text(printable, max_size=50)), max_size=60).map(" ".join), max_size=4))
def test_what_the_fonts_print_is_all_there(paragraphs: list[str]) -> None:
    action = saying(*paragraphs)
    try:
        pdf, refusal = posted(action), ""
    except Unprintable as refused:
        pdf, refusal = b"", str(refused)
    if refusal:  # a mark on a letter of another font
        assert "combining" in refusal or ", arabic" in refusal
        return
    for paragraph in letter.parts(action, action.targets[0]).paragraphs:
        assert all(says(pdf, word) for word in re.findall(r"\b[a-z]{4,}\b", paragraph))


def test_chinese_is_printed_where_there_is_a_font_for_it() -> None:
    try:
        pdfs = posted(CHINESE), faxed(CHINESE)
    except Unprintable as refusal:
        pytest.skip(str(refusal))
    for pdf in pdfs:
        assert pages(pdf) == 1
        assert CHINESE.letter
        assert all(says(pdf, one) for one in CHINESE.letter.paragraphs)
