"""A file's bytes become text, whatever the file is: one `str` that `lines.clean` understands.

Lines end with "\\n"; blocks (paragraphs, cells, text boxes, columns) are parted by a blank line, and a line that was
broken on purpose stays one; items of lists begin with "• ", headings with "# "; links are `[what it says](where it
leads)`, http, https and mailto only; pages are parted by "\\f". Plain text passes as it is.

To add a kind of file: a module with a function from bytes to text, and its row in `KINDS` instead of an advice.
"""

import re
from collections.abc import Callable
from importlib import import_module

from content.reading import LIMIT
from content.reading.formats import plain
from content.reading.unreadable import Unreadable

__all__ = ["KINDS", "text"]

_TAGS = (
    rb"(?:html|head|body|meta|title|base|div|p|span|table|tbody|tr|td|h[1-6]|center|font|article|section|main|header|nav"
    rb"|style|script|link|ul|ol|li|br|hr|b|i|u|strong|em|a|img|blockquote|pre|form|svg|noscript|address|o:p)"
)
_COMMENTS = rb"(?:<!--(?:(?!-->).)*(?:-->\s*|\Z))*"
_PICTURE = "This is a picture: send the document it shows, as PDF or DOCX, or its text."
_AUDIBLE = "This is a recording: send the document's text."
_PACKED = "This is a compressed file: unpack it and send the Urgent Action alone."


def _by(module: str) -> Callable[[bytes], str]:
    """The reader of a module here, which is not loaded before a file needs it."""

    def read(document: bytes) -> str:
        return str(import_module(f"{__name__}.{module}").text(document))

    return read


def _web(document: bytes) -> str:
    """A page without a doctype, unless it is plain text that begins with a tag: a page closes what it opens."""
    narrow = document.replace(b"\x00", b"")
    tags = len(re.findall(rb"<" + _TAGS + rb"[\s/>]", narrow, re.IGNORECASE))
    closed = len(re.findall(rb"</" + _TAGS + rb"\s*>", narrow, re.IGNORECASE))
    return _html(document) if closed or tags > 2 else plain.text(document)


_pdf, _html = _by("pdf"), _by("html")

KINDS: tuple[tuple[bytes, Callable[[bytes], str] | str], ...] = (
    (rb"%PDF-", _pdf),
    (rb"PK\x03\x04", _by("docx")),
    (rb"PK\x05\x06|PK\x07\x08", "This is an empty or divided zip file: send the Urgent Action alone, as PDF or DOCX."),
    (rb"(?:<\?xml[^>]*>\s*)?" + _COMMENTS + rb"(?:<!doctype\s+html|<html[\s>])", _html),
    (rb"<\?xml.{0,200}<w:|<\?mso-application", "This is a Word file in XML: save it as PDF or DOCX, and send that."),
    (rb"<\?xml|<rss|<svg[\s>]", "This is an XML file: save the document as PDF or DOCX, and send that."),
    (_COMMENTS + rb"<" + _TAGS + rb"[\s/>]", _web),
    (rb"\{\\rtf", "This is an RTF file: save it as PDF or DOCX, and send that."),
    (
        rb"\xd0\xcf\x11\xe0",
        "This is an old Word or Excel file (DOC, XLS), or one locked with a password: save it as PDF or DOCX.",
    ),
    (rb"\xdb\xa5|\x31\xbe\x00|\xffWPC", "This is a file of an old Word or WordPerfect: save it as PDF or DOCX."),
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\x00\x00\x00\x00|II\*\x00|MM\x00\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avif)",
        _PICTURE,
    ),
    (rb"ID3[\x02-\x04]|OggS\x00|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp|\x1a\x45\xdf\xa3", _AUDIBLE),
    (rb"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ|7z\xbc\xaf|Rar!\x1a|MSCF\x00", _PACKED),
    (rb"%!PS", "This is a PostScript file: save it as PDF, and send that."),
    (rb"BEGIN:V", "This is a calendar entry or a contact: send the Urgent Action as PDF, DOCX or text."),
    (rb"\x7fELF|MZ.{0,200}This program", "This is a program: send the Urgent Action as PDF, DOCX or text."),
    (rb"SQLite format 3", "This is a database: send the Urgent Action as PDF, DOCX or text."),
)
"""How a kind of file begins, capitals or not, whatever its name; and its reader, or what to do instead."""

_MAIL = re.compile(rb"^(?:MIME-Version|Content-|Received|Return-Path)", re.IGNORECASE | re.MULTILINE)
_MARKS = tuple((re.compile(mark, re.IGNORECASE | re.DOTALL), kind) for mark, kind in KINDS)


def text(document: bytes) -> str:
    """The document's text. Raises Unreadable for what is empty, too large, locked, broken or no text."""
    if len(document) > LIMIT:
        raise Unreadable(f"The file is larger than {LIMIT // 1024 // 1024} MB: send only the Urgent Action, as text.")
    if not document.strip(b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf\xfe\xff"):
        raise Unreadable("The file is empty: send the text of an Urgent Action.")
    beginning = _beginning(document)
    for mark, kind in _MARKS:
        if mark.match(beginning):
            if isinstance(kind, str):
                raise Unreadable(kind)
            return kind(document)
    if re.search(rb"%PDF-\d", document[:1024]) and b" obj" in document:  # a mail program's lines before it
        return _pdf(document)
    if _MAIL.search(document[:16_384]):
        from content.reading.formats import mail

        if mail.is_mail(document[:16_384]):
            return mail.text(document)
    return plain.text(document)


def _beginning(document: bytes) -> bytes:
    start = document[:4096]
    if start.lstrip(b"\xff\xfe")[:2] in (b"<\x00", b"\x00<"):  # UTF-16
        start = start.lstrip(b"\xff\xfe").replace(b"\x00", b"")
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()
