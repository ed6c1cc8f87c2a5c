"""Countries: the ISO 3166 code of what a person typed, and what a country is called in a language.

Names come from babel. To teach it one more way to say a country, add a line to `_ALSO`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

_LONGEST = 80  # no country's name is longer; what is costs time to compare
_CLOSE = 0.9

# Territories of babel that are no country of ISO 3166, besides XK (Kosovo), which people do live in.
_NO_COUNTRY = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])

# Two small letters that are more likely an answer ("no", "sí") than a code; in capitals they are codes.
_ANSWERS = frozenset({"no", "ne", "si"})

# Ways to say a country that are nobody's name for it in babel, as `_fold` leaves them.
_ALSO: Mapping[str, str] = {
    "AE": "uae; emirates; emirats",
    "BA": "bosnia; bosnie",
    "BO": "plurinational state of bolivia",
    "BY": "byelorussia",
    "CD": "drc; rdc; dr congo; rd congo; democratic republic of congo; republique democratique du congo; zaire",
    "CF": "car; rca; centrafrique",
    "CG": "republic of congo; republique du congo",
    "CI": "ivory coast",
    "CN": "prc; peoples republic of china",
    "CV": "cape verde",
    "CZ": "czech republic; republique tcheque",
    "DE": "federal republic of germany",
    "DO": "republique dominicaine; republica dominicana",
    "FM": "micronesia; micronesie",
    "FR": "french republic; republique francaise",
    "GB": (
        "uk; great britain; britain; england; scotland; wales; northern ireland; grande bretagne; angleterre; ecosse; "
        "pays de galles; irlande du nord; united kingdom of great britain northern ireland"
    ),
    "GR": "hellas; ellada",
    "HK": "hong kong",
    "IE": "eire",
    "IR": "islamic republic of iran",
    "KP": "dprk; democratic peoples republic of korea",
    "KR": "rok; republic of korea",
    "LA": "lao pdr; lao peoples democratic republic",
    "MK": "macedonia; macedoine",
    "MM": "burma; myanmar; birmanie",
    "MO": "macau; macao",
    "MU": "ile maurice",
    "MX": "mejico",
    "NL": "holland; hollande",
    "PS": "palestine; state of palestine; occupied palestinian territory",
    "RU": "russian federation; federation de russie",
    "ST": "sao tome",
    "SY": "syrian arab republic",
    "SZ": "swaziland",
    "TL": "east timor; timor oriental",
    "TR": "turkey",
    "TW": "republic of china",
    "TZ": "united republic of tanzania",
    "US": "usa; america; united states of america; etats unis damerique; amerique; states; eeuu",
    "VA": "vatican; holy see; saint siege",
    "VN": "viet nam",
}


def code(name: str, language: str = "en") -> str | None:
    """The ISO 3166 code of a country as a person typed it, or None.

    Understood are codes, its name in `language` (BCP 47), in English and in its own languages, and common other names.
    Case, accents and punctuation do not matter. A part of a name is no name ("Korea", "Congo"); a misspelt one is
    understood if it is close to one country only.
    """
    text = " ".join(name.split())
    if not text or len(text) > _LONGEST:
        return None
    letters = text.replace(".", "").replace(" ", "")
    if letters.upper() in _codes() and (letters.isupper() or letters.lower() not in _ANSWERS):
        return letters.upper()
    if letters.isupper() and letters in _long_codes():
        return _long_codes()[letters]
    folded = _fold(text)
    indexes = (_also(), _names(_known(language)), _names("en"), _own_names())
    for said in (folded, re.sub(r"^(?:\w+ ){0,2}(?:republic|kingdom) of ", "", folded)):
        for index in indexes:
            if said in index:
                return index[said]
    if not folded:
        return None
    known = {said: found for index in reversed(indexes) for said, found in index.items()}
    close = get_close_matches(folded, known, n=10, cutoff=_CLOSE)
    countries = {known[said] for said in close if not _only_in_part(folded, said)}
    return countries.pop() if len(countries) == 1 else None


def name(code: str, language: str) -> str:
    """What the country is called in `language` (in English if that is unknown); the code itself if it is none."""
    from babel import Locale

    country: str | None = Locale.parse(_known(language)).territories.get(code)
    return country if country and code in _codes() else code


def _only_in_part(typed: str, said: str) -> bool:
    """ "Dominican" is not Dominica, and "Virgin Islands" are not those of the United States."""
    ours, theirs = set(typed.split()), set(said.split())
    return typed.startswith(said) or ours <= theirs or theirs <= ours


def _fold(name: str) -> str:
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'’‘`.")
    words = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in text).split()
    while words and words[0] in ("the", "la", "le", "les", "el"):
        words = words[1:]
    words = [{"saint": "st", "sainte": "st"}.get(word, word) for word in words if word != "and"]
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


@lru_cache(maxsize=256)
def _known(language: str) -> str:
    """The babel locale of a BCP 47 tag; English if there is none."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return "en"


@cache
def _codes() -> frozenset[str]:
    from babel import Locale

    territories = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in territories if re.fullmatch("[A-Z]{2}", code)) - _NO_COUNTRY


@cache
def _long_codes() -> Mapping[str, str]:
    from babel.core import get_global

    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return {
        long: codes[0]
        for long, codes in aliases.items()
        if len(codes) == 1 and codes[0] in _codes() and re.fullmatch("[A-Z]{3}", long)
    }


@cache
def _also() -> Mapping[str, str]:
    return {_fold(said): code for code, names in _ALSO.items() for said in names.split("; ")}


@lru_cache(maxsize=32)
def _names(locale: str) -> Mapping[str, str]:
    from babel import Locale

    territories = Locale.parse(locale).territories
    return _index((code, name) for code, name in territories.items() if code in _codes())


@cache
def _own_names() -> Mapping[str, str]:
    return _index(_each_in_its_languages())


def _each_in_its_languages() -> Iterator[tuple[str, str]]:
    """Every country's code with its name in each of its own languages.

    babel keeps each locale it ever loaded, here 70 MB for good, so their files are read without it.
    """
    import pickle
    from pathlib import Path

    from babel.languages import get_official_languages
    from babel.localedata import exists, resolve_locale_filename

    spoken: dict[str, list[str]] = {}
    for code in _codes():
        for language in get_official_languages(code, de_facto=True):
            spoken.setdefault(language, []).append(code)
    for language, countries in spoken.items():
        if exists(language):
            data = pickle.loads(Path(resolve_locale_filename(language)).read_bytes())  # noqa: S301 (babel's own files)
            names = data.get("territories", {})
            yield from ((code, names[code]) for code in countries if code in names)


def _index(names: Iterator[tuple[str, str]]) -> Mapping[str, str]:
    """Folded names to codes, without those that could be two countries."""
    found: dict[str, set[str]] = {}
    for code, said in names:
        found.setdefault(_fold(said), set()).add(code)
    return {said: codes.pop() for said, codes in found.items() if said and len(codes) == 1}
