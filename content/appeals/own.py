"""Own: what somebody answered becomes a paragraph of their letter, with nothing added but capitals and full stops."""

import re
import unicodedata
from collections.abc import Sequence

from content.appeals.words import line

_FIRST = re.compile(r"[^\W_]")
_ENDED = re.compile(r"[.!?…。！？؟۔।॥։។။།][\"'”’»)\]）」』›]*$")
_LINK = re.compile(r"[\"'“‘«(]*(?:[a-z][a-z0-9+.-]*://|www\.)", re.IGNORECASE)
_FULL_STOPS = {
    "CJK": "。",
    "HIRAGANA": "。",
    "KATAKANA": "。",
    "DEVANAGARI": "।",
    "BENGALI": "।",
    "GURMUKHI": "।",
    "ORIYA": "।",
    "ETHIOPIC": "።",
    "ARMENIAN": "։",
    "KHMER": "។",
    "MYANMAR": "။",
    "TIBETAN": "།",
    "THAI": "",
    "LAO": "",
}
"""By the first word of a letter's name in Unicode. Every other script ends a sentence with "."."""
_DOTTED = ("tr", "az")
"""Languages whose i keeps its dot as a capital."""


def paragraph(answers: Sequence[str], language: str) -> str:
    """The paragraph made of typed answers, each becoming a whole sentence; `""` if nothing was typed.

    `language` (BCP 47) is the letter's. How much may be typed is for the conversation to say.
    """
    typed = (line(answer) for answer in answers)
    return " ".join(_sentence(one, language) for one in typed if _FIRST.search(one))


def _sentence(text: str, language: str) -> str:
    """With a capital at the beginning, where the script has any, and a full stop at the end, where there is none."""
    found = _FIRST.search(text)
    if found and not _LINK.match(text):
        text = text[: found.start()] + _capital(found[0], language) + text[found.end() :]
    return text if _ENDED.search(text) else f"{text.rstrip(' ,;:،؛、，；：-–—')}{_full_stop(text, language)}"


def _capital(letter: str, language: str) -> str:
    if letter == "i" and re.split("[-_]", language)[0].lower() in _DOTTED:
        return "İ"
    capital = letter.title()  # not `upper`: Georgian has capitals for headings alone
    return capital if len(capital) == 1 else letter


def _full_stop(text: str, language: str) -> str:
    last = next((character for character in reversed(text) if character.isalpha()), "")
    script = unicodedata.name(last, "").partition(" ")[0] if last else ""
    if script == "ARABIC" and re.split("[-_]", language)[0].lower() == "ur":
        return "۔"
    return _FULL_STOPS.get(script, ".")
