"""Plain text: which encoding the bytes are in."""

import re

from content.reading.unreadable import Unreadable

_MIXED = re.compile("[\u00c2\u00c3\u00d0\u00d1\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u2018-\u2026\u20ac\u2122]")
"""What the first bytes of UTF-8 look like when read as Western."""
_DEFINED = bytes(0x20 if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else byte for byte in range(256))
"""Windows-1252 leaves five bytes undefined; a space stands for them."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def text(document: bytes) -> str:
    """The characters of UTF-8, UTF-16, UTF-32 or Western (Windows-1252) bytes. Raises Unreadable for anything else."""
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if document.startswith(mark):
            return _decoded(document, encoding)
    if b"\x00" in document:
        return _decoded(document, "utf-16-be" if document[:1] == b"\x00" else "utf-16-le")
    try:
        return _checked(document.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _western(document)


def _western(document: bytes) -> str:
    characters = document.translate(_DEFINED).decode("cp1252")
    if _MIXED.search(characters):
        raise Unreadable("The text is in two encodings at once, so its letters are broken: save it again as UTF-8.")
    return _checked(characters)


def _decoded(document: bytes, encoding: str) -> str:
    try:
        return _checked(document.decode(encoding))
    except UnicodeDecodeError:
        raise _unknown() from None


def _checked(characters: str) -> str:
    if len(_CONTROLS.findall(characters)) > len(characters) // 200:
        raise _unknown()
    return characters


def _unknown() -> Unreadable:
    return Unreadable("This is not text that can be read: save the document as text (.txt, UTF-8) and send that.")
