"""Broadcasts: one message to an audience, from its first approval to the last of its deliveries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, literal, select, update

from content.ids import ActionId, BroadcastId, Platform
from content.rules.announcing import (
    MAY_REPEAT,
    BroadcastKind,
    BroadcastState,
    DeliveryState,
    enough_approvals,
    may_follow,
)
from content.rules.deadlines import ends_at
from storage.actions import Refused, State
from storage.database.engine import Tx
from storage.database.tables import actions, approvals, broadcasts, chats, deliveries, supporters
from storage.sending import shards
from storage.sending.ledger import finish, lock, skip_queued

NEEDS_TIME = frozenset({BroadcastKind.ALERT, BroadcastKind.UPDATE, BroadcastKind.REMINDER})
"""The kinds that ask for appeals: they say nothing of use once the deadline is over."""
_REACHABLE = (supporters.c.stopped_at.is_(None), chats.c.gone_at.is_(None))
_REASON = 200  # the column's length
_Key = TypeVar("_Key", Platform, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """One broadcast as it stands. `approvals` is the number of people who approved, `counts` has every delivery state.

    `already` (from `announce` only): it had been announced before, and nothing was done.
    """

    id: BroadcastId
    action: ActionId
    kind: BroadcastKind
    state: BroadcastState
    reason: str
    approvals: int
    counts: Mapping[DeliveryState, int]
    made_at: datetime
    ended_at: datetime | None
    already: bool = False

    @property
    def audience(self) -> int:
        """How many deliveries it has, in whichever state."""
        return sum(self.counts.values())

    @property
    def missing(self) -> int:
        """How many `again` would send once more."""
        return sum(self.counts[state] for state in MAY_REPEAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who would get a broadcast now: chats by platform and language; `stopped` and `gone` are the chats left out."""

    recipients: Mapping[tuple[Platform, str], int]
    stopped: int
    gone: int

    @property
    def total(self) -> int:
        return sum(self.recipients.values())

    @property
    def platforms(self) -> Mapping[Platform, int]:
        return _added((platform, n) for (platform, _), n in self.recipients.items())

    @property
    def languages(self) -> Mapping[str, int]:
        return _added((language, n) for (_, language), n in self.recipients.items())


def _added(pairs: Iterable[tuple[_Key, int]]) -> Mapping[_Key, int]:
    added: Counter[_Key] = Counter()
    for key, n in pairs:
        added[key] += n
    return added


async def audience(tx: Tx) -> Audience:
    """Who would get a broadcast that is announced now."""
    reachable = (
        select(chats.c.platform, supporters.c.language, func.count().label("n"))
        .join(supporters, supporters.c.id == chats.c.supporter_id)
        .where(*_REACHABLE)
        .group_by(chats.c.platform, supporters.c.language)
        .order_by(chats.c.platform, func.count().desc(), supporters.c.language)
    )
    left_out = (
        select(supporters.c.stopped_at.is_not(None).label("stopped"), func.count().label("n"))
        .join(chats, supporters.c.id == chats.c.supporter_id)
        .where(supporters.c.stopped_at.is_not(None) | chats.c.gone_at.is_not(None))
        .group_by(supporters.c.stopped_at.is_not(None))
    )
    recipients = {(Platform(row.platform), row.language): row.n for row in await tx.connection.execute(reachable)}
    out = {bool(row.stopped): row.n for row in await tx.connection.execute(left_out)}
    return Audience(recipients=MappingProxyType(recipients), stopped=out.get(True, 0), gone=out.get(False, 0))


async def announce(
    tx: Tx, action: ActionId, kind: BroadcastKind, *, approver: str, needed: int, now: datetime
) -> Broadcast:
    """Count one person's approval, and send as soon as `needed` different people have given theirs.

    Then, in this transaction, the audience is frozen into deliveries and the action is announced. Approving twice
    counts once. What is on its way or over is returned as it is, `already` set; only one that is paused, as by a fault
    of ours that is mended by now, goes on with those who have not had it. `approver` tells people apart and must not
    name one (at most 64 characters). Raises LookupError for an action that is not here, Refused for one that cannot be
    announced.
    """
    await _announceable(tx, action, kind, now)
    broadcast, state = await _current(tx, action, kind) or (await make(tx, action, kind, now=now), BroadcastState.DRAFT)
    if state is BroadcastState.PAUSED:
        await resume(tx, broadcast, now=now)
    if state not in (BroadcastState.DRAFT, BroadcastState.APPROVED):
        return await _broadcast(tx, broadcast, already=True)
    approval = tx.insert(approvals).values(broadcast_id=broadcast, approver=approver, at=now)
    await tx.connection.execute(approval.on_conflict_do_nothing())
    asked = select(approvals.c.approver).where(approvals.c.broadcast_id == broadcast)
    if enough_approvals((await tx.connection.execute(asked)).scalars().all(), needed):
        await send(tx, broadcast, now=now)
        await tx.connection.execute(update(actions).where(actions.c.id == action).values(state=State.ANNOUNCED))
    return await find(tx, broadcast)


async def make(tx: Tx, action: ActionId, kind: BroadcastKind, *, now: datetime) -> BroadcastId:
    """A new draft, with no approvals and no deliveries."""
    row = broadcasts.insert().values(action_id=action, kind=kind, state=BroadcastState.DRAFT, made_at=now)
    return BroadcastId((await tx.connection.execute(row.returning(broadcasts.c.id))).scalar_one())


async def send(tx: Tx, broadcast: BroadcastId, *conditions: ColumnElement[bool], now: datetime) -> None:
    """Freeze the audience into deliveries, one for each chat, in one statement, and let them go.

    The audience is every chat that can be reached and whose supporter has not stopped; `conditions` (on `chats` and
    `supporters`) narrow it. Nobody in it is no error: the broadcast is done at once.
    """
    people = (
        select(
            literal(broadcast),
            chats.c.id,
            chats.c.platform,
            supporters.c.language,
            literal(DeliveryState.QUEUED.value),
        )
        .join_from(chats, supporters, supporters.c.id == chats.c.supporter_id)
        .where(*_REACHABLE, *conditions)
        .order_by(chats.c.id)
    )
    columns = ["broadcast_id", "chat_id", "platform", "language", "state"]
    await tx.connection.execute(deliveries.insert().from_select(columns, people))
    for state in (BroadcastState.APPROVED, BroadcastState.SENDING):
        await _move(tx, broadcast, state)
    await finish(tx, [broadcast], now=now)
    await _plan(tx, broadcast)


async def find(tx: Tx, broadcast: BroadcastId) -> Broadcast:
    """The broadcast with its counts. Raises LookupError if there is none."""
    return await _broadcast(tx, broadcast, already=False)


async def listed(tx: Tx, *, newest: int | None = None) -> tuple[Broadcast, ...]:
    """Every broadcast with its counts, or so many of the newest, in the order they were made."""
    if newest is None:
        return await _read(tx, _asked())
    last = select(broadcasts.c.id).order_by(broadcasts.c.id.desc()).limit(newest).scalar_subquery()
    return await _read(tx, _asked().where(broadcasts.c.id.in_(last)))


async def pause(tx: Tx, broadcast: BroadcastId, reason: str, *, now: datetime) -> Broadcast:
    """Halt it: what is queued waits. Raises Refused unless it is sending."""
    return await _turn(tx, broadcast, BroadcastState.PAUSED, reason, now)


async def resume(tx: Tx, broadcast: BroadcastId, *, now: datetime) -> Broadcast:
    """Let a paused one go on. Raises Refused unless it is paused."""
    found = await find(tx, broadcast)
    if found.state is not BroadcastState.PAUSED:
        raise Refused(f"broadcast {broadcast} is {found.state}: only a paused one can go on.")
    turned = await _turn(tx, broadcast, BroadcastState.SENDING, "", now)
    await _plan(tx, broadcast)
    return turned


async def again(tx: Tx, broadcast: BroadcastId, *, now: datetime) -> int:
    """Because a person says so, what is `unknown` or failed goes once more, reminders too; how many.

    A done one is sending again.

    Raises LookupError if there is none, Refused unless it is done, sending or paused, and once its deadline has passed.
    """
    state = (await lock(tx, [broadcast])).get(broadcast)
    if state is None:
        raise LookupError(broadcast)
    if state not in (BroadcastState.DONE, BroadcastState.SENDING, BroadcastState.PAUSED):
        raise Refused(f"broadcast {broadcast} is {state}: nothing of it can be sent again.")
    asked = select(broadcasts.c.kind, actions.c.deadline, actions.c.zone).join(
        actions, actions.c.id == broadcasts.c.action_id
    )
    row = (await tx.connection.execute(asked.where(broadcasts.c.id == broadcast))).one()
    if row.kind in NEEDS_TIME and row.deadline is not None and now >= ends_at(row.deadline, row.zone):
        raise Refused("its deadline has passed: nobody may be asked to act on it any more.")
    missing = update(deliveries).where(deliveries.c.broadcast_id == broadcast, deliveries.c.state.in_(MAY_REPEAT))
    queued = await tx.connection.execute(
        missing.values(state=DeliveryState.QUEUED, attempts=0, reason="", settled_at=None)
    )
    if queued.rowcount and state is BroadcastState.DONE:
        await _move(tx, broadcast, BroadcastState.SENDING)
        await tx.connection.execute(update(broadcasts).where(broadcasts.c.id == broadcast).values(ended_at=None))
    if queued.rowcount and state is not BroadcastState.PAUSED:
        await _plan(tx, broadcast)
    return queued.rowcount


async def stop(tx: Tx, broadcast: BroadcastId, reason: str, *, now: datetime) -> Broadcast:
    """Give it up: what has not left is skipped. Raises Refused if it is over already."""
    found = await find(tx, broadcast)
    waiting = found.state in (BroadcastState.DRAFT, BroadcastState.APPROVED)
    return await _turn(tx, broadcast, BroadcastState.CANCELLED if waiting else BroadcastState.STOPPED, reason, now)


async def reminding(tx: Tx, wanted: Iterable[BroadcastId]) -> frozenset[BroadcastId]:
    """Those of `wanted` that are reminders: they leave after the others."""
    asked = select(broadcasts.c.id).where(broadcasts.c.id.in_(set(wanted)), broadcasts.c.kind == BroadcastKind.REMINDER)
    return frozenset((await tx.connection.execute(asked)).scalars())


async def _plan(tx: Tx, broadcast: BroadcastId) -> None:
    """Hand what is queued in it to whoever wants to be told."""
    if tx.planned is not None:
        await tx.planned(tx, await shards.planned(tx, broadcast))


async def _announceable(tx: Tx, action: ActionId, kind: BroadcastKind, now: datetime) -> None:
    # on PostgreSQL the lock keeps two approvals of one moment from making two drafts
    asked = select(actions).where(actions.c.id == action).with_for_update(key_share=True)
    row = (await tx.connection.execute(asked)).one_or_none()
    if row is None:
        raise LookupError(action)
    if State(row.state) is State.DRAFT:
        raise Refused("it is a draft: approve it first.")
    if kind in NEEDS_TIME and row.deadline is not None and now >= ends_at(row.deadline, row.zone):
        raise Refused("its deadline has passed: nobody may be asked to act on it any more.")


async def _current(tx: Tx, action: ActionId, kind: BroadcastKind) -> tuple[BroadcastId, BroadcastState] | None:
    asked = (
        select(broadcasts.c.id, broadcasts.c.state)
        .where(
            broadcasts.c.action_id == action,
            broadcasts.c.kind == kind,
            broadcasts.c.state != BroadcastState.CANCELLED,
        )
        .order_by(broadcasts.c.id.desc())
        .limit(1)
    )
    row = (await tx.connection.execute(asked)).one_or_none()
    return None if row is None else (BroadcastId(row.id), BroadcastState(row.state))


async def _turn(tx: Tx, broadcast: BroadcastId, state: BroadcastState, reason: str, now: datetime) -> Broadcast:
    await _move(tx, broadcast, state, reason)
    if state in (BroadcastState.STOPPED, BroadcastState.CANCELLED):
        ended = update(broadcasts).where(broadcasts.c.id == broadcast).values(ended_at=now)
        await tx.connection.execute(ended)
        await skip_queued(tx, broadcast, reason or "stopped", now=now)
    await finish(tx, [broadcast], now=now)
    return await find(tx, broadcast)


async def _move(tx: Tx, broadcast: BroadcastId, state: BroadcastState, reason: str = "") -> None:
    found = await lock(tx, [broadcast])
    if broadcast not in found:
        raise LookupError(broadcast)
    if not may_follow(found[broadcast], state):
        raise Refused(f"broadcast {broadcast} is {found[broadcast]}: it cannot become {state}.")
    moved = update(broadcasts).where(broadcasts.c.id == broadcast).values(state=state, reason=reason[:_REASON])
    await tx.connection.execute(moved)


async def _broadcast(tx: Tx, broadcast: BroadcastId, *, already: bool) -> Broadcast:
    found = await _read(tx, _asked().where(broadcasts.c.id == broadcast), already=already)
    if not found:
        raise LookupError(broadcast)
    return found[0]


def _asked() -> Select[Any]:
    given = select(func.count()).where(approvals.c.broadcast_id == broadcasts.c.id).scalar_subquery()
    return select(broadcasts, given.label("approvals")).order_by(broadcasts.c.id)


async def _read(tx: Tx, asked: Select[Any], *, already: bool = False) -> tuple[Broadcast, ...]:
    rows = (await tx.connection.execute(asked)).all()
    grouped = (
        select(deliveries.c.broadcast_id, deliveries.c.state, func.count().label("n"))
        .where(deliveries.c.broadcast_id.in_([row.id for row in rows]))
        .group_by(deliveries.c.broadcast_id, deliveries.c.state)
    )
    counts = {row.id: dict.fromkeys(DeliveryState, 0) for row in rows}
    for row in await tx.connection.execute(grouped):
        counts[row.broadcast_id][DeliveryState(row.state)] = row.n
    return tuple(
        Broadcast(
            id=BroadcastId(row.id),
            action=ActionId(row.action_id),
            kind=BroadcastKind(row.kind),
            state=BroadcastState(row.state),
            reason=row.reason,
            approvals=row.approvals,
            counts=MappingProxyType(counts[row.id]),
            made_at=row.made_at,
            ended_at=row.ended_at,
            already=already,
        )
        for row in rows
    )


async def pace(tx: Tx, broadcast: BroadcastId, *, now: datetime) -> float:
    """Deliveries of it that were settled in the last five seconds, a second.

    Only rows near the one that is furthest on its way are looked at: they leave in the order of their ids, and looking
    at a whole audience would keep the sender waiting.
    """
    furthest = select(func.max(deliveries.c.id)).where(deliveries.c.broadcast_id == broadcast)
    for state in (DeliveryState.SENDING, DeliveryState.DELIVERED):
        at = (await tx.connection.execute(furthest.where(deliveries.c.state == state))).scalar_one()
        if at is not None:
            break
    else:
        return 0.0
    settled = select(func.count()).where(
        deliveries.c.id.between(at - _NEAR, at + _NEAR),
        deliveries.c.broadcast_id + 0 == broadcast,  # not along its index, which would be all of it
        deliveries.c.settled_at > now - _LATELY,
        deliveries.c.settled_at <= now,
    )
    return float((await tx.connection.execute(settled)).scalar_one() / _LATELY.total_seconds())


_LATELY = timedelta(seconds=5)
_NEAR = 10_000  # twice as many as leave in that time at the highest rate
