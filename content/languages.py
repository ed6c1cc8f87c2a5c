"""Languages: which one to speak to somebody, which of several texts to show them, and what languages are called.

To add an interface language, add its tag here and its catalogue to `locales/`.
"""

from collections.abc import Sequence
from functools import lru_cache

INTERFACE = ("en", "fr")

_NEAR = 25  # langcodes' own default: Breton to French, say; enough to find one's way with buttons
_SAME = 10  # the same language written a little differently: what somebody can put their name to


def interface(tag: str) -> str:
    """The best interface language for `tag`, a platform's guess (BCP 47, or whatever it sends); `"en"` if none fits."""
    return _closest(tag, INTERFACE, _NEAR) or "en"


def best(wanted: str, available: Sequence[str]) -> str:
    """The one of `available` that a reader of `wanted` should get: theirs, else English, else the first.

    Raises ValueError if `available` is empty.
    """
    if not available:
        raise ValueError("no text in any language")
    texts = tuple(available)
    return _closest(wanted, texts, _SAME) or _closest("en", texts, _SAME) or texts[0]


def name(tag: str, language: str) -> str:
    """What the language `tag` is called in `language` (in English if that is unknown); `tag` itself if unknown."""
    from babel import Locale
    from babel.core import UnknownLocaleError
    from langcodes import standardize_tag

    for spoken in (language, "en"):
        try:
            standard = standardize_tag(tag)
            names = Locale.parse(spoken, sep="-")
            found = names.languages.get(standard.replace("-", "_"))
            found = found or Locale.parse(standard, sep="-").get_display_name(names)
        except (UnknownLocaleError, ValueError):
            continue
        if found:
            return found
    return tag


@lru_cache(maxsize=1024)
def _closest(tag: str, available: tuple[str, ...], distance: int) -> str | None:
    from langcodes import closest_match
    from langcodes.tag_parser import LanguageTagError

    if tag in available:
        return tag
    try:
        found, _ = closest_match(tag, available, max_distance=distance)
    except LanguageTagError:
        return None
    return found if found in available else None
