"""Settling: what became of calls that were marked `sending` is written down.

What is known not to have left goes back to `queued`; what may have left and was not answered is `unknown`, never a
guess. A row that is not `sending` any more was settled by somebody else: nothing is changed then.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select, update

from content.courier import Delivered, Gone, Moved, Outcome, Unknown
from content.ids import BroadcastId, ChatId, DeliveryId, PlatformId
from content.rules.announcing import NEEDS_TIME, BroadcastState, DeliveryState, Settlement, after_outcome
from content.rules.deadlines import ends_at
from storage.database import quick
from storage.database.engine import Tx
from storage.database.tables import Moment, actions, broadcasts, chats, deliveries
from storage.sending.broadcasts import pause
from storage.sending.deliveries import LATE, Delivery, asked, delivery
from storage.sending.ledger import Held, finish, hold, lock, skip_queued
from storage.sending.shards import Shard, among, of_broadcasts, within

_CRASHED = Unknown("we were stopped before the answer came")


async def settle(tx: Tx, answered: Sequence[tuple[Delivery, Outcome]], *, now: datetime) -> None:
    """Write what became of calls that were marked `sending`, and what follows for their chats and broadcasts.

    A chat that is gone is not written to again; one that moved is kept under its new id and tried there, unless that id
    is another chat of ours. Our own fault pauses the broadcast, with the reason.
    """
    held = await hold(tx, [one.id for one, _ in answered])
    if not held:
        return
    arrived = [(one.id, outcome.reference) for one, outcome in answered if isinstance(outcome, Delivered)]
    if arrived:
        await _arrived(tx, sorted(arrived), now)
    others = [(one, outcome) for one, outcome in answered if not isinstance(outcome, Delivered)]
    if others:
        still = await _still_sending(tx, [one.id for one, _ in others])
        await _settle_others(tx, [(one, outcome) for one, outcome in others if one.id in still], held, now)
    await finish(tx, [one.id for one in held], now=now)


async def put_back(tx: Tx, ids: Collection[DeliveryId], *, now: datetime, due: datetime | None = None) -> None:
    """What was marked `sending` and is known not to have left waits again as before, at once or until `due`."""
    held = await hold(tx, ids)
    still = await _still_sending(tx, ids)
    back = update(deliveries).where(among(tx, still))
    await tx.connection.execute(back.values(state=DeliveryState.QUEUED, due_at=due))
    await _skip_in_stopped(tx, still, held, now)


async def recover(tx: Tx, *, now: datetime, shard: Shard | None = None) -> int:
    """What a crash left `sending` (of one shard, or of all) is in doubt; how many.

    What may go a second time is queued at once. The caller knows that nobody sends them this moment.
    """
    await tx.hold_ledger()
    # every broadcast by its id: one that was stopped meanwhile may have calls that were out, too
    mine = deliveries.c.broadcast_id.in_(select(broadcasts.c.id)) if shard is None else within(shard)
    left = asked().where(mine, deliveries.c.state == DeliveryState.SENDING).order_by(deliveries.c.id)
    found = [delivery(row) for row in await tx.connection.execute(left)]
    held = await hold(tx, [one.id for one in found])
    doubted = (
        (one, after_outcome(_CRASHED, one.kind, attempts=one.attempts, doubts=one.doubts, now=now)) for one in found
    )
    await _write(tx, [(one, replace(settlement, due_at=None)) for one, settlement in doubted], held, now)
    await finish(tx, [one.id for one in held], now=now)
    return len(found)


async def skip_late(tx: Tx, *, now: datetime) -> int:
    """What asks for appeals and is still queued after its action's deadline is skipped; how many."""
    await tx.hold_ledger()
    rows = await tx.connection.execute(
        select(broadcasts.c.id, actions.c.deadline, actions.c.zone)
        .join(actions, actions.c.id == broadcasts.c.action_id)
        .where(
            broadcasts.c.state.in_((BroadcastState.SENDING, BroadcastState.PAUSED)),
            broadcasts.c.kind.in_(sorted(NEEDS_TIME)),
            actions.c.deadline.is_not(None),
            ~actions.c.stops_writing,
        )
    )
    over = [BroadcastId(row.id) for row in rows if now >= ends_at(row.deadline, row.zone)]
    await lock(tx, over)
    skipped = [await skip_queued(tx, broadcast, LATE, now=now) for broadcast in sorted(over)]
    await finish(tx, over, now=now)
    return sum(skipped)


async def _arrived(tx: Tx, arrived: Sequence[tuple[DeliveryId, str]], now: datetime) -> None:
    """Nearly every row ends so: one statement, given to the driver as it is."""
    what = "SET state = 'delivered', attempts = attempts + 1, due_at = NULL, reason = '', settled_at = :at, "
    if tx.kind == "sqlite":
        one = f"UPDATE deliveries {what} reference = :reference WHERE id = :id AND state = 'sending'"
        await quick.run_many(tx, one, [{"id": id_, "reference": reference} for id_, reference in arrived], at=now)
        return
    await quick.run(
        tx,
        f"UPDATE deliveries {what} reference = given.reference "
        "FROM unnest(CAST(:ids AS integer[]), CAST(:references AS text[])) AS given (id, reference) "
        "WHERE deliveries.id = given.id AND coalesce(deliveries.state, '') = 'sending'",  # by the ids, not by an index
        at=now,
        ids=[id_ for id_, _ in arrived],
        references=[reference for _, reference in arrived],
    )


async def _still_sending(tx: Tx, ids: Collection[DeliveryId]) -> frozenset[DeliveryId]:
    rows = await quick.run(
        tx,
        "WITH them AS MATERIALIZED (SELECT id, state FROM deliveries WHERE id = ANY(:ids) ORDER BY id "
        "FOR NO KEY UPDATE) SELECT id FROM them WHERE state = 'sending'",
        ids=list(ids),
    )
    return frozenset(id_ for (id_,) in rows)


async def _settle_others(
    tx: Tx, answered: Sequence[tuple[Delivery, Outcome]], held: Sequence[Held], now: datetime
) -> None:
    gone = [one.chat for one, outcome in answered if isinstance(outcome, Gone) and one.chat is not None]
    await _close(tx, gone, now)
    twins = {
        one.id for one, outcome in answered if isinstance(outcome, Moved) and not await _move(tx, one, outcome.to, now)
    }
    settled = [
        (one, after_outcome(outcome, one.kind, attempts=one.attempts, doubts=one.doubts, now=now))
        for one, outcome in answered
    ]
    await _write(
        tx,
        [
            (one, replace(made, state=DeliveryState.SKIPPED, reason="the same chat twice"))
            if one.id in twins
            else (one, made)
            for one, made in settled
        ],
        held,
        now,
    )


async def _close(tx: Tx, gone: Collection[ChatId], now: datetime) -> None:
    """Not a chat whose person is writing to us this moment: that one is held, and not gone."""
    free = select(chats.c.id).where(chats.c.id.in_(gone)).with_for_update(key_share=True, skip_locked=True)
    await tx.connection.execute(update(chats).where(chats.c.id.in_(free)).values(gone_at=now))


async def _move(tx: Tx, one: Delivery, to: PlatformId, now: datetime) -> bool:
    """Keep the chat under its new id; False, and the chat closed, if that id is another chat of ours.

    A chat that somebody holds stays as it is: the next call is told the new id again.
    """
    free = select(chats.c.id).where(chats.c.id == one.chat).with_for_update(skip_locked=True)
    chat = (await tx.connection.execute(free)).scalar_one_or_none()
    if chat is None:
        return True
    finger = tx.vault.finger(one.platform, to)
    same = select(chats.c.id).where(chats.c.platform == one.platform, chats.c.finger == finger)
    twin = (await tx.connection.execute(same)).scalar_one_or_none()
    if twin is not None and twin != chat:
        await _close(tx, [ChatId(chat)], now)
        return False
    moved = update(chats).where(chats.c.id == chat).values(finger=finger, sealed=tx.vault.seal(to))
    await tx.connection.execute(moved)
    # what stands in the old place cannot be edited any more: that number means another message in the new one
    there = (deliveries.c.broadcast_id.in_(select(broadcasts.c.id)), deliveries.c.chat_id == chat)
    await tx.connection.execute(update(deliveries).where(*there, deliveries.c.reference != "").values(reference=""))
    return True


async def _write(tx: Tx, settled: Sequence[tuple[Delivery, Settlement]], held: Sequence[Held], now: datetime) -> None:
    """Write settlements into rows that are `sending`; our own fault pauses their broadcasts, which are `held`."""
    at_fault: dict[BroadcastId, str] = {}
    values: list[dict[str, object]] = []
    ids: list[DeliveryId] = []
    for one, made in sorted(settled, key=lambda pair: pair[0].id):
        ids.append(one.id)
        waits = made.state is DeliveryState.QUEUED
        if made.stops:
            at_fault.setdefault(one.broadcast, made.reason)
        values.append(
            {
                "b_id": one.id,
                "b_state": made.state,
                "b_attempts": made.attempts,
                "b_doubts": made.doubts,
                "b_due": made.due_at if waits else None,
                "b_reason": made.reason[:200],
                "b_settled": None if waits else now,
            }
        )
    if not values:
        return
    anew = [one.id for one, made in settled if made.anew]
    if anew:
        mine = (among(tx, anew), deliveries.c.state == DeliveryState.SENDING)
        await tx.connection.execute(update(deliveries).where(*mine).values(origin=None))
    row = update(deliveries).where(deliveries.c.id == bindparam("b_id"), deliveries.c.state == DeliveryState.SENDING)
    await tx.connection.execute(
        row.values(
            state=bindparam("b_state"),
            attempts=bindparam("b_attempts"),
            doubts=bindparam("b_doubts"),
            due_at=bindparam("b_due", type_=Moment),
            reason=bindparam("b_reason"),
            settled_at=bindparam("b_settled", type_=Moment),
        ),
        values,
    )
    await _skip_in_stopped(tx, ids, held, now)
    states: Mapping[BroadcastId, BroadcastState] = {one.id: one.state for one in held}
    for broadcast, reason in at_fault.items():
        if states[broadcast] is BroadcastState.SENDING:
            await pause(tx, broadcast, reason, now=now)


async def _skip_in_stopped(tx: Tx, ids: Collection[DeliveryId], held: Sequence[Held], now: datetime) -> None:
    """What came back to the queue of a broadcast that was stopped meanwhile goes nowhere."""
    stopped = [one.id for one in held if one.state is BroadcastState.STOPPED]
    if stopped:
        mine = (among(tx, ids), of_broadcasts(stopped), deliveries.c.state == DeliveryState.QUEUED)
        skipped = {"state": DeliveryState.SKIPPED, "reason": "stopped", "due_at": None, "settled_at": now}
        await tx.connection.execute(update(deliveries).where(*mine).values(skipped))
