"""PDF: the text in the order of reading, with its links.

`glyphs.py` draws the pages without painting, `rows.py` finds what stands side by side, `columns.py` the order of
reading, `carried.py` what goes on from page to page, `paragraphs.py` what belongs together. Only this package imports
pypdf.
"""

import io
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from content.reading.formats.pdf import columns, paragraphs, rows
from content.reading.formats.pdf.carried import carried
from content.reading.formats.pdf.columns import Line
from content.reading.formats.pdf.glyphs import Glyph, Pen, Place, links, turned
from content.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 50
"""Ours: an Urgent Action has two to four."""
_LIMITS = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 300_000,
}
"""pypdf's own, in bytes and operands, lowered from four times as much."""
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|página|p\.) ?)?[-–]? ?\d{1,3} ?[-–]?(?: ?(?:/|of|de|sur) ?(?P<of>\d{1,3}))?", re.IGNORECASE
)
_BROWSER = re.compile(r"(?:https?|file)://\S+\s+\d{1,3}/\d{1,3}|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?\b.*")
"""What browsers print above and below a page."""


def text(document: bytes) -> str:
    """The text of a PDF. Raises Unreadable for one that is locked, broken, a picture of text, or far too much."""
    from pypdf import apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote the document
    if b" obj" in document[document.rfind(b"%%EOF") + 1 :]:
        raise Unreadable("The PDF is cut short: download or save it again, and send it whole.")
    try:
        with apply_configuration(None, **_LIMITS):
            pages = _drawn(_opened(document))
    except Unreadable:
        raise
    except Exception:  # on broken files pypdf raises whatever Python raises: its errors.py says so
        raise Unreadable("The PDF is broken and cannot be read: save or print it as PDF again, or send DOCX.") from None
    lines = [columns.lines(rows.rows(page.glyphs, page.links, number)) for number, page in enumerate(pages)]
    if not any(lines):
        raise Unreadable("The PDF holds a picture of the text and no text (a scan): send the DOCX or PDF it came from.")
    kept = _without_furniture(lines, [page.height for page in pages])
    return paragraphs.text(carried(kept), [page.width for page in pages])


class _Page(NamedTuple):
    glyphs: list[Glyph]
    links: list[Place]
    width: float
    height: float


def _opened(document: bytes) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(document), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("The PDF is locked with a password: save it without one, and send that.")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable(f"The PDF has more than {MOST_PAGES} pages: send only the Urgent Action.")
    return reader


def _drawn(reader: "PdfReader") -> list[_Page]:
    pen = Pen()
    return [_Page(pen.page(page), list(links(page)), *turned(page)[1:]) for page in reader.pages]


def _without_furniture(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """The pages without their numbers, what a browser prints around them, and lines that run through all of them."""
    heads = [[line for line in page if line.base > 0.9 * height] for page, height in zip(pages, heights, strict=True)]
    feet = [[line for line in page if line.base < 0.1 * height] for page, height in zip(pages, heights, strict=True)]
    running = Counter(_same(line) for page in feet for line in page)
    kept: list[list[Line]] = []
    seen: set[str] = set()
    for page, head, foot in zip(pages, heads, feet, strict=True):
        dropped = [line for line in head if _same(line) in seen]
        dropped += [line for line in foot if running[_same(line)] > 1]
        dropped += [line for line in [*head, *foot] if _is_number(line, len(pages)) or _BROWSER.fullmatch(line.text)]
        seen.update(map(_same, head))
        kept.append([line for line in page if not any(line is gone for gone in dropped)])
    return kept


def _is_number(line: Line, pages: int) -> bool:
    """Whether a line is a page's number, and no Urgent Action's."""
    found = _PAGE_NUMBER.fullmatch(line.text)
    return found is not None and (found["of"] is None or int(found["of"]) == pages)


def _same(line: Line) -> str:
    """A line for comparing with another page's: its height and its text, without a page's number."""
    return f"{round(line.base / 4)} {re.sub(r'[0-9]+', '0', line.text)}"
