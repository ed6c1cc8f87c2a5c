"""Languages: which one to speak to somebody, which of several texts to show them, and what languages are called.

To add an interface language, add its tag here and its catalogue to `locales/`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

INTERFACE = ("en", "fr", "es", "ar", "ru")

_NEAR = 25  # langcodes' own default: Breton to French, say; enough to find one's way with buttons
_SAME = 10  # the same language written a little differently: what somebody can put their name to
_UNASKED = {("uk", "ru")}
"""Near as languages go, and still nothing to greet somebody in who has not asked for it."""

_LONGEST = 35  # characters of a tag: RFC 5646 asks for room for so many
_LONGEST_NAME = 60
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_NONE = frozenset({"und", "mul", "mis", "zxx", "art"})
"""Codes of no language in particular."""
_OF_A_COUNTRY = frozenset({"pt-BR", "fa-AF"})
"""Where the country makes it another language to its readers. Elsewhere the country is nothing we need to know."""


def known(tag: str) -> str:
    """The standard short tag for `tag`, a platform's guess (BCP 47, or whatever it sends); `"en"` if it is no language.

    It has at most 16 characters of `A-Za-z0-9-`. The script is in it where it is not the usual one, the country hardly
    ever, and `known(known(tag)) == known(tag)`.
    """
    return _standard(tag) or "en"


def find(said: str) -> str | None:
    """The tag of the language that somebody named, as `known` gives it; None if it is no language we know.

    Understood are tags, and names in English, in the language itself and in many another: "tr", "Türkçe", "turc".
    """
    text = " ".join(said.split())
    if not text or len(text) > _LONGEST_NAME or not text.isprintable():
        return None
    return _standard(text) or _named(text)


def interface(tag: str) -> str:
    """The best interface language for `tag` (BCP 47, or whatever a platform sends); `"en"` if none fits."""
    found = _closest(tag, INTERFACE, _NEAR)
    return "en" if found is None or (known(tag), found) in _UNASKED else found


def spoken(tag: str) -> bool:
    """Whether the interface speaks this very language, and not only a near one."""
    return _closest(tag, INTERFACE, _SAME) is not None


def best(wanted: str, available: Sequence[str]) -> str:
    """The one of `available` that a reader of `wanted` should get: theirs, else English, else the first.

    Raises ValueError if `available` is empty.
    """
    if not available:
        raise ValueError("no text in any language")
    texts = tuple(available)
    return _closest(wanted, texts, _SAME) or _closest("en", texts, _SAME) or texts[0]


def named(tags: Iterable[str], language: str) -> str:
    """The languages' names in `language`, as a list is written there: "English, French and Arabic"; `""` for none."""
    from babel.lists import format_list

    names = [name(tag, language) for tag in tags]
    return format_list(names, locale=locale(language)) if names else ""


@lru_cache(maxsize=2048)
def name(tag: str, language: str) -> str:
    """What the language `tag` is called in `language` (in English if that is unknown); `tag` itself if unknown.

    In itself, `name(tag, tag)`, it is called as its speakers do.
    """
    from babel import Locale
    from babel.core import UnknownLocaleError
    from langcodes import Language

    standard = _parsed(tag)
    if standard is None:
        return tag
    if tag == language:  # babel would keep all it knows in that language, for good: too much for each anybody asks for
        return Language.get(standard).autonym()
    for wanted in dict.fromkeys((locale(language), "en")):
        names = Locale.parse(wanted)
        found: str | None = names.languages.get(standard.replace("-", "_"))
        if found:
            return found
        try:
            found = Locale.parse(standard, sep="-").get_display_name(names)
        except (UnknownLocaleError, ValueError):
            continue
        if found:
            return found
    return Language.get(standard).display_name("en")


@lru_cache(maxsize=256)
def locale(language: str) -> str:
    """What babel calls a tag's rules and names, as `pt_BR`; those of English if it has none."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


def direction(language: str) -> str:
    """`"rtl"` if the language is written from right to left, else `"ltr"`."""
    from langcodes import Language

    standard = _parsed(language)
    script = None if standard is None else Language.get(standard).maximize().script
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


@lru_cache(maxsize=1024)
def _standard(tag: str) -> str | None:
    """The tag as short as its reader's language can be told by; None if it is no language."""
    from langcodes import Language

    parsed = _parsed(tag)
    if parsed is None:
        return None
    said = Language.get(parsed)
    language = said.language or "und"
    if language in _NONE or Language.get(language).language_name().startswith("Unknown language"):
        return None
    if f"{language}-{said.territory}" in _OF_A_COUNTRY and not said.script:
        return f"{language}-{said.territory}"
    script = said.script
    if script is None and said.territory:
        there = Language.make(language=language, territory=said.territory).maximize().script
        script = None if there == Language.get(language).maximize().script else there
    if script is None or not Language.make(language=language, script=script).is_valid():
        return language
    return f"{language}-{script}"


@lru_cache(maxsize=1024)
def _parsed(tag: str) -> str | None:
    """The tag in its standard spelling, whatever it says; None if it is none."""
    from langcodes import Language, standardize_tag

    if not tag or len(tag) > _LONGEST:
        return None
    try:
        return str(Language.get(standardize_tag(tag.replace("_", "-"), macro=True)))
    except ValueError:
        return None


def _named(said: str) -> str | None:
    import langcodes

    from content.reading.marks import fold
    from content.reading.tables.tongues import LANGUAGES

    for name in dict.fromkeys((said, " ".join(_BRACKETS.sub(" ", said).split()))):
        try:
            return _standard(LANGUAGES.get(fold(name)) or langcodes.find(name).to_tag())
        except (LookupError, ValueError):  # langcodes' own table of names stumbles over some characters
            continue
    return None


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
