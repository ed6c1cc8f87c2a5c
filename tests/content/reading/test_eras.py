"""The layouts of 1991 to 2017: what each gives, and that how it is laid out changes nothing."""

import re
import textwrap
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.action import Kind
from content.reading import as_json, read
from tests.content.reading.eras import (
    ASKS,
    BACKGROUND,
    COPIES,
    ERAS,
    LETTER,
    NARRATIVE,
    TARGETS,
    TODAY,
    YEARS,
    A,
    B,
    C,
    D,
    action,
)

WHOLE = {era: as_json(read(text.encode(), today=TODAY)) for era, text in ERAS.items()}
eras = pytest.mark.parametrize("era", sorted(ERAS))


@eras
def test_every_era_gives_number_country_and_days(era: str) -> None:
    found, year = action(ERAS[era]), YEARS[era]
    assert (found.number, found.language, found.kind, found.sequence) == (f"333/{year % 100:02}", "en", Kind.FIRST, 1)
    assert (found.issued, found.deadline) == (date(year, 10, 4), date(year, 11, 15))
    assert found.country.casefold() == "bulgaria"
    assert found.index.startswith("EUR 15/")
    assert found.languages == ("bg", "en")


@eras
def test_every_era_gives_whom_to_write_to(era: str) -> None:
    found = action(ERAS[era])
    assert [target.role for target in found.targets] == ["Minister of the Interior", "Prosecutor General"]
    assert (found.targets[0].faxes, found.targets[1].emails) == (("+359 2 999 0101",), ("prosecutor@example.org",))
    assert found.copies_to == (", ".join(COPIES.split("\n")),)


@pytest.mark.parametrize("era", ["A", "B", "C"])
def test_demands_came_before_letters(era: str) -> None:
    found = action(ERAS[era])
    assert (found.asks, found.letter) == (ASKS, None)
    assert [person.name for person in found.people] == ["Orla Beispiel"]


@pytest.mark.parametrize("era", ["A", "B"])
def test_up_to_2009_the_concern_is_the_title_and_there_is_no_summary(era: str) -> None:
    found = action(ERAS[era])
    assert (found.title, found.summary) == ("Fear of torture / Legal concern", "")
    assert found.background == NARRATIVE + BACKGROUND


def test_from_2010_on_the_first_paragraph_is_the_summary() -> None:
    found = action(C)
    assert (found.title, found.summary) == ("SINGER HELD OVER A SONG", NARRATIVE[0])
    assert found.background == NARRATIVE[1:] + BACKGROUND


def test_the_template_of_2017_has_a_letter() -> None:
    found = action(D)
    assert (found.title, found.summary) == ("SINGER HELD OVER A SONG", "A singer has been held in Varna since Sunday.")
    assert found.letter is not None
    assert (found.letter.salutation, found.letter.closing) == ("Dear Minister,", "Yours sincerely,")
    assert len(found.letter.paragraphs) == LETTER.count("\n\n") - 1
    assert (found.asks, found.background) == ((), BACKGROUND)


@pytest.mark.parametrize(
    ("era", "change"),
    [
        ("A", lambda text: text.replace("BULGARIA       Orla", "BULGARIA: Orla")),
        ("A", lambda text: text.replace("BULGARIA       Orla", "BULGARIAOrla")),
        ("A", lambda text: text.replace("BULGARIA       Orla", "BULGARIA:Orla")),
        ("A", lambda text: text.replace("UA 333/94 ", "UA333/94")),
        ("A", lambda text: text.replace("RECOMMENDED ACTION: Please", "RECOMMENDED ACTION\n\nPlease")),
        ("A", lambda text: text.replace("1. Minister", "1) Minister").replace("2. Prosecutor", "2) Prosecutor")),
        ("A", lambda text: "\n".join("> " + line for line in text.split("\n"))),
        ("A", lambda text: "A friend passed this on\n" + "\n".join("> " + line for line in text.split("\n"))),
        ("B", lambda text: text.replace("PUBLIC AI Index: EUR 15/012/2006", "PUBLIC\n\nAI Index: EUR 15/012/2006")),
        ("B", lambda text: text.replace("\n\n4 October 2006", "").replace("concern\n", "concern 4 October 2006\n")),
        ("B", lambda text: text.replace("\n- ", "\n* ")),
        ("B", lambda text: text + "\n\nAmnesty International\n1 Sample Street\nLondon\nFax: +44 20 7999 0000"),
        ("C", lambda text: text.replace("■ ", "\uf0a7 ")),
        ("C", lambda text: text.replace("■ ", "n  ")),
        ("C", lambda text: text.replace("■ ", "n ")),
        ("C", lambda text: text.replace("2014\n\nURGENT ACTION\n\nSINGER", "2014URGENT ACTION\nSINGER", 1)),
        ("C", lambda text: text.replace("A SONG\n\nThe", "A SONG The", 1)),
        ("C", lambda text: text.replace("HELD OVER A SONG", "HELD OVER\nA SONG", 1)),
        ("C", lambda text: text.replace("SINGER HELD OVER A SONG", "# Singer held over a song")),
        ("C", lambda text: text.replace("Name: Orla Beispiel\nGender", "Name: Orla Beispiel Gender")),
        ("C", lambda text: text.replace("Beispiel\nGender m/f: f", "Beispiel (f)")),
        ("C", lambda text: text.replace("BEFORE 15 NOVEMBER 2014 TO:", "BEFORE 15 NOVEMBER 2014\nTO:")),
        ("C", lambda text: text.replace("Please write immediately in", "Please write immediately\nin")),
        ("C", lambda text: text.replace("URGENT ACTION\n\nSINGER", "2\n\fURGENT ACTION\n\nSINGER")),
        ("C", lambda text: "advertisement\nTotal Page:2\nFile Type:pdf, Size:1020Kb\n\n" + text),
        ("D", lambda text: re.sub(r"(?m)^([A-Z' &()\"0-9+]{10,})\n(?=\S)", r"\1: ", text)),
        ("D", lambda text: re.sub(r"(?m)^([A-Z' &()\"0-9+]{10,})\n(?=\S)", r"\1:\n\n", text)),
        ("D", lambda text: text.replace("FIRST UA 333/17", "First UA: 333/17")),
    ],
)  # fmt: skip
def test_another_way_to_print_it_says_the_same(era: str, change: Callable[[str], str]) -> None:
    changed = change(ERAS[era])
    assert changed != ERAS[era]
    expected = WHOLE[era]
    if "# Singer" in changed:
        expected = expected | {"title": "Singer held over a song"}
    assert as_json(read(changed.encode(), today=TODAY)) == expected


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Further information on UA 333/06 (EUR 15/010/2006, 1 September 2006) - Fear of torture", "333/06"),
        (
            "Further information on UA 333/06 (EUR 15/010/2006) and follow-ups (EUR 15/11/2006) – Fear of torture",
            "333/06",
        ),
        ("Further information on UA 333/06 issued 1 September 2006 - Fear of torture", "333/06"),
        ("Follow-up on UA 333/06 Fear of torture", "333/06"),
        ("Further information on EXTRA 33/06 (EUR 15/010/2006, 1 September 2006) Fear of torture", "33/06"),
    ],
)
def test_updates_repeat_the_number_and_name_what_came_before(printed: str, number: str) -> None:
    found = action(B.replace("UA 333/06 Fear of torture / Legal concern", printed))
    assert (found.number, found.kind, found.title) == (number, Kind.UPDATE, "Fear of torture")
    assert (found.index, found.issued) == ("EUR 15/012/2006", date(2006, 10, 4))
    assert found.previous
    assert [person.name for person in found.people] == ["Orla Beispiel"]


def test_an_update_of_2014_says_which_one_it_is_and_where_the_last_is() -> None:
    text = C.replace("UA: 333/14 Index", "Further information on UA: 333/14 Index").replace(
        "after the above date.",
        "after the above date. This is the second update of UA 333/14. Further information:"
        " https://www.example.org/en/documents/eur15/1/2014/en/",
    )
    found = action(text)
    assert (found.kind, found.sequence) == (Kind.UPDATE, 3)
    assert found.previous == "https://www.example.org/en/documents/eur15/1/2014/en/"
    assert found.copies_to == action(C).copies_to


def test_an_outcome_asks_for_nothing() -> None:
    told = "No further action is requested from the network. Many thanks to all who sent appeals."
    cut = B[: B.index("RECOMMENDED ACTION")] + told
    found = read(cut.encode(), today=TODAY)
    assert (found.action.kind, found.action.asks, found.action.targets) == (Kind.OUTCOME, (), ())
    assert found.problems == ()


def test_people_one_below_the_other() -> None:
    names = (
        "BULGARIA       Orla Beispiel (f)\n               Milan Beispiel (m), her brother\n               Jana Vzor (f)"
    )
    found = action(re.sub(r"BULGARIA +Orla.*", names, A))
    assert [person.name for person in found.people][::2] == ["Orla Beispiel", "Jana Vzor"]
    assert found.background == NARRATIVE + BACKGROUND


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    left, right = (block.split("\n") for block in TARGETS.split("\n\n"))
    height = max(len(left), len(right))
    left, right = left + [""] * (height - len(left)), right + [""] * (height - len(right))
    beside = "\n".join(f"{one:45}{other}".rstrip() for one, other in zip(left, right, strict=True))
    text = C[: C.index("Minister of the Interior\n")] + beside + C[C.index("\n\nAnd copies to:") :]
    assert as_json(read(text.encode(), today=TODAY)) == WHOLE["C"]


unhurried = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@given(st.sampled_from(sorted(ERAS)), st.integers(min_value=60, max_value=120))
@unhurried
def test_wrapped_anew_it_says_the_same(era: str, width: int) -> None:
    text = "\n".join(
        textwrap.fill(line, width, break_long_words=False) if len(line) > width and "  " not in line else line
        for line in ERAS[era].split("\n")
    )
    assert as_json(read(text.encode(), today=TODAY)) == WHOLE[era]


@given(st.sampled_from(sorted(ERAS)), st.data())
@unhurried
def test_more_blank_lines_and_spaces_say_the_same(era: str, data: st.DataObject) -> None:
    spaces = st.sampled_from([" ", "\u00a0", "  "])
    within, between = st.sampled_from(["\n", " \n", "\r\n"]), st.sampled_from(["\n", "\n\n", "\r\n", "\n \t\n"])
    text = "".join(
        re.sub(r"(?<=\S) (?=\S)", data.draw(spaces), line) + data.draw(within if line else between)
        for line in ERAS[era].split("\n")
    )
    assert as_json(read(text.encode(), today=TODAY)) == WHOLE[era]


@given(st.sampled_from(sorted(ERAS)), st.sampled_from(["-", "–", "•", "■", "*", "§", "\uf0b7", "►"]))
@unhurried
def test_any_bullet_will_do(era: str, bullet: str) -> None:
    text = re.sub(r"(?m)^[-■] (?=asking|urging|calling)", f"{bullet} ", ERAS[era])
    assert as_json(read(text.encode(), today=TODAY)) == WHOLE[era]


@pytest.mark.parametrize(
    ("printed", "country"),
    [
        ("INDONESIA / EAST TIMOR   Orla Beispiel (f)", "INDONESIA / EAST TIMOR"),
        ("ISRAEL AND THE OCCUPIED TERRITORIES   Orla Beispiel (f)", "ISRAEL AND THE OCCUPIED TERRITORIES"),
        ("USA (Georgia)   Orla Beispiel (f)", "USA (Georgia)"),
        ("FREEDONIA   Orla Beispiel (f)", "FREEDONIA"),
        ("Sri Lanka: Orla Beispiel (f)", "Sri Lanka"),
    ],
)
def test_countries_as_they_were_printed(printed: str, country: str) -> None:
    found = action(re.sub(r"BULGARIA +Orla.*", printed, A))
    assert (found.country, [person.name for person in found.people]) == (country, ["Orla Beispiel"])
