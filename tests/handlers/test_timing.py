"""Their time: whose clock is theirs, asked once in words, and what it is good for."""

import pytest

from content.choices import SetCity, SetWakes, pack
from content.ids import ActionId
from content.places.zones import short
from handlers.visit import NONE
from tests.cases import invented
from tests.handlers.conftest import House


async def test_one_clock_is_kept_without_a_question(house: House) -> None:
    anna = house.talk("anna")
    await anna.say("/start")
    await anna.press("Join")
    await anna.press("Other…")
    await anna.say("Germany")
    assert "4 days left" in anna.last, "no other question comes before the case"
    assert (await house.kept("anna")).zone == "Europe/Berlin"
    await anna.say("/settings")
    assert "Your time: 10:00 (Berlin)" in anna.last


async def test_of_several_clocks_one_is_asked_for_and_the_deep_link_still_arrives(house: House) -> None:
    await house.announce(invented("902/26"))
    anna = house.talk("anna")
    await anna.say("/start ua_902-26")
    await anna.press("Join")
    await anna.press("United States")
    assert "Which city’s clock is yours?" in anna.last
    assert anna.labels[:2] == ["New York", "Chicago"]
    assert anna.labels[-1] == "Skip"
    await anna.press("Los Angeles")
    assert anna.notes[-1] == "Your time: 01:00 (Los Angeles)"
    assert (await house.kept("anna")).zone == "America/Los_Angeles"
    await anna.press("More about this case")
    assert "902/26" in anna.last
    assert anna.transcript.count("[United States]") == 1, "one question for the country, one for the clock"


@pytest.mark.parametrize("skipped", ["country", "city"])
async def test_each_question_can_be_skipped(house: House, skipped: str) -> None:
    anna = house.talk("anna")
    await anna.say("/start ua_901-26")
    await anna.press("Join")
    if skipped == "city":
        await anna.press("United States")
    await anna.press("Skip")
    assert "4 days left" in anna.last
    assert (await house.kept("anna")).zone == ""
    await anna.say("/settings")
    assert "Your time: not told, so ours counts: 10:00 (Paris)" in anna.last


async def test_my_time_without_a_country_asks_for_it_first(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/settings")
    await anna.press("My time")
    assert "You have not told me your time, so ours counts: 10:00 (Paris)" in anna.last
    assert "Nothing new comes between 22:00 and 08:00 your time." in anna.last
    await anna.press("Country")
    assert anna.labels == ["United States", "Other…", "Back"]
    await anna.press("Other…")
    await anna.say("Russia")
    assert "Russia\nWhich city’s clock is yours?" in anna.last
    await anna.press("Yekaterinburg")
    assert "Your time: 14:00 (Yekaterinburg)" in anna.last
    assert "Settings" in anna.last, "back where it began"
    await anna.press("My time")
    await anna.press("Another city")
    await anna.press("Moscow")
    assert "Your time: 12:00 (Moscow)" in anna.last


async def test_my_time_asks_whoever_told_a_country_before(house: House) -> None:
    anna = await house.joined("anna", country="US")
    assert (await house.kept("anna")).zone == ""
    await anna.say("/settings")
    await anna.press("My time")
    assert "Which city’s clock" in anna.last
    await anna.press("Skip")
    assert "Settings" in anna.last


async def test_who_moves_is_asked_again_and_who_does_not_is_not(house: House) -> None:
    anna = await house.joined("anna", country="Germany")
    await anna.say("/country United States")
    await anna.press("Chicago")
    assert (await house.kept("anna")).zone == "America/Chicago"
    await anna.say("/country USA")
    assert "Your country: United States" in anna.last, "the clock is known already"
    await anna.say("/country France")
    assert (await house.kept("anna")).zone == "Europe/Paris"
    await anna.say("/settings")
    await anna.press("Country")
    await anna.press("No country")
    kept = await house.kept("anna")
    assert (kept.country, kept.zone) == (None, "Europe/Paris")


async def test_who_allows_it_may_be_woken(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/settings")
    await anna.press("My time")
    assert "only those who allowed it: you did not." in anna.last
    on = anna.choice("When hours count, you may wake me: on")
    await anna.press("When hours count, you may wake me: on")
    await anna.forge(on)
    assert (await house.kept("anna")).wakes, "two presses of one button are one"
    await anna.press("When hours count, you may wake me: off")
    assert not (await house.kept("anna")).wakes
    await anna.press("Back")
    assert "Settings" in anna.last


async def test_without_quiet_hours_nothing_is_said_of_them(empty: House) -> None:
    from handlers.router import answering
    from handlers.visit import Network

    empty.answer = answering(empty.database, Network(name="The Example Network", zone="Asia/Tokyo"))
    anna = await empty.joined("anna")
    await anna.say("/settings")
    await anna.press("My time")
    assert "18:00 (Tokyo)" in anna.last
    assert "Nothing new" not in anna.last
    assert anna.labels == ["Country", "Back"]


async def test_the_cities_are_called_as_the_reader_calls_them(house: House) -> None:
    anna = house.talk("anna", language="fr")
    await anna.say("/start")
    await anna.press(anna.labels[0])
    await anna.say("/country Russie")
    assert "Moscou" in anna.labels


async def test_a_clock_of_another_country_or_of_none_is_stale(house: House) -> None:
    anna = await house.joined("anna")
    owner = (await house.kept("anna")).id
    for country, word in (("US", short("Europe/Paris")), ("ZZ", short("Europe/Paris")), ("", "x"), ("US", "newyork")):
        await anna.forge(pack(SetCity(country, word, NONE), owner))
        assert "no longer works" in anna.last
    assert (await house.kept("anna")).zone == ""
    await anna.forge(pack(SetCity("US", short("America/New_York"), ActionId(999)), owner))
    assert "4 days left" in anna.last, "an action that is not here leads to the most urgent one"
    await anna.forge(pack(SetWakes(2**62), owner))
    assert (await house.kept("anna")).wakes
