"""Privacy: stopping, coming back, being forgotten, seeing what is kept."""

import json

import pytest
from sqlalchemy import func, select, text

from content.rules.counting import Counts
from storage.database.tables import chats, metadata, supporters
from tests.handlers.conftest import House


@pytest.mark.parametrize("words", ["/stop", "stop", "STOP!", "Arrêt", "стоп", "توقف"])
async def test_stop_and_back(house: House, words: str) -> None:
    anna = await house.joined("anna")
    await anna.say(words)
    assert "Stopped" in anna.last
    audience = await house.audience()
    assert (audience.total, audience.stopped) == (0, 1)
    await anna.say("/start")
    assert anna.labels[0] == "Join"
    await anna.press("Join")
    assert (await house.audience()).total == 1


async def test_forget_erases_the_person_and_leaves_every_total(house: House) -> None:
    anna = await house.joined("anna")
    bert = await house.joined("bert")
    for person in (anna, bert):
        await person.press("Take action")
        await person.press("Quickest way")
        await person.press("I sent it")
    await anna.press("Another way")
    await anna.press("Fax")
    await anna.press("Could not send")
    before = await house.tally()
    await anna.say("/forget")
    assert "erased" in anna.last
    assert await house.tally() == before
    assert before.whole == Counts(started=2, handed_out=3, sent=2, tried=1, people=2)
    async with house.database.reading() as tx:
        for table in (supporters, chats):
            assert (await tx.connection.execute(select(func.count()).select_from(table))).scalar_one() == 1
    await anna.say("/forget")
    assert "nothing about you" in anna.last
    await bert.say("/forget")
    assert await house.tally() == before


async def test_an_old_walk_of_a_forgotten_person_is_foreign(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    old = anna.choice("I sent it")
    await anna.say("/forget")
    await anna.forge(old)
    assert anna.labels[0] == "Join"
    await anna.press("Join")
    await anna.forge(old)
    assert "somebody else" in anna.last
    assert (await house.tally()).whole.sent == 0


async def test_no_platform_id_stands_in_the_database(house: House) -> None:
    anna = await house.joined("anna-12345678")
    await anna.press("Take action")
    async with house.database.reading() as tx:
        for table in metadata.sorted_tables:
            rows = await tx.connection.execute(text(f"SELECT * FROM {table.name}"))
            assert "12345678" not in repr(rows.all())


async def test_mydata_shows_what_is_kept(house: House) -> None:
    anna = await house.joined("anna", country="France")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    await anna.say("/mydata")
    attachment = anna.shown[-1].message.attachment
    assert attachment is not None
    data = json.loads(attachment.body)
    assert data["country"] == "FR"
    assert data["words"] is None
    assert data["takings"] == [
        {"action": "901/26", "target": "Jeanne Exemple", "channel": "email", "state": "sent", "own": False},
    ]


async def test_blocked_and_back(house: House) -> None:
    anna = await house.joined("anna")
    await anna.leave()
    assert (await house.audience()).gone == 1
    await anna.say("/actions")
    assert (await house.audience()).total == 1


async def test_help_and_privacy_answer_everybody(house: House) -> None:
    stranger = house.talk("stranger")
    await stranger.say("/help")
    assert "ua@example.org" in stranger.last
    assert "/counts" not in stranger.last
    await stranger.say("/privacy")
    assert "/forget" in stranger.last
