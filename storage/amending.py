"""Amending: broadcasts that change, or take back, what an earlier one delivered.

Of each row that arrived the message is edited in place. Where it is not known whether it arrived, a short message of
its own follows; what is on its way this moment waits until that is known.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, literal, null, or_, select

from content.ids import ActionId, BroadcastId
from content.rules.announcing import ANNOUNCING, REMINDERS, BroadcastKind, DeliveryState
from storage.database.engine import Tx
from storage.database.tables import Moment, broadcasts, deliveries, supporters, takings
from storage.sending.audience import Plan
from storage.sending.broadcasts import go, make, tell

LOOK_AGAIN = timedelta(seconds=10)
"""What is on its way has an answer by then, or soon after."""
_ARRIVED = and_(deliveries.c.state == DeliveryState.DELIVERED, deliveries.c.reference != "")
_GOING = deliveries.c.state == DeliveryState.SENDING
_AMENDABLE = (*ANNOUNCING, *REMINDERS, BroadcastKind.CORRECTION, BroadcastKind.WARNING)


def unclear(rows: FromClause) -> ColumnElement[bool]:
    """Whether a delivery's message may be in its chat, and we cannot say where: nobody answered, perhaps not the first
    time, before it was stopped or failed."""
    ended = rows.c.state.in_((DeliveryState.SKIPPED, DeliveryState.FAILED))
    unnumbered = and_(rows.c.state == DeliveryState.DELIVERED, rows.c.reference == "")
    return or_(rows.c.state == DeliveryState.UNKNOWN, and_(rows.c.doubts > 0, ended), unnumbered)


async def announced_by(tx: Tx, action: ActionId) -> tuple[BroadcastId, ...]:
    """The broadcasts of the action whose messages are, or may be, in people's chats, the oldest first."""
    mine = (deliveries.c.broadcast_id == broadcasts.c.id, deliveries.c.origin.is_(None))
    there = exists().where(*mine, or_(_ARRIVED, _GOING, unclear(deliveries)))
    asked = select(broadcasts.c.id).where(
        broadcasts.c.action_id == action, broadcasts.c.kind.in_(sorted(_AMENDABLE)), there
    )
    return tuple(BroadcastId(one) for one in (await tx.connection.execute(asked.order_by(broadcasts.c.id))).scalars())


async def amend(tx: Tx, original: BroadcastId, kind: BroadcastKind, *, now: datetime) -> BroadcastId | None:
    """A broadcast of edits of what `original` delivered, or may have, sent off at once; None if that is nothing.

    For a CLOSING, what may not have arrived is left alone. Raises LookupError if there is no such broadcast.
    """
    asked = select(broadcasts.c.action_id).where(broadcasts.c.id == original)
    action = (await tx.connection.execute(asked)).scalar_one_or_none()
    if action is None:
        raise LookupError(original)
    there = or_(_ARRIVED, _GOING)
    which = (
        deliveries.c.broadcast_id == original,
        deliveries.c.chat_id.is_not(None),
        deliveries.c.origin.is_(None),
        there if kind is BroadcastKind.CLOSING else or_(there, unclear(deliveries)),
    )
    if (await tx.connection.execute(select(deliveries.c.id).where(*which).limit(1))).first() is None:
        return None
    made = await make(tx, ActionId(action), kind, amends=original, now=now)
    rows = (
        select(
            literal(made),
            deliveries.c.chat_id,
            deliveries.c.platform,
            deliveries.c.language,
            literal(DeliveryState.QUEUED.value),
            case((there, deliveries.c.id), else_=null()),
            case((_GOING, literal(now + LOOK_AGAIN, Moment)), else_=null()),
            case((_GOING, 1), else_=0),
        )
        .where(*which)
        .order_by(deliveries.c.id)
    )
    columns = ["broadcast_id", "chat_id", "platform", "language", "state", "origin", "due_at", "held"]
    await tx.connection.execute(deliveries.insert().from_select(columns, rows))
    await go(tx, made, now=now)
    return made


async def warn(tx: Tx, action: ActionId, *, now: datetime) -> BroadcastId | None:
    """Tell everybody who was handed an appeal of this action, whatever they said of it since; None if nobody was."""
    handed = exists().where(takings.c.supporter_id == supporters.c.id, takings.c.action_id == action)
    return await tell(tx, action, BroadcastKind.WARNING, Plan(conditions=(handed,)), now=now)
