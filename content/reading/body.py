"""The part people act on, taken apart: title and summary above, then instructions, whom to write to, and the letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.action import Letter
from content.reading import prose
from content.reading.lines import BULLET, LABELLED, fold, is_capitals, is_salutation, phrases
from content.reading.sections import NUMBER, Sections
from content.reading.tables.labels import STEPS, Part

_HEADLINE = re.compile(rf"^(?P<title>.*?)\s*\((?P<country>[^():]+):\s*(?:ua|au)\s*(?P<number>{NUMBER})\)$")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+")
_STEP = re.compile(rf"{phrases(STEPS)}\b")
_SENTENCE_END = re.compile(r"[.!:?]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """`country` and `number` are those of a headline such as "Title (Country: UA 24.21)", else ""."""

    title: str
    country: str
    number: str
    summary: tuple[str, ...]
    steps: tuple[str, ...]
    """what the supporter is told to do"""
    block: tuple[str, ...]
    """the lines that say whom to write to"""
    asks: tuple[str, ...]
    letter: Letter | None
    tail: tuple[str, ...]
    """long paragraphs after the letter"""
    narrative: tuple[str, ...] = ()
    """what happened, in layouts that tell it outside any letter: it comes before the background"""
    remarks: tuple[str, ...] = ()
    """sentences of the document about itself: that it updates another, asks for nothing more, changes a deadline"""


def divide(found: Sections) -> Body:
    """Take the head and the action part apart, also where the label between them is missing."""
    head = found.lines(Part.HEAD)
    if not any(head):
        head = found.lines(Part.PREAMBLE)
    lines = found.lines(Part.ACTION)
    if Part.ACTION not in found.parts:
        head, lines = _parted(head)
    title, summary = _title(head)
    headline = _HEADLINE.match(fold(title))
    before, letter, tail = prose.letter(lines)
    if letter is None:
        before, after = _to_the_last_contact(before)
        letter, tail = prose.unaddressed(after)
    steps, block = _steps(before)
    asks = () if letter else tuple(BULLET.sub("", line) for line in block if _is_ask(line))
    return Body(
        title=title[: headline.end("title")] if headline else title,
        country=title[slice(*headline.span("country"))] if headline else "",
        number=headline["number"] if headline else "",
        summary=prose.paragraphs(summary),
        steps=steps,
        block=tuple(line for line in block if letter or not _is_ask(line)),
        asks=asks,
        letter=letter,
        tail=tail,
    )


def _title(head: Sequence[str]) -> tuple[str, list[str]]:
    """The lines in capitals above the summary, or the first line where there are none."""
    lines = list(head)
    while lines and not lines[0]:
        lines.pop(0)
    title: list[str] = []
    while lines and (not lines[0] or is_capitals(lines[0]) or not title):
        line = lines.pop(0)
        title += [line] if line else []
        if not is_capitals(title[0]):
            break
    return " ".join(title), lines


def _parted(head: Sequence[str]) -> tuple[list[str], list[str]]:
    """Where no label says that the action part begins, it begins above the first contact, or with the letter."""
    lines = list(head)
    found = [at for at, line in enumerate(lines) if LABELLED.match(fold(line)) or is_salutation(line)]
    if not found:
        return lines, []
    start = at = found[0]
    while at > 1 and (not lines[at - 1] or (len(lines[at - 1]) <= 90 and not _SENTENCE_END.search(lines[at - 1]))):
        at -= 1
        start = at if lines[at] and not is_capitals(lines[at]) else start
    return lines[:start], lines[start:]


def _to_the_last_contact(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    last = max((at for at, line in enumerate(lines) if LABELLED.match(fold(line))), default=len(lines) - 1)
    return lines[: last + 1], lines[last + 1 :]


def _steps(lines: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Instructions to the supporter, and the other lines."""
    steps: list[str] = []
    block: list[str] = []
    adjacent = False  # the line above is an instruction
    for line in lines:
        if adjacent and line and line[0].islower() and not _SENTENCE_END.search(steps[-1]):
            steps[-1] += " " + line
            continue
        adjacent = bool(line) and _is_step(line)
        if adjacent:
            steps.append(line)
        else:
            block.append(line)
    return tuple(steps), block


def _is_step(line: str) -> bool:
    folded = fold(line)
    if LABELLED.match(folded) or BULLET.match(line):
        return False
    number = _NUMBERED.match(folded)
    instruction = _STEP.match(folded[number.end() if number else 0 :].lstrip("[("))
    if number:
        return instruction is not None or len(line) >= 60
    if instruction:
        return len(line) > 60 or _SENTENCE_END.search(line) is not None
    return len(line) > 120 and LABELLED.search(folded) is None


def _is_ask(line: str) -> bool:
    return len(line) >= 30 and BULLET.match(line) is not None and LABELLED.search(fold(line)) is None
