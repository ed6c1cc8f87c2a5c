"""The part people act on, taken apart: title and summary above, then instructions, whom to write to, and the letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.action import Letter
from content.reading.marks import BULLET, LABELLED, fold, is_capitals, is_salutation, is_sentence, phrases
from content.reading.parts import asks, prose, titles
from content.reading.parts.remarks import COPIES, remarks, without_remarks, without_standing
from content.reading.sections import Sections
from content.reading.tables.around.furniture import STEPS
from content.reading.tables.labels import Part

_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+")
_STEP = re.compile(rf"{phrases(STEPS)}\b")
_SENTENCE_END = re.compile(r"[.!:?]$")
_LONGEST = 3000
"""Characters of a line that are looked at for a contact's label: a block that lost its line ends has fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What each field is made from."""

    title: str
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
    head, acting = _acting(found)
    title, below = _titled(found, head)
    steps, before, letter, tail = _lettered(found, acting)
    asked = asks.asked(found.lines(Part.ASKS) if letter is None else [])
    demands, after = asked.demands, asked.below
    block = list(before)
    if letter is None and not demands:
        above = _above_copies(before)
        block = [*(line for line in above if not _is_ask(line)), *before[len(above) :]]
        demands = asks.asked([line for line in above if _is_ask(line)]).demands
    if after and not any(found.lines(Part.TARGETS)):
        block += ["", *after]
    if letter and not title:
        title, block = _subject(block, letter)
    told, summary = _told(found, title, below, letter)
    said = remarks(
        [
            *head,
            *acting,
            *found.lines(Part.ASKS),
            *found.lines(Part.BACKGROUND),
            *found.said,
            *found.lines(Part.PREVIOUS),
        ]
    )
    return Body(
        title=title or found.header.concern,
        summary=summary,
        steps=(*steps, *asked.steps),
        block=tuple(without_standing(block)),
        asks=() if letter else demands,
        letter=letter,
        tail=tail,
        narrative=told,
        remarks=said,
    )


def _acting(found: Sections) -> tuple[list[str], list[str]]:
    """The lines of title and summary, and those that say what to do: from the first contact on where no label does."""
    head = found.lines(Part.HEAD)
    if not any(head):
        head = found.lines(Part.PREAMBLE)
    acting, targets = found.lines(Part.ACTION), found.lines(Part.TARGETS)
    if any(map(is_salutation, found.lines(Part.ASKS))):
        acting = [*acting, "", *found.lines(Part.ASKS)]
    if Part.ACTION not in found.parts and not any(targets) and not found.header.concern:
        head, acting = _parted(head)
    elif not any(acting):
        step = next((at for at, line in enumerate(head) if _NUMBERED.match(line) and _is_step(line)), len(head))
        head, acting = head[:step], head[step:]
    if not any(targets):
        return list(head), list(acting)
    contacts = any(LABELLED.match(fold(line[:_LONGEST])) for line in acting)
    others = acting if contacts else [line for line in acting if _is_step(line) or _is_ask(line)]
    return list(head), [*others, "", *targets]


def _titled(found: Sections, head: Sequence[str]) -> tuple[str, list[str]]:
    """The title, and what stands below it. It stands on its own in one template; up to 2009 there is none."""
    if printed := " ".join(filter(None, found.lines(Part.TITLE))):
        below = list(head)
        while below and (not below[0] or titles.same(below[0], printed)):
            below.pop(0)
        return printed, below
    if found.header.concern and (not head or is_sentence(next(filter(None, head), ""))):
        return "", list(head)
    if found.header.concern and not is_capitals(next(filter(None, head), "")):
        return "", list(head)
    return titles.title(head, found.headings)


def _lettered(
    found: Sections, acting: Sequence[str]
) -> tuple[tuple[str, ...], Sequence[str], Letter | None, tuple[str, ...]]:
    """The steps, the other lines above the letter, the letter, and what stands below it."""
    if any(found.lines(Part.LETTER)):
        above, letter, tail = prose.letter(found.lines(Part.LETTER))
        if letter is None:
            above, letter, tail = [], prose.whole(found.lines(Part.LETTER)), ()
        steps, before = _steps([*acting, "", *above])
        return steps, before, letter, tail
    above, letter, tail = prose.letter(acting)
    if letter and not letter.closing and asks.asked(found.lines(Part.ASKS)).demands:
        above, letter, tail = list(acting), None, ()  # a greeting that lost its label, below demands
    if letter is None and not any(found.lines(Part.ASKS)):
        above, after = _to_the_last_contact(above)
        letter, tail = prose.unaddressed(after)
    steps, before = _steps(above)
    return steps, before, letter, tail


def _told(
    found: Sections, title: str, below: Sequence[str], letter: Letter | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What happened and the summary: the first paragraph where a narrative follows, all of it where a letter does."""
    if printed := prose.paragraphs(found.lines(Part.SUMMARY)):
        return ((), printed) if letter else (tuple(without_remarks(prose.paragraphs(below))), printed)
    if found.header.concern and not title:
        return tuple(without_remarks(prose.paragraphs(below))), ()
    paragraphs = prose.paragraphs(below)
    if letter or (Part.ACTION in found.parts and Part.ASKS not in found.parts):
        return (), paragraphs
    return tuple(without_remarks(paragraphs[1:])), paragraphs[:1]


def _above_copies(lines: Sequence[str]) -> list[str]:
    """The lines above those that say who gets copies: bullets there are people."""
    at = next((at for at, line in enumerate(lines) if COPIES.match(fold(line[:80]))), len(lines))
    return list(lines[:at])


def _subject(block: list[str], letter: Letter) -> tuple[str, list[str]]:
    """A letter's own line of whom it is about, above its greeting: every name in it comes again below."""
    last = max((at for at, line in enumerate(block) if line), default=-1)
    if last < 1 or block[last - 1] or LABELLED.match(fold(block[last][:_LONGEST])):
        return "", block
    text = " ".join(letter.paragraphs)
    names = re.findall(r"[^\W\d_]{2,}", block[last])
    if (
        len(names) < 2
        or re.search(r"[\d@]", block[last])
        or not all(name in text for name in names if name[0].isupper())
    ):
        return "", block
    return block[last], block[:last]


def _parted(head: Sequence[str]) -> tuple[list[str], list[str]]:
    """Where no label says that the action part begins: above the first contact, with the letter or a numbered step."""
    lines = list(head)
    for start, line in enumerate(lines):
        if _NUMBERED.match(line) and _is_step(line):
            return lines[:start], lines[start:]
        if LABELLED.match(fold(line[:_LONGEST])) or is_salutation(line):
            break
    else:
        return lines, []
    at = start
    while at > 1 and (not lines[at - 1] or (len(lines[at - 1]) <= 90 and not _SENTENCE_END.search(lines[at - 1]))):
        at -= 1
        start = at if lines[at] and not is_capitals(lines[at]) else start
    return lines[:start], lines[start:]


def _to_the_last_contact(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    last = max((at for at, line in enumerate(lines) if LABELLED.match(fold(line[:_LONGEST]))), default=len(lines) - 1)
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
    folded = fold(line[:_LONGEST])
    if LABELLED.match(folded) or BULLET.match(line):
        return False
    number = _NUMBERED.match(folded)
    instruction = _STEP.match(folded[number.end() if number else 0 :].lstrip("[("))
    if number:
        return instruction is not None or (len(line) >= 60 and _SENTENCE_END.search(line) is not None)
    if instruction:
        return len(line) > 60 or _SENTENCE_END.search(line) is not None
    words = re.findall(r"[^\W\d_]+", line)
    named = 2 * sum(word[0].isupper() for word in words) > len(words)  # an address in one run
    return len(line) > 120 and not named and LABELLED.search(folded) is None


def _is_ask(line: str) -> bool:
    return len(line) >= 30 and BULLET.match(line) is not None and LABELLED.search(fold(line[:_LONGEST])) is None
