"""Names in a letter that the document does not print, and any way it completes a name that is withheld."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from content.action import Person
from content.appeals.advice.common import ABBREVIATED, AFTER_A_NAME, ALL, IN_A_PLACE, PARTICLES, TITLES
from content.appeals.advice.document import Printed, fold, script
from content.appeals.advice.places import cities, is_of_a_place
from content.appeals.advice.sounds import sound
from content.appeals.advice.tokens import Token, runs, tokens

_CASED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
_KNOWN = ALL | TITLES | PARTICLES | ABBREVIATED
_VERBAL = re.compile(r"ing$|ly$|tions?$|ment$|ness$")
"""Ends of English and French words that begin a sentence; few names have them."""
_NOUN = re.compile(r"(?:[ts]ion|ment|ness|ity|ism|ante|mente|dad|cion|ость|ение|ание)s?$")
"""Ends of words that no name has."""


def unprinted(text: str, people: Iterable[Person], document: Printed) -> tuple[str, ...]:
    """Names of two words, or of one after a title or after somebody's name, that the document has nowhere.

    A word at the beginning of a sentence is part of a name only before another one. Languages that write all nouns
    with capitals are not for this.
    """
    found = tokens(text)
    named = {part for person in people for part in re.findall(r"[^\W\d_]+", fold(person.name))}
    before = {id(after): token for token, after in pairwise(found)}
    names: list[str] = []
    for run in runs(found):
        first = before.get(id(run[0]))
        if first is not None and first.folded in IN_A_PLACE and not run[0].begins:
            continue
        new = [token for token in run if _is_new(token, document)]
        if new and new[0].begins and (len(run) < 2 or run[1] not in new or len(new) > 2 or _opens(new[0])):
            new = new[1:]
        titled = first is not None and run[0].near and first.folded in TITLES
        titled = titled or any(token.folded in TITLES for token in run)
        if len(new) > 1 or (new and (titled or any(token.folded in named for token in run if token not in new))):
            names.append(_said(run[run.index(new[0]) - (run[0] is not new[0]) :]))
    return tuple(dict.fromkeys(names))


def completed(text: str, person: Person, document: Printed) -> tuple[str, ...]:
    """Every way in which a letter may complete a withheld name: "Aslan S.", "A. Sulimov", "Sulimov", for "A.S."."""
    parts = re.findall(r"[^\W\d_]+", person.name)
    letters = [part for part in parts if len(part) == 1]
    if not letters:
        return ()
    found = tokens(_without(text, parts))
    mixed = any(token.capital for token in found) and any(not token.text.isupper() for token in found)
    names = list(_whole(found, parts, document, mixed))
    wanted = frozenset().union(*(sound(letter) for letter in letters))
    for at, token in enumerate(found):
        if at and token.folded in cities() and found[at - 1].folded in IN_A_PLACE:
            continue
        if mixed and sound(token.text[0]) & wanted and _is_new(token, document) and not _opens(token):
            following = found[at + 1] if at + 1 < len(found) else None
            told = following is not None and (following.folded in AFTER_A_NAME or _goes_on(following, document))
            if not token.begins or token.owns or told or following is None:
                names.append(token.text)
    return tuple(one for one in dict.fromkeys(names) if not any(one != other and one in other for other in names))


def _whole(found: Sequence[Token], parts: Sequence[str], document: Printed, mixed: bool) -> Iterable[str]:
    """All parts of the name side by side, in any order that begins or ends with the last."""
    size = len(parts)
    for order in {tuple(parts), (*parts[-1:], *parts[:-1]), tuple(reversed(parts))}:
        for at in range(len(found) - size + 1):
            window = found[at : at + size]
            if size < 2 or not all(token.near for token in window[1:]):
                continue
            new = [token for token, part in zip(window, order, strict=True) if len(part) == 1 and len(token.text) > 1]
            if not new or not all(_fits(token, part) for token, part in zip(window, order, strict=True)):
                continue
            if _is_somebody(window, new, document, mixed):
                yield _said(window)


def _fits(token: Token, part: str) -> bool:
    if len(part) > 1:
        return token.folded[:4] == fold(part)[:4]
    return bool(sound(token.text[0]) & sound(part)) and (len(token.text) > 1 or token.initial)


def _is_somebody(window: Sequence[Token], new: Sequence[Token], document: Printed, mixed: bool) -> bool:
    said = " ".join(token.folded for token in window)
    if said in document.text:
        return False
    if len(new) < len(window):  # beside an initial, or a printed part, any word in a capital is a name
        cased = script(new[0].text) in _CASED and mixed
        if cased:
            return all(token.capital and (token.folded not in ALL or not token.begins) for token in new)
        return all(token.folded not in ALL for token in new)
    if mixed and len({token.capital for token in window}) > 1 and not window[0].begins:
        return False
    return all(
        len(token.text) > 2 and _is_unknown(token, document) and not _NOUN.search(token.folded) for token in window
    )


def _is_new(token: Token, document: Printed) -> bool:
    return token.capital and len(token.text) > 1 and not token.acronym and _is_unknown(token, document)


def _is_unknown(token: Token, document: Printed) -> bool:
    word = token.folded
    return word not in document.words and word not in _KNOWN and not is_of_a_place(word)


def _goes_on(token: Token, document: Printed) -> bool:
    return token.near and (token.initial or _is_new(token, document))


def _opens(token: Token) -> bool:
    return _VERBAL.search(token.folded) is not None and (token.begins or not token.near)


def _without(text: str, parts: Sequence[str]) -> str:
    """The text with what the document prints of a name masked: it is neither a word nor between sentences."""
    printed = r"(?:\.\s?|\s)".join(map(re.escape, parts))
    return re.sub(rf"(?<!\w){printed}(?!\w)\.?", lambda match: "\x01" * len(match[0]), text, flags=re.IGNORECASE)


def _said(window: Sequence[Token]) -> str:
    return " ".join(f"{token.text}." if token.initial else token.text for token in window)
