"""What is Latin in a message that runs from right to left."""

from hypothesis import given
from hypothesis import strategies as st

from content.direction import isolated, turned
from content.message import Span, plain

RLM, LRI, FSI, PDI = "\u200f", "\u2066", "\u2068", "\u2069"


def test_a_line_that_begins_with_a_latin_name_still_runs_from_the_right() -> None:
    text = (Span("A.S.", bold=True), Span(" · باقي 4 أيام\nA title in English\nحتى 26 فبراير"))
    assert turned(text) == (
        Span(RLM + LRI),
        Span("A.S.", bold=True),
        Span(PDI + " · باقي 4 أيام\nA title in English\nحتى 26 فبراير"),
    )


def test_what_is_to_be_copied_holds_no_mark() -> None:
    number, letter = Span("+33 1 42 00 00 00", code=True), Span("Dear Minister,\n\nالسلام", block=True)
    assert turned((Span("اتصل:\n"), number, Span("\n"), letter)) == (
        Span("اتصل:\n" + LRI),
        number,
        Span(PDI + "\n"),
        letter,
    )


def test_a_command_is_shown_as_it_is_typed() -> None:
    assert plain(turned((Span("/help · مساعدة · /stop\n/actions, 1/2 and a/b"),))) == (
        f"{RLM}{LRI}/help{PDI} · مساعدة · {LRI}/stop{PDI}\n/actions, 1/2 and a/b"
    )


def test_a_value_keeps_its_direction_and_the_sentence_its_own() -> None:
    assert isolated("A.S.") == f"{FSI}A.S.{PDI}"
    assert isolated("سامي") == "سامي"
    assert isolated("19:00") == "19:00"


SPANS = st.builds(
    Span,
    st.text(st.sampled_from("aب 1\n/+."), max_size=9),
    bold=st.booleans(),
    code=st.booleans(),
    block=st.booleans(),
    link=st.sampled_from([None, "https://example.org"]),
)


@given(st.lists(SPANS, max_size=6).map(tuple))
def test_nothing_is_lost_and_nothing_changes_its_style(text: tuple[Span, ...]) -> None:
    marks = {RLM, LRI, PDI}
    before = [(character, span.bold, span.code, span.block, span.link) for span in text for character in span.text]
    after = [
        (character, span.bold, span.code, span.block, span.link) for span in turned(text) for character in span.text
    ]
    assert [one for one in after if one[0] not in marks] == before
    assert all(one[1:] == (False, False, False, None) for one in after if one[0] in marks)
