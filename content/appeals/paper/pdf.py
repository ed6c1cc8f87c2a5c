"""The letter and the fax of an appeal, set by typst from `layout.typ` with the fonts beside it.

What is said reaches typst as data, never as its markup; nothing depends on the machine but scripts that are not
shipped. The address stands in the field of DIN 5008 form B, for the window of a DIN lang envelope.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter
from content.appeals.appeal import OURS, Own, Unreachable
from content.appeals.paper import words
from content.appeals.paper.glyphs import Unprintable, fonts, visible
from content.appeals.words import subject

if TYPE_CHECKING:
    from typst import Compiler

_LAYOUT = Path(__file__).parent / "layout.typ"
_UNBROKEN = re.compile(r"[^\s\u0700-\U0010ffff]{36,}")
_BREAK = "\u200b"
_TURNED = re.compile(r"(?<!\w)(?:(?:[A-Za-z\u00c0-\u024f]\. ?)+(?!\w)|\+\d[\d ()/-]*\d)")
"""Initials and numbers as they are dialled, which would stand the wrong way round in a text from right to left."""
_RIGHT_TO_LEFT = ("R", "AL")
_Sheet = Mapping[str, object]

PAPER = frozenset({Channel.POST, Channel.FAX})
"""The channels that go out on paper."""


def printed(action: UrgentAction, target: Target, channel: Channel, *, today: date, own: Own = OURS) -> bytes:
    """The PDF for one of the channels in `PAPER`. Raises as `letter_pdf` does."""
    make = fax_pdf if channel is Channel.FAX else letter_pdf
    return make(action, target, today=today, own=own)


def letter_pdf(action: UrgentAction, target: Target, *, today: date, own: Own = OURS) -> bytes:
    """The letter to `target` as PDF, for a window envelope; on one page where it can be.

    Who writes fills in their address, the place, and their name by hand. Raises Unreachable if the target has no
    address and Unprintable if there is no font for some of the letter. Safe to call from any thread.
    """
    to = contacts.address(target)
    if not to:
        raise Unreachable("this target cannot be reached by post")
    return _printed(action, {**_sheet(action, target, today, own), "address": _passage(to)})


def fax_pdf(action: UrgentAction, target: Target, *, today: date, own: Own = OURS) -> bytes:
    """The letter to `target` as PDF to be faxed; above it for whose attention, the number, how many pages, subject.

    Raises as `letter_pdf` does.
    """
    numbers = contacts.faxes(target)
    if not numbers:
        raise Unreachable("this target cannot be reached by fax")
    said = words.cover(action)
    labels = (said.attention, said.number, said.pages, said.subject)
    sheet = _sheet(action, target, today, own)
    cover = {
        "cover": [_passage([one]) for one in labels],
        "attention": _passage([contacts.addressee(target)]),
        "number": _passage(numbers),
    }
    return _printed(action, {**sheet, **cover, "address": None})


def _sheet(action: UrgentAction, target: Target, today: date, own: Own) -> _Sheet:
    parts = letter.parts(action, target, own)
    about = visible(subject(action))
    passages = [one.split("\n") for one in (parts.salutation, *parts.paragraphs) if one]
    usual = _direction("".join(line for lines in passages for line in lines))
    return {
        "title": words.title(action),
        "dir": usual,
        "date": visible(words.dated(today, action.language)),
        "subject": _passage([about], usual),
        "passages": [_passage(one, usual) for one in passages],
        "closing": _passage([parts.closing], usual) if parts.closing else None,
        "hint": _passage([parts.signature.strip("[]… ")], usual),
    }


def _passage(lines: Iterable[str], usual: str = "ltr") -> dict[str, object]:
    """Lines as the layout takes them, with the direction in which they are read; `usual` is that of the letter."""
    shown = [visible(one) for one in lines]
    direction = _direction("".join(shown), usual)
    if direction == "rtl":
        shown = [_TURNED.sub("\u200e\\g<0>\u200e", one) for one in shown]
    return {"lines": [_BREAK.join(_pieces(one)) for one in shown], "dir": direction}


def _pieces(text: str) -> list[str]:
    """`text` cut wherever a line may end in it that typst would not end: inside a word too long for any line."""
    within = [range(found.start() + 1, found.end()) for found in _UNBROKEN.finditer(text)]
    cuts = [at for word in within for at in word if not unicodedata.category(text[at]).startswith("M")]
    return [text[start:end] for start, end in pairwise((0, *cuts, len(text)))]


def _direction(text: str, usual: str = "ltr") -> str:
    """`"rtl"` or `"ltr"`: as most of its letters are read, else the usual one."""
    strong = [found for one in text if (found := unicodedata.bidirectional(one)) in ("L", *_RIGHT_TO_LEFT)]
    left = strong.count("L") * 2 - len(strong)
    return usual if not left else "ltr" if left > 0 else "rtl"


def _printed(action: UrgentAction, sheet: _Sheet) -> bytes:
    """The sheet as PDF/UA-1, a standard that also refuses what a font does not print, should our own look miss it."""
    from typst import TypstError

    chosen = fonts(_texts(sheet), action.language)
    press = _press(tuple(dict.fromkeys(str(font.path.parent) for font in chosen)))
    tag = action.language.replace("_", "-").split("-")
    data = {
        **sheet,
        "lang": tag[0].lower() if re.fullmatch(r"[A-Za-z]{2,3}", tag[0]) else "und",
        "region": next((one.upper() for one in tag[1:] if re.fullmatch(r"[A-Za-z]{2}", one)), ""),
        "fonts": [
            {"name": press.families[font.path, font.face], "covers": font.covers}
            for font in chosen
            if (font.path, font.face) in press.families
        ],
    }
    try:
        with press.lock:  # a compiler that is busy refuses the next thread
            made = press.compiler.compile(sys_inputs={"letter": json.dumps(data)}, pdf_standards="ua-1")
    except TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        raise Unprintable("The letter has characters that no font here prints: copy the text.") from None
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _texts(value: object) -> Iterator[str]:
    """Every text in a sheet."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler that knows some folders' fonts; `families` are typst's names for them, by file and number in it."""

    compiler: "Compiler"
    lock: Lock
    families: Mapping[tuple[Path, int], str]


@lru_cache(maxsize=8)
def _press(folders: tuple[str, ...]) -> _Press:
    from typst import Compiler, Fonts

    known = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
    compiler = Compiler(_LAYOUT, root=_LAYOUT.parent, font_paths=known, ignore_system_fonts=True)
    families = {(Path(font.path), font.index): font.family for font in known.fonts() if font.path}
    return _Press(compiler, Lock(), families)
