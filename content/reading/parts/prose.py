"""Lines become paragraphs, and a letter is found among them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.action import Letter
from content.reading.marks import (
    BULLET,
    between,
    fold,
    is_closing,
    is_salutation,
    is_unfinished,
    phrases,
    read_aloud,
    unlinked,
)
from content.reading.tables.around.furniture import STEPS
from content.reading.tables.around.letters import CLOSING_SENTENCES, CLOSINGS

_STEP = re.compile(rf"{phrases(STEPS)}\b")
_ENDS = re.compile(r"[.?!:;…][”\"’'»)\]]*$")
_GLUED_CLOSING = re.compile(rf"(?<=[.?!”)])\s+(?={phrases(CLOSINGS)}\s*,?$)")
_GLUED_SENTENCE = re.compile(rf"(?<=[.?!”)])\s+(?={phrases(CLOSING_SENTENCES)}\b[^.]{{,300}}[.,]?$)")


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs of running text, each on one line, without bullets and link addresses."""
    widest = max((len(line) for line in lines), default=0)
    found: list[str] = []
    last = ""
    blank = True
    for line in lines:
        if not line:
            blank = True
            continue
        if last and _goes_on(last, line, widest, blank):
            found[-1] += between(last, line) + line
        else:
            found.append(BULLET.sub("", line))
        last = line
        blank = False
    return tuple(text for text in (read_aloud(text).strip() for text in found) if text)


def letter(lines: Sequence[str]) -> tuple[Sequence[str], Letter | None, tuple[str, ...]]:
    """What stands before the letter, the letter, and the long paragraphs after it (a background without a heading).

    Without a salutation there is no letter here: see `unaddressed`.
    """
    for at, line in enumerate(lines):
        if is_salutation(line) and not (at and is_unfinished(lines[at - 1])):
            found, after = _body(lines[at + 1 :])
            if found.paragraphs:
                return lines[:at], replace(found, salutation=unlinked(line)), after
    return lines, None, ()


def unaddressed(lines: Sequence[str]) -> tuple[Letter | None, tuple[str, ...]]:
    """A letter that has lost its salutation: text that ends as letters do."""
    found, after = _body(lines)
    return (found if found.closing and found.paragraphs else None), after


def whole(lines: Sequence[str]) -> Letter | None:
    """A letter that stands below its own label, whatever of its greeting and its end is printed."""
    found, _ = _body(lines)
    return found if found.paragraphs else None


def _body(lines: Sequence[str]) -> tuple[Letter, tuple[str, ...]]:
    texts = [part for text in paragraphs(lines) for part in _split_closing(text)]
    for at, text in enumerate(texts):
        if is_closing(text):
            after = tuple(text for text in texts[at + 1 :] if len(text) >= 80 and not _STEP.match(fold(text)))
            return Letter(salutation="", paragraphs=tuple(texts[:at]), closing=text), after
    return Letter(salutation="", paragraphs=tuple(texts)), ()


def _split_closing(text: str) -> list[str]:
    folded = fold(text)
    found = _GLUED_CLOSING.search(folded) or _GLUED_SENTENCE.search(folded)
    return [text[: found.start()], text[found.end() :]] if found else [text]


def _goes_on(line: str, following: str, widest: int, blank: bool) -> bool:
    if is_salutation(line) or is_closing(following) or BULLET.match(following):
        return False
    if is_salutation(following) and (blank or not is_unfinished(line)):
        return False
    unfinished = not _ENDS.search(line)
    if blank:  # a page may end in mid-sentence
        return unfinished and following[0].islower() and line[-1] != ","
    if following[0].islower():
        return True
    return 50 <= widest <= 120 and unfinished and 10 * len(line) > 7 * widest  # a ragged margin
