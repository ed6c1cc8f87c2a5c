"""Laters: what comes back to one person, at the moment they chose or when another way is open.

There is one for each supporter and action: a new wish takes the place of the old.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, exists, literal, select, update

from content.action import Channel
from content.ids import ActionId, BroadcastId, SupporterId, TargetId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.deadlines import Stage
from content.rules.hours import Hours
from storage import actions
from storage.database.engine import Tx
from storage.database.tables import Moment, broadcasts, chats, deliveries, laters, supporters
from storage.sending.audience import REACHABLE, held_until, paused
from storage.sending.broadcasts import go, go_on, make
from storage.sending.deliveries import IN_TIME, put_off_no_more

AT_ONCE = 1000
"""How many come back in one transaction."""
DUE = "due"
OVER = "its action is over"
TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What a person put off, or is to try another way; `target` and `channel` are both there or both None.

    `asked`: they chose the moment themselves, so it may be at night. `state` is `DUE`, done or skipped.
    """

    supporter: SupporterId
    action: ActionId
    target: TargetId | None
    channel: Channel | None
    due_at: datetime
    asked: bool
    state: str


async def keep(
    tx: Tx,
    supporter: SupporterId,
    action: ActionId,
    *,
    due_at: datetime,
    asked: bool,
    target: TargetId | None = None,
    channel: Channel | None = None,
) -> None:
    """Come back to this person then."""
    values = {
        "target_id": target,
        "channel": channel or "",
        "due_at": due_at,
        "asked": asked,
        "state": DUE,
        "reason": "",
    }
    row = tx.insert(laters).values(supporter_id=supporter, action_id=action, **values)
    await tx.connection.execute(row.on_conflict_do_update(index_elements=["supporter_id", "action_id"], set_=values))


async def cancel(tx: Tx, supporter: SupporterId, action: ActionId) -> None:
    """Do not come back. Without anything kept, nothing happens."""
    mine = (laters.c.supporter_id == supporter, laters.c.action_id == action, laters.c.state == DUE)
    await tx.connection.execute(update(laters).where(*mine).values(state="skipped", reason=TAKEN_BACK))


async def pending(tx: Tx, supporter: SupporterId, action: ActionId) -> Later | None:
    """What is still to come back; None if nothing is."""
    found = await of(tx, supporter, action)
    return found if found is not None and found.state == DUE else None


async def of(tx: Tx, supporter: SupporterId, action: ActionId) -> Later | None:
    """What they put off last, whatever became of it; None if nothing."""
    mine = (laters.c.supporter_id == supporter, laters.c.action_id == action)
    row = (await tx.connection.execute(select(laters).where(*mine))).one_or_none()
    if row is None:
        return None
    return Later(
        supporter=supporter,
        action=action,
        target=None if row.target_id is None else TargetId(row.target_id),
        channel=Channel(row.channel) if row.channel else None,
        due_at=row.due_at,
        asked=row.asked,
        state=row.state,
    )


async def skip(tx: Tx, action: ActionId, reason: str) -> int:
    """Nothing of this action comes back to anybody; how many had it to come."""
    mine = (laters.c.action_id == action, laters.c.state == DUE)
    done = await tx.connection.execute(update(laters).where(*mine).values(state="skipped", reason=reason))
    return done.rowcount


async def release(tx: Tx, *, hours: Hours, now: datetime) -> int:
    """Bring back what is due, at most `AT_ONCE`; how many rows were looked at.

    What is of no use any more (its appeal was sent, the case declined, its action over) is skipped, with the reason;
    whose action is over is told so when it is closed. What would wake somebody, and was not chosen for this moment,
    waits for the end of their night: until then it can be taken back. On PostgreSQL whoever has claimed a row keeps it.
    """
    due = (laters.c.state == DUE, laters.c.due_at <= now)
    if (await tx.connection.execute(select(laters.c.id).where(*due).limit(1))).first() is None:
        return 0
    await tx.hold_ledger()  # before any row: who withdraws an action holds it, and then its rows
    claimed = (
        select(laters.c.id, laters.c.action_id)
        .where(*due)
        .order_by(laters.c.due_at, laters.c.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    of_action: dict[ActionId, list[int]] = defaultdict(list)
    for row in await tx.connection.execute(claimed):
        of_action[ActionId(row.action_id)].append(row.id)
    for action in sorted(of_action):
        await _bring_back(tx, action, of_action[action], hours, now)
    return sum(map(len, of_action.values()))


async def _bring_back(tx: Tx, action: ActionId, ids: list[int], hours: Hours, now: datetime) -> None:
    kept = await actions.by_id(tx, action)
    if kept.stage(now) is not Stage.OPEN:
        await _settle(tx, ids, OVER)
        return
    nobody: ColumnElement[datetime | None] = literal(None, Moment)
    chosen = and_(laters.c.asked, laters.c.due_at > now - IN_TIME)
    until = case((chosen, nobody), else_=await held_until(tx, hours, wakes=False, now=now))
    reachable = (
        select(laters.c.id, until.label("until"))
        .join(supporters, supporters.c.id == laters.c.supporter_id)
        .join(chats, chats.c.supporter_id == supporters.c.id)
        .where(laters.c.id.in_(ids), *REACHABLE, ~paused(now), ~put_off_no_more())
    )
    waits: dict[int, datetime | None] = {row.id: row.until for row in await tx.connection.execute(reachable)}
    await _settle(tx, [one for one in ids if one not in waits], "done meanwhile, or not to be reached")
    for morning in {at for at in waits.values() if at is not None}:
        sleep = [one for one, at in waits.items() if at == morning]
        await tx.connection.execute(update(laters).where(laters.c.id.in_(sleep)).values(due_at=morning))
    coming = [one for one, at in waits.items() if at is None]
    if coming:
        await _deliver(tx, action, coming, hours.today("", now), now)


async def _deliver(tx: Tx, action: ActionId, coming: Collection[int], day: date, now: datetime) -> None:
    broadcast, state = await _of_today(tx, action, day, coming) or (
        await make(tx, action, BroadcastKind.LATER, day=day, now=now),
        None,
    )
    if state is BroadcastState.STOPPED:
        await _settle(tx, coming, "stopped")
        return
    rows = (
        select(
            literal(broadcast),
            chats.c.id,
            chats.c.platform,
            supporters.c.language,
            literal(DeliveryState.QUEUED.value),
        )
        .join_from(laters, supporters, supporters.c.id == laters.c.supporter_id)
        .join(chats, chats.c.supporter_id == supporters.c.id)
        .where(laters.c.id.in_(coming), *REACHABLE)
        .order_by(laters.c.due_at, chats.c.id)
    )
    columns = ["broadcast_id", "chat_id", "platform", "language", "state"]
    await tx.connection.execute(deliveries.insert().from_select(columns, rows))
    await _settle(tx, coming)
    await (go(tx, broadcast, now=now) if state is None else go_on(tx, broadcast, now=now))


async def _settle(tx: Tx, ids: Collection[int], reason: str = "") -> None:
    """They are done; with a reason, skipped."""
    settled = update(laters).where(laters.c.id.in_(ids))
    await tx.connection.execute(settled.values(state="skipped" if reason else "done", reason=reason))


async def _of_today(
    tx: Tx, action: ActionId, day: date, coming: Collection[int]
) -> tuple[BroadcastId, BroadcastState] | None:
    """The day's last broadcast of what comes back of an action, unless somebody who is `coming` had one of it.

    One that was stopped is it in any case: nothing more comes back that day.
    """
    mine = (broadcasts.c.action_id == action, broadcasts.c.kind == BroadcastKind.LATER, broadcasts.c.day == day)
    asked = select(broadcasts.c.id, broadcasts.c.state).where(*mine).order_by(broadcasts.c.id.desc()).limit(1)
    row = (await tx.connection.execute(asked)).one_or_none()
    if row is None:
        return None
    theirs = (
        select(chats.c.id).join(laters, laters.c.supporter_id == chats.c.supporter_id).where(laters.c.id.in_(coming))
    )
    had = select(exists().where(deliveries.c.broadcast_id == row.id, deliveries.c.chat_id.in_(theirs)))
    if row.state != BroadcastState.STOPPED and (await tx.connection.execute(had)).scalar_one():
        return None
    return BroadcastId(row.id), BroadcastState(row.state)
