"""A sender carries what is queued, at its pace, and writes down what became of it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from time import monotonic
from typing import cast

import pytest

from content.courier import Courier
from content.ids import BroadcastId, Platform, PlatformId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from scheduler.sending.pace import Lane
from scheduler.sending.sender import Sender
from storage.database import tables
from storage.database.engine import Database, DatabaseUnready
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, Words, until
from tests.storage.builder import NOON, action, people, person, rows

FAR = (datetime.now(UTC) + timedelta(days=9)).date()


class Clock:
    """Real time, that a test can move on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@asynccontextmanager
async def sending(
    database: Database, courier: Courier, words: Words | None = None, *, rate: int = 1000, clock: Clock | None = None
) -> AsyncIterator[None]:
    """A sender at work."""
    stop = asyncio.Event()
    sender = Sender(database, courier, words or Words(), Lane(rate), clock or Clock())
    task = asyncio.create_task(sender.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def announced(database: Database, n: int = 0, kind: BroadcastKind = BroadcastKind.ALERT) -> Broadcast:
    async with database.writing() as tx:
        await people(tx, n)
        what = await action(tx, deadline=FAR)
        if kind is not BroadcastKind.REMINDER:
            return await broadcasts.announce(tx, what, kind, approver="me", needed=1, now=NOON)
        made = await broadcasts.make(tx, what, kind, now=NOON)
        await broadcasts.send(tx, made, now=NOON)
        return await broadcasts.find(tx, made)


async def find(database: Database, broadcast: BroadcastId) -> Broadcast:
    async with database.reading() as tx:
        return await broadcasts.find(tx, broadcast)


async def done(database: Database, *wanted: Broadcast, seconds: float = 10) -> None:
    async with asyncio.timeout(seconds):
        for one in wanted:
            while (await find(database, one.id)).state is not BroadcastState.DONE:  # noqa: ASYNC110 (a row tells nobody)
                await asyncio.sleep(0.02)


async def left(database: Database, broadcast: Broadcast) -> dict[DeliveryState, int]:
    return {state: n for state, n in (await find(database, broadcast.id)).counts.items() if n}


async def test_everybody_gets_it_once_in_their_language(database: Database) -> None:
    async with database.writing() as tx:
        await person(tx, "U1", platform=Platform.SLACK, language="fr")
        await person(tx, "fr1", language="fr")
        await person(tx, "fr2", language="fr")
    made = await announced(database, 20)
    telegram, slack, words = Pigeons(), Pigeons(Platform.SLACK), Words()
    async with sending(database, telegram, words), sending(database, slack, words):
        await done(database, made)

    assert Counter(telegram.names) == Counter([*map(str, range(1, 21)), "fr1", "fr2"])
    assert slack.arrived == [(PlatformId("U1"), f"alert {made.action} in fr")]
    assert (PlatformId("fr1"), f"alert {made.action} in fr") in telegram.arrived
    assert Counter(words.asked) == Counter(  # once for each language and platform, not for each person
        {
            (made.action, BroadcastKind.ALERT, "en", Platform.TELEGRAM): 1,
            (made.action, BroadcastKind.ALERT, "fr", Platform.TELEGRAM): 1,
            (made.action, BroadcastKind.ALERT, "fr", Platform.SLACK): 1,
        }
    )
    assert await left(database, made) == {DeliveryState.DELIVERED: 23}
    references = {row[4] for row in (await rows(database, made.id)).values()}
    assert "m1" in references
    assert "" not in references


async def test_every_outcome_is_written_down(database: Database) -> None:
    made = await announced(database, 9)
    pigeons, clock = Pigeons(), Clock()
    pigeons.block("2")
    pigeons.move("3", "-1003")
    pigeons.times_out("4")
    pigeons.times_out("5", arrives=False)
    pigeons.times_out("5", arrives=False)
    pigeons.turn_back("6", 20)
    pigeons.crash("7")
    async with sending(database, pigeons, clock=clock):
        await until(lambda: len(pigeons.calls) == 10)
        assert pigeons.names == ["1", "4", "8", "9", "-1003"]
        clock.ahead = timedelta(minutes=1)
        await done(database, made)

    assert Counter(pigeons.names) == Counter(["1", "-1003", "4", "4", "6", "7", "8", "9"])
    assert await left(database, made) == {
        DeliveryState.DELIVERED: 7,
        DeliveryState.GONE: 1,
        DeliveryState.UNKNOWN: 1,
    }
    assert [row[:4] for row in (await rows(database, made.id)).values()] == [
        ("delivered", 1, 0, ""),
        ("gone", 1, 0, "blocked"),
        ("delivered", 2, 0, ""),
        ("delivered", 2, 1, ""),
        ("unknown", 2, 2, "timed out"),
        ("delivered", 2, 0, ""),
        ("delivered", 2, 1, ""),
        ("delivered", 1, 0, ""),
        ("delivered", 1, 0, ""),
    ]


@on_sqlite
async def test_our_own_fault_pauses_and_the_others_go_on(database: Database) -> None:
    bad = await announced(database, 30)
    good = await announced(database)
    pigeons = Pigeons()
    pigeons.refuse("1")
    async with sending(database, pigeons, rate=100):
        await done(database, good)
    found = await find(database, bad.id)
    assert (found.state, found.reason) == (BroadcastState.PAUSED, "can't parse entities")
    assert found.counts[DeliveryState.FAILED] == 1
    assert found.counts[DeliveryState.QUEUED] >= 10, "it was not sent on in the face of the fault"
    assert found.audience == 30


@on_sqlite
async def test_what_cannot_be_put_into_words_is_paused_and_holds_nobody_up(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.RETRY_SECONDS", 0.02)
    bad = await announced(database, 3)
    good = await announced(database)
    pigeons, words = Pigeons(), Words()
    words.broken.add(bad.action)
    async with sending(database, pigeons, words):
        await done(database, good)
    found = await find(database, bad.id)
    assert (found.state, found.counts[DeliveryState.QUEUED]) == (BroadcastState.PAUSED, 3)
    assert found.reason == "its text cannot be made in en (KeyError)"
    assert {text for _, text in pigeons.arrived} == {f"alert {good.action} in en"}


@on_sqlite
async def test_alerts_overtake_reminders(database: Database) -> None:
    reminder = await announced(database, 4, BroadcastKind.REMINDER)
    alert = await announced(database)
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await done(database, reminder, alert)
    assert [text.split()[0] for _, text in pigeons.arrived] == ["alert"] * 4 + ["reminder"] * 4


@on_sqlite
async def test_a_chat_gets_a_message_a_second(database: Database) -> None:
    made = [await announced(database, 1), await announced(database)]
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await done(database, *made)
    (_, first), (_, second) = pigeons.calls
    assert second - first >= 1


@on_sqlite
async def test_it_keeps_to_the_rate(database: Database) -> None:
    made = await announced(database, 90)
    pigeons = Pigeons(delay=0.15)
    start = monotonic()
    async with sending(database, pigeons, rate=50):
        await done(database, made)
    assert pigeons.most_in_a_second() <= 50
    assert monotonic() - start >= 1.7


@on_sqlite
async def test_a_flood_halts_the_lane_until_its_time_and_loses_nobody(database: Database) -> None:
    made = await announced(database, 20)
    pigeons = Pigeons()
    pigeons.flood("5", 1.5)
    async with sending(database, pigeons, rate=30):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 21)))
    flooded = next(at for chat, at in pigeons.calls if chat == "5")
    after = [at for _, at in pigeons.calls if at > flooded + 0.05]  # those of its own slice were out already
    assert min(after) >= flooded + 1.5
    assert next(row for row in list((await rows(database, made.id)).values())[4:5])[:3] == ("delivered", 1, 0)


@on_sqlite
async def test_a_hanging_platform_leaves_few_in_doubt(database: Database) -> None:
    await announced(database, 100)
    pigeons = Pigeons(delay=60)
    stop = asyncio.Event()
    sender = Sender(database, pigeons, Words(), Lane(10), Clock())
    task = asyncio.create_task(sender.run(stop))
    sender._lane._apart = 0  # so as not to wait for it
    await asyncio.sleep(1)
    task.cancel()
    assert len(pigeons.calls) == 20  # two seconds' worth


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


@on_sqlite
async def test_new_work_is_found_within_a_second(database: Database) -> None:
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await asyncio.sleep(0.5)
        made = await announced(database, 1)
        await done(database, made, seconds=1)


class Hiccups:
    """A slow database, each of whose transactions fails `before` it, `after` its commit, or `never`."""

    def __init__(self, database: Database, *fates: str) -> None:
        self._database = database
        self._fates = list(fates)
        self.reading = database.reading

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
    pigeons, stop = Pigeons(delay=0.09), asyncio.Event()
    task = asyncio.create_task(Sender(hiccups, pigeons, Words(), Lane(40), Clock()).run(stop))
    await done(database, made)
    stop.set()
    await task
    assert Counter(pigeons.names) == Counter(map(str, range(1, 13)))
    assert {row[:3] for row in (await rows(database, made.id)).values()} == {("delivered", 1, 0)}


@on_sqlite
async def test_the_very_last_one_marked_and_not_called_is_not_forgotten(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.sender.RETRY_SECONDS", 0.02)
    made = await announced(database, 1)
    hiccups, stop = cast("Database", Hiccups(database, "after")), asyncio.Event()
    task = asyncio.create_task(Sender(hiccups, Pigeons(), Words(), Lane(40), Clock()).run(stop))
    await done(database, made, seconds=3)
    stop.set()
    await task
    assert {row[:3] for row in (await rows(database, made.id)).values()} == {("delivered", 1, 0)}


@on_sqlite
async def test_a_broadcast_stopped_on_the_way_stops_within_a_slice(database: Database) -> None:
    made = await announced(database, 60)
    pigeons = Pigeons()
    async with sending(database, pigeons, rate=50):
        await until(lambda: len(pigeons.calls) >= 10)
        async with database.writing() as tx:
            await broadcasts.stop(tx, made.id, "the address is wrong", now=NOON)
        at = len(pigeons.calls)
        await asyncio.sleep(0.4)
        assert len(pigeons.calls) <= at + 5
    counts = await left(database, made)
    assert counts[DeliveryState.SKIPPED] + counts[DeliveryState.DELIVERED] == 60


@on_sqlite
async def test_who_leaves_on_the_way_gets_nothing_more(database: Database) -> None:
    made = await announced(database, 40)
    pigeons = Pigeons()
    async with sending(database, pigeons, rate=30):
        await until(lambda: len(pigeons.calls) >= 3)
        async with database.writing() as tx:
            await tx.connection.execute(tables.supporters.update().values(stopped_at=NOON))
        at = len(pigeons.calls)
        await done(database, made)
    assert len(pigeons.calls) <= at + 3
    assert (await left(database, made))[DeliveryState.SKIPPED] >= 30
