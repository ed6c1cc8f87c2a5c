"""Reminders: rows by time zone, day and label; of which actions, and whom, is found when they are due.

Who is reminded got the alert or opened the action, has not said `sent` for it, did not decline it, has nothing of it to
come back to, and had no other reminder that day. Of several actions it is the most urgent: the first to end, then the
one for which the fewest have acted. A row is released in pieces, so that nobody waits long for the database.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, func, select, update

from content.ids import ActionId, BroadcastId
from content.rules.announcing import REMINDERS, BroadcastKind, BroadcastState
from content.rules.deadlines import moment, reminded_on
from content.rules.hours import Hours, at
from storage.database import quick
from storage.database.engine import Tx
from storage.database.tables import broadcasts, reminders, zones
from storage.due import choosing, urgency
from storage.due.choosing import Lately
from storage.due.urgency import Open
from storage.sending.broadcasts import go, go_on, make

PIECE = 20_000
"""Supporters looked at in one transaction."""
EVENING = "evening"
"""The label of the row that brings alerts to those who want them at a pace of their own: see `evening`."""
EVENING_AT = time(18)
_KEPT = timedelta(days=60)
Key = tuple[str, date, str]
"""Zone, day, label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A row whose time has come. `zone` is `""` for those who told none, `day` the one in it, `due_at` aware UTC."""

    id: int
    zone: str
    day: date
    label: str
    due_at: datetime


async def missing(
    tx: Tx, labels: Collection[str], known: Collection[Key], *, hours: Hours, now: datetime
) -> Mapping[Key, datetime]:
    """The rows that open actions ask for, are still to come and are not among those `known`, with their moments."""
    days = {one.deadline for one in await urgency.opened(tx, now=now) if one.deadline is not None}
    names = (await tx.connection.execute(select(zones.c.name))).scalars().all()
    wanted: dict[Key, datetime] = {}
    for name in names:
        zone, today = hours.zone(name), hours.today(name, now)
        wanted |= {(name, reminded_on(label, day), label): moment(label, day, zone) for day in days for label in labels}
        evenings = (today, today + timedelta(days=1)) if days else ()
        wanted |= {(name, day, EVENING): at(day, EVENING_AT, zone) for day in evenings}
    return {key: due_at for key, due_at in wanted.items() if due_at > now and key not in known}


async def plan(tx: Tx, rows: Mapping[Key, datetime]) -> None:
    """Make these rows. One that is there already stays as it is."""
    for (zone, day, label), due_at in rows.items():
        row = tx.insert(reminders).values(zone=zone, day=day, label=label, due_at=due_at, state="due")
        await tx.connection.execute(row.on_conflict_do_nothing())


async def due(tx: Tx, *, hours: Hours, now: datetime) -> tuple[Due, ...]:
    """The rows whose time has come; not those of zones where it is quiet now.

    The newest come first, and of those of one moment what is for the nearest deadline.
    """
    asked = select(reminders).where(reminders.c.state == "due", reminders.c.due_at <= now)
    rows = await tx.connection.execute(asked.order_by(reminders.c.due_at.desc(), reminders.c.id))
    found = (
        Due(id=row.id, zone=row.zone, day=row.day, label=row.label, due_at=row.due_at)
        for row in rows
        if hours.quiet_until(row.zone, now) is None
    )
    return tuple(sorted(found, key=lambda one: (-one.due_at.timestamp(), _days_before(one.label))))


async def next_due(tx: Tx, action: ActionId, *, zone: str, now: datetime) -> datetime | None:
    """When people of this zone (`""`: who told none) are reminded of the action the next time; None if no more."""
    asked = select(reminders).where(reminders.c.state == "due", reminders.c.due_at > now, reminders.c.zone == zone)
    found = [one for one in await urgency.opened(tx, now=now) if one.id == action]
    rows = (await tx.connection.execute(asked.order_by(reminders.c.due_at))).all()
    times = (row.due_at for row in rows if row.label != EVENING for one in found if _is_of(one, row.label, row.day))
    return next((at for at in times for one in found if one.is_open(at)), None)


async def overdue(tx: Tx, *, hours: Hours, now: datetime) -> int:
    """How many rows have been due for a quarter of an hour, not at night, and were not looked at to the end."""
    return sum(one.due_at <= now - timedelta(minutes=15) for one in await due(tx, hours=hours, now=now))


async def upcoming(tx: Tx, *, now: datetime) -> datetime | None:
    """When the next reminders go; None if none are planned."""
    asked = select(func.min(reminders.c.due_at)).where(
        reminders.c.state == "due", reminders.c.due_at > now, reminders.c.label != EVENING
    )
    found: datetime | None = (await tx.connection.execute(asked)).scalar_one()
    return found


async def purge(tx: Tx, *, now: datetime) -> None:
    """Remove rows of long ago."""
    await tx.connection.execute(delete(reminders).where(reminders.c.due_at < now - _KEPT))


async def skip(tx: Tx, row: Due, reason: str) -> None:
    """It may not go any more. One that another process has done stays so."""
    mine = (reminders.c.id == row.id, reminders.c.state == "due")
    await tx.connection.execute(update(reminders).where(*mine).values(state="skipped", reason=reason))


async def claim(tx: Tx, row: Due) -> int | None:
    """Hold a row that is still due; the supporter it has reached. None if it is done, or another process is at work.

    One works at a time: two with different rows of a zone would not see what the other gives to the same people.
    """
    if not await tx.hold_reminding():
        return None
    asked = select(reminders.c.reached).where(reminders.c.id == row.id, reminders.c.state == "due")
    found: int | None = (await tx.connection.execute(asked.with_for_update(skip_locked=True))).scalar_one_or_none()
    return found


async def reach(tx: Tx, row: Due, last: int | None) -> None:
    """Everybody up to this supporter was looked at; None for all."""
    mine = update(reminders).where(reminders.c.id == row.id)
    await tx.connection.execute(mine.values(state="done") if last is None else mine.values(reached=last))


async def release(tx: Tx, row: Due, acted: Mapping[ActionId, int], *, hours: Hours, now: datetime) -> bool:
    """Remind the next people of a row, `PIECE` of them are looked at; whether there are more.

    `acted`: for how many people's sake an action is less urgent, as `urgency.acted` counted.
    """
    reached = await claim(tx, row)
    if reached is None:
        return False
    wanted = [one for one in await urgency.opened(tx, now=now) if _is_of(one, row.label, row.day)]
    if not wanted:
        await skip(tx, row, "nothing of it is open any more")
        return False
    last = await quick.run(tx, _LAST, zone=row.zone, reached=reached, most=PIECE)
    to = last[0][0]
    if to is None:
        await reach(tx, row, None)
        return False
    today = hours.today(row.zone, now)
    ranked = sorted(wanted, key=lambda one: (*one.urgency, acted.get(one.id, 0), one.id))
    going = [(one, *await _of_today(tx, one.id, today, now)) for one in ranked]
    going = [each for each in going if each[2] is not BroadcastState.STOPPED]
    if going:
        midnight = at(today, time.min, hours.zone(row.zone))
        lately = await _lately(tx, today, midnight)
        there = [(one, broadcast) for one, broadcast, _ in going]
        about = {"zone": row.zone, "reached": reached, "last": to, "midnight": midnight, "now": now}
        added = await choosing.remind(tx, there, lately, **about)
        await tx.hold_ledger()
        await go_on(tx, *(broadcast for _, broadcast in there), added=added, now=now)
    await reach(tx, row, to)
    return True


def _days_before(label: str) -> int:
    """How long before the deadline a label is."""
    return 0 if label == EVENING else (date.max - reminded_on(label, date.max)).days


def _is_of(one: Open, label: str, day: date) -> bool:
    return one.deadline is not None and reminded_on(label, one.deadline) == day


async def _of_today(tx: Tx, action: ActionId, day: date, now: datetime) -> tuple[BroadcastId, BroadcastState]:
    """The day's broadcast of an action's reminders; all zones share it, each with its own day of that date."""
    mine = (broadcasts.c.action_id == action, broadcasts.c.kind == BroadcastKind.REMINDER, broadcasts.c.day == day)
    asked = select(broadcasts.c.id, broadcasts.c.state).where(*mine).order_by(broadcasts.c.id.desc()).limit(1)
    row = (await tx.connection.execute(asked)).one_or_none()
    if row is not None:
        return BroadcastId(row.id), BroadcastState(row.state)
    made = await make(tx, action, BroadcastKind.REMINDER, day=day, now=now)
    await go(tx, made, now=now)
    return made, BroadcastState.DONE


async def _lately(tx: Tx, today: date, midnight: datetime) -> Sequence[Lately]:
    """The broadcasts of reminders of which somebody in a zone may have had, or may still get, something today."""
    lately = (broadcasts.c.ended_at.is_(None)) | (broadcasts.c.ended_at >= midnight) | (broadcasts.c.day == today)
    asked = select(broadcasts.c.id, broadcasts.c.kind, broadcasts.c.day)
    asked = asked.where(broadcasts.c.kind.in_(sorted(REMINDERS)), lately).order_by(broadcasts.c.id)
    found = []
    for row in await tx.connection.execute(asked):
        back = row.kind != BroadcastKind.REMINDER  # kept under the organization's day, not under theirs
        found.append(Lately(BroadcastId(row.id), of_today=row.day == today and not back, asked_for=back))
    return found


_LAST = """
SELECT max(id) FROM (SELECT id FROM supporters WHERE zone = :zone AND id > :reached ORDER BY id LIMIT :most) AS piece
"""
