"""A deadline ends with its day in the action's own time zone, wherever the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rules.deadlines import GRACE_DAYS, Stage, days_left, ends_at, stage

ZONES = [
    "UTC",
    "Europe/Paris",
    "America/New_York",
    "America/Sao_Paulo",  # until 2018 the clocks changed at midnight: the day began at 01:00
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",  # midnight came twice
    "Atlantic/Azores",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # the clocks change by half an hour
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Etc/GMT+12",
]
zones = st.sampled_from(ZONES)
days = st.dates(date(2012, 1, 1), date(2060, 1, 1))
instants = st.datetimes(datetime(2012, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis wants them naive)


@given(days, zones)
def test_the_end_is_the_first_instant_after_the_day(deadline: date, zone: str) -> None:
    end = ends_at(deadline, zone)
    there = ZoneInfo(zone)

    assert end.tzinfo is UTC
    assert end.astimezone(there).date() == deadline + timedelta(days=1)
    assert (end - timedelta(microseconds=1)).astimezone(there).date() == deadline


@given(days, zones, st.timedeltas(timedelta(days=-40), timedelta(days=40)))
def test_days_are_left_until_the_end_and_not_after(deadline: date, zone: str, away: timedelta) -> None:
    now = ends_at(deadline, zone) + away

    assert (days_left(deadline, zone, now) >= 0) == (away < timedelta())
    assert (stage(deadline, zone, now) is Stage.OPEN) == (now < ends_at(deadline, zone))
    assert (stage(deadline, zone, now) is Stage.CLOSED) == (now >= ends_at(deadline + timedelta(days=GRACE_DAYS), zone))


@given(days, zones, instants)
def test_tomorrows_deadline_leaves_a_day_more(deadline: date, zone: str, now: datetime) -> None:
    assert days_left(deadline + timedelta(days=1), zone, now) == days_left(deadline, zone, now) + 1


def test_the_day_itself_is_open_to_its_last_second() -> None:
    deadline = date(2021, 2, 26)

    assert ends_at(deadline, "Europe/Paris") == datetime(2021, 2, 26, 23, tzinfo=UTC)
    assert days_left(deadline, "Europe/Paris", datetime(2021, 2, 22, 12, tzinfo=UTC)) == 4
    assert days_left(deadline, "Europe/Paris", datetime(2021, 2, 26, 22, 59, 59, tzinfo=UTC)) == 0
    assert days_left(deadline, "Europe/Paris", datetime(2021, 2, 26, 23, tzinfo=UTC)) == -1
    assert days_left(deadline, "America/New_York", datetime(2021, 2, 26, 23, tzinfo=UTC)) == 0


@pytest.mark.parametrize(
    ("deadline", "zone", "hours"),
    [
        (date(2021, 3, 28), "Europe/Paris", 23),
        (date(2021, 10, 31), "Europe/Paris", 25),
        (date(2021, 10, 3), "Australia/Lord_Howe", 23.5),
        (date(2018, 11, 4), "America/Sao_Paulo", 23),
        (date(2021, 6, 1), "Europe/Paris", 24),
    ],
)
def test_a_day_is_as_long_as_its_clocks_make_it(deadline: date, zone: str, hours: float) -> None:
    assert ends_at(deadline, zone) - ends_at(deadline - timedelta(days=1), zone) == timedelta(hours=hours)


def test_open_then_a_week_to_say_it_was_sent_then_closed() -> None:
    deadline = date(2021, 2, 26)

    def at(day: int, hour: int) -> Stage:
        return stage(deadline, "Europe/Paris", datetime(2021, 3, day, hour, tzinfo=UTC))

    assert stage(deadline, "Europe/Paris", datetime(2021, 2, 26, 22, tzinfo=UTC)) is Stage.OPEN
    assert stage(deadline, "Europe/Paris", datetime(2021, 2, 26, 23, tzinfo=UTC)) is Stage.GRACE
    assert at(5, 22) is Stage.GRACE
    assert at(5, 23) is Stage.CLOSED
    assert [one.hands_out for one in Stage] == [True, False, False]
    assert [one.listens for one in Stage] == [True, True, False]


def test_without_a_deadline_it_stays_open() -> None:
    assert stage(None, "Europe/Paris", datetime(2090, 1, 1, tzinfo=UTC)) is Stage.OPEN


@given(zones)
def test_a_misprinted_year_does_not_break_the_clock(zone: str) -> None:
    now = datetime(2021, 1, 1, tzinfo=UTC)

    assert ends_at(date.max, zone) > now
    assert stage(date.max, zone, now) is Stage.OPEN
    assert stage(date.min, zone, now) is Stage.CLOSED
    assert ends_at(date.min + timedelta(days=1), zone) < now


def test_an_unknown_zone_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        ends_at(date(2021, 2, 26), "Europe/Nowhere")
    with pytest.raises(ValueError, match="ZoneInfo keys"):
        ends_at(date(2021, 2, 26), "../../etc/passwd")
