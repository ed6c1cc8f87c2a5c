"""Lines below "Please write immediately in …:" become demands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.reading.marks import BULLET, LABELLED, between, fold, phrases, read_aloud
from content.reading.tables.around.furniture import STEPS

_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+")
_STEP = re.compile(rf"{phrases(STEPS)}\b")
_ENDS = re.compile(r"[.;:!?]$")
_RUN_IN = re.compile(r"(?<=[.;])\s+[-–•■▪](?:\s+|(?=\w))")


@dataclass(frozen=True, slots=True)
class Asked:
    """`demands` without their bullets, what the supporter is told to do, and the lines below that are none of it."""

    demands: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def asked(lines: Sequence[str]) -> Asked:
    """The demands among the lines of their part. Whom to write to may stand below them without a label."""
    found: list[str] = []
    steps: list[str] = []
    bulleted = any(BULLET.match(line) for line in lines)
    last = ""
    for at, line in enumerate(lines):
        if not line:
            last = ""
            continue
        if _is_numbered_step(line) or (not found and line.endswith(":") and not BULLET.match(line)):
            steps.append(line)
            last = ""
            continue
        if found and bulleted and not BULLET.match(line) and _is_addressed(lines[at : at + 12], last):
            return Asked(_plain(found), tuple(steps), tuple(lines[at:]))
        if found and not BULLET.match(line) and (last or line[0].islower()) and not _is_new(line, found[-1], bulleted):
            found[-1] += between(found[-1], line) + line
        else:
            found.append(BULLET.sub("", line))
        last = line
    return Asked(_plain(found), tuple(steps))


def _plain(found: list[str]) -> tuple[str, ...]:
    pieces = [piece for text in found for piece in _RUN_IN.split(text)]
    return tuple(text for text in (read_aloud(BULLET.sub("", piece)).strip() for piece in pieces) if text)


def _is_new(line: str, above: str, bulleted: bool) -> bool:
    return not bulleted and _ENDS.search(above) is not None and (line[0].isupper() or above[-1] == ";")


def is_step(line: str) -> bool:
    """Whether a line begins as an instruction to the supporter does."""
    return _STEP.match(fold(line[:40])) is not None


def _is_numbered_step(line: str) -> bool:
    number = _NUMBERED.match(line)
    return number is not None and is_step(line[number.end() :])


def _is_addressed(following: Sequence[str], last: str) -> bool:
    """Whether a block with contacts begins here, and not the rest of a demand."""
    line = following[0]
    if len(line) > 90 or line[0].islower() or (last and not _ENDS.search(last)):
        return False
    return any(LABELLED.match(fold(text[:300])) for text in following)
