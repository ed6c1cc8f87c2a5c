"""What is urgent leaves first: an alert does not wait behind a hundred thousand edits of closed cards."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from content.rules.announcing import BroadcastKind, DeliveryState, order
from scheduler.sending.home_file import FileHome
from scheduler.sending.jobs import JobHome
from scheduler.sending.sender import Sender
from storage.database import tables
from storage.database.engine import Database
from storage.sending import broadcasts, deliveries, shards
from storage.sending.audience import Plan
from storage.sending.broadcasts import Broadcast
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, until
from tests.scheduler.sending.parts import (
    FAR,
    Clock,
    announced,
    delivered,
    done,
    edits,
    left,
    running,
    sender,
    sending,
)
from tests.storage.builder import NOON, action, rows

CLOSING = order(BroadcastKind.CLOSING)
OUT = 60
"""How many calls may be out at thirty a second."""


def home(database: Database) -> FileHome | JobHome:
    """As `runner` chooses it."""
    return FileHome(database, Clock()) if database.kind == "sqlite" else JobHome(database, Clock())


def kinds(pigeons: Pigeons) -> list[str]:
    """What left, in order."""
    return [said.split()[0] for said in pigeons.said]


async def in_hand(database: Database, one: Sender[Any], broadcast: Broadcast) -> None:
    """Wait until the sender has all of it in hand."""
    mine = set(await rows(database, broadcast.id))
    await until(lambda: mine <= one.ids)


async def to_some(database: Database, n: int, kind: BroadcastKind = BroadcastKind.ALERT) -> Broadcast:
    """A broadcast to the first `n` chats."""
    async with database.writing() as tx:
        made = await broadcasts.make(tx, await action(tx, deadline=FAR), kind, now=NOON)
        first = tables.chats.c.id.in_(select(tables.chats.c.id).order_by(tables.chats.c.id).limit(n))
        await broadcasts.send(tx, made, Plan(conditions=(first,)), now=NOON)
        return await broadcasts.find(tx, made)


async def test_an_alert_overtakes_a_hand_full_of_closing_edits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SIZE", 100)
    closing = await edits(database, await delivered(database, 300), BroadcastKind.CLOSING)
    pigeons = Pigeons()
    pigeons.rest = 0
    pigeons.gate.clear()
    one = sender(database, pigeons, rate=30)
    async with running(one, home=home(database)):
        await until(lambda: len(pigeons.calls) == OUT and not one.room_for(CLOSING))
        alert = await to_some(database, 10)
        await in_hand(database, one, alert)
        out = (await left(database, closing))[DeliveryState.SENDING]
        pigeons.gate.set()
        await done(database, alert)
    assert out == OUT, "what was out already, and nothing was marked beyond that"
    assert kinds(pigeons)[: out + 10] == ["closing"] * out + ["alert"] * 10
    assert len(pigeons.amended) >= OUT


async def test_corrections_reminders_and_closings_never_wait_for_what_is_less_urgent(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each finds a full hand of those that leave after it, in which nothing leaves but what was out."""
    monkeypatch.setattr(shards, "SIZE", 100)
    old = await delivered(database, 300)
    pigeons = Pigeons()
    pigeons.rest = 0
    pigeons.gate.clear()
    one = sender(database, pigeons, rate=30)
    closing = await edits(database, old, BroadcastKind.CLOSING)
    async with running(one, home=home(database)):
        await until(lambda: len(pigeons.calls) == OUT and not one.room_for(CLOSING))
        for kind in (BroadcastKind.REMINDER, BroadcastKind.CORRECTION, BroadcastKind.ALERT):
            await in_hand(database, one, await to_some(database, 5, kind))
        pigeons.gate.set()
        await until(lambda: len(pigeons.calls) > OUT + 15)
    urgent = ["alert"] * 5 + ["correction"] * 5 + ["reminder"] * 5
    assert kinds(pigeons)[: OUT + 16] == ["closing"] * OUT + urgent + ["closing"]
    assert (await left(database, closing))[DeliveryState.DELIVERED] >= OUT


@on_sqlite
async def test_one_look_takes_them_by_order_whichever_were_first(database: Database) -> None:
    old = await delivered(database, 4)
    made = [
        await edits(database, old, BroadcastKind.CLOSING),
        await announced(database, kind=BroadcastKind.REMINDER),
        await edits(database, old, BroadcastKind.CORRECTION),
        await announced(database),
    ]
    pigeons = Pigeons()
    pigeons.rest = 0
    async with sending(database, pigeons):
        await done(database, *made)
    assert kinds(pigeons) == ["alert"] * 4 + ["correction"] * 4 + ["reminder"] * 4 + ["closing"] * 4


@on_sqlite
async def test_a_look_reads_only_what_there_is_room_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    due = deliveries.due

    async def watched(*args: Any, order: int, limit: int, **others: Any) -> list[deliveries.Delivery]:
        asked.append((order, limit))
        return await due(*args, order=order, limit=limit, **others)

    monkeypatch.setattr(deliveries, "due", watched)
    await edits(database, await delivered(database, 200), BroadcastKind.CLOSING)
    pigeons = Pigeons()
    pigeons.gate.clear()
    one = sender(database, pigeons, rate=30)
    async with running(one, home=home(database)):
        await until(lambda: len(pigeons.calls) == OUT and not one.room_for(CLOSING))
        asked.clear()
        await until(lambda: len(asked) >= 9)
        assert set(asked) == {(0, one.ahead), (1, one.ahead), (2, one.ahead)}
        pigeons.gate.set()


@on_sqlite
async def test_a_retry_goes_first_only_among_those_of_its_order(database: Database) -> None:
    old = await delivered(database, 30)
    closing = await edits(database, old, BroadcastKind.CLOSING)
    async with database.writing() as tx:
        retried = tables.deliveries.update().where(tables.deliveries.c.broadcast_id == closing.id)
        await tx.connection.execute(retried.values(due_at=datetime.now(UTC) - timedelta(hours=1)))
    alert = await announced(database)
    pigeons = Pigeons()
    pigeons.rest = 0
    async with sending(database, pigeons):
        await done(database, closing, alert)
    assert kinds(pigeons) == ["alert"] * 30 + ["closing"] * 30
