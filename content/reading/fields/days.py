"""The day a document was issued and the last day to write, and what in them contradicts itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from content.action import Kind, Problem
from content.reading.fields.dates import LONGEST_APPEAL, day, figures
from content.reading.fields.said import sentences, short, unclear
from content.reading.marks import DATE, fold, phrases
from content.reading.sections import Sections
from content.reading.tables.labels import Part
from content.reading.tables.phrases import ACT_BY, ENDS, NOTHING

_NOTHING = re.compile(phrases(NOTHING))
_ENDS = re.compile(rf"\b{phrases(ENDS)}\s*:?")
_ACT_BY = re.compile(rf"\W*{phrases(ACT_BY)}\s*:?\s*(?:the )?(?P<day>{DATE})[\s.!]*")
_LONGEST = 200
"""Characters of a line that says no more than until when to write."""
_TURN_OF_THE_YEAR = timedelta(days=31)
"""A document may be dated a few weeks before or after the year of its number or index."""


def gathered(found: Sections) -> Sections:
    """The parts, with the lines that say until when to write and no more among those of the deadline."""
    parts: dict[Part, list[str]] = {}
    told: list[str] = []
    for part, lines in found.parts.items():
        parts[part] = []
        for line in lines:
            by = _ACT_BY.fullmatch(fold(line)) if _may_say_when(part, line) else None
            (told if by else parts[part]).append(line[slice(*by.span("day"))] if by else line)
    return replace(found, parts=parts | {Part.DEADLINE: [*found.lines(Part.DEADLINE), *told]}) if told else found


def _may_say_when(part: Part, line: str) -> bool:
    return part is not Part.DEADLINE and len(line) <= _LONGEST and not line[:1].islower()  # the rest of a sentence


def issued(found: Sections, problems: list[Problem]) -> date | None:
    """The document's own date, from its header."""
    printed = found.header.issued
    order = figures([printed, *found.lines(Part.DEADLINE)])
    told, code = day(printed, found.language, order=order)
    if code and code != "missing":
        message = f"The date of the document, “{short(printed)}”, names no single day: give it."
        problems.append(Problem(field="issued", code=code, message=message))
    return told


def deadline(
    found: Sections, remarks: Sequence[str], steps: Sequence[str], after: date | None, kind: Kind,
    problems: list[Problem],
) -> date | None:  # fmt: skip
    """The last day to write: what a label announces, what the document remarks about its end, what its steps say.

    An outcome has none: it asks for nothing, and that its bulletin expires is no last day to write.
    """
    if kind is Kind.OUTCOME:
        return None
    fragments = [line for line in found.lines(Part.DEADLINE) if line]
    order = figures([found.header.issued, *fragments])
    printed = " ".join(fragments)
    told, code = day(printed, found.language, after=after, order=order)
    if _NOTHING.fullmatch(fold(printed).strip(" .")):
        told, code = None, "missing"
    ended = _ended(found, remarks, steps, after, order)
    if code == "missing" and len(ended) == 1:
        told, code = ended.pop(), ""
    elif ended - {told} and code in ("", "missing"):
        days = " and ".join(str(one) for one in sorted(ended | ({told} if told else set())))
        problems.append(unclear("deadline", f"The document gives more than one deadline, {days}: say which."))
        return None
    if code and code != "missing":
        message = f"The deadline, “{short(printed)}”, names no single day: give the last day to write."
        problems.append(Problem(field="deadline", code=code, message=message))
    return told


def check_years(
    number: str, index: str, kind: Kind, days: tuple[date | None, date | None], problems: list[Problem]
) -> None:
    """Misprints show in years: a document is no older than its number, as old as its index, and ends soon after it."""
    issued, deadline = days
    numbered, indexed = _year(number), _year(index)
    if issued and numbered and not _about(issued, numbered, later=kind is not Kind.FIRST):
        message = f"The document is dated {issued}, which does not go with its number, {number}: give the right date."
        problems.append(unclear("issued", message))
    elif issued and indexed and not _about(issued, indexed):
        message = f"The document is dated {issued}, which does not go with its index, {index}: give the right date."
        problems.append(unclear("issued", message))
    if deadline is None:
        return
    if issued and deadline < issued:
        message = f"The deadline, {deadline}, is before the date of the document, {issued}: give the last day to write."
        problems.append(unclear("deadline", message))
    elif issued and deadline > issued + LONGEST_APPEAL:
        message = f"The deadline, {deadline}, is more than a year after {issued}, the date of the document: check it."
        problems.append(unclear("deadline", message))
    elif not issued and numbered and deadline.year < numbered:
        message = f"The deadline, {deadline}, is before the year of the number, {number}: give the last day to write."
        problems.append(unclear("deadline", message))


def _ended(
    found: Sections, remarks: Sequence[str], steps: Sequence[str], after: date | None, order: str | None
) -> set[date]:
    """The days on which the document says that it ends, or up to which it asks to write."""
    printed = [
        sentence[end.end() : end.end() + 60] for sentence in sentences(remarks) if (end := _ENDS.search(fold(sentence)))
    ]
    printed += [by["day"] for sentence in sentences([*remarks, *steps]) if (by := _ACT_BY.match(fold(sentence)))]
    told = (day(fragment, found.language, after=after, order=order)[0] for fragment in printed)
    return {one for one in told if one}


def _year(printed: str) -> int | None:
    year = re.search(r"[/.](\d{4}|\d{2})$", printed)
    if year is None:
        return None
    return int(year[1]) if len(year[1]) == 4 else int(year[1]) + (1900 if int(year[1]) >= 70 else 2000)


def _about(issued: date, year: int, *, later: bool = False) -> bool:
    if not 1900 < year < 2200:
        return True
    first, last = date(year, 1, 1) - _TURN_OF_THE_YEAR, date(year, 12, 31) + _TURN_OF_THE_YEAR
    return first <= issued and (later or issued <= last)
