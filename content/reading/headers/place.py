"""The country and the names below the number: "TURKEY  Ana Prueba (f), aged 34"."""

import re
from functools import cache

from content.reading.headers.news import is_news
from content.reading.marks import fold, is_capitals
from content.reading.tables.around.openings import COUNTRIES

_GENDER = re.compile(r"\((?:m|f|h|m/f|f/m|h/f|male|female)\)|\((?:both|all|tous|toutes|ambos|todos) (?:m|f|h)\b")
_CAPITALS = re.compile(
    r"[A-ZÀ-ÞŒŞİ][A-ZÀ-ÞŒŞİ.'’/& -]{1,80}?(?=[\s:,–—-]*(?:[A-ZÀ-ÞŒŞİ][a-zß-ÿœşığ]|[\"“'‘]|\d|[a-z]|$))"
)
_GOES_ON = re.compile(r"(?:\s(?:AND|ET|Y|/|&)\s+|\s?/\s?)[A-ZÀ-Þ]{2}")
_SEPARATED = re.compile(r"\s*[:–—-]?\s*")


def is_country(text: str) -> bool:
    """Whether the text is the name of a country in one of the languages documents or their pages are in."""
    folded = _plain(text)
    return 0 < len(folded) <= 80 and (
        folded in COUNTRIES or all(part.strip() in COUNTRIES | _names() for part in folded.split("/"))
    )


def country(line: str, *, alone: bool) -> tuple[str, str] | None:
    """The country a line begins with and what stands after it, or None.

    With `alone` the country must be all of it, or people must stand beside it: the line may be a title else.
    """
    line = line[:600]
    if is_country(line):
        return line.strip(" .:"), ""
    match = _CAPITALS.match(line)
    named = _known(line)
    if named and not alone and _GOES_ON.match(line[len(named) :]):
        named = ""  # "ISRAEL AND THE …": the capitals say how far it goes
    if named:
        rest = _SEPARATED.sub("", line[len(named) :], count=1)
        if not alone or is_people(rest) or (line[len(named) : len(named) + 1] == ":" and not is_capitals(rest)):
            return named.strip(" :"), rest
        return None
    before, colon, behind = line.partition(":")
    if colon and is_country(before) and is_people(behind):
        return before.strip(), behind.strip()
    if match is None or alone or len(match[0].strip(" :-–(")) < 3:
        return None
    rest = _SEPARATED.sub("", line[match.end() :], count=1)
    return match[0].strip(" :,-–"), rest


def is_people(text: str) -> bool:
    """Whether a line names people, as the headers do: with "(m)" or "(f)" behind the name, or "Released:" before it."""
    return _GENDER.search(fold(text[:600])) is not None or (is_news(text) and text[-1] not in ".!?")


def are_names(text: str) -> bool:
    """Whether a short line may be names alone: words with a capital letter, not all in capitals."""
    words = re.findall(r"[^\W\d_]+", text)
    named = sum(word[0].isupper() for word in words)
    return 2 <= len(words) <= 20 and 2 * named > len(words) and not is_capitals(text) and text[-1] not in ".:!?"


def _known(line: str) -> str:
    """The longest known country in capitals at the beginning of a line, which the next word may be glued to."""
    ends = [match.end() for match in re.finditer(r"[A-ZÀ-ÞŒŞİ)](?=[^\w]|$|[A-ZÀ-ÞŒŞİ][a-zß-ÿœşığ])", line[:80])]
    for end in reversed(ends):
        if is_country(re.sub(r"\s*\([^()]*\)$", "", line[:end])) and is_capitals(line[:end].partition("(")[0]):
            rest = line[end:]
            bracket = re.match(r"\s*\((?!(?:m|f|h)\))[A-Za-zÀ-ÿ ]{2,40}\)(?=\s)", rest)
            return line[: end + (bracket.end() if bracket else 0)]
    return ""


def _plain(text: str) -> str:
    return " ".join(fold(text[:120]).replace("&", "and").strip(" .:,").split())


@cache
def _names() -> frozenset[str]:
    from babel import Locale

    return frozenset(
        _plain(name)
        for language in ("en", "fr", "es", "de")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    )
