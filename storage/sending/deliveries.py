"""Deliveries: one chat's row of a broadcast, from the queue to what became of it.

`queued → sending → delivered | failed | gone | skipped | unknown`. `sending` is committed just before a call leaves;
what is known not to have left goes back to `queued`; what may have left and was not answered is `unknown`, never a
guess. At every moment a row is in exactly one state, and the states add up to the audience.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, exists, func, or_, select, update

from content.courier import Gone, Moved, Outcome, Unknown
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, PlatformId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState, Settlement, after_outcome
from content.rules.counting import TakingState
from content.rules.deadlines import ends_at
from storage.database.engine import Tx
from storage.database.tables import Moment, actions, broadcasts, chats, deliveries, supporters, takings, walks
from storage.sending.broadcasts import NEEDS_TIME, finish, lock, pause, skip_queued

LATE = "late: the deadline has passed"
_CRASHED = Unknown("we were stopped before the answer came")


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


def done_with(action: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the supporter at hand sent something for the action, or does not want to hear of it: no reminder then."""
    sent = exists().where(
        takings.c.supporter_id == supporters.c.id, takings.c.action_id == action, takings.c.state == TakingState.SENT
    )
    declined = exists().where(
        walks.c.supporter_id == supporters.c.id, walks.c.action_id == action, walks.c.declined_at.is_not(None)
    )
    return or_(sent, declined)


async def due(tx: Tx, platform: Platform, *, now: datetime, limit: int) -> list[Delivery]:
    """At most `limit` rows that may leave now, alerts and the like before reminders, older broadcasts first.

    They stay `queued`: only `mark_sending` says which do leave.
    """
    sending = await tx.connection.execute(
        select(broadcasts.c.id)
        .where(broadcasts.c.state == BroadcastState.SENDING)
        .order_by(broadcasts.c.kind == BroadcastKind.REMINDER, broadcasts.c.id)
    )
    found: list[Delivery] = []
    for broadcast in sending.scalars():  # one by one: each is then read along its index, however long the queue
        rows = await tx.connection.execute(
            _asked()
            .where(
                deliveries.c.broadcast_id == broadcast,
                deliveries.c.state == DeliveryState.QUEUED,
                deliveries.c.platform == platform,
                deliveries.c.due_at <= now,
            )
            .order_by(deliveries.c.id)
            .limit(limit - len(found))
        )
        found += [_delivery(row) for row in rows]
        if len(found) >= limit:
            break
    return found


async def mark_sending(tx: Tx, ids: Collection[DeliveryId], *, now: datetime) -> Mapping[DeliveryId, PlatformId]:
    """Mark as `sending` those of `ids` that may leave this moment; where each goes to.

    Left out is what is no longer queued or whose broadcast is halted. What must not leave any more (the deadline has
    passed, the person stopped, is gone, was forgotten or, for a reminder, has acted) is settled here. The caller makes
    the calls as soon as the transaction is committed.
    """
    held = await lock(tx, await _broadcasts_of(tx, ids))
    open_now = [broadcast for broadcast, state in held.items() if state is BroadcastState.SENDING]
    rows = await tx.connection.execute(
        select(
            deliveries.c.id,
            broadcasts.c.kind,
            actions.c.deadline,
            actions.c.zone,
            chats.c.sealed,
            chats.c.gone_at,
            supporters.c.stopped_at,
            and_(broadcasts.c.kind == BroadcastKind.REMINDER, done_with(broadcasts.c.action_id)).label("acted"),
        )
        .join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .join(actions, actions.c.id == broadcasts.c.action_id)
        .outerjoin(chats, chats.c.id == deliveries.c.chat_id)
        .outerjoin(supporters, supporters.c.id == chats.c.supporter_id)
        .where(
            deliveries.c.id.in_(ids),
            deliveries.c.broadcast_id.in_(open_now),
            deliveries.c.state == DeliveryState.QUEUED,
        )
        .order_by(deliveries.c.id)
        .with_for_update(of=deliveries, skip_locked=True)
    )
    going: dict[DeliveryId, PlatformId] = {}
    staying: list[dict[str, object]] = []
    for row in rows:
        state, reason = _stays(row, now)
        if state is None:
            going[DeliveryId(row.id)] = tx.vault.unseal(row.sealed)
        else:
            staying.append({"b_id": row.id, "b_state": state, "b_reason": reason})
    if going:
        marked = update(deliveries).where(deliveries.c.id.in_(going)).values(state=DeliveryState.SENDING)
        await tx.connection.execute(marked)
    if staying:
        settled = update(deliveries).where(deliveries.c.id == bindparam("b_id"))
        values = {"state": bindparam("b_state"), "reason": bindparam("b_reason"), "settled_at": now}
        await tx.connection.execute(settled.values(values), staying)
        await finish(tx, open_now, now=now)
    return going


async def settle(tx: Tx, answered: Sequence[tuple[Delivery, Outcome]], *, now: datetime) -> None:
    """Write what became of calls that were marked `sending`, and what follows for their chats and broadcasts.

    A chat that is gone is not written to again; one that moved is kept under its new id and tried there, unless that id
    is another chat of ours. Our own fault pauses the broadcast, with the reason.
    """
    settled = [
        (delivery, after_outcome(outcome, delivery.kind, attempts=delivery.attempts, doubts=delivery.doubts, now=now))
        for delivery, outcome in answered
    ]
    held = await lock(tx, {delivery.broadcast for delivery, _ in settled})
    gone = [delivery.chat for delivery, outcome in answered if isinstance(outcome, Gone) and delivery.chat is not None]
    await _close(tx, gone, now)
    twins = {
        delivery.id
        for delivery, outcome in answered
        if isinstance(outcome, Moved) and not await _move(tx, delivery, outcome.to, now)
    }
    settled = [
        (delivery, replace(one, state=DeliveryState.SKIPPED, reason="the same chat twice"))
        if delivery.id in twins
        else (delivery, one)
        for delivery, one in settled
    ]
    await _write(tx, settled, held, now)


async def put_back(tx: Tx, ids: Collection[DeliveryId], *, now: datetime) -> None:
    """What was marked `sending` and is known not to have left waits again, as if nothing had been."""
    held = await lock(tx, await _broadcasts_of(tx, ids))
    back = update(deliveries).where(deliveries.c.id.in_(ids), deliveries.c.state == DeliveryState.SENDING)
    await tx.connection.execute(back.values(state=DeliveryState.QUEUED))
    await _skip_in_stopped(tx, held, now)


async def recover(tx: Tx, *, now: datetime) -> int:
    """At the start: what a crash left `sending` is in doubt. What may go a second time is queued at once; how many."""
    left = (await tx.connection.execute(_asked().where(deliveries.c.state == DeliveryState.SENDING))).all()
    found = [_delivery(row) for row in left]
    held = await lock(tx, {delivery.broadcast for delivery in found})
    doubted = (
        (one, after_outcome(_CRASHED, one.kind, attempts=one.attempts, doubts=one.doubts, now=now)) for one in found
    )
    await _write(tx, [(delivery, replace(settlement, due_at=None)) for delivery, settlement in doubted], held, now)
    return len(found)


async def skip_late(tx: Tx, *, now: datetime) -> int:
    """What asks for appeals and is still queued after its action's deadline is skipped; how many."""
    rows = await tx.connection.execute(
        select(broadcasts.c.id, actions.c.deadline, actions.c.zone)
        .join(actions, actions.c.id == broadcasts.c.action_id)
        .where(
            broadcasts.c.state.in_((BroadcastState.SENDING, BroadcastState.PAUSED)),
            broadcasts.c.kind.in_(sorted(NEEDS_TIME)),
            actions.c.deadline.is_not(None),
        )
    )
    over = [BroadcastId(row.id) for row in rows if now >= ends_at(row.deadline, row.zone)]
    await lock(tx, over)
    skipped = [await skip_queued(tx, broadcast, LATE, now=now) for broadcast in over]
    await finish(tx, over, now=now)
    return sum(skipped)


def _stays(row: Row[Any], now: datetime) -> tuple[DeliveryState | None, str]:
    """Why a queued row must not leave any more; (None, "") if it may."""
    if row.sealed is None:
        return DeliveryState.SKIPPED, "forgotten"
    if row.stopped_at is not None:
        return DeliveryState.SKIPPED, "stopped"
    if row.gone_at is not None:
        return DeliveryState.GONE, "closed to us before it could leave"
    if row.kind in NEEDS_TIME and row.deadline is not None and now >= ends_at(row.deadline, row.zone):
        return DeliveryState.SKIPPED, LATE
    if row.acted:
        return DeliveryState.SKIPPED, "acted or declined"
    return None, ""


async def _close(tx: Tx, gone: Collection[ChatId], now: datetime) -> None:
    await tx.connection.execute(update(chats).where(chats.c.id.in_(gone)).values(gone_at=now))


async def _move(tx: Tx, delivery: Delivery, to: PlatformId, now: datetime) -> bool:
    """Keep the chat under its new id; False, and the chat closed, if that id is another chat of ours."""
    if delivery.chat is None:
        return True
    finger = tx.vault.finger(delivery.platform, to)
    same = select(chats.c.id).where(chats.c.platform == delivery.platform, chats.c.finger == finger)
    twin = (await tx.connection.execute(same)).scalar_one_or_none()
    if twin is not None and twin != delivery.chat:
        await _close(tx, [delivery.chat], now)
        return False
    moved = update(chats).where(chats.c.id == delivery.chat).values(finger=finger, sealed=tx.vault.seal(to))
    await tx.connection.execute(moved)
    return True


async def _write(
    tx: Tx,
    settled: Iterable[tuple[Delivery, Settlement]],
    held: Mapping[BroadcastId, BroadcastState],
    now: datetime,
) -> None:
    """Write settlements into rows that are `sending`, and what they mean for their broadcasts, which are `held`."""
    at_fault: dict[BroadcastId, str] = {}
    values: list[dict[str, object]] = []
    for delivery, one in settled:
        waits = one.state is DeliveryState.QUEUED
        if one.stops:
            at_fault.setdefault(delivery.broadcast, one.reason)
        values.append(
            {
                "b_id": delivery.id,
                "b_state": one.state,
                "b_attempts": one.attempts,
                "b_doubts": one.doubts,
                "b_due": (one.due_at or now) if waits else None,
                "b_reference": one.reference or "",
                "b_reason": one.reason[:200],
                "b_settled": None if waits else now,
            }
        )
    if not values:
        return
    row = update(deliveries).where(deliveries.c.id == bindparam("b_id"), deliveries.c.state == DeliveryState.SENDING)
    await tx.connection.execute(
        row.values(
            state=bindparam("b_state"),
            attempts=bindparam("b_attempts"),
            doubts=bindparam("b_doubts"),
            due_at=func.coalesce(bindparam("b_due", type_=Moment), deliveries.c.due_at),
            reference=bindparam("b_reference"),
            reason=bindparam("b_reason"),
            settled_at=bindparam("b_settled", type_=Moment),
        ),
        values,
    )
    await _skip_in_stopped(tx, held, now)
    await finish(tx, held, now=now)
    for broadcast, reason in at_fault.items():
        if (await lock(tx, [broadcast]))[broadcast] is BroadcastState.SENDING:
            await pause(tx, broadcast, reason, now=now)


async def _skip_in_stopped(tx: Tx, held: Mapping[BroadcastId, BroadcastState], now: datetime) -> None:
    """What came back to the queue of a broadcast that was stopped meanwhile goes nowhere."""
    for broadcast, state in held.items():
        if state is BroadcastState.STOPPED:
            await skip_queued(tx, broadcast, "stopped", now=now)


async def _broadcasts_of(tx: Tx, ids: Collection[DeliveryId]) -> list[BroadcastId]:
    asked = select(deliveries.c.broadcast_id).where(deliveries.c.id.in_(ids)).distinct()
    return [BroadcastId(found) for found in (await tx.connection.execute(asked)).scalars()]


def _asked() -> Select[Any]:
    return select(deliveries, broadcasts.c.action_id, broadcasts.c.kind).join(
        broadcasts, broadcasts.c.id == deliveries.c.broadcast_id
    )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        broadcast=BroadcastId(row.broadcast_id),
        action=ActionId(row.action_id),
        kind=BroadcastKind(row.kind),
        chat=None if row.chat_id is None else ChatId(row.chat_id),
        platform=Platform(row.platform),
        language=row.language,
        attempts=row.attempts,
        doubts=row.doubts,
    )
