"""Audiences: whom a broadcast is for, who is left out of it and why, and who gets it when their night is over.

A new case is for everybody who wants such cases, at their pace; what follows on it for those who were told of it, first
those who acted. To leave somebody else out: a condition in `planned` or `_following`, and a count in `Audience`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, and_, case, exists, false, func, literal, not_, or_, select, true

from content.action import Kind
from content.ids import ActionId, Platform
from content.places.regions import region
from content.rules.announcing import ANNOUNCING, BroadcastState, DeliveryState
from content.rules.counting import TakingState
from content.rules.hours import ALWAYS, Hours
from content.rules.pacing import Pace, Wish
from storage.actions import base
from storage.database.engine import Tx
from storage.database.tables import (
    Moment,
    actions,
    broadcasts,
    chats,
    deliveries,
    supporters,
    takings,
    walks,
    wishes,
    zones,
)

REACHABLE = (supporters.c.stopped_at.is_(None), chats.c.gone_at.is_(None))
HAD = (DeliveryState.DELIVERED, DeliveryState.UNKNOWN)
"""Whoever's row is so has the message, or may have it."""
_LEFT = (BroadcastState.SENDING, BroadcastState.PAUSED, BroadcastState.DONE, BroadcastState.STOPPED)
_Key = TypeVar("_Key", Platform, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who would get a broadcast now: chats by platform and language. `waiting` of them get it when their night is over.

    The others are chats left out: their people have `stopped`, are `gone`, have `paused`, want other topics or regions
    (`elsewhere`), or get the most urgent one in the evening (`paced`).
    """

    recipients: Mapping[tuple[Platform, str], int]
    stopped: int = 0
    gone: int = 0
    paused: int = 0
    elsewhere: int = 0
    paced: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return sum(self.recipients.values())

    @property
    def platforms(self) -> Mapping[Platform, int]:
        return _added((platform, n) for (platform, _), n in self.recipients.items())

    @property
    def languages(self) -> Mapping[str, int]:
        return _added((language, n) for (_, language), n in self.recipients.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How deliveries are made: for whom (`conditions` on `chats` and `supporters`), in which order, and how long held.

    `due_at` is the moment until which a row waits, NULL for none.
    """

    conditions: tuple[ColumnElement[bool], ...] = ()
    first: ColumnElement[bool] = field(default_factory=true)
    due_at: ColumnElement[datetime | None] = field(default_factory=lambda: literal(None, Moment))


def _added(pairs: Iterable[tuple[_Key, int]]) -> Mapping[_Key, int]:
    added: Counter[_Key] = Counter()
    for key, n in pairs:
        added[key] += n
    return added


async def audience(tx: Tx, action: ActionId | None = None, *, hours: Hours = ALWAYS, now: datetime) -> Audience:
    """Who would get the broadcast that announces this action now; with None, one of which nothing is known yet."""
    row = None if action is None else await _action(tx, action)
    following = row is not None and await _is_following(tx, row)
    left_out: dict[str, ColumnElement[bool]] = {
        "stopped": supporters.c.stopped_at.is_not(None),
        "gone": chats.c.gone_at.is_not(None),
        "paused": paused(now),
    }
    if row is not None and not following:
        left_out["elsewhere"] = not_(await wanted(tx, row))
    if not following:
        left_out["paced"] = supporters.c.pace != Pace.EVERY
    due_at = await held_until(tx, hours, wakes=row is not None and _wakes(row), now=now)
    why = case(*((condition, name) for name, condition in left_out.items()), else_="").label("why")
    waiting = due_at.is_not(None).label("waiting")
    inner = select(chats.c.platform, supporters.c.language, why, waiting).join_from(
        chats, supporters, supporters.c.id == chats.c.supporter_id
    )
    if row is not None and following:
        inner = inner.where(*_following(row))
    rows = inner.subquery()
    counted = select(*rows.c, func.count().label("n")).group_by(*rows.c)
    counted = counted.order_by(rows.c.platform, func.count().desc(), rows.c.language)
    recipients: Counter[tuple[Platform, str]] = Counter()
    others: Counter[str] = Counter()
    for found in await tx.connection.execute(counted):
        if found.why:
            others[found.why] += found.n
            continue
        recipients[Platform(found.platform), found.language] += found.n
        others["waiting"] += found.n if found.waiting else 0
    return Audience(recipients=MappingProxyType(recipients), **others)


async def planned(tx: Tx, action: ActionId, *, hours: Hours, now: datetime) -> Plan:
    """How the deliveries of the broadcast that announces this action are made."""
    row = await _action(tx, action)
    due_at = await held_until(tx, hours, wakes=_wakes(row), now=now)
    if await _is_following(tx, row):
        return Plan(conditions=(not_(paused(now)), *_following(row)), first=_acted(row.case_id), due_at=due_at)
    new = (not_(paused(now)), supporters.c.pace == Pace.EVERY, await wanted(tx, row))
    return Plan(conditions=new, due_at=due_at)


async def held_until(tx: Tx, hours: Hours, *, wakes: bool, now: datetime) -> ColumnElement[datetime | None]:
    """The end of the quiet hours that hold for each supporter at `now`, NULL where none do.

    With `wakes` it is NULL, too, for those who allowed it.
    """
    until: dict[datetime, list[str]] = {}
    if hours.quiet is not None:
        for zone in (await tx.connection.execute(select(zones.c.name))).scalars():
            ends = hours.quiet_until(zone, now)
            if ends is not None:
                until.setdefault(ends, []).append(zone)
    nobody: ColumnElement[datetime | None] = literal(None, Moment)
    if not until:
        return nobody
    awake = and_(supporters.c.wakes, true() if wakes else false())
    quiet = ((supporters.c.zone.in_(names), literal(ends, Moment)) for ends, names in until.items())
    return case((awake, nobody), *quiet, else_=nobody)


def paused(now: datetime) -> ColumnElement[bool]:
    """Whether the supporter at hand wants nothing yet."""
    return and_(supporters.c.paused_until.is_not(None), supporters.c.paused_until > now)


async def wanted(tx: Tx, row: Row[Any]) -> ColumnElement[bool]:
    """Whether the supporter at hand wants such cases: `content.rules.pacing.passes`, in SQL."""
    about = {Wish.REGION: [await _region(tx, row)], Wish.TOPIC: row.topics.split()}
    told = {what: [value for value in values if value] for what, values in about.items()}
    kinds = [what for what, values in told.items() if values]
    mine = wishes.c.supporter_id == supporters.c.id
    matching = or_(false(), *(and_(wishes.c.what == what, wishes.c.value.in_(told[what])) for what in kinds))
    return or_(~exists().where(mine, wishes.c.what.in_(kinds)), exists().where(mine, matching))


def told_of(case_id: int) -> ColumnElement[bool]:
    """Whether the chat at hand got an announcement of this case (or may have), or its supporter opened one."""
    of_case = select(actions.c.id).where(actions.c.case_id == case_id)
    announcing = select(broadcasts.c.id).where(
        broadcasts.c.action_id.in_(of_case), broadcasts.c.kind.in_(sorted(ANNOUNCING))
    )
    alerted = exists().where(
        deliveries.c.broadcast_id.in_(announcing), deliveries.c.chat_id == chats.c.id, deliveries.c.state.in_(HAD)
    )
    return or_(alerted, exists().where(walks.c.supporter_id == supporters.c.id, walks.c.action_id.in_(of_case)))


def _following(row: Row[Any]) -> tuple[ColumnElement[bool], ...]:
    of_case = select(actions.c.id).where(actions.c.case_id == row.case_id)
    declined = exists().where(
        walks.c.supporter_id == supporters.c.id, walks.c.action_id.in_(of_case), walks.c.declined_at.is_not(None)
    )
    return (told_of(row.case_id), ~declined)


def _acted(case_id: int) -> ColumnElement[bool]:
    of_case = select(actions.c.id).where(actions.c.case_id == case_id)
    return exists().where(
        takings.c.supporter_id == supporters.c.id,
        takings.c.action_id.in_(of_case),
        takings.c.state == TakingState.SENT,
    )


async def _is_following(tx: Tx, row: Row[Any]) -> bool:
    """Whether it follows on a case of which something was announced; if not, it is new to everybody."""
    if row.kind == Kind.FIRST:
        return False
    earlier = exists().where(
        broadcasts.c.action_id == actions.c.id,
        actions.c.case_id == row.case_id,
        actions.c.id != row.id,
        broadcasts.c.kind.in_(sorted(ANNOUNCING)),
        broadcasts.c.state.in_(_LEFT),
    )
    return bool((await tx.connection.execute(select(earlier))).scalar_one())


def _wakes(row: Row[Any]) -> bool:
    """Whether it passes the quiet hours of those who allowed that, as `ledger.Held.wakes` says when it leaves."""
    return bool(row.hours_count) and row.kind != Kind.OUTCOME


async def _region(tx: Tx, row: Row[Any]) -> str:
    text = await base(tx, ActionId(row.id))
    index = row._mapping["index"]
    return region(index, "") if text is None else region(index, text.country, text.language)


async def _action(tx: Tx, action: ActionId) -> Row[Any]:
    """The action's row. Raises LookupError if there is none."""
    row = (await tx.connection.execute(select(actions).where(actions.c.id == action))).one_or_none()
    if row is None:
        raise LookupError(action)
    return row
