"""Waking: what waited for the end of a night may leave, and edits of what was on its way learn what to edit."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from content.ids import BroadcastId, DeliveryId, Platform
from content.rules.announcing import BroadcastKind, DeliveryState
from storage.amending import LOOK_AGAIN, unclear
from storage.database.engine import Tx
from storage.database.tables import broadcasts, deliveries
from storage.sending.ledger import finish, lock
from storage.sending.shards import SIZE, Shard, among

AT_ONCE = 5000
"""Rows woken in one transaction."""
_JUMPED = timedelta(hours=26)  # no night ends later than that: a clock that was wrong wrote it


async def wake(tx: Tx, *, now: datetime) -> int:
    """Let go what is due, at most `AT_ONCE`; how many rows were looked at. Marking looks again whether it may leave."""
    due = or_(deliveries.c.due_at <= now, deliveries.c.due_at > now + _JUMPED)
    columns = (deliveries.c.id, deliveries.c.broadcast_id, deliveries.c.platform, deliveries.c.origin)
    waiting = select(*columns).where(deliveries.c.held == 1, deliveries.c.due_at.is_not(None), due)
    rows = (await tx.connection.execute(waiting.order_by(deliveries.c.due_at, deliveries.c.id).limit(AT_ONCE))).all()
    if not rows:
        return 0
    await tx.hold_ledger()
    of_them = sorted({BroadcastId(row.broadcast_id) for row in rows})
    await lock(tx, of_them)
    edits = [DeliveryId(row.id) for row in rows if row.origin is not None]
    still = await _learn(tx, edits, now) if edits else frozenset()
    free = [DeliveryId(row.id) for row in rows if row.id not in still]
    woken = update(deliveries).where(among(tx, free), deliveries.c.held == 1)
    await tx.connection.execute(woken.values(held=0, due_at=None))
    await finish(tx, of_them, now=now)
    if tx.planned is not None:
        here = {(row.broadcast_id, row.platform, row.id // SIZE) for row in rows if row.id not in still}
        await tx.planned(tx, [Shard(BroadcastId(one), Platform(on), bucket) for one, on, bucket in sorted(here)])
    return len(rows)


async def _learn(tx: Tx, edits: Collection[DeliveryId], now: datetime) -> Collection[DeliveryId]:
    """What became of the messages that these edits change; those of them that still have to wait.

    Where that is not clear a message of its own follows, but not for a CLOSING: nothing is wrong with what it changes.
    """
    first = deliveries.alias("first")
    asked = (
        select(deliveries.c.id, broadcasts.c.kind, first.c.state, unclear(first).label("unclear"))
        .join(first, first.c.id == deliveries.c.origin)
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
    )
    still: list[DeliveryId] = []
    follows: list[DeliveryId] = []
    never: list[DeliveryId] = []
    for row in await tx.connection.execute(asked.where(among(tx, edits))):
        if row.state == DeliveryState.SENDING:
            still.append(row.id)
        elif row.unclear and row.kind != BroadcastKind.CLOSING:
            follows.append(row.id)
        elif row.unclear or row.state != DeliveryState.DELIVERED:
            never.append(row.id)
    for ids, values in (
        (still, {"due_at": now + LOOK_AGAIN}),
        (follows, {"origin": None}),
        (never, {"state": DeliveryState.SKIPPED, "reason": "it did not arrive", "settled_at": now}),
    ):
        if ids:
            queued = (among(tx, ids), deliveries.c.state == DeliveryState.QUEUED)
            await tx.connection.execute(update(deliveries).where(*queued).values(**values))
    return frozenset(still)
