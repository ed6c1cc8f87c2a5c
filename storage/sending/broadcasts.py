"""Broadcasts: one message to an audience, from its first approval to the last of its deliveries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, Select, case, func, literal, select, update

from content.ids import ActionId, BroadcastId
from content.rules.announcing import (
    ANNOUNCING,
    MAY_REPEAT,
    NEEDS_TIME,
    BroadcastKind,
    BroadcastState,
    DeliveryState,
    enough_approvals,
    may_follow,
    order,
)
from content.rules.deadlines import ends_at
from content.rules.hours import ALWAYS, Hours
from storage.actions import Refused, State
from storage.database.engine import Tx
from storage.database.tables import actions, approvals, broadcasts, chats, deliveries, supporters
from storage.sending import shards
from storage.sending.audience import REACHABLE, Plan, planned
from storage.sending.ledger import finish, lock, skip_queued
from storage.sending.shards import Shard

_REASON = 200  # the column's length


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """One broadcast as it stands. `approvals` is the number of people who approved, `counts` has every delivery state.

    `held` of the queued ones wait for the end of quiet hours. `already` (from `announce` only): it had been announced
    before, and nothing was done.
    """

    id: BroadcastId
    action: ActionId
    kind: BroadcastKind
    state: BroadcastState
    reason: str
    approvals: int
    counts: Mapping[DeliveryState, int]
    held: int
    made_at: datetime
    ended_at: datetime | None
    already: bool = False

    @property
    def audience(self) -> int:
        """How many deliveries it has, in whichever state."""
        return sum(self.counts.values())

    @property
    def asleep(self) -> bool:
        """Whether all that is left of it waits for the end of quiet hours."""
        left = self.counts[DeliveryState.QUEUED] + self.counts[DeliveryState.SENDING]
        return self.state is BroadcastState.SENDING and 0 < left == self.held

    @property
    def missing(self) -> int:
        """How many `again` would send once more."""
        return sum(self.counts[state] for state in MAY_REPEAT)


async def announce(
    tx: Tx,
    action: ActionId,
    kind: BroadcastKind,
    *,
    approver: str,
    needed: int,
    hours: Hours = ALWAYS,
    now: datetime,
) -> Broadcast:
    """Count one person's approval, and send as soon as `needed` different people have given theirs.

    Then, in this transaction, the audience is frozen into deliveries and the action is announced; whose quiet hours it
    is, gets it when they are over. Approving twice counts once. What is on its way or over is returned as it is,
    `already` set; only one that is paused, as by a fault of ours that is mended by now, goes on with those who have not
    had it. `approver` tells people apart and must not name one (at most 64 characters). Raises LookupError for an
    action that is not here, Refused for one that cannot be announced.
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
        await send(tx, broadcast, await planned(tx, action, hours=hours, now=now), now=now)
        await tx.connection.execute(update(actions).where(actions.c.id == action).values(state=State.ANNOUNCED))
    return await find(tx, broadcast)


async def make(
    tx: Tx,
    action: ActionId,
    kind: BroadcastKind,
    *,
    day: date | None = None,
    amends: BroadcastId | None = None,
    now: datetime,
) -> BroadcastId:
    """A new draft, with no approvals and no deliveries. `day` and `amends` as in the table."""
    revision = select(actions.c.revision).where(actions.c.id == action).scalar_subquery()
    row = broadcasts.insert().values(
        action_id=action,
        kind=kind,
        state=BroadcastState.DRAFT,
        made_at=now,
        day=day,
        amends=amends,
        revision=revision,
    )
    return BroadcastId((await tx.connection.execute(row.returning(broadcasts.c.id))).scalar_one())


async def send(tx: Tx, broadcast: BroadcastId, plan: Plan | None = None, *, now: datetime) -> None:
    """Freeze the audience into deliveries, one for each chat, in one statement, and let them go.

    The audience is every chat that can be reached and whose supporter has not stopped, narrowed by `plan`. Nobody in it
    is no error: the broadcast is done at once.
    """
    plan = plan or Plan()
    people = (
        select(
            literal(broadcast),
            chats.c.id,
            chats.c.platform,
            supporters.c.language,
            literal(DeliveryState.QUEUED.value),
            plan.due_at.label("due_at"),
            case((plan.due_at.is_not(None), 1), else_=0),
        )
        .join_from(chats, supporters, supporters.c.id == chats.c.supporter_id)
        .where(*REACHABLE, *plan.conditions)
        .order_by(case((plan.first, 0), else_=1), chats.c.id)
    )
    columns = ["broadcast_id", "chat_id", "platform", "language", "state", "due_at", "held"]
    await tx.connection.execute(deliveries.insert().from_select(columns, people))
    await go(tx, broadcast, now=now)


async def tell(tx: Tx, action: ActionId, kind: BroadcastKind, plan: Plan, *, now: datetime) -> BroadcastId | None:
    """Send to whom `plan` names what nobody has to approve; None, and nothing is made, if that is nobody."""
    who = select(chats.c.id).join(supporters, supporters.c.id == chats.c.supporter_id)
    if (await tx.connection.execute(who.where(*REACHABLE, *plan.conditions).limit(1))).first() is None:
        return None
    made = await make(tx, action, kind, now=now)
    await send(tx, made, plan, now=now)
    return made


async def go(tx: Tx, broadcast: BroadcastId, *, now: datetime) -> None:
    """Let a draft go whose deliveries are made. Without any it is done at once."""
    for state in (BroadcastState.APPROVED, BroadcastState.SENDING):
        await _move(tx, broadcast, state)
    await finish(tx, [broadcast], now=now)
    await plan_shards(tx, broadcast)


async def go_on(tx: Tx, *wanted: BroadcastId, added: Sequence[Shard] | None = None, now: datetime) -> None:
    """Deliveries were added to broadcasts that may be done: they are sending again. If one was stopped they go nowhere.

    `added` are the shards they are in; without, all that waits in these broadcasts is looked at. Who asks for several
    holds the ledger.
    """
    for broadcast, state in (await lock(tx, wanted)).items():
        if state is BroadcastState.STOPPED:
            await skip_queued(tx, broadcast, "stopped", now=now)
        if state is BroadcastState.DONE:
            await _move(tx, broadcast, BroadcastState.SENDING)
            await tx.connection.execute(update(broadcasts).where(broadcasts.c.id == broadcast).values(ended_at=None))
        if added is None:
            await plan_shards(tx, broadcast)
    if added and tx.planned is not None:
        await tx.planned(tx, added)


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
    await plan_shards(tx, broadcast)
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
    asked = select(actions, broadcasts.c.kind.label("said")).join(broadcasts, actions.c.id == broadcasts.c.action_id)
    row = (await tx.connection.execute(asked.where(broadcasts.c.id == broadcast))).one()
    _in_time(row, BroadcastKind(row.said), now)
    missing = update(deliveries).where(deliveries.c.broadcast_id == broadcast, deliveries.c.state.in_(MAY_REPEAT))
    queued = await tx.connection.execute(
        missing.values(state=DeliveryState.QUEUED, attempts=0, reason="", settled_at=None)
    )
    if queued.rowcount and state is not BroadcastState.PAUSED:
        await go_on(tx, broadcast, now=now)
    return queued.rowcount


async def stop(tx: Tx, broadcast: BroadcastId, reason: str, *, now: datetime) -> Broadcast:
    """Give it up: what has not left is skipped. Raises Refused if it is over already."""
    found = await find(tx, broadcast)
    waiting = found.state in (BroadcastState.DRAFT, BroadcastState.APPROVED)
    return await _turn(tx, broadcast, BroadcastState.CANCELLED if waiting else BroadcastState.STOPPED, reason, now)


async def orders(tx: Tx, wanted: Collection[BroadcastId]) -> Mapping[BroadcastId, int]:
    """What leaves first: `content.rules.announcing.order` of each."""
    asked = select(broadcasts.c.id, broadcasts.c.kind).where(broadcasts.c.id.in_(set(wanted)))
    return {BroadcastId(row.id): order(BroadcastKind(row.kind)) for row in await tx.connection.execute(asked)}


async def plan_shards(tx: Tx, broadcast: BroadcastId) -> None:
    """Hand what may leave of it to whoever wants to be told."""
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
    _in_time(row, kind, now)


def _in_time(row: Row[Any], kind: BroadcastKind, now: datetime) -> None:
    """Raise Refused if a broadcast of this kind would ask for appeals after the action's end, or its withdrawal."""
    if row.withdrawn_at is not None and kind in ANNOUNCING | NEEDS_TIME:
        raise Refused("it is withdrawn: nobody may be sent it any more.")
    asks = kind in NEEDS_TIME and not row.stops_writing
    if asks and row.deadline is not None and now >= ends_at(row.deadline, row.zone):
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
        select(deliveries.c.broadcast_id, deliveries.c.state, deliveries.c.held, func.count().label("n"))
        .where(deliveries.c.broadcast_id.in_([row.id for row in rows]))
        .group_by(deliveries.c.broadcast_id, deliveries.c.state, deliveries.c.held)
    )
    counts = {row.id: dict.fromkeys(DeliveryState, 0) for row in rows}
    held = dict.fromkeys(counts, 0)
    for row in await tx.connection.execute(grouped):
        counts[row.broadcast_id][DeliveryState(row.state)] += row.n
        held[row.broadcast_id] += row.n if row.held and row.state == DeliveryState.QUEUED else 0
    return tuple(
        Broadcast(
            id=BroadcastId(row.id),
            action=ActionId(row.action_id),
            kind=BroadcastKind(row.kind),
            state=BroadcastState(row.state),
            reason=row.reason,
            approvals=row.approvals,
            counts=MappingProxyType(counts[row.id]),
            held=held[row.id],
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
