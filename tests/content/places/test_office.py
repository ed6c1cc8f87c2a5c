"""A target's office: by which clock it goes, what time it is there, and whether somebody is likely to answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.action import Target
from content.places import countries
from content.places.office import Office, office, weekend
from content.rules.hours import OFFICE, office_hours
from tests.content.appeals.actions import AMBASSADOR, HARBOUR, MINISTER

WEDNESDAY = datetime(2026, 2, 25, 9, 30, tzinfo=UTC)
NOWHERE = Target(name="Cy Mid", address=("3 Low Lane",))


def found(target: Target, now: datetime = WEDNESDAY, *, country: str = "", language: str = "en") -> Office:
    there = office(replace(HARBOUR, country=country, language=language), target, now)
    assert there is not None
    return there


def test_an_embassy_goes_by_the_clock_of_where_it_stands() -> None:
    there = found(AMBASSADOR, country="Russia")

    assert there.zone == "America/New_York"
    assert there.here.isoformat() == "2026-02-25T04:30:00-05:00"
    assert not there.open
    assert found(AMBASSADOR, WEDNESDAY + timedelta(hours=5)).open


def test_anybody_else_by_that_of_their_address_and_then_of_the_case() -> None:
    assert found(MINISTER, country="Russia").zone == "Europe/Paris"
    assert found(NOWHERE, country="Russia").zone == "Europe/Moscow"
    assert found(NOWHERE, country="Égypte", language="fr").zone == "Africa/Cairo"
    assert office(replace(HARBOUR, country="Atlantis"), NOWHERE, WEDNESDAY) is None
    assert office(replace(HARBOUR, country=""), NOWHERE, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("hour", "is_open"),
    [((8, 59), False), ((9, 0), True), ((12, 30), True), ((16, 59), True), ((17, 0), False), ((23, 0), False)],
)
def test_from_nine_to_five_there(hour: tuple[int, int], is_open: bool) -> None:
    paris = datetime(2026, 2, 25, *hour, tzinfo=UTC) - timedelta(hours=1)

    assert found(MINISTER, paris).open is is_open
    assert (found(MINISTER, paris).here.hour, found(MINISTER, paris).here.minute) == hour


def days(country: str) -> str:
    """The days of the week on which an office of that country is open at noon, Monday being 1."""
    monday = datetime(2026, 2, 23, tzinfo=UTC)
    noons = [monday + timedelta(days=day, hours=hour) for day in range(7) for hour in range(24)]
    open_days = {
        found(NOWHERE, now, country=country).here.isoweekday()
        for now in noons
        if found(NOWHERE, now, country=country).open
    }
    return "".join(map(str, sorted(open_days)))  # fmt: skip


@pytest.mark.parametrize(
    ("country", "open_days"),
    [
        ("France", "12345"),
        ("United States", "12345"),
        ("Morocco", "12345"),
        ("United Arab Emirates", "12345"),
        ("Egypt", "12347"),
        ("Saudi Arabia", "12347"),
        ("Israel", "12347"),
        ("Iran", "123467"),
        ("Afghanistan", "12367"),
        ("India", "123456"),
    ],
)
def test_the_working_week_is_that_of_the_country(country: str, open_days: str) -> None:
    assert days(country) == open_days


def test_an_embassy_keeps_the_week_of_where_it_stands() -> None:
    friday = datetime(2026, 2, 27, 15, tzinfo=UTC)

    assert found(AMBASSADOR, friday, country="Egypt").open
    assert not found(NOWHERE, friday - timedelta(hours=4), country="Egypt").open


def test_the_first_open_moment_is_by_that_week_too() -> None:
    friday = datetime(2026, 2, 27, 9, tzinfo=UTC)
    there = found(NOWHERE, friday, country="Egypt")

    first = office_hours(there.zone, friday, quiet=None, own="UTC", before=None, weekend=there.weekend)

    assert first == datetime(2026, 3, 1, 7, tzinfo=UTC), "Sunday at nine in Cairo"
    assert office_hours(there.zone, friday, quiet=None, own="UTC", before=None) == friday


@pytest.mark.parametrize("country", ["AQ", "ZZ", "", "../x", "fr"])
def test_where_no_week_is_known_it_is_saturday_and_sunday(country: str) -> None:
    assert weekend(country) == {5, 6}


def test_every_country_rests_and_works() -> None:
    for country in countries._codes():
        assert 1 <= len(weekend(country)) <= 2
        assert weekend(country) <= set(range(7))


@given(
    st.sampled_from(["France", "Egypt", "Iran", "India", "Nepal", "Chile", "New Zealand"]),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 (hypothesis wants them naive)
)
def test_an_office_is_open_exactly_when_the_next_open_moment_is_now(country: str, now: datetime) -> None:
    there = found(NOWHERE, now, country=country)
    first = office_hours(there.zone, now, quiet=None, own="UTC", before=None, weekend=there.weekend)

    assert there.here == now
    assert there.open == (first == now)
    assert not there.open or (there.here.weekday() not in there.weekend and OFFICE[0] <= there.here.time() < OFFICE[1])
