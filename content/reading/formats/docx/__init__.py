"""Word documents: mammoth makes them a web page, and that becomes text.

`package.py` opens the zip, `markup.py` changes what mammoth would drop. Only this package imports mammoth.
"""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

from content.reading.formats import html
from content.reading.formats.docx import package
from content.reading.formats.docx.markup import Element, Styles, W, checked, names_only, prepared
from content.reading.formats.header import is_header
from content.reading.formats.tables import GAP
from content.reading.unreadable import Unreadable

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_R_ID = f"{{{_OFFICE}}}id"
_STYLES = "\n".join((
    "p[style-name='Title'] => h1:fresh",
    "p[style-name='Subtitle'] => p:fresh",
    "r[style-name='Strong'] => ",
    "b => ",
    "i => ",
    "strike => ",
))  # fmt: skip

Links = dict[str, tuple[str, str]]
"""What a part refers to: by id, the kind and the target."""


def text(document: bytes) -> str:
    """The text of a DOCX file, its page headers first. Raises Unreadable for one that is broken, locked or no DOCX."""
    parts = package.parts(document)
    try:
        return _read(parts)
    except (RecursionError, MemoryError):
        raise Unreadable("The Word file is nested without end: save it as PDF, and send that.") from None


def _read(parts: dict[str, bytes]) -> str:
    main = next(
        (target for kind, target in _links(parts, "").values() if kind == "officeDocument"), "word/document.xml"
    )
    if main not in parts:
        raise Unreadable("The Word file has no text in it: save it again as DOCX or PDF, and send that.")
    links = _links(parts, main)
    named = {kind: target for kind, target in links.values() if kind in ("styles", "numbering")}
    others = {name: checked(parts[target]) for name, target in named.items() if target in parts}
    styles = Styles(others.get("styles"))
    others |= {name: names_only(others[name]) for name in others if name == "styles"}
    body = _converted(checked(parts[main]), links, styles, others)
    blocks: list[str] = []
    for kind in ("header", "footer"):
        for target in dict.fromkeys(target for found, target in links.values() if found == kind and target in parts):
            shown = _converted(_as_document(checked(parts[target])), _links(parts, target), styles, others)
            # A page's foot is furniture, unless it says which Urgent Action this is.
            lines = [line for line in shown.split("\n") if line.strip() and (kind == "header" or is_header(line))]
            blocks += ["\n".join(lines)] if "\n".join(lines) not in (*blocks, "") else []
    whole = "\n\n".join([*blocks, body])
    if not whole.strip():
        raise Unreadable("The Word file has no text in it, only pictures: send the text of the Urgent Action.")
    return whole


def _links(parts: dict[str, bytes], name: str) -> Links:
    folder, file = posixpath.split(name)
    related = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    found: Links = {}
    for link in checked(related) if related else ():
        kind = link.get("Type", "").rpartition("/")[2]
        target = link.get("Target", "")
        if kind != "hyperlink":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[link.get("Id", "")] = kind, target
    return found


def _as_document(part: Element) -> Element:
    """A header or footer as a document of its own."""
    document = ElementTree.Element(W + "document")
    ElementTree.SubElement(document, W + "body").extend(list(part))
    return document


def _converted(root: Element, links: Links, styles: Styles, others: dict[str, Element]) -> str:
    import mammoth

    prepared(root, styles)
    for link in root.iter(W + "hyperlink"):
        if links.get(link.get(_R_ID, ""), ("", ""))[0] != "hyperlink":
            link.attrib.pop(_R_ID, None)
    try:
        found = mammoth.convert_to_html(
            _packed(root, links, others),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _image: {}),
            external_file_access=False,
        )
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, zipfile.BadZipFile):
        # mammoth takes every attribute to be there and to be what Word writes
        raise Unreadable("The Word file is broken: save it again as DOCX or PDF, and send that.") from None
    return html.from_markup(re.sub(r"\t+", GAP.replace(" ", "\xa0"), found.value)).replace("\xa0", " ")


def _packed(root: Element, links: Links, others: dict[str, Element]) -> io.BytesIO:
    """A DOCX file with nothing in it but this text and what says how it is laid out: no pictures, nothing embedded."""
    related = [(name, kind, target) for name, (kind, target) in links.items() if kind == "hyperlink"]
    related += [(f"own-{name}", name, f"{name}.xml") for name in others]
    files = {
        "_rels/.rels": _relations([("main", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(related),
        "word/document.xml": root,
        **{f"word/{name}.xml": other for name, other in others.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in files.items():
            file.writestr(name, ElementTree.tostring(content, "utf-8"))
    packed.seek(0)
    return packed


def _relations(found: list[tuple[str, str, str]]) -> Element:
    root = ElementTree.Element(f"{{{_PACKAGE}/relationships}}Relationships")
    for name, kind, target in found:
        link = {"Id": name, "Type": f"{_OFFICE}/{kind}", "Target": target}
        ElementTree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", link)
    return root
