"""Lines become paragraphs: joined where the next word would not have fitted, parted where there is a gap."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from content.reading.formats.links import linked
from content.reading.formats.pdf.columns import Line
from content.reading.formats.pdf.rows import Spans, joined, without_last

_LISTED = re.compile(r"[•*] ?|[-–—] |\(?\d{1,2}[.)] ")
_LABELLED = re.compile(
    r"(?:e-?mail|courriel|correo|t[eé]l|(?:tele)?phone|fax|twitter|x|facebook|instagram|web|site|contact|formul"
    r"|salutation|saludo|address|adresse|direcci|copies|copie|copias|date|index)[^\d\W]*[^:\n]{0,20}:",
    re.IGNORECASE,
)
"""A contact or a field of its own, even where a margin could have broken the line before it."""
_UNFINISHED = re.compile(
    r"(?:\b(?:of|the|and|for|to|in|on|de|du|des|la|le|les|et|pour|del|los|las|y|e|para|dear|avenida|calle|carrera|rue"
    r"|colonia|carretera|paseo|edificio)|[&,/])$"
)
"""What no line of an address ends with, unless its column is full."""
_LEFT_OVER = re.compile(
    r"(?:avenue|street|road|square|building|headquarters|ministry|department|commission|palace|affairs|justice|general"
    r"|directorate|secretariat|authority|security|prosecutor|parliament|court|office|council)[,.]?"
)
"""The last word of a line that its column was too narrow for."""
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)-")
"""What a town or a name begins with in small letters."""
_FULL = 0.75
"""Of the step from a column to the next: where the longest line is shorter, no line was broken."""
_SAME = 4.0
"""Points by which columns that are laid out alike may differ."""
_SHORTEST = 18
"""Of the size: what is narrower is no page, but a list of short lines."""
_WIDEST = 0.65
"""Of the longest line: what ends before that was broken by no margin."""
_ENDED = re.compile(r"[.!?:][”\"’')]?$")
_HEADING = 1.2
"""Of the body's size: what is at least as large is a heading, if it is short."""


def text(lines: Sequence[Line], widths: Sequence[float]) -> str:
    """The text of a document whose pages are so wide; pages are parted by a form feed."""
    if not lines:
        return ""
    margins = _margins(lines, widths)
    limits = _limits(lines, margins)
    steps = _steps(lines)
    body = Counter[float]()
    for line in lines:
        body[round(line.size, 1)] += len(line.text)
    largest = _HEADING * body.most_common(1)[0][0]
    paragraphs: list[tuple[str, Line, Spans]] = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        gap = above is not None and _is_gap(above, line, steps)
        if above and not gap and _goes_on(above, line, margins, limits):
            between, first, spans = paragraphs[-1]
            paragraphs[-1] = (between, first, joined(*_hyphenated(spans, line.spans)))
        else:
            paragraphs.append((_between(above, line, gap, largest), line, line.spans))
    return "".join(between + _written(spans, line, largest) for between, line, spans in paragraphs)


def _margins(lines: Sequence[Line], widths: Sequence[float]) -> dict[tuple[int, int], float]:
    """How far right the lines of each page (its column 0) and of each column of running text may reach."""
    found: dict[tuple[int, int], float] = {}
    parts: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        parts.setdefault((line.page, line.column), []).append(line)
    everywhere = _margin([line for line in lines if not line.column])
    for (page, column), part in parts.items():
        margin = _margin(part)
        if not column:
            # Where too few lines show the right margin, it is taken to be as wide as the left one.
            found[page, 0] = margin or everywhere or widths[page] - min(line.left for line in part)
        elif margin is not None and _is_running(part, margin):
            found[page, column] = margin
    return found


def _limits(lines: Sequence[Line], margins: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """How far right the lines of each column may reach that is a list of lines, such as an address.

    What stands side by side is equally wide, and what stands below running text is as wide as that: the longest line
    shows it.
    """
    parts: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if line.column:
            parts.setdefault((line.page, line.column), []).append(line)
    running = {key: (part[0].left, margins[key]) for key, part in parts.items() if key in margins}
    lists = {key: part for key, part in parts.items() if key not in margins}
    steps = {key: part[0].end - part[0].left for key, part in lists.items() if part[0].end is not None}
    ends = {key: lists[key][0].end or 0.0 for key in steps}
    found: dict[tuple[int, int], float] = {}
    for (page, column), part in lists.items():
        left = part[0].left
        above = [margin for key, (begins, margin) in running.items() if key[0] == page and abs(begins - left) < _SAME]
        if above and part[0].end is None:
            found[page, column] = max(above)
            continue
        before = [step for key, step in steps.items() if key[0] == page and abs(ends[key] - left) < _SAME]
        step = steps.get((page, column)) or max(before, default=0.0)
        alike = [key for key, other in steps.items() if key[0] == page and abs(other - step) < _SAME]
        longest = max((line.right - line.left for key in alike for line in lists[key]), default=0.0)
        if _FULL * step <= longest < step:
            found[page, column] = left + longest
    return found


def _margin(lines: Sequence[Line]) -> float | None:
    """Where several lines end close together, as lines do that a margin broke."""
    ends = sorted(lines, key=lambda line: line.right, reverse=True)
    shortest = _SHORTEST * Counter(round(line.size, 1) for line in lines).most_common(1)[0][0] if lines else 0.0
    for longest in zip(ends, ends[1:], ends[2:], strict=False):
        end, left = longest[0].right, max(line.left for line in longest)
        if end - left < _WIDEST * (ends[0].right - ends[0].left):
            break
        if end - longest[2].right <= 0.07 * (end - left) and end - left > shortest:
            return end
    return None


def _is_running(lines: Sequence[Line], margin: float) -> bool:
    """Whether most of a column's long lines go on in the next one, as those of an address do not."""
    full = [below.text[:1] for above, below in pairwise(lines) if above.right > margin - 5 * above.size]
    return len(full) >= 3 and 2 * sum(begins.islower() for begins in full) >= len(full)


def _steps(lines: Sequence[Line]) -> dict[float, float]:
    """For each size of letters, how far apart two lines of one paragraph usually are."""
    found: dict[float, Counter[float]] = {}
    for above, line in pairwise(lines):
        step = above.base - line.base
        same = above.page == line.page and above.column == line.column and abs(above.size - line.size) < 0.5
        if same and 0.8 * line.size < step < 2.4 * line.size:
            found.setdefault(round(line.size, 1), Counter())[round(step, 1)] += len(above.text)
    return {
        size: min(step for step, weight in counted.items() if weight >= 0.2 * max(counted.values()))
        for size, counted in found.items()
    }


def _is_gap(above: Line, line: Line, steps: dict[float, float]) -> bool:
    if above.column != line.column:
        return True
    if above.page != line.page:
        return False
    usual = min(steps.get(round(line.size, 1), 1.25 * line.size), 2 * line.size)
    return above.base - line.base > 1.2 * max(usual, 1.0 * line.size)


def _goes_on(
    above: Line, line: Line, margins: dict[tuple[int, int], float], limits: dict[tuple[int, int], float]
) -> bool:
    """Whether only the margin parted two lines."""
    begins = line.text
    place = (above.page, above.column)
    running = margins.get(place)
    margin = running or margins.get((above.page, 0))
    if above.column and running is None:
        margin = above.end - 0.6 * above.size if above.end else margin
        margin = min(filter(None, (margin, limits.get(place))), default=None)
    if margin is None:
        return False
    if abs(above.size - line.size) > 0.08 * line.size or {above.bold > 0.95, line.bold > 0.05} == {True, False} == {
        above.bold > 0.05,
        line.bold > 0.95,
    }:
        return False
    if _LISTED.match(begins) or _LABELLED.match(begins) or _ends_page(above, line):
        return False
    if not _LISTED.match(above.text) and line.left > above.left + 0.8 * line.size and not _is_centred(above, line):
        return False  # indented: another paragraph
    reached = above.right + 0.2 * line.size + line.first_word
    if _is_centred(above, line):
        reached = margin - max(0.0, margin - reached) * 2
    if reached <= margin - 1:
        return False
    if not above.column or running:
        return True
    # Lines of an address end where they end: what goes on shows it.
    if begins[:1].islower():
        return _ARTICLE.match(begins) is None
    unlettered = not re.search(r"[^\W\d_]", begins)
    left_over = _LEFT_OVER.fullmatch(begins.lower()) is not None and above.text[-1:].isalpha()
    return unlettered or left_over or _UNFINISHED.search(above.text.lower()) is not None


def _ends_page(above: Line, line: Line) -> bool:
    """Whether a page ends with the paragraph."""
    return above.page != line.page and not line.text[:1].islower() and _ENDED.search(above.text) is not None


def _is_centred(above: Line, line: Line) -> bool:
    middles = (above.left + above.right) / 2, (line.left + line.right) / 2
    return abs(middles[0] - middles[1]) < 2 and abs(above.left - line.left) > 4


def _hyphenated(above: Spans, line: Spans) -> tuple[Spans, str, Spans]:
    last, begins = above[-1][0][-1:], line[0][0][:1]
    if last in "\u00ad\u2010" and begins.islower():
        return without_last(above), "", line
    if above[-1][1] and above[-1][1] == line[0][1] and re.sub(r"\s", "", above[-1][0] + line[0][0]) in above[-1][1]:
        return above, "", line  # an address that is longer than a line
    whole = "".join(text for text, _ in above)[-2:]
    suspended = re.match(r"(?:and|or|to|et|ou|y|o)\b", line[0][0])
    return above, "" if re.fullmatch(r"\w-", whole) and not suspended else " ", line


def _between(above: Line | None, line: Line, gap: bool, largest: float) -> str:
    if above is None:
        return ""
    if above.page != line.page:
        return "\n\n\f" if above.text[-1:] in ".!?:" or not line.text[:1].islower() else "\n\f"
    headed = max(above.size, line.size) >= largest and abs(above.size - line.size) > 0.08 * line.size
    return "\n\n" if gap or headed else "\n"


def _written(spans: Spans, line: Line, largest: float) -> str:
    written = "".join(linked(text, target) for text, target in spans)
    plain = "".join(text for text, _ in spans)
    if line.size >= largest and not line.column and len(plain) <= 200 and re.search(r"[^\W\d_]{2}", plain):
        return f"# {plain}"
    return written
