"""Which fonts print a text, and whether they print all of it: typst says nothing of what is missing, and sets a box.

A text is looked up cluster by cluster (a letter and the marks on it), as one font has to print the whole of a cluster.
"""

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:\\Windows\\Fonts",
)
"""Where a machine keeps its fonts."""
SHIPPED = ("NotoSerif", "NotoNaskhArabic")
"""The families beside this file, each with a regular and a bold font that print the same characters."""
_ASCII = frozenset(range(0x21, 0x7F))  # digits and stops that go with Latin letters: of the first family only
_HERE = Path(__file__).parent / "fonts"
_CJK = {"Hani": "Chinese", "Bopo": "Chinese", "Hira": "Japanese", "Kana": "Japanese", "Hang": "Korean"}
_COMMON = ("Zyyy", "Zinh", "Zzzz")
_SYMBOLS = ("NotoSansSymbols-Regular.ttf", "NotoSansSymbols2-Regular.ttf")
_JOINING = "\u200c\u200d\u200e\u200f"
_JOINER = "\u034f"
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_NAMED = 3


class Unprintable(ValueError):
    """A letter has characters that no font prints. The text says which, in one line for a person."""


@dataclass(frozen=True, slots=True)
class Font:
    """One font: `face` is its number in the file, `prints` the characters it is used for, as code points.

    `covers` is a regular expression of typst's that says so where it is not all that the font has. At least one font
    of a text must do without: where all have one, typst leaves out what none of them covers.
    """

    path: Path
    face: int
    prints: frozenset[int]
    covers: str = ""

    def has(self, cluster: str) -> bool:
        """Whether it prints the whole of a cluster; what joins or turns letters has no picture of its own."""
        return all(ord(character) in self.prints or character in _JOINING for character in cluster)


def visible(text: str) -> str:
    """`text` composed (NFC), without what has no picture: format characters other than those that join or turn letters,
    and the selectors of a variant. White space that fonts lack becomes a space.
    """
    return "".join(_seen(character) for character in unicodedata.normalize("NFC", text))


def fonts(texts: Iterable[str], tag: str) -> tuple[Font, ...]:
    """The fonts that print these (visible) texts in the language `tag`: those shipped, and as many of the machine's as
    are needed. First comes the one for most of it. Raises Unprintable if there are none for some of it.
    """
    chosen = _shipped()
    clusters = Counter(one for text in texts for one in _clusters(text))
    missing = {one for one in clusters if not any(font.has(one) for font in chosen)}
    for cluster in sorted(missing):
        if any(font.has(cluster) for font in chosen):
            continue
        found = next((font for name in _names(cluster) if (font := _installed(name, tag)) and font.has(cluster)), None)
        if found:
            chosen = (*chosen, found)
    missing = {one for one in missing if not any(font.has(one) for font in chosen)}
    if missing:
        raise Unprintable(_refusal(missing))
    return tuple(sorted(chosen, key=_shares(chosen[0], clusters), reverse=True))


def _shares(usual: Font, clusters: Counter[str]) -> Callable[[Font], int]:
    """How much of a text a font is wanted for: the usual one, unless most of the text is for others."""
    others = Counter({one: times for one, times in clusters.items() if not usual.has(one)})
    if others.total() * 2 <= clusters.total():
        return lambda font: int(font is usual)
    return lambda font: sum(times for one, times in others.items() if font.has(one))


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Zs" and character not in "\u00a0\u3000":
        return " "
    if category == "Cf":
        return character if character in _JOINING else ""
    return "" if character == _JOINER or character in _SELECTORS else character


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and (unicodedata.category(character).startswith("M") or character in _JOINING):
            cluster += character
            continue
        if cluster.strip():
            yield cluster
        cluster = character
    if cluster.strip():
        yield cluster


def _names(cluster: str) -> tuple[str, ...]:
    """The file names that a font for it may have, best first."""
    from fontTools.unicodedata import script, script_name

    code = script(cluster[0])
    if code in _CJK or unicodedata.east_asian_width(cluster[0]) in ("W", "F"):
        return ("NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", *_SYMBOLS)
    if code in _COMMON:
        return _SYMBOLS
    name = script_name(code).replace(" ", "").replace("_", "")
    return tuple(f"Noto{style}{name}-Regular.{kind}" for style in ("Serif", "Sans") for kind in ("ttf", "otf"))


def _refusal(missing: Iterable[str]) -> str:
    from fontTools.unicodedata import script, script_name

    scripts: dict[str, str] = {}
    signs: list[str] = []
    for cluster in sorted(missing):
        code = script(cluster[0])
        if code in _CJK:
            scripts[_CJK[code]] = "Noto CJK"
        elif code in _COMMON or any(font.has(cluster[0]) for font in _shipped()):
            signs.append(f"“{cluster}” ({_named(cluster)})" if cluster.isprintable() else _named(cluster))
        else:
            scripts[script_name(code)] = f"Noto Sans {script_name(code)}"
    if scripts:
        needed = " and ".join(dict.fromkeys(scripts.values()))
        which = " and ".join(scripts)
        has = f"The letter has {which} characters, and no font here prints them"
        return f"{has}: install {needed} fonts, or copy the text."
    shown = ", ".join(signs[:_NAMED]) + (", …" if len(signs) > _NAMED else "")
    return f"The letter has {shown}, and no font here prints it: take it out, or copy the text."


def _named(cluster: str) -> str:
    return ", ".join(unicodedata.name(one, "").lower() or f"U+{ord(one):04X}" for one in cluster)


@lru_cache(maxsize=1)
def _shipped() -> tuple[Font, ...]:
    fonts = [_read(_HERE / f"{family}-Regular.ttf", 0) for family in SHIPPED]
    return (fonts[0], *(replace(font, prints=font.prints - _ASCII, covers="[^!-~]") for font in fonts[1:]))


def _installed(name: str, tag: str) -> Font | None:
    path = _files(FOLDERS).get(name)
    return _read(path, _face(tag) if path.suffix == ".ttc" else 0) if path else None


@lru_cache(maxsize=4)
def _files(folders: tuple[str, ...]) -> dict[str, Path]:
    """The Noto fonts in these folders and below them, by name; the first of a name counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for place, _, names in os.walk(os.path.expanduser(folder)):  # noqa: PTH111 (leaves `~` where there is no home)
            for name in names:
                if name.startswith("Noto"):
                    found.setdefault(name, Path(place, name))
    return found


def _face(tag: str) -> int:
    """Which face of a Noto CJK collection (JP, KR, SC, TC, HK) draws the letters as that language has them."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] in ("ja", "ko"):
        return ("ja", "ko").index(parts[0])
    if "hk" in parts or parts[0] == "yue":
        return 4
    return 3 if {"hant", "tw", "mo"} & set(parts) else 2


@lru_cache(maxsize=32)
def _read(path: Path, face: int) -> Font:
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=face, lazy=True) as font:
        return Font(path=path, face=face, prints=frozenset(font.getBestCmap()))
