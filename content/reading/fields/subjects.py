"""The names printed in a document's header. What is not clearly a person's name is left out."""

import re

from content.action import Person
from content.reading.fields.people import NAMES_WITHHELD, Named, is_remark, named, withhold_all
from content.reading.headers.news import without_news
from content.reading.marks import fold, is_capitals, unlinked
from content.reading.tables.people import BESIDE, NOBODY, PARTICLES
from content.reading.tables.roles import ROLES

_ALIAS = re.compile(r"\b(?:alias|aka|a\.k\.a\.|(?:also )?known as|dite?|called|conocid[oa] como|connue? sous)\b.*")
_COUNTRY = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ' ()/-]+:\s*")
_NATIONALITY = re.compile(r"(?:ish|ese|ian|ean|ois|aise?|ienne?|ano|ana)$")
_BRACKETS = re.compile(r"\([^()]*\)")
_RULE = re.compile(r"[ ]*[-–—=_*~#.]{4,}")
_QUOTED = re.compile(r"[“‘\"'][^”’\"']{1,30}[”’\"']")
_GROUP = re.compile(r"^[ ]*(?P<name>[^\n(),;]{2,150})\((?P<remark>[^()]{2,80})\)", re.MULTILINE)
_ARTICLE = re.compile(r"(?:al|el|as|an|ash|ad|ul|d|l)['’-]")
_DESCRIBING = NOBODY | BESIDE
_LONGEST = 7
"""Words. Ours: longer names are rare, and longer lines without a comma are not names."""


def subjects(printed: str, country: str, language: str) -> tuple[Person, ...]:
    """The people of a header such as "TURKEY  Ana Prueba (f), librarian, aged 34 and Ben Test"."""
    text = unlinked(printed).strip(" :;–—-")
    if country and fold(text).startswith(fold(country)) and not text[len(country) : len(country) + 1].isalpha():
        text = text[len(country) :].strip(" .:;,–—-")
    text = _BRACKETS.sub(lambda brackets: " ".join(brackets[0].split()), text)
    text = without_news(_RULE.sub("", _COUNTRY.sub("", text)))
    capitals = is_capitals(re.sub(r"\([^()]*\)", "", text))
    found: list[Person] = []
    at = 0
    for group in [*filter(_withholds, _GROUP.finditer(text)), None]:
        names = named(text[at : group.start() if group else len(text)], language)
        withhold_all(names)
        for one in names:
            name = _stripped(one)
            if one.withheld and not _is_group(name):
                found.append(Person(name=name, withheld=True))
            elif _is_nickname(name, text) or (
                fold(name) != fold(country) and _is_name(name, first=not found, capitals=capitals)
            ):
                found.append(Person(name=name))
        if group:
            found.append(Person(name=group["name"].strip(), withheld=True))
            at = group.end()
    return tuple(found)


def given_away(people: tuple[Person, ...], header: tuple[Person, ...]) -> str:
    """The full name a header prints of somebody whose name is withheld elsewhere, or ""."""
    for person in people:
        letters = re.findall(r"(?<![^\W_])([^\W\d_])(?=\.|$|\s)", person.name) if person.withheld else []
        for other in header:
            words = [word for word in re.findall(r"[^\W\d_]+", other.name) if word[0].isupper()]
            whole = len(words) > 1 and all(len(word) > 1 for word in words)
            if whole and letters and [word[0] for word in words] == letters and not other.withheld:
                return other.name
    return ""


def _withholds(group: re.Match[str]) -> bool:
    """Whether a line is of a group whose names are withheld: "Two women and a boy of San Ejemplo (names withheld)"."""
    return _is_group(group["name"]) and NAMES_WITHHELD.search(fold(group["remark"])) is not None


def _is_nickname(name: str, printed: str) -> bool:
    """Whether a name in quotation marks is all that is known of somebody: it begins a line."""
    return (
        _QUOTED.fullmatch(name) is not None and re.search(rf"^\s*{re.escape(name)}", printed, re.MULTILINE) is not None
    )


def _stripped(one: Named) -> str:
    """The name without what people do or are to each other: "his brother Ben Test"."""
    words = _ALIAS.sub("", one.name).strip(" ,").split()
    if one.withheld:
        return " ".join(words)
    while len(words) > 1 and words[0].islower() and fold(words[0]) in _DESCRIBING and words[1] not in PARTICLES:
        words.pop(0)
    return " ".join(words)


def _is_name(name: str, *, first: bool, capitals: bool) -> bool:
    plain = _QUOTED.sub(" ", name)
    words = plain.split()
    folded = [fold(word).strip(".,'") for word in words]
    if not 1 <= len(words) <= _LONGEST or re.search(r"[\d:/@]", plain) or is_remark(name):
        return False
    if any(word in NOBODY for word in folded) or "of" in folded or folded[0] in ROLES:
        return False
    if any(not _may_be_of_a_name(word) for word in words) or not any(word[0].isupper() for word in words):
        return False
    if len(words) == 1:  # "Mahmut", but not what stands beside a name: "librarian" in capitals, "Kurdish"
        return first or not (capitals or _NATIONALITY.search(folded[0]))
    return True


def _may_be_of_a_name(word: str) -> bool:
    start = word.lstrip("“‘\"'(")[:1]
    return start.isupper() or start == "_" or fold(word) in PARTICLES or _ARTICLE.match(word) is not None


def _is_group(words: str) -> bool:
    folded = fold(words).split()
    return len(folded) > 1 and (folded[0].isdigit() or folded[0] in NOBODY or folded[-1] in NOBODY)
