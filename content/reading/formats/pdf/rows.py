"""Glyphs become pieces of printed lines, and pieces that stand side by side become rows."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from content.reading.formats.pdf.glyphs import Glyph, Place

Spans = tuple[tuple[str, str], ...]
"""Texts, each with the address it leads to or ""."""

_WORD_GAP = 0.16
"""Of the size: what is wider parts words. Spaces are 0.2 to 0.3, letters are set closer than 0.1."""
_PIECE_GAP = 1.3
"""Of the size: what is wider parts pieces, such as columns, or a label and what stands at the tab after it."""
_BULLETS = "•■▪●◦‣⁃∙➢➤►▶✓✔§\u00b7\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf06e\uf0fc"
_MARKER = re.compile(rf"(?:[{_BULLETS}*o–—-]|\(?\d{{1,2}}[.)]|\(?[a-z][.)])")
_COMPATIBLE = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
"""Ligatures and Arabic letters as they are drawn, which nobody types."""
_LEFTWARD = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^A-Za-z0-9]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a printed line without a wide gap; places as in `Glyph`.

    `bold` is the share of its letters that are; `words` are where the pen was put down anew after a gap, as places in
    `glyphs`; `links` is each glyph's address or "".
    """

    glyphs: tuple[Glyph, ...]
    links: tuple[str, ...]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs[-3:])

    @property
    def base(self) -> float:
        return max(self.glyphs, key=lambda glyph: glyph.size).base

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    @property
    def bold(self) -> float:
        return sum(glyph.bold for glyph in self.glyphs) / len(self.glyphs)

    @property
    def first_word(self) -> float:
        """How wide the first word is."""
        for glyph, following in pairwise(self.glyphs):
            if following.left - glyph.right > _WORD_GAP * self.size or glyph.text in "-–/":
                return glyph.right - self.left
        return self.right - self.left

    @property
    def spans(self) -> Spans:
        return _spans(self.glyphs, self.links)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.spans)

    def and_then(self, pieces: "Iterable[Piece]") -> "Piece":
        """The piece and others, which go on with it in lines below, as one."""
        whole = [self, *pieces]
        return Piece(
            tuple(glyph for piece in whole for glyph in piece.glyphs),
            tuple(link for piece in whole for link in piece.links),
        )

    def split(self, at: float) -> "tuple[Piece, Piece] | None":
        """The piece before and from a place where the pen was put down anew, after a gap, for another column."""
        for index, (glyph, following) in enumerate(pairwise(self.glyphs), start=1):
            if abs(following.left - at) <= 1.5 and following.starts and following.left - glyph.right > 0.1 * self.size:
                return (
                    Piece(self.glyphs[:index], self.links[:index]),
                    Piece(self.glyphs[index:], self.links[index:]),
                )
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces side by side, from left to right."""

    pieces: tuple[Piece, ...]
    page: int

    @property
    def base(self) -> float:
        return max(self.pieces, key=lambda piece: piece.size).base

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)

    @property
    def text(self) -> str:
        return "   ".join(piece.text for piece in self.pieces)


def rows(glyphs: Iterable[Glyph], links: Sequence[Place], page: int) -> list[Row]:
    """The page's rows from top to bottom."""
    printed = [_shown(glyph) for glyph in _once(glyphs)]
    found: list[Row] = []
    for line in _lines([glyph for glyph in printed if glyph.text.strip()]):
        pieces = [Piece(tuple(part), tuple(_target(glyph, links) for glyph in part)) for part in _parts(line)]
        found.append(Row(tuple(_marked(pieces)), page))
    return found


def _once(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    """The glyphs without those that are drawn twice to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        unit = 0.05 * glyph.size
        x, y = round(glyph.left / unit), round(glyph.base / unit)
        if glyph.text.strip() and any((glyph.text, x + i, y + j) in seen for i in (-1, 0, 1) for j in (-1, 0, 1)):
            continue
        seen.add((glyph.text, x, y))
        yield glyph


def _shown(glyph: Glyph) -> Glyph:
    """The glyph with the text it shows: a picture shows a bullet, a ligature its letters."""
    text = "•" if glyph.picture and glyph.text.strip() else glyph.text.replace("\xa0", " ").replace("\x7f", "•")
    return glyph._replace(text=re.sub("[\x00-\x1f\x7f-\x9f\ufffd]", "", text))


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs on one line, each from left to right. What is raised or lowered a little belongs to the line."""
    heights = {(glyph.base, glyph.size) for glyph in glyphs}
    line_of: dict[tuple[float, float], int] = {}
    count = -1
    base = size = 0.0
    for at, height in sorted(heights, reverse=True):
        overlap = min(at + 0.7 * height, base + 0.7 * size) - max(at, base)
        if count < 0 or overlap < 0.5 * 0.7 * min(height, size):
            count += 1
            base, size = at, height
        elif height > size:
            base, size = at, height
        line_of[at, height] = count
    lines: list[list[Glyph]] = [[] for _ in range(count + 1)]
    for glyph in glyphs:
        lines[line_of[glyph.base, glyph.size]].append(glyph)
    return [sorted(line, key=lambda glyph: glyph.left) for line in lines]


def _parts(line: list[Glyph]) -> list[list[Glyph]]:
    parts = [line[:1]]
    for glyph, following in pairwise(line):
        if following.left - glyph.right > _PIECE_GAP * max(glyph.size, following.size):
            parts.append([])
        parts[-1].append(following)
    return parts


def _marked(pieces: list[Piece]) -> list[Piece]:
    """The pieces with each bullet or number taken together with what it stands before."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and _MARKER.fullmatch(last.text) and piece.left - last.right < 5 * piece.size:
            glyphs = last.glyphs
            if last.text in _BULLETS or last.text == "o":
                glyphs = (last.glyphs[0]._replace(text="•"),)
            found[-1] = Piece(glyphs + piece.glyphs, ("",) * len(glyphs) + piece.links)
        else:
            found.append(piece)
    return found


def _target(glyph: Glyph, links: Sequence[Place]) -> str:
    x, y = (glyph.left + glyph.right) / 2, glyph.base + 0.3 * glyph.size
    return next((link.target for link in links if link.left <= x <= link.right and link.bottom <= y <= link.top), "")


def _spans(glyphs: tuple[Glyph, ...], links: tuple[str, ...]) -> Spans:
    words: list[tuple[str, str]] = []
    for index, (glyph, link) in enumerate(zip(glyphs, links, strict=True)):
        last = glyphs[index - 1] if index else glyph
        apart = glyph.left - last.right
        gap = apart > _WORD_GAP * min(glyph.size, last.size) or apart < -2 * glyph.size  # from another line
        if gap:
            words.append((" ", link if link == links[index - 1] else ""))
        words.append((glyph.text, link))
    texts = ["".join(text for text, _ in group) for _, group in groupby(words, key=lambda word: word[1])]
    targets = [target for target, _ in groupby(words, key=lambda word: word[1])]
    texts[0] = re.sub(rf"^[{_BULLETS}]\s*(?=\S)", "• ", texts[0])
    return tuple(zip(map(_typed, texts), targets, strict=True))


def _typed(text: str) -> str:
    """The text as it would be typed: Arabic and Hebrew from the right, ligatures as letters."""
    if _LEFTWARD.search(text):
        text = re.sub(rf"{_LEFTWARD.pattern}+", lambda found: found[0][::-1], text)
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def joined(first: Spans, between: str, second: Spans) -> Spans:
    """Two texts as one; a link that goes on in the second stays one link."""
    if not first or not second:
        return first or second
    (text, target), (following, next_target) = first[-1], second[0]
    if target == next_target:
        return (*first[:-1], (text + between + following, target), *second[1:])
    return (*first[:-1], *(((text + between, ""),) if not target else ((text, target), (between, ""))), *second)


def without_last(spans: Spans) -> Spans:
    """The text without its last character."""
    text, target = spans[-1]
    return *spans[:-1], (text[:-1], target)
