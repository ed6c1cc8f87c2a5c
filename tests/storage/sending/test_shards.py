"""Shards: pieces of a broadcast that are the same whoever cuts them, told to whoever sends them."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from content.courier import Delivered, TryLater, Unknown
from content.ids import DeliveryId, Platform, Reference
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.sending import broadcasts, deliveries, settling, shards
from storage.sending.broadcasts import Broadcast
from storage.sending.shards import SIZE, Shard
from tests.storage.builder import NOON, action, people, person, rows

SECOND = timedelta(seconds=1)


async def sent_to(tx: Tx, n: int) -> Broadcast:
    await people(tx, n)
    return await broadcasts.announce(tx, await action(tx), BroadcastKind.ALERT, approver="me", needed=1, now=NOON)


async def test_together_they_are_the_broadcast_and_none_is_in_two(database: Database) -> None:
    async with database.writing() as tx:
        first = await sent_to(tx, SIZE + 30)
        await person(tx, "W1", platform=Platform.WEB)
        other = await broadcasts.announce(tx, first.action, BroadcastKind.OUTCOME, approver="me", needed=1, now=NOON)
        found = await shards.planned(tx, other.id)
        blocks = [await deliveries.in_shard(tx, shard, now=NOON) for shard in found]
    assert {shard.broadcast for shard in found} == {other.id}
    assert [shard.platform for shard in found].count(Platform.WEB) == 1
    assert all(0 < len(block) <= SIZE for block in blocks)
    ids = [one.id for block in blocks for one in block]
    assert sorted(ids) == sorted(await rows(database, other.id))
    for shard, block in zip(found, blocks, strict=True):
        assert {(one.platform, one.id // SIZE) for one in block} == {(shard.platform, shard.bucket)}
        assert [one.id for one in block] == sorted(one.id for one in block)


async def test_what_is_on_its_way_is_unfinished_and_what_is_over_or_paused_is_not(database: Database) -> None:
    async with database.writing() as tx:
        made = await sent_to(tx, 2)
        (shard,) = await shards.planned(tx, made.id)
        found = await deliveries.in_shard(tx, shard, now=NOON)
        await deliveries.mark_sending(tx, found, now=NOON)
        assert await shards.planned(tx, made.id) == []
        assert await shards.unfinished(tx) == [shard]
        assert await deliveries.in_shard(tx, shard, now=NOON) == []
        assert await deliveries.next_due(tx, shard, now=NOON) is None
        assert await settling.recover(tx, now=NOON, shard=Shard(shard.broadcast, shard.platform, shard.bucket + 1)) == 0
        assert await settling.recover(tx, now=NOON, shard=Shard(shard.broadcast, Platform.WEB, shard.bucket)) == 0
        assert await settling.recover(tx, now=NOON, shard=shard) == 2
        assert [one.doubts for one in await deliveries.in_shard(tx, shard, now=NOON)] == [1, 1]
        await broadcasts.pause(tx, made.id, "a question", now=NOON)
        assert await shards.unfinished(tx) == []
        assert await deliveries.in_shard(tx, shard, now=NOON) == []
        assert await deliveries.next_due(tx, shard, now=NOON) is None
        assert await shards.planned(tx, made.id) == [shard], "to be told when it is resumed"


async def test_a_shard_waits_for_its_next_retry(database: Database) -> None:
    async with database.writing() as tx:
        made = await sent_to(tx, 3)
        (shard,) = await shards.planned(tx, made.id)
        assert await deliveries.next_due(tx, shard, now=NOON) == NOON
        block = await deliveries.in_shard(tx, shard, now=NOON)
        await deliveries.mark_sending(tx, block, now=NOON)
        outcomes = (TryLater(NOON + 9 * SECOND), TryLater(NOON + 5 * SECOND), Delivered(Reference("1")))
        await settling.settle(tx, list(zip(block, outcomes, strict=True)), now=NOON)
        assert await deliveries.next_due(tx, shard, now=NOON) == NOON + 5 * SECOND
        assert await deliveries.in_shard(tx, shard, now=NOON + 4 * SECOND) == []
        assert [one.id for one in await deliveries.in_shard(tx, shard, now=NOON + 5 * SECOND)] == [block[1].id]
        assert await deliveries.next_due(tx, shard, now=NOON + 7 * SECOND) == NOON + 7 * SECOND
        assert len(await deliveries.in_shard(tx, shard, now=NOON - 3600 * SECOND)) == 2, "the clock was wrong"
        assert await deliveries.next_due(tx, shard, now=NOON - 3600 * SECOND) == NOON - 3600 * SECOND


async def test_retries_are_due_first_and_cursors_pass_over_what_was_seen(database: Database) -> None:
    async with database.writing() as tx:
        old = await sent_to(tx, 3)
        new = await broadcasts.announce(tx, old.action, BroadcastKind.OUTCOME, approver="me", needed=1, now=NOON)
        first, second, third = await deliveries.due(tx, Platform.TELEGRAM, after={}, now=NOON, limit=3)
        await deliveries.mark_sending(tx, [second], now=NOON)
        await settling.settle(tx, [(second, Unknown("timed out"))], now=NOON)

        later = NOON + 31 * SECOND
        seen = {old.id: first.id, new.id: DeliveryId(10**9)}
        assert await ids(tx, now=NOON, after=seen) == [third.id]
        assert await ids(tx, now=later, after=seen) == [second.id, third.id]
        assert await ids(tx, now=later, after=seen, limit=1) == [second.id]
        assert await ids(tx, now=NOON - 3600 * SECOND, after=seen) == [second.id, third.id], "the clock was wrong"
        assert await ids(tx, now=later, after={old.id: first.id}, limit=3) == [second.id, third.id, third.id + 1]
        assert await deliveries.due(tx, Platform.WEB, after={}, now=later, limit=9) == []
        await broadcasts.pause(tx, old.id, "a question", now=NOON)
        assert await ids(tx, now=later, after={new.id: DeliveryId(third.id + 2)}) == [third.id + 3]


async def ids(tx: Tx, **said: object) -> list[DeliveryId]:
    found = await deliveries.due(tx, Platform.TELEGRAM, **{"limit": 9, **said})  # type: ignore[arg-type]
    return [one.id for one in found]


async def test_whoever_sends_is_told_within_the_transaction(database: Database) -> None:
    told: list[Shard] = []

    async def planned(tx: Tx, found: Sequence[Shard]) -> None:
        async with database.reading() as other:
            assert await broadcasts.listed(other) != await broadcasts.listed(tx), "nothing is committed yet"
        assert found == await shards.planned(tx, found[0].broadcast)
        told.extend(found)

    database.planned = planned
    async with database.writing() as tx:
        made = await sent_to(tx, 2)
        await broadcasts.pause(tx, made.id, "a question", now=NOON)
    assert [shard.broadcast for shard in told] == [made.id]
    async with database.writing() as tx:
        await broadcasts.resume(tx, made.id, now=NOON)
    assert told == told[:1] * 2


async def test_who_cannot_be_told_keeps_it_from_being_announced(database: Database) -> None:
    async def planned(tx: Tx, found: Sequence[Shard]) -> None:
        raise ZeroDivisionError

    database.planned = planned
    with pytest.raises(ZeroDivisionError):
        async with database.writing() as tx:
            await sent_to(tx, 2)
    async with database.reading() as tx:
        assert await broadcasts.listed(tx) == ()
        assert (await tx.connection.execute(select(tables.deliveries))).all() == []


async def test_a_time_belongs_to_retries_alone(database: Database) -> None:
    """Whatever becomes of a row, it keeps a time only while it waits for it."""
    async with database.writing() as tx:
        made = await sent_to(tx, 4)
        found = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        await deliveries.mark_sending(tx, found, now=NOON)
        await settling.put_back(tx, [found[0].id], now=NOON, due=NOON + 9 * SECOND)
        await settling.settle(tx, [(one, TryLater(NOON + 9 * SECOND)) for one in found[1:]], now=NOON)
        assert await times(tx) == [NOON + 9 * SECOND] * 4
        later = NOON + 10 * SECOND
        assert len(await deliveries.mark_sending(tx, found[:2], now=later)) == 2
        assert await times(tx) == [None, None, NOON + 9 * SECOND, NOON + 9 * SECOND]
        await broadcasts.stop(tx, made.id, "wrong", now=later)
        assert await times(tx) == [None] * 4
        await settling.settle(tx, [(one, TryLater(later + SECOND)) for one in found[:2]], now=later)
        assert await times(tx) == [None] * 4
        stopped = await broadcasts.find(tx, made.id)
    assert (stopped.state, stopped.counts[DeliveryState.SKIPPED]) == (BroadcastState.STOPPED, 4)


async def times(tx: Tx) -> list[object]:
    asked = select(tables.deliveries.c.due_at).order_by(tables.deliveries.c.id)
    return list((await tx.connection.execute(asked)).scalars())
