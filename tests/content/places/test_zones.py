"""The clocks of a country, and what people call them."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.places import countries, zones

NOW = datetime(2024, 1, 15, 15, tzinfo=UTC)
COUNTRIES = sorted(zones._zones())


def cities(country: str, language: str = "en") -> list[str]:
    return [zones.city(clock.name, language) for clock in zones.zones_of(country, NOW)]


def hourly(name: str) -> list[timedelta | None]:
    there = ZoneInfo(name)
    return [(NOW + timedelta(hours=hours)).astimezone(there).utcoffset() for hours in range(365 * 24)]


@pytest.mark.parametrize(
    ("country", "found"),
    [
        ("FR", ["Paris"]),
        ("DE", ["Berlin"]),
        ("AR", ["Buenos Aires"]),
        ("UZ", ["Tashkent"]),
        ("NP", ["Kathmandu"]),
        ("XK", ["Skopje"]),
        ("UA", ["Kyiv", "Simferopol"]),
        ("ES", ["Madrid", "Canary"]),
        ("CD", ["Kinshasa", "Lubumbashi"]),
        ("NZ", ["Auckland", "Chatham"]),
        ("ID", ["Jakarta", "Makassar", "Jayapura"]),
        ("BR", ["Sao Paulo", "Manaus", "Rio Branco", "Fernando de Noronha"]),
        ("AU", ["Sydney", "Brisbane", "Adelaide", "Perth", "Darwin", "Lord Howe Island", "Eucla"]),
        (
            "US",
            ["New York", "Chicago", "Denver", "Los Angeles", "Phoenix", "Anchorage", "Honolulu", "Adak"],
        ),
    ],
)
def test_the_clocks_of_a_country_by_their_best_known_city(country: str, found: list[str]) -> None:
    assert cities(country) == found


def test_the_other_cities_of_a_clock() -> None:
    sydney = zones.zones_of("AU", NOW)[0]

    assert sydney.name == "Australia/Sydney"
    assert {"Australia/Melbourne", "Australia/Hobart"} <= set(sydney.others)


@pytest.mark.parametrize("country", ["", "ZZ", "fr", "BV", "Europe/Paris", "../zone.tab"])
def test_where_there_is_no_clock(country: str) -> None:
    assert zones.zones_of(country, NOW) == ()
    assert zones.by_short(country, zones.short("Europe/Paris"), NOW) is None


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_clock_is_one_all_through_the_year(country: str) -> None:
    clocks = zones.zones_of(country, NOW)
    names = [name for clock in clocks for name in (clock.name, *clock.others)]

    assert sorted(names) == sorted(set(zones._zones()[country]))
    if len(names) == 1:
        return
    shown = {name: hourly(name) for name in names}
    for clock in clocks:
        assert all(shown[other] == shown[clock.name] for other in clock.others)
    for one, two in combinations(clocks, 2):
        assert shown[one.name] != shown[two.name]


def test_every_country_people_can_say_has_a_clock() -> None:
    assert {code for code in countries._codes() if not zones.zones_of(code, NOW)} == {"BV", "HM"}  # nobody lives there


def test_the_best_known_are_where_they_are_said_to_be() -> None:
    assert all(
        ZoneInfo(name).key == name and name in zones._zones()[country]
        for country, names in zones._BEST_KNOWN.items()
        for name in names.split()
    )
    listed = [name for names in zones._zones().values() for name in names]
    assert len(listed) - len(set(listed)) == 1  # Skopje's, which Kosovo shares: none was added by a slip of the pen


def test_clocks_that_will_part_within_a_year_are_two() -> None:
    """Volgograd left Moscow's time on 28 October 2018."""

    def with_moscow(now: datetime) -> bool:
        return "Europe/Volgograd" in zones.zones_of("RU", now)[0].others

    assert zones.zones_of("RU", NOW)[0].name == "Europe/Moscow"
    assert with_moscow(datetime(2017, 10, 1, tzinfo=UTC))
    assert not with_moscow(datetime(2017, 11, 1, tzinfo=UTC))
    assert not with_moscow(datetime(2019, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "language", "called"),
    [
        ("America/New_York", "en", "New York"),
        ("America/Argentina/Buenos_Aires", "fr", "Buenos Aires"),
        ("Africa/Cairo", "fr", "Le Caire"),
        ("Asia/Tashkent", "fr", "Tachkent"),
        ("Asia/Calcutta", "en", "Kolkata"),
        ("Africa/Cairo", "fr-CA", "Le Caire"),
        ("Europe/Moscow", "ru", "Москва"),
        ("America/St_Johns", "en", "St. John’s"),
        ("America/St_Johns", "tlh", "St. John’s"),
        ("America/St_Johns", "", "St. John’s"),
        ("America/St_Johns", "!!", "St. John’s"),
        ("No/Such_Place", "en", "Such Place"),
    ],
)
def test_what_a_city_is_called(zone: str, language: str, called: str) -> None:
    assert zones.city(zone, language) == called


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_city_can_be_shown_and_told_from_the_others(language: str) -> None:
    for country in COUNTRIES:
        shown = cities(country, language)
        assert len(set(shown)) == len(shown)
        assert all(city and not set(city) & set("_/") for city in shown)


def test_short_words_fit_into_a_payload_and_differ() -> None:
    names = {name for names in zones._zones().values() for name in names}
    words = {zones.short(name) for name in names}

    assert len(words) == len(names) > 400
    assert all(re.fullmatch("[a-z0-9]{1,8}", word) for word in words)
    assert zones.short("Europe/Paris") == "cc31b47c"  # it is in buttons that were sent: it never changes


@given(st.sampled_from(COUNTRIES), st.data())
def test_a_short_word_leads_back(country: str, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(zones._zones()[country]))
    assert zones.by_short(country, zones.short(name), NOW) == name


@given(st.text(max_size=3) | st.sampled_from(COUNTRIES), st.text(max_size=16))
def test_no_other_word_leads_anywhere(country: str, word: str) -> None:
    found = zones.by_short(country, word, NOW)
    assert found is None or zones.short(found) == word


def test_another_countrys_clock_is_not_to_be_had() -> None:
    assert zones.by_short("FR", zones.short("Asia/Tokyo"), NOW) is None


def test_babel_stays_out_until_a_city_is_named() -> None:
    code = "import sys, content.places.zones, content.places.regions; sys.exit('babel' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
