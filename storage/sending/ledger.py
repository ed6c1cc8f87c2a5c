"""The ledger: broadcasts are held while their deliveries change, and are done when nothing of them is left.

Whoever changes deliveries holds their broadcasts first, so that on PostgreSQL, too, a broadcast is stopped or done at
one moment for everybody.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import exists, func, select, update

from content.ids import BroadcastId, DeliveryId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from storage.database import quick
from storage.database.engine import Tx
from storage.database.tables import approvals, broadcasts, deliveries

_REASON = 200  # the column's length


@dataclass(frozen=True, slots=True)
class Held:
    """A broadcast that this transaction holds, as far as marking and settling need it.

    What asks for no appeals has no `deadline`.
    """

    id: BroadcastId
    state: BroadcastState
    kind: BroadcastKind
    deadline: date | None
    zone: str
    revision: int
    hours_count: bool

    @property
    def wakes(self) -> bool:
        """Whether it may pass the quiet hours of those who allowed that."""
        return self.hours_count and self.kind in (BroadcastKind.ALERT, BroadcastKind.UPDATE)


@dataclass(frozen=True, slots=True)
class Depths:
    """What is under way: rows by state, and for how many seconds the oldest that may leave has waited."""

    states: Mapping[DeliveryState, int]
    oldest_due: float


async def lock(tx: Tx, wanted: Collection[BroadcastId]) -> Mapping[BroadcastId, BroadcastState]:
    """Hold these broadcasts till the end of the transaction; their states. For several, hold the ledger first."""
    asked = select(broadcasts.c.id, broadcasts.c.state).where(broadcasts.c.id.in_(sorted(set(wanted))))
    rows = await tx.connection.execute(asked.order_by(broadcasts.c.id).with_for_update(key_share=True))
    return {BroadcastId(row.id): BroadcastState(row.state) for row in rows}


async def hold(tx: Tx, ids: Collection[DeliveryId]) -> list[Held]:
    """Hold the ledger, and the broadcasts of these deliveries, till the end of the transaction."""
    await tx.hold_ledger()
    rows = await quick.run(tx, _HOLD, ids=list(ids))
    return [
        Held(
            BroadcastId(id_),
            BroadcastState(state),
            BroadcastKind(kind),
            quick.day(deadline),
            zone,
            revision,
            bool(counts),
        )
        for id_, state, kind, deadline, zone, revision, counts in rows
    ]


async def finish(tx: Tx, wanted: Collection[BroadcastId] | None = None, *, now: datetime) -> None:
    """Those of `wanted` (None: of all) that are sending and have nothing left to send are done.

    Who asks for several holds the ledger.
    """
    if wanted is None:
        await quick.run(tx, _FINISH, now=now)
    elif wanted:
        await quick.run(tx, _FINISH + "AND id = ANY(:ids)", now=now, ids=sorted(wanted))


async def skip_queued(tx: Tx, broadcast: BroadcastId, reason: str, *, now: datetime) -> int:
    """What is queued in it is skipped; how many. The caller has locked it."""
    done = await tx.connection.execute(
        update(deliveries)
        .where(deliveries.c.broadcast_id == broadcast, deliveries.c.state == DeliveryState.QUEUED)
        .values(state=DeliveryState.SKIPPED, reason=reason[:_REASON], due_at=None, held=0, settled_at=now)
    )
    return done.rowcount


async def depths(tx: Tx, *, now: datetime) -> Depths:
    """What is under way in broadcasts that are sending or paused, for whoever watches over us."""
    open_now = select(broadcasts.c.id).where(broadcasts.c.state.in_((BroadcastState.SENDING, BroadcastState.PAUSED)))
    counted = (
        select(deliveries.c.broadcast_id, deliveries.c.state, func.count().label("n"))
        .where(deliveries.c.broadcast_id.in_(open_now))
        .group_by(deliveries.c.broadcast_id, deliveries.c.state)
    )
    states = dict.fromkeys(DeliveryState, 0)
    for row in await tx.connection.execute(counted):
        states[DeliveryState(row.state)] += row.n
    sending = broadcasts.c.state == BroadcastState.SENDING
    begun = select(func.max(approvals.c.at)).where(approvals.c.broadcast_id == broadcasts.c.id).scalar_subquery()
    queued = exists().where(
        deliveries.c.broadcast_id == broadcasts.c.id,
        deliveries.c.state == DeliveryState.QUEUED,
        deliveries.c.held == 0,
    )
    since = [
        row.approved or row.made_at
        for row in await tx.connection.execute(
            select(broadcasts.c.made_at, begun.label("approved")).where(sending, queued)
        )
    ]
    retried = (
        select(func.min(deliveries.c.due_at))
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .where(sending, deliveries.c.held == 0, deliveries.c.due_at.is_not(None))
    )
    oldest = min([*since, *(at for at in (await tx.connection.execute(retried)).scalars() if at)], default=now)
    return Depths(MappingProxyType(states), max(0.0, (now - oldest).total_seconds()))


_HOLD = """
WITH them AS MATERIALIZED (SELECT DISTINCT broadcast_id FROM deliveries WHERE id = ANY(:ids))
SELECT broadcasts.id, broadcasts.state, broadcasts.kind, CASE WHEN NOT actions.stops_writing THEN actions.deadline END,
  actions.zone, broadcasts.revision, actions.hours_count <> ''
FROM broadcasts JOIN actions ON actions.id = action_id
WHERE broadcasts.id IN (SELECT broadcast_id FROM them)
ORDER BY broadcasts.id FOR NO KEY UPDATE OF broadcasts
"""
_FINISH = """
UPDATE broadcasts SET state = 'done', ended_at = :now
WHERE state = 'sending' AND coalesce(
  (SELECT min(platform) FROM deliveries WHERE broadcast_id = broadcasts.id AND deliveries.state = 'queued'),
  (SELECT min(platform) FROM deliveries WHERE broadcast_id = broadcasts.id AND deliveries.state = 'sending')
) IS NULL
"""  # min is found at the beginning of the index; whether something exists is sought in the whole table at times
