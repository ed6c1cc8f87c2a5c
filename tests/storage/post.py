"""The post: what may leave leaves, and arrives or not, as if a sender were at work. Its night is from 22:00 to 8:00."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import select, text

from content.courier import Delivered, Outcome
from content.ids import ActionId, BroadcastId, ChatId, Platform, Reference
from content.rules.announcing import BroadcastKind, DeliveryState
from content.rules.hours import ALWAYS, Hours, Quiet
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.sending import broadcasts, deliveries, ledger, settling
from storage.sending.broadcasts import Broadcast
from storage.sending.deliveries import Delivery
from tests.storage.builder import NOON, PARIS, Person

HOURS = Hours(Quiet(time(22), time(8)), PARIS)
NIGHT = datetime(2024, 2, 22, 23, tzinfo=UTC)
MORNING = datetime(2024, 2, 23, 7, tzinfo=UTC)
"""When that night is over in Paris."""
SECOND = timedelta(seconds=1)


async def announce(
    tx: Tx,
    what: ActionId,
    kind: BroadcastKind = BroadcastKind.ALERT,
    *,
    hours: Hours = ALWAYS,
    now: datetime = NOON,
) -> BroadcastId:
    """The action is announced, and on its way."""
    return (await broadcasts.announce(tx, what, kind, approver="me", needed=1, hours=hours, now=now)).id


async def became(tx: Tx, broadcast: BroadcastId, state: DeliveryState, *who: Person) -> None:
    """Their rows of a broadcast ended so (everybody's, if nobody is named); it is done with the last one."""
    rows = tables.deliveries.update().where(tables.deliveries.c.broadcast_id == broadcast)
    if who:
        rows = rows.where(tables.deliveries.c.chat_id.in_([one.chat for one in who]))
    waits = state in (DeliveryState.QUEUED, DeliveryState.SENDING)
    reference = "m1" if state is DeliveryState.DELIVERED else ""
    values = {"state": state, "held": 0, "due_at": None, "reference": reference, "settled_at": None if waits else NOON}
    await tx.connection.execute(rows.values(**values))
    await ledger.finish(tx, [broadcast], now=NOON)


async def leave(tx: Tx, *, now: datetime, hours: Hours = ALWAYS) -> list[Delivery]:
    """Everything that may leave at this moment is marked as `sending`."""
    found = await deliveries.due(tx, Platform.TELEGRAM, now=now, limit=1000)
    going = await deliveries.mark_sending(tx, found, hours=hours, now=now)
    return [one for one in found if one.id in going]


def arrives(one: Delivery) -> Outcome:
    return Delivered(Reference(f"m{one.id}"))


async def carry(
    database: Database, *, now: datetime, hours: Hours = ALWAYS, ends: Callable[[Delivery], Outcome] = arrives
) -> set[tuple[BroadcastKind, ChatId | None]]:
    """Everything that may leave at this moment leaves, and ends so; what it was, and to whom."""
    async with database.writing() as tx:
        left = await leave(tx, now=now, hours=hours)
    async with database.writing() as tx:
        await settling.settle(tx, [(one, ends(one)) for one in left], now=now)
    return {(one.kind, one.chat) for one in left}


async def until_blocked(database: Database, task: asyncio.Task[Any]) -> None:
    """Until some transaction waits for another (on PostgreSQL), or the task has ended without that."""
    waits = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1"
    while not task.done():
        async with database.reading() as tx:
            if (await tx.connection.execute(text(waits))).first():
                return
        await asyncio.sleep(0)


async def of_kind(database: Database, kind: BroadcastKind) -> list[Broadcast]:
    """Every broadcast of a kind, the oldest first."""
    async with database.reading() as tx:
        return [one for one in await broadcasts.listed(tx) if one.kind is kind]


async def audience_of(database: Database, kind: BroadcastKind) -> set[ChatId]:
    """Everybody with a row in a broadcast of this kind."""
    found = [one.id for one in await of_kind(database, kind)]
    asked = select(tables.deliveries.c.chat_id).where(tables.deliveries.c.broadcast_id.in_(found))
    async with database.reading() as tx:
        return {ChatId(chat) for chat in (await tx.connection.execute(asked)).scalars()}


async def row_of(database: Database, broadcast: BroadcastId, who: Person) -> Any:
    """One person's row of a broadcast, as it stands in the table."""
    mine = (tables.deliveries.c.broadcast_id == broadcast, tables.deliveries.c.chat_id == who.chat)
    async with database.reading() as tx:
        return (await tx.connection.execute(select(tables.deliveries).where(*mine))).one()
