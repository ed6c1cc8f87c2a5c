"""Advice on a letter with somebody's own words in it, before they send it. It never stops anybody.

To give one more kind: a member of `Advice`, a file here that finds what it is about, and a line in `advice`. Tables of
words are in `common.py` (what every letter has), `tone.py` and `private.py`.
"""

from collections.abc import Iterable
from enum import StrEnum

from content.action import Target, UrgentAction
from content.appeals import letter
from content.appeals.advice.asking import is_named, missing
from content.appeals.advice.document import Printed, is_wide, printed
from content.appeals.advice.names import completed, unprinted
from content.appeals.advice.private import told
from content.appeals.advice.tone import impolite
from content.appeals.letter import Parts
from content.appeals.words import language as language_of
from content.appeals.words import line, paragraphs

WORDS, CHARACTERS = 450, 3000
"""What a page holds; a character of those that are written without spaces takes the room of two."""
_LONGEST_DETAIL = 80
_MOST = 5
"""Details of one kind: more help nobody."""
_LONGEST_SIGNATURE = 120  # characters
_LONGEST_CLOSING = 6  # words
_SAME = 10  # as langcodes counts: the same language written a little differently
_NOUNS_IN_CAPITALS = ("de", "lb", "gsw")


class Advice(StrEnum):
    """What to look at, in English: a key for translation, with `%(detail)s` for what it is about."""

    WITHHELD = "This name is withheld to protect somebody, whatever the press says. Please leave out: %(detail)s"
    NAME = "The document does not print this name, and naming somebody can put them in danger: %(detail)s"
    UNNAMED = "Name whom it is about: %(detail)s. It shows that they are not forgotten."
    MISSING = "The letter does not seem to ask for this: %(detail)s"
    IMPOLITE = "A polite letter is read to its end. This may sound impolite: %(detail)s"
    PRIVATE = "The letter tells how to find you, which is better left out: %(detail)s"
    LANGUAGE = "The letter is not in a language that the addressee prefers."
    LONG = "The letter is longer than a page. A short one is sooner read."


def advice(text: str, action: UrgentAction, target: Target, *, language: str = "") -> tuple[tuple[Advice, str], ...]:
    """What to look at in `text`, a whole letter to `target` in which somebody's own words are; most important first.

    Each comes with a detail of at most 80 characters, `""` where there is none. `language` (BCP 47) is what the text
    is in, if that is known. What the document's own letter says is never held against anybody.
    """
    said = printed(action)
    ours = letter.parts(action, target)
    body, signature = _own(text, ours)
    own = f"{body}\n{signature}"
    found = [*_names(body, signature, action, said, language)]
    found += [(Advice.UNNAMED, name) for name in _unnamed(text, action, ours)]
    found += [(Advice.MISSING, ask) for ask in _missing(text, action, ours, language)]
    found += [(Advice.IMPOLITE, passage) for passage in impolite(own, said)]
    found += [(Advice.PRIVATE, passage) for passage in told(own, said)]
    if language and action.languages and not _is_among(language, action.languages):
        found.append((Advice.LANGUAGE, ""))
    if _is_long(text):
        found.append((Advice.LONG, ""))
    return tuple(_few(found))


def _names(
    body: str, signature: str, action: UrgentAction, said: Printed, language: str
) -> Iterable[tuple[Advice, str]]:
    completing: list[str] = []
    for person in action.people:
        if person.withheld:
            completing += completed(body, person, said)
            completing += [one for one in completed(signature, person, said) if " " in one]
    yield from ((Advice.WITHHELD, name) for name in completing)
    if (language or action.language).partition("-")[0] not in _NOUNS_IN_CAPITALS:
        for name in unprinted(body, action.people, said):
            if not any(name in one or one in name for one in completing):
                yield Advice.NAME, name


def _unnamed(text: str, action: UrgentAction, ours: Parts) -> list[str]:
    """The people, if the text names none of them; nobody if our own letter does not either."""
    letters = "\n".join(ours.paragraphs)
    people = [line(person.name) for person in action.people if is_named(letters, person)]
    return [] if any(is_named(text, person) for person in action.people) else people[:1]


def _missing(text: str, action: UrgentAction, ours: Parts, language: str) -> tuple[str, ...]:
    """The demands that are not there, if somebody wrote the whole letter: none of ours are gone from our own."""
    if set(ours.paragraphs) <= set(paragraphs(text)):
        return ()
    if language and not _is_among(language, (action.language,)):
        return ()
    return missing(text, letter.asked(action), language_of(action))


def _own(text: str, ours: Parts) -> tuple[str, str]:
    """The lines of `text` that are none of ours: those of the letter, and the few in which somebody signs."""
    known = {*ours.paragraphs, ours.salutation, ours.closing, ours.signature}
    lines: list[str] = []
    for paragraph in paragraphs(text):
        lines += [paragraph] if paragraph in known else paragraph.split("\n")
    end = max((at + 1 for at, one in enumerate(lines) if at > 1 and _is_closing(one, ours)), default=len(lines))
    if len(" ".join(lines[end:])) > _LONGEST_SIGNATURE or any(one[-1] in ".!?" for one in lines[end:]):
        end = len(lines)
    body, signature = (tuple(one for one in part if one not in known) for part in (lines[:end], lines[end:]))
    return "\n".join(body), "\n".join(signature)


def _is_closing(text: str, ours: Parts) -> bool:
    return text == ours.closing or (text.endswith((",", "،")) and len(text.split()) < _LONGEST_CLOSING)


def _is_long(text: str) -> bool:
    room = sum(2 if is_wide(character) else 1 for character in text)
    return len(text.split()) > WORDS or room > CHARACTERS


def _is_among(language: str, wanted: Iterable[str]) -> bool:
    from langcodes import tag_distance
    from langcodes.tag_parser import LanguageTagError

    for one in wanted:
        try:
            if tag_distance(language, one) <= _SAME:
                return True
        except LanguageTagError:  # what somebody typed as a language is none: nothing is known of it
            return True
    return False


def _few(found: Iterable[tuple[Advice, str]]) -> Iterable[tuple[Advice, str]]:
    counts: dict[Advice, int] = {}
    for kind, detail in dict.fromkeys((kind, _short(line(detail))) for kind, detail in found):
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _MOST:
            yield kind, detail


def _short(text: str) -> str:
    if len(text) <= _LONGEST_DETAIL:
        return text
    head = text[: _LONGEST_DETAIL - 1]
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,;:')}…"
