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
        intro="",
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


def test_numbers_are_written_as_the_reader_does_wherever_they_stand() -> None:
    for language, written in (("en", "1,912"), ("fr", "1\u202f912")):
        voice = Voice(language)
        assert voice.number(1912) == written
        assert written in voice.label("arrived: %(n)s", n=1912)
        assert written in voice.labels("%(num)s day left", "%(num)s days left", 1912)
        assert written in plain(voice.text("privacy", retention=1912, policy=""))
        assert written in plain(voice.text("later_hour", day="", whose=1912, who="B.T.", what="", days=1, until=""))
        shown = voice.text("left", days=1912, until="2031")
        assert written in plain(shown)
        assert "2031" in plain(shown)
    assert Voice("fr").labels("No closing date: every way counts.", "No closing date: every way counts.", 0) == (
        Voice("fr").label("No closing date: every way counts.")
    )


def test_a_language_is_called_by_its_own_name_and_says_where_ours_is_another() -> None:
    assert Voice("en").called == "English"
    assert Voice("fr").called == "français"
    assert Voice("tr").called == "Türkçe; buttons in English"


def test_styles_become_spans() -> None:
    text = Voice("en").text("declined", who="B.T.")
    assert text[0] == Span("B.T.", bold=True)
