"""Columns of plain text, printed side by side with spaces between them, become blocks: the left one first."""

import re
from collections import Counter
from itertools import groupby, pairwise

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_MOST = 300
_BULLET = 4
_FEWEST = 3
"""Lines on which a column has to begin at the same place: fewer may be a header, or chance."""
_HANGS = 4
"""Characters that a number may stand to the left of the text below it: "2) " and a space."""
_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s")


def apart(lines: list[str]) -> list[str]:
    """The lines, with each column of a block as a block of its own."""
    found: list[str] = []
    for blank, run in groupby(lines, key=lambda line: not line.strip()):
        block = list(run)
        starts = () if blank or len(block) < _FEWEST else _starts(block)
        found += _parted(block, starts) if starts else block
    return found


def _starts(block: list[str]) -> tuple[int, ...]:
    if max(map(len, block)) > _MOST:
        return ()
    counted = Counter(gap.end() for line in block if not _is_spaced(line) for gap in _GAP.finditer(line))
    return tuple(sorted(start for start, times in counted.items() if times >= _FEWEST))


def _is_spaced(line: str) -> bool:
    """Whether each space of a line of several words is a wide one: that is how it is typed, and no columns."""
    gaps = len(_GAP.findall(line))
    return gaps > 1 and gaps == len(line.split()) - 1


def _parted(block: list[str], starts: tuple[int, ...]) -> list[str]:
    found: list[str] = []
    for fits, run in groupby(block, key=lambda line: _cut(line, starts) is not None):
        lines = list(run)
        rows = [cells for line in lines if (cells := _cut(line, starts))]
        columns = list(zip(*rows, strict=True))
        beside = sum(sum(map(bool, cells)) > 1 for cells in rows)
        if fits and beside >= _FEWEST and max(map(len, columns[0])) > _BULLET:
            for column in columns:
                found += ["", *filter(None, column), ""]
        else:
            found += lines
    return found


def _cut(line: str, starts: tuple[int, ...]) -> list[str] | None:
    """The line's cells, or None where a word stands across the place at which a column begins."""
    places = [0]
    for start in starts:
        hanging = (at for at in range(max(start - _HANGS, 2), start) if _NUMBER.match(line, at))
        at = next(hanging, start)
        if line[at - 2 : at].strip():
            return None
        places.append(at)
    return [line[at:end].rstrip() for at, end in pairwise([*places, len(line) + 1])]
