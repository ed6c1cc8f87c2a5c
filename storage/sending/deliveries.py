"""Deliveries: one chat's row of a broadcast, what of it may leave, and the step from the queue to `sending`.

`queued → sending → delivered | failed | gone | skipped | unknown`. `sending` is committed just before a call leaves;
what became of it is written by `settling`. At every moment a row is in exactly one state, and the states add up to the
audience.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select, update

from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, PlatformId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.counting import TakingState
from content.rules.deadlines import ends_at
from storage.database import quick
from storage.database.engine import Tx
from storage.database.tables import approvals, broadcasts, chats, deliveries, supporters, takings, walks
from storage.sending.broadcasts import NEEDS_TIME
from storage.sending.ledger import finish, hold
from storage.sending.shards import SIZE, Shard, among, within

LATE = "late: the deadline has passed"
_JUMPED = timedelta(seconds=60)  # no retry is that far ahead: a clock that was wrong wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row, as far as sending needs it. `chat` is None once its person has asked to be forgotten.

    `attempts` are the calls that counted so far, `doubts` how often the outcome was unknown.
    """

    id: DeliveryId
    broadcast: BroadcastId
    action: ActionId
    kind: BroadcastKind
    chat: ChatId | None
    platform: Platform
    language: str
    attempts: int
    doubts: int


@dataclass(frozen=True, slots=True)
class Depths:
    """What is under way: rows by state, and for how many seconds the oldest that may leave has waited."""

    states: Mapping[DeliveryState, int]
    oldest_due: float


def done_with(action: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the supporter at hand sent something for the action, or does not want to hear of it: no reminder then."""
    sent = exists().where(
        takings.c.supporter_id == supporters.c.id, takings.c.action_id == action, takings.c.state == TakingState.SENT
    )
    declined = exists().where(
        walks.c.supporter_id == supporters.c.id, walks.c.action_id == action, walks.c.declined_at.is_not(None)
    )
    return or_(sent, declined)


async def due(
    tx: Tx, platform: Platform, *, after: Mapping[BroadcastId, DeliveryId] | None = None, now: datetime, limit: int
) -> list[Delivery]:
    """At most `limit` rows that may leave now: retries first, then alerts and the like before reminders, by age.

    Of each broadcast the rows with ids up to `after[broadcast]` are left out, save the retries. They all stay `queued`:
    only `mark_sending` says which do leave.
    """
    about: dict[str, quick.Value] = {"platform": platform, "now": now, "jumped": now + _JUMPED}
    found = await quick.run(tx, _RETRIES, limit=limit, **about)
    sending = await quick.run(
        tx, "SELECT id FROM broadcasts WHERE state = 'sending' ORDER BY CASE kind WHEN 'reminder' THEN 1 ELSE 0 END, id"
    )
    for (broadcast,) in sending:  # one by one: each is then read along its index, however long the queue
        if len(found) >= limit:
            break
        seen = (after or {}).get(broadcast, 0)
        found += await quick.run(
            tx, _WAITING, platform=platform, broadcast=broadcast, after=seen, limit=limit - len(found)
        )
    return [delivery(row) for row in found]


async def in_shard(tx: Tx, shard: Shard, *, now: datetime) -> list[Delivery]:
    """What of a shard may leave now, in the order of its ids. Of a broadcast that is not sending, nothing."""
    first, last = shard.ids
    rows = await quick.run(
        tx,
        _IN_SHARD + "AND (due_at IS NULL OR due_at <= :now OR due_at > :jumped) ORDER BY deliveries.id",
        first=first,
        last=last,
        most=SIZE,
        broadcast=shard.broadcast,
        platform=shard.platform,
        now=now,
        jumped=now + _JUMPED,
    )
    return [delivery(row) for row in rows]


async def next_due(tx: Tx, shard: Shard, *, now: datetime) -> datetime | None:
    """When something of a shard may leave at the earliest: `now` if something may at once, None if nothing waits."""
    if await in_shard(tx, shard, now=now):
        return now
    times = select(deliveries.c.due_at).where(
        within(shard), deliveries.c.due_at.is_not(None), deliveries.c.broadcast_id.in_(_SENDING)
    )
    return min((at for at in (await tx.connection.execute(times)).scalars() if at is not None), default=None)


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
    queued = exists().where(deliveries.c.broadcast_id == broadcasts.c.id, deliveries.c.state == DeliveryState.QUEUED)
    since = [
        row.approved or row.made_at
        for row in await tx.connection.execute(
            select(broadcasts.c.made_at, begun.label("approved")).where(sending, queued)
        )
    ]
    retried = (
        select(func.min(deliveries.c.due_at))
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .where(sending, deliveries.c.due_at.is_not(None))
    )
    oldest = min([*since, *(at for at in (await tx.connection.execute(retried)).scalars() if at)], default=now)
    return Depths(MappingProxyType(states), max(0.0, (now - oldest).total_seconds()))


async def mark_sending(tx: Tx, ids: Collection[DeliveryId], *, now: datetime) -> Mapping[DeliveryId, PlatformId]:
    """Mark as `sending` those of `ids` that may leave this moment; where each goes to.

    Left out is what is no longer queued or whose broadcast is halted. What must not leave any more (the deadline has
    passed, the person stopped, is gone, was forgotten or, for a reminder, has acted) is settled here. The caller makes
    the calls as soon as the transaction is committed.
    """
    held = [one for one in await hold(tx, ids) if one.state is BroadcastState.SENDING]
    open_now = {one.id for one in held}
    late = {
        one.id for one in held if one.kind in NEEDS_TIME and one.deadline and now >= ends_at(one.deadline, one.zone)
    }
    acted = await _acted(tx, ids) if any(one.kind is BroadcastKind.REMINDER for one in held) else frozenset()
    rows = await quick.run(
        tx,
        "WITH them AS MATERIALIZED (SELECT id, broadcast_id, chat_id, state FROM deliveries WHERE id = ANY(:ids) "
        "ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) "
        "SELECT them.id, broadcast_id, sealed, gone_at IS NOT NULL, stopped_at IS NOT NULL FROM them "
        "LEFT JOIN chats ON chats.id = chat_id LEFT JOIN supporters ON supporters.id = supporter_id "
        "WHERE state = 'queued' ORDER BY them.id",
        ids=list(ids),
    )
    going: dict[DeliveryId, PlatformId] = {}
    staying: list[dict[str, object]] = []
    for id_, broadcast, sealed, gone, stopped in rows:
        if broadcast not in open_now:
            continue
        if sealed is None:
            stays = (DeliveryState.SKIPPED, "forgotten")
        elif stopped:
            stays = (DeliveryState.SKIPPED, "stopped")
        elif gone:
            stays = (DeliveryState.GONE, "closed to us before it could leave")
        elif broadcast in late:
            stays = (DeliveryState.SKIPPED, LATE)
        elif id_ in acted:
            stays = (DeliveryState.SKIPPED, "acted or declined")
        else:
            going[id_] = tx.vault.unseal(sealed)
            continue
        staying.append({"b_id": id_, "b_state": stays[0], "b_reason": stays[1]})
    if going:
        marked = "UPDATE deliveries SET state = 'sending', due_at = NULL WHERE id = ANY(:ids)"
        await quick.run(tx, marked, ids=list(going))
    if staying:
        settled = update(deliveries).where(deliveries.c.id == bindparam("b_id"))
        values: dict[str, object] = {"state": bindparam("b_state"), "reason": bindparam("b_reason"), "settled_at": now}
        await tx.connection.execute(settled.values(due_at=None, **values), staying)
        nobody = [id_ for id_, _, sealed, *_ in rows if sealed is None]
        if nobody:  # frozen into the audience at the very moment they left
            await tx.connection.execute(update(deliveries).where(among(tx, nobody)).values(chat_id=None))
        await finish(tx, open_now, now=now)
    return going


async def _acted(tx: Tx, ids: Collection[DeliveryId]) -> frozenset[DeliveryId]:
    """Those of them that are reminders to people who have acted, or do not want to."""
    found = (
        select(deliveries.c.id)
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .join(chats, chats.c.id == deliveries.c.chat_id)
        .join(supporters, supporters.c.id == chats.c.supporter_id)
        .where(among(tx, ids), broadcasts.c.kind == BroadcastKind.REMINDER, done_with(broadcasts.c.action_id))
    )
    return frozenset((await tx.connection.execute(found)).scalars())


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(deliveries.c.due_at <= now, deliveries.c.due_at > now + _JUMPED)


def asked() -> Select[Any]:
    """Rows of which `delivery` makes records."""
    columns = ("id", "broadcast_id", "chat_id", "platform", "language", "attempts", "doubts")
    return select(*(deliveries.c[name] for name in columns), broadcasts.c.action_id, broadcasts.c.kind).join(
        broadcasts, broadcasts.c.id == deliveries.c.broadcast_id
    )


def delivery(row: Sequence[Any]) -> Delivery:
    """The record of one row of `asked`."""
    id_, broadcast, chat, platform, language, attempts, doubts, action, kind = row
    return Delivery(
        id=id_,
        broadcast=broadcast,
        action=action,
        kind=BroadcastKind(kind),
        chat=chat,
        platform=Platform(platform),
        language=language,
        attempts=attempts,
        doubts=doubts,
    )


_SENDING = select(broadcasts.c.id).where(broadcasts.c.state == BroadcastState.SENDING)
_ASKED = str(asked())
# the limit changes nothing, but keeps PostgreSQL from looking for what is queued before it looks at the ids
_BY_IDS = "FROM (SELECT * FROM deliveries WHERE id BETWEEN :first AND :last ORDER BY id LIMIT :most) AS deliveries"
_IN_SHARD = f"""{_ASKED.replace("FROM deliveries", _BY_IDS)}
WHERE deliveries.broadcast_id = :broadcast AND deliveries.platform = :platform
  AND deliveries.state = 'queued' AND broadcasts.state = 'sending'
"""
_RETRIES = f"""{_ASKED}
WHERE deliveries.due_at IS NOT NULL AND (deliveries.due_at <= :now OR deliveries.due_at > :jumped)
  AND deliveries.state = 'queued' AND deliveries.platform = :platform AND broadcasts.state = 'sending'
ORDER BY deliveries.due_at, deliveries.id LIMIT :limit
"""
_WAITING = f"""{_ASKED}
WHERE deliveries.broadcast_id = :broadcast AND deliveries.state = 'queued' AND deliveries.platform = :platform
  AND deliveries.id > :after AND deliveries.due_at IS NULL
ORDER BY deliveries.id LIMIT :limit
"""
