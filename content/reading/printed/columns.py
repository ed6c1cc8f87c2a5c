"""Columns of plain text, printed side by side with spaces between them, become blocks: the left one first."""

import re
from collections import Counter
from itertools import groupby, pairwise

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_MOST = 300
_BULLET = 4
_FEWEST = 3
"""Lines on which a column has to begin at the same place: fewer may be a header, or chance."""


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
    counted = Counter(gap.end() for line in block for gap in _GAP.finditer(line))
    return tuple(sorted(start for start, times in counted.items() if times >= _FEWEST))


def _parted(block: list[str], starts: tuple[int, ...]) -> list[str]:
    found: list[str] = []
    for fits, run in groupby(block, key=lambda line: all(not line[start - 2 : start].strip() for start in starts)):
        lines = list(run)
        ends = [0, *starts, _MOST]
        columns = [[line[at:end].rstrip() for line in lines] for at, end in pairwise(ends)]
        beside = sum(sum(map(bool, cells)) > 1 for cells in zip(*columns, strict=True))
        bullets = max(map(len, columns[0])) <= _BULLET
        if fits and beside >= _FEWEST and not bullets:
            for column in columns:
                found += ["", *filter(None, column), ""]
        else:
            found += lines
    return found
