"""The clock: which time it is for a person, and how a moment is said in it.

Whoever has not told us their zone goes by the organization's, and every moment is then said with its city.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from content.places.zones import city
from handlers.visit import Visit

_WEEK = 7


def today(visit: Visit) -> date:
    """The day it is for this person."""
    return visit.turn.now.astimezone(ZoneInfo(visit.zone)).date()


def there(visit: Visit) -> str:
    """The time it is for this person, and where: "14:05 (Paris)"."""
    return f"{hour(visit, visit.turn.now)} ({city(visit.zone, visit.voice.language)})"


def hour(visit: Visit, moment: datetime, zone: str = "") -> str:
    """ "09:00", on the person's clock, or in `zone`."""
    return moment.astimezone(ZoneInfo(zone or visit.zone)).strftime("%H:%M")


def when(visit: Visit, moment: datetime, *, elsewhere: str = "") -> str:
    """ "today at 19:00", "on Monday at 09:00"; with the time in the zone `elsewhere`, if another's clock decided it."""
    day = moment.astimezone(ZoneInfo(visit.zone)).date()
    time = hour(visit, moment)
    ahead = (day - today(visit)).days
    if ahead == 0:
        said = visit.voice.label("today at %(time)s", time=time)
    elif ahead == 1:
        said = visit.voice.label("tomorrow at %(time)s", time=time)
    elif 1 < ahead < _WEEK:
        said = visit.voice.label("on %(weekday)s at %(time)s", weekday=_weekday(visit, day), time=time)
    else:
        said = visit.voice.label("on %(date)s at %(time)s", date=visit.voice.date(day), time=time)
    beside = [] if visit.here.zone else [_city_time(visit, visit.zone)]
    if elsewhere and hour(visit, moment, elsewhere) != time:
        beside.append(f"{hour(visit, moment, elsewhere)} {_city_time(visit, elsewhere)}")
    return f"{said} ({'; '.join(beside)})" if beside else said


def whose(visit: Visit) -> str:
    """ "Paris time", where that is not the person's own; else nothing."""
    return "" if visit.here.zone else _city_time(visit, visit.zone)


def name(visit: Visit, day: date) -> str:
    """A day on a button: "Today", "Tomorrow", "Mon, Mar 2"."""
    if day == today(visit):
        return visit.voice.label("Today")
    if day == today(visit) + timedelta(days=1):
        return visit.voice.label("Tomorrow")
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMEd", day, locale=visit.voice.language))


def _weekday(visit: Visit, day: date) -> str:
    from babel.dates import format_date

    return str(format_date(day, "EEEE", locale=visit.voice.language))


def _city_time(visit: Visit, zone: str) -> str:
    return visit.voice.label("%(city)s time", city=city(zone, visit.voice.language))
