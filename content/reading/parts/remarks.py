"""Sentences of a document about itself, and about the copies that every document asks for."""

import re
from collections.abc import Iterable, Sequence

from content.reading.marks import fold
from content.reading.tables.around.furniture import ENDINGS, REMARKS, STANDING

_REMARK = re.compile(rf"(?:(?<=[.!?]\s)|^)(?:{'|'.join(REMARKS)})")
_WHOLE = re.compile(rf"(?:(?:{'|'.join(REMARKS)})[.!]?\s*)+")
_END = re.compile(rf"(?:{'|'.join(ENDINGS)})")
_STANDING = re.compile(rf"(?:(?<=\s)|^)(?:{'|'.join(STANDING)})")
COPIES = re.compile(
    r"\W*(?:and |also |please |send |y |et |envien |veuillez )*(?:cop(?:y|ies) to|copias? a|copies? (?:a|aux?))\b\s*:?"
)
"""Who gets copies is announced so, in a folded line."""
_NUMBERED = re.compile(r"^\(?(\d{1,2})[.)]\s+")


def remarks(lines: Iterable[str]) -> tuple[str, ...]:
    """The sentences of the text that are remarks, each once."""
    found = [
        line[match.start() : match.end() + 1].strip() for line in lines for match in _REMARK.finditer(fold(line[:2000]))
    ]
    return tuple(dict.fromkeys(found))


def without_remarks(lines: Sequence[str]) -> list[str]:
    """The lines without those that are remarks as a whole."""
    return [line for line in lines if len(line) > 400 or not _WHOLE.fullmatch(fold(line))]


def without_end(lines: Sequence[str]) -> tuple[list[str], tuple[str, ...], list[str]]:
    """The lines of the last part, the remarks below them, and the lines below that are its publisher's."""
    kept = list(lines)
    said: list[str] = []
    below: list[str] = []
    while kept:
        begin = len(kept)
        while begin and kept[begin - 1]:
            begin -= 1
        block, kept = kept[begin:], kept[:begin]
        if not block:
            kept.pop()
        elif not without_remarks([" ".join(block)]):
            said.insert(0, " ".join(block))
        elif _END.match(fold(block[0][:200])):
            below = [*block, "", *below]
        else:
            return [*kept, *block], tuple(said), below
    return kept, tuple(said), below


def without_standing(lines: Sequence[str]) -> list[str]:
    """The lines about whom to write to without what is on every document, and without the numbers before them.

    Who stands below "Also send copies to diplomatic representatives …" gets a copy: "Copies to:" stays in its place.
    """
    kept: list[str] = []
    copied = False
    numbered = next((_NUMBERED.match(line) for line in lines if line), None)
    for at, line in enumerate(without_remarks(lines)):
        match = _STANDING.search(fold(line[:600]))
        if match:
            left = (line[: match.start()] + line[match.end() :]).strip(" .,;:-")
            below = any(lines[at + 1 :])
            if left and not COPIES.fullmatch(fold(left)):
                kept.append(left)
            elif below and not copied:
                kept.append("Copies to:")
            copied = True
            continue
        copied |= COPIES.match(fold(line[:80])) is not None
        if numbered and numbered[1] == "1" and (number := _NUMBERED.match(line)):
            kept += ["", line[number.end() :]]
        else:
            kept.append(line)
    return kept
