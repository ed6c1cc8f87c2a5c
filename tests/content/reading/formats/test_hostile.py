"""Whatever comes in is text or Unreadable, soon, in little memory, and nobody else is asked for anything."""

import io
import logging
import socket
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.reading import LIMIT, Unreadable
from content.reading.formats import pdf, text
from tests.content.reading.formats import making
from tests.content.reading.formats.test_pdf import BODY, locked, paragraph


@contextmanager
def refused(says: str, seconds: float = 6.0) -> Iterator[None]:
    """One plain line, in time."""
    started = time.perf_counter()
    with pytest.raises(Unreadable) as error:
        yield
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")
    assert time.perf_counter() - started < seconds


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("something asked the network")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)


def a_pdf(pages: int = 1) -> bytes:
    sheet = making.sheet()
    for _ in range(pages):
        paragraph(sheet, 700, BODY)
        sheet.turn()
    return sheet.pdf()


def a_docx(shown: str = "URGENT ACTION") -> bytes:
    document = making.word()
    document.add_paragraph(shown)
    return making.saved(document)


DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"x" * (LIMIT + 1), "10 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"{\\rtf1\\ansi URGENT ACTION}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"GIF89a\x01\x00", "picture"),
        (b"II*\x00\x08\x00", "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"\x00\x00\x00\x18ftypmp42", "recording"),
        (b"\x1f\x8b\x08\x00\x00", "compressed"),
        (b"7z\xbc\xaf\x27\x1c", "compressed"),
        (b"<?xml version='1.0'?><a>URGENT ACTION</a>", "XML"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", "Word"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (making.zipped(**{"xl__workbook.xml": b"<a/>"}), "Excel"),
        (making.zipped(**{"ppt__presentation.xml": b"<a/>"}), "PowerPoint"),
        (making.zipped(**{"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}), "OpenDocument"),
        (making.zipped(**{"letter.txt": b"URGENT ACTION"}), "zip file"),
        (b"PK\x05\x06" + bytes(18), "zip file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Word"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    ],
)  # fmt: skip
def test_what_is_no_document_says_what_it_is(document: bytes, says: str) -> None:
    with refused(says, seconds=2):
        text(document)


def test_pdf_that_is_locked() -> None:
    with refused("password"):
        text(locked(a_pdf(), "secret"))


def test_pdf_that_is_cut_short() -> None:
    whole = a_pdf(3)
    for end in range(1000, len(whole) - 10, len(whole) // 20):
        with refused("PDF"):
            text(whole[:end])


def test_pdf_that_is_a_picture() -> None:
    sheet = making.sheet()
    sheet.canvas.rect(50, 50, 400, 600, fill=1)
    with refused("scan"):
        text(sheet.pdf())


def test_pdf_of_too_many_pages() -> None:
    assert text(a_pdf(pdf.MOST_PAGES)).count("\f") == pdf.MOST_PAGES - 1
    with refused("50 pages"):
        text(a_pdf(pdf.MOST_PAGES + 1))


def hostile_pdf(content: bytes, *, resources: bytes = b"", page: bytes = b"", objects: tuple[bytes, ...] = ()) -> bytes:
    """A PDF whose only page has this content stream."""
    found = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>"
        % (resources, page),
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *objects,
    ]
    whole = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(found, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(found) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    return whole + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(found) + 1, start)


def stream(content: bytes, filters: bytes = b"", more: bytes = b"") -> bytes:
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(content), filters, more, content)


def test_the_hostile_pdfs_are_pdfs() -> None:
    assert text(hostile_pdf(stream(b"BT /F 12 Tf 60 700 Td (Text) Tj ET"))) == "Text"


def test_pdf_bomb() -> None:
    once = zlib.compress(bytes(400 * 1024 * 1024), 9)
    twice = zlib.compress(once, 9)
    with refused("PDF", seconds=10):
        text(hostile_pdf(stream(twice, b"/Filter[/FlateDecode/FlateDecode]")))


def test_pdf_with_endless_strokes() -> None:
    content = zlib.compress(b"0 0 m 1 1 l S\n" * 1_000_000)
    with refused("PDF", seconds=15):
        text(hostile_pdf(stream(content, b"/Filter/FlateDecode")))


def test_pdf_with_endless_text() -> None:
    content = zlib.compress(b"BT /F 12 Tf 60 700 Td" + b"(%s) Tj\n" % (b"a" * 1000) * 1000 + b"ET")
    with refused("far more text", seconds=15):
        text(hostile_pdf(stream(content, b"/Filter/FlateDecode")))


def test_pdf_whose_forms_draw_each_other_without_end() -> None:
    again = stream(
        b"/X Do /X Do " * 8, more=b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    )
    page = hostile_pdf(stream(b"/X Do"), resources=b"/XObject<</X 6 0 R>>", objects=(again,))
    with refused("PDF", seconds=20):
        text(page)


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 12 Tf 60 700 Td (Text) Tj ET BT /F 0 Tf (x) Tj ET",
        b"q q q Q Q Q Q Q Q Q BT /F 12 Tf 60 700 Td (Text) Tj ET",
        b"BT /F 12 Tf 60 700 Td (Text) Tj (a) Td /F Tf [1 2] Tm [(x) /N null] TJ Tj ' \" ET",
        b"BT /F 12 Tf 60 700 Td (Text) Tj 1e300 0 0 1e300 0 0 Tm (x) Tj 0 0 0 0 0 0 cm (y) Tj ET",
        b"/Missing Do BT /G 12 Tf (nothing) Tj /F 12 Tf 60 700 Td (Text) Tj ET",
    ],
)
def test_odd_operators_are_passed_over(content: bytes) -> None:
    assert text(hostile_pdf(stream(content))).startswith("Text")


@pytest.mark.parametrize(
    "annotations",
    [b"/Annots 9 0 R", b"/Annots[null 1 (a)]", b"/Annots[<</Subtype/Link/A<</URI 5>>/Rect[1 2]>>]",
     b"/Annots[<</A/B>>]", b"/Annots[<</Subtype/Link/A<</URI(http://a.b)>>/Rect[(a)(b)(c)(d)]>>]",
     b"/Rotate 33", b"/Rotate(a)", b"/MediaBox[0 0 0 0]"],
)  # fmt: skip
def test_odd_pages_are_read_or_refused(annotations: bytes) -> None:
    comes_to_an_end(hostile_pdf(stream(b"BT /F 12 Tf 60 700 Td (Text) Tj ET"), page=annotations))


def test_nothing_of_a_pdf_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    text(hostile_pdf(stream(b"BT /Secret 12 Tf (Ana Prueba) Tj /F 12 Tf 60 700 Td (Text) Tj ET"), page=b"/Secret (Ana"))
    assert "Prueba" not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("pypdf")]


def test_docx_bombs() -> None:
    blank = b" " * (60 * 1024 * 1024)
    with refused("unpacks to far more"):
        text(making.changed(a_docx(), word_document=DOCUMENT % blank))
    with refused("unpacks to far more"):
        text(making.zipped(word__document_xml=b"", **{"word/document.xml": DOCUMENT % b"", "word/media/a.png": blank}))


def test_docx_whose_directory_lies_about_its_size() -> None:
    document = making.changed(a_docx(), word_document=DOCUMENT % (b" " * (60 * 1024 * 1024)))
    lying = bytearray(document)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        entry = package.getinfo("word/document.xml")
        directory = document.rindex(b"word/document.xml")
        lying[directory - 46 + 24 : directory - 46 + 28] = struct.pack("<I", 1000)
        lying[entry.header_offset + 22 : entry.header_offset + 26] = struct.pack("<I", 1000)
    with refused("Word"):
        text(bytes(lying))


def test_docx_that_is_cut_short_or_locked() -> None:
    whole = a_docx()
    for end in range(100, len(whole) - 1, len(whole) // 15):
        with refused("Word"):
            text(whole[:end])
    flagged = whole.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(b"PK\x01\x02", b"PK\x01\x02")
    with refused("Word"):
        text(bytes(flagged)[:-30])


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE a [<!ENTITY b "URGENT"><!ENTITY c "&b;&b;&b;">]>'
        + DOCUMENT % b"<w:p><w:r><w:t>&c;</w:t></w:r></w:p>",
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd">' + DOCUMENT % b"",
        ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a>" + (DOCUMENT % b"").decode()).encode("utf-16"),
    ],
)
@pytest.mark.parametrize("name", ["word_document", "word_styles", "word_numbering"])
def test_docx_with_entities(part: bytes, name: str) -> None:
    with refused("DTD"):
        text(making.changed(a_docx(), **{name: part}))


@pytest.mark.parametrize(
    "body",
    [
        b"<w:p>" * 5000 + b"</w:p>" * 5000,
        b"<w:tbl><w:tr><w:tc>" * 100 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 100,
        b"<w:p><w:r><w:sym/></w:r></w:p>",
        b"<w:p><w:r><w:sym w:font='a' w:char='zz'/></w:r></w:p>",
        b"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='x'/></w:tcPr></w:tc></w:tr></w:tbl>",
        b"<w:p><w:r><w:drawing><w:a/></w:drawing></w:r></w:p>",
        b"<w:p",
        b"\xff\xfe",
    ],
)
def test_docx_that_no_word_program_writes(body: bytes) -> None:
    with refused("Word"):
        text(making.changed(a_docx(), word_document=DOCUMENT % body))


def test_docx_with_names_that_lead_elsewhere() -> None:
    odd = {
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="x/officeDocument" Target="../../word/document.xml"/></Relationships>',
        "../../etc/passwd.xml": b"<a/>",
        "/word/evil.xml": b"<a/>",
        "word/document.xml": DOCUMENT % b"<w:p><w:r><w:t>Text</w:t></w:r></w:p>",
    }
    assert text(making.zipped(**odd)) == "Text"


def test_docx_with_two_parts_of_one_name() -> None:
    file = io.BytesIO(a_docx("first"))
    with zipfile.ZipFile(file, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", DOCUMENT % b"<w:p><w:r><w:t>second</w:t></w:r></w:p>")
    assert text(file.getvalue()) == "second"


def test_docx_that_refers_to_files_and_sites() -> None:
    document = making.word()
    document.add_paragraph("Text")
    part = document.part.element.body
    part.insert(0, _picture(document.part.relate_to("file:///etc/passwd", "http://x/image", is_external=True)))
    part.insert(0, _picture(document.part.relate_to("http://example.org/a.png", "http://x/image", is_external=True)))
    assert text(making.saved(document)) == "Text"


def _picture(relation: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(
        f"<w:p {nsdecls('w', 'r')} xmlns:v='urn:schemas-microsoft-com:vml'>"
        f"<w:r><w:pict><v:shape><v:imagedata r:id='{relation}'/></v:shape></w:pict></w:r></w:p>"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000,
        "<div><table></div></table>" * 15_000,
        "<b><i>" * 20_000,
        "<p><b>" * 20_000,
        "<font color=a>" * 240 + "<p>" * 20_000,
        "<table>" * 5000,
        "<ul><li>" * 5000,
        "<a href='" * 100_000,
        "<!--" * 100_000,
        "<!---->" * 100_000,
        "<" * 1_000_000,
        "<p>" + "&amp" * 500_000,
    ],
)
def test_web_pages_without_end(page: str) -> None:
    started = time.perf_counter()
    comes_to_an_end(f"<!doctype html>{page}".encode())
    comes_to_an_end(page.encode())
    assert time.perf_counter() - started < 8


def test_mails_without_end() -> None:
    head = b"MIME-Version: 1.0\n"
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000))
    with refused("e-mail"):
        text(head + nested + b"\nText")
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nText\n" * 50_000
    with refused("e-mail", seconds=10):
        text(head + many)


RECIPES = [a_pdf(), a_docx(BODY), f"<!doctype html><p>{BODY}<table><tr><td>a<td>b</table>".encode()]
RECIPES.append(b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n\nMore\n--b--\n")
unhurried = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def comes_to_an_end(document: bytes) -> None:
    with suppress(Unreadable):
        assert isinstance(text(document), str)


@given(st.sampled_from(RECIPES), st.data())
@unhurried
def test_damaged_files(document: bytes, data: st.DataObject) -> None:
    changed = bytearray(document)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(changed) - 1))
        if data.draw(st.booleans()):
            changed[at] = data.draw(st.integers(0, 255))
        else:
            changed[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
        changed = changed or bytearray(b"x")
    comes_to_an_end(bytes(changed))


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"MIME-Version: 1.0\n\n", b"<p>"]),
)
@unhurried
def test_anything(document: bytes, beginning: bytes) -> None:
    comes_to_an_end(beginning + document)


@given(st.text(alphabet=st.sampled_from(list("<>/=&;\"' abptdivr\n[]()#-!")), max_size=200))
@unhurried
def test_any_markup(markup: str) -> None:
    comes_to_an_end(f"<html>{markup}".encode())


@given(st.binary(max_size=300))
@unhurried
def test_any_content_stream(content: bytes) -> None:
    comes_to_an_end(hostile_pdf(stream(b"BT /F 12 Tf 60 700 Td (a) Tj " + content)))


@given(st.binary(max_size=200))
@settings(unhurried, max_examples=40)
def test_any_document_part(content: bytes) -> None:
    comes_to_an_end(making.changed(RECIPES[1], word_document=DOCUMENT % content))
