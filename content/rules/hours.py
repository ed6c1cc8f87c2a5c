"""Hours: when a person is left in peace, when an office answers, and when "tonight" is, each in their own time.

Zones are IANA names; moments are aware UTC. An hour that the clock leaves out (daylight saving) is as long after the
gap as it is into it; of one that comes twice, the first counts.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

EVENING = time(19)
MORNING = time(9)
OFFICE = (time(9), time(17))
"""On working days, from the first and until the second, somebody answers."""
WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` counts them: the days off where no other week is known."""
OFFERED = tuple(time(hour) for hour in range(8, 23, 2))
"""The hours of a day that a person may pick from."""
_TOO_SOON = timedelta(minutes=30)  # "tonight" that is nearly now is no choice
_DAYS = 14
_QUIET = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class When(StrEnum):
    """What may be asked for after "Later", besides a day and an hour."""

    HOUR = "hour"
    """in an hour"""
    TONIGHT = "tonight"
    """this evening"""
    MORNING = "morning"
    """tomorrow morning"""


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `begins` to `ends`, over midnight or not, nothing new is sent."""

    begins: time
    ends: time

    def holds(self, at: time) -> bool:
        """Whether this time of the day is quiet."""
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


def quiet(said: str) -> Quiet | None:
    """`22:00-08:00`; nothing for `""`. Raises ValueError for what is not so written, or is the whole day."""
    if not said:
        return None
    found = _QUIET.fullmatch(said)
    if found is None or found.group(1, 2) == found.group(3, 4):
        raise ValueError(f"{said!r} are no quiet hours: write 22:00-08:00")
    hour, minute, until_hour, until_minute = (int(part) for part in found.groups())
    return Quiet(time(hour, minute), time(until_hour, until_minute))


def at(day: date, hour: time, zone: str) -> datetime:
    """That hour of that day there."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def quiet_until(hours: Quiet | None, zone: str, now: datetime) -> datetime | None:
    """The end of the quiet hours that hold there at `now`; None if they do not.

    It is after `now`, and not quiet any more. It is at most 25 hours ahead wherever the hours leave more of a day than
    the clocks jump over at once (an hour; two at Troll, in Antarctica).
    """
    there = ZoneInfo(zone)
    local = now.astimezone(there)
    if hours is None or not hours.holds(local.time()):
        return None
    days = (local.date() + timedelta(days=ahead) for ahead in range(3))
    twice = (datetime.combine(day, hours.ends, there).replace(fold=fold) for day in days for fold in (0, 1))
    ends = (one.astimezone(UTC) for one in twice)
    return min(one for one in ends if one > now and not hours.holds(one.astimezone(there).time()))


def moments(zone: str, now: datetime, *, before: datetime | None) -> Mapping[When, datetime]:
    """When "in an hour", "tonight" and "tomorrow morning" are there: those of them that are before the end (if any).

    Tonight is left out half an hour before it, and after.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    found = {
        When.HOUR: now.astimezone(UTC) + timedelta(hours=1),
        When.TONIGHT: at(today, EVENING, zone),
        When.MORNING: at(today + timedelta(days=1), MORNING, zone),
    }
    if found[When.TONIGHT] <= now + _TOO_SOON:
        del found[When.TONIGHT]
    return {when: moment for when, moment in found.items() if before is None or moment < before}


def days(zone: str, now: datetime, *, before: datetime | None) -> tuple[date, ...]:
    """The days there, of the next 14 and from today, that have an hour to pick before the end (if any)."""
    today = now.astimezone(ZoneInfo(zone)).date()
    ahead = (today + timedelta(days=days) for days in range(_DAYS))
    return tuple(day for day in ahead if hours_on(day, zone, now, before=before))


def hours_on(day: date, zone: str, now: datetime, *, before: datetime | None) -> tuple[datetime, ...]:
    """The hours to pick on a day there: after `now`, before the end (if any), none if the day is not near."""
    there = ZoneInfo(zone)
    if not 0 <= (day - now.astimezone(there).date()).days < _DAYS:
        return ()
    offered = ((hour, at(day, hour, zone)) for hour in OFFERED)
    return tuple(
        moment
        for hour, moment in offered
        if moment > now
        and (before is None or moment < before)
        and moment.astimezone(there).replace(tzinfo=None) == datetime.combine(day, hour)  # no hour the clock leaves out
    )


def office_open(zone: str, now: datetime, *, weekend: Collection[int] = WEEKEND) -> bool:
    """Whether offices in `zone` are likely open: no holiday is known. `weekend` are the days off there."""
    local = now.astimezone(ZoneInfo(zone))
    return local.weekday() not in weekend and OFFICE[0] <= local.time() < OFFICE[1]


def office_hours(
    zone: str,
    now: datetime,
    *,
    quiet: Quiet | None,
    own: str,
    before: datetime | None,
    weekend: Collection[int] = WEEKEND,
) -> datetime | None:
    """The first moment from `now` on at which offices in `zone` are open and it is not quiet for a person in `own`.

    `weekend` are the days off in `zone`. None if there is none in 14 days, or before the end (if any).
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    for ahead in range(_DAYS):
        day = today + timedelta(days=ahead)
        if day.weekday() in weekend:
            continue
        opens, closes = (at(day, hour, zone) for hour in OFFICE)
        moment = max(opens, now.astimezone(UTC))
        moment = quiet_until(quiet, own, moment) or moment
        if moment < closes:
            return moment if before is None or moment < before else None
    return None


@dataclass(frozen=True, slots=True)
class Hours:
    """The quiet hours that are kept, and the clock of those who told us no zone of their own (an IANA zone)."""

    quiet: Quiet | None
    home: str

    def zone(self, told: str) -> str:
        """The zone of somebody whose zone is kept as `told`, `""` for none."""
        return told or self.home

    def quiet_until(self, told: str, now: datetime) -> datetime | None:
        """As the function, for somebody whose zone is kept so."""
        return quiet_until(self.quiet, self.zone(told), now)

    def today(self, told: str, now: datetime) -> date:
        """The day it is there."""
        return now.astimezone(ZoneInfo(self.zone(told))).date()


ALWAYS = Hours(None, "UTC")
"""No quiet hours, for whoever keeps none."""
