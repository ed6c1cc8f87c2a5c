"""Hostile and broken files through the command: status 2 and one plain line, within 20 seconds."""

import io
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.bot.command import Shell

SECONDS = 20
TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/officeDocument"/></Relationships>'
)
WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: bytes, head: bytes = b"", copies: int = 0) -> bytes:
    """A DOCX file of this body; `copies` more parts of the same."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        document = b'<?xml version="1.0"?>' + head + b"<w:document " + WORD + b"><w:body>" + body
        document += b"</w:body></w:document>"
        package.writestr("word/document.xml", document)
        for number in range(copies):
            package.writestr(f"word/more{number}.xml", document)
    return made.getvalue()


def paragraph(text: bytes) -> bytes:
    return b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>"


def print_out(pages: int = 2, encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF file of a few lines a page."""
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=encrypt)
    for page in range(pages):
        canvas.drawString(72, 700, f"URGENT ACTION, page {page + 1} of many words that say nothing.")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def packed(stream: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF file of one page whose content is this stream, as it stands in the file."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d /Filter %s >>\nstream\n" % (len(stream), filters) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F 5 0 R >> >>",
    )
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def flated(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.flush()])


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(name, "some words")
    return made.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty.pdf": lambda: b"",
    "zeros.docx": lambda: bytes(100_000),
    "larger.pdf": lambda: b"%PDF-1.7\n" + b"x" * (10 * 1024 * 1024),
    "truncated.pdf": lambda: print_out()[:400],
    "beginning.pdf": lambda: b"%PDF-1.7\n",
    "noise.pdf": lambda: b"%PDF-1.7\n" + zlib.compress(bytes(range(256)) * 5000),
    "locked.pdf": lambda: print_out(encrypt=StandardEncryption("a password", strength=128)),
    "pages.pdf": lambda: print_out(pages=400),
    "bomb.pdf": lambda: packed(flated(b" " * 1_000_000, 300)),
    "bomb in a bomb.pdf": lambda: packed(
        zlib.compress(flated(b"\x00" * 1_000_000, 400), 9), b"[/FlateDecode /FlateDecode]"
    ),
    "busy.pdf": lambda: packed(flated(b"BT /F 9 Tf 1 0 0 1 72 700 Tm (some words) Tj ET\n" * 10_000, 80)),
    "truncated.docx": lambda: word(paragraph(b"URGENT ACTION") * 500)[:700],
    "bomb.docx": lambda: word(paragraph(b"x" * 1_000_000) * 120),
    "parts.docx": lambda: word(paragraph(b"x" * 1_000_000) * 8, copies=20),
    "laughter.docx": lambda: word(
        paragraph(b"&h;"),
        b"<!DOCTYPE d [<!ENTITY a 'ha'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (97 + n, b"&%c;" % (96 + n) * 20) for n in range(1, 8))
        + b"]>",
    ),
    "outside.docx": lambda: word(paragraph(b"&x;"), b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"),
    "deep.docx": lambda: word(b"<w:sdt><w:sdtContent>" * 50_000 + b"</w:sdtContent></w:sdt>" * 50_000),
    "no word.docx": lambda: zipped("notes.txt"),
    "deep.html": lambda: b"<!doctype html><html><body>" + b"<div>" * 1_000_000,
    "picture.pdf": lambda: b"\x89PNG\r\n\x1a\n" + bytes(5000),
    "old word.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
    "packed.txt": lambda: b"\x1f\x8b\x08\x00" + bytes(5000),
    "noise.txt": lambda: bytes(range(256)) * 400,
    "longer.txt": lambda: b"URGENT ACTION\n\n" + b"word " * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name]())
    began = time.monotonic()
    said = Shell(tmp_path, {}).uabot("read", name, "--json")
    assert time.monotonic() - began < SECONDS
    assert (said.status, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1, said.err
    assert said.err.startswith("uabot: ")
    assert "Traceback" not in said.err
    assert "/" not in said.err, "no path, no address"


GREEDY: dict[str, bytes] = {
    "addresses": b"a@" * 95_000,
    "numbers": b"+1 202 " * 27_000,
    "labels": b"Email: Fax: Phone: Twitter: Salutation: " * 4_500,
    "dears": b"Dear \n" * 30_000,
    "spaces": b"URGENT ACTION" + b" " * 190_000 + b".",
    "commas": b"Minister of Justice, " * 9_000,
    "dates": b"1/2/3/4/5/6/7/" * 13_000,
    "brackets": b"[" * 190_000,
    "quotes": b"> " * 90_000,
    "bullets": "• ".encode() * 60_000,
    "links": b"http://" * 25_000,
    "dots": b"." * 190_000,
    "slashes": b"Mr / Mrs " * 20_000,
}


@pytest.mark.parametrize("name", GREEDY)
def test_what_wears_out_a_pattern_comes_to_an_end(name: str, tmp_path: Path) -> None:
    """Whatever it is found to be: an answer, in time, and no traceback."""
    head = b"URGENT ACTION\n\nFirst UA: 1/26 Index: EUR 1/1/2026\n\nTAKE ACTION:\n\n"
    (tmp_path / "ua.txt").write_bytes(head + GREEDY[name])
    began = time.monotonic()
    said = Shell(tmp_path, {}).uabot("read", "ua.txt", "--json")
    assert time.monotonic() - began < SECONDS
    assert said.status in (0, 2, 3)
    assert len(said.err.splitlines()) == (1 if said.status == 2 else 0)
