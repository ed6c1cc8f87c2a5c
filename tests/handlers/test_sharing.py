"""Passing it on: the words and a link; who comes by it is counted for the action, and for nobody."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from content.action import Kind
from content.choices import Share, pack
from content.ids import Platform
from content.message import Copy, Link
from content.rules.roles import Role
from handlers.doors import Doors
from handlers.router import answering
from handlers.visit import Network
from storage import revising
from tests.cases import invented
from tests.handlers.conftest import House
from tests.talk import Talk

NAME = "The Example Network"


def entry(platform: Platform, payload: str) -> str:
    return {
        Platform.TELEGRAM: f"https://t.me/example_bot?start={payload}",
        Platform.WEB: f"https://ua.example.org/chat#{payload}",
    }.get(platform, "")


@pytest.fixture
def open_house(house: House) -> House:
    """The house with addresses that lead to it."""
    return replace(house, answer=answering(house.database, Network(name=NAME, doors=Doors(entry=entry))))


async def shared(anna: Talk) -> tuple[list[str], list[str]]:
    """What its buttons open and copy."""
    await anna.press("More about this case")
    await anna.press("Pass it on")
    buttons = anna.shown[-1].buttons
    links = [one.url for one in buttons if isinstance(one, Link)]
    return links, [one.copied for one in buttons if isinstance(one, Copy)]


async def arrived(house: House) -> int:
    return (await house.tally()).whole.arrived


async def test_the_words_and_the_link(open_house: House) -> None:
    anna = await open_house.joined("anna")
    messages = len(anna.shown)
    links, copies = await shared(anna)
    assert len(anna.shown) == messages + 1
    words = "REFUGEE MAY BE SENT BACK TO TORTURE\nB.T. fled torture and was taken in."
    address = "https://t.me/example_bot?start=ua_901-26"
    assert anna.last.endswith(f"{words}\n{address}")
    assert anna.shown[-1].message.text[-1].block, "to tap and copy"
    assert copies == [address, f"{words}\n{address}"]
    (url,) = links
    assert url.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    assert parse_qs(urlsplit(url).query) == {"url": [address], "text": [words]}
    await anna.press("Back")
    assert "4 days left" in anna.last


async def test_elsewhere_there_is_no_telegram_link(open_house: House) -> None:
    links, copies = await shared(await open_house.joined("anna", platform=Platform.WEB))
    assert links == []
    assert copies[0] == "https://ua.example.org/chat#ua_901-26"


async def test_without_an_address_there_are_words_and_the_number(house: House) -> None:
    anna = await house.joined("anna")
    links, copies = await shared(anna)
    assert links == []
    (words,) = copies
    assert words.endswith("B.T. fled torture and was taken in.\nUA 901/26 · The Example Network")


@pytest.mark.parametrize("letters", ["x", "م", "漢", "👩‍👩‍👧"])
async def test_however_long_the_words_the_link_opens(open_house: House, letters: str) -> None:
    house = open_house
    await house.announce(invented("906/26", title=letters * 900, summary=f"{letters} " * 900, people=()))
    anna = house.talk("anna")
    await anna.say("/start ua_906-26")
    await anna.press("Join")
    await anna.press("Skip")
    links, copies = await shared(anna)
    assert len(links[0]) <= 2000
    assert "start=ua_906-26" in copies[0]


async def test_a_series_has_a_link_that_leads_to_it(open_house: House) -> None:
    house = open_house
    special = await house.announce(invented("901/26", series="EXTRA", title="ANOTHER", people=()))
    anna = house.talk("anna")
    await anna.say("/start ua_EXTRA_901-26")
    await anna.press("Join")
    await anna.press("Skip")
    assert "ANOTHER" in anna.last
    _, copies = await shared(anna)
    assert copies[0].endswith("?start=ua_EXTRA_901-26")
    assert (await house.tally(special)).whole.arrived == 1
    await anna.forge(pack(Share(house.action), (await house.kept("anna")).id))
    assert "start=" not in anna.last, "the bare number could be either of them, so no link is given"


async def test_who_comes_by_the_link_is_counted_once(open_house: House) -> None:
    house = open_house
    anna = house.talk("anna")
    await anna.say("/start ua_901-26")
    assert await arrived(house) == 1
    await anna.again()
    assert await arrived(house) == 1, "the same turn again is no second arrival"
    await anna.press("Join")
    await anna.press("Skip")
    await anna.say("/start ua_901-26")
    assert await arrived(house) == 1, "she has opened it before"
    bert = await house.joined("bert")
    await bert.say("/start ua_901-26")
    assert await arrived(house) == 1, "he has seen it, in the list of what is open"
    await bert.say("/start")
    await bert.say("/start ua_1-1")
    assert await arrived(house) == 1
    await anna.say("/forget")
    assert await arrived(house) == 1, "nobody is kept for it"
    await house.give("carla", Role.STAFF)
    carla = house.talk("carla")
    await carla.say("/counts 901/26")
    assert "1 person came by its link." in carla.last


async def test_it_leads_to_the_newest_that_was_announced(open_house: House) -> None:
    from storage import actions

    house = open_house
    draft = invented(kind=Kind.UPDATE, sequence=2, index="EUR 21/0002/2026", title="NEWS")
    async with house.database.writing() as tx:
        await actions.add(tx, draft, zone="Europe/Paris", now=house.clock.now)
    anna = house.talk("anna")
    await anna.say("/start ua_901-26")
    await anna.press("Join")
    await anna.press("Skip")
    assert "REFUGEE MAY BE SENT BACK" in anna.last, "a draft that is being prepared hides nothing"
    news = await house.announce(draft)
    await anna.say("/start ua_901-26")
    assert "NEWS" in anna.last
    assert (await house.tally(news)).whole.arrived == 0, "she knew the case"


async def test_what_is_over_is_not_passed_on(open_house: House) -> None:
    house = open_house
    anna = await house.joined("anna")
    await anna.press("More about this case")
    async with house.database.writing() as tx:
        await revising.withdraw(tx, house.action, approver="a test", needed=1, now=house.clock.now)
    await anna.press("Pass it on")
    assert "Withdrawn." in anna.last
    assert "REFUGEE" not in anna.last
