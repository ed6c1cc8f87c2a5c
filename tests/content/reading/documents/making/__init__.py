"""Sources become real files. To add a kind of file: a module here, and a line in `_MAKERS`."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from tests.content.reading.documents.making import drawn, mail, pages, word
from tests.content.reading.documents.shelf import MADE, Document

DIGESTS = "sources.json"
"""Beside the made files: which page each PDF of Chromium's was printed from (it prints no two alike)."""

TEXTS: dict[str, Callable[[str], bytes]] = {
    "html": lambda source: pages.page(source).encode(),
    "txt": str.encode,
    "latin-1.txt": lambda source: source.encode("latin-1"),
    "cp1252.txt": lambda source: source.encode("cp1252"),
    "utf-16.txt": lambda source: source.encode("utf-16"),
    "wrapped.txt": mail.wrapped,
    "quoted.txt": mail.quoted,
    "eml": mail.message,
}
"""What comes out the same each time, so that it need not be kept."""
_MAKERS = TEXTS | {"docx": word.document, "drawn.pdf": drawn.document}


def content(document: Document, ending: str) -> bytes:
    """The file: a text from its source, a PDF or DOCX as it lies among the made files."""
    return made(document, ending) if ending in TEXTS else document.file(ending).read_bytes()


def made(document: Document, ending: str) -> bytes:
    """The file as its source gives it: any but a PDF of Chromium's. Raises KeyError for an ending that is none."""
    return _MAKERS[ending](document.source(ending).read_text("utf-8"))


def digest(document: Document) -> str:
    """What tells whether the printed PDF still shows the source."""
    return sha256(pages.page(document.source("pdf").read_text("utf-8")).encode()).hexdigest()


def digests(folder: str) -> dict[str, str]:
    """Of each document of the folder that was printed, by its name."""
    path = MADE / folder / DIGESTS
    found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def make(documents: tuple[Document, ...]) -> None:
    """Write what is new or different, print what changed, and take away what no source gives any more."""
    stale: list[Document] = []
    for document in documents:
        document.file("").parent.mkdir(parents=True, exist_ok=True)
        for ending in document.made:
            if ending != "pdf":
                _write(document.file(ending), made(document, ending))
            elif digests(document.folder).get(document.name) != digest(document) or not document.file("pdf").exists():
                stale.append(document)
    pages.print_all({document.file("pdf"): document.source("pdf").read_text("utf-8") for document in stale})
    for folder in {document.folder for document in documents}:
        own = [document for document in documents if document.folder == folder]
        _write(
            MADE / folder / DIGESTS,
            json.dumps({one.name: digest(one) for one in own if "pdf" in one.made}, indent=1).encode() + b"\n",
        )
        wanted = {one.file(ending) for one in own for ending in one.made} | {MADE / folder / DIGESTS}
        for path in set((MADE / folder).iterdir()) - wanted:
            path.unlink()


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
