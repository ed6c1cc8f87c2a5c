"""What a document is in its case, and which in the row: told by its header, and by what it says about itself."""

import re
from collections.abc import Sequence

from content.action import Kind, Problem
from content.reading.fields.said import sentences, unclear, unquoted
from content.reading.headers import NUMBER
from content.reading.marks import fold, phrases
from content.reading.tables.outcomes import CLOSED, CONTINUES, OURS, OUTCOMES, THEIRS
from content.reading.tables.phrases import ACTIONS, NUMBERED, ORDINAL_ENDINGS, ORDINALS, SERIES, THIS_IS, UPDATES

_ORDINAL = rf"(?<!\w)(?:{'|'.join(ORDINALS)}|\d{{1,2}}\s?{ORDINAL_ENDINGS})(?!\w)"
_UPDATE = rf"\b{phrases(UPDATES)}\b"
_NTH_UPDATE = re.compile(
    rf"(?P<ordinal>{_ORDINAL})[\s-]+(?:(?:and )?(?:final|last|derniere|ultima)\s+)?{_UPDATE}"
    rf"|{_UPDATE}\s*\(?\s*{NUMBERED}\s?(?P<count>\d{{1,2}})(?![\d/.])"
)
_CALLED = phrases((*ACTIONS, *SERIES))
_HEADED = re.compile(rf"\W*(?P<lead>(?:{_ORDINAL}|{_UPDATE})[^.;]{{0,60}}?)\s*\b{_CALLED}\b\W*\w{{0,6}}\W*{NUMBER}")
_OF_ITSELF = re.compile(rf"\b{phrases(THIS_IS)}\b(?P<lead>[^.;]{{0,80}})")
_OUTCOME = re.compile("|".join(phrases((phrase,)) for phrase in OUTCOMES))
_CLOSED = re.compile("|".join(phrases((phrase,)) for phrase in CLOSED))
_CONTINUES = re.compile("|".join(phrases((phrase,)) for phrase in CONTINUES))
_OURS = re.compile(rf"\b{phrases(OURS)}\b")
_THEIRS = re.compile(rf"\b{phrases(THEIRS)}\b")


def kind(
    lead: str, said: Sequence[str], texts: Sequence[str], *, updated: bool, follows: bool, asks: bool,
    problems: list[Problem],
) -> tuple[Kind, int | None]:  # fmt: skip
    """The kind and the sequence.

    `lead` is what the header has before "UA", `said` the lines in which a document may speak of itself, `texts` all
    those in which it may say that nothing more is asked. `updated`: its heading calls it an update. `follows`: it names
    a document before it. `asks`: it has demands or a letter, and somebody to write to.
    """
    own, is_update = _told(fold(lead))
    stated = [_told(words) for words in _leads(said)]
    orders = {order for order, _ in stated if order is not None}
    if own is None and len(orders) == 1:
        own = orders.pop()
    elif orders - {own}:
        message = "The document says in two ways which one on its case it is: give the sequence (1 for the first)."
        problems.append(unclear("sequence", message))
    later = is_update or updated or follows or any(update for _, update in stated)
    if closes(texts, asks=asks):
        if asks:
            message = "The document says that no further action is requested, and yet asks for appeals: say which."
            problems.append(unclear("kind", message))
        return Kind.OUTCOME, own
    if own is None and not later:
        return Kind.FIRST, 1
    return (Kind.FIRST if own == 1 else Kind.UPDATE), own


def closes(texts: Sequence[str], *, asks: bool) -> bool:
    """Whether a text asks for no further action. What it quotes, or what the police said, closes nothing."""
    spoken = [" ".join(unquoted(fold(sentence)).split()) for sentence in sentences(texts)]
    if any(_CONTINUES.search(sentence) for sentence in spoken):
        return False
    for sentence in spoken:
        if _OUTCOME.search(sentence) and (_OURS.search(sentence) or not _THEIRS.search(sentence)):
            return True
    return not asks and any(_CLOSED.search(sentence) for sentence in spoken)


def _leads(said: Sequence[str]) -> list[str]:
    """The words, in lines and sentences, that say as which in a row a document comes."""
    found = []
    for line in said:
        folded = fold(line)
        if headed := _HEADED.match(folded):
            found.append(headed["lead"])
        found += [
            match["lead"] for match in _OF_ITSELF.finditer(folded) if re.search(rf"{_UPDATE}|{_CALLED}", match["lead"])
        ]
    return found


def _told(words: str) -> tuple[int | None, bool]:
    """The sequence that words before "UA" give, and whether they are about an update."""
    if update := _NTH_UPDATE.search(words):
        return _counted(update["ordinal"] or update["count"]) + 1, True  # the first update is the second document
    updated = re.search(_UPDATE, words) is not None
    ordinal = re.search(_ORDINAL, words)
    return (_counted(ordinal[0]) if ordinal else None), updated


def _counted(ordinal: str) -> int:
    return ORDINALS.get(ordinal) or int(re.findall(r"\d+", ordinal)[0])
