"""Phrases: what stands around the facts in a letter and above a fax, one file a language.

To add a language: its file beside these, and a row in `_LANGUAGES`.
"""

from content.appeals.phrases.arabic import ARABIC
from content.appeals.phrases.english import ENGLISH
from content.appeals.phrases.french import FRENCH
from content.appeals.phrases.russian import RUSSIAN
from content.appeals.phrases.shape import Phrases
from content.appeals.phrases.spanish import SPANISH

__all__ = ["Phrases", "phrases"]

_LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ar": ARABIC, "ru": RUSSIAN}
_BARE = Phrases(
    greeting="{}",
    anybody="",
    ends=",",
    about="{}",
    asks="",
    closing="",
    signature="[…]",
    attention=ENGLISH.attention,
    topic=ENGLISH.topic,
    demands=r"(?!)",
)


def phrases(language: str) -> Phrases:
    """The phrases of a language, as `words.language` gives it.

    In one without a file a letter has nothing but the facts, and a fax has its lines in English.
    """
    return _LANGUAGES.get(language, _BARE)
