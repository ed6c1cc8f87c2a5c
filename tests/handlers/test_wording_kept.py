"""What is typed for a letter is kept for the walk and not a minute longer; what is counted of it is a yes or no."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from content.rules.roles import Role
from scheduler.purge import purge
from storage.database.tables import metadata, own_words
from tests.cases import MINISTER, invented
from tests.databases import on_sqlite
from tests.handlers.conftest import House
from tests.handlers.wording import LINK, WHAT, WHOLE, WHY, answered, at_the_letter, body, rows
from tests.talk import Talk


async def test_undo_takes_the_yes_back_and_a_later_word_says_it_anew(house: House) -> None:
    anna = await answered(house)
    await anna.press("I sent it")
    await anna.press("Undo")
    assert (await house.tally()).whole.own_words == 0
    await anna.press("I sent it")
    assert (await house.tally()).whole.own_words == 1
    house.clock.go_on(hours=25)
    await anna.press("Back")
    await anna.press(MINISTER.name)
    await anna.press("Email")
    assert WHY not in anna.last
    await anna.press("I sent it")
    assert (await house.tally()).whole.own_words == 1, "saying it twice changes nothing"


@pytest.mark.parametrize("end", ["Done", "Not this case", "/stop", "stop", "/forget"])
async def test_whoever_is_done_leaves_no_word_behind(house: House, end: str) -> None:
    anna = await answered(house)
    bert = await answered(house, "bert")
    await bert.press("I sent it")
    assert await rows(house) == 2
    if end == "Not this case":
        await anna.press(end)
    else:
        await anna.press("I sent it")
        assert await rows(house) == 2, "the next target may get them too"
        await (anna.press(end) if end == "Done" else anna.say(end))
    assert await rows(house) == 1
    assert (await house.tally()).whole.own_words == (1 if end == "Not this case" else 2)


async def test_done_with_another_case_takes_nothing(house: House) -> None:
    other = await house.announce(invented("904/26", people=(), title="ANOTHER CASE"))
    anna = await answered(house)
    await anna.say("/start ua_904-26")
    await anna.press("Not this case")
    assert await rows(house) == 1
    await anna.say("/start ua_904-26")
    await anna.press("Take action")
    await anna.press(MINISTER.name)
    await anna.press("Email")
    assert WHY not in body(anna), "what was typed for one case is in no letter of another"
    await anna.press("In your own words")
    await anna.press("Three short questions")
    await anna.say("This one is about poems.")
    await anna.press("Skip")
    await anna.press("Skip")
    assert "about poems" in body(anna)
    async with house.database.reading() as tx:
        assert (await tx.connection.execute(select(own_words.c.action_id))).scalars().all() == [other]
    await anna.say("/start ua_901-26")
    await anna.press("Take action")
    await anna.press(MINISTER.name)
    await anna.press("Email")
    assert "poems" not in body(anna)
    assert WHY not in body(anna)


async def test_a_day_later_they_are_gone_by_themselves(house: House) -> None:
    anna = await answered(house)
    house.clock.go_on(hours=23)
    await purge(house.database, house.clock.now, retention_days=30)
    await anna.press("In your own words")
    await anna.press("Back")
    assert WHY in body(anna)
    house.clock.go_on(minutes=50)
    await purge(house.database, house.clock.now, retention_days=30)
    assert await rows(house) == 0, "rather a little before than after"
    await anna.press("In your own words")
    assert "Take my words out" not in anna.labels
    await anna.press("Back")
    assert WHY not in body(anna)


async def test_a_day_later_they_are_in_no_letter_even_if_nobody_has_cleaned_up(house: House) -> None:
    anna = await answered(house)
    house.clock.go_on(hours=24)
    await anna.press("In your own words")
    await anna.press("Back")
    assert WHY not in body(anna)
    await anna.press("I sent it")
    assert (await house.tally()).whole.own_words == 0


async def test_mydata_has_the_words_as_long_as_they_are_kept(house: House) -> None:
    anna = await answered(house)
    await anna.press("I sent it")
    await anna.say("/mydata")
    assert "UA 901/26: what you typed for your letter" in anna.shown[-2].text
    assert "in words of your own" in anna.shown[-2].text
    assert WHY not in anna.shown[-2].text
    data = _file(anna)
    assert data["words"]["answers"] == [WHY, WHAT, LINK]
    assert data["words"]["until"] == "2026-02-26T09:00:00+00:00"
    assert [taking["own"] for taking in data["takings"]] == [True]
    house.clock.go_on(hours=24)
    await anna.say("/mydata")
    assert _file(anna)["words"] is None
    assert "what you typed for your letter" not in anna.shown[-2].text


async def test_staff_see_how_many_used_their_own_words(house: House) -> None:
    anna = await answered(house)
    await anna.press("I sent it")
    await house.give("carla", Role.STAFF)
    carla = house.talk("carla")
    await carla.say("/counts 901/26")
    assert "1 of them in words of their own." in carla.last
    await anna.say("/forget")
    await carla.say("/counts 901/26")
    assert "1 of them in words of their own." in carla.last


@on_sqlite
async def test_no_log_and_no_file_ever_holds_a_word(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = ("sent back to torture", "nurse", "studied", "sparrows")
    file = house.database.file
    assert file is not None

    def nowhere() -> None:
        files = [file, *Path(file).parent.glob(f"{file.name}-*")]
        found = b"".join(path.read_bytes() for path in files)
        assert not [part for part in told if part.encode() in found]
        assert not [part for part in told if part in caplog.text]

    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    nowhere()
    for answer in (WHY, WHAT, LINK):
        await anna.say(answer)
        nowhere()
    await anna.press("In your own words")
    await anna.press("Write the whole letter")
    await anna.say(WHOLE.replace("able", "sparrows"))
    await anna.again()
    nowhere()
    await anna.press("I sent it")
    await anna.press("Done")
    nowhere()
    async with house.database.reading() as tx:
        for table in metadata.sorted_tables:
            found = repr((await tx.connection.execute(text(f"SELECT * FROM {table.name}"))).all())
            assert not [part for part in told if part in found]


def _file(person: Talk) -> dict[str, Any]:
    attachment = person.shown[-1].message.attachment
    assert attachment is not None
    found: dict[str, Any] = json.loads(attachment.body)
    return found
