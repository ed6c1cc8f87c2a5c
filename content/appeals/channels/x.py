"""Posts on X to choose from: short enough, seen by many (none begins with a handle), each ending with whom it is to.

To let posts ask a question of ours in one more language, add a row to `_QUESTIONS`.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter, links
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.phrases import phrases
from content.appeals.words import case, filled, language, line, sentences, subject

LIMIT = 280
"""Weighted characters of a post; any link counts 23 (X's own rule, as twitter-text counts)."""
POSTS = 3
"""Wordings to choose from, where the document's texts give as many."""
_MOST_HANDLES = 5
_WHO = 100  # weighted characters of names, or of the title that stands in for them
_LONGEST = 320  # characters looked at: hardly any weighs less than one
_PLAIN = re.compile(
    "[ -\u00a8\u00aa-\u00ad\u00af-\u10ff\u2010-\u201f…、。ぁ-ヿ㐀-鿿가-힣]*"
)  # no emoji, nothing joined
_LINK = re.compile(r"\.[^\s.]{2}|://")  # what could be one
_BULLETS = "-–—•*·▪■ "
_WORD = re.compile(r"\w+")

# What stands after a name or a title whatever its gender, number or case.
_QUESTIONS = {
    "en": "{}: I am not looking away. What will you do?",
    "fr": "{} : je ne détourne pas le regard. Qu’allez-vous faire ?",
    "es": "{}: no voy a mirar hacia otro lado. ¿Qué van a hacer ustedes?",
    "ar": "{}: لن أغضّ الطرف. ماذا ستفعلون؟",
    "ru": "{}: мне не всё равно. Что вы сделаете?",
}


def compose(action: UrgentAction, target: Target, _own: Own) -> Appeal:
    """The posts, for each a link that opens X with it, in their order."""
    to = contacts.handles(target)[:_MOST_HANDLES]
    posts = _posts(action, target, " ".join(one for one in (*to, case(action)) if one))
    return Appeal(
        channel=Channel.X,
        to=to,
        subject=subject(action),
        body=posts[0],
        language=action.language,
        posts=posts,
        links=tuple((Label.OPEN_X, links.post_on_x(post)) for post in posts),
        copies=tuple((Label.COPY_POST, post) for post in posts),
    )


def weight(text: str) -> int:
    """How many characters X counts."""
    if _PLAIN.fullmatch(text) and not _LINK.search(text) and unicodedata.is_normalized("NFC", text):
        return len(text) + sum(letter > "\u201f" for letter in text)  # as the parser says, which takes a millisecond
    from twitter_text import parse_tweet

    counted: int = parse_tweet(text).weightedLength
    return counted


def _posts(action: UrgentAction, target: Target, end: str) -> tuple[str, ...]:
    """The wordings, none of which says a sentence of another.

    Each begins with whom it is about unless its first sentence names them; of a case without people, the title comes
    last instead.
    """
    names = tuple(name for one in action.people if (name := line(one.name)))
    who = _short(", ".join(names) or line(action.title) or subject(action))
    posts: list[str] = []
    said = ""
    for texts in _sources(action, target, _QUESTIONS.get(language(action), ""), who):
        fresh = [one for one in texts if _words(one).strip() and _words(one) not in said]
        if not fresh:
            continue
        named = who in fresh[0] or (bool(names) and all(name in fresh[0] for name in names))
        lead = f"{who}: " if names and not named else ""
        ends = f"{_ended(who)} {end}" if line(action.title) and not names and not named else end
        text, taken = _text(fresh, lead, _room(ends))
        said += "".join(_words(one) for one in fresh[:taken])
        if f"{text} {ends}" not in posts:
            posts.append(f"{text} {ends}")
        if len(posts) == POSTS:
            break
    return tuple(posts) or (f"{_text([subject(action)], '', _room(end))[0]} {end}",)


def _sources(action: UrgentAction, target: Target, question: str, who: str) -> Iterator[tuple[str, ...]]:
    """What a post can be made of, in sentences, the best first: demands, facts, a question, and then what else there
    is. The letter asks where the document has no demands of its own.
    """
    demands = tuple(_ended(line(ask)) for ask in action.asks if line(ask))
    facts = sentences(action.summary)
    title = (_ended(line(action.title)),) if line(action.title) else ()
    paragraphs = letter.parts(action, target).paragraphs if action.letter else ()
    asking = _asking(paragraphs, phrases(language(action)).demands)
    yield demands or facts or title or (who,)
    yield facts if demands else asking
    if question:
        yield (filled(question, who), *(title if title and who not in title[0] else ()))
    yield from (asking, title, facts)
    yield from (sentences(text) for text in (*action.background, *paragraphs))


def _asking(paragraphs: Sequence[str], demands: str) -> tuple[str, ...]:
    """The sentences from where the last paragraph that asks does so; those of the last one if none is known to ask."""
    for place in reversed(range(len(paragraphs))):
        found = sentences(paragraphs[place])
        for number, one in enumerate(found):
            if re.search(demands, one.casefold()):
                after = (each for paragraph in paragraphs[place + 1 :] for each in sentences(paragraph))
                return (*found[number:], *(each.lstrip(_BULLETS) for each in after))
    return sentences(paragraphs[-1]) if paragraphs else ()


def _room(end: str) -> Callable[[str], bool]:
    return lambda start: weight(f"{start} {end}") <= LIMIT


def _text(texts: Sequence[str], lead: str, fits: Callable[[str], bool]) -> tuple[str, int]:
    """As many whole sentences as fit, and their number; the first one is cut if need be."""
    text = f"{lead}{texts[0]}"
    if text.startswith(("@", "＠")):
        text = f".{text}"
    if not fits(text):
        return _cut(text[:_LONGEST], fits), 1
    for number, one in enumerate(texts[1:], 1):
        if not fits(f"{text} {one}"):
            return text, number
        text = f"{text} {one}"
    return text, len(texts)


def _words(text: str) -> str:
    """The words alone, to find a text in another."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "؟", "。")) else f"{text.rstrip(',;:')}."


def _short(who: str) -> str:
    """Names (or a title) in what a post can spare: whole names, or of one long name its words."""

    def fits(text: str) -> bool:
        return weight(text) <= _WHO

    return who if fits(who) else _longest(who, _borders(who, ", "), fits) or _cut(who[:_LONGEST], fits)


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of `text` that fits with "…" after it: whole words, or of one long word its letters.

    Whole clauses where semicolons part them, unless that is less than half of it.
    """
    words = _longest(text, _borders(text, " "), fits) or _longest(text, range(1, len(text)), fits)
    clauses = _longest(text, _borders(text, "; "), fits, ".")
    return clauses if 2 * len(clauses) > len(words) else words


def _borders(text: str, border: str) -> list[int]:
    return [found.start() for found in re.finditer(border, text)]


def _longest(text: str, borders: Sequence[int], fits: Callable[[str], bool], mark: str = "…") -> str:
    heads = [text[:at].rstrip(" ,;:.") + mark for at in borders]
    number = bisect_left(heads, True, key=lambda head: not fits(head))
    while number and not fits(heads[number - 1]):  # a link that comes to be at a border weighs less than its letters
        number -= 1
    return heads[number - 1] if number else ""
