"""Numbers, series and indexes, however they are printed."""

import pytest

from content.action import Problem
from content.reading.fields.numbers import index, mentions, number, series, two_digit_year
from content.reading.headers import Header
from content.reading.sections import Sections
from content.reading.tables.labels import Part


def told(*said: str, above: tuple[str, ...] = (), header: str = "", text: str = "") -> tuple[str, list[str]]:
    problems: list[Problem] = []
    found = Sections(header=Header(number=header), parts={Part.BACKGROUND: [text]})
    given = number(found, said, above, problems)
    return given, [f"{problem.field} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("123/15", "123/15"),
        ("147.20", "147/20"),
        ("036/22", "36/22"),
        ("065/99", "65/99"),
        ("2 /19", "2/19"),
        ("2/ 19", "2/19"),
        ("24/2021", "24/21"),
        ("5/00", "5/00"),
        ("", ""),
        ("24", ""),
    ],
)
def test_a_number_has_two_figures_for_the_year_and_no_zeros_before(printed: str, tidied: str) -> None:
    assert two_digit_year(printed) == tidied
    assert told(header=printed)[0] == tidied


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("UA: 123/15", [("", "123/15")]),
        ("UA 147.20", [("", "147.20")]),
        ("UA329/94", [("", "329/94")]),
        ("UA065/99", [("", "065/99")]),
        ("AU: 24/21", [("", "24/21")]),
        ("UA n° 24/21", [("", "24/21")]),
        ("Urgent Action 24.21", [("", "24.21")]),
        ("acción urgente núm. 24/21", [("", "24/21")]),
        ("EXTRA 139/95", [("extra", "139/95")]),
        ("Third follow-up to EX 12/99", [("ex", "12/99")]),
        ("UA EX 12/99", [("ex", "12/99")]),
        ("MA 3/98", [("ma", "3/98")]),
        ("NSA 1/99", [("nsa", "1/99")]),
        ("Write au 26/02 at the latest", []),
        ("see UA 12/14", []),
        ("voir AU 12/14", []),
        ("USA 12/14", []),
        ("EUR 46/9686/2019", []),
    ],
)
def test_urgent_actions_in_a_line(line: str, named: list[tuple[str, str]]) -> None:
    assert mentions(line) == named


def test_the_header_counts_first_and_another_number_is_a_problem() -> None:
    assert told("This is the first update of UA 058/16.", header="58/16") == ("58/16", [])
    assert told("Tell us what you sent for UA 59/16.", header="58/16") == ("58/16", ["number unclear"])
    assert told("This goes with UA 60/16.", header="58/16") == ("58/16", [])
    assert told("Tell us what you sent for Urgent Action 58.16.") == ("58/16", [])
    assert told() == ("", [])


def test_what_stands_above_counts_where_nothing_else_does() -> None:
    related = ("Urgent Action: Weavers told to leave (Nepal: UA 140.20)",)
    assert told(header="58/16", above=related) == ("58/16", [])
    assert told("Tell us what you sent for UA 58/16.", above=related) == ("58/16", [])
    assert told(above=("6th Update UA 58/16",)) == ("58/16", [])
    assert told(above=("Second Urgent Action 58.16", *related)) == ("58/16", ["number unclear"])


def test_a_file_of_the_office_in_the_usa_gives_the_number_where_nothing_else_does() -> None:
    link = "[PDF](http://www.example.org/actioncenter/actions/uaa22910.pdf)"
    assert told(text=link) == ("229/10", [])
    assert told(text=link, header="228/10") == ("228/10", [])
    assert told(text="http://www.example.org/uaa00511.pdf") == ("5/11", [])


@pytest.mark.parametrize(
    ("printed", "letters"),
    [("EXTRA", "EXTRA"), ("EX", "EXTRA"), ("ex", "EXTRA"), ("MA", "MA"), ("NSA", "NSA"), ("", None)],
)
def test_another_series_is_kept(printed: str, letters: str | None) -> None:
    assert series(Sections(header=Header(number="12/99", series=printed)), ["EXTRA 12/99"]) == letters


def test_a_series_may_stand_in_the_text_alone() -> None:
    assert series(Sections(), ["Third follow-up to EX 12/99"]) == "EXTRA"
    assert series(Sections(), ["UA 12/99"]) is None


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("EUR 46/9686/2019", "EUR 46/9686/2019"),
        ("eur46/9686/2019", "EUR 46/9686/2019"),
        ("AMR 34/22/98", "AMR 34/22/98"),
        ("AMR 34/034/2006", "AMR 34/034/2006"),
        ("MDE 23/001/2015", "MDE 23/001/2015"),
        ("AI Index: AMR  23/017/2001/s", "AMR 23/017/2001"),
        ("ASA 37 / 012 / 2003", "ASA 37/012/2003"),
        ("", ""),
        ("EUR", ""),
    ],
)
def test_an_index_keeps_its_figures(printed: str, tidied: str) -> None:
    assert index(printed) == tidied
