"""Both real documents say the same, field by field, as PDF, as DOCX, as a web page and as mail."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from content.reading import as_json, read
from tests.bot.on_web.browser import needs_browser
from tests.content.reading.formats import making

FOLDER = Path(__file__).parents[5] / "shared" / "ua"
TODAY = date(2019, 1, 20)
DOCUMENTS = {"ua-2-19.txt": "Ambassador Anatoly Antonov", "ua-24-21.txt": "Ambassador Philippe Etienne"}
STYLES = {
    "as it comes": "",
    "sans": "body {font: 9pt/1.25 Liberation Sans} h1 {font-size: 22pt} td {width: 50%; vertical-align: top}",
    "justified": "body {font: 10.5pt/1.4 Liberation Serif; text-align: justify} p {margin: 0 0 6pt}",
}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents are not in ../shared/ua")


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def reading(document: bytes) -> object:
    return as_json(read(document, today=TODAY))


@pytest.fixture(scope="module")
def printed() -> dict[tuple[str, str, bool], bytes]:
    keys = [(name, style, side) for name in DOCUMENTS for style in STYLES for side in (False, True)]
    pages = [
        making.as_html(making.source(text(name), DOCUMENTS[name]), side_by_side=side, style=STYLES[style])
        for name, style, side in keys
    ]
    return dict(zip(keys, making.printed(*pages), strict=True))


@needs_browser
@pytest.mark.parametrize("side_by_side", [False, True], ids=["below", "side by side"])
@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_pdf(name: str, style: str, side_by_side: bool, printed: dict[tuple[str, str, bool], bytes]) -> None:
    assert reading(printed[name, style, side_by_side]) == reading(text(name).encode())


@pytest.mark.parametrize("lines_are_paragraphs", [False, True], ids=["breaks", "paragraphs"])
@pytest.mark.parametrize("side_by_side", [False, True], ids=["below", "side by side"])
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_docx(name: str, side_by_side: bool, lines_are_paragraphs: bool) -> None:
    source = making.source(text(name), DOCUMENTS[name])
    document = making.as_word(source, side_by_side=side_by_side, lines_are_paragraphs=lines_are_paragraphs)
    assert reading(document) == reading(text(name).encode())


@pytest.mark.parametrize("side_by_side", [False, True], ids=["below", "side by side"])
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_html(name: str, side_by_side: bool) -> None:
    page = making.as_html(making.source(text(name), DOCUMENTS[name]), side_by_side=side_by_side)
    assert reading(page.encode()) == reading(text(name).encode())


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_mail(name: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "sender@example.org", "list@example.org", "Please act"
    mail.set_content("You find it attached.")
    source = making.source(text(name), DOCUMENTS[name])
    mail.add_attachment(
        making.as_word(source, side_by_side=True), maintype="application", subtype="octet-stream", filename="x.bin"
    )
    assert reading(mail.as_bytes()) == reading(text(name).encode())
