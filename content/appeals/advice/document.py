"""What a document prints, and words as they are compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from content.action import UrgentAction

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """All texts of a document: folded, as words of it, and those of its words that may stand in capitals."""

    text: str
    words: frozenset[str]
    capitals: frozenset[str]


@lru_cache(maxsize=64)
def printed(action: UrgentAction) -> Printed:
    """What `action` says anywhere. Acronyms and names may stand in capitals; a title all in them tells of none."""
    texts = tuple(_texts(action))
    prose = " ".join(one for one in texts if not one.isupper() or len(one.split()) < 4)
    text = fold(" ".join(texts))
    names = " ".join([person.name for person in action.people] + [target.name for target in action.targets])
    capitals = {fold(word) for word in _WORD.findall(prose) if len(word) > 1 and word.isupper()}
    capitals.update(_WORD.findall(fold(names)))
    return Printed(text=text, words=frozenset(_WORD.findall(text)), capitals=frozenset(capitals))


def fold(text: str) -> str:
    """Small letters without accents, vowel signs and typographic apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in decomposed if not unicodedata.combining(one) and one != "\u0640")
    return bare.replace("’", "'").replace("ʼ", "'")


def words(text: str) -> list[str]:
    """The folded words of `text`; of one that writes no spaces, every two neighbouring characters."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if is_wide(word[0]):
            found += [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
        else:
            found.append(word)
    return found


def is_wide(character: str) -> bool:
    """Whether a character takes the room of two, as those do which are written without spaces."""
    return unicodedata.east_asian_width(character) in "WF"


def script(text: str) -> str:
    """The script of the first letter, by the first word of its name in Unicode; `""` for none."""
    first = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
