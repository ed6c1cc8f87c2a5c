"""Ours, in a process of its own: `python -m benchmarks.reminding.ours build PEOPLE`, or one of `MEASURES`.

On the database that the settings name; what it took, it says in one line of JSON.
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, distinct, exists, func, select, update

from benchmarks.reminding.world import ACTIONS, BEFORE, DUE, HOURS, LABEL, build
from bot.opening import opened
from bot.settings import load
from content.action import Kind
from content.ids import ActionId
from content.rules.announcing import BroadcastKind
from scheduler.remind import Reminding
from storage import actions
from storage.database.engine import Database, Tx
from storage.database.tables import broadcasts as broadcasts_table
from storage.database.tables import deliveries, reminders, supporters
from storage.due import closing
from storage.due.reminders import EVENING
from storage.sending import broadcasts
from tests.cases import invented

_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


class Watched(Database):
    """The database, with how long each writing transaction held it."""

    def __init__(self, database: Database) -> None:
        super().__init__(database._engine, database._vault)
        self.planned = database.planned
        self.held: list[float] = []

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        async with super().writing() as tx:
            began = time.perf_counter()
            yield tx
        self.held.append(time.perf_counter() - began)


@dataclass
class Took:
    """What a measure took: seconds from its begin to its last commit, of them each writing transaction, rows made.

    `expected` is how many these should be, where that can be told otherwise; `twice` people who have more than one.
    """

    seconds: float
    queued: int
    held: list[float] = field(default_factory=list)
    expected: int | None = None
    twice: int = 0

    def said(self) -> dict[str, float | None]:
        """As JSON has it; `peak` is the highest memory of this process so far, in MB."""
        return {
            "seconds": self.seconds,
            "queued": self.queued,
            "longest": max(self.held, default=0),
            "transactions": len(self.held),
            "expected": self.expected,
            "twice": self.twice,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB,
        }


async def home(database: Database) -> Took:
    """The row of the home zone is due, and no other."""
    took = await _remind(database, and_(reminders.c.zone == "", reminders.c.label == LABEL), DUE)
    return await _checked(database, took, supporters.c.zone == "", ~exists().where(*_CAME_BACK))


async def everybody(database: Database) -> Took:
    """All zones' rows are due: nobody looked for a day."""
    took = await _remind(database, reminders.c.label == LABEL, DUE + timedelta(days=1))
    return await _checked(database, took)


async def evening(database: Database) -> Took:
    """The evening's row of the home zone alone: alerts for those who want them at a pace of their own."""
    return await _remind(database, and_(reminders.c.zone == "", reminders.c.label == EVENING), DUE)


_CAME_BACK = (
    deliveries.c.chat_id == supporters.c.id,  # as the world numbers them
    deliveries.c.broadcast_id.in_(select(broadcasts_table.c.id).where(broadcasts_table.c.kind == BroadcastKind.LATER)),
)
"""Of a supporter who had something back on that day already."""


async def _checked(database: Database, took: Took, *who: ColumnElement[bool]) -> Took:
    """Everybody knows of the urgent five and has acted on one of them at most: only the paused get nothing."""
    paused = and_(supporters.c.paused_until.is_not(None), supporters.c.paused_until > DUE)
    reminded = select(broadcasts_table.c.id).where(broadcasts_table.c.kind == BroadcastKind.REMINDER)
    theirs = select(func.count(), func.count(distinct(deliveries.c.chat_id)))
    async with database.reading() as tx:
        expected = await tx.connection.execute(select(func.count()).select_from(supporters).where(~paused, *who))
        rows = await tx.connection.execute(theirs.where(deliveries.c.broadcast_id.in_(reminded)))
        n, chats = rows.one()
        return replace(took, expected=expected.scalar_one(), twice=n - chats)


async def _remind(database: Database, wanted: ColumnElement[bool], now: datetime) -> Took:
    """One tick, of rows that were planned the day before; those that are not `wanted` are over."""
    ticking = Reminding([LABEL], HOURS)
    await ticking(database, BEFORE)
    async with database.writing() as tx:
        await tx.connection.execute(update(reminders).where(~wanted).values(state="done"))
    watched = Watched(database)
    before = await _rows(database)
    began = time.perf_counter()
    await ticking(watched, now)
    took = time.perf_counter() - began
    return Took(took, await _rows(database) - before, watched.held)


async def close(database: Database) -> Took:
    """The last of the actions is over: its delivered alerts are to be edited."""
    async with database.reading() as tx:
        last = (await actions.listed(tx))[-1]
    now = DUE + timedelta(days=ACTIONS)
    return await _once(database, lambda tx: closing.close(tx, last.id, hours=HOURS, now=now))


async def freeze(database: Database) -> Took:
    """A new action is announced to everybody, at night for some, at people's pace, to those who want such cases."""
    return await _announce(database, await _new(database, "901/26"), BroadcastKind.ALERT)


async def follow(database: Database) -> Took:
    """An update is announced to all who had the alert of its case, those who acted first."""
    return await _announce(database, await _new(database, "1/26", kind=Kind.UPDATE, sequence=2), BroadcastKind.UPDATE)


async def _announce(database: Database, action: ActionId, kind: BroadcastKind) -> Took:
    night = DUE.replace(hour=21)
    return await _once(
        database,
        lambda tx: broadcasts.announce(tx, action, kind, approver="benchmark", needed=1, hours=HOURS, now=night),
    )


async def plain(database: Database) -> Took:
    """A new action to everybody who can be reached, without any condition."""
    made = await _new(database, "901/26")

    async def send(tx: Tx) -> None:
        broadcast = await broadcasts.make(tx, made, BroadcastKind.ALERT, now=DUE)
        await broadcasts.send(tx, broadcast, now=DUE)

    return await _once(database, send)


async def _new(database: Database, number: str, **said: object) -> ActionId:
    async with database.writing() as tx:
        document = invented(number, DUE.date() + timedelta(days=30), **({"index": "EUR 21/0900/2026"} | said))
        kept, _ = await actions.add(tx, document, zone=HOURS.home, now=DUE)
        await actions.mark(tx, kept.id, topics=["torture"])
        await actions.approve(tx, kept.id, now=DUE)
        return kept.id


async def _once(database: Database, work: Callable[[Tx], Awaitable[object]]) -> Took:
    watched = Watched(database)
    before = await _rows(database)
    began = time.perf_counter()
    async with watched.writing() as tx:
        await work(tx)
    took = time.perf_counter() - began
    return Took(took, await _rows(database) - before, watched.held)


async def _rows(database: Database) -> int:
    async with database.reading() as tx:
        return int((await tx.connection.execute(select(func.count()).select_from(deliveries))).scalar_one())


MEASURES: Mapping[str, Callable[[Database], Awaitable[Took]]] = {
    "home": home,
    "everybody": everybody,
    "evening": evening,
    "close": close,
    "freeze": freeze,
    "follow": follow,
    "plain": plain,
}


async def main(words: list[str]) -> dict[str, float | None]:
    what = words[0]
    async with opened(load(), migrate=True) as database:
        if what == "build":
            began = time.perf_counter()
            await build(database, int(words[1]))
            return {"seconds": time.perf_counter() - began}
        return (await MEASURES[what](database)).said()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1:]))))
