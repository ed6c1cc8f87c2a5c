"""Messages that are there already are changed or taken away, and where that cannot be a new one follows."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from content.courier import Delivered, Outcome
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, PlatformId, Reference
from content.rules.announcing import EDITS, BroadcastKind, BroadcastState, DeliveryState
from content.rules.hours import Hours, Quiet
from scheduler.sending.calls import Calls
from scheduler.sending.figures import Figures
from scheduler.sending.home_file import FileHome
from storage.database import tables
from storage.database.engine import Database
from storage.sending.broadcasts import Broadcast
from storage.sending.deliveries import Delivery, Origin
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, Words, until
from tests.scheduler.sending.parts import (
    Clock,
    announced,
    block,
    delivered,
    done,
    edits,
    find,
    left,
    running,
    sender,
    sending,
)
from tests.storage.builder import NOON, rows

ORIGIN = Origin(Reference("m7"), NOON - timedelta(hours=3))


async def called(kind: BroadcastKind, origin: Origin | None) -> Pigeons:
    """What the call of one delivery does."""
    pigeons = Pigeons()
    answers: list[tuple[Delivery, Outcome]] = []
    calls = Calls(
        pigeons,
        "telegram",
        most=1,
        now=lambda: NOON,
        figures=Figures(),
        halt=lambda _seconds, _everybody: None,
        refused=lambda _broadcast: None,
    )
    one = Delivery(
        id=DeliveryId(1),
        broadcast=BroadcastId(1),
        action=ActionId(1),
        kind=kind,
        chat=ChatId(1),
        platform=Platform.TELEGRAM,
        language="en",
        attempts=0,
        doubts=0,
        origin=origin,
    )
    calls.start(one, PlatformId("42"), "the text", 0.0)
    await calls.wait(5)
    answers += calls.answers
    assert [(answered, type(outcome)) for answered, outcome in answers] == [(one, Delivered)]
    return pigeons


class TestCalls:
    """Which of the courier's words a delivery's call is."""

    @pytest.mark.parametrize("kind", BroadcastKind)
    async def test_without_a_message_to_change_it_is_a_new_one(self, kind: BroadcastKind) -> None:
        pigeons = await called(kind, None)
        assert (pigeons.arrived, pigeons.amended, pigeons.removed) == ([("42", "the text")], [], [])

    @pytest.mark.parametrize("kind", sorted(EDITS - {BroadcastKind.WITHDRAWAL}))
    async def test_an_edit_takes_the_place_of_its_message(self, kind: BroadcastKind) -> None:
        pigeons = await called(kind, ORIGIN)
        assert (pigeons.arrived, pigeons.amended, pigeons.removed) == ([], [("42", "m7", "the text")], [])

    async def test_a_withdrawal_takes_it_away(self) -> None:
        pigeons = await called(BroadcastKind.WITHDRAWAL, ORIGIN)
        assert (pigeons.arrived, pigeons.amended) == ([], [])
        assert pigeons.removed == [("42", "m7", ORIGIN.sent_at, "the text")]


async def sent_at(database: Database, broadcast: Broadcast) -> set[datetime | None]:
    asked = select(tables.deliveries.c.settled_at).where(tables.deliveries.c.broadcast_id == broadcast.id)
    async with database.reading() as tx:
        return set((await tx.connection.execute(asked)).scalars())


async def test_a_correction_is_made_once_and_put_where_each_message_stands(database: Database) -> None:
    made = await delivered(database, 20)
    stands = {row[4] for row in (await rows(database, made.id)).values()}
    correction = await edits(database, made, BroadcastKind.CORRECTION)
    pigeons, words = Pigeons(), Words()
    async with sending(database, pigeons, words=words):
        await done(database, correction)
    assert pigeons.arrived == []
    assert {reference for _, reference, _ in pigeons.amended} == stands
    assert {chat for chat, _, _ in pigeons.amended} == set(map(str, range(1, 21)))
    assert pigeons.readied == [f"correction {made.action} in en"]
    assert len(words.asked) == 1
    assert await left(database, correction) == {DeliveryState.DELIVERED: 20}


@on_sqlite
async def test_a_withdrawal_says_when_each_message_was_sent(database: Database) -> None:
    made = await delivered(database, 3)
    withdrawal = await edits(database, made, BroadcastKind.WITHDRAWAL)
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await done(database, withdrawal)
    assert sorted(chat for chat, *_ in pigeons.removed) == ["1", "2", "3"]
    assert {at for _, _, at, _ in pigeons.removed} == await sent_at(database, made)
    assert (pigeons.arrived, pigeons.amended) == ([], [])


async def test_what_cannot_be_changed_gets_a_message_of_its_own(database: Database) -> None:
    made = await delivered(database, 30)
    correction = await edits(database, made, BroadcastKind.CORRECTION)
    pigeons, figures = Pigeons(), Figures()
    pigeons.rest = 0
    for chat in ("2", "3", "30"):
        pigeons.harden(chat)
    async with sending(database, pigeons, figures=figures):
        await done(database, correction)
    new = f"correction {made.action} in en, anew"
    assert sorted(pigeons.arrived) == [("2", new), ("3", new), ("30", new)]
    assert len(pigeons.amended) == 27
    assert figures.answers == {("telegram", "delivered"): 30, ("telegram", "uneditable"): 3}
    assert await left(database, correction) == {DeliveryState.DELIVERED: 30}


@on_sqlite
async def test_of_closed_cards_what_cannot_be_changed_is_left_as_it_is(database: Database) -> None:
    closing = await edits(database, await delivered(database, 3), BroadcastKind.CLOSING)
    pigeons = Pigeons()
    pigeons.harden("2")
    async with sending(database, pigeons):
        await done(database, closing)
    assert pigeons.arrived == []
    assert await left(database, closing) == {DeliveryState.DELIVERED: 2, DeliveryState.SKIPPED: 1}


@on_sqlite
async def test_an_edit_that_is_our_own_fault_pauses_and_the_others_go_on(database: Database) -> None:
    made = await delivered(database, 50)
    correction = await edits(database, made, BroadcastKind.CORRECTION)
    reminder = await announced(database, kind=BroadcastKind.REMINDER)
    pigeons = Pigeons()
    pigeons.refuse("1")
    async with sending(database, pigeons, rate=100):
        await done(database, reminder)
    found = await find(database, correction.id)
    assert (found.state, found.reason) == (BroadcastState.PAUSED, "can't parse entities")
    assert found.counts[DeliveryState.FAILED] == 1
    assert found.counts[DeliveryState.QUEUED] >= 20, "it was not sent on in the face of the fault"


@on_sqlite
async def test_an_edit_that_may_not_have_been_made_is_made_again(database: Database) -> None:
    made = await delivered(database, 1)
    correction = await edits(database, made, BroadcastKind.CORRECTION)
    pigeons, clock = Pigeons(), Clock()
    pigeons.times_out("1", arrives=False)
    one = sender(database, pigeons, clock=clock)
    async with running(one, home=FileHome(database, clock)):
        await until(lambda: len(pigeons.calls) == 1 and not one.ids)
        clock.ahead = timedelta(minutes=1)
        await done(database, correction)
    assert len(pigeons.calls) == 2
    assert len(pigeons.amended) == 1
    assert [row[:3] for row in (await rows(database, correction.id)).values()] == [("delivered", 2, 1)]


async def test_quiet_hours_hold_what_is_new_and_an_edit_wakes_nobody(database: Database) -> None:
    old = await delivered(database, 3)
    correction, alert = await edits(database, old, BroadcastKind.CORRECTION), await announced(database)
    clock = Clock()
    hour = timedelta(hours=1)
    quiet = Quiet((clock() - hour).time(), (clock() + hour).time())
    pigeons = Pigeons()
    one = sender(database, pigeons, clock=clock, hours=Hours(quiet, "UTC"))
    async with running(one):
        await one.deliver([*await block(database, alert), *await block(database, correction)])
    assert {said.split()[0] for said in pigeons.said} == {"correction"}
    assert await left(database, correction) == {DeliveryState.DELIVERED: 3}
    assert await left(database, alert) == {DeliveryState.QUEUED: 3}
    assert await block(database, alert) == [], "it waits for the morning"


async def test_where_fewer_edits_are_taken_than_messages_they_hold_up_no_message(database: Database) -> None:
    closing = await edits(database, await delivered(database, 12), BroadcastKind.CLOSING)
    pigeons = Pigeons()
    pigeons.rest, pigeons.edits_apart = 0.0, 3600.0
    async with sending(database, pigeons, rate=500):
        await until(lambda: bool(pigeons.amended))
        await done(database, await announced(database))
    assert len(pigeons.amended) == 1, "the next has its turn in an hour"
    assert (await left(database, closing))[DeliveryState.QUEUED] == 11


async def test_edits_keep_the_pace_that_is_theirs(database: Database) -> None:
    closing = await edits(database, await delivered(database, 12), BroadcastKind.CLOSING)
    pigeons = Pigeons()
    pigeons.edits_apart = 0.1
    async with sending(database, pigeons, rate=500):
        await done(database, closing)
    times = [at for _, at in pigeons.calls]
    assert max(times) - min(times) >= 0.1 * 7, "a few slots may be used at once"
    assert await left(database, closing) == {DeliveryState.DELIVERED: 12}
