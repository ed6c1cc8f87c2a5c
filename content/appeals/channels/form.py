"""A web form: opened by the supporter, who pastes the letter. Never filled in by us: forms change all the time."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import subject
from content.message import host

SIZES = (500, 1000, 2000)
"""Characters that the fields of forms commonly hold."""
TOPICS = "If the form asks for a topic, choose “Human rights”; if it has none, “Justice” or “Other”."
"""What to choose where a form wants to know: English, and the key under which gettext has it in other languages."""

_SPACE = re.compile(r"\s+|(?<=[。！？])(?=\S)")  # Chinese and Japanese have none after a sentence
_SENTENCE = re.compile(r"(?:(?<![\W_]\w)\.|[!?؟।…。！？])[\"”’»)]*$")  # initials end none


def compose(action: UrgentAction, target: Target, own: Own) -> Appeal:
    """The forms, each link labelled with the host it opens, and the text to paste."""
    to = contacts.forms(target)
    about = subject(action)
    body = letter.text(action, target, own)
    return Appeal(
        channel=Channel.FORM,
        to=to,
        subject=about,
        body=body,
        language=action.language,
        links=tuple((host(url), url) for url in to),
        copies=((Label.COPY_LETTER, body), (Label.COPY_SUBJECT, about)),
    )


def pieces(body: str, size: int) -> tuple[str, ...]:
    """`body` in as few pieces of at most `size` characters as whole sentences (or lines) allow; none of nothing.

    Of the ways to part it so, pieces end between paragraphs where they can. Only a sentence longer than `size` is
    parted between words, and only such a word is cut. White space at a border goes, nothing else. Characters count as a
    browser counts those of a field, an emoji two or more: `size` is 2 at least.
    """
    text = body.strip()
    if not text:
        return ()
    units = [0, *accumulate(1 + (character > "\uffff") for character in text)]
    borders = [*_borders(text), _Border(len(text), len(text), _Rank.PARAGRAPH)]
    for rank in (_Rank.LETTER, _Rank.WORD, _Rank.SENTENCE):
        borders = list(_no_finer(borders, rank, units, size))
    ends = [border.end for border in borders]

    def reached(start: int) -> slice:
        """The borders that a piece can end at if it begins there."""
        furthest = bisect_right(units, units[start] + size) - 1
        return slice(bisect_right(ends, start), bisect_right(ends, furthest))

    needed = {len(text): 0}  # pieces for what begins there
    for start in sorted({0, *(border.start for border in borders[:-1])}, reverse=True):
        needed[start] = 1 + needed[borders[reached(start)][-1].start]
    found: list[str] = []
    start = 0
    while start < len(text):
        good = (one for one in borders[reached(start)] if needed[one.start] < needed[start])
        border = min(good, key=lambda one: (one.rank, -one.end))
        found.append(text[start : border.end])
        start = border.start
    return tuple(found)


class _Rank(IntEnum):
    """What a piece would end with, the best first."""

    PARAGRAPH = 0
    SENTENCE = 1
    WORD = 2
    LETTER = 3
    MARK = 4  # within what shows as one letter


class _Border(NamedTuple):
    """Where a piece can end, and where the next one then begins."""

    end: int
    start: int
    rank: _Rank


def _borders(text: str) -> Iterator[_Border]:
    """All there are, in their order."""
    begins = 0
    for space in (*_SPACE.finditer(text), None):
        ends, goes_on = space.span() if space else (len(text), len(text))
        for at in range(begins + 1, ends):
            joined = unicodedata.category(text[at])[0] == "M" or "\u200d" in text[at - 1 : at + 1]
            yield _Border(at, at, _Rank.MARK if joined else _Rank.LETTER)
        if space:
            yield _Border(ends, goes_on, _rank(text, space))
        begins = goes_on


def _no_finer(borders: Iterable[_Border], rank: _Rank, units: Sequence[int], size: int) -> Iterator[_Border]:
    """The borders without those that are finer than `rank`, but where what they part is too long for a piece."""
    begins = 0
    finer: list[_Border] = []
    for border in borders:
        if border.rank > rank:
            finer.append(border)
            continue
        if units[border.end] - units[begins] > size:
            yield from finer
        yield border
        begins = border.start
        finer.clear()


def _rank(text: str, space: re.Match[str]) -> _Rank:
    if space.group().count("\n") > 1:
        return _Rank.PARAGRAPH
    before, after = text[max(space.start() - 8, 0) : space.start()], text[space.end() : space.end() + 1]
    ended = "\n" in space.group() or (_SENTENCE.search(before) and not after.islower())
    return _Rank.SENTENCE if ended else _Rank.WORD
