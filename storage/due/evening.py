"""Evenings: who wants one alert a day, or a week, and who is back from a pause, gets the most urgent they have not had.

It is a delivery of that action's own announcement, so that it is counted, corrected and closed like the others.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, literal, not_, or_, select, update

from content.ids import ActionId, BroadcastId, Platform
from content.rules.announcing import BroadcastState, DeliveryState
from content.rules.hours import Hours
from content.rules.pacing import Pace
from storage.database.engine import Tx
from storage.database.tables import actions, broadcasts, chats, deliveries, supporters, walks
from storage.due import urgency
from storage.due.reminders import Due, claim, reach
from storage.due.urgency import Open
from storage.sending.audience import REACHABLE, paused, told_of, wanted
from storage.sending.broadcasts import go_on
from storage.sending.deliveries import listens
from storage.sending.shards import SIZE, Shard, listed

PIECE = 2000
"""Supporters looked at in one transaction."""
_BETWEEN = {Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}


async def release(tx: Tx, row: Due, acted: Mapping[ActionId, int], *, hours: Hours, now: datetime) -> bool:
    """Look at the next people of an evening's row, `PIECE` of them; whether there are more. `acted` as in reminders."""
    reached = await claim(tx, row)
    if reached is None:
        return False
    today = hours.today(row.zone, now)
    back = and_(supporters.c.paused_until.is_not(None), supporters.c.paused_until <= now)
    ready = or_(and_(supporters.c.pace == Pace.EVERY, back), *(_in_turn(pace, today) for pace in _BETWEEN))
    mine = (
        select(supporters.c.id, and_(ready, supporters.c.stopped_at.is_(None), not_(paused(now))).label("ready"))
        .where(supporters.c.zone == row.zone, supporters.c.id > reached)
        .where(or_(supporters.c.pace != Pace.EVERY, back))
        .order_by(supporters.c.id)
        .limit(PIECE)
    )
    them = (await tx.connection.execute(mine)).all()
    if not them:
        await reach(tx, row, None)
        return False
    last = them[-1].id
    left = [one.id for one in them if one.ready]
    opened = await urgency.opened(tx, now=now)
    for one in sorted(opened, key=lambda one: (*one.urgency, acted.get(one.id, 0), one.id)):
        if not left:
            break
        served = await _serve(tx, one, left, now)
        if served:
            done = update(supporters).where(supporters.c.id.in_(listed(tx, served)))
            await tx.connection.execute(done.values(alerted_on=today))
            left = sorted(set(left) - set(served))
    over = update(supporters).where(supporters.c.zone == row.zone, back)
    between = (supporters.c.id > reached, supporters.c.id <= last)
    await tx.connection.execute(over.where(*between).values(paused_until=None))
    await reach(tx, row, last)
    return True


def _in_turn(pace: Pace, today: date) -> ColumnElement[bool]:
    last = supporters.c.alerted_on
    return and_(supporters.c.pace == pace, or_(last.is_(None), last <= today - _BETWEEN[pace]))


async def _serve(tx: Tx, one: Open, among: list[int], now: datetime) -> list[int]:
    """Give its announcement to those `among` who want such and have not had it; who they are."""
    broadcast = await _going(tx, one)
    if broadcast is None:
        return []
    row = (await tx.connection.execute(select(actions).where(actions.c.id == one.id))).one()
    had = exists().where(
        deliveries.c.broadcast_id == select(literal(broadcast)).scalar_subquery(),  # as in `choosing`
        deliveries.c.chat_id == chats.c.id,
        deliveries.c.state != DeliveryState.SKIPPED,
    )
    declined = exists().where(
        walks.c.supporter_id == supporters.c.id, walks.c.action_id == one.id, walks.c.declined_at.is_not(None)
    )
    answered = or_(declined, listens(supporters.c.id, literal(one.id)))
    who = (*REACHABLE, await wanted(tx, row), ~told_of(one.case), ~had, ~answered)
    people = (
        select(supporters.c.id, chats.c.id.label("chat"))
        .join(chats, chats.c.supporter_id == supporters.c.id)
        .where(supporters.c.id.in_(listed(tx, among)), *who)
    )
    found = (await tx.connection.execute(people)).all()
    if not found:
        return []
    rows = (
        select(
            literal(broadcast),
            chats.c.id,
            chats.c.platform,
            supporters.c.language,
            literal(DeliveryState.QUEUED.value),
        )
        .join(supporters, supporters.c.id == chats.c.supporter_id)
        .where(chats.c.id.in_(listed(tx, [each.chat for each in found])))
        .order_by(chats.c.id)
    )
    insertion = tx.insert(deliveries).from_select(["broadcast_id", "chat_id", "platform", "language", "state"], rows)
    now_so = {"state": insertion.excluded.state, "language": insertion.excluded.language}
    anew = {**now_so, "reason": "", "settled_at": None, "due_at": None, "held": 0}  # it was skipped, perhaps at night
    insertion = insertion.on_conflict_do_update(index_elements=["broadcast_id", "chat_id"], set_=anew)
    queued = await tx.connection.execute(insertion.returning(deliveries.c.id, deliveries.c.platform))
    added = sorted({(Platform(each.platform), each.id // SIZE) for each in queued})
    await tx.hold_ledger()
    await go_on(tx, broadcast, added=[Shard(broadcast, platform, bucket) for platform, bucket in added], now=now)
    return sorted({each.id for each in found})


async def _going(tx: Tx, one: Open) -> BroadcastId | None:
    """The newest broadcast that announced it, unless a person halted it."""
    if not one.announced_by:
        return None
    state = select(broadcasts.c.state).where(broadcasts.c.id == one.announced_by[-1])
    found = (await tx.connection.execute(state)).scalar_one()
    return one.announced_by[-1] if found in (BroadcastState.SENDING, BroadcastState.DONE) else None
