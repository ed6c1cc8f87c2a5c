"""Real files for tests: printed by Chromium, drawn by reportlab, written by python-docx."""

import asyncio
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from playwright.async_api import async_playwright

from tests.bot.on_web.browser import CHROMIUM

LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]*)\)|<(https?://[^>\s]+)>")


def printed(*pages: str, margin: str = "2cm") -> list[bytes]:
    """HTML printed as PDF (A4), one file for each."""

    async def run() -> list[bytes]:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            )
            try:
                page = await browser.new_page(java_script_enabled=False)
                files = []
                for markup in pages:
                    await page.set_content(markup)
                    margins: Any = dict.fromkeys(("top", "right", "bottom", "left"), margin)
                    files.append(await page.pdf(format="A4", margin=margins))
                return files
            finally:
                await browser.close()

    return asyncio.run(run())


@dataclass
class Sheet:
    """A page to draw on: `at(x, y, "text")`, from the lower left corner in points."""

    canvas: Any
    file: io.BytesIO

    def at(self, x: float, y: float, text: str, font: str = "Helvetica", size: float = 10) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def turn(self) -> None:
        self.canvas.showPage()

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def sheet(**options: Any) -> Sheet:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    return Sheet(Canvas(file, **options), file)


def word() -> Any:
    """An empty Word document, of python-docx."""
    import docx

    return docx.Document()


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(document: bytes, **replacements: bytes | tuple[bytes, bytes]) -> bytes:
    """A DOCX with parts ("word_document" is word/document.xml) replaced, or one text in them by another."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            change = replacements.get(name.removesuffix(".xml").replace("/", "_"))
            if isinstance(change, tuple):
                assert change[0] in content
                content = content.replace(*change)
            new.writestr(name, change if isinstance(change, bytes) else content)
    return file.getvalue()


def hyperlink(paragraph: Any, text: str, target: str) -> None:
    """Put a link at a paragraph's end."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = text
    run.append(shown)
    link.append(run)
    paragraph._p.append(link)


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@dataclass(frozen=True)
class Source:
    """A text document taken apart, to be made another kind of file: its blocks before, in and after its targets."""

    before: Sequence[Sequence[str]]
    targets: Sequence[Sequence[Sequence[str]]]
    after: Sequence[Sequence[str]]

    @property
    def blocks(self) -> Iterator[Sequence[str]]:
        yield from self.before
        for target in self.targets:
            yield from target
        yield from self.after


def source(text: str, second: str) -> Source:
    """A document's blocks; `second` is how the second target begins."""
    blocks = [[line.strip() for line in block.split("\n")] for block in re.split(r"\n\s*\n", text.strip())]
    end = next(at for at, block in enumerate(blocks) if block[0].startswith("Dear "))
    start = max(at for at, block in enumerate(blocks[:end]) if re.match(r"\d\.|\[image", block[-1])) + 1
    middle = next(at for at, block in enumerate(blocks) if block[0].startswith(second))
    return Source(blocks[:start], (blocks[start:middle], blocks[middle:end]), blocks[end:])


def inline(line: str) -> str:
    """A line as HTML."""
    html = ""
    at = 0
    for found in LINK.finditer(line):
        text, target = (found[1], found[2]) if found[1] else (found[3], found[3])
        html += escape(line[at : found.start()]) + f'<a href="{escape(target)}">{escape(text)}</a>'
        at = found.end()
    html += escape(line[at:])
    return re.sub(r"\*([^*]+)\*", r"<i>\1</i>", re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", html))


def as_html(document: Source, *, side_by_side: bool, style: str = "") -> str:
    def block(lines: Sequence[str]) -> str:
        joined = "<br>".join(map(inline, lines))
        return f"<h1>{joined}</h1>" if joined == "URGENT ACTION" else f"<p>{joined}</p>"

    columns = ["".join(map(block, target)) for target in document.targets]
    if side_by_side:
        table = "<table><tr>" + "".join(f"<td>{column}</td>" for column in columns) + "</tr></table>"
    else:
        table = "".join(columns)
    return (
        f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>"
        + "".join(map(block, document.before))
        + table
        + "".join(map(block, document.after))
    )


def as_word(document: Source, *, side_by_side: bool, lines_are_paragraphs: bool = False) -> bytes:
    made = word()

    def write(paragraph: Any, line: str) -> None:
        at = 0
        line = re.sub(r"\*", "", line)
        for found in LINK.finditer(line):
            paragraph.add_run(line[at : found.start()])
            text, target = (found[1], found[2]) if found[1] else (found[3], found[3])
            if target.startswith("http"):
                hyperlink(paragraph, text, target)
            else:
                paragraph.add_run(text)
            at = found.end()
        paragraph.add_run(line[at:])

    def block(holder: Any, lines: Sequence[str]) -> None:
        if lines == ["URGENT ACTION"]:
            made.add_heading("URGENT ACTION", 1)
            return
        paragraph = holder.add_paragraph()
        for number, line in enumerate(lines):
            if number and lines_are_paragraphs:
                paragraph.paragraph_format.space_after = 0
                paragraph = holder.add_paragraph()
            elif number:
                paragraph.add_run().add_break()
            write(paragraph, line)

    for lines in document.before:
        block(made, lines)
    cells = made.add_table(1, len(document.targets)).rows[0].cells if side_by_side else [made] * len(document.targets)
    for cell, target in zip(cells, document.targets, strict=True):
        for lines in target:
            block(cell, lines)
    for lines in document.after:
        block(made, lines)
    return saved(made)
