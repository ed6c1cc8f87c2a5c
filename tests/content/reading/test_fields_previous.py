"""The Urgent Action before this one: a link, else a number, else an index."""

import pytest

from content.action import Problem
from content.reading.fields.previous import previous


def told(labelled: str = "", *said: str, lead: str = "", number: str = "905/26") -> tuple[str, list[str]]:
    problems: list[Problem] = []
    found = previous(labelled, lead, said, number, problems)
    return found, [f"{problem.field} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("labelled", "before"),
    [
        ("https://www.example.org/documents/eur21/1/2026/en/", "https://www.example.org/documents/eur21/1/2026/en/"),
        ("[EUR 21/99904/2026](https://www.example.org/a)", "https://www.example.org/a"),
        ("www.example.org/documents/eur21/1/2026/en/", "https://www.example.org/documents/eur21/1/2026/en/"),
        ("UA 024/2026", "24/26"),
        ("EUR 21/99904/2026", "EUR 21/99904/2026"),
        ("eur21/99904/2026", "EUR 21/99904/2026"),
        ("UA 24/26, EUR 21/99904/2026", "24/26"),
        ("UA 905/26 (EUR 21/99904/2026, 9 September 2026)", "905/26"),
        ("UA 905/26", "905/26"),
        ("N/A", ""),
        ("None.", ""),
        ("Sans objet", ""),
        ("No procede", ""),
        ("s.o.", ""),
        ("S.O.", ""),
        ("s/o", ""),
        ("n. d.", ""),
        ("N/D", ""),
        ("n.a.", ""),
        ("No aplica", ""),
        ("no disponible", ""),
        ("Non disponible", ""),
        ("ninguno", ""),
        ("", ""),
    ],
)
def test_what_stands_below_the_label(labelled: str, before: str) -> None:
    assert told(labelled) == (before, [])


@pytest.mark.parametrize("labelled", ["javascript:alert(1)", "see the website"])
def test_what_is_none_of_them_is_a_problem(labelled: str) -> None:
    assert told(labelled) == ("", ["previous unclear"])


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("Further information on UA 329/94 (EUR 44/52/94, 9 September 1994)", "329/94"),
        ("Follow-up on UA 329/94", "329/94"),
        ("Third follow-up to EX 12/99", "12/99"),
        ("Further information on EUR 44/52/94", "EUR 44/52/94"),
        ("Más información (actualización núm. 2) sobre la AU 329/94 (EUR 44/52/94/s)", "329/94"),
        ("Informations complémentaires sur l'AU 329/94 (EUR 44/52/94)", "329/94"),
        ("This is the first update of UA 329/94. [More](https://www.example.org/a)", "https://www.example.org/a"),
        ("UA 329/94 (EUR 44/52/94)", ""),
        ("6th Update UA 329/94", ""),
        ("Further information will come later.", ""),
        ("Tell us what you sent for Urgent Action 329.94.", ""),
        ("Write to us for an update on Urgent Action 329.94.", ""),
    ],
)
def test_what_an_update_says_it_is_on(said: str, before: str) -> None:
    assert told("", said, number="") == (before, [])


@pytest.mark.parametrize(
    ("lead", "before"),
    [
        ("Further information on", "905/26"),
        ("Follow-up to", "905/26"),
        ("Action complémentaire sur l’", "905/26"),
        ("Más información sobre la", "905/26"),
        ("6th Update", ""),
        ("Second", ""),
        ("", ""),
    ],
)
def test_an_update_on_a_number_has_it_itself(lead: str, before: str) -> None:
    assert told("", lead=lead) == (before, [])


def test_a_link_may_follow_in_the_next_sentence() -> None:
    line = "Send copies too. This is the second update of UA 905/26. Further information: www.example.org/a"
    assert told("", line, lead="Further information on") == ("https://www.example.org/a", [])
    assert told("", line) == ("https://www.example.org/a", [])


def test_the_file_of_the_case_in_the_usa_is_the_document_before() -> None:
    line = "As it was issued first: http://www.example.org/actions/uaa90526.pdf"
    assert told("", line, lead="Further information on") == ("http://www.example.org/actions/uaa90526.pdf", [])
    assert told("", line.replace("905", "904"), lead="Further information on") == ("905/26", [])


def test_a_link_says_most_and_an_index_least() -> None:
    assert told("EUR 21/99904/2026", lead="Further information on") == ("905/26", [])
    assert told("www.example.org/a", lead="Further information on") == ("https://www.example.org/a", [])
    assert told("EUR 21/99904/2026", lead="Second") == ("EUR 21/99904/2026", [])
