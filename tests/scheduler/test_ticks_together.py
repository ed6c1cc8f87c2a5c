"""Two schedulers that tick at the same moment on one database: nobody is told twice, and nobody is left out."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from content.rules.announcing import BroadcastKind, DeliveryState
from content.rules.hours import Hours, Quiet
from scheduler import runner
from scheduler.sending import jobs
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.due import evening, laters, reminders, waking
from storage.due.reminders import EVENING, Due
from tests.databases import SECRET
from tests.storage.builder import DEADLINE, NOON, PARIS, people, person, took, written
from tests.storage.post import announce, became, until_blocked

NOW = datetime(2024, 2, 24, 17, 1, tzinfo=UTC)
"""Six in the evening in Paris, two days before the deadline, and a minute."""
LABELS = ("2d@18:00", "3d@18:00", "1d@18:00")
HOURS = Hours(Quiet(time(22), time(8)), PARIS)
ARRIVED = DeliveryState.DELIVERED
CROWD = [str(n) for n in range(1, 13)]
Told = Mapping[BroadcastKind, Counter[str]]


class Slow(Database):
    """The database of a scheduler that stands still before each commit, so that others are in the midst, too."""

    def __init__(self, database: Database) -> None:
        super().__init__(database._engine, database._vault)
        self.planned = database.planned
        self.luck = random.Random(901_26)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        async with super().writing() as tx:
            yield tx
            await asyncio.sleep(self.luck.uniform(0, 0.04))


@asynccontextmanager
async def schedulers(address: str, n: int) -> AsyncIterator[list[Database]]:
    opened = [await open_database(address, SECRET) for _ in range(n)]
    for one in opened:
        one.planned = jobs.planned if one.kind == "postgresql" else None
    yield [Slow(one) for one in opened]
    for one in opened:
        await one.close()


async def tick(databases: list[Database], name: str) -> None:
    """Each does the whole of this tick, all of them at once, three times."""
    ticks = [[tick for tick in runner.ticks(LABELS, 30, HOURS) if tick.name == name] for _ in databases]
    for seconds in (0, 5, 10):
        now = NOW + timedelta(seconds=seconds)
        await asyncio.gather(*(each.do(one, now) for one, mine in zip(databases, ticks, strict=True) for each in mine))


async def release(database: Database, row: Due) -> None:
    async with database.writing() as tx:
        await reminders.release(tx, row, {}, hours=HOURS, now=NOW)


async def told(database: Database) -> Told:
    """Who has a row that may leave or has arrived, by kind."""
    asked = select(tables.broadcasts.c.kind, tables.chats.c.sealed).join_from(
        tables.deliveries, tables.broadcasts, tables.broadcasts.c.id == tables.deliveries.c.broadcast_id
    )
    asked = asked.join(tables.chats, tables.chats.c.id == tables.deliveries.c.chat_id)
    found = {kind: Counter[str]() for kind in BroadcastKind}
    async with database.reading() as tx:
        for row in await tx.connection.execute(asked.where(tables.deliveries.c.state != DeliveryState.SKIPPED)):
            found[BroadcastKind(row.kind)][tx.vault.unseal(row.sealed)] += 1
    return found


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "PIECE", 3)
    monkeypatch.setattr(evening, "PIECE", 3)
    monkeypatch.setattr(laters, "AT_ONCE", 3)
    monkeypatch.setattr(waking, "AT_ONCE", 3)


async def test_one_reminder_a_day_though_several_rows_are_due_in_several_zones(
    database: Database, address: str
) -> None:
    """Three actions, of which everybody knows, are due at once: two schedulers have different rows in hand."""
    async with database.writing() as tx:
        for name in CROWD:
            await person(tx, name, zone=("", "Europe/Berlin", "Europe/Madrid")[int(name) % 3])
        for days in (0, 1, -1):
            await became(tx, await announce(tx, await written(tx, deadline=DEADLINE + timedelta(days=days))), ARRIVED)
        await reminders.plan(tx, await reminders.missing(tx, LABELS, (), hours=HOURS, now=NOON))
    async with schedulers(address, 3) as databases:
        await tick(databases, "remind")
        await tick(databases[:1], "remind")  # a row that each left to another is looked at by the next tick
    assert (await told(database))[BroadcastKind.REMINDER] == Counter(CROWD)
    assert await left(database, "reminders") == set()


@pytest.mark.parametrize("which", ["postgresql"])
async def test_one_reminder_a_day_though_two_rows_of_a_zone_are_in_hand_at_the_same_moment(
    database: Database, address: str
) -> None:
    """On SQLite there is one writer."""
    async with database.writing() as tx:
        await people(tx, len(CROWD))
        for days in (0, 1):
            await became(tx, await announce(tx, await written(tx, deadline=DEADLINE + timedelta(days=days))), ARRIVED)
        await reminders.plan(tx, await reminders.missing(tx, LABELS, (), hours=HOURS, now=NOON))
    async with schedulers(address, 2) as (one, other):
        async with one.reading() as tx:
            due = [
                row for row in await reminders.due(tx, hours=HOURS, now=NOW) if row.due_at > NOW - timedelta(hours=1)
            ]
        first, second = (row for row in due if row.label != EVENING)
        async with one.writing() as tx:
            assert await reminders.release(tx, first, {}, hours=HOURS, now=NOW)
            meanwhile = asyncio.create_task(release(other, second))
            await until_blocked(database, meanwhile)
        await meanwhile
        await tick([one, other], "remind")
    assert (await told(database))[BroadcastKind.REMINDER] == Counter(CROWD)


async def test_the_evening_brings_one(database: Database, address: str) -> None:
    async with database.writing() as tx:
        for name in CROWD:
            await person(tx, name, pace="daily")
        for days in (5, 6):
            await announce(tx, await written(tx, deadline=DEADLINE + timedelta(days=days)))
        await reminders.plan(tx, await reminders.missing(tx, LABELS, (), hours=HOURS, now=NOON))
    async with schedulers(address, 3) as databases:
        await tick(databases, "remind")
    assert (await told(database))[BroadcastKind.ALERT] == Counter(CROWD)


async def test_what_was_put_off_comes_back_once(database: Database, address: str) -> None:
    async with database.writing() as tx:
        crowd = await people(tx, len(CROWD))
        for what in (await written(tx), await written(tx)):
            await became(tx, await announce(tx, what), ARRIVED)
            for one in crowd:
                await laters.keep(tx, one.supporter, what, due_at=NOW - timedelta(minutes=1), asked=True)
    async with schedulers(address, 3) as databases:
        await tick(databases, "later")
    assert (await told(database))[BroadcastKind.LATER] == Counter(CROWD * 2)
    assert await left(database, "laters") == set()


async def test_who_slept_is_woken_once(database: Database, address: str) -> None:
    async with database.writing() as tx:
        await people(tx, len(CROWD))
        made = await announce(tx, await written(tx, deadline=DEADLINE + timedelta(days=5)))
        asleep = tables.deliveries.update().where(tables.deliveries.c.broadcast_id == made)
        await tx.connection.execute(asleep.values(held=1, due_at=NOW - timedelta(hours=9)))
    async with schedulers(address, 3) as databases:
        await tick(databases, "wake")
    assert (await told(database))[BroadcastKind.ALERT] == Counter(CROWD)
    async with database.reading() as tx:
        held = select(tables.deliveries.c.id).where(tables.deliveries.c.held == 1)
        assert (await tx.connection.execute(held)).all() == []


async def test_an_end_is_made_once(database: Database, address: str) -> None:
    async with database.writing() as tx:
        crowd = await people(tx, len(CROWD))
        for days in (3, 4):
            what = await written(tx, deadline=DEADLINE - timedelta(days=days))
            await became(tx, await announce(tx, what), ARRIVED)
            await took(tx, crowd[0], what)
            for one in crowd:
                await laters.keep(tx, one.supporter, what, due_at=NOW, asked=True)
    async with schedulers(address, 3) as databases:
        await tick(databases, "close")
    found = await told(database)
    assert found[BroadcastKind.CLOSING] == Counter(CROWD * 2)
    assert found[BroadcastKind.PROMISE] == Counter(CROWD[1:] * 2)


async def left(database: Database, table: str) -> set[str]:
    """What is still due, or was skipped."""
    rows = tables.metadata.tables[table]
    async with database.reading() as tx:
        found = (await tx.connection.execute(select(rows).where(rows.c.due_at <= NOW))).all()
        return {row.state for row in found if getattr(row, "label", "") != EVENING} - {"done"}
