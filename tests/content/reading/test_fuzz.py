"""Damaged and mixed-up files of the corpus: each is read or is unreadable, and soon. Always the same examples."""

import re
import zipfile
from datetime import date
from io import BytesIO
from time import perf_counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.reading import Reading, Unreadable, read
from tests.content.reading.documents import making
from tests.content.reading.documents.shelf import Document, documents

File = tuple[Document, str]
FILES: list[File] = sorted(
    ((document, ending) for document in documents() for ending in document.made),
    key=lambda row: row[0].file(row[1]).as_posix(),
)
TEXTS = [(document, ending) for document, ending in FILES if ending in making.TEXTS]
WORDS = [(document, ending) for document, ending in FILES if ending == "docx"]
SLOWEST = 5.0
"""Seconds. Far above what a whole document takes: what is slower has found a pattern that runs away."""

JOINTS = (
    "", " ", "\n", "\n\n", "\f", "\t", "\u00a0", " I ", " | ", " / ", " ; ", " or ", ", ", "> ", "* ", "- ", "• ", "# ",
    "[", "](", ")", "<", "</p>", "<td>", "&#0;", "\ufeff", "\ufb01", "\u202e", ":", "\r", "=\n", "=C3", "@", "http://",
)  # fmt: skip
brief = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
fraction = st.floats(min_value=0, max_value=1, exclude_max=True)


def ends(content: bytes, today: date) -> None:
    began = perf_counter()
    try:
        found: object = read(content, today=today)
    except Unreadable as why:
        found = str(why)
    assert isinstance(found, Reading) or (isinstance(found, str) and len(found.splitlines()) == 1)
    assert perf_counter() - began < SLOWEST


def damaged(content: bytes, other: bytes, draw: st.DataObject) -> bytes:
    """Some bytes changed, then perhaps the end cut off, a block doubled, or another file's end put on."""
    changed = bytearray(content)
    for place, value in draw.draw(st.lists(st.tuples(fraction, st.integers(0, 255)), max_size=8)):
        changed[int(place * len(changed))] = value
    at, until = (int(place * len(changed)) for place in draw.draw(st.tuples(fraction, fraction)))
    match draw.draw(st.sampled_from(["as it is", "cut", "doubled", "spliced"])):
        case "cut":
            return bytes(changed[:at])
        case "doubled":
            return bytes(changed[:until] + changed[min(at, until) :])
        case "spliced":
            return bytes(changed[:at]) + other[int(until / max(1, len(changed)) * len(other)) :]
    return bytes(changed)


def mixed(text: str, other: str, draw: st.DataObject) -> str:
    """Lines of two documents glued, parted, doubled, left out, wrapped anew."""
    lines = re.split(r"(?<=\n)", text)
    at, until = (int(place * len(lines)) for place in draw.draw(st.tuples(fraction, fraction)))
    match draw.draw(st.sampled_from(["doubled", "left out", "moved", "spliced", "wrapped", "one line"])):
        case "doubled":
            lines[at:at] = lines[until : until + 30]
        case "left out":
            del lines[at : at + 20]
        case "moved":
            lines.append("".join(lines[at : at + 20]))
            del lines[at : at + 20]
        case "spliced":
            lines[at:] = re.split(r"(?<=\n)", other)[until:]
        case "wrapped":
            width = draw.draw(st.integers(12, 90))
            lines = [line[here : here + width] + "\n" for line in lines for here in range(0, len(line), width)]
        case "one line":
            lines = [line.replace("\n", draw.draw(st.sampled_from(JOINTS))) for line in lines]
    for place, joint in draw.draw(st.lists(st.tuples(fraction, st.sampled_from(JOINTS)), max_size=12)):
        here = int(place * len(lines))
        word = int(place * 7919) % (len(lines[here]) + 1) if lines else 0
        lines[here : here + 1] = [lines[here][:word] + joint + lines[here][word:]] if lines else [joint]
    return "".join(lines)


@given(st.sampled_from(FILES), st.sampled_from(FILES), st.data())
@settings(brief, max_examples=400)
def test_damaged_files(one: File, other: File, draw: st.DataObject) -> None:
    ends(damaged(making.content(*one), making.content(*other), draw), one[0].today)


@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.data())
@settings(brief, max_examples=500)
def test_mixed_up_texts(one: File, other: File, draw: st.DataObject) -> None:
    first, second = (making.content(*file).decode("utf-8", "replace") for file in (one, other))
    ends(mixed(first, second, draw).encode("utf-8", "replace"), one[0].today)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS), st.data())
@settings(brief, max_examples=120)
def test_word_files_whose_parts_are_damaged(one: File, other: File, draw: st.DataObject) -> None:
    out = BytesIO()
    parts, others = (zipfile.ZipFile(BytesIO(making.content(*file))) for file in (one, other))
    with parts as found, others as second, zipfile.ZipFile(out, "w") as made:
        for name in found.namelist():
            text = found.read(name)
            if name == "word/document.xml":
                text = mixed(text.decode(), second.read(name).decode(), draw).encode("utf-8", "replace")
            made.writestr(name, text)
    ends(out.getvalue(), one[0].today)
