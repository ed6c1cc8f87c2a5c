"""Zones: the clocks people of a country live by, and what they are called.

Zones are IANA names; which country has which is in tzdata's zone.tab. To have another city stand for its clock, put it
into its country's row of `_BEST_KNOWN`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from zoneinfo import ZoneInfo

# zone.tab goes by the map, and only then by how many live there. These come first, in this order.
_BEST_KNOWN: Mapping[str, str] = {
    "AU": "Australia/Sydney Australia/Brisbane Australia/Adelaide Australia/Perth Australia/Darwin",
    "BR": "America/Sao_Paulo America/Manaus America/Rio_Branco",
    "CA": "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax America/St_Johns "
    "America/Regina America/Whitehorse",
    "CL": "America/Santiago America/Punta_Arenas",
    "KI": "Pacific/Tarawa Pacific/Kiritimati",
    "MX": "America/Mexico_City America/Tijuana",
    "RU": "Europe/Moscow Europe/Kaliningrad Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Irkutsk "
    "Asia/Yakutsk Asia/Vladivostok",
    "UA": "Europe/Kyiv",
    "US": "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage "
    "Pacific/Honolulu",
    "UZ": "Asia/Tashkent",
}
# Kosovo has no code in ISO 3166, so no row in zone.tab: its clock is that of its neighbours.
_WITHOUT_ROW = {"XK": ("Europe/Skopje",)}
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Zone:
    """A clock: the zone of the best known city that goes by it, and those of `others` in the country."""

    name: str
    others: tuple[str, ...] = ()


def zones_of(country: str, now: datetime) -> tuple[Zone, ...]:
    """The different clocks of a country (ISO 3166), the best known first; nothing where there is none.

    Zones that show the same time all through the year from `now` are one.
    """
    return _clocks(country, now.astimezone(UTC).date()) if country in _zones() else ()


def city(zone: str, language: str) -> str:
    """What a zone's city is called in `language` (BCP 47; in English if that is unknown)."""
    from babel import Locale
    from babel.core import UnknownLocaleError, get_global

    standard: str = get_global("zone_aliases").get(zone, zone)
    for spoken in (language, "en"):
        try:
            cities = Locale.parse(spoken, sep="-").time_zones
        except (UnknownLocaleError, ValueError):
            continue
        if "city" in cities.get(standard, {}):
            return str(cities[standard]["city"])
    return standard.rpartition("/")[2].replace("_", " ")


def short(zone: str) -> str:
    """A word for the zone that fits into a button's payload and never changes: eight of [0-9a-f]."""
    return sha256(zone.encode()).hexdigest()[:8]


def by_short(country: str, word: str, now: datetime) -> str | None:
    """The zone of the country for which the word stands, whether or not it is the best known of its clock."""
    names = (name for clock in zones_of(country, now) for name in (clock.name, *clock.others))
    return next((name for name in names if short(name) == word), None)


@lru_cache(maxsize=512)
def _clocks(country: str, day: date) -> tuple[Zone, ...]:
    midnight = datetime.combine(day, time.min, UTC)
    year = [midnight + timedelta(days=days) for days in range(_YEAR)]
    clocks: dict[tuple[timedelta | None, ...], list[str]] = {}
    for name in _zones()[country]:
        there = ZoneInfo(name)
        clocks.setdefault(tuple(moment.astimezone(there).utcoffset() for moment in year), []).append(name)
    return tuple(Zone(names[0], tuple(names[1:])) for names in clocks.values())


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """Every country's zones, the best known first."""
    found: dict[str, list[str]] = {}
    for line in files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, name, *_ = line.split("\t")
            found.setdefault(country, []).append(name)
    return _WITHOUT_ROW | {
        country: tuple(dict.fromkeys([*_BEST_KNOWN.get(country, "").split(), *names]))
        for country, names in found.items()
    }
