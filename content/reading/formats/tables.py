"""A table becomes text: columns one after the other, unless its rows are what belongs together."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from content.reading.formats.header import is_header

GAP = "   "
"""What stands for a tab, or for the border between cells of one line."""


def arranged(rows: Sequence[Sequence[str]]) -> str:
    """The text of a table's rows of cells. Rows with as many cells as the row above stand in columns with it."""
    blocks: list[str] = []
    for count, group in groupby(rows, key=len):
        part = [[cell.strip() for cell in row] for row in group]
        if count == 1:
            blocks += [cell for row in part for cell in row]
        elif count == 2 and holds_labels([(label, value) for label, value in part if label]):
            blocks += [_entry(row) for row in part]
        else:
            blocks += _columns(part)
    return "\n\n".join(filter(None, blocks))


def _columns(rows: list[list[str]]) -> Iterable[str]:
    waiting: list[list[str]] = []
    for row in [*rows, None]:
        line = GAP.join(filter(None, row)) if row else ""
        if row is None or ("\n" not in line and is_header(line)):
            for column in zip(*waiting, strict=True):
                whole = "\n\n" if any("\n\n" in cell for cell in column) else "\n"
                yield whole.join(filter(None, column))
            waiting = []
            yield line
        else:
            waiting.append(row)


def holds_labels(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether what stands on the left are labels of what stands on the right: then they are read across."""
    if len(pairs) < 2 or any("\n" in label or len(label) > 120 for label, _ in pairs):
        return False
    colons = sum(label.endswith(":") for label, _ in pairs)
    capitals = sum(_is_capitals(label) and not re.fullmatch(r"[^a-z0-9]+", value) for label, value in pairs)
    return 2 * colons > len(pairs) or 5 * capitals >= 4 * len(pairs)


def _entry(row: list[str]) -> str:
    label, value = row
    if not label or not value:
        return label or value
    return f"{label.rstrip(': ')}:{chr(10) if chr(10) in value or len(value) > 200 else ' '}{value}"


def _is_capitals(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None and text == text.upper()
