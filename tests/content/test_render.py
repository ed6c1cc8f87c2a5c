"""Rendering: templates speak, documents cannot."""

from datetime import date

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.message import Span, plain
from content.render import Voice

ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text == text.strip())


@given(ANYTHING)
def test_what_comes_from_a_document_is_never_markup(hostile: str) -> None:
    text = Voice("en").text("country_unknown", typed=hostile)
    assert f"“{hostile}”" in plain(text)
    assert all(not span.bold and span.link is None for span in text)


@pytest.mark.parametrize(
    "hostile", ["<b>x</b>", "&lt;b&gt;", "{{ 7 * 7 }}", "<script>alert(1)</script>", "%(x)s", "<!--"]
)
def test_these_too(hostile: str) -> None:
    text = Voice("en").text(
        "card",
        correction="",
        update=False,
        who=hostile,
        country="",
        title="",
        summary=hostile,
        did=[("email", hostile)],
        asks=[hostile],
        stops=False,
        days=1,
        until="",
    )
    assert plain(text).count(hostile) == 4


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        Voice("en").text("country_unknown")


def test_dates_are_written_as_the_reader_does() -> None:
    assert Voice("en").date(date(2026, 3, 1)) == "March 1, 2026"
    assert Voice("fr").date(date(2026, 3, 1)) == "1er mars 2026"
    assert Voice("fr").date(date(2026, 3, 11)) == "11 mars 2026"
    assert Voice("fr").date(None) == ""


def test_styles_become_spans() -> None:
    text = Voice("en").text("declined", who="B.T.")
    assert text[0] == Span("B.T.", bold=True)
