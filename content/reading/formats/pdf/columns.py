"""Rows become lines in the order of reading: where columns stand side by side, the left one whole before the right."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.reading.formats.header import is_header
from content.reading.formats.pdf.rows import Piece, Row, Spans
from content.reading.formats.tables import holds_labels

_ALIGNED = 2.0
"""Points by which the lines of a column may begin apart."""
_NARROWEST = 0.15
"""Of the size: what may be left free between two columns."""
_TALLEST_GAP = 4.5
"""Of the size: how far apart the rows of a column may be."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read. `column` tells lines of one column from others'; `end` is how far right they may reach."""

    spans: Spans
    left: float
    right: float
    base: float
    size: float
    bold: float
    first_word: float
    page: int
    column: int = 0
    end: float | None = None

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans)


def lines(rows: Sequence[Row]) -> list[Line]:
    """A page's rows as lines. Column 0 is the page itself."""
    found: list[Line] = []
    _read(list(rows), found, [0], 0, None)
    return found


def _read(rows: list[Row], found: list[Line], columns: list[int], column: int, end: float | None) -> None:
    at = 0
    while at < len(rows):
        if header := _wrapped_header(rows, at):
            found.append(_line(header[0], column, end))
            at += header[1]
        elif beside := _beside(rows, at):
            at += len(beside.parts)
            for label, part, part_end in beside.columns(end):
                columns[0] += 1
                values: list[Line] = []
                _read(part, values, columns, columns[0], part_end)
                found += _labelled(_line(label, column, end), values) if label else values
        else:
            found.append(_line(rows[at], column, end))
            at += 1


def _line(row: Row, column: int, end: float | None) -> Line:
    spans: Spans = row.pieces[0].spans
    for piece in row.pieces[1:]:
        spans = (*spans, ("   ", ""), *piece.spans)
    first = row.pieces[0]
    bold = sum(piece.bold * len(piece.glyphs) for piece in row.pieces) / sum(len(piece.glyphs) for piece in row.pieces)
    return Line(
        spans=spans,
        left=first.left,
        right=row.pieces[-1].right,
        base=row.base,
        size=row.size,
        bold=bold,
        first_word=first.first_word,
        page=row.page,
        column=column,
        end=end,
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """Rows of two columns: the halves of each, where the right column begins, and whether the left one holds labels."""

    parts: list[tuple[Row | None, Row | None]]
    edge: float
    labelled: bool

    def columns(self, end: float | None) -> Iterator[tuple[Row | None, list[Row], float | None]]:
        """What is to be read one after the other: a label or none, the rows, and how far right they may reach."""
        if not self.labelled:
            yield None, [left for left, _ in self.parts if left], self.edge
            yield None, [right for _, right in self.parts if right], end
            return
        for entry in _entries(self.parts):
            label, _ = entry[0]
            if label:
                first, *others = [piece for left, _ in entry if left for piece in left.pieces]
                label = replace(label, pieces=(first.and_then(others),))
            yield label, [right for _, right in entry if right], end


def _labelled(label: Line, values: list[Line]) -> list[Line]:
    colon = "" if label.text.endswith(":") else ":"
    if len(values) != 1:
        return [replace(label, spans=(*label.spans, (colon, ""))), *values] if values else [label]
    value = values[0]
    return [replace(label, spans=(*label.spans, (f"{colon} ", ""), *value.spans), right=value.right)]


def _beside(rows: list[Row], at: int) -> _Beside | None:
    """The two columns that begin with this row, if it has two."""
    first = rows[at].pieces
    edges = [piece.left for piece in first[1:]]
    start = first[0].left
    if len(first) == 1 and at + 1 < len(rows):
        below = rows[at + 1].pieces
        edges = [piece.left for row in rows[at + 1 : at + 4] for piece in row.pieces[1:2] if first[0].split(piece.left)]
        # Two columns whose lines are not level: the right one begins higher, or the next line stands beside this one.
        left, right = sorted((first[0], below[0]), key=lambda piece: piece.left)
        closest = (1.6 if right is first[0] else 0.95) * rows[at].size
        if len(below) == 1 and rows[at].base - rows[at + 1].base < closest and left.right < right.left:
            edges, start = [right.left], left.left
    for edge in edges:
        if found := _parted(rows, at, start, edge, labelled=True) or _parted(rows, at, start, edge, labelled=False):
            return found
    return None


def _parted(rows: list[Row], at: int, start: float, edge: float, *, labelled: bool) -> _Beside | None:
    free = -math.inf  # where the longest line of the left column ends
    parts: list[tuple[Row | None, Row | None]] = []
    for index in range(at, len(rows)):
        row = rows[index]
        if not labelled and is_header(row.text):
            break
        if parts and rows[index - 1].base - row.base > _TALLEST_GAP * row.size:
            break
        halves = _halves(row, edge, start)
        if halves is None:
            break
        left, right = halves
        widest = max([free, *(piece.right for piece in left)])
        narrowest = min([edge, *(piece.left for piece in right)])
        if widest + _NARROWEST * row.size > narrowest:
            break
        free, edge = widest, narrowest
        parts.append(
            (replace(row, pieces=tuple(left)) if left else None, replace(row, pieces=tuple(right)) if right else None)
        )
    parts = _trimmed(parts)
    lefts = [left for left, _ in parts if left]
    rights = [right for _, right in parts if right]
    both = [(left.text.strip(), right.text) for left, right in parts if left and right]
    if len(lefts) < 2 or len(rights) < 2 or not _are_beside(lefts, rights) or not _is_aligned(rights):
        return None
    return _Beside(parts, edge, labelled) if holds_labels(both) == labelled else None


def _entries(parts: list[tuple[Row | None, Row | None]]) -> list[list[tuple[Row | None, Row | None]]]:
    """The rows of a table of labels; a label may take several lines, if the rows of the table stand further apart."""
    bases = [left.base for left, _ in parts if left]
    steps = [above - below for above, below in pairwise(bases)]
    closest = min(steps, default=0.0)
    loose = any(step > 1.4 * closest for step in steps)
    found: list[list[tuple[Row | None, Row | None]]] = []
    last: Row | None = None
    for left, right in parts:
        goes_on = left and last and loose and last.base - left.base < 1.2 * closest and not last.text.endswith(":")
        if not found or (left and not goes_on):
            found.append([])
        found[-1].append((left, right))
        last = left or last
    return found


def _wrapped_header(rows: list[Row], at: int) -> tuple[Row, int] | None:
    """The line that says which Urgent Action this is, where it is a table whose cells go on in the rows below."""
    first = rows[at]
    cells = [glyph.left for piece in first.pieces for glyph in piece.glyphs if glyph.starts]
    if len(first.pieces) < 2 or len(first.text) > 160:
        return None
    for count in (2, 1):
        others = rows[at + 1 : at + 1 + count]
        pieces = [piece for row in others for piece in row.pieces]
        level = all(above.base - below.base < 1.6 * first.size for above, below in pairwise([first, *others]))
        if len(others) < count or not level or not all(len(piece.glyphs) <= 25 for piece in pieces):
            continue
        if not all(any(abs(piece.left - cell) <= _ALIGNED for cell in cells) for piece in pieces):
            continue
        if is_header(first.text) and all(piece.left - first.pieces[0].left <= _ALIGNED for piece in pieces):
            continue  # what stands below is a title
        whole = [part for piece in first.pieces for part in _cells(piece, pieces)]
        merged: list[Piece] = []
        for cell, following in zip(whole, [*whole[1:], None], strict=True):
            below = [
                piece
                for piece in pieces
                if piece.left >= cell.left - _ALIGNED and (not following or piece.left < following.left - _ALIGNED)
            ]
            merged.append(cell.and_then(below))
        row = replace(first, pieces=tuple(merged))
        if is_header(row.text):
            return row, 1 + count
    return None


def _cells(piece: Piece, pieces: list[Piece]) -> list[Piece]:
    """A piece taken apart where something of another cell stands below."""
    for other in pieces:
        if halves := piece.split(other.left):
            return [halves[0], *_cells(halves[1], pieces)]
    return [piece]


def _halves(row: Row, edge: float, start: float) -> tuple[list[Piece], list[Piece]] | None:
    left: list[Piece] = []
    right: list[Piece] = []
    for piece in row.pieces:
        if piece.left >= edge - _ALIGNED:
            right.append(piece)
        elif piece.right <= edge:
            # Between the columns: more to the right than any left column, it is a right one's first line.
            (right if len(row.pieces) == 1 and piece.left > start + 0.8 * (edge - start) else left).append(piece)
        elif halves := piece.split(edge):
            left.append(halves[0])
            right.append(halves[1])
        else:
            return None
    return left, right


def _trimmed(parts: list[tuple[Row | None, Row | None]]) -> list[tuple[Row | None, Row | None]]:
    """The rows without those below the right column that a gap parts from the left one: they go on below both."""
    last = max((index for index, (_, right) in enumerate(parts) if right), default=-1)
    bases = [left.base for left, _ in parts[: last + 1] if left]
    steps = sorted(above - below for above, below in pairwise(bases))
    end = last + 1
    for left, _ in parts[end:]:
        if left is None or (bases and bases[-1] - left.base > 1.25 * (steps[len(steps) // 2] if steps else left.size)):
            break
        bases.append(left.base)
        end += 1
    return parts[:end]


def _are_beside(lefts: list[Row], rights: list[Row]) -> bool:
    return lefts[0].base >= rights[-1].base and rights[0].base >= lefts[-1].base


def _is_aligned(rights: list[Row]) -> bool:
    begins = Counter(round(row.pieces[0].left / _ALIGNED) for row in rights)
    place, _ = begins.most_common(1)[0]
    aligned = sum(begins[near] for near in (place - 1, place, place + 1))
    middles = [(row.pieces[0].left + row.pieces[-1].right) / 2 for row in rights]
    centred = sum(abs(middle - middles[0]) < 3 for middle in middles)
    return max(aligned, centred) >= 0.6 * len(rights)
