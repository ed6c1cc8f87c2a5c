"""Direction: in a language written from right to left, lines begin at the right and what is Latin in them stays whole.

Chats take a line's direction from its first letter, and a name, a number or a command amid the others' letters loses
its order at the edges ("/help" shows as "help/"). Both are mended with Unicode's invisible marks (UAX #9), which never
come into what is to be copied.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from content.message import Span, Text

RIGHT = "\u200f"
"""Begins a line that runs from right to left, whatever its first letter."""
_FIRST, _LEFT, _END = "\u2068", "\u2066", "\u2069"
_ENDS = re.compile(r"(?<=\n)")
_COMMAND = re.compile(r"(?<![\w/.])/[a-z]+", re.ASCII)


def isolated(value: str) -> str:
    """A value for a sentence that runs from right to left: it keeps its own direction, and the sentence its own."""
    return value if _runs(value) in ("", "R") else f"{_FIRST}{value}{_END}"


def turned(text: Text) -> Text:
    """The text of a message that is read from right to left; a line without a letter of such a script stays."""
    marked = (span for line in _lines(text) for span in _turned(line))
    return tuple(span for plain, spans in groupby(marked, key=_plain) for span in (_joined(spans) if plain else spans))


def _turned(line: list[Span]) -> Iterator[Span]:
    letters = "".join(_letter(character) for span in line if not (span.block or span.code) for character in span.text)
    mixed = "R" in letters
    if mixed and letters.startswith("L"):
        yield Span(RIGHT)
    for span in line:
        own = _runs(span.text)
        if span.block or own == "R" or not span.text.strip():
            yield span
        elif _plain(span):
            yield replace(span, text=_COMMAND.sub(rf"{_LEFT}\g<0>{_END}", span.text)) if mixed else span
        elif mixed or not own:  # a telephone number is without a letter, and its parts would change places
            yield from (Span(_LEFT), span, Span(_END))
        else:
            yield span


def _lines(text: Text) -> Iterator[list[Span]]:
    """The spans line by line, cut where a line ends; a block is a line of its own."""
    line: list[Span] = []
    for span in text:
        for piece in [span.text] if span.block else _ENDS.split(span.text):
            line.append(replace(span, text=piece))
            if span.block or piece.endswith("\n"):
                yield line
                line = []
    yield line


def _plain(span: Span) -> bool:
    return not (span.bold or span.italic or span.code or span.block or span.link)


def _joined(spans: Iterator[Span]) -> tuple[Span, ...]:
    whole = "".join(span.text for span in spans)
    return (Span(whole),) if whole else ()


def _runs(text: str) -> str:
    """Where the first letter runs from: `"R"`, `"L"`, or `""` if there is none."""
    return next((found for character in text if (found := _letter(character))), "")


def _letter(character: str) -> str:
    return {"L": "L", "R": "R", "AL": "R"}.get(unicodedata.bidirectional(character), "")
