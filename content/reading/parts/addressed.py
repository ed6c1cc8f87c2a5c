"""Whom to write to and the letter, where they stand below the background and no label says so."""

import re
from collections.abc import Sequence

from content.reading.marks import LABELLED, fold, is_closing, is_salutation, is_sentence, is_unfinished, phrases
from content.reading.tables.around.furniture import STEPS

_STEP = re.compile(rf"{phrases(STEPS)}\b")
_MOST = 20
"""Lines of an addressee's block above the greeting."""


def greeting(lines: Sequence[str]) -> int | None:
    """Where a letter begins, of which the end is printed too."""
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else ""
        if is_salutation(line) and not is_unfinished(above) and any(map(is_closing, lines[at + 1 :])):
            return at
    return None


def divide(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines of the background, and those from the addressee on; the second is empty without a letter."""
    end = greeting(lines)
    if end is None:
        return list(lines), []
    begin = at = end
    for at in range(end - 1, max(end - _MOST, 0) - 1, -1):
        line = lines[at]
        if line and (is_sentence(line) or _is_end(line)) and not LABELLED.match(fold(line)):
            break
        begin = at if line else begin
    if _STEP.match(fold(lines[begin])) and not LABELLED.match(fold(lines[begin])):
        return list(lines[:begin]), list(lines[begin + 1 :])  # a heading: "Write to the minister"
    return list(lines[:begin]), list(lines[begin:])


def _is_end(line: str) -> bool:
    return line[-1] in ".!?" and len(line.split()) > 4
