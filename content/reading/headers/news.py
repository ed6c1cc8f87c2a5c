"""What a header says has become of those whose names follow: "Released: Ana Prueba (f)", "Nouveau nom : Ben Test"."""

import re

from content.reading.marks import fold, phrases
from content.reading.tables.people import BEFORE_NEWS, NAMES_TOO, NEWS, NEWS_STEMS

_ENDING = r"(?:[aeo]|\([aeo]\))?s?(?:[(/](?:[aeo]s?|s)\)?)?"
_BEFORE = rf"(?:(?:{'|'.join(sorted(BEFORE_NEWS))})[ ]+){{0,3}}"
_NEWS = rf"{_BEFORE}(?:{phrases(NEWS)}|{phrases(NEWS_STEMS)}{_ENDING})(?!\w)"
_LABEL = re.compile(rf"(?:(?<=[\s;,.)])|^){_NEWS}[^\n:;,()]{{0,40}}?(?:\([^\n()]{{1,30}}\))?[ ]*:[ ]*", re.MULTILINE)
"""The words, and when or how: "Released on bail on 3 May:"."""
_BARE = re.compile(rf"^[ ]*(?!(?:{'|'.join(sorted(NAMES_TOO))})\b){_NEWS}[ ]+(?=[^\W\d_])", re.MULTILINE)


def is_news(line: str) -> bool:
    """Whether a line begins with such words and a colon."""
    return _LABEL.match(fold(line[:200])) is not None


def without_news(text: str) -> str:
    """The names without such words, each of whose lists begins a line; without a colon they stand above names only."""
    for pattern in (_LABEL, _BARE):
        at, kept = 0, ""
        for match in pattern.finditer(fold(text)):
            if pattern is _LABEL or text[match.end()].isupper():
                kept += text[at : match.start()].rstrip(" ") + "\n" * (match.start() > 0)
                at = match.end()
        text = kept + text[at:]
    return re.sub(r"\n{2,}", "\n", text).strip("\n")
