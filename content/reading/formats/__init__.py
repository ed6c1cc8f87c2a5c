"""A file's bytes become text, whatever the file is.

To add a kind of file: a module with a function from bytes to text, and its row in `KINDS` instead of an advice.
"""

from collections.abc import Callable

from content.reading.formats import plain
from content.reading.unreadable import Unreadable

LIMIT = 10 * 1024 * 1024
"""Bytes. Ours: the longest documents, with pictures, stay well under it."""

_SAVE = "save it as text (.txt) and send that for now"

KINDS: tuple[tuple[bytes, Callable[[bytes], str] | str], ...] = (
    (b"%PDF", f"This is a PDF: {_SAVE}."),
    (b"PK\x03\x04", f"This is a Word (DOCX) or zip file: {_SAVE}."),
    (b"\xd0\xcf\x11\xe0", f"This is an old Word (DOC) file: {_SAVE}."),
    (b"{\\rtf", f"This is an RTF file: {_SAVE}."),
    (b"<!doctype", f"This is a web page: {_SAVE}."),
    (b"<html", f"This is a web page: {_SAVE}."),
    (b"<?xml", f"This is an XML file: {_SAVE}."),
    (b"\x89png", "This is a picture: send the document's text."),
    (b"\xff\xd8\xff", "This is a picture: send the document's text."),
    (b"gif8", "This is a picture: send the document's text."),
    (b"\x1f\x8b", "This is a compressed file: unpack it and send the document's text."),
)
"""How a kind of file begins (in lower case where it is letters), and its reader, or why it has none."""


def text(document: bytes) -> str:
    """The document's text as it stands in the file. Raises Unreadable for what is empty, too large or no text."""
    if len(document) > LIMIT:
        raise Unreadable(f"The file is larger than {LIMIT // 1024 // 1024} MB: send only the Urgent Action, as text.")
    if not document.strip(b"\x00\t\n\x0b\x0c\r \xef\xbb\xbf\xfe\xff"):
        raise Unreadable("The file is empty: send the text of an Urgent Action.")
    beginning = document[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, kind in KINDS:
        if beginning.startswith(mark) or beginning.lower().startswith(mark):
            if isinstance(kind, str):
                raise Unreadable(kind)
            return kind(document)
    return plain.text(document)
