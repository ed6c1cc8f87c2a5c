"""The zip that a DOCX is: taken out in pieces, so that what is packed to burst does not."""

import io
import zipfile
import zlib
from struct import error as struct_error

from content.reading.unreadable import Unreadable

MOST_BYTES = 50 * 1024 * 1024
"""All files of the zip together, as they really inflate."""
MOST_RATIO = 100
"""Inflated bytes for each byte of the file. Documents reach 20."""
_MOST_FILES = 2000
_PIECE = 64 * 1024

_OTHERS = (
    ("xl/", "an Excel table"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument (LibreOffice) file"),
    ("META-INF/container.xml", "an e-book"),
    ("index.xml", "a Pages document"),
    ("Index/Document.iwa", "a Pages document"),
)
"""What a zip is that has a file of this name, or in this folder."""


def parts(document: bytes) -> dict[str, bytes]:
    """A DOCX file's XML parts by name. Raises Unreadable for another zip, a broken one, or one made to burst."""
    try:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            if not any(name.startswith("word/") for name in names):
                raise Unreadable(_other(names))
            if len(entries) > _MOST_FILES:
                raise _bomb()
            return _inflated(package, entries, min(MOST_BYTES, MOST_RATIO * len(document)))
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError, struct_error, MemoryError):
        raise Unreadable("The Word file is broken or cut short: save it again as DOCX or PDF, and send that.") from None
    except (RuntimeError, NotImplementedError):  # a password, or a packing that no Word program uses
        raise _unusual() from None


def _inflated(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], most: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    size = 0
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _unusual()
        pieces: list[bytes] = []
        with package.open(entry) as file:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > most:
                    raise _bomb()
                if entry.filename.endswith((".xml", ".rels")):
                    pieces.append(piece)
        found[entry.filename] = b"".join(pieces)
    return found


def _bomb() -> Unreadable:
    return Unreadable("The Word file unpacks to far more than any Urgent Action: save it as PDF, and send that.")


def _unusual() -> Unreadable:
    return Unreadable("The Word file is locked or packed in an unusual way: save it again as DOCX or PDF.")


def _other(names: set[str]) -> str:
    for mark, kind in _OTHERS:
        if mark in names or (mark.endswith("/") and any(name.startswith(mark) for name in names)):
            return f"This is {kind}: save it as PDF or DOCX, and send that."
    return "This is a zip file and no Word document: unpack it, and send the Urgent Action alone."
