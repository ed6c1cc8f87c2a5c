"""What the readers of fields share: sentences of a text, and words for a problem."""

import re
from collections.abc import Iterable

from content.action import Problem

_SENTENCE_END = re.compile(r"(?<=[.!?;])(?<!\b\d\.)(?<!\b\d\d\.)\s+|\n")
_QUOTED = re.compile(r"“[^“”]{0,400}”|\"[^\"]{0,400}\"|«[^«»]{0,400}»")


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of these texts, one by one; "1. Juni" ends none."""
    return [sentence.strip() for text in texts for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def unquoted(text: str) -> str:
    """The text without what it quotes."""
    return _QUOTED.sub(" ", text)


def short(text: str) -> str:
    """A printed fragment, as a problem's sentence can hold it."""
    return text if len(text) <= 60 else text[:59] + "…"


def unclear(field: str, message: str) -> Problem:
    return Problem(field=field, code="unclear", message=message)
