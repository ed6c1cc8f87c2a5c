"""Whether a letter tells how to reach or find the one who writes, which an official need not know."""

import re

from content.appeals.advice.document import Printed, fold

_EMAIL = re.compile(r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w/.-])(?:\+|00)?\(?\d[\d\s().‐–-]{6,20}\d(?![\w/])")
_CALLED = re.compile(
    r"(?:phone|mobile|whatsapp|telegram|signal|call me|text me|t[ée]l(?:[ée]phone)?|portable|m[óo]vil|тел|هاتف|جوال)"
    r"[^\d\n]{0,15}((?:\+|00)?\d[\d\s().-]{4,18}\d)",
    re.IGNORECASE,
)
_HOUSE = r"\b\d{1,5}(?:\s?(?:bis|ter|[a-d]))?,?\s+"
_STREETS = (
    _HOUSE
    + r"(?:[\w'’.-]+\s){0,4}?(?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|close|crescent|terrace)\b",
    _HOUSE + r"(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|route)\s+\w+",
    r"\b(?:rue|avenue|boulevard|chemin|allée|impasse|quai)\s+(?:[\w'’-]+\s){0,4}?\d{1,5}\b",
    r"\b(?:calle|avenida|avda\.?|plaza|paseo|carrera|camino)\s+(?:[\w'’.-]+,?\s){0,5}?(?:n[.ºo°]*\s?)?\d{1,5}\b",
    r"\b(?:ул\.?|улица|проспект|пр-т|переулок|пер\.|бульвар|набережная|шоссе)\s*(?:[\w.-]+,?\s){0,4}?(?:д(?:ом|\.)?\s?)?\d{1,5}",
    r"شارع\s+(?:\w+،?\s){0,5}?\d{1,5}|\d{1,5}،?\s+شارع\s+\w+",
    r"\b[\w-]+(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee)\s+\d{1,5}\b",
    r"\b(?:p\.?\s?o\.?\s?box|apartado(?: postal)?|b\.?p\.?|а/я)\s*(?:n[.ºo°]*\s?)?\d{2,6}\b",
)
_STREET = re.compile("|".join(f"(?:{street})" for street in _STREETS), re.IGNORECASE)
_FEWEST = 9
"""Digits of a number: a date has eight at most, with nothing before it."""
_AMOUNT = re.compile(r"\d{1,3}(?:[\s.]\d{3})+|(?:(?:19|20)\d\d[\s–-]*)+")
"""Thousands of something, or years."""


def told(text: str, document: Printed) -> tuple[str, ...]:
    """The addresses and numbers in `text` that the document does not print."""
    found = [match[0] for match in _EMAIL.finditer(text)]
    found += [match[0] for match in _NUMBER.finditer(text) if _is_number(match[0])]
    found += [match[1] for match in _CALLED.finditer(text)]
    found += [match[0] for match in _STREET.finditer(text)]
    new = [one.strip() for one in found if fold(one.strip()) not in document.text]
    return tuple(one for at, one in enumerate(new) if not any(one in other for other in new[:at]))


def _is_number(printed: str) -> bool:
    digits = sum(character.isdecimal() for character in printed)
    return _FEWEST <= digits <= 15 and not _AMOUNT.fullmatch(printed.strip())
