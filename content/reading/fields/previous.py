"""The Urgent Action before this one: its link, else its number, else its index."""

import re
from collections.abc import Sequence

from content.action import Problem
from content.reading.fields.numbers import in_a_link, index, mentions, two_digit_year
from content.reading.fields.said import short, unclear
from content.reading.headers import INDEX, NUMBER, ORDINAL
from content.reading.marks import LINK, fold, phrases, unlinked
from content.reading.tables.phrases import NOTHING, ON, THIS_IS, UPDATES
from content.reading.targets.contacts import url

_NOTHING = re.compile(phrases(NOTHING))
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"()\[\]]+")
_ON = re.compile(rf"\b{phrases(UPDATES)}\b[^;]{{0,40}}?\b{phrases(ON)}(?!\w)")
_BEGINS = re.compile(rf"(?:^\W*|[.!;]\s+)(?:{phrases(THIS_IS)}\b[^.;]{{0,40}}|{ORDINAL}[\s-]+)?$")
"""What may stand before these words where a document says them of itself, and not of news to come."""
_DAY = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}")


def previous(labelled: str, lead: str, said: Sequence[str], number: str, problems: list[Problem]) -> str:
    """What stands below its label, else what the document says that it is an update on.

    `lead` are the words before the header's `number`: "Further information on" it is on the case's earlier document,
    which has the same. `said` are the lines in which a document may speak of itself.
    """
    text = unlinked(labelled).strip(" .")
    nothing = not text or _NOTHING.fullmatch(fold(text)) is not None
    if link := "" if nothing else _link(labelled):
        return link
    if number and _ON.search(fold(lead)):
        told = next((_link(line) for line in said if in_a_link(line) == number), "")
        return told or next(filter(None, map(_link, _told(said))), number)
    if not nothing:
        found = _named(text)
        if not found:
            message = f"“{short(labelled)}” is no link, number or index: give the UA before this one."
            problems.append(unclear("previous", message))
        return found
    return next((_link(rest) or _named(rest) for rest in _told(said)), "")


def _told(said: Sequence[str]) -> list[str]:
    """What follows such words: "UA 329/94 (EUR 44/52/94, …)", behind "Further information on"."""
    found = []
    for line in said:
        if (on := _ON.search(fold(line))) and _BEGINS.search(fold(line[: on.start()])):
            rest = line[on.end() :]
            found += [rest] if mentions(rest) or re.search(INDEX, fold(rest[:60])) else []
    return found


def _link(text: str) -> str:
    for address in [link[2] for link in LINK.finditer(text)] + _ADDRESS.findall(text):
        whole = url(address if "//" in address else f"https://{address}")
        if whole:
            return whole
    return ""


def _named(text: str) -> str:
    folded = fold(text)
    number = re.search(rf"(?<![\d/.]){NUMBER}", _DAY.sub(" ", re.sub(INDEX, " ", folded)))
    return two_digit_year(number[0]) if number else index(folded)
