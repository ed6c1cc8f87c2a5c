"""Office: by which clock a target's office goes, what time it is there, and whether somebody is likely to answer."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from content.action import Target, UrgentAction
from content.appeals import contacts
from content.places import countries
from content.places.zones import zones_of
from content.rules.hours import WEEKEND, office_open


@dataclass(frozen=True, slots=True)
class Office:
    """`zone` is an IANA name, `here` the aware time there, `open` whether it is likely open then.

    `weekend` are its days off, as `date.weekday` counts them.
    """

    zone: str
    here: datetime
    open: bool
    weekend: frozenset[int] = WEEKEND


def office(action: UrgentAction, target: Target, now: datetime) -> Office | None:
    """The target's office at `now` (aware); None if nothing says in which country it is.

    An embassy goes by the clock and the week of where it stands, anybody else by those of the country in the address,
    else of the case's country. Of a country with several clocks it is the first: that of its capital, as a rule.
    """
    country = contacts.country(target) or countries.code(action.country, action.language)
    clocks = zones_of(country, now) if country else ()
    if not country or not clocks:
        return None
    zone, off = clocks[0].name, weekend(country)
    return Office(zone, now.astimezone(ZoneInfo(zone)), office_open(zone, now, weekend=off), off)


@cache
def weekend(country: str) -> frozenset[int]:
    """The days off of a country (ISO 3166), Monday being 0: Friday and Saturday in Egypt. Unicode's CLDR, by babel."""
    from babel import Locale
    from babel.core import UnknownLocaleError

    try:
        there = Locale.parse(f"und_{country}")
    except (UnknownLocaleError, ValueError):
        return WEEKEND
    first, last = there.weekend_start, there.weekend_end
    return frozenset((first + day) % 7 for day in range((last - first) % 7 + 1))
