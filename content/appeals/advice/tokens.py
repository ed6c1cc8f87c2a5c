"""The words of a letter, each with what tells a name from other words: its capital, and where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.appeals.advice.common import ABBREVIATED, PARTICLES
from content.appeals.advice.document import fold

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s\b")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ]", re.IGNORECASE)
_END = re.compile(r"[.!?…:;؟。\n•\"“«„(\[—–]|- ")
_NAMED_BETWEEN = re.compile(r"[\s\u00a0]*[-‐\s\u00a0]?[\s\u00a0]*")
_AFTER_INITIAL = re.compile(r"\.?[\s\u00a0]*-?[\s\u00a0]*")
_OWNED = re.compile(r"['’ʼ]s?\b|[,”»)\"]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it stands.

    It `begins` a sentence, so that its capital says nothing; it is `near` the one before it, as the words of a name
    are; it `owns` what follows, or has a comma or a quote behind it; an `initial` is one letter that stands for a name.
    """

    text: str
    folded: str
    capital: bool
    begins: bool
    near: bool
    owns: bool
    initial: bool

    @property
    def acronym(self) -> bool:
        return 1 < len(self.text) <= 5 and self.text.isupper()


def tokens(text: str) -> tuple[Token, ...]:
    """All words of `text`, in order. Numbers are none, but part what stands around them."""
    plain = _ELISION.sub(lambda match: " " * len(match[0]), text)
    bare = _POSSESSIVE.sub("  ", plain)
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(bare):
        between = bare[end : match.start()]
        before = found[-1] if found else None
        short = before is not None and (before.initial or before.folded in ABBREVIATED)
        near = before is not None and (_AFTER_INITIAL if short else _NAMED_BETWEEN).fullmatch(between) is not None
        begins = before is None or (_END.search(between) is not None and not (short and near))
        word = match[0]
        alone = len(word) == 1 and not word.islower() and word not in ("I", "و")
        dotted = len(word) == 1 and bare[match.end() : match.end() + 1] == "."
        found.append(
            Token(
                text=word,
                folded=fold(word),
                capital=word[0].isupper() or word[0].istitle(),
                begins=begins,
                near=near and "\n" not in between,
                owns=_OWNED.match(plain, match.end()) is not None,
                initial=dotted or (alone and not begins),
            )
        )
        end = match.end()
    return tuple(found)


def runs(found: Sequence[Token]) -> list[list[Token]]:
    """Words in capitals that stand together, with the small words of names between them."""
    gathered: list[list[Token]] = []
    run: list[Token] = []
    for token in found:
        inside = run and token.near and (token.capital or token.folded in PARTICLES)
        if not inside:
            gathered.append(run)
            run = [token] if token.capital else []
        else:
            run.append(token)
    gathered.append(run)
    return [trimmed for one in gathered if (trimmed := _trimmed(one))]


def _trimmed(run: list[Token]) -> list[Token]:
    while run and not run[-1].capital:
        run = run[:-1]
    return run
