"""Closing: what follows, once, when an action is over by its deadline, by an outcome or by a word to stop.

Its cards are edited to say so, those who had put it off are told, and organizers get the tally. What comes back to
people is skipped; reminders look for themselves whether an action is still open.
"""

from datetime import datetime, timedelta

from sqlalchemy import and_, exists, literal, or_, select, update

from content.action import Kind
from content.ids import ActionId, BroadcastId
from content.rules.announcing import ANNOUNCING, NEEDS_TIME, BroadcastKind, BroadcastState
from content.rules.counting import TakingState
from content.rules.deadlines import Stage, ends_at
from content.rules.hours import Hours
from content.rules.roles import Role
from storage import actions, amending
from storage.actions import Kept, State
from storage.database.engine import Tx
from storage.database.tables import actions as actions_table
from storage.database.tables import broadcasts, chats, laters, roles, supporters, takings, walks
from storage.due.laters import OVER, TAKEN_BACK, skip
from storage.sending.audience import Plan, held_until, paused
from storage.sending.broadcasts import stop, tell
from storage.sending.deliveries import listens

TOLD_FOR = timedelta(days=2)
"""Of an end that was longer ago (we were not running) nobody is told any more; the cards are edited all the same."""


async def over(tx: Tx, *, now: datetime) -> tuple[ActionId, ...]:
    """The announced actions that are over, and whose closing is still to be made."""
    asked = select(actions_table.c.id).where(
        actions_table.c.state == State.ANNOUNCED,
        actions_table.c.closed_at.is_(None),
        actions_table.c.withdrawn_at.is_(None),
        or_(actions.ended(), actions_table.c.deadline < (now + timedelta(days=1)).date()),
    )
    found = [ActionId(one) for one in (await tx.connection.execute(asked.order_by(actions_table.c.id))).scalars()]
    kept = [await actions.by_id(tx, one) for one in found]
    return tuple(one.id for one in kept if one.stage(now) is not Stage.OPEN)


async def close(tx: Tx, action: ActionId, *, hours: Hours, now: datetime) -> bool:
    """Make the closing of an action that is over; False if another process has, or if it is open again."""
    await tx.hold_ledger()  # what is being marked this moment is edited too
    asked = select(actions_table.c.id).where(actions_table.c.id == action, actions_table.c.closed_at.is_(None))
    if (await tx.connection.execute(asked.with_for_update(key_share=True))).one_or_none() is None:
        return False
    kept = await actions.by_id(tx, action)
    if kept.stage(now) is Stage.OPEN or kept.withdrawn:
        return False
    await tx.connection.execute(update(actions_table).where(actions_table.c.id == action).values(closed_at=now))
    for going in await _asking(tx, action) if kept.ended else ():
        await stop(tx, going, OVER, now=now)
    for original in await _to_edit(tx, kept):
        await amending.amend(tx, original, BroadcastKind.CLOSING, now=now)
    if not kept.ended and now - _ended_at(kept, now) < TOLD_FOR:
        await _tell_who_promised(tx, action, hours, now)
        await _tell_organizers(tx, action, hours, now)
    await skip(tx, action, OVER)
    return True


async def _asking(tx: Tx, action: ActionId) -> list[BroadcastId]:
    """What still asks people to act on it; a word to stop does not, though it is an update."""
    asked = (
        select(broadcasts.c.id)
        .join(actions_table, actions_table.c.id == broadcasts.c.action_id)
        .where(
            broadcasts.c.action_id == action,
            broadcasts.c.kind.in_(sorted(NEEDS_TIME)),
            broadcasts.c.state.in_((BroadcastState.SENDING, BroadcastState.PAUSED)),
            ~actions_table.c.stops_writing,
        )
    )
    return [BroadcastId(one) for one in (await tx.connection.execute(asked.order_by(broadcasts.c.id))).scalars()]


async def _to_edit(tx: Tx, kept: Kept) -> list[BroadcastId]:
    """What announced it; but the word that ends a case, or asks for nothing, stands as it is."""
    if kept.stops_writing or kept.text.kind is Kind.OUTCOME:
        return []
    asked = select(broadcasts.c.id).where(broadcasts.c.action_id == kept.id, broadcasts.c.kind.in_(sorted(ANNOUNCING)))
    return [BroadcastId(one) for one in (await tx.connection.execute(asked.order_by(broadcasts.c.id))).scalars()]


def _ended_at(kept: Kept, now: datetime) -> datetime:
    return now if kept.text.deadline is None else ends_at(kept.text.deadline, kept.zone)


async def _tell_who_promised(tx: Tx, action: ActionId, hours: Hours, now: datetime) -> None:
    """To those who wanted to act later, and did not say that they have."""
    put_off = exists().where(
        laters.c.supporter_id == supporters.c.id, laters.c.action_id == action, laters.c.reason != TAKEN_BACK
    )
    sent = exists().where(
        takings.c.supporter_id == supporters.c.id, takings.c.action_id == action, takings.c.state == TakingState.SENT
    )
    declined = exists().where(
        walks.c.supporter_id == supporters.c.id, walks.c.action_id == action, walks.c.declined_at.is_not(None)
    )
    answered = or_(declined, listens(supporters.c.id, literal(action)))
    who = (put_off, ~sent, ~answered, ~paused(now))
    due_at = await held_until(tx, hours, wakes=False, now=now)
    await tell(tx, action, BroadcastKind.PROMISE, Plan(conditions=who, due_at=due_at), now=now)


async def _tell_organizers(tx: Tx, action: ActionId, hours: Hours, now: datetime) -> None:
    sends = [role for role in Role if role.may_send]
    organizer = exists().where(
        and_(roles.c.platform == chats.c.platform, roles.c.finger == chats.c.finger, roles.c.role.in_(sends))
    )
    due_at = await held_until(tx, hours, wakes=False, now=now)
    await tell(tx, action, BroadcastKind.TALLY, Plan(conditions=(organizer,), due_at=due_at), now=now)
