"""Where an address is: the country or city it ends with, and whether a house there stands for another country."""

import re
from collections.abc import Sequence
from functools import cache

from content.reading.marks import fold, phrases
from content.reading.tables.officials import DIPLOMATIC, FORWARDERS
from content.reading.tables.places import AFTER_A_CITY, CITIES, COUNTRIES, POSTCODES

_DIPLOMATIC = re.compile(rf"\b{phrases(DIPLOMATIC)}")
_FORWARDED = re.compile(rf"\b{phrases(FORWARDERS)}\s")
_POSTCODES = [(country, re.compile(pattern)) for country, pattern in POSTCODES.items()]
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of the standard lists that are groups of countries, or none."""


def is_place(line: str) -> bool:
    """Whether a line is no more than a city or a country."""
    return _country_of(line) is not None


def is_embassy(line: str) -> bool:
    """Whether a line names an embassy, a consulate or a mission, and not only as a house that passes letters on."""
    folded = fold(line)
    return _DIPLOMATIC.search(folded) is not None and not _FORWARDED.search(folded)


def country_of(address: Sequence[str]) -> str | None:
    """The ISO country an address is in, by the last country, city or postcode it names; None where none is known.

    The words that name an embassy are passed over: they hold the country that sent it.
    """
    for line in reversed(address):
        for piece in reversed(re.split(r",|\s[-–]\s|;", line)):
            if _DIPLOMATIC.search(fold(piece)):
                continue
            if country := _country_of(piece):
                return country
        for country, pattern in _POSTCODES:
            if pattern.search(line.rstrip(" .,")):
                return country
    return None


def country_at(words: Sequence[str], at: int) -> int:
    """How many of these folded words, from `at` on, are a country's name: 0 for none."""
    for length in range(min(6, len(words) - at), 0, -1):
        name = " ".join(words[at : at + length]).strip(" .,")
        if name in COUNTRIES or name in _countries():
            return length
    return 0


def _country_of(text: str) -> str | None:
    folded = fold(text).strip(" .")
    if len(folded) > 80:
        return None
    if country := COUNTRIES.get(folded) or _countries().get(folded):
        return country
    if country := CITIES.get(folded):
        return country
    words = [word for word in folded.split() if not re.search(r"\d", word)]
    place = " ".join(words).strip(" .")
    for length in (4, 3, 2, 1):
        beginning = " ".join(words[:length]).strip(" .")
        rest = place.removeprefix(beginning).strip(" .")
        if beginning in CITIES and rest in AFTER_A_CITY:
            return CITIES[beginning]
    return None


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return {
        fold(name): code
        for language in ("en", "fr", "es")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
