"""Dates, languages, people, and the Urgent Action before this one."""

from datetime import date

import pytest

from content.action import Person
from tests.content.reading.printing import action, problems, reading

UNTIL = "PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: "
LANGUAGE = "PREFERRED LANGUAGE TO ADDRESS TARGET: "
NAMES = "NAME AND PRONOUN: "
PREVIOUS = "LINK TO PREVIOUS UA: "


@pytest.mark.parametrize(
    "printed",
    [
        "24 December 2026", "24 December 2026.", "24 DECEMBER 2026", "24th December 2026", "Thursday 24 December 2026",
        "December 24, 2026", "December 24 2026", "24 December, 2026", "24 Dec. 2026", "2026-12-24", "24/12/2026",
        "24.12.2026", "24 décembre 2026", "24 December\n2026", "24 December 2026. Do not write later.",
    ],
)  # fmt: skip
def test_a_deadline_is_a_day(printed: str) -> None:
    assert action(deadline=UNTIL + printed).deadline == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("December 2026", "unclear"),
        ("24 December", "unclear"),
        ("05/06/2027", "unclear"),
        ("24 December 2026 or 3 January 2027", "unclear"),
        ("as soon as you can", "unclear"),
        ("31 February 2027", "invalid"),
        ("2027-02-31", "invalid"),
        ("42.12.2026", "invalid"),
        ("", "missing"),
        ("n/a", "missing"),
        ("19 November 2026", "past"),
    ],
)
def test_what_is_no_day_to_come_is_a_problem(printed: str, code: str) -> None:
    assert problems(deadline=UNTIL + printed) == [("deadline", code)]


def test_the_day_itself_is_not_past() -> None:
    assert problems(deadline=UNTIL + "20 November 2026") == []


def test_the_label_alone_is_met_on_a_line_above_its_value() -> None:
    assert action(deadline=UNTIL + "\n\n24 December 2026").deadline == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("French, English", ("fr", "en")),
        ("RUSSIAN, ENGLISH.", ("ru", "en")),
        ("Spanish", ("es",)),
        ("in Spanish or your own language", ("es",)),
        ("English, Arabic or your own language.", ("en", "ar")),
        ("Farsi and English", ("fa", "en")),
        ("French/English; French", ("fr", "en")),
        ("your own language", ()),
        ("русский, français", ("ru", "fr")),
    ],
)
def test_languages(printed: str, codes: tuple[str, ...]) -> None:
    assert action(languages=LANGUAGE + printed).languages == codes
    assert problems(languages=LANGUAGE + printed) == []


def test_a_language_nobody_knows_is_a_problem() -> None:
    assert action(languages=LANGUAGE + "Utopian, French").languages == ("fr",)
    assert problems(languages=LANGUAGE + "Utopian, French") == [("languages", "unclear")]


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("A.B. (name withheld) (he, him, his)", [("A.B.", True, "he, him, his")]),
        ("A.B. (he/him, name withheld)", [("A.B.", True, "he/him")]),
        ("Jane Roe (she/her), John Doe (he/him)", [("Jane Roe", False, "she/her"), ("John Doe", False, "he/him")]),
        ("Jane Roe (she/her) and John Doe (they)", [("Jane Roe", False, "she/her"), ("John Doe", False, "they")]),
        ("Jane Roe (she/her)\nJohn Doe (he/him)", [("Jane Roe", False, "she/her"), ("John Doe", False, "he/him")]),
        ("Jane Roe\nJohn Doe", [("Jane Roe", False, ""), ("John Doe", False, "")]),
        ("Jane Roe, she/her", [("Jane Roe", False, "she/her")]),
        ("Jane Roe – she, her, hers", [("Jane Roe", False, "she, her, hers")]),
        ("Jane Roe and Ann Poe (both she/her)", [("Jane Roe", False, "she/her"), ("Ann Poe", False, "she/her")]),
        ("Jane Roe (f)", [("Jane Roe", False, "")]),
        ("Jane Roe (“Jenny”) (she/her)", [("Jane Roe (“Jenny”)", False, "she/her")]),
        ("Name withheld (she/her)", [("Name withheld", True, "she/her")]),
        ("Jane (pseudonym)", [("Jane", True, "")]),
        ("N/A", []),
        ("", []),
    ],
)
def test_people(printed: str, people: list[tuple[str, bool, str]]) -> None:
    expected = tuple(Person(name=name, withheld=withheld, pronouns=pronouns) for name, withheld, pronouns in people)
    assert action(people=NAMES + printed).people == expected


@pytest.mark.parametrize(
    ("printed", "previous"),
    [
        (
            "https://www.example.org/en/documents/eur21/1/2026/en/",
            "https://www.example.org/en/documents/eur21/1/2026/en/",
        ),
        ("[EUR 21/99904/2026](https://www.example.org/a)", "https://www.example.org/a"),
        ("<https://www.example.org/a>", "https://www.example.org/a"),
        ("\nhttps://www.example.org/a", "https://www.example.org/a"),
        ("UA 024/2026", "24/26"),
        ("EUR 21/99904/2026", "EUR 21/99904/2026"),
        ("UA 24/26, EUR 21/99904/2026", "24/26"),
        ("N/A", ""),
        ("None.", ""),
        ("", ""),
    ],
)
def test_the_urgent_action_before(printed: str, previous: str) -> None:
    assert action(previous=PREVIOUS + printed).previous == previous
    assert problems(previous=PREVIOUS + printed) == []


@pytest.mark.parametrize("printed", ["javascript:alert(1)", "see the website"])
def test_a_link_that_is_none_is_a_problem(printed: str) -> None:
    found = reading(previous=PREVIOUS + printed)
    assert found.action.previous == ""
    assert [(problem.field, problem.code) for problem in found.problems] == [("previous", "unclear")]


def test_a_document_dated_with_a_month_alone() -> None:
    header = "First UA: 905/26 Index: EUR 21/99905/2026 France Date: November 2026"
    assert action(header=header).issued is None
    assert problems(header=header) == [("issued", "unclear")]


@pytest.mark.parametrize("country", ["", "Russian Federation", "United States of America", "Côte d’Ivoire"])
def test_countries_are_kept_as_printed(country: str) -> None:
    header = f"First UA: 905/26 Index: EUR 21/99905/2026 {country} Date: 12 November 2026"
    assert action(header=header).country == country
    assert problems(header=header) == ([] if country else [("country", "missing")])


def test_an_index_without_its_label_or_with_three_digits() -> None:
    assert action(header="Second UA 905/26 MDE 13/001/2015 Iran Date: 2 May 2026").index == "MDE 13/001/2015"
    assert action(header="First UA: 905/26 Iran Date: 2 May 2026").index == ""
