"""A page's content stream becomes glyphs with their places: the text that pypdf gives says too little of columns."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from content.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject
    from pypdf.generic._font import Font

MOST_GLYPHS = 250_000
"""In a document. Ours: somewhat more than the characters that any document may have (`content.reading.LONGEST`)."""
MOST_OPERATORS = 500_000
"""In a document. Ours: a page of text has some thousands, one with a map some ten thousands."""
_DEEPEST = 8
"""Forms within forms. Ours."""
_MOST_FORMS = 500
"""Drawn in a document, each time it is drawn. Ours: some programs draw a page's header and footer so."""

_FILLED = frozenset((b"f", b"F", b"f*", b"B", b"b"))
_SETTINGS = {
    b"Tc": ("spacing", 1.0),
    b"Tw": ("word_spacing", 1.0),
    b"Tz": ("stretch", 0.01),
    b"TL": ("leading", 1.0),
    b"Ts": ("rise", 1.0),
}
_PATHS = _FILLED | {b"m", b"l", b"c", b"re", b"h", b"n", b"S"}

_Object = Any
"""What stands in a PDF: anything may."""

Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """What is printed at one place, in points from the page's lower left corner as the page is held for reading."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    starts: bool
    """whether the writer of the file put the pen here, rather than going on from the glyph before"""
    picture: bool
    """from a font of pictures, such as Wingdings: its text is not what it shows"""


class Place(NamedTuple):
    """A link's rectangle, and its address."""

    left: float
    bottom: float
    right: float
    top: float
    target: str


def times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def turned(page: "PageObject") -> tuple[Matrix, float, float]:
    """How the page is turned and moved so that its lower left corner, as shown, is (0, 0); and its width and height."""
    left, bottom, right, top = (float(number) for number in page.mediabox)
    rotation = page.get("/Rotate", 0)
    match int(rotation) % 360 if isinstance(rotation, int | float) else 0:
        case 90:
            return (0, -1, 1, 0, -bottom, right), top - bottom, right - left
        case 180:
            return (-1, 0, 0, -1, right, top), right - left, top - bottom
        case 270:
            return (0, 1, -1, 0, top, -left), top - bottom, right - left
        case _:
            return (1, 0, 0, 1, -left, -bottom), right - left, top - bottom


def links(page: "PageObject") -> Iterator[Place]:
    """Where the page leads to other documents."""
    annotations = _whole(page.get("/Annots"))
    for entry in annotations[:2000] if isinstance(annotations, list) else ():
        annotation = _whole(entry)
        action = _whole(annotation.get("/A")) if isinstance(annotation, dict) else None
        target = _whole(action.get("/URI")) if isinstance(action, dict) else None
        corners = [_number(_whole(corner)) for corner in annotation.get("/Rect", ())] if target is not None else []
        if len(corners) == 4:
            ends = [times((1, 0, 0, 1, corners[at], corners[at + 1]), turned(page)[0]) for at in (0, 2)]
            left, right = sorted(end[4] for end in ends)
            bottom, top = sorted(end[5] for end in ends)
            address = target.decode("utf-8", "replace") if isinstance(target, bytes) else str(target)
            yield Place(left, bottom, right, top, address)


@dataclass(slots=True)
class _State:
    """What `q` keeps and `Q` brings back."""

    matrix: Matrix
    font: "Font | None" = None
    scale: float = 0.001
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> "_State":
        return _State(*(getattr(self, name) for name in _State.__slots__))


@dataclass(slots=True)
class Pen:
    """Draws pages, and notes every glyph instead of painting it."""

    fonts: dict[Any, "tuple[Font, float]"] = field(default_factory=dict)
    glyphs: list[Glyph] = field(default_factory=list)
    state: _State = field(default_factory=lambda: _State(_UPRIGHT))
    line: Matrix = _UPRIGHT
    text: Matrix = _UPRIGHT
    path: list[tuple[float, float]] = field(default_factory=list)
    ended: tuple[float, float] = (0.0, 0.0)
    drawn: int = 0
    forms: int = 0
    noted: int = 0

    def page(self, page: "PageObject") -> list[Glyph]:
        """The page's glyphs, in the order of drawing. Raises Unreadable for more than any document has."""
        self.glyphs = []
        self.state, self.path = _State(turned(page)[0]), []
        contents = page.get("/Contents")
        if contents is not None:
            self._draw(contents.get_object(), page.get("/Resources"), page.pdf, 0)
        self.noted += len(self.glyphs)
        return self.glyphs

    def _draw(self, stream: _Object, resources: _Object, pdf: _Object, depth: int) -> None:
        from pypdf.generic import ContentStream

        resources = resources.get_object() if resources is not None else {}
        operations = ContentStream(stream, pdf, "bytes").operations
        self.drawn += len(operations)
        if self.drawn > MOST_OPERATORS:
            raise _too_much()
        kept: list[_State] = []
        for operands, operator in operations:
            if operator == b"q":
                kept.append(self.state.copy())
            elif operator == b"Q":
                self.state = kept.pop() if kept else self.state
            elif operator == b"cm":
                self.state.matrix = times(_matrix(operands), self.state.matrix)
            elif operator == b"Do" and operands:
                self._form(operands[0], resources, pdf, depth)
            elif operator in _PATHS:
                self._outline(operator, operands)
            elif operator == b"Tf" and len(operands) == 2:
                self.state.font, self.state.scale = self._font(operands[0], resources)
                self.state.size = _number(operands[1])
            else:
                self._write(operator, operands)

    def _form(self, name: _Object, resources: _Object, pdf: _Object, depth: int) -> None:
        forms = resources.get("/XObject", {}).get_object() if "/XObject" in resources else {}
        form = forms.get(name)
        form = form.get_object() if form is not None else None
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST:
            return
        self.forms += 1
        if self.forms > _MOST_FORMS:
            raise _too_much()
        outside, line, text = self.state.copy(), self.line, self.text
        if "/Matrix" in form:
            self.state.matrix = times(_matrix(list(form["/Matrix"])), self.state.matrix)
        self._draw(form, form.get("/Resources", resources), pdf, depth + 1)
        self.state, self.line, self.text = outside, line, text

    def _outline(self, operator: bytes, operands: list[_Object]) -> None:
        """Note a small filled dot or square: browsers draw the bullets of lists so."""
        numbers = [_number(operand) for operand in operands]
        if operator == b"re" and len(numbers) == 4:
            x, y, width, height = numbers
            self.path += [(x, y), (x + width, y + height)]
        elif numbers and len(self.path) < 60:
            self.path += zip(numbers[::2], numbers[1::2], strict=False)
        elif operator in _FILLED and self.path:
            corners = [times((1, 0, 0, 1, x, y), self.state.matrix)[4:] for x, y in self.path]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
            if len(self.path) < 60 and 1.5 < right - left < 8 and 0.8 < (right - left) / max(top - bottom, 0.1) < 1.25:
                size = 2.5 * (right - left)
                self.glyphs.append(Glyph("•", left, right, (top + bottom) / 2 - 0.3 * size, size, False, True, True))
            self.path = []
        elif operator != b"h":
            self.path = []

    def _font(self, name: _Object, resources: _Object) -> "tuple[Font | None, float]":
        from pypdf.generic._font import Font

        fonts = resources["/Font"].get_object() if "/Font" in resources else {}
        if name not in fonts:
            return None, 0.001
        printed: DictionaryObject = fonts[name].get_object()
        reference = printed.indirect_reference
        key = reference.idnum if reference is not None else (id(printed), name)
        if key not in self.fonts:
            scale = abs(_matrix(list(printed.get("/FontMatrix", ())))[0]) if "/FontMatrix" in printed else 0.001
            self.fonts[key] = Font.from_font_resource(printed), scale
        return self.fonts[key]

    def _write(self, operator: bytes, operands: list[_Object]) -> None:
        state = self.state
        match operator, operands:
            case b"BT", _:
                self._move(_UPRIGHT)
            case b"Tm", _:
                self._move(_matrix(operands))
            case b"Td", [x, y]:
                self._move(times((1, 0, 0, 1, _number(x), _number(y)), self.line))
            case b"TD", [_, y]:
                state.leading = -_number(y)
                self._write(b"Td", operands)
            case b"T*", _:
                self._move(times((1, 0, 0, 1, 0, -state.leading), self.line))
            case b"Tj", [shown]:
                self._show(shown)
            case b"TJ", [list() as shown]:
                self._show_spaced(shown)
            case b"'", [shown]:
                self._write(b"T*", [])
                self._show(shown)
            case b'"', [words, spacing, shown]:
                state.word_spacing, state.spacing = _number(words), _number(spacing)
                self._write(b"'", [shown])
            case _, [number] if operator in _SETTINGS:
                name, unit = _SETTINGS[operator]
                setattr(state, name, unit * _number(number))

    def _move(self, matrix: Matrix) -> None:
        self.line = self.text = matrix

    def _skip(self, distance: float) -> None:
        self.text = times((1, 0, 0, 1, distance, 0), self.text)

    def _show_spaced(self, shown: list[_Object]) -> None:
        state = self.state
        for item in shown:
            if isinstance(item, int | float):
                self._skip(-float(item) * state.size * state.stretch / 1000)
                self.ended = times(self.text, state.matrix)[4:]
            else:
                self._show(item)

    def _show(self, shown: _Object) -> None:
        state = self.state
        if state.font is None or not isinstance(shown, bytes):
            return
        name = state.font.name.rpartition("+")[2].lower()
        bold = any(word in name for word in ("bold", "black", "heavy", "demi"))
        picture = any(word in name for word in ("wingdings", "webdings", "dingbats"))
        matrix = times(self.text, state.matrix)
        placed = times((state.size * state.stretch, 0, 0, state.size, 0, state.rise), matrix)
        size = math.hypot(placed[2], placed[3])
        straight = placed[0] > 0 and placed[3] > 0 and abs(placed[1]) < 0.1 * placed[0] and 1 < size < 500
        left, base = placed[4:]
        gone = 0.0
        for text, width, is_space in _characters(state.font, shown):
            advance = width * state.scale * state.size + state.spacing + (state.word_spacing if is_space else 0)
            advance *= state.stretch
            right = left + advance * matrix[0]
            if straight and math.isfinite(left + right + base):
                if len(self.glyphs) + self.noted >= MOST_GLYPHS:
                    raise Unreadable("The PDF holds far more text than any Urgent Action: send only one.")
                starts = abs(left - self.ended[0]) > 0.05 * size or abs(base - self.ended[1]) > 0.05 * size
                self.glyphs.append(Glyph(text, left, right, base, size, bold, starts, picture))
                self.ended = right, base
            gone += advance
            left, base = right, base + advance * matrix[1]
        self._skip(gone)


def _too_much() -> Unreadable:
    return Unreadable("The PDF is drawn in far more strokes than any Urgent Action: save it as DOCX, and send that.")


def _characters(font: "Font", shown: bytes) -> Iterator[tuple[str, float, bool]]:
    """Each character's text, its width in the font's own units, and whether word spacing is added to it."""
    widths, default = font.character_widths, font.character_widths.get("default", 500)
    if isinstance(font.encoding, str):
        for code in shown.decode(font.encoding, "replace"):
            yield str(font.character_map.get(code, code)), widths.get(code, default), False
    else:
        for byte in shown:
            code = font.encoding.get(byte, chr(byte))
            width = font.space_width if chr(byte) == font.space_char else widths.get(chr(byte), default)
            yield str(font.character_map.get(code, code)), width, byte == 0x20


def _whole(found: _Object) -> _Object:
    """What a reference refers to."""
    return found if found is None else found.get_object()


def _number(operand: _Object) -> float:
    return float(operand) if isinstance(operand, int | float) else 0.0


def _matrix(operands: list[_Object]) -> Matrix:
    if len(operands) != 6:
        return _UPRIGHT
    a, b, c, d, e, f = map(_number, operands)
    return a, b, c, d, e, f
