"""WordprocessingML before mammoth reads it: what mammoth drops or does not look up is put in its words."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

from content.reading.unreadable import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_DEEPEST = 120
"""Elements within elements. Ours: a table in a table in a text box has 40."""
_DROPPED = frozenset(
    W + name for name in ("footnoteReference", "endnoteReference", "commentReference", "object", "numPicBullet")
) | {_VML + "imagedata"}
_UNWRAPPED = frozenset(W + name for name in ("fldSimple", "dir", "bdo", "smartTag", "customXml"))
_TIGHT = 60
"""Twentieths of a point between two paragraphs: what is closer is read as lines of one block."""
_SHORT = 110
"""Characters: what is longer is a paragraph of its own."""

Element = ElementTree.Element


def checked(part: bytes) -> Element:
    """A part's root. Raises Unreadable for one that is broken, nested without end, or defines entities."""
    parser = expat.ParserCreate()
    depth = 0

    def begin(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _broken()

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def define(*_declared: object) -> None:
        raise Unreadable(
            "The Word file holds a part that no Word program writes (a DTD): save it again as DOCX or PDF."
        )

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = define
    try:
        parser.Parse(part, True)
        return ElementTree.fromstring(part)  # noqa: S314 - no DTD, no depth: see above
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError):
        raise _broken() from None


def _broken() -> Unreadable:
    return Unreadable("The Word file is broken: save it again as DOCX or PDF, and send that.")


def names_only(styles: Element) -> Element:
    """The styles with what mammoth looks up in them: of the rest it makes slow work."""
    short = ElementTree.Element(styles.tag)
    for style in styles.findall(W + "style"):
        named = ElementTree.SubElement(short, style.tag, style.attrib)
        named.extend(style.findall(W + "name"))
        if (numbered := style.find(f"{W}pPr/{W}numPr")) is not None:
            ElementTree.SubElement(named, W + "pPr").append(numbered)
    return short


class Styles:
    """What a document's styles say about capitals and about the space between paragraphs."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {} if root is None else {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._usual = {
            style.get(W + "type", ""): name
            for name, style in self._styles.items()
            if _is_on(style.get(W + "default", "0"))
        }

    def capitals(self, run: Element, paragraph: Element | None) -> bool:
        """Whether a run is printed in capitals."""
        for properties in (
            run.find(W + "rPr"),
            *self._of(run.find(f"{W}rPr/{W}rStyle"), "rPr", ""),
            *self._of(None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle"), "rPr", "paragraph"),
        ):
            caps = None if properties is None else properties.find(W + "caps")
            if caps is not None:
                return _is_on(caps.get(W + "val", "1"))
        return False

    def space(self, paragraph: Element, side: str) -> int:
        """Twentieths of a point "before" or "after" a paragraph."""
        found = [paragraph.find(W + "pPr"), *self._of(paragraph.find(f"{W}pPr/{W}pStyle"), "pPr", "paragraph")]
        for properties in (*found, self._defaults):
            spacing = None if properties is None else properties.find(W + "spacing")
            if spacing is not None and _is_on(spacing.get(f"{W}{side}Autospacing", "0")):
                return 280
            value = "" if spacing is None else spacing.get(W + side, "")
            if re.fullmatch(r"\d{1,6}", value):
                return int(value)
        return 0

    def is_heading(self, paragraph: Element) -> bool:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        chain = self._of(found, "name", "")
        return any(re.match(r"(?:heading|title)", name.get(W + "val", ""), re.IGNORECASE) for name in chain)

    def _of(self, named: Element | None, what: str, usual: str) -> Iterator[Element]:
        name = self._usual.get(usual, "") if named is None else named.get(W + "val", "")
        for _ in range(20):  # a style may be based on itself
            style = self._styles.get(name)
            if style is None:
                return
            found = style.find(W + what)
            if found is not None:
                yield found
            based = style.find(W + "basedOn")
            name = "" if based is None else based.get(W + "val", "")


def prepared(root: Element, styles: Styles) -> None:
    """Change a document's, header's or footer's tree so that mammoth gives all that is printed, in order."""
    _replace(root)
    for paragraph in root.iter(W + "p"):
        for run in _runs(paragraph):
            if styles.capitals(run, paragraph):
                for shown in run.findall(W + "t"):
                    shown.text = (shown.text or "").upper()
    for holder in list(root.iter()):
        if any(child.tag == W + "p" for child in holder):
            _tighten(holder, styles)


def _replace(element: Element) -> None:
    for child in list(element):
        at = list(element).index(child)
        if child.tag == _MC + "AlternateContent" or child.tag == W + "drawing":
            chosen = child.find(_MC + "Choice") if child.tag != W + "drawing" else child
            boxes = _boxes(child if chosen is None else chosen) or _boxes(child)
            element.remove(child)
            if boxes:
                picture = ElementTree.Element(W + "pict")
                for box in boxes:
                    ElementTree.SubElement(picture, _VML + "textbox").append(box)
                    _replace(box)
                element.insert(at, picture)
        elif child.tag in _DROPPED or _is_hidden(child):
            element.remove(child)
        elif child.tag in _UNWRAPPED:
            _replace(child)
            element[at : at + 1] = list(child)
        else:
            if child.tag in (W + "cr", W + "br"):
                child.tag = W + "br"
                child.attrib.clear()  # the break of a page or a column breaks the line
            elif child.tag == W + "ptab":
                child.tag = W + "tab"
            _replace(child)


def _boxes(element: Element) -> list[Element]:
    if element.tag == W + "txbxContent":
        return [element]
    return [box for child in element for box in _boxes(child)]


def _is_hidden(element: Element) -> bool:
    vanish = element.find(f"{W}rPr/{W}vanish") if element.tag == W + "r" else None
    return vanish is not None and _is_on(vanish.get(W + "val", "1"))


def _is_on(value: str) -> bool:
    return value not in ("0", "false", "off", "none")


def _runs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == W + "r":
            yield child
        elif child.tag not in (W + "p", W + "pict", W + "txbxContent"):
            yield from _runs(child)


def _tighten(holder: Element, styles: Styles) -> None:
    """Make short paragraphs that stand close together lines of one: addresses are often typed so."""
    cell = holder.tag == W + "tc"
    block: Element | None = None
    above: Element | None = None
    for paragraph in list(holder):
        if paragraph.tag != W + "p" or not _is_plain(paragraph, styles):
            block = above = None
            continue
        if block is not None and above is not None and (cell or _distance(above, paragraph, styles) < _TIGHT):
            ElementTree.SubElement(ElementTree.SubElement(block, W + "r"), W + "br")
            block.extend([child for child in paragraph if child.tag != W + "pPr"])
            holder.remove(paragraph)
        else:
            block = paragraph
        above = paragraph


def _is_plain(paragraph: Element, styles: Styles) -> bool:
    text = "".join(shown.text or "" for shown in paragraph.iter(W + "t"))
    changed = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
    listed = paragraph.find(f"{W}pPr/{W}numPr") is not None
    return 0 < len(text.strip()) <= _SHORT and not changed and not listed and not styles.is_heading(paragraph)


def _distance(above: Element, below: Element, styles: Styles) -> int:
    named = [paragraph.find(f"{W}pPr/{W}pStyle") for paragraph in (above, below)]
    same = (named[0] is None) == (named[1] is None) and (
        named[0] is None or named[1] is None or named[0].attrib == named[1].attrib
    )
    alike = [paragraph.find(f"{W}pPr/{W}contextualSpacing") is not None for paragraph in (above, below)]
    if same and all(alike):
        return 0
    return max(styles.space(above, "after"), styles.space(below, "before"))
