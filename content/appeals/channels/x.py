"""A post on X: short enough, seen by many (it does not begin with a handle), ending with whom it is to and the case."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, links
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import case, line, sentences, subject

LIMIT = 280
"""Weighted characters of a post; any link counts 23 (X's own rule, as twitter-text counts)."""
_MOST_HANDLES = 5
_LONGEST = 320  # characters looked at: hardly any weighs less than one


def compose(action: UrgentAction, target: Target, _own: Own) -> Appeal:
    """The post, and a link that opens X with it."""
    to = contacts.handles(target)[:_MOST_HANDLES]
    end = " ".join(one for one in (*to, case(action)) if one)
    text = f"{_text(action, lambda start: weight(f'{start} {end}') <= LIMIT)} {end}"
    return Appeal(
        channel=Channel.X,
        to=to,
        subject=subject(action),
        body=text,
        language=action.language,
        links=((Label.OPEN_X, links.post_on_x(text)),),
        copies=((Label.COPY_POST, text),),
    )


def weight(text: str) -> int:
    """How many characters X counts."""
    from twitter_text import parse_tweet

    counted: int = parse_tweet(text).weightedLength
    return counted


def _text(action: UrgentAction, fits: Callable[[str], bool]) -> str:
    """Whom it is about, then as many whole demands (or sentences of the summary) as fit; the first one cut if need be.

    The title stands in where there is neither.
    """
    asks = tuple(_ended(line(ask)) for ask in action.asks if line(ask))
    first, *more = asks or sentences(action.summary) or (line(action.title) or subject(action),)
    who = ", ".join(line(person.name) for person in action.people)
    text = first if not who or who in first else f"{who}: {first}"
    if text.startswith(("@", "＠")):
        text = f".{text}"
    if not fits(text):
        return _cut(text[:_LONGEST], fits)
    for one in more:
        if not fits(f"{text} {one}"):
            break
        text = f"{text} {one}"
    return text


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text.rstrip(',;:')}."


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of `text` that fits with "…" after it: whole words, or of one long word its letters."""
    borders = [at for at, character in enumerate(text) if character == " "]
    return _longest(text, borders, fits) or _longest(text, range(1, len(text)), fits)


def _longest(text: str, borders: Sequence[int], fits: Callable[[str], bool]) -> str:
    heads = [text[:at].rstrip(" ,;:.") + "…" for at in borders]
    number = bisect_left(heads, True, key=lambda head: not fits(head))
    while number and not fits(heads[number - 1]):  # a link that comes to be at a border weighs less than its letters
        number -= 1
    return heads[number - 1] if number else ""
