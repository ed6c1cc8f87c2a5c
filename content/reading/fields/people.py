"""The document's own line of names and pronouns becomes people; `subjects.py` reads the header's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from content.action import Person
from content.reading.marks import fold, phrases, unlinked
from content.reading.tables.people import AGES, ALL, GENDER_LABELS, GENDERS, NOBODY, PRONOUNS, WITHHELD
from content.reading.tables.phrases import NOTHING

_AND = {"es": "y|e|and|&", "": "and|et|&"}
_PIECES = {
    language: re.compile(rf"\([^()]*\)|\s*(?:[,;\n](?:\s*(?:{words})(?=\s))?|\s(?:{words}|-|–|—)(?=\s))\s*")
    for language, words in _AND.items()
}
_GENDER = re.compile(rf"(?:{ALL}\s+)?{phrases(GENDERS)}")
_GENDER_LABEL = re.compile(rf"(?<!\w){GENDER_LABELS}\s*(?:\(?[mfhx]\s?/\s?[mfhx]\)?)?\s*:.*")
_AGE = re.compile(AGES)
_WITHHELD = re.compile(rf"\b{phrases(WITHHELD)}\b")
NAMES_WITHHELD = re.compile(rf"\b(?:names|noms|nombres|identities|identites|identidades)\b.*\b{phrases(WITHHELD)}\b")
_FULL = re.compile(r"[^\W\d_]{2,}[^\W\d_]*\s(?:.*\s)?[^\W\d_]{2,}")
"""A name of two whole words: no initials."""
_NOTHING = re.compile(phrases(NOTHING))
_ALL = re.compile(rf"^{ALL}\s+")
_ON_ALL = re.compile(rf"\({ALL}\s")
_LABEL = re.compile(r"^(?:names?|noms?|nombres?)(?:\s*\(s\))?\s*:\s*")
_INITIAL = re.compile(r"(?:^|[ .])[^\W\d_]\.$")
_TRAILING = re.compile(r"(?:\s*:\s*|\s+)([^\W\d_]+(?:\s?/\s?[^\W\d_]+)+)$")


@dataclass(slots=True)
class Named:
    """A name as printed, and the remarks after it, in brackets or between commas."""

    name: str
    remarks: list[str] = field(default_factory=list)
    nicknames: list[str] = field(default_factory=list)

    @property
    def withheld(self) -> bool:
        return any(_WITHHELD.search(fold(words)) for words in (self.name, *self.remarks))

    @property
    def person(self) -> Person:
        pronouns = ", ".join(_ALL.sub("", remark) for remark in self.remarks if is_pronouns(remark))
        name = " ".join([self.name, *(f"({nickname})" for nickname in self.nicknames)])
        return Person(name=name, withheld=self.withheld, pronouns=pronouns)


def people(lines: Sequence[str], language: str = "en") -> tuple[Person, ...]:
    """Names with their pronouns, in the order of the label's lines. A name without pronouns has none.

    "A.S. (name withheld) (he, him)" is one person; "Jane Doe (she/her) and John Roe (he/him)" are two.
    """
    text = unlinked(listed([_without_gender(line) for line in lines])).strip()
    if not text or _NOTHING.fullmatch(fold(text).strip(" .")):
        return ()
    names = [one for one in named(text, language) if one.withheld or not is_remark(one.name)]
    withhold_all(names)
    found = [one.person for one in names]
    if found and _ON_ALL.search(fold(text)):
        pronouns = next((person.pronouns for person in reversed(found) if person.pronouns), "")
        found = [
            Person(name=person.name, withheld=person.withheld, pronouns=person.pronouns or pronouns) for person in found
        ]
    return tuple(found)


def listed(lines: Sequence[str]) -> str:
    """Names one below the other, as one list; a line that goes on with the one above stays with it."""
    names: list[str] = []
    open_brackets = 0
    for line in filter(None, lines):
        if names and (open_brackets > 0 or line[0] == "(" or line[0].islower() or names[-1][-1] in ",;"):
            names += [" ", line]
        else:
            names += ["; ", line]
        open_brackets += line.count("(") - line.count(")")
    return "".join(names[1:])


def named(text: str, language: str) -> list[Named]:
    """Each name of a list with its remarks."""
    found: list[Named] = []
    at = 0
    fresh = True  # the next words begin a new name
    for match in [*_PIECES.get(language, _PIECES[""]).finditer(text), None]:
        words = text[at : match.start() if match else len(text)].strip(" :")
        words = words if _INITIAL.search(words) else words.rstrip(".")
        trailing = _TRAILING.search(words)
        pronouns = trailing[1] if trailing and is_pronouns(trailing[1]) else ""
        words = words[: trailing.start()] if trailing and pronouns else words
        if words and found and (is_pronouns(words) or _is_about(found[-1].name, words)):
            found[-1].remarks.append(words)
        elif words and (fresh or not found):
            found.append(Named(words))
            fresh = False
        elif words:
            found[-1].name += f" {words}"
        if pronouns and found:
            found[-1].remarks.append(pronouns)
        if match is None:
            break
        fresh = not match[0].startswith("(") or _remark(found, match[0][1:-1].strip()) or fresh
        at = match.end()
    return found


def is_pronouns(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", _ALL.sub("", fold(text)))
    return bool(words) and all(word in PRONOUNS for word in words) and not _GENDER.fullmatch(fold(text))


def is_remark(words: str) -> bool:
    """Whether words beside a name are none themselves: an age, a trade, somebody's relatives, a group."""
    folded = fold(words)
    first = re.match(r"[^\W_]+", folded)
    return (
        _GENDER.fullmatch(folded) is not None
        or _AGE.fullmatch(folded) is not None
        or words[:1].isdigit()
        or (first is not None and first[0] in NOBODY and (words[:1].islower() or " " not in words))
        or (words[:1].islower() and not any(character.isupper() for character in words))
        or (words[:1].islower() and any(word in NOBODY for word in re.findall(r"[^\W\d_]+", folded)))
    )


def withhold_all(names: list[Named]) -> None:
    """Where "names withheld" stands behind the last of several: it is said of all, or of the initials among them."""
    for remark in [remark for one in names for remark in one.remarks if NAMES_WITHHELD.search(fold(remark))]:
        initials = [one for one in names if not _FULL.search(one.name)]
        for one in initials or names:
            one.remarks.append(remark)


def _is_about(name: str, words: str) -> bool:
    """Whether "name withheld" is said of the name before it: of initials, but not of a name given in full."""
    return _WITHHELD.search(fold(words)) is not None and not re.search(r"\(|[A-Z]\.", words) and not _FULL.search(name)


def _remark(found: list[Named], remark: str) -> bool:
    """Keep what is in brackets beside the last name. Whether a new name may begin after it."""
    if not found or not remark:
        return False
    pieces = [remark] if is_pronouns(remark) else [piece.strip() for piece in re.split(r"[,;]", remark)]
    if all(is_pronouns(piece) for piece in pieces):
        pieces = [remark]
    more = False
    for piece in filter(None, pieces):
        if is_pronouns(piece) or _WITHHELD.search(fold(piece)):
            found[-1].remarks.append(piece)
        elif not is_remark(piece):
            found[-1].nicknames.append(piece)
            more = True
    return not more


def _without_gender(line: str) -> str:
    folded = fold(line)
    label = _LABEL.match(folded)
    start = label.end() if label else 0
    end = _GENDER_LABEL.search(folded, start)
    return line[start : end.start() if end else len(line)].strip(" ,;")
