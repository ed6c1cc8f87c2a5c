"""Where and of what an Urgent Action is, so that people can have some alone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.choices import SetCountry, pack, unpack
from content.ids import ActionId
from content.places import countries, zones
from content.places.regions import _COUNTRIES, REGIONS, TOPICS, region, topics


@pytest.mark.parametrize(
    ("index", "country", "found"),
    [
        ("EUR 46/9686/2019", "", "EUR"),
        ("MDE 13/3245/2021", "", "MDE"),
        ("eur 46/9686/2019", "", "EUR"),
        ("ASA37/001/2010", "", "ASA"),
        ("AMR 51/0001/2020", "Iran", "AMR"),  # the index says it, whatever else is read
        ("ACT 50/0001/2020", "Iran", "MDE"),  # of no region
        ("EUROPE", "Chad", "AFR"),
        ("", "Russian Federation", "EUR"),
        ("", "USA", "AMR"),
        ("", "Myanmar", "ASA"),
        ("", "Kosovo", "EUR"),
        ("", "Turkmenistan", "EUR"),
        ("", "Sudan", "AFR"),
        ("", "Mauritania", "AFR"),
        ("", "Morocco", "MDE"),
        ("", "Palestine", "MDE"),
        ("", "Afghanistan", "ASA"),
        ("", "Fiji", "ASA"),
        ("", "Haiti", "AMR"),
        ("", "Atlantis", ""),
        ("", "", ""),
        ("12/34", "Korea", ""),  # which of the two it does not say
    ],
)
def test_the_region(index: str, country: str, found: str) -> None:
    assert region(index, country) == found


def test_the_country_in_the_documents_language() -> None:
    assert region("", "Tchad", "fr") == "AFR"
    assert region("", "Etiopía", "es") == "AFR"


def test_every_country_has_one_region_unless_nobody_lives_there() -> None:
    listed = [country for of_it in _COUNTRIES.values() for country in of_it.split()]

    assert len(listed) == len(set(listed))
    assert set(_COUNTRIES) == set(REGIONS)
    assert countries._codes() - set(listed) == {"AQ", "BV", "HM", "TF"}
    assert set(listed) <= countries._codes()


def test_the_clocks_say_much_the_same() -> None:
    """A country all of whose zones are in one part of the world is there too, but for islands and old empires."""
    parts = {"Africa": {"AFR", "MDE"}, "America": {"AMR"}, "Europe": {"EUR"}, "Australia": {"ASA"}, "Pacific": {"ASA"}}
    now = datetime(2024, 1, 1, tzinfo=UTC)
    checked = 0
    for code in countries._codes():
        clocks = zones.zones_of(code, now)
        part = {name.partition("/")[0] for clock in clocks for name in (clock.name, *clock.others)}
        if len(part) == 1 and (expected := parts.get(part.pop())):
            assert region("", code) in expected, code
            checked += 1
    assert checked > 150


@given(st.text(max_size=30), st.text(max_size=40), st.sampled_from(["en", "fr", "ar", "?"]))
def test_whatever_is_printed_there_is_a_region_or_none(index: str, country: str, language: str) -> None:
    assert region(index, country, language) in {"", *REGIONS}


def test_the_topics_an_organizer_typed() -> None:
    assert topics("torture, women") == ("torture", "women")
    assert topics(" Women;TORTURE women ") == ("women", "torture")
    assert topics("death-penalty") == ("death-penalty",)
    assert topics("") == topics(" , ") == ()


def test_an_unknown_topic_is_named_with_all_there_are() -> None:
    with pytest.raises(ValueError, match=r"'tortur' is no topic: choose from death-penalty, torture, .*land"):
        topics("women, tortur")


@given(st.lists(st.sampled_from(sorted(TOPICS)), unique=True))
def test_topics_come_back_as_they_are_kept(chosen: list[str]) -> None:
    assert topics(" ".join(chosen)) == topics(", ".join(chosen)) == tuple(chosen)


def test_codes_fit_where_they_are_kept() -> None:
    for code in (*REGIONS, *TOPICS):
        assert unpack(pack(SetCountry(code, ActionId(1)))).choice == SetCountry(code, ActionId(1))
    assert len(" ".join(TOPICS)) <= 200  # actions.topics
    assert not set(REGIONS) & set(TOPICS)
