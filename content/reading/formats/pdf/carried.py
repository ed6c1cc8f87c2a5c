"""Lists in columns, such as two addresses, that go on at the top of the next page are whole columns again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from content.reading.formats.pdf.columns import Line

_NUMBERED = re.compile(r"\(?\d{1,2}[.)] ")
_LABELLED = re.compile(r"[^\W\d_][^:\n]{0,30}:")
_SAME = 4.0
"""Points by which a column may begin elsewhere on the next page."""


def carried(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of all pages, with what goes on in a column moved to where the column began."""
    whole = list(pages[0]) if pages else []
    for page in pages[1:]:
        above, below = _columns(whole[::-1]), _columns(page)
        above = [column[::-1] for column in reversed(above)]
        if not _go_on(above, below):
            whole += page
            continue
        del whole[len(whole) - sum(map(len, above)) :]
        for column, more in zip(above, below, strict=True):
            whole += [*column, *_below(column[-1], more)]
        whole += page[sum(map(len, below)) :]
    return whole


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The columns that these lines begin with."""
    found: list[list[Line]] = []
    for (_, column), part in groupby(lines, key=lambda line: (line.page, line.column)):
        if not column:
            break
        found.append(list(part))
    return found


def _go_on(above: Sequence[list[Line]], below: Sequence[list[Line]]) -> bool:
    """Whether it is certain: each column begins with a contact, or those above are numbered and these are not."""
    if len(above) < 2 or len(above) != len(below):
        return False
    lefts = [column[-1].left for column in above]  # a number may stand further to the left
    if not all(abs(left - column[0].left) < _SAME for left, column in zip(lefts, below, strict=True)):
        return False
    if any(one >= other for one, other in pairwise(lefts)):
        return False
    if any(_NUMBERED.match(line.text) for column in below for line in column):
        return False
    if all(_LABELLED.match(column[0].text) for column in below):
        return True
    numbered = all(_NUMBERED.match(column[0].text) for column in above)
    return numbered and all(any(_LABELLED.match(line.text) for line in column) for column in below)


def _below(last: Line, more: Sequence[Line]) -> list[Line]:
    """The lines of the next page, as if the page were longer."""
    drop = more[0].base - (last.base - 1.2 * last.size)
    return [replace(line, base=line.base - drop, page=last.page, column=last.column, end=last.end) for line in more]
