"""The letter itself, which post, e-mail, fax and forms carry: always in the action's language, never translated here.

To let letters without a sample be framed in one more language, add a row to `_FRAMES`.
"""

from dataclasses import dataclass

from content.action import Target, UrgentAction
from content.appeals.appeal import OURS, Own
from content.appeals.words import filled, language, line, prose


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the facts. `greeting` takes role or name where the language can greet without a gender."""

    greeting: str
    anybody: str
    about: str
    asks: str
    closing: str
    signature: str


_FRAMES = {
    "en": _Frame(
        greeting="Dear {}",
        anybody="Dear Sir or Madam",
        about="I am writing to you about {}.",
        asks="These are my requests:",
        closing="Yours sincerely,",
        signature="[Your name, town and country]",
    ),
    "fr": _Frame(
        greeting="Madame, Monsieur",
        anybody="Madame, Monsieur",
        about="Je vous écris au sujet de {}.",
        asks="Voici mes demandes :",
        closing="Veuillez agréer l’expression de ma haute considération.",
        signature="[Vos nom, ville et pays]",
    ),
}
_BARE = _Frame(greeting="{}", anybody="", about="{}", asks="", closing="", signature="[…]")


def salutation(action: UrgentAction, target: Target) -> str:
    """How the letter begins, ending with a comma: the target's own salutation as printed, else the sample letter's
    if that is meant for this target (the first, or the only one without its own), else one made of role or name.
    """
    printed = target.salutation
    if not line(printed) and action.letter and _is_the_letters(action, target):
        printed = action.letter.salutation
    if not line(printed):
        frame = _frame(action)
        whom = line(target.role) or line(target.name)
        printed = filled(frame.greeting, whom) or frame.anybody
    bare = line(printed).rstrip(" ,.:;")
    return bare if not bare or bare[-1] in "،，、" else f"{bare},"


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
    """The letter to `target` in its parts; a paragraph of one's own is among them, before those that ask."""
    frame = _frame(action)
    if own.letter:
        whole = tuple(prose(one) for one in own.letter.split("\n\n") if prose(one))
        return Parts(salutation="", paragraphs=whole, closing="", signature="", place=len(whole))
    letter = action.letter
    sample = tuple(found for one in letter.paragraphs if (found := prose(one))) if letter else ()
    paragraphs = sample or tuple(one for one in _from_asks(action, frame) if one)
    place = max(len(paragraphs) - 1, min(1, len(paragraphs)))
    added = prose(own.paragraph)
    closing = line(letter.closing) if letter else ""
    return Parts(
        salutation=salutation(action, target),
        paragraphs=(*paragraphs[:place], *([added] if added else []), *paragraphs[place:]),
        closing=closing or frame.closing,
        signature=frame.signature,
        place=place,
    )


def text(action: UrgentAction, target: Target, own: Own = OURS) -> str:
    """The whole letter to `target`: salutation, paragraphs, closing, and a line for who writes."""
    made = parts(action, target, own)
    lines = (made.salutation, *made.paragraphs, made.closing, made.signature)
    return "\n\n".join(one for one in lines if one)


def _is_the_letters(action: UrgentAction, target: Target) -> bool:
    without = [one for one in action.targets if not line(one.salutation)]
    return target in action.targets[:1] or without == [target]


def _from_asks(action: UrgentAction, frame: _Frame) -> tuple[str, ...]:
    people = line(", ".join(person.name for person in action.people))
    asks = [f"- {line(ask)}" for ask in action.asks if line(ask)]
    return (
        filled(frame.about, people),
        prose(action.summary) or prose(action.title),
        "\n".join([frame.asks, *asks]).strip() if asks else "",
    )


def _frame(action: UrgentAction) -> _Frame:
    return _FRAMES.get(language(action), _BARE)
