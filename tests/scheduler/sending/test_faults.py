"""Whatever fails, a sender loses nobody, doubles nobody, and stops when it is told to."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from time import monotonic
from typing import cast

import pytest

from content.ids import BroadcastId
from content.message import Message
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from scheduler.sending.home_file import FileHome
from scheduler.sending.sender import Sender
from storage.database.engine import Database, DatabaseUnready, Tx
from storage.sending.deliveries import Delivery
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, Words, until
from tests.scheduler.sending.parts import Clock, announced, block, done, find, left, running, sender, sending
from tests.storage.builder import rows


@on_sqlite
async def test_our_own_fault_pauses_and_the_others_go_on(database: Database) -> None:
    bad = await announced(database, 50)
    good = await announced(database)
    pigeons = Pigeons()
    pigeons.refuse("1")
    async with sending(database, pigeons, rate=100):
        await done(database, good)
    found = await find(database, bad.id)
    assert (found.state, found.reason) == (BroadcastState.PAUSED, "can't parse entities")
    assert found.counts[DeliveryState.FAILED] == 1
    assert found.counts[DeliveryState.QUEUED] >= 40, "it was not sent on in the face of the fault"
    assert found.audience == 50


@on_sqlite
async def test_what_cannot_be_put_into_words_is_paused_and_holds_nobody_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.RETRY_SECONDS", 0.02)
    bad = await announced(database, 3)
    good = await announced(database)
    pigeons, words = Pigeons(), Words()
    words.broken.add(bad.action)
    async with sending(database, pigeons, words=words):
        await done(database, good)
    found = await find(database, bad.id)
    assert (found.state, found.counts[DeliveryState.QUEUED]) == (BroadcastState.PAUSED, 3)
    assert found.reason == "its text cannot be made in en (KeyError)"
    assert {text for _, text in pigeons.arrived} == {f"alert {good.action} in en"}


@on_sqlite
async def test_a_hanging_platform_leaves_few_in_doubt(database: Database) -> None:
    made = await announced(database, 100)
    pigeons = Pigeons(delay=60)
    async with cut_short(sender(database, pigeons, rate=30), FileHome(database, Clock())):
        await until(lambda: len(pigeons.calls) == 60)  # two seconds' worth
        await asyncio.sleep(1.5)
        assert len(pigeons.calls) == 60
        assert await left(database, made) == {DeliveryState.SENDING: 60, DeliveryState.QUEUED: 40}


@asynccontextmanager
async def cut_short(one: Sender[str], home: FileHome) -> AsyncIterator[None]:
    """A sender that comes to no good end."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(one.run(stop)), asyncio.create_task(home.run({one.platform: one}, stop))]
    yield
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


@on_sqlite
async def test_stopped_it_waits_for_what_is_out_and_puts_the_rest_back(database: Database) -> None:
    made = await announced(database, 50)
    pigeons = Pigeons(delay=0.5)
    async with sending(database, pigeons, rate=100):
        await until(lambda: len(pigeons.calls) >= 15)
        start = monotonic()
    assert monotonic() - start < 5, "it waits for what is out, not for its patience with it"
    counts = await left(database, made)
    assert counts == {
        DeliveryState.DELIVERED: len(pigeons.calls),
        DeliveryState.QUEUED: 50 - len(pigeons.calls),
    }
    async with sending(database, pigeons):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 51)))


@on_sqlite
async def test_stopped_with_a_call_that_never_ends_it_is_in_doubt(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.DRAIN_SECONDS", 0.2)
    alert, reminder = await announced(database, 1), await announced(database, kind=BroadcastKind.REMINDER)
    pigeons = Pigeons(delay=60)
    async with sending(database, pigeons):
        await until(lambda: len(pigeons.calls) >= 2)
    assert await left(database, alert) == {DeliveryState.QUEUED: 1}
    assert await left(database, reminder) == {DeliveryState.UNKNOWN: 1}


@on_sqlite
async def test_a_courier_that_never_answers_is_given_up(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.sending.sender.PATIENCE_SECONDS", 0.2)
    reminder = await announced(database, 1, BroadcastKind.REMINDER)
    async with sending(database, Pigeons(delay=60)):
        await done(database, reminder)
    assert [row[:4] for row in (await rows(database, reminder.id)).values()] == [("unknown", 1, 1, "TimeoutError")]


class Hiccups:
    """A slow database, each of whose transactions fails `before` it, `after` its commit, or `never`."""

    def __init__(self, database: Database, *fates: str) -> None:
        self._database = database
        self._fates = list(fates)
        self.reading = database.reading
        self.kind = database.kind
        self.file = database.file

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[object]:
        fate = self._fates.pop(0) if self._fates else "never"
        if fate == "before":
            raise DatabaseUnready("it is locked")
        async with self._database.writing() as tx:
            yield tx
            await asyncio.sleep(0.02)  # answers come meanwhile
        if fate == "after":
            raise ConnectionError("the answer to COMMIT was lost")


@pytest.mark.parametrize("seed", range(2))
async def test_a_database_that_hiccups_loses_nothing_and_doubles_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.RETRY_SECONDS", 0.02)
    made = await announced(database, 12)
    fates = Random(seed).choices(["before", "after", "never", "never"], k=20)
    hiccups = cast("Database", Hiccups(database, *fates))
    pigeons = Pigeons(delay=0.09)
    async with running(sender(hiccups, pigeons, rate=40), home=FileHome(database, Clock())):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 13)))
    assert {row[:3] for row in (await rows(database, made.id)).values()} == {("delivered", 1, 0)}


@on_sqlite
async def test_the_very_last_one_marked_and_not_called_is_not_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.RETRY_SECONDS", 0.02)
    made = await announced(database, 1)
    hiccups = cast("Database", Hiccups(database, "after"))
    async with running(sender(hiccups, Pigeons(), rate=40), home=FileHome(database, Clock())):
        await done(database, made, seconds=3)
    assert {row[:3] for row in (await rows(database, made.id)).values()} == {("delivered", 1, 0)}


@on_sqlite
async def test_a_message_that_cannot_be_made_ready_pauses_its_broadcast(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.RETRY_SECONDS", 0.02)

    class Picky(Pigeons):
        def ready(self, message: Message) -> str:
            raise ValueError("too long")

    made = await announced(database, 3)
    async with sending(database, Picky()):
        await until_paused(database, made.id)
    assert (await find(database, made.id)).reason == "its text cannot be made in en (ValueError)"
    assert await left(database, made) == {DeliveryState.QUEUED: 3}


async def until_paused(database: Database, broadcast: BroadcastId) -> None:
    async with asyncio.timeout(10):
        while (await find(database, broadcast)).state is not BroadcastState.PAUSED:  # noqa: ASYNC110 (a row tells nobody)
            await asyncio.sleep(0.02)


@on_sqlite
async def test_a_database_that_fails_is_no_fault_of_the_text(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.RETRY_SECONDS", 0.02)
    made = await announced(database, 3)
    fails = 10

    class Away(Words):
        async def __call__(self, delivery: Delivery) -> Message:
            nonlocal fails
            if fails:
                raise ConnectionError("the database went away")
            return await super().__call__(delivery)

    hiccups = Hiccups(database)

    @asynccontextmanager
    async def gone() -> AsyncIterator[Tx]:
        nonlocal fails
        fails -= 1
        async with database.reading() as tx:
            if fails:
                raise ConnectionError("the database went away")
            yield tx

    hiccups.reading = gone
    async with running(sender(cast("Database", hiccups), Pigeons(), Away()), home=FileHome(database, Clock())):
        await done(database, made)
    assert fails == 0


@on_sqlite
async def test_a_locked_database_lets_nothing_leave_and_loses_no_answer(database: Database) -> None:
    made = await announced(database, 100)
    pigeons = Pigeons(delay=0.2)
    async with sending(database, pigeons, rate=100):
        await until(lambda: len(pigeons.calls) >= 30)
        async with locked(database):
            await asyncio.sleep(0.4)  # what was marked leaves
            at = len(pigeons.calls)
            assert at <= 30 + 20 + 10
            await asyncio.sleep(1)
            assert len(pigeons.calls) == at
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 101)))
    assert {row[:3] for row in (await rows(database, made.id)).values()} == {("delivered", 1, 0)}


@on_sqlite
async def test_stopped_while_the_database_is_locked_it_does_not_wait_for_ever(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.DRAIN_SECONDS", 0.5)
    monkeypatch.setattr("scheduler.sending.sender.LAST_SECONDS", 0.5)
    made = await announced(database, 100)
    pigeons = Pigeons(delay=0.1)
    one = sender(database, pigeons, rate=100)
    stop = asyncio.Event()
    working = asyncio.create_task(one.run(stop))
    blocked = asyncio.create_task(one.deliver(await block(database, made)))
    await until(lambda: len(pigeons.calls) >= 30)
    async with locked(database):
        await asyncio.sleep(0.3)
        stop.set()
        await asyncio.wait_for(asyncio.gather(working, blocked), 2)
    counts = await left(database, made)
    assert sum(counts.values()) == 100
    assert counts[DeliveryState.SENDING] + counts[DeliveryState.DELIVERED] <= len(pigeons.calls) + 20


@asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """Another program writes, and does not end."""
    other = sqlite3.connect(str(database.file), isolation_level=None, check_same_thread=False)
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@on_sqlite
async def test_what_is_in_hand_does_not_grow_with_the_audience(database: Database) -> None:
    made = await announced(database, 1500)
    one, clock = sender(database, Pigeons(delay=60), rate=30), Clock()
    most = 0
    async with cut_short(one, FileHome(database, clock)):
        for _ in range(30):
            await asyncio.sleep(0.05)
            most = max(most, len(one.ids))
    assert 60 <= most <= 60 + 60 + 6
    assert (await find(database, made.id)).counts[DeliveryState.QUEUED] > 1400
