"""When an Urgent Action ends: its deadline is a day, and ends with that day in the action's time zone.

Zones are IANA names ("Europe/Paris"); an unknown one raises `zoneinfo.ZoneInfoNotFoundError` or ValueError.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

GRACE_DAYS = 7
_LAST = date(9999, 12, 29)  # a misprinted year must not overflow a datetime in whichever zone


_REMINDER = re.compile(r"(\d{1,3})d@([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class Stage(StrEnum):
    """Where an Urgent Action stands with its deadline."""

    OPEN = "open"
    """appeals are handed out"""
    GRACE = "grace"
    """none is handed out any more; `I sent it` still counts for those handed out before"""
    CLOSED = "closed"
    """nothing is handed out or counted"""

    @property
    def hands_out(self) -> bool:
        """Whether an appeal may be given to a supporter."""
        return self is Stage.OPEN

    @property
    def listens(self) -> bool:
        """Whether a supporter's word (sent, could not, undo) on an appeal handed out before still counts."""
        return self is not Stage.CLOSED


def ends_at(deadline: date, zone: str) -> datetime:
    """The first instant after the deadline's day in `zone`, as aware UTC."""
    midnight = datetime.combine(min(deadline, _LAST) + timedelta(days=1), time.min, ZoneInfo(zone))
    return midnight.astimezone(UTC)


def days_left(deadline: date, zone: str, now: datetime) -> int:
    """Calendar days in `zone` from `now` (aware) to the deadline: 0 on the day itself, negative after it."""
    return (deadline - now.astimezone(ZoneInfo(zone)).date()).days


def stage(deadline: date | None, zone: str, now: datetime) -> Stage:
    """Where an action with this deadline stands at `now`; one without a deadline stays open."""
    if deadline is None:
        return Stage.OPEN
    left = days_left(deadline, zone, now)
    if left >= 0:
        return Stage.OPEN
    return Stage.GRACE if left >= -GRACE_DAYS else Stage.CLOSED


def moment(label: str, deadline: date, zone: str) -> datetime:
    """When `2d@18:00` is for a deadline in a zone: two days before it, at six there, as aware UTC.

    Raises ValueError for a label that is not so written.
    """
    _, hour, minute = _read(label)
    return datetime.combine(reminded_on(label, deadline), time(hour, minute), ZoneInfo(zone)).astimezone(UTC)


def reminded_on(label: str, deadline: date) -> date:
    """The day of `2d@18:00` for a deadline: two days before it. Raises ValueError as `moment`."""
    return deadline - timedelta(days=_read(label)[0])


def _read(label: str) -> tuple[int, int, int]:
    found = _REMINDER.fullmatch(label)
    if found is None:
        raise ValueError(f"{label!r} is no reminder: write the days before the deadline and the hour, as 2d@18:00")
    days, hour, minute = (int(part) for part in found.groups())
    return days, hour, minute
