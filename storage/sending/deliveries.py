"""Deliveries: one chat's row of a broadcast, what of it may leave, and the step from the queue to `sending`.

`queued → sending → delivered | failed | gone | skipped | unknown`. `sending` is committed just before a call leaves;
what became of it is written by `settling`. At every moment a row is in exactly one state, and the states add up to the
audience.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select, update

from content.about import DISCREET, NOBODY, About
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, PlatformId, Reference
from content.rules.announcing import (
    ANNOUNCING,
    EDITS,
    NEEDS_TIME,
    ORDERS,
    PERSONAL,
    REMINDERS,
    BroadcastKind,
    BroadcastState,
    DeliveryState,
    order,
)
from content.rules.counting import TakingState
from content.rules.deadlines import ends_at
from content.rules.hours import ALWAYS, Hours
from storage.database import quick
from storage.database.engine import Tx
from storage.database.tables import actions, broadcasts, chats, deliveries, laters, supporters, takings, walks
from storage.sending import knowledge
from storage.sending.ledger import Held, finish, hold
from storage.sending.shards import SIZE, Shard, among, within

LATE = "late: the deadline has passed"
Row = Sequence[Any]
IN_TIME = timedelta(hours=1)
"""Who comes back later than this after the moment they chose is not woken for it."""
_JUMPED = timedelta(seconds=60)  # no retry is that far ahead: a clock that was wrong wrote it
_NOT_WHILE_PAUSED = ANNOUNCING | REMINDERS | {BroadcastKind.PROMISE}


@dataclass(frozen=True, slots=True)
class Origin:
    """The message that a row of edits changes: how its platform numbers it, and when it was sent."""

    reference: Reference
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row, as far as sending needs it. `chat` is None once its person has asked to be forgotten.

    `attempts` are the calls that counted so far, `doubts` how often the outcome was unknown. `revision` is that of the
    action's texts when it was read, `about` what its text has to know of the person. Of a kind that edits, a row
    without `origin` goes as a message of its own.
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
    revision: int = 1
    about: About = NOBODY
    origin: Origin | None = None


def done_with(action: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the supporter at hand sent something for the action, declined it, only wants to know how it ends, or put
    it off: no reminder then."""
    sent = exists().where(
        takings.c.supporter_id == supporters.c.id, takings.c.action_id == action, takings.c.state == TakingState.SENT
    )
    declined = exists().where(
        walks.c.supporter_id == supporters.c.id, walks.c.action_id == action, walks.c.declined_at.is_not(None)
    )
    put_off = exists().where(
        laters.c.supporter_id == supporters.c.id, laters.c.action_id == action, laters.c.state == "due"
    )
    return or_(sent, declined, listens(supporters.c.id, action), put_off)


def listens(supporter: ColumnElement[int], action: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether this supporter wants to know of the action's case no more than how it ends."""
    of_case, this = actions.alias("of_case"), actions.alias("this")
    return exists(
        select(walks.c.supporter_id)
        .join(of_case, of_case.c.id == walks.c.action_id)
        .join(this, this.c.case_id == of_case.c.case_id)
        .where(this.c.id == action, walks.c.supporter_id == supporter, walks.c.listens_at.is_not(None))
    )


async def due(
    tx: Tx,
    platform: Platform,
    *,
    after: Mapping[BroadcastId, DeliveryId] | None = None,
    now: datetime,
    limit: int,
    order: int | None = None,
) -> list[Delivery]:
    """At most `limit` rows that may leave now, of kinds of this `order` (None: of all, in order); retries first.

    Of each broadcast the rows with ids up to `after[broadcast]` are left out, save the retries. They all stay `queued`:
    only `mark_sending` says which do leave.
    """
    found: list[Row] = []
    for each in ORDERS if order is None else (order,):
        about: dict[str, quick.Value] = {"platform": platform, "now": now, "jumped": now + _JUMPED, "order": each}
        if len(found) < limit:
            found += await quick.run(tx, _RETRIES, limit=limit - len(found), **about)
        sending = await quick.run(tx, _SENDING_IN, order=each)
        for (broadcast,) in sending:  # one by one: each is then read along its index, however long the queue
            if len(found) >= limit:
                break
            seen = (after or {}).get(broadcast, 0)
            found += await quick.run(
                tx, _WAITING, platform=platform, broadcast=broadcast, after=seen, limit=limit - len(found)
            )
    return await _completed(tx, found)


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
    return await _completed(tx, rows)


async def next_due(tx: Tx, shard: Shard, *, now: datetime) -> datetime | None:
    """When something of a shard may leave at the earliest: `now` if something may at once, None if nothing waits."""
    if await in_shard(tx, shard, now=now):
        return now
    times = select(deliveries.c.due_at).where(
        within(shard),
        deliveries.c.due_at.is_not(None),
        deliveries.c.held == 0,
        deliveries.c.broadcast_id.in_(_SENDING),
    )
    return min((at for at in (await tx.connection.execute(times)).scalars() if at is not None), default=None)


async def mark_sending(
    tx: Tx, wanted: Sequence[Delivery], *, hours: Hours = ALWAYS, now: datetime
) -> Mapping[DeliveryId, PlatformId]:
    """Mark as `sending` those of `wanted` that may leave this moment; where each goes to.

    Left out is what is no longer queued, whose broadcast is halted, or whose text was corrected since it was read. What
    must not leave any more (the deadline has passed, the person stopped, paused, is gone, was forgotten or, for a
    reminder, has acted or put it off) is settled here, and what would wake somebody is held till the morning. An edit
    wakes nobody, and goes to those too who stopped. The caller makes the calls as soon as the transaction is committed.
    """
    ids = [one.id for one in wanted]
    read = {one.id: one.revision for one in wanted}
    held = {one.id: one for one in await hold(tx, ids) if one.state is BroadcastState.SENDING}
    late = {
        one.id
        for one in held.values()
        if one.kind in NEEDS_TIME and one.deadline and now >= ends_at(one.deadline, one.zone)
    }
    kinds = {one.kind for one in held.values()}
    acted = await _acted(tx, ids) if kinds & REMINDERS else frozenset()
    chosen = await _chosen(tx, ids, now) if BroadcastKind.LATER in kinds else frozenset()
    nights = cache(partial(hours.quiet_until, now=now))
    rows = [_Row(*row) for row in await quick.run(tx, _MARKED, ids=ids)]
    going: dict[DeliveryId, PlatformId] = {}
    waiting: dict[datetime, list[DeliveryId]] = defaultdict(list)
    staying: list[dict[str, object]] = []
    for row in rows:
        of = held.get(row.broadcast)
        if of is None or of.revision != read[row.id]:
            continue
        stays = _hindrance(row, of, late=of.id in late, acted=row.id in acted, now=now)
        if stays is not None:
            staying.append({"b_id": row.id, "b_state": stays[0], "b_reason": stays[1]})
        elif _rouses(row, of, chosen=row.id in chosen) and (until := nights(row.zone)):
            waiting[until].append(row.id)
        else:
            going[row.id] = tx.vault.unseal(row.sealed)
    if going:
        marked = "UPDATE deliveries SET state = 'sending', due_at = NULL WHERE id = ANY(:ids)"
        await quick.run(tx, marked, ids=list(going))
    for until, those in waiting.items():
        await tx.connection.execute(update(deliveries).where(among(tx, those)).values(held=1, due_at=until))
    if staying:
        settled = update(deliveries).where(deliveries.c.id == bindparam("b_id"))
        values: dict[str, object] = {"state": bindparam("b_state"), "reason": bindparam("b_reason"), "settled_at": now}
        await tx.connection.execute(settled.values(due_at=None, **values), staying)
        nobody = [row.id for row in rows if row.sealed is None]
        if nobody:  # frozen into the audience at the very moment they left
            await tx.connection.execute(update(deliveries).where(among(tx, nobody)).values(chat_id=None))
        await finish(tx, held, now=now)
    return going


class _Row(NamedTuple):
    """A queued row with its chat and person, as far as marking needs them; without `sealed` there is none any more."""

    id: DeliveryId
    broadcast: BroadcastId
    edits: bool
    sealed: bytes
    gone: bool
    stopped: bool
    zone: str
    wakes: bool
    paused_until: object


def _hindrance(row: _Row, of: Held, *, late: bool, acted: bool, now: datetime) -> tuple[DeliveryState, str] | None:
    """What becomes of a row that must not leave any more; None if it may."""
    if row.sealed is None:
        return DeliveryState.SKIPPED, "forgotten"
    if row.stopped and not row.edits:
        return DeliveryState.SKIPPED, "stopped"
    if row.gone:
        return DeliveryState.GONE, "closed to us before it could leave"
    if late:
        return DeliveryState.SKIPPED, LATE
    if acted:
        return DeliveryState.SKIPPED, "acted, declined or put off"
    if row.paused_until and of.kind in _NOT_WHILE_PAUSED and quick.moment(row.paused_until) > now:
        return DeliveryState.SKIPPED, "paused"
    return None


def _rouses(row: _Row, of: Held, *, chosen: bool) -> bool:
    """Whether it must wait for the end of quiet hours: not an edit, nor what its person has chosen this hour for."""
    return not (row.edits or chosen or (row.wakes and of.wakes))


async def _acted(tx: Tx, ids: Collection[DeliveryId]) -> frozenset[DeliveryId]:
    """Those of them that are reminders to people who have acted, do not want to, or will later."""
    joined = (
        select(deliveries.c.id)
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .join(chats, chats.c.id == deliveries.c.chat_id)
        .join(supporters, supporters.c.id == chats.c.supporter_id)
        .where(among(tx, ids))
    )
    reminded = joined.where(broadcasts.c.kind == BroadcastKind.REMINDER, done_with(broadcasts.c.action_id))
    mine = and_(laters.c.supporter_id == supporters.c.id, laters.c.action_id == broadcasts.c.action_id)
    back = joined.join(laters, mine).where(broadcasts.c.kind == BroadcastKind.LATER, put_off_no_more())
    found = [*(await tx.connection.execute(reminded)).scalars(), *(await tx.connection.execute(back)).scalars()]
    return frozenset(found)


def put_off_no_more() -> ColumnElement[bool]:
    """Whether the person sent the appeal of the `laters` row at hand (or, if none was named, any), declined, or only
    wants to know how it ends."""
    sent = exists().where(
        takings.c.supporter_id == laters.c.supporter_id,
        takings.c.action_id == laters.c.action_id,
        takings.c.state == TakingState.SENT,
        or_(
            laters.c.target_id.is_(None),
            and_(takings.c.target_id == laters.c.target_id, takings.c.channel == laters.c.channel),
        ),
    )
    declined = exists().where(
        walks.c.supporter_id == laters.c.supporter_id,
        walks.c.action_id == laters.c.action_id,
        walks.c.declined_at.is_not(None),
    )
    return or_(sent, declined, listens(laters.c.supporter_id, laters.c.action_id))


async def _chosen(tx: Tx, ids: Collection[DeliveryId], now: datetime) -> frozenset[DeliveryId]:
    """Those of them for which their person chose this hour, or the one before."""
    mine = and_(laters.c.supporter_id == chats.c.supporter_id, laters.c.action_id == broadcasts.c.action_id)
    found = (
        select(deliveries.c.id)
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .join(chats, chats.c.id == deliveries.c.chat_id)
        .join(laters, mine)
        .where(among(tx, ids), laters.c.asked, laters.c.due_at > now - IN_TIME)
        .where(broadcasts.c.kind == BroadcastKind.LATER)
    )
    return frozenset((await tx.connection.execute(found)).scalars())


async def _completed(tx: Tx, rows: Sequence[Row]) -> list[Delivery]:
    """The rows as records, each with what its text has to know of the person, or the message that it changes."""
    found = [delivery(row) for row in rows]
    unasked = [one.id for one in found if one.kind is not BroadcastKind.TALLY]
    hidden = await knowledge.discreet(tx, unasked) if unasked else frozenset()
    personal = [one.id for one in found if one.kind in PERSONAL]
    abouts = await knowledge.abouts(tx, personal) if personal else {}
    edits = [one.id for one in found if one.kind in EDITS]
    origins = await _origins(tx, edits) if edits else {}
    if not (personal or edits or hidden):
        return found
    abouts = {**abouts, **dict.fromkeys(hidden, DISCREET)}
    return [replace(one, about=abouts.get(one.id, NOBODY), origin=origins.get(one.id)) for one in found]


async def _origins(tx: Tx, ids: Collection[DeliveryId]) -> Mapping[DeliveryId, Origin]:
    first = deliveries.alias("first")
    asked_for = select(deliveries.c.id, first.c.reference, first.c.settled_at)
    asked_for = asked_for.join(first, first.c.id == deliveries.c.origin).where(among(tx, ids), first.c.reference != "")
    rows = await tx.connection.execute(asked_for)
    return {DeliveryId(row.id): Origin(Reference(row.reference), row.settled_at) for row in rows}


def asked() -> Select[Any]:
    """Rows of which `delivery` makes records."""
    columns = ("id", "broadcast_id", "chat_id", "platform", "language", "attempts", "doubts")
    of_broadcast = (broadcasts.c.action_id, broadcasts.c.kind, broadcasts.c.revision)
    return select(*(deliveries.c[name] for name in columns), *of_broadcast).join(
        broadcasts, broadcasts.c.id == deliveries.c.broadcast_id
    )


def delivery(row: Row) -> Delivery:
    """The record of one row of `asked`."""
    id_, broadcast, chat, platform, language, attempts, doubts, action, kind, revision = row
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
        revision=revision,
    )


_SENDING = select(broadcasts.c.id).where(broadcasts.c.state == BroadcastState.SENDING)
_ASKED = str(asked())
# the limit changes nothing, but keeps PostgreSQL from looking for what is queued before it looks at the ids
_BY_IDS = "FROM (SELECT * FROM deliveries WHERE id BETWEEN :first AND :last ORDER BY id LIMIT :most) AS deliveries"
_IN_SHARD = f"""{_ASKED.replace("FROM deliveries", _BY_IDS)}
WHERE deliveries.broadcast_id = :broadcast AND deliveries.platform = :platform
  AND deliveries.state = 'queued' AND deliveries.held = 0 AND broadcasts.state = 'sending'
"""
_PLACES = " ".join(f"WHEN '{kind}' THEN {order(kind)}" for kind in BroadcastKind)
_PLACE = f"CASE broadcasts.kind {_PLACES} END"
# no value is in it
_SENDING_IN = f"SELECT id FROM broadcasts WHERE state = 'sending' AND {_PLACE} = :order ORDER BY id"  # noqa: S608
_RETRIES = f"""{_ASKED}
WHERE deliveries.held = 0 AND deliveries.due_at IS NOT NULL
  AND (deliveries.due_at <= :now OR deliveries.due_at > :jumped)
  AND deliveries.state = 'queued' AND deliveries.platform = :platform AND broadcasts.state = 'sending'
  AND {_PLACE} = :order
ORDER BY deliveries.due_at, deliveries.id LIMIT :limit
"""
_WAITING = f"""{_ASKED}
WHERE deliveries.broadcast_id = :broadcast AND deliveries.state = 'queued' AND deliveries.platform = :platform
  AND deliveries.held = 0 AND deliveries.id > :after AND deliveries.due_at IS NULL
ORDER BY deliveries.id LIMIT :limit
"""
_MARKED = """
WITH them AS MATERIALIZED (
  SELECT id, broadcast_id, chat_id, state, origin FROM deliveries WHERE id = ANY(:ids)
  ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
)
SELECT them.id, broadcast_id, origin IS NOT NULL, sealed, gone_at IS NOT NULL, stopped_at IS NOT NULL, zone, wakes,
  paused_until
FROM them LEFT JOIN chats ON chats.id = chat_id LEFT JOIN supporters ON supporters.id = supporter_id
WHERE state = 'queued' ORDER BY them.id
"""
