"""An announcement, from the first approval to the last delivery."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from content.courier import Delivered, Outcome, TryLater, Unknown
from content.courier import Refused as OurFault
from content.ids import ActionId, BroadcastId, Platform, Reference
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from storage.actions import Refused, State
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.sending import broadcasts, deliveries, settling
from storage.sending.audience import audience
from storage.sending.broadcasts import Broadcast
from storage.sending.ledger import Depths, depths
from storage.sending.shards import Shard
from tests.databases import SECRET
from tests.storage.builder import NOON, action, people, person, states

LATER = NOON + timedelta(minutes=1)


async def announce(
    database: Database,
    what: ActionId,
    approver: str = "first",
    *,
    needed: int = 1,
    kind: BroadcastKind = BroadcastKind.ALERT,
) -> Broadcast:
    async with database.writing() as tx:
        return await broadcasts.announce(tx, what, kind, approver=approver, needed=needed, now=NOON)


async def find(database: Database, broadcast: BroadcastId) -> Broadcast:
    async with database.reading() as tx:
        return await broadcasts.find(tx, broadcast)


async def test_the_audience_is_who_joined_and_can_be_reached(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 2, language="fr")
        both = await person(tx, "3")
        await person(tx, "U3", platform=Platform.SLACK, supporter=both.supporter)
        await person(tx, "4", stopped=True)
        await person(tx, "5", gone=True)
        await person(tx, "6", stopped=True, gone=True)
        asked = await audience(tx, now=NOON)

    assert asked.recipients == {
        (Platform.SLACK, "en"): 1,
        (Platform.TELEGRAM, "fr"): 2,
        (Platform.TELEGRAM, "en"): 1,
    }
    assert (asked.total, asked.stopped, asked.gone) == (4, 2, 1)
    assert asked.platforms == {Platform.TELEGRAM: 3, Platform.SLACK: 1}
    assert asked.languages == {"fr": 2, "en": 2}


async def test_nobody_is_no_error(database: Database) -> None:
    async with database.writing() as tx:
        asked = await audience(tx, now=NOON)
        what = await action(tx)
    assert (asked.recipients, asked.total, asked.stopped, asked.gone) == ({}, 0, 0, 0)
    made = await announce(database, what)
    assert (made.state, made.audience, made.ended_at) == (BroadcastState.DONE, 0, NOON)


async def test_two_different_people_approve_and_it_is_frozen_and_sent(database: Database) -> None:
    async with database.writing() as tx:
        one, two = await people(tx, 2)
        await person(tx, "4", stopped=True)
        await person(tx, "5", gone=True)
        slack = await person(tx, "U1", platform=Platform.SLACK, language="fr")
        what = await action(tx)

    first = await announce(database, what, "first", needed=2)
    assert (first.state, first.approvals, first.audience, first.already) == (BroadcastState.DRAFT, 1, 0, False)
    again = await announce(database, what, "first", needed=2)
    assert (again.id, again.state, again.approvals) == (first.id, BroadcastState.DRAFT, 1)
    second = await announce(database, what, "second", needed=2)
    assert (second.id, second.state, second.approvals, second.already) == (first.id, BroadcastState.SENDING, 2, False)
    assert second.counts == dict.fromkeys(DeliveryState, 0) | {DeliveryState.QUEUED: 3}
    assert await states(database, first.id) == dict.fromkeys((one.chat, two.chat, slack.chat), DeliveryState.QUEUED)

    async with database.writing() as tx:
        await person(tx, "late")  # whoever joins now is not in it any more
        kept = (await tx.connection.execute(select(tables.actions.c.state))).scalar_one()
        row = (
            await tx.connection.execute(select(tables.deliveries).where(tables.deliveries.c.chat_id == slack.chat))
        ).one()
    assert kept == State.ANNOUNCED
    assert (row.platform, row.language, row.due_at, row.attempts, row.doubts) == ("slack", "fr", None, 0, 0)
    assert (await find(database, first.id)).audience == 3


async def test_announcing_again_sends_nothing_twice(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 3)
        what = await action(tx)
    first = await announce(database, what)
    second = await announce(database, what, "second")
    assert (second.id, second.already, second.approvals, second.audience) == (first.id, True, 1, 3)
    async with database.writing() as tx:
        await broadcasts.stop(tx, first.id, "wrong address", now=LATER)
    third = await announce(database, what, "third")
    assert (third.id, third.already, third.state) == (first.id, True, BroadcastState.STOPPED)


async def test_two_who_approve_at_the_same_moment_make_one_broadcast(address: str, database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 3)
        what = await action(tx)
    other = await open_database(address, SECRET)
    made = await asyncio.gather(
        announce(database, what, "first", needed=2),
        announce(other, what, "second", needed=2),
        announce(database, what, "third", needed=2),
    )
    await other.close()
    assert len({one.id for one in made}) == 1
    assert sorted(one.already for one in made) == [False, False, True]
    async with database.reading() as tx:
        assert (await tx.connection.execute(select(func.count()).select_from(tables.deliveries))).scalar_one() == 3


async def test_an_outcome_is_a_broadcast_of_its_own(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 1)
        what = await action(tx)
    alert = await announce(database, what)
    outcome = await announce(database, what, kind=BroadcastKind.OUTCOME)
    assert (outcome.id != alert.id, outcome.already, outcome.audience) == (True, False, 1)
    async with database.reading() as tx:
        assert [one.kind for one in await broadcasts.listed(tx)] == [BroadcastKind.ALERT, BroadcastKind.OUTCOME]


async def test_a_draft_is_not_announced(database: Database) -> None:
    async with database.writing() as tx:
        what = await action(tx, state=State.DRAFT)
    with pytest.raises(Refused, match="approve it first"):
        await announce(database, what)
    with pytest.raises(LookupError):
        await announce(database, ActionId(99))
    async with database.reading() as tx:
        assert await broadcasts.listed(tx) == ()


async def test_after_the_deadline_nobody_is_asked_to_act_but_the_outcome_is_told(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 1)
        what = await action(tx, deadline=NOON.date() - timedelta(days=1))
        today = await action(tx, deadline=NOON.date())
    with pytest.raises(Refused, match="deadline has passed"):
        await announce(database, what)
    assert (await announce(database, what, kind=BroadcastKind.OUTCOME)).state is BroadcastState.SENDING
    assert (await announce(database, today)).state is BroadcastState.SENDING


async def test_stopped_on_the_way_the_rest_is_skipped(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 3)
        made = await broadcasts.announce(
            tx, await action(tx), BroadcastKind.ALERT, approver="first", needed=1, now=NOON
        )
        first = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=1)
        await deliveries.mark_sending(tx, [first[0]], now=NOON)
    async with database.writing() as tx:
        stopped = await broadcasts.stop(tx, made.id, "the address is wrong", now=LATER)
    assert (stopped.state, stopped.reason, stopped.ended_at) == (
        BroadcastState.STOPPED,
        "the address is wrong",
        LATER,
    )
    assert stopped.counts[DeliveryState.SKIPPED] == 2
    assert stopped.counts[DeliveryState.SENDING] == 1
    assert stopped.audience == 3
    async with database.writing() as tx:
        with pytest.raises(Refused, match="is stopped"):
            await broadcasts.stop(tx, made.id, "again", now=LATER)
        with pytest.raises(Refused, match="is stopped"):
            await broadcasts.pause(tx, made.id, "a question", now=LATER)


async def test_a_draft_that_is_stopped_is_cancelled_and_may_be_made_again(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 1)
        what = await action(tx)
    draft = await announce(database, what, needed=2)
    async with database.writing() as tx:
        assert (await broadcasts.stop(tx, draft.id, "not now", now=NOON)).state is BroadcastState.CANCELLED
    again = await announce(database, what, "second", needed=2)
    assert (again.id != draft.id, again.state, again.approvals) == (True, BroadcastState.DRAFT, 1)


async def test_paused_it_waits_and_resumed_it_goes_on(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 2)
        what = await action(tx)
    made = await announce(database, what)

    async with database.writing() as tx:
        leased = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        paused = await broadcasts.pause(tx, made.id, "a question", now=NOON)
        assert (paused.state, paused.reason) == (BroadcastState.PAUSED, "a question")
        assert await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9) == []
        assert await deliveries.mark_sending(tx, leased, now=NOON) == {}
    async with database.writing() as tx:
        resumed = await broadcasts.resume(tx, made.id, now=NOON)
        assert (resumed.state, resumed.reason) == (BroadcastState.SENDING, "")
        assert await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9) == leased
        with pytest.raises(Refused, match="only a paused one"):
            await broadcasts.resume(tx, made.id, now=NOON)


async def test_a_broadcast_that_is_not_there(database: Database) -> None:
    async with database.writing() as tx:
        with pytest.raises(LookupError):
            await broadcasts.find(tx, BroadcastId(7))
        with pytest.raises(LookupError):
            await broadcasts.pause(tx, BroadcastId(7), "", now=NOON)


async def test_announcing_a_paused_one_again_lets_the_rest_go(database: Database) -> None:
    """After a wrong token, say, and a right one."""
    async with database.writing() as tx:
        await people(tx, 3)
        what = await action(tx)
    made = await announce(database, what)
    async with database.writing() as tx:
        (first, *_) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=1)
        await deliveries.mark_sending(tx, [first], now=NOON)
        await settling.settle(tx, [(first, OurFault("Unauthorized"))], now=NOON)
    assert (await find(database, made.id)).state is BroadcastState.PAUSED
    again = await announce(database, what, "second")
    assert (again.id, again.already, again.state, again.audience) == (made.id, True, BroadcastState.SENDING, 3)
    async with database.reading() as tx:
        assert len(await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)) == 2


async def unclear(database: Database, kind: BroadcastKind = BroadcastKind.REMINDER) -> Broadcast:
    """A broadcast that is done: one arrived, of two nobody knows."""
    async with database.writing() as tx:
        await people(tx, 3)
        made = await broadcasts.make(tx, await action(tx), kind, now=NOON)
        await broadcasts.send(tx, made, now=NOON)
    lost = Unknown("timed out")
    ends: list[list[Outcome]] = [[Delivered(Reference("1")), lost, lost], [lost, lost]]
    for outcomes in ends:
        async with database.writing() as tx:
            found = await deliveries.due(tx, Platform.TELEGRAM, now=LATER, limit=9)
            await deliveries.mark_sending(tx, found, now=LATER)
            await settling.settle(tx, list(zip(found, outcomes, strict=False)), now=NOON)
    return await find(database, made)


@pytest.mark.parametrize("kind", [BroadcastKind.ALERT, BroadcastKind.REMINDER])
async def test_what_is_unclear_goes_once_more_when_a_person_says_so(database: Database, kind: BroadcastKind) -> None:
    made = await unclear(database, kind)
    assert (made.state, made.counts[DeliveryState.UNKNOWN]) == (BroadcastState.DONE, 2)
    told: list[Shard] = []

    async def planned(_: Tx, found: Sequence[Shard]) -> None:
        told.extend(found)

    database.planned = planned
    async with database.writing() as tx:
        assert await broadcasts.again(tx, made.id, now=LATER) == 2
        assert await broadcasts.again(tx, made.id, now=LATER) == 0
        going = await broadcasts.find(tx, made.id)
        found = await deliveries.due(tx, Platform.TELEGRAM, now=LATER, limit=9)
        assert len(await deliveries.mark_sending(tx, found, now=LATER)) == 2
        await settling.settle(tx, [(found[0], Delivered(Reference("2"))), (found[1], Unknown("no"))], now=LATER)
    assert (going.state, going.ended_at, going.counts[DeliveryState.QUEUED]) == (BroadcastState.SENDING, None, 2)
    assert [shard.broadcast for shard in told] == [made.id]
    over = await find(database, made.id)
    assert over.state is BroadcastState.DONE, "and of what is unclear again, nothing goes by itself"
    assert (over.counts[DeliveryState.DELIVERED], over.counts[DeliveryState.UNKNOWN]) == (2, 1)


async def test_what_failed_by_our_own_fault_goes_once_more_when_a_person_says_so(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 2)
        what = await action(tx)
    made = await announce(database, what)
    for outcome in (OurFault("can't parse entities"), Delivered(Reference("1"))):
        async with database.writing() as tx:
            (first, *_) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=1)
            await deliveries.mark_sending(tx, [first], now=NOON)
            await settling.settle(tx, [(first, outcome)], now=NOON)
        await announce(database, what, "second")  # the letter is mended: the rest may go
    over = await find(database, made.id)
    assert (over.state, over.counts[DeliveryState.FAILED], over.missing) == (BroadcastState.DONE, 1, 1)
    async with database.writing() as tx:
        assert await broadcasts.again(tx, made.id, now=LATER) == 1
        assert len(await deliveries.due(tx, Platform.TELEGRAM, now=LATER, limit=9)) == 1


async def test_what_is_unclear_waits_in_a_paused_one(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 2)
        made = await broadcasts.make(tx, await action(tx), BroadcastKind.REMINDER, now=NOON)
        await broadcasts.send(tx, made, now=NOON)
        (first, _) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        await deliveries.mark_sending(tx, [first], now=NOON)
        await settling.settle(tx, [(first, Unknown("timed out"))], now=NOON)
        await broadcasts.pause(tx, made, "a question", now=NOON)
        assert await broadcasts.again(tx, made, now=NOON) == 1
        assert (await broadcasts.find(tx, made)).state is BroadcastState.PAUSED
        await broadcasts.resume(tx, made, now=NOON)
        assert len(await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)) == 2


async def test_nothing_goes_again_of_what_is_stopped_late_or_not_there(database: Database) -> None:
    made = await unclear(database)
    async with database.writing() as tx:
        with pytest.raises(Refused, match="deadline has passed"):
            await broadcasts.again(tx, made.id, now=NOON + timedelta(days=30))
        with pytest.raises(LookupError):
            await broadcasts.again(tx, BroadcastId(99), now=NOON)
        draft = await broadcasts.make(tx, made.action, BroadcastKind.OUTCOME, now=NOON)
        with pytest.raises(Refused, match="is draft"):
            await broadcasts.again(tx, draft, now=NOON)
    assert (await find(database, made.id)).counts[DeliveryState.UNKNOWN] == 2


async def test_the_depths_are_of_what_is_under_way(database: Database) -> None:
    async with database.writing() as tx:
        assert await depths(tx, now=NOON) == Depths(dict.fromkeys(DeliveryState, 0), 0.0)
    over = await unclear(database)
    async with database.writing() as tx:
        assert sum((await depths(tx, now=LATER)).states.values()) == 0, "it is over"
        first = await broadcasts.announce(tx, over.action, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        await broadcasts.announce(tx, over.action, BroadcastKind.OUTCOME, approver="me", needed=1, now=LATER)
        found = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=3)
        await deliveries.mark_sending(tx, found, now=NOON)
        left = await depths(tx, now=LATER + timedelta(seconds=5))
        assert (left.states[DeliveryState.SENDING], left.states[DeliveryState.QUEUED]) == (3, 3)
        assert left.oldest_due == 5.0, "of the first everything has left"
        await settling.settle(tx, [(one, TryLater(NOON)) for one in found], now=NOON)
        assert (await depths(tx, now=LATER)).oldest_due == 60.0
        assert (await depths(tx, now=NOON - timedelta(days=1))).oldest_due == 0.0
        await broadcasts.pause(tx, first.id, "a question", now=NOON)
        paused = await depths(tx, now=LATER)
    assert (paused.states[DeliveryState.QUEUED], paused.oldest_due) == (6, 0.0)
