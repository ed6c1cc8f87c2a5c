"""A day as a person types it: 2026-05-12, 12.5., 12 May, May 12; without a year the next such day is meant."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from content.languages import interface, known, locale
from content.reading.marks import fold

_LONGEST = 60  # characters; what is longer is no day
_SHORTEST = 3
_YEARS = 9  # ahead, for the 29th of February
_DAY_FIRST = ("ar", "es", "fr", "ru")
"""Where nobody writes the month before the day: 5/6 is the 5th of June."""
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")  # digits of any script: int() reads them all
_DOTS = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.?(?: ?(?P<year>\d{4}))?")
_SLASHES = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?")
_NAMED = re.compile(
    r"(?:(?:until|till|jusqu'au|hasta|до|حتى) )?(?:(?:the|le|el) )?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)? (?:(?:of|de) )?(?P<month>[^\W\d]+)\.?"
    r"|(?P<named>[^\W\d]+)\.? (?P<after>\d{1,2})(?:st|nd|rd|th)?),?(?: (?:de )?(?P<year>\d{4})(?: г(?:\.|ода)?)?)?"
)


def day(said: str, language: str, *, after: date) -> date | None:
    """The day that is meant; None if none is, or two could be (5/6). Without a year the next one `after`."""
    text = " ".join(fold(said[: _LONGEST + 1]).split())
    if len(text) > _LONGEST:
        return None
    named = _NAMED.fullmatch(text)
    if named:
        month = _month(named["month"] or named["named"], language)
        return _day(named["year"], month, int(named["day"] or named["after"]), after) if month else None
    found = _ISO.fullmatch(text) or _DOTS.fullmatch(text) or _SLASHES.fullmatch(text)
    if found is None:
        return None
    numbers = (int(found["month"]), int(found["day"]))
    either = (
        {numbers, numbers[::-1]}
        if found.re is _SLASHES and known(language).partition("-")[0] not in _DAY_FIRST
        else {numbers}
    )
    days = {one for pair in either if (one := _day(found["year"], *pair, after))}
    return days.pop() if len(days) == 1 else None


def _day(year: str | None, month: int, day: int, after: date) -> date | None:
    for one in (int(year),) if year else range(after.year, after.year + _YEARS):
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if year or found > after:
            return found
    return None


def _month(said: str, language: str) -> int | None:
    """The one month whose name begins so; three letters at least."""
    found = {number for name, number in _months(language) if len(said) >= _SHORTEST and name.startswith(said)}
    return found.pop() if len(found) == 1 else None


@cache
def _months(language: str) -> Sequence[tuple[str, int]]:
    """The months' names in this language, in that of our words for it, and in English."""
    from babel.dates import get_month_names

    spoken = {"en", interface(language), locale(language)}
    names = [get_month_names("wide", form, one) for one in spoken for form in ("format", "stand-alone")]
    return tuple((fold(str(name)), number) for one in names for number, name in one.items())
