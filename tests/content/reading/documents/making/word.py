"""Word files from the HTML that the package allows: tables, text boxes, links, tracked changes, a page header."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from selectolax.lexbor import LexborHTMLParser, LexborNode

_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = ("-text", "a", "b", "i", "u", "br", "span", "ins", "del", "em", "strong")
_BLOCKS = {"p", "pre", "div", "ul", "ol", "li", "table", "aside", "hr", *_HEADINGS}
_STYLES = (
    "Normal",
    "DefaultParagraphFont",
    "Heading",
    "ListBullet",
    "ListNumber",
    "TableNormal",
    "Header",
    "Hyperlink",
)
_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    '<wp:extent cx="5400000" cy="900000"/><wp:docPr id="1" name="Text Box 1"/><a:graphic><a:graphicData'
    ' uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
    "<wps:spPr/><wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:425pt;height:70pt"><v:textbox>'
    "<w:txbxContent/></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def document(source: str) -> bytes:
    """The source as a Word file; the same source gives the same text of every part."""
    word = docx.Document()
    word.core_properties.created = word.core_properties.modified = _DAY
    word.core_properties.title = word.core_properties.author = ""
    _lighten(word)
    body = LexborHTMLParser(source).body
    assert body is not None
    header = body.css_first("header")
    if header is not None:
        _fill(word.sections[0].header, header)
        header.decompose()
    _fill(word, body)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _lighten(word: Any) -> None:
    """Leave out what python-docx's template brings and these documents do not use: 80 KB of styles, a picture."""
    for holder, unused in ((word.part, ("stylesWithEffects", "customXml")), (word.part.package, ("thumbnail", "app"))):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2].startswith(unused) or "extended-properties" in relation.reltype:
                del holder.rels[key]
    for style in list(word.styles.element):
        name = style.get(qn("w:styleId")) or ""
        if style.tag == qn("w:latentStyles") or (name and not name.startswith(_STYLES)):
            word.styles.element.remove(style)


def _fill(place: Any, node: LexborNode) -> None:
    """The node's blocks, one after the other; inline nodes between them are paragraphs of their own."""
    inline: list[LexborNode] = []
    for child in node.iter(include_text=True):
        if "web" in _classes(child) or child.tag in ("style", "script", "_comment", "-comment"):
            continue
        if child.tag in _INLINE:
            inline.append(child)
            continue
        _flush(place, inline)
        _block(place, child)
    _flush(place, inline)


def _flush(place: Any, inline: list[LexborNode]) -> None:
    if any(node.text(deep=True).strip() for node in inline):
        paragraph = place.add_paragraph()
        for node in inline:
            _write(paragraph, paragraph._p, node)
        _trim(paragraph)
    inline.clear()


def _block(place: Any, node: LexborNode, style: str | None = None) -> None:
    if node.tag == "table":
        _table(place, [list(row.css("td, th")) for row in node.css("tr")])
    elif "columns" in _classes(node):
        _table(place, [list(node.iter())])
    elif node.tag == "hr":
        place.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif node.tag == "aside":
        _box(place, node)
    elif node.tag in ("ul", "ol"):
        for item in node.css("li"):
            _block(place, item, "List Bullet" if node.tag == "ul" else "List Number")
    elif any(child.tag in _BLOCKS for child in node.iter()):
        _fill(place, node)
    else:
        paragraph = place.add_paragraph(style=f"Heading {node.tag[1]}" if node.tag in _HEADINGS else style)
        for child in node.iter(include_text=True):
            _write(paragraph, paragraph._p, child, caps="caps" in _classes(node), typed=node.tag == "pre")
        _trim(paragraph)


def _table(place: Any, rows: list[list[LexborNode]]) -> None:
    width = max(len(row) for row in rows)
    size = {} if isinstance(place, docx.document.Document) else {"width": docx.shared.Cm(17)}
    if "Cell" in type(place).__name__:
        size = {}
    table = place.add_table(len(rows), width, **size)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, node in zip(row.cells, cells, strict=False):
            _fill(cell, node)
            _drop_first_if_empty(cell)


def _box(place: Any, node: LexborNode) -> None:
    """A text box twice over, as Word writes it: for new programs and for old ones."""
    table = place.add_table(1, 1)
    cell = table.rows[0].cells[0]
    _fill(cell, node)
    _drop_first_if_empty(cell)
    blocks = [block for block in cell._tc if block.tag != qn("w:tcPr")]
    table._tbl.getparent().remove(table._tbl)
    run = parse_xml(_BOX)
    for content in run.iter(qn("w:txbxContent")):
        content.extend(deepcopy(blocks))
    place.add_paragraph()._p.append(run)


def _drop_first_if_empty(cell: Any) -> None:
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._p.getparent().remove(first._p)


def _write(
    paragraph: Paragraph, parent: Any, node: LexborNode, *, bold: bool = False, caps: bool = False, typed: bool = False
) -> None:
    """One inline node and what is in it, as runs of the paragraph or of the link or change that `parent` is."""
    caps = caps or "caps" in _classes(node)
    bold = bold or node.tag in ("b", "strong")
    if node.tag == "-text":
        text = node.text(deep=False)
        _run(paragraph, parent, text if typed else _spaces(text), bold=bold, caps=caps)
    elif node.tag == "br":
        _run(paragraph, parent, "\n")
    elif node.tag == "a" and node.attributes.get("href"):
        link = OxmlElement("w:hyperlink")
        target = str(node.attributes["href"])
        link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        parent.append(link)
        _inside(paragraph, link, node, bold=bold, caps=caps)
    elif node.tag in ("ins", "del"):
        change = OxmlElement(f"w:{node.tag}")
        change.set(qn("w:id"), "1")
        change.set(qn("w:author"), "Editor")
        change.set(qn("w:date"), "2024-01-01T00:00:00Z")
        parent.append(change)
        _inside(paragraph, change, node, bold=bold, caps=caps)
        if node.tag == "del":
            for text in change.iter(qn("w:t")):
                text.tag = qn("w:delText")
    else:
        _inside(paragraph, parent, node, bold=bold, caps=caps)


def _inside(paragraph: Paragraph, parent: Any, node: LexborNode, *, bold: bool, caps: bool) -> None:
    for child in node.iter(include_text=True):
        _write(paragraph, parent, child, bold=bold, caps=caps)


def _run(paragraph: Paragraph, parent: Any, text: str, *, bold: bool = False, caps: bool = False) -> None:
    run = Run(OxmlElement("w:r"), paragraph)
    run.text = text
    run.bold = bold or None
    run.font.all_caps = caps or None
    parent.append(run._r)


def _trim(paragraph: Paragraph) -> None:
    """No spaces where a line begins or ends: a browser shows none."""
    texts = list(_texts(paragraph))
    for before, text, after in zip([None, *texts], texts, [*texts[1:], None], strict=False):
        if text.tag != qn("w:t"):
            continue
        said = text.text or ""
        if before is None or before.tag == qn("w:br"):
            said = said.lstrip(" ")
        if after is None or after.tag == qn("w:br"):
            said = said.rstrip(" ")
        text.text = said


def _texts(paragraph: Paragraph) -> Iterator[Any]:
    return (part for part in paragraph._p.iter(qn("w:t"), qn("w:br")))


def _spaces(text: str) -> str:
    """White space as a browser shows it; no-break spaces and tabs written as such stay."""
    return re.sub(r"[ \r\n]+", " ", text)


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split() if node.tag != "-text" else []
