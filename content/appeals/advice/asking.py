"""Whether a letter names the people and asks for what the document asks for."""

import re
from collections.abc import Sequence

from content.action import Person
from content.appeals.advice.common import ALL, COMMON
from content.appeals.advice.document import fold, script, words

_STEM = 5
_FEWEST_SMALL = 2  # words, which other languages may share
_SHORTEST = 4  # letters of a word that counts, where words have spaces between them


def is_named(text: str, person: Person) -> bool:
    """Whether `text` names somebody by any part of their name, or by all of their initials.

    A name in a script that the text is not written in may stand there in the text's own: that is not looked for.
    """
    folded = fold(text)
    parts = re.findall(r"[^\W\d_]+", fold(person.name))
    if not parts or script(person.name) not in {script(word) for word in re.findall(r"[^\W\d_]+", text)}:
        return True
    if fold(person.name) in folded:
        return True
    whole = [part for part in parts if len(part) > 2]
    if whole:
        return any(re.search(rf"(?<!\w){_declined(part)}(?!\w)", folded) for part in whole)
    initials = r"\W*".join(map(re.escape, parts))
    return re.search(rf"(?<!\w){initials}(?!\w)", folded) is not None


def _declined(part: str) -> str:
    """A pattern for a part of a name, whose end may be another where names are declined."""
    stem = part[: max(3, len(part) - 2)] if script(part) == "CYRILLIC" else part
    return rf"{re.escape(stem)}\w{{0,3}}"


def missing(text: str, asks: Sequence[str], language: str) -> tuple[str, ...]:
    """Those of `asks`, written in `language`, of whose words that tell something `text` has less than half.

    None is missing from a text in another language: there it would have other words.
    """
    if _is_in_another(text, language):
        return ()
    said = frozenset(_stems(text))
    return tuple(ask for ask in asks if (wanted := frozenset(_stems(ask))) and 2 * _shared(wanted, said) < len(wanted))


def _shared(wanted: frozenset[str], said: frozenset[str]) -> int:
    return sum(any(one.startswith(stem) or stem.startswith(one) for one in _of(said, stem)) for stem in wanted)


def _of(said: frozenset[str], stem: str) -> Sequence[str]:
    return [one for one in said if one[:_SHORTEST] == stem[:_SHORTEST]]


def _stems(text: str) -> list[str]:
    """The beginnings of words that tell something: "released" and "release" are one."""
    found = (_bare(word) for word in words(text) if word not in ALL)
    return [word[:_STEM] for word in found if len(word) >= _SHORTEST or (len(word) == 2 and script(word) == "CJK")]


def _bare(word: str) -> str:
    """Without what Arabic writes at the beginning of a word: and, so, by, to, the."""
    return re.sub(r"^[وفبلك]?(?:ال)?(?=\w{3})", "", word) if script(word) == "ARABIC" else word


def _is_in_another(text: str, language: str) -> bool:
    """Whether the small words of a text are those of another of our languages."""
    found = words(text)
    counts = {one: sum(word in common for word in found) for one, common in COMMON.items()}
    own = counts.pop(language, 0)
    return max(counts.values()) > max(2 * own, _FEWEST_SMALL)
