"""The whole scheduler: alerts arrive, reminders come on time and once, and a killed process loses nobody."""

import asyncio
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from content.ids import Platform
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.hours import Hours
from scheduler import runner
from scheduler.clock import Tick
from scheduler.remind import Reminding
from storage.database import tables
from storage.database.engine import Database, open_database
from storage.database.upkeep import last_ticks
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast
from storage.words import own_words
from storage.words.own_words import OwnWords
from tests.databases import SECRET, on_sqlite
from tests.scheduler.pigeons import Pigeons, Words, until
from tests.storage.builder import NOON, PARIS, Person, action, people, person, rows, took, walked, written

TWO_DAYS = datetime(2024, 2, 24, 17, tzinfo=UTC)
END = datetime(2024, 2, 26, 23, tzinfo=UTC)
LABELS = ("2d@18:00",)
HOURS = Hours(None, PARIS)


@asynccontextmanager
async def running(database: Database, *couriers: Pigeons, now: datetime = NOON) -> AsyncIterator[None]:
    """The scheduler at work, at a moment that stands still."""
    stop = asyncio.Event()
    there = {courier.platform: courier for courier in couriers}
    task = asyncio.create_task(
        runner.run(database, there, Words(), rate=1000, labels=LABELS, hours=HOURS, stop=stop, now=lambda: now)
    )
    try:
        yield
    finally:
        stop.set()
        await task


async def quiet(database: Database, seconds: float = 10) -> list[Broadcast]:
    """Wait until nothing is on its way and the first ticks are over; every broadcast."""
    async with asyncio.timeout(seconds):
        while True:
            async with database.reading() as tx:
                found = list(await broadcasts.listed(tx))
                ticked = await last_ticks(tx)
            if len(ticked) == len(runner.ticks((), 30, HOURS)) and all(
                one.state is not BroadcastState.SENDING for one in found
            ):
                return found
            await asyncio.sleep(0.05)


async def alert(database: Database, n: int) -> tuple[Broadcast, list[Person]]:
    async with database.writing() as tx:
        there = await people(tx, n)
        what = await written(tx)
        made = await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
    return made, there


async def at(database: Database, now: datetime) -> Pigeons:
    """Run the scheduler at this moment until it is quiet; what it sent."""
    pigeons = Pigeons()
    async with database.writing() as tx:
        await tx.connection.execute(tables.ticks.delete())
    async with running(database, pigeons, now=now):
        await quiet(database)
        await asyncio.sleep(0.2)  # nothing more comes
    return pigeons


async def test_an_alert_then_a_reminder_to_those_who_have_not_acted_then_nothing(database: Database) -> None:
    made, (acted, declined, silent, stopped) = await alert(database, 4)
    assert Counter((await at(database, NOON)).names) == Counter("1234")
    assert (await at(database, TWO_DAYS - timedelta(seconds=1))).calls == []

    async with database.writing() as tx:
        await took(tx, acted, made.action)
        await walked(tx, declined, made.action, declined=True)
        row = tables.supporters.update().where(tables.supporters.c.id == stopped.supporter)
        await tx.connection.execute(row.values(stopped_at=NOON))
    reminded = await at(database, TWO_DAYS)
    assert reminded.arrived == [(silent.name, f"reminder {made.action} in en")]

    for later in (TWO_DAYS, END - timedelta(seconds=1)):
        assert (await at(database, later)).calls == []
    closed = await at(database, END)
    assert {said for _, _, said in closed.amended} == {f"closing {made.action} in en"}
    assert {name for name, _, _ in closed.amended} == set("1234"), "who stopped has the card too"


@on_sqlite
async def test_a_reminder_missed_for_hours_still_comes_but_never_after_the_deadline(database: Database) -> None:
    await alert(database, 3)
    await at(database, NOON)
    assert len((await at(database, END - timedelta(seconds=1))).calls) == 3


@on_sqlite
async def test_a_reminder_that_was_missed_until_the_end_is_left_out(database: Database) -> None:
    await alert(database, 3)
    await at(database, NOON)
    assert (await at(database, END)).arrived == []
    async with database.reading() as tx:
        asked = select(tables.reminders.c.state).where(tables.reminders.c.label == LABELS[0])
        assert (await tx.connection.execute(asked)).scalars().all() == ["skipped"]


async def test_two_tickers_and_two_ticks_remind_once(address: str, database: Database) -> None:
    await alert(database, 5)
    await at(database, NOON)
    other = await open_database(address, SECRET)
    ticks = [(Reminding(LABELS, HOURS), opened) for opened in (database, other) * 3]
    await asyncio.gather(*(remind(opened, TWO_DAYS) for remind, opened in ticks))
    await other.close()
    assert Counter((await at(database, TWO_DAYS)).names) == Counter("12345")


@on_sqlite
async def test_a_deadline_that_passes_on_the_way_ends_it(database: Database) -> None:
    made, _ = await alert(database, 3)
    assert (await at(database, END)).calls == []
    async with database.reading() as tx:
        found = await broadcasts.find(tx, made.id)
    assert (found.state, found.counts[DeliveryState.SKIPPED]) == (BroadcastState.DONE, 3)


@on_sqlite
async def test_both_platforms_go_at_once_and_one_without_a_courier_waits(database: Database) -> None:
    async with database.writing() as tx:
        await person(tx, "U1", platform=Platform.SLACK)
        await person(tx, "W1", platform=Platform.WEB)
    made, _ = await alert(database, 2)
    telegram, slack = Pigeons(), Pigeons(Platform.SLACK)
    async with running(database, telegram, slack):
        await until(lambda: len(telegram.arrived) + len(slack.arrived) == 3)
        await asyncio.sleep(0.2)  # for the last answer to be written
    async with database.reading() as tx:
        found = await broadcasts.find(tx, made.id)
    assert (found.counts[DeliveryState.DELIVERED], found.counts[DeliveryState.QUEUED]) == (3, 1)
    assert found.state is BroadcastState.SENDING


@on_sqlite
async def test_what_nobody_needs_any_more_is_purged(database: Database) -> None:
    now = datetime(2024, 3, 1, 12, tzinfo=UTC)
    async with database.writing() as tx:
        one, two = await people(tx, 2)
        for hours in (1, 47, 49, 500):
            seen = now - timedelta(hours=hours)
            await tx.connection.execute(tables.heard.insert().values(platform="telegram", key=str(hours), at=seen))
        for who, hours in ((one, 23), (two, 25)):
            since = now - timedelta(hours=hours)
            row = tables.talks.insert().values(chat_id=who.chat, awaiting="country", detail="", since=since)
            await tx.connection.execute(row)
        about = await action(tx)
        for who, hours in ((one, 23), (two, 24)):
            words = OwnWords(action=about, letter="Dear Minister", since=now - timedelta(hours=hours))
            await own_words.keep(tx, who.chat, words)
    await at(database, now)
    async with database.reading() as tx:
        assert (await tx.connection.execute(select(tables.own_words.c.chat_id))).scalars().all() == [one.chat]
        assert sorted((await tx.connection.execute(select(tables.heard.c.key))).scalars()) == ["1", "47"]
        assert (await tx.connection.execute(select(tables.talks.c.chat_id))).scalars().all() == [one.chat]
        assert await last_ticks(tx) == dict.fromkeys(("remind", "later", "wake", "close", "purge"), now)


@on_sqlite
async def test_a_tick_that_fails_comes_again_and_says_no_names(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[str] = []

    async def fail(_: Database, __: datetime) -> None:
        ran.append("failing")
        raise ValueError("the name of a person")

    async def work(_: Database, __: datetime) -> None:
        ran.append("working")

    monkeypatch.setattr(runner, "ticks", lambda *_: (Tick("failing", 0.1, fail), Tick("working", 0.1, work)))
    async with running(database):
        await until(lambda: min(ran.count("failing"), ran.count("working")) > 2)
    assert "the tick failing failed (ValueError)" in caplog.text
    assert "the name of a person" not in caplog.text


@on_sqlite
async def test_a_tick_that_is_late_still_comes_and_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its own settings APScheduler drops what is late by more than a second, or makes up for each."""
    ran: list[str] = []

    async def rare(_: Database, __: datetime) -> None:
        ran.append("rare")

    async def often(_: Database, __: datetime) -> None:
        ran.append("often")

    monkeypatch.setattr(runner, "ticks", lambda *_: (Tick("rare", 3, rare), Tick("often", 0.1, often)))
    async with running(database):
        async with asyncio.timeout(10):
            while True:
                async with database.reading() as tx:
                    if len(await last_ticks(tx)) == 2:
                        break
        await asyncio.sleep(0.1)  # what is still running when it is due again is not started a second time
        before = Counter(ran)
        time.sleep(4.4)  # noqa: ASYNC251 (so that the loop stands still)
        await until(lambda: ran.count("rare") > before["rare"], seconds=1)
        assert ran.count("rare") == before["rare"] + 1
        assert ran.count("often") <= before["often"] + 15


@on_sqlite
class TestProcess:
    """A real process, really killed, in the middle of 200 deliveries."""

    async def announced(self, database: Database) -> Broadcast:
        async with database.writing() as tx:
            await people(tx, 200)
            what = await action(tx, deadline=datetime.now(UTC).date() + timedelta(days=9))
            return await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)

    def start(self, address: str, seen: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.scheduler.child", address, SECRET, str(seen), "200", "0.1"]
        )

    async def wait_for(self, seen: Path, lines: int, child: subprocess.Popen[bytes]) -> None:
        async with asyncio.timeout(30):
            while len(got(seen)) < lines:
                assert child.poll() is None, "it ended by itself"
                await asyncio.sleep(0.01)

    async def finish(self, database: Database, made: Broadcast, address: str, seen: Path) -> None:
        child = self.start(address, seen)
        async with asyncio.timeout(30):
            while True:
                async with database.reading() as tx:
                    if (await broadcasts.find(tx, made.id)).state is BroadcastState.DONE:
                        break
                await asyncio.sleep(0.05)
        child.send_signal(signal.SIGTERM)
        assert child.wait(10) == 0

    async def test_kill_9(self, database: Database, address: str, tmp_path: Path) -> None:
        made = await self.announced(database)
        seen = tmp_path / "seen"
        child = self.start(address, seen)
        await self.wait_for(seen, 80, child)
        child.kill()
        child.wait()
        async with database.reading() as tx:
            found = await broadcasts.find(tx, made.id)
        assert found.audience == 200
        # two slices marked, a tenth of a second's out, and as many answered and not written yet
        assert 0 < found.counts[DeliveryState.SENDING] <= 40 + 20 + 30, "what was marked or out, and no more"
        await self.finish(database, made, address, seen)

        async with database.reading() as tx:
            found = await broadcasts.find(tx, made.id)
        assert found.counts == dict.fromkeys(DeliveryState, 0) | {DeliveryState.DELIVERED: 200}
        calls = got(seen)
        assert set(calls) == {str(at) for at in range(1, 201)}, "nobody is missing"
        ledger = (await rows(database, made.id)).values()
        doubts = {reference: doubts for _, _, doubts, _, reference in ledger}
        assert all(n <= 1 + doubts[name] for name, n in calls.items()), "twice only where there was a doubt"
        assert 0 < sum(doubts.values()) <= 90

    async def test_sigterm(self, database: Database, address: str, tmp_path: Path) -> None:
        made = await self.announced(database)
        seen = tmp_path / "seen"
        child = self.start(address, seen)
        await self.wait_for(seen, 80, child)
        child.send_signal(signal.SIGTERM)
        assert child.wait(10) == 0
        async with database.reading() as tx:
            found = await broadcasts.find(tx, made.id)
        waiting = 200 - len(got(seen))
        assert {state: n for state, n in found.counts.items() if n} == {
            DeliveryState.DELIVERED: 200 - waiting,
            DeliveryState.QUEUED: waiting,
        }
        await self.finish(database, made, address, seen)
        assert set(got(seen).values()) == {1}
        assert len(got(seen)) == 200
        assert {row[1:3] for row in (await rows(database, made.id)).values()} == {(1, 0)}


def got(seen: Path) -> Counter[str]:
    """How often each chat was written to."""
    return Counter(seen.read_text().split()) if seen.exists() else Counter()
