"""Shards: a broadcast's deliveries on one platform, in pieces small enough for one sender at a time.

A shard is told by numbers alone, and is the same whoever cuts: the rows whose id lies in the same five hundred.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, Select, and_, any_, func, literal, select

from content.ids import BroadcastId, DeliveryId, Platform
from content.rules.announcing import BroadcastState, DeliveryState
from storage.database.engine import Tx
from storage.database.tables import broadcasts, deliveries

SIZE = 500
"""Ids to a shard; rows of other broadcasts that were made at the same moment may lie between."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Deliveries of one broadcast and platform with `id // SIZE == bucket`."""

    broadcast: BroadcastId
    platform: Platform
    bucket: int

    @property
    def ids(self) -> tuple[int, int]:
        """The first and the last id that it may have."""
        return self.bucket * SIZE, self.bucket * SIZE + SIZE - 1


async def planned(tx: Tx, broadcast: BroadcastId) -> list[Shard]:
    """Those of a broadcast that have something queued which may leave, in the order in which it does."""
    queued = (deliveries.c.state == DeliveryState.QUEUED, deliveries.c.held == 0)
    return await _shards(tx, deliveries.c.broadcast_id == broadcast, *queued)


async def unfinished(tx: Tx) -> list[Shard]:
    """Those of every broadcast that is sending which have something on its way, or queued that may leave."""
    sending = select(broadcasts.c.id).where(broadcasts.c.state == BroadcastState.SENDING)
    return await _shards(
        tx,
        deliveries.c.broadcast_id.in_(sending),
        deliveries.c.state.in_((DeliveryState.QUEUED, DeliveryState.SENDING)),
        deliveries.c.held == 0,
    )


def within(shard: Shard) -> ColumnElement[bool]:
    """Whether a delivery is of this shard."""
    return and_(
        deliveries.c.id.between(*shard.ids),
        of_broadcasts([shard.broadcast]),
        deliveries.c.platform == shard.platform,
    )


def of_broadcasts(wanted: Collection[BroadcastId]) -> ColumnElement[bool]:
    """Whether a delivery is of one of these: a look at rows that are found by their ids.

    It is no plain comparison, lest the database look for the ids in the index of all that these broadcasts have queued.
    """
    return (deliveries.c.broadcast_id + 0).in_(wanted)


def among(tx: Tx, ids: Collection[DeliveryId]) -> ColumnElement[bool]:
    """Whether a delivery is one of these, however many: they are one value of the statement."""
    if tx.kind == "sqlite":
        return deliveries.c.id.in_(listed(tx, ids))
    return deliveries.c.id == any_(literal(list(ids), ARRAY(Integer)))


def listed(tx: Tx, ids: Collection[int]) -> Select[Any]:
    """These numbers as rows, for `IN`, however many: they are one value of the statement."""
    if tx.kind == "sqlite":
        return select(func.json_each(f"[{','.join(map(str, ids))}]").table_valued("value").c.value)
    return select(func.unnest(literal(list(ids), ARRAY(Integer))))


async def _shards(tx: Tx, *conditions: ColumnElement[bool]) -> list[Shard]:
    bucket = (deliveries.c.id // SIZE).label("bucket")
    asked = select(deliveries.c.broadcast_id, deliveries.c.platform, bucket).where(*conditions).distinct()
    found = (await tx.connection.execute(asked)).all()
    return [Shard(BroadcastId(row[0]), Platform(row[1]), row[2]) for row in sorted(found, key=tuple)]
