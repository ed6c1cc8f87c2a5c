"""Quiet hours, "tonight" and office hours by each person's own clock, whatever it does that night."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from content.rules import hours as rules
from content.rules.hours import ALWAYS, OFFERED, Hours, Quiet, When, at, days, hours_on, moments, quiet, quiet_until

Minute = tuple[int, int, int, int, int]
ZONES = [
    "UTC",
    "Europe/Paris",
    "America/New_York",
    "America/St_Johns",  # half an hour off
    "America/Santiago",  # changes at midnight: the day begins at 01:00, or 23:00 comes twice
    "America/Havana",  # midnight comes twice
    "America/Asuncion",
    "Africa/Cairo",
    "Africa/Casablanca",  # changes for Ramadan
    "Asia/Beirut",
    "Asia/Kathmandu",  # a quarter of an hour off
    "Asia/Tehran",
    "Australia/Sydney",
    "Australia/Lord_Howe",  # the clocks change by half an hour
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Antarctica/Troll",  # the clocks change by two hours
    "Etc/GMT+12",
]
zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2015, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis wants them naive)
times = st.times().map(lambda one: time(one.hour, one.minute))
any_quiet = st.builds(Quiet, times, times).filter(lambda one: one.begins != one.ends)
NIGHT = Quiet(time(22), time(8))


def left(hours: Quiet) -> timedelta:
    """How much of a day is not quiet."""
    begins, ends = (timedelta(hours=one.hour, minutes=one.minute) for one in (hours.begins, hours.ends))
    return (begins - ends) % timedelta(days=1)


def changes(zone: str) -> list[datetime]:
    """Moments of a few years just about which the clock there jumps."""
    there = ZoneInfo(zone)
    noons = [datetime(2016, 1, 1, tzinfo=UTC) + timedelta(hours=12 * n) for n in range(2 * 365 * 6)]
    pairs = pairwise(noons)
    return [one for one, two in pairs if one.astimezone(there).utcoffset() != two.astimezone(there).utcoffset()]


JUMPS = {zone: found for zone in ZONES if (found := changes(zone))}


@st.composite
def jumping(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and a moment within a day and a half of a change of its clock."""
    zone = draw(st.sampled_from(sorted(JUMPS)))
    near = draw(st.sampled_from(JUMPS[zone]))
    return zone, near + timedelta(minutes=draw(st.integers(-36 * 60, 36 * 60)))


anywhere = st.tuples(zones, instants) | jumping()


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def test_there_are_changes_to_test_in_both_directions_and_hemispheres() -> None:
    assert len(JUMPS) >= 12
    for zone in ("Europe/Paris", "America/New_York", "Australia/Sydney", "America/Santiago"):
        offsets = [one.astimezone(ZoneInfo(zone)).utcoffset() for one in JUMPS[zone]]
        assert len(offsets) >= 10
        assert len(set(offsets)) == 2


class TestQuiet:
    """`UABOT_QUIET`, as it is written and as it is kept."""

    def test_as_it_is_written(self) -> None:
        assert quiet("22:00-08:00") == NIGHT
        assert quiet("00:30-06:15") == Quiet(time(0, 30), time(6, 15))
        assert quiet("08:00-08:30") == Quiet(time(8), time(8, 30))
        assert quiet("") is None

    @pytest.mark.parametrize(
        "said",
        ["22-8", "22:00 - 08:00", "24:00-08:00", "22:60-08:00", "08:00-08:00", "22:00-08:00 ", "٢٢:٠٠-٠٨:٠٠", "none"],
    )
    def test_as_it_is_not(self, said: str) -> None:
        with pytest.raises(ValueError, match="22:00-08:00"):
            quiet(said)

    def test_over_midnight_and_within_a_day(self) -> None:
        assert [NIGHT.holds(time(hour)) for hour in (21, 22, 0, 7, 8)] == [False, True, True, True, False]
        noon = Quiet(time(12), time(14))
        assert [noon.holds(time(hour)) for hour in (11, 12, 13, 14, 0)] == [False, True, True, False, False]

    @given(any_quiet, times)
    def test_a_time_is_quiet_or_in_what_is_left(self, hours: Quiet, hour: time) -> None:
        assert hours.holds(hour) != Quiet(hours.ends, hours.begins).holds(hour)


class TestQuietUntil:
    """When a message that came at night is let go."""

    @given(anywhere, any_quiet)
    def test_it_is_later_and_not_quiet_any_more(self, there: tuple[str, datetime], hours: Quiet) -> None:
        zone, now = there
        ends = quiet_until(hours, zone, now)

        assert (ends is not None) == hours.holds(local(now, zone).time())
        if ends is not None:
            assert ends.tzinfo is UTC
            assert ends > now
            assert quiet_until(hours, zone, ends) is None
            if left(hours) > timedelta(hours=2):
                assert ends <= now + timedelta(hours=25)

    @given(anywhere, any_quiet)
    def test_it_is_the_minute_that_is_written(self, there: tuple[str, datetime], hours: Quiet) -> None:
        zone, now = there
        ends = quiet_until(hours, zone, now)
        assume(ends is not None)
        assert ends is not None
        if local(ends, zone).time() != hours.ends:  # the clock leaves that minute out
            before = ends - timedelta(hours=3)
            assert before.astimezone(ZoneInfo(zone)).utcoffset() != ends.astimezone(ZoneInfo(zone)).utcoffset()

    @given(anywhere, any_quiet)
    def test_nobody_waits_longer_than_the_quiet_lasts(self, there: tuple[str, datetime], hours: Quiet) -> None:
        zone, now = there
        ends = quiet_until(hours, zone, now)
        if ends is None or local(ends, zone) - local(now, zone) != ends - now:
            return  # not quiet, or the clock jumps on the way
        while now < ends:
            assert hours.holds(local(now, zone).time())
            now += timedelta(minutes=7)

    @pytest.mark.parametrize(
        ("zone", "now", "ends"),
        [
            ("Europe/Paris", datetime(2021, 1, 10, 21, tzinfo=UTC), datetime(2021, 1, 11, 7, tzinfo=UTC)),
            ("Europe/Paris", datetime(2021, 3, 27, 21, tzinfo=UTC), datetime(2021, 3, 28, 6, tzinfo=UTC)),  # shorter
            ("Europe/Paris", datetime(2021, 10, 30, 20, tzinfo=UTC), datetime(2021, 10, 31, 7, tzinfo=UTC)),  # longer
            ("Australia/Sydney", datetime(2021, 4, 3, 11, tzinfo=UTC), datetime(2021, 4, 3, 22, tzinfo=UTC)),
            ("Australia/Sydney", datetime(2021, 10, 2, 12, tzinfo=UTC), datetime(2021, 10, 2, 21, tzinfo=UTC)),
            ("Asia/Kathmandu", datetime(2021, 1, 10, 16, 15, tzinfo=UTC), datetime(2021, 1, 11, 2, 15, tzinfo=UTC)),
        ],
    )
    def test_eight_in_the_morning_is_by_the_clock_on_the_wall(self, zone: str, now: datetime, ends: datetime) -> None:
        assert quiet_until(NIGHT, zone, now) == ends
        assert quiet_until(NIGHT, zone, ends) is None

    def test_the_hour_that_comes_twice(self) -> None:
        """New York, 1 November 2020: 01:00 to 02:00 comes twice, from 05:00 and from 06:00 UTC."""

        def ends(hour: int, minute: int) -> datetime | None:
            now = datetime(2020, 11, 1, hour, minute, tzinfo=UTC)
            return quiet_until(Quiet(time(22), time(1, 30)), "America/New_York", now)

        assert ends(5, 10) == datetime(2020, 11, 1, 5, 30, tzinfo=UTC)
        assert ends(5, 40) is None
        assert ends(6, 10) == datetime(2020, 11, 1, 6, 30, tzinfo=UTC)

    def test_the_hour_that_does_not_come(self) -> None:
        """New York, 14 March 2021: after 02:00 it is 03:00, at 07:00 UTC."""
        now = datetime(2021, 3, 14, 6, tzinfo=UTC)

        ends = quiet_until(Quiet(time(22), time(2, 30)), "America/New_York", now)

        assert ends == datetime(2021, 3, 14, 7, 30, tzinfo=UTC)
        assert local(ends, "America/New_York").time() == time(3, 30)

    def test_what_is_left_of_the_day_does_not_come(self) -> None:
        """The only minutes that are not quiet are in the hour that is left out: it is the next day's."""
        hours = Quiet(time(2, 40), time(2, 20))
        for now in (datetime(2021, 3, 14, 3, tzinfo=UTC), datetime(2021, 3, 14, 6, tzinfo=UTC)):
            ends = quiet_until(hours, "America/New_York", now)
            assert ends == datetime(2021, 3, 15, 6, 20, tzinfo=UTC)

    def test_a_day_that_does_not_come(self) -> None:
        """Samoa went from 29 to 31 December 2011."""
        ends = quiet_until(NIGHT, "Pacific/Apia", datetime(2011, 12, 30, 9, tzinfo=UTC))

        assert ends is not None
        assert local(ends, "Pacific/Apia") == datetime(2011, 12, 31, 8)  # noqa: DTZ001 (what the clock shows)

    def test_for_somebody_who_told_no_zone_it_is_the_organizations(self) -> None:
        hours = Hours(NIGHT, "Europe/Paris")
        now = datetime(2021, 1, 10, 21, 30, tzinfo=UTC)

        assert hours.quiet_until("", now) == datetime(2021, 1, 11, 7, tzinfo=UTC)
        assert hours.quiet_until("America/New_York", now) is None
        assert hours.today("", now) == date(2021, 1, 10)
        assert hours.today("Asia/Tokyo", now) == date(2021, 1, 11)
        assert ALWAYS.quiet_until("", now) is None


class TestMoments:
    """What "Later" offers."""

    def test_in_the_afternoon(self) -> None:
        now = datetime(2021, 1, 10, 14, 20, tzinfo=UTC)

        assert moments("Europe/Paris", now, before=None) == {
            When.HOUR: datetime(2021, 1, 10, 15, 20, tzinfo=UTC),
            When.TONIGHT: datetime(2021, 1, 10, 18, tzinfo=UTC),
            When.MORNING: datetime(2021, 1, 11, 8, tzinfo=UTC),
        }

    def test_tonight_is_over_half_an_hour_before_it(self) -> None:
        def offered(hour: int, minute: int) -> list[When]:
            return list(moments("Europe/Paris", datetime(2021, 1, 10, hour, minute, tzinfo=UTC), before=None))

        assert offered(17, 29) == [When.HOUR, When.TONIGHT, When.MORNING]
        assert offered(17, 30) == [When.HOUR, When.MORNING]
        assert offered(18, 0) == [When.HOUR, When.MORNING]
        assert offered(22, 59) == [When.HOUR, When.MORNING]

    def test_nothing_after_the_end(self) -> None:
        now = datetime(2021, 1, 10, 14, tzinfo=UTC)

        def offered(end: datetime) -> list[When]:
            return list(moments("Europe/Paris", now, before=end))

        assert offered(datetime(2021, 1, 10, 23, tzinfo=UTC)) == [When.HOUR, When.TONIGHT]
        assert offered(datetime(2021, 1, 10, 18, tzinfo=UTC)) == [When.HOUR]
        assert offered(datetime(2021, 1, 10, 15, tzinfo=UTC)) == []
        assert offered(datetime(2021, 1, 9, tzinfo=UTC)) == []

    def test_tomorrow_morning_is_by_tomorrows_clock(self) -> None:
        before_the_change = datetime(2021, 3, 27, 12, tzinfo=UTC)

        found = moments("Europe/Paris", before_the_change, before=None)

        assert found[When.MORNING] - found[When.TONIGHT] == timedelta(hours=13)

    @given(anywhere, st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=3)))
    def test_each_is_ahead_and_what_it_says(self, there: tuple[str, datetime], ends_in: timedelta | None) -> None:
        zone, now = there
        end = None if ends_in is None else now + ends_in
        found = moments(zone, now, before=end)
        today = local(now, zone).date()

        assert all(moment > now and moment.tzinfo is UTC for moment in found.values())
        assert end is None or all(moment < end for moment in found.values())
        if end is None:
            assert found[When.HOUR] == now + timedelta(hours=1)
            assert local(found[When.MORNING], zone) == datetime.combine(today + timedelta(days=1), time(9))
        if When.TONIGHT in found:
            assert local(found[When.TONIGHT], zone) == datetime.combine(today, time(19))
            assert found[When.TONIGHT] > now + timedelta(minutes=30)


class TestPicking:
    """A day and an hour of one's own choice."""

    def test_the_days(self) -> None:
        now = datetime(2021, 1, 10, 14, tzinfo=UTC)

        found = days("Europe/Paris", now, before=None)

        assert found[0] == date(2021, 1, 10)
        assert found[-1] == date(2021, 1, 23)
        assert len(found) == 14
        assert days("Europe/Paris", now, before=datetime(2021, 1, 11, 23, tzinfo=UTC)) == found[:2]
        assert days("Europe/Paris", now, before=now) == ()

    def test_today_is_over_with_its_last_hour(self) -> None:
        assert days("Europe/Paris", datetime(2021, 1, 10, 21, tzinfo=UTC), before=None)[0] == date(2021, 1, 11)
        assert days("Europe/Paris", datetime(2021, 1, 10, 20, 59, tzinfo=UTC), before=None)[0] == date(2021, 1, 10)

    def test_the_hours(self) -> None:
        now = datetime(2021, 1, 10, 14, tzinfo=UTC)
        end = datetime(2021, 1, 11, 13, tzinfo=UTC)

        def offered(day: int) -> list[int]:
            found = hours_on(date(2021, 1, day), "Europe/Paris", now, before=end)
            return [local(one, "Europe/Paris").hour for one in found]

        assert offered(10) == [16, 18, 20, 22]
        assert offered(11) == [8, 10, 12]
        assert offered(12) == []

    def test_a_day_that_is_not_near_has_none(self) -> None:
        now = datetime(2021, 1, 10, 14, tzinfo=UTC)
        for day in (date(2021, 1, 9), date(2021, 1, 25), date.min, date.max):
            assert hours_on(day, "Pacific/Kiritimati", now, before=None) == ()

    def test_a_day_that_does_not_come_has_none(self) -> None:
        now = datetime(2011, 12, 28, 14, tzinfo=UTC)

        assert hours_on(date(2011, 12, 30), "Pacific/Apia", now, before=None) == ()
        assert date(2011, 12, 30) not in days("Pacific/Apia", now, before=None)
        assert date(2011, 12, 31) in days("Pacific/Apia", now, before=None)

    @given(anywhere, st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=16)))
    def test_every_hour_offered_is_ahead_and_on_the_clock(
        self, there: tuple[str, datetime], ends_in: timedelta | None
    ) -> None:
        zone, now = there
        end = None if ends_in is None else now + ends_in
        found = days(zone, now, before=end)

        assert list(found) == sorted(set(found))
        assert len(found) <= 14
        assert end is not None or len(found) >= 13
        for day in found:
            offered = hours_on(day, zone, now, before=end)
            assert offered
            assert list(offered) == sorted(set(offered))
            for moment in offered:
                assert moment.tzinfo is UTC
                assert moment > now
                assert end is None or moment < end
                assert local(moment, zone).date() == day
                assert local(moment, zone).time() in OFFERED


def is_open(zone: str, moment: datetime) -> bool:
    wall = local(moment, zone)
    return wall.weekday() < 5 and rules.OFFICE[0] <= wall.time() < rules.OFFICE[1]


class TestOfficeHours:
    """When what could not be sent comes back: somebody answers there, and nobody is woken here."""

    @pytest.mark.parametrize(
        ("zone", "own", "now", "found"),
        [
            # a Friday in January, 10:07 in Moscow: at once
            ("Europe/Moscow", "Europe/Paris", (2021, 1, 8, 7, 7), (2021, 1, 8, 7, 7)),
            # Friday evening there: on Monday, at nine in Moscow it is seven in Paris and quiet
            ("Europe/Moscow", "Europe/Paris", (2021, 1, 8, 14, 0), (2021, 1, 11, 7, 0)),
            # while Manila works, New York sleeps but for the last of its evening
            ("Asia/Manila", "America/New_York", (2021, 1, 11, 12, 0), (2021, 1, 12, 1, 0)),
            # Santiago opens at nine in the evening of Tokyo
            ("America/Santiago", "Asia/Tokyo", (2021, 1, 11, 15, 0), (2021, 1, 12, 12, 0)),
        ],
    )
    def test_both_awake(self, zone: str, own: str, now: Minute, found: Minute) -> None:
        begin, end = (datetime(*one, tzinfo=UTC) for one in (now, found))
        assert rules.office_hours(zone, begin, quiet=NIGHT, own=own, before=None) == end
        assert rules.office_hours(zone, begin, quiet=NIGHT, own=own, before=end) is None
        assert rules.office_hours(zone, begin, quiet=NIGHT, own=own, before=end + timedelta(seconds=1)) == end

    def test_never_both_awake(self) -> None:
        """From Sydney, the whole of Santiago's office day is night."""
        now = datetime(2021, 1, 11, tzinfo=UTC)

        assert rules.office_hours("America/Santiago", now, quiet=NIGHT, own="Australia/Sydney", before=None) is None
        assert rules.office_hours("America/Santiago", now, quiet=None, own="Australia/Sydney", before=None) is not None

    @given(anywhere, zones, st.none() | any_quiet, st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=20)))
    def test_the_first_such_moment_and_no_other(
        self, there: tuple[str, datetime], own: str, hours: Quiet | None, ends_in: timedelta | None
    ) -> None:
        zone, now = there
        end = None if ends_in is None else now + ends_in

        def good(moment: datetime) -> bool:
            return is_open(zone, moment) and quiet_until(hours, own, moment) is None

        found = rules.office_hours(zone, now, quiet=hours, own=own, before=end)

        if found is not None:
            assert now <= found < now + timedelta(days=14)
            assert good(found)
            assert end is None or found < end
        last = min(found or now + timedelta(days=13), end or now + timedelta(days=13))
        earlier = now
        while earlier < last:
            if good(earlier):
                # only a night in which the clock leaves out the end of quiet hours is kept longer than it must be
                nearby = earlier - timedelta(hours=3)
                assert earlier.astimezone(ZoneInfo(own)).utcoffset() != nearby.astimezone(ZoneInfo(own)).utcoffset()
                assert found is None or found - earlier <= timedelta(hours=2)
            earlier += timedelta(minutes=30)


@given(anywhere, times)
def test_an_hour_is_that_hour_unless_the_clock_leaves_it_out(there: tuple[str, datetime], hour: time) -> None:
    zone, now = there
    day = local(now, zone).date()
    moment = at(day, hour, zone)

    assert moment.tzinfo is UTC
    shift = local(moment, zone) - datetime.combine(day, hour)
    assert timedelta() <= shift <= timedelta(hours=2)
    if shift:
        offsets = [(moment + timedelta(hours=h)).astimezone(ZoneInfo(zone)).utcoffset() for h in (-3, 3)]
        assert offsets[0] != offsets[1]
