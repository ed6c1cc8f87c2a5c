"""Words that stand in capitals and name nobody: countries and their people, months, days."""

from collections.abc import Mapping
from functools import lru_cache

from content.appeals.advice.document import fold, words

_SPOKEN = ("en", "fr", "es", "ar", "ru")
_PEOPLE = ("n", "an", "ian", "ean", "ese", "ish", "i", "ien", "ienne", "ais", "aise", "ain", "aine", "no", "na", "s")
_SHORTEST = 4


def is_of_a_place(word: str) -> bool:
    """Whether a folded word is part of a country's name, says of which country something is, or names a time."""
    if word in _known():
        return True
    for end in _PEOPLE:
        stem = word.removesuffix(end)
        if stem != word and len(stem) >= _SHORTEST and _stems().intersection((stem, stem + "a", stem + "e")):
            return True
    return False


@lru_cache(maxsize=1)
def cities() -> frozenset[str]:
    """Words of the names of the cities that clocks are named after, folded."""
    from babel import Locale
    from babel.core import get_global

    zones: Mapping[str, str] = get_global("zone_territories")
    names = [zone.rpartition("/")[2].replace("_", " ") for zone in zones]
    for language in _SPOKEN:
        names += [zone.get("city", "") for zone in Locale.parse(language).time_zones.values()]
    return frozenset(word for name in names for word in words(name) if len(word) > 2)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    from babel import Locale

    found: set[str] = set()
    for language in _SPOKEN:
        locale = Locale.parse(language)
        for code, name in locale.territories.items():
            if len(code) == 2 or code.isdigit():
                found.update(words(name))
        for times in (locale.months["format"]["wide"], locale.days["format"]["wide"]):
            found.update(fold(name) for name in times.values())
    return frozenset(word for word in found if len(word) > 2)


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(word for word in _known() if len(word) > _SHORTEST)
