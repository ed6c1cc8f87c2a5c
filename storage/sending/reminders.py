"""Reminders: rows with a time, made when an action is announced, that become broadcasts when the time has come.

A reminder goes before the deadline, to those who got the alert or opened the action and have not acted, and only once:
whoever claims its row first sends it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, func, literal, or_, select, update

from content.ids import ActionId
from content.rules.announcing import BroadcastKind, DeliveryState
from content.rules.deadlines import ends_at, moment
from storage.actions import State
from storage.database.engine import Tx
from storage.database.tables import actions, broadcasts, chats, deliveries, reminders, supporters, walks
from storage.sending.broadcasts import Broadcast, find, make, send
from storage.sending.deliveries import LATE, done_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One reminder that waits. `label` is as in UABOT_REMINDERS, `due_at` aware UTC."""

    id: int
    action: ActionId
    label: str
    due_at: datetime


async def plan(tx: Tx, action: ActionId, labels: Iterable[str], *, now: datetime) -> tuple[Reminder, ...]:
    """Make the action's reminders; those that wait now.

    None is made whose time has passed, or for an action without a deadline. Planning twice makes nothing twice.
    """
    row = (await tx.connection.execute(select(actions).where(actions.c.id == action))).one()
    if row.deadline is not None:
        for label in labels:
            due_at = moment(label, row.deadline, row.zone)
            if due_at > now:
                made = tx.insert(reminders).values(action_id=action, label=label, due_at=due_at, state="due")
                await tx.connection.execute(made.on_conflict_do_nothing())
    waiting = select(reminders).where(reminders.c.action_id == action, reminders.c.state == "due")
    return tuple(_reminder(found) for found in await tx.connection.execute(waiting.order_by(reminders.c.due_at)))


async def unplanned(tx: Tx, labels: Collection[str], *, now: datetime) -> tuple[ActionId, ...]:
    """The announced actions that lack a reminder whose time is still to come."""
    asked = (
        select(actions.c.id, actions.c.deadline, actions.c.zone, reminders.c.label)
        .outerjoin(reminders, reminders.c.action_id == actions.c.id)
        .where(actions.c.state == State.ANNOUNCED, actions.c.deadline >= (now - timedelta(days=2)).date())
    )
    have: dict[ActionId, set[str]] = {}
    due_at: dict[tuple[ActionId, str], datetime] = {}
    for row in await tx.connection.execute(asked):
        action = ActionId(row.id)
        have.setdefault(action, set()).add(row.label)
        due_at |= {(action, label): moment(label, row.deadline, row.zone) for label in labels}
    return tuple(dict.fromkeys(one for one, label in due_at if label not in have[one] and due_at[one, label] > now))


async def due(tx: Tx, *, now: datetime) -> tuple[Reminder, ...]:
    """The reminders whose time has come, in order."""
    asked = select(reminders).where(reminders.c.state == "due", reminders.c.due_at <= now)
    return tuple(_reminder(row) for row in await tx.connection.execute(asked.order_by(reminders.c.due_at)))


async def next_due(tx: Tx, action: ActionId, *, now: datetime) -> datetime | None:
    """When the action's next reminder goes; None if none is left."""
    asked = select(func.min(reminders.c.due_at)).where(
        reminders.c.action_id == action, reminders.c.state == "due", reminders.c.due_at > now
    )
    found: datetime | None = (await tx.connection.execute(asked)).scalar_one()
    return found


async def release(tx: Tx, reminder: Reminder, *, now: datetime) -> Broadcast | None:
    """Make a reminder's broadcast and its deliveries; None if another process has, or if it may not go any more.

    It goes to those who got the action's alert (or may have) or opened the action, who can be reached, have not said
    that they sent something, and did not decline.
    """
    claimed = update(reminders).where(reminders.c.id == reminder.id, reminders.c.state == "due").values(state="done")
    if (await tx.connection.execute(claimed.returning(reminders.c.id))).one_or_none() is None:
        return None
    hindrance = await _hindrance(tx, reminder, now)
    mine = update(reminders).where(reminders.c.id == reminder.id)
    if hindrance:
        await tx.connection.execute(mine.values(state="skipped", reason=hindrance))
        return None
    broadcast = await make(tx, reminder.action, BroadcastKind.REMINDER, now=now)
    alerted = (
        exists()
        .where(
            deliveries.c.chat_id == chats.c.id,
            deliveries.c.state.in_((DeliveryState.DELIVERED, DeliveryState.UNKNOWN)),
            broadcasts.c.id == deliveries.c.broadcast_id,
            broadcasts.c.action_id == reminder.action,
            broadcasts.c.kind.in_((BroadcastKind.ALERT, BroadcastKind.UPDATE)),
        )
        .correlate(chats)
    )
    opened = exists().where(walks.c.supporter_id == supporters.c.id, walks.c.action_id == reminder.action)
    await send(tx, broadcast, or_(alerted, opened), ~done_with(literal(reminder.action)), now=now)
    await tx.connection.execute(mine.values(broadcast_id=broadcast))
    return await find(tx, broadcast)


async def _hindrance(tx: Tx, reminder: Reminder, now: datetime) -> str:
    """Why a reminder may not go any more; empty if it may."""
    row = (await tx.connection.execute(select(actions).where(actions.c.id == reminder.action))).one()
    if row.deadline is None or now >= ends_at(row.deadline, row.zone):
        return LATE
    if row.state != State.ANNOUNCED:
        return "the action is not announced"
    newest = (
        select(actions.c.id)
        .where(actions.c.case_id == row.case_id, actions.c.state == State.ANNOUNCED)
        .order_by(func.coalesce(actions.c.sequence, 1_000_000).desc(), actions.c.id.desc())
        .limit(1)
    )
    if (await tx.connection.execute(newest)).scalar_one() != reminder.action:
        return "a later document on this case has taken its place"
    later = exists().where(
        reminders.c.action_id == reminder.action,
        reminders.c.state == "due",
        reminders.c.due_at <= now,
        reminders.c.due_at >= reminder.due_at,
    )
    if (await tx.connection.execute(select(later))).scalar_one():
        return "a later reminder is due already"
    return ""


def _reminder(row: Row[Any]) -> Reminder:
    return Reminder(id=row.id, action=ActionId(row.action_id), label=row.label, due_at=row.due_at)
