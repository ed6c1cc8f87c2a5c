"""Wordings: what organizers may write, and that only the placeholders in the table ever stand for anything."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rules.wordings import MOST, PLACEHOLDERS, Misworded, What, checked, filled

VALUES = {name: f"<{name}>" for name in PLACEHOLDERS}
PIECES = st.lists(
    st.one_of(
        st.sampled_from([f"{{{name}}}" for name in PLACEHOLDERS]),
        st.sampled_from(
            ["{", "}", "{}", "{{", "}}", "{0}", "{who.name}", "{who!r}", "{days_left:>9}", "%(who)s", "{{ x }}"]
        ),
        st.text(max_size=9),
    ),
    max_size=12,
).map("".join)


def test_what_is_kept_is_clean_and_its_paragraphs_stay() -> None:
    said = "  Write soon:\u202e {days_left} left.\r\n\r\n\r\n\r\nThank\x00 you!  \n — {network}\n"
    assert checked(said, What.INTRO) == "Write soon: {days_left} left.\n\nThank  you!\n— {network}"


def test_each_placeholder_is_filled() -> None:
    said = checked(" · ".join(f"{{{name}}}" for name in PLACEHOLDERS), What.NOTES)
    assert filled(said, VALUES) == "<days_left> · <date> · <who> · <country> · <number> · <network>"


def test_a_value_is_no_wording() -> None:
    assert filled("For {who} in {country}.", VALUES | {"who": "{country} {0}"}) == "For {country} {0} in <country>."


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Only {days} left", "“{days}” in line 1 of the intro is no placeholder: there are {days_left}, {date}, {who}"),
        ("Hello\n\n{0.__class__}", "“{0.__class__}” in line 3"),
        ("{days_left!r:>999999}", "“{days_left!r:>999999}” in line 1"),
        ("{ days_left }", "is no placeholder"),
        ("{Days_left}", "is no placeholder"),
        ("{}", "“{}” in line 1"),
        ("{{days_left}}", "A brace stands alone in line 1 of the intro"),
        ("{da{who}ys_left}", "A brace stands alone in line 1"),
        ("{days\n_left}", "A brace stands alone in line 1"),
        ("100 % } sure", "A brace stands alone in line 1"),
        ("{" + "x" * 200 + "}", "x…” in line 1"),
        (" \u202e\n\t\u2028 ", "The intro says nothing"),
        ("a" * 301, "The intro has 301 characters, and 300 is the most"),
    ],
)
def test_what_cannot_be_kept_is_said_in_one_plain_line(said: str, words: str) -> None:
    with pytest.raises(Misworded) as refused:
        checked(said, What.INTRO)
    assert words in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("what", What)
def test_each_has_its_length(what: What) -> None:
    assert checked("é" * MOST[what], what) == "é" * MOST[what]
    with pytest.raises(Misworded, match="is the most"):
        checked("é" * (MOST[what] + 1), what)


@given(PIECES, st.sampled_from(What))
def test_nothing_but_the_placeholders_in_the_table_passes(said: str, what: What) -> None:
    try:
        kept = checked(said, what)
    except Misworded:
        return
    assert set(re.findall(r"\{.*?\}", kept)) <= {f"{{{name}}}" for name in PLACEHOLDERS}
    assert checked(kept, what) == kept, "what is kept can be kept again"
    shown = filled(kept, VALUES)
    assert "{" not in shown
    assert "}" not in shown
    back = shown
    for name, value in VALUES.items():
        back = back.replace(value, f"{{{name}}}")
    assert back == kept, "and no other character has changed"


@given(st.text(alphabet=st.characters(exclude_characters="{}"), max_size=300))
def test_text_without_braces_is_left_alone(said: str) -> None:
    assert filled(said, {}) == said
