"""Which words of a block are a name, which an office, which an address; and where an embassy stands."""

import re
from collections.abc import Sequence
from functools import cache

from content.action import Target
from content.reading.lines import fold, phrases
from content.reading.tables.officials import (
    AMBASSADORS,
    CONNECTORS,
    DIPLOMATIC,
    FORWARDERS,
    HONORIFICS,
    INSTITUTIONS,
    OPENERS,
    PORTFOLIOS,
    PUBLISHERS,
    ROLES,
    STARTERS,
)
from content.reading.tables.places import CITIES, COUNTRIES

_HONORIFIC = re.compile(rf"(?:{phrases(HONORIFICS)}(?:\s+|(?<=')))+")
_SOMEBODYS_OFFICE = re.compile(r"'s?\s+(?:\w+\s+)?office\b|\b(?:office|house|palace)$")
_DIPLOMATIC = re.compile(rf"\b{phrases(DIPLOMATIC)}")
_FORWARDED = re.compile(rf"\b{phrases(FORWARDERS)}\s")
_AMBASSADOR = re.compile(AMBASSADORS)
_PUBLISHER = re.compile("|".join(PUBLISHERS))
_AFTER_A_CITY = frozenset({"", "dc", "d.c", "ny", "n.y", "ca", "il", "tx", "cedex", "city", "on", "qc", "bc", "act"})
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of the standard lists that are groups of countries, or none."""
_BEFORE_A_ROLE = re.compile(r",\s+|\s[-–—]\s")


def heads(lines: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The (name, role) pairs at the top of a block, and its other lines: the address.

    There are two where two officials share an address, and one with empty halves where only an institution is named.
    """
    rest = [part for line in lines[:3] for part in _apart(line)] + list(lines[3:])
    above: list[str] = []
    while len(rest) > 1 and is_institution(rest[0]) and any(begins_a_head(rest, at) for at in (1, 2)):
        above.append(rest.pop(0))
    found: list[tuple[str, str]] = []
    while rest and (not found or _is_another(rest)):
        name, role, used = _head(rest)
        if not used:
            break
        found.append((name, role))
        rest = rest[used:]
    return found, above + rest


def begins_a_head(lines: Sequence[str], at: int = 0) -> bool:
    """Whether an official is named at this line: by a role, or by a name with a role after or below it."""
    if at >= len(lines):
        return False
    line = lines[at]
    if is_role(line) or _role_after(line):
        return True
    return _is_name(line) and at + 1 < len(lines) and is_role(lines[at + 1])


def is_role(line: str) -> bool:
    """Whether a line begins with an office somebody holds, as "Minister of …"."""
    words = _words(_bare(line))
    if not words or is_institution(line):
        return False
    return words[0] in ROLES or (words[0] in STARTERS and any(word in ROLES for word in words[1:4]))


def is_institution(line: str) -> bool:
    """Whether a line names a house or an office rather than a person."""
    folded = fold(line)
    words = _words(_bare(line))
    if not words:
        return False
    if _SOMEBODYS_OFFICE.search(folded):
        return True
    second = words[1] if len(words) > 1 else ""
    if words[0] in INSTITUTIONS:
        return second not in ROLES
    return second in INSTITUTIONS and words[0] not in ROLES


def is_place(line: str) -> bool:
    """Whether a line is no more than a city or a country."""
    return _country_of(line) is not None


def is_publisher(lines: Sequence[str]) -> bool:
    return any(_PUBLISHER.search(fold(line)) for line in lines)


def is_diplomatic(target: Target) -> bool:
    """Whether a target is at an embassy, a consulate or a mission."""
    lines = [target.name, *target.address]
    if any(_DIPLOMATIC.search(fold(line)) and not _FORWARDED.search(fold(line)) for line in lines):
        return True
    others = any(is_institution(line) for line in lines)
    return _AMBASSADOR.match(fold(target.role)) is not None and not others


def country_of(address: Sequence[str]) -> str | None:
    """The ISO country an address is in, by the last country or city it names; None where it names none that is known.

    The words that name an embassy are passed over: they hold the country that sent it.
    """
    for line in reversed(address):
        for piece in reversed(line.split(",")):
            if _DIPLOMATIC.search(fold(piece)):
                continue
            if country := _country_of(piece):
                return country
    return None


def _head(lines: Sequence[str]) -> tuple[str, str, int]:
    """Name, role, and how many lines they take: 0 where neither is there."""
    line = re.sub(r"^(?:and|et|&)\s+", "", lines[0], flags=re.IGNORECASE) if len(lines[0]) < 200 else lines[0]
    below = lines[1] if len(lines) > 1 else ""
    if after := _role_after(line):
        return after[0], after[1], 1
    if is_role(line):
        role, name = _split(_bare(line))
        if not name:
            return (below, role, 2) if _is_name(below) else ("", role, 1)
        if is_role(below) and not _split(_bare(below))[1]:  # "Minister Jane Doe", and below it of what
            return name, below, 2
        return name, role, 1
    if is_institution(line) or not _is_name(line):
        return "", "", 0
    return (line, below, 2) if is_role(below) else (line, "", 1)


def _apart(line: str) -> list[str]:
    """An official and an address that are printed on one line."""
    pieces = re.split(r",\s+|\s(?=c/o\s)", line)
    for at, piece in enumerate(pieces[1:], start=1):
        if (re.search(r"\d", piece) or is_institution(piece) or piece.startswith("c/o ")) and begins_a_head(
            [", ".join(pieces[:at])]
        ):
            return [", ".join(pieces[:at]), ", ".join(pieces[at:])]
    return [line]


def _is_another(lines: Sequence[str]) -> bool:
    first = lines[0]
    if re.match(r"(?:and|et|&)\s", fold(first)):
        return begins_a_head([first.partition(" ")[2], *lines[1:2]])
    return is_role(first) and (bool(_split(_bare(first))[1]) or (len(lines) > 1 and _is_name(lines[1])))


def _role_after(line: str) -> tuple[str, str] | None:
    parts = _BEFORE_A_ROLE.split(line, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 and is_role(parts[1]) and _is_name(parts[0]) else None


def _split(line: str) -> tuple[str, str]:
    """A role and the name after it: "Minister of Interior Jane Doe". Without a name after it, the whole is the role."""
    words = line.split()
    at = 1
    while at < len(words):
        word, last = fold(words[at]).strip(".,"), fold(words[at - 1]).strip(".")
        goes_on = (
            word in ROLES
            or word in PORTFOLIOS
            or word in CONNECTORS
            or re.match(r"[ld]'", word)
            or last in CONNECTORS
            or last in OPENERS
            or (last in STARTERS and at == 1)
        )
        if not goes_on:
            break
        at += 1
    role, name = " ".join(words[:at]).rstrip(","), " ".join(words[at:])
    return (role, name) if _is_name(name) else (line, "")


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 8 or re.search(r"[\d@:/]", text):
        return False
    return words[0][0].isupper() and not (is_role(text) or is_institution(text) or is_place(text))


def _bare(line: str) -> str:
    match = _HONORIFIC.match(fold(line))
    return line[match.end() :] if match else line


def _words(line: str) -> list[str]:
    return [word.strip(".,()") for word in fold(line[:200]).split()]


def _country_of(text: str) -> str | None:
    folded = fold(text).strip(" .")
    if len(folded) > 80:
        return None
    if country := COUNTRIES.get(folded) or _countries().get(folded):
        return country
    words = [word for word in folded.split() if not re.search(r"\d", word)]
    place = " ".join(words).strip(" .")
    for length in (3, 2, 1):
        beginning = " ".join(words[:length])
        rest = place.removeprefix(beginning).strip(" .")
        if beginning in CITIES and rest in _AFTER_A_CITY:
            return CITIES[beginning]
    return None


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return {
        fold(name): code
        for language in ("en", "fr")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
