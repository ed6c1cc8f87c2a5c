"""The document's own line of names and pronouns becomes people."""

import re

from content.action import Person
from content.reading.lines import fold, phrases, unlinked
from content.reading.tables.labels import NOTHING, PRONOUNS, WITHHELD

_PIECES = re.compile(r"\([^()]*\)|\s*(?:[,;]|\s(?:and|et|&|-|–|—)(?=\s))\s*")
_GENDER = re.compile(r"m|f|h|m/f|f/m|h/f|male|female|homme|femme")
_WITHHELD = re.compile(rf"\b{phrases(WITHHELD)}\b")
_NOTHING = re.compile(phrases(NOTHING))
_ALL = re.compile(r"^(?:both|all|tous(?: les deux)?|toutes(?: les deux)?)\s+")


def people(text: str) -> tuple[Person, ...]:
    """Names with their pronouns, in the line's order. Nothing is made up: a name without pronouns has none.

    "A.S. (name withheld) (he, him)" is one person; "Jane Doe (she/her) and John Roe (he/him)" are two.
    """
    text = unlinked(text).strip(" .")
    if not text or _NOTHING.fullmatch(fold(text)):
        return ()
    found: list[Person] = []
    for name, remarks in _named(text):
        withheld = any(_WITHHELD.search(fold(words)) for words in [name, *remarks])
        pronouns = ", ".join(_ALL.sub("", remark) for remark in remarks if _is_pronouns(remark))
        kept = [f"({remark})" for remark in remarks if _says_more(remark)]
        found.append(Person(name=" ".join([name, *kept]), withheld=withheld, pronouns=pronouns))
    if found and re.search(r"\((?:both|all|tous|toutes)\b", fold(text)):
        found = [
            Person(name=person.name, withheld=person.withheld, pronouns=person.pronouns or found[-1].pronouns)
            for person in found
        ]
    return tuple(found)


def _named(text: str) -> list[tuple[str, list[str]]]:
    """Each name with the remarks after it, in brackets or between commas."""
    named: list[tuple[str, list[str]]] = []
    at = 0
    fresh = True  # the next words begin a new name
    for match in [*_PIECES.finditer(text), None]:
        words = text[at : match.start() if match else len(text)].strip()
        if words and named and (_is_pronouns(words) or _WITHHELD.search(fold(words))):
            named[-1][1].append(words)
        elif words and (fresh or not named):
            named.append((words, []))
            fresh = False
        elif words:
            named[-1] = (f"{named[-1][0]} {words}", named[-1][1])
        if match is None:
            break
        if match[0].startswith("("):
            if named:
                remark = match[0][1:-1].strip()
                named[-1][1].append(remark)
                fresh = not _says_more(remark)
        else:
            fresh = True
        at = match.end()
    return named


def _is_pronouns(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", _ALL.sub("", fold(text)))
    return bool(words) and all(word in PRONOUNS for word in words) and not _GENDER.fullmatch(fold(text))


def _says_more(remark: str) -> bool:
    folded = fold(remark)
    return bool(remark) and not (_is_pronouns(remark) or _WITHHELD.search(folded) or _GENDER.fullmatch(folded))
