"""The letter itself, which post, e-mail, fax and forms carry: always in the action's language, never translated here.

What stands around the facts is in `phrases/`, a file for each language.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.action import Target, UrgentAction
from content.appeals.appeal import OURS, Own
from content.appeals.phrases import Phrases, phrases
from content.appeals.words import filled, language, line, paragraphs, prose, sentences

_KEPT = "،，、！：!"
"""Marks at the end of a printed salutation that stay, whatever the letter's language: those of another script."""
_BULLET = re.compile(r"[-–—•*·▪■]\s")
_PIECES = re.compile(r";\s+(?=\S)|؛\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A letter in its parts. A paragraph of one's own goes before paragraph `place` (counted from 0).

    `signature` is a line to be written over: who signs, and from where; `""` in a letter that somebody wrote whole.
    """

    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: str
    place: int


def parts(action: UrgentAction, target: Target, own: Own = OURS) -> Parts:
    """The letter to `target` in its parts; a paragraph of one's own is among them, before those that ask.

    Where somebody wrote the whole letter it has nothing but their paragraphs.
    """
    whole = paragraphs(own.letter)
    if whole:
        return Parts(salutation="", paragraphs=whole, closing="", signature="", place=len(whole))
    said = phrases(language(action))
    ours = _ours(action, said)
    place = _place(ours, said)
    added = prose(own.paragraph)
    closing = line(action.letter.closing) if action.letter else ""
    return Parts(
        salutation=salutation(action, target),
        paragraphs=(*ours[:place], *([added] if added else []), *ours[place:]),
        closing=closing or said.closing,
        signature=said.signature,
        place=place,
    )


def text(action: UrgentAction, target: Target, own: Own = OURS) -> str:
    """The whole letter to `target`: salutation, paragraphs, closing, and a line for who writes."""
    made = parts(action, target, own)
    lines = (made.salutation, *made.paragraphs, made.closing, made.signature)
    return "\n\n".join(one for one in lines if one)


def salutation(action: UrgentAction, target: Target) -> str:
    """How the letter begins, ending with a comma or what its language has there: the target's own salutation as
    printed, else the sample letter's if that is meant for this target (the first, or the only one without its own),
    else one made of role or name.
    """
    said = phrases(language(action))
    printed = line(target.salutation)
    if not printed and action.letter and _is_the_letters(action, target):
        printed = line(action.letter.salutation)
    if not printed:
        printed = filled(said.greeting, line(target.role) or line(target.name)) or said.anybody
    bare = printed.rstrip(" ,.:;")
    if not bare or bare[-1] in _KEPT + said.ends:
        return bare
    end = printed[len(bare) :].strip()[:1]
    return bare + (end if end and end in said.ends else said.ends[0])


def asked(action: UrgentAction) -> tuple[str, ...]:
    """What the letter asks for, each on its own: the document's demands, else the sentences of the sample letter by
    which its last demanding paragraphs ask."""
    asks = tuple(line(ask) for ask in action.asks if line(ask))
    if asks or action.letter is None:
        return asks
    said = phrases(language(action))
    ours = _ours(action, said)
    start, end = _demanding(ours, said)
    found: list[str] = []
    for paragraph in ours[start:end]:
        if _BULLET.match(paragraph):
            found.append(line(_BULLET.sub("", paragraph, count=1)))
            continue
        demands = [one for one in sentences(paragraph) if _demands(one, said) and not one.endswith((":", "："))]
        found += [piece.strip() for one in demands for piece in _PIECES.split(one)]
    return tuple(found)


def _ours(action: UrgentAction, said: Phrases) -> tuple[str, ...]:
    sample = tuple(found for one in action.letter.paragraphs if (found := prose(one))) if action.letter else ()
    return sample or tuple(one for one in _from_asks(action, said) if one)


def _from_asks(action: UrgentAction, said: Phrases) -> tuple[str, ...]:
    people = line(", ".join(person.name for person in action.people))
    asks = [f"- {line(ask)}" for ask in action.asks if line(ask)]
    return (
        filled(said.about, people),
        prose(action.summary) or prose(action.title),
        "\n".join([said.asks, *asks]).strip() if asks else "",
    )


def _place(ours: Sequence[str], said: Phrases) -> int:
    """Before the demands, but after a first paragraph, and never between what introduces a list and the list."""
    start, end = _demanding(ours, said)
    if start:
        return start
    return end if len(ours) > 1 and _BULLET.match(ours[1]) else min(1, len(ours))


def _demanding(ours: Sequence[str], said: Phrases) -> tuple[int, int]:
    """The last paragraphs that ask for something; the last one where none is known to."""
    asking = [bool(_BULLET.match(one)) or any(_demands(each, said) for each in sentences(one)) for one in ours]
    if not any(asking):
        return max(len(ours) - 1, 0), len(ours)
    end = len(asking) - asking[::-1].index(True)
    start = end - 1
    while start > 0 and asking[start - 1]:
        start -= 1
    return start, end


def _demands(sentence: str, said: Phrases) -> bool:
    return re.search(said.demands, sentence.casefold()) is not None


def _is_the_letters(action: UrgentAction, target: Target) -> bool:
    without = [one for one in action.targets if not line(one.salutation)]
    return target in action.targets[:1] or without == [target]
