"""Closing: what people are told once nobody is to write any more, and where there is news of a case."""

from datetime import date

from content.action import Kind
from storage import actions, revising
from storage.actions import Kept
from tests.cases import MINISTER, invented
from tests.handlers.conftest import House


async def withdraw(house: House) -> None:
    async with house.database.writing() as tx:
        await revising.withdraw(tx, house.action, approver="a test", needed=1, now=house.clock.now)


async def test_a_withdrawn_one_is_not_shown_and_nobody_writes(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    old = [button.choice for _, button in anna.presses()]
    await withdraw(house)
    for payload in old:
        await anna.forge(payload)
        text = anna.last
        assert "fled torture" not in text
        assert "I write to you about" not in text
    await anna.say("/start ua_901-26")
    assert "UA 901/26\nWithdrawn. Please do not write." in anna.last
    assert "B.T." not in anna.last, "the name may be what was wrong"
    assert anna.labels == []
    await anna.say("/actions")
    assert "No Urgent Action is open" in anna.last


async def test_what_was_sent_before_a_withdrawal_still_counts(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await withdraw(house)
    await anna.press("Later")
    assert "Withdrawn." in anna.last
    assert "Did you send one before?\n• Email · Jeanne Exemple" in anna.last
    await anna.press("I sent it")
    assert "UA 901/26" in anna.last
    assert (await house.tally()).whole.sent == 1
    assert anna.labels == ["Undo", "Done"]
    await anna.press("Undo")
    assert "Withdrawn." in anna.last
    assert (await house.tally()).whole.sent == 0
    house.clock.go_on(days=13)
    await anna.press("I sent it")
    assert "no longer be counted" in anna.last


async def test_an_update_that_stops_the_writing(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    update = invented(kind=Kind.UPDATE, sequence=2, index="EUR 21/0002/2026", summary="He may stay for now.")
    async with house.database.writing() as tx:
        kept, _ = await actions.add(tx, update, zone="Europe/Paris", now=house.clock.now)
        await actions.mark(tx, kept.id, stops_writing=True)
    await house.announce(update)
    await anna.press("Back")
    assert "No further action is asked in this case." in anna.last
    assert anna.labels == ["I sent it", "There is news"]
    await anna.press("There is news")
    assert "He may stay for now." in anna.last
    assert anna.labels == ["Back"]
    await anna.press("Back")
    assert "Please do not write any more in this case." in anna.last
    await anna.say("/start ua_901-26#1")
    await anna.press("I sent it")
    assert (await house.tally()).whole.sent == 1


async def test_an_older_card_points_to_the_newest(house: House) -> None:
    anna = await house.joined("anna")
    assert "There is news" not in anna.labels
    newest = await house.announce(
        invented(kind=Kind.UPDATE, sequence=2, index="EUR 21/0002/2026", deadline=date(2026, 3, 9), title="NEWS")
    )
    await anna.press("Later")
    await anna.press("Back")
    assert anna.labels[0] == "There is news"
    assert "4 days left" in anna.last
    await anna.press("There is news")
    assert "12 days left" in anna.last
    assert "There is news" not in anna.labels
    await anna.press("Take action")
    await anna.press(MINISTER.name)
    await anna.press("Email")
    assert (await house.tally(newest)).whole.handed_out == 1
    await anna.say("/actions")
    assert anna.last.count("B.T.") == 1, "the newest of each case"


async def test_a_closed_one_points_to_the_newest_and_to_another_case_besides(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    house.clock.go_on(days=5)
    await house.announce(
        invented(kind=Kind.UPDATE, sequence=2, index="EUR 21/0002/2026", deadline=date(2026, 3, 20), title="NEWS")
    )
    await house.announce(invented("904/26", date(2026, 4, 1), people=(), title="ANOTHER CASE"))
    await anna.press("Back")
    assert anna.labels == ["There is news", "ANOTHER CASE"]


async def test_a_draft_or_a_withdrawn_one_is_no_news(house: House) -> None:
    anna = await house.joined("anna")
    update = invented(kind=Kind.UPDATE, sequence=2, index="EUR 21/0002/2026", title="NEWS")
    async with house.database.writing() as tx:
        await actions.add(tx, update, zone="Europe/Paris", now=house.clock.now)
    await anna.say("/start ua_901-26")
    assert "There is news" not in anna.labels
    newest = await house.announce(update)
    async with house.database.writing() as tx:
        await revising.withdraw(tx, newest, approver="a test", needed=1, now=house.clock.now)
        first: Kept = await actions.by_id(tx, house.action)
    await anna.say(f"/start ua_{first.name}#1")
    assert "There is news" not in anna.labels


async def test_what_was_not_withdrawn_of_a_case_stays_open(house: House) -> None:
    anna = await house.joined("anna")
    await house.announce(invented("904/26", date(2026, 4, 1), people=(), title="ANOTHER CASE"))
    await withdraw(house)
    await anna.press("Take action")
    assert anna.labels == ["ANOTHER CASE"]
    await anna.press("ANOTHER CASE")
    assert "Take action" in anna.labels
