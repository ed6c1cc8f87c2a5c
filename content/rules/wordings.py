"""Wordings: what organizers say beside a document, in plain text with a few placeholders such as `{days_left}`.

They are put in by name alone, so that no text can reach for anything else. To add a placeholder: a name in
`PLACEHOLDERS`, and its value in `content.cards.worded`.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from content.appeals.words import line, prose


class What(StrEnum):
    """Where a wording stands."""

    INTRO = "intro"
    """above the card, in the alert too"""
    THANKS = "thanks"
    """after "I sent it" """
    WARNING = "warning"
    """before the first choice"""
    NOTES = "notes"
    """the organization's notes, beside the background"""


MOST = {What.INTRO: 300, What.THANKS: 300, What.WARNING: 800, What.NOTES: 6000}
"""Characters. A phone shows about 800 at once; the notes are read in pages."""
PLACEHOLDERS = ("days_left", "date", "who", "country", "number", "network")
_NAMED = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")
_BRACED = re.compile(r"\{[^{}\0]*\}")
_BRACE = re.compile(r"[{}]")
_SHOWN = 30


class Misworded(ValueError):
    """A wording cannot be kept; the text is one plain line: what, where, what to do."""


def checked(text: str, what: What) -> str:
    """The wording as it is kept: cleaned, its paragraphs apart by blank lines. Raises Misworded."""
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(prose(one) for one in text.splitlines())).strip()
    if not said:
        raise Misworded(f"The {what} says nothing: write something, or take it away with --remove.")
    if len(said) > MOST[what]:
        raise Misworded(f"The {what} has {len(said)} characters, and {MOST[what]} is the most: make it shorter.")
    there = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    for number, one in enumerate(said.splitlines(), 1):
        rest = _NAMED.sub("\0", one)  # which no cleaned line holds
        unknown = _BRACED.search(rest)
        if unknown:
            name = line(unknown.group())
            shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
            raise Misworded(f"“{shown}” in line {number} of the {what} is no placeholder: there are {there}.")
        if _BRACE.search(rest):
            raise Misworded(
                f"A brace stands alone in line {number} of the {what}: take it out, or write one of {there}."
            )
    return said


def filled(text: str, values: Mapping[str, str]) -> str:
    """The wording with a value for each placeholder; nothing else changes. Raises KeyError for a value it lacks."""
    return _NAMED.sub(lambda found: values[found[1]], text)
