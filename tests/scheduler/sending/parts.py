"""A sender at work on a real database, and what a test asks about it."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from content.courier import Courier
from content.ids import BroadcastId, Platform
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState, order
from content.rules.hours import ALWAYS, Hours
from scheduler.sending.figures import Figures
from scheduler.sending.home_file import FileHome
from scheduler.sending.jobs import JobHome
from scheduler.sending.sender import Sender
from storage import amending
from storage.database.engine import Database
from storage.sending import broadcasts, deliveries
from storage.sending.broadcasts import Broadcast
from storage.sending.deliveries import Delivery
from storage.sending.restored import Copy
from tests.scheduler.pigeons import Pigeons, Words
from tests.storage.builder import NOON, action, people

FAR = (datetime.now(UTC) + timedelta(days=9)).date()


class Clock:
    """Real time, that a test can move on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def sender(
    database: Database,
    courier: Courier[Any],
    words: Words | None = None,
    *,
    rate: int = 1000,
    clock: Clock | None = None,
    hours: Hours = ALWAYS,
    figures: Figures | None = None,
) -> Sender[Any]:
    return Sender(
        database,
        courier,
        words or Words(),
        rate=rate,
        now=clock or Clock(),
        hours=hours,
        figures=figures or Figures(),
        copy=Copy(database),
    )


@asynccontextmanager
async def running(*senders: Sender[Any], home: FileHome | JobHome | None = None) -> AsyncIterator[None]:
    """Senders at work, fed by a home or by the test."""
    stop = asyncio.Event()
    there: Mapping[Platform, Sender[Any]] = {one.platform: one for one in senders}
    tasks = [asyncio.create_task(one.run(stop)) for one in senders]
    if home is not None:
        tasks.append(asyncio.create_task(home.run(there, stop)))
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


@asynccontextmanager
async def sending(
    database: Database,
    *couriers: Courier[Any],
    words: Words | None = None,
    rate: int = 1000,
    clock: Clock | None = None,
    figures: Figures | None = None,
) -> AsyncIterator[None]:
    """A sender for each courier, fed from the database."""
    clock = clock or Clock()
    senders = [sender(database, one, words, rate=rate, clock=clock, figures=figures) for one in couriers]
    async with running(*senders, home=FileHome(database, clock)):
        yield


async def announced(database: Database, n: int = 0, kind: BroadcastKind = BroadcastKind.ALERT) -> Broadcast:
    """A broadcast that is sending, to everybody there and `n` new people."""
    async with database.writing() as tx:
        await people(tx, n)
        what = await action(tx, deadline=FAR)
        if kind is not BroadcastKind.REMINDER:
            return await broadcasts.announce(tx, what, kind, approver="me", needed=1, now=NOON)
        made = await broadcasts.make(tx, what, kind, now=NOON)
        await broadcasts.send(tx, made, now=NOON)
        return await broadcasts.find(tx, made)


async def delivered(database: Database, n: int, kind: BroadcastKind = BroadcastKind.ALERT) -> Broadcast:
    """One that `n` new people and everybody there have got, as message m1, m2, m3…"""
    made = await announced(database, n, kind)
    async with sending(database, Pigeons(), rate=0):
        await done(database, made)
    return made


async def edits(database: Database, original: Broadcast, kind: BroadcastKind) -> Broadcast:
    """A broadcast of edits of what one delivered."""
    async with database.writing() as tx:
        made = await amending.amend(tx, original.id, kind, now=datetime.now(UTC))
    assert made is not None
    return await find(database, made)


async def block(database: Database, broadcast: Broadcast, platform: Platform = Platform.TELEGRAM) -> list[Delivery]:
    """The rows of one broadcast that are due."""
    async with database.reading() as tx:
        found = await deliveries.due(
            tx, platform, after={}, now=datetime.now(UTC), limit=10_000, order=order(broadcast.kind)
        )
    return [one for one in found if one.broadcast == broadcast.id]


async def find(database: Database, broadcast: BroadcastId) -> Broadcast:
    async with database.reading() as tx:
        return await broadcasts.find(tx, broadcast)


async def done(database: Database, *wanted: Broadcast, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        for one in wanted:
            while (await find(database, one.id)).state is not BroadcastState.DONE:  # noqa: ASYNC110 (a row tells nobody)
                await asyncio.sleep(0.02)


async def left(database: Database, broadcast: Broadcast) -> dict[DeliveryState, int]:
    """How many of its rows are in each state."""
    return {state: n for state, n in (await find(database, broadcast.id)).counts.items() if n}
