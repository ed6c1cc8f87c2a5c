"""A screen that others may see: alerts name no case there, and [Open] shows all that the message would have said."""

import json

import pytest

from bot.rendering import rendering
from content.action import Kind
from content.courier import Delivered
from content.ids import Platform, Reference
from content.rules.announcing import BroadcastKind
from storage import actions, revising, takings
from storage.sending import broadcasts, deliveries, settling
from tests.cases import invented
from tests.handlers.conftest import House
from tests.talk import Talk

WAITING = "A message is waiting for you. Press “Open” when nobody looks over your shoulder."


async def arrives(house: House, anna: Talk) -> list[BroadcastKind]:
    """All that is on its way arrives as it would from the sender; of what kinds it was."""
    render = rendering(house.database, contact="ua@example.org", network="Us", now=lambda: house.clock.now)
    async with house.database.writing() as tx:
        queued = await deliveries.due(tx, Platform.TELEGRAM, now=house.clock.now, limit=99)
        await deliveries.mark_sending(tx, queued, now=house.clock.now)
        await settling.settle(tx, [(one, Delivered(Reference(f"m{one.id}"))) for one in queued], now=house.clock.now)
    for one in queued:
        anna.get(await render(one))
    return [one.kind for one in queued]


async def discreet(house: House, name: str) -> Talk:
    anna = await house.joined(name)
    await anna.say("/settings")
    assert "Not discreet" in anna.last
    await anna.press("Discreet alerts: on")
    assert "Discreet: alerts and reminders name no case until you open them." in anna.last
    assert "Discreet alerts: off" in anna.labels
    return anna


async def test_the_switch(house: House) -> None:
    anna = await discreet(house, "anna")
    assert (await house.kept("anna")).discreet
    await anna.press("Discreet alerts: off")
    assert "Not discreet" in anna.last
    assert not (await house.kept("anna")).discreet


async def test_an_alert_is_opened_in_a_message_of_its_own(empty: House) -> None:
    anna = await discreet(empty, "anna")
    empty.action = await empty.announce(invented())
    assert await arrives(empty, anna) == [BroadcastKind.ALERT]
    assert (anna.last, anna.labels) == (WAITING, ["Open"])
    alert = anna.shown[-1].message
    await anna.press("Open")
    assert "REFUGEE MAY BE SENT BACK" in anna.last
    assert anna.shown[-2].message == alert


async def test_an_outcome_is_opened_with_its_own_words(house: House) -> None:
    anna = await discreet(house, "anna")
    await anna.say("/start")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    outcome = invented(kind=Kind.OUTCOME, sequence=2, index="EUR 21/0002/2026", deadline=None, title="B.T. MAY STAY")
    await house.announce(outcome)
    assert BroadcastKind.OUTCOME in await arrives(house, anna)
    assert anna.last == WAITING
    await anna.press("Open")
    assert "B.T. MAY STAY" in anna.last
    assert "You wrote to Jeanne Exemple by e-mail." in anna.last


async def test_a_word_to_stop_is_opened_with_its_own_words(house: House) -> None:
    anna = await discreet(house, "anna")
    update = invented(kind=Kind.UPDATE, sequence=2, index="EUR 21/0002/2026", title="A WORD TO STOP")
    async with house.database.writing() as tx:
        kept, _ = await actions.add(tx, update, zone="Europe/Paris", now=house.clock.now)
        await actions.mark(tx, kept.id, stops_writing=True)
    await house.announce(update)
    await arrives(house, anna)
    await anna.press("Open")
    assert "A WORD TO STOP" in anna.last
    assert "Please do not write any more in this case." in anna.last
    assert anna.labels == ["More about this case"]


@pytest.mark.parametrize("withdrawn", [False, True])
async def test_a_warning_is_opened_before_the_card(house: House, withdrawn: bool) -> None:
    anna = await discreet(house, "anna")
    await anna.say("/start")
    await anna.press("Take action")
    await anna.press("Quickest way")
    async with house.database.writing() as tx:
        now = house.clock.now
        if withdrawn:
            await revising.withdraw(tx, house.action, approver="a test", needed=1, now=now)
        else:
            text = invented(title="NOT TO TORTURE")
            await revising.revise(tx, house.action, text=text, approver="a test", needed=1, now=now)
    assert await arrives(house, anna) == [BroadcastKind.WARNING]
    assert anna.last == WAITING
    messages = len(anna.shown)
    await anna.press("Open")
    assert len(anna.shown) == messages + 2
    warning = anna.shown[-2].text
    if withdrawn:
        assert "UA 901/26 is withdrawn, and you took an appeal of it" in warning
        assert "Withdrawn." in anna.last
    else:
        assert "An appeal you took held a mistake." in warning
        assert "NOT TO TORTURE" in anna.last
    await anna.say("/start ua_901-26")
    assert len(anna.shown) == messages + 3, "only where the broadcast’s own button was pressed"


async def test_what_is_edited_stays_neutral(empty: House) -> None:
    anna = await discreet(empty, "anna")
    empty.action = await empty.announce(invented())
    await arrives(empty, anna)
    async with empty.database.writing() as tx:
        await revising.withdraw(tx, empty.action, approver="a test", needed=1, now=empty.clock.now)
    assert await arrives(empty, anna) == [BroadcastKind.WITHDRAWAL]
    assert (anna.last, anna.labels) == (WAITING, ["Open"])
    await anna.press("Open")
    assert "UA 901/26\nWithdrawn. Please do not write." in anna.last


async def test_others_get_what_they_always_got(empty: House) -> None:
    anna = await empty.joined("anna")
    await discreet(empty, "bert")
    empty.action = await empty.announce(invented())
    async with empty.database.reading() as tx:
        made = (await broadcasts.listed(tx))[0]
    assert made.audience == 2
    await arrives(empty, anna)
    assert sorted(shown.text == WAITING for shown in anna.shown[-2:]) == [False, True]


async def test_all_of_it_is_in_what_we_keep(house: House) -> None:
    anna = await discreet(house, "anna")
    async with house.database.writing() as tx:
        await takings.listen(tx, (await house.kept("anna")).id, house.action, now=house.clock.now)
    await anna.say("/mydata")
    assert "Discreet: alerts and reminders name no case" in anna.shown[-2].text
    assert "• UA 901/26 · you want to know how it ends" in anna.shown[-2].text
    file = anna.shown[-1].message.attachment
    assert file is not None
    kept = json.loads(file.body)
    assert (kept["discreet"], kept["listens"]) == (True, ["901/26"])
