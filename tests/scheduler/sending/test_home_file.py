"""The home on one file feeds its senders, retries first, and leaves nobody behind."""

import asyncio
from collections import Counter
from datetime import timedelta

from sqlalchemy import update

from content.ids import DeliveryId
from content.rules.announcing import BroadcastKind, DeliveryState
from scheduler.sending.home_file import FileHome
from storage.database import tables
from storage.database.engine import Database
from storage.sending import broadcasts
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, until
from tests.scheduler.sending.parts import Clock, announced, block, done, left, running, sender, sending
from tests.storage.builder import NOON, rows


@on_sqlite
async def test_what_a_crash_left_goes_again_and_the_whole_audience_gets_it(database: Database) -> None:
    made = await announced(database, 1200)
    async with database.writing() as tx:
        asked = update(tables.deliveries).where(tables.deliveries.c.id.in_([3, 700]))
        await tx.connection.execute(asked.values(state=DeliveryState.SENDING))
    pigeons = Pigeons()
    async with sending(database, pigeons, rate=0):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 1201)))
    doubts = {number: row[2] for number, row in (await rows(database, made.id)).items() if row[2]}
    assert doubts == {DeliveryId(3): 1, DeliveryId(700): 1}


@on_sqlite
async def test_a_reminder_that_a_crash_left_is_not_sent_again(database: Database) -> None:
    made = await announced(database, 3, BroadcastKind.REMINDER)
    async with database.writing() as tx:
        asked = update(tables.deliveries).where(tables.deliveries.c.id == 2)
        await tx.connection.execute(asked.values(state=DeliveryState.SENDING))
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(["1", "3"])
    assert await left(database, made) == {DeliveryState.DELIVERED: 2, DeliveryState.UNKNOWN: 1}


@on_sqlite
async def test_a_retry_whose_time_has_come_goes_before_the_others(database: Database) -> None:
    made = await announced(database, 300)
    pigeons, clock = Pigeons(), Clock()
    pigeons.turn_back("2", 20)
    async with sending(database, pigeons, rate=50, clock=clock):
        await until(lambda: len(pigeons.calls) >= 20)
        assert pigeons.names.count("2") == 0
        clock.ahead = timedelta(seconds=25)
        at = len(pigeons.calls)
        await until(lambda: "2" in pigeons.names, seconds=5)
        assert len(pigeons.calls) < at + 160, "not only at the end"
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 301)))


@on_sqlite
async def test_who_moved_is_found_behind_the_cursor(database: Database) -> None:
    made = await announced(database, 700)
    pigeons = Pigeons()
    for name in ("1", "5", "400"):
        pigeons.move(name, f"m{name}")
    async with sending(database, pigeons, rate=0):
        await done(database, made)
    there = [str(at) for at in range(1, 701) if at not in (1, 5, 400)]
    assert Counter(pigeons.names) == Counter([*there, "m1", "m5", "m400"])


@on_sqlite
async def test_an_alert_that_comes_later_overtakes_reminders(database: Database) -> None:
    reminder = await announced(database, 300, BroadcastKind.REMINDER)
    pigeons = Pigeons()
    async with sending(database, pigeons, rate=100):
        await until(lambda: len(pigeons.calls) >= 30)
        at = len(pigeons.calls)
        alert = await announced(database)
        await done(database, alert)
        said = [text.split()[0] for _, text in pigeons.arrived]
        assert said[at:].count("reminder") < 150, "those marked, and while it was not noticed"
        async with database.writing() as tx:
            await broadcasts.stop(tx, reminder.id, "enough", now=NOON)


@on_sqlite
async def test_it_reads_a_queue_once(database: Database) -> None:
    """While a row is in hand it is not handed over again, however often the queue is read."""
    made = await announced(database, 100)
    one, clock = sender(database, Pigeons(delay=0.5), rate=40), Clock()
    given: list[DeliveryId] = []
    deliver = one.deliver

    async def watched(block: object) -> None:
        given.extend(row.id for row in block)  # type: ignore[attr-defined]  # rows
        await deliver(block)  # type: ignore[arg-type]  # the same rows

    one.deliver = watched  # type: ignore[method-assign]  # to see what it gets
    async with running(one, home=FileHome(database, clock)):
        await done(database, made)
    assert Counter(given) == Counter(row for row in range(1, 101))


@on_sqlite
async def test_stopped_it_ends_with_its_senders(database: Database) -> None:
    made = await announced(database, 100)
    pigeons = Pigeons(delay=0.3)
    async with sending(database, pigeons, rate=30):
        await until(lambda: len(pigeons.calls) >= 3)
    async with asyncio.timeout(1):
        assert len(await block(database, made)) == 100 - len(pigeons.calls)
