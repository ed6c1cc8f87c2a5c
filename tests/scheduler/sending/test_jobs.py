"""PostgreSQL's home: jobs come and go with the rows they send, several share them, and none is lost with its worker."""

import asyncio
import logging
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy.engine import make_url

from content.courier import Delivered
from content.ids import BroadcastId, DeliveryId, Platform, Reference
from content.rules.announcing import ORDERS, BroadcastKind, BroadcastState, DeliveryState
from content.rules.hours import ALWAYS
from scheduler import runner
from scheduler.sending import jobs
from scheduler.sending.jobs import JobHome
from storage.database.engine import Database, DatabaseUnready, open_database
from storage.sending import broadcasts, deliveries, settling, shards
from storage.sending.audience import audience
from storage.sending.broadcasts import Broadcast
from storage.sending.deliveries import Delivery
from storage.sending.shards import Shard
from tests.databases import SECRET
from tests.scheduler.pigeons import Pigeons, Words, until
from tests.storage.builder import NOON, action, people, person, rows

pytestmark = pytest.mark.parametrize("which", ["postgresql"])
TELEGRAM = Platform.TELEGRAM
MIGRATIONS = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
TAKEN = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT min(id) FROM procrastinate_workers)"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten ids to a shard, so that a few people are many shards."""
    monkeypatch.setattr(shards, "SIZE", 10)


def ask(address: str, query: str, *arguments: object) -> list[tuple[Any, ...]]:
    """As somebody with a connection of their own sees it."""
    url = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query.encode(), arguments or None)
        return cursor.fetchall() if cursor.description else []


def waiting(address: str) -> list[tuple[str, str, str]]:
    """Queue, state and shard of each job, the first deferred first."""
    found = ask(address, "SELECT queue_name, status, lock FROM procrastinate_jobs ORDER BY id")
    return [(queue, status, lock) for queue, status, lock in found]


async def alert(database: Database, n: int, kind: BroadcastKind = BroadcastKind.ALERT) -> Broadcast:
    """An action announced to `n` people."""
    async with database.writing() as tx:
        await people(tx, n)
        what = await action(tx)
        return await broadcasts.announce(tx, what, kind, approver="me", needed=1, now=NOON)


async def sent(database: Database, n: int, kind: BroadcastKind) -> Broadcast:
    """One of any kind, on its way to `n` new people and everybody there."""
    async with database.writing() as tx:
        await people(tx, n)
        made = await broadcasts.make(tx, await action(tx), kind, now=NOON)
        await broadcasts.send(tx, made, now=NOON)
        return await broadcasts.find(tx, made)


async def state(database: Database, broadcast: BroadcastId) -> tuple[BroadcastState, dict[DeliveryState, int]]:
    async with database.reading() as tx:
        found = await broadcasts.find(tx, broadcast)
    return found.state, {each: n for each, n in found.counts.items() if n}


class Clerk:
    """Stands in for a sender: marks the rows it is given and writes them down as delivered, while its gate is open."""

    def __init__(self, database: Database) -> None:
        self.ahead = 2000
        self.gate = asyncio.Event()
        self.gate.set()
        self.stopped = asyncio.Event()
        self.blocks: list[Sequence[Delivery]] = []
        self.sent: list[DeliveryId] = []
        self.fails = 0
        self._database = database

    async def deliver(self, block: Sequence[Delivery]) -> None:
        self.blocks.append(block)
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the name of a person")
        opened, stopped = asyncio.create_task(self.gate.wait()), asyncio.create_task(self.stopped.wait())
        await asyncio.wait({opened, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if self.stopped.is_set():
            return
        async with self._database.writing() as tx:
            going = await deliveries.mark_sending(tx, block, now=NOON, hours=ALWAYS)
        answered = [(one, Delivered(Reference(f"m{one.id}"))) for one in block if one.id in going]
        self.sent += going
        async with self._database.writing() as tx:
            await settling.settle(tx, answered, now=NOON)


@asynccontextmanager
async def at_home(database: Database, *clerks: Clerk) -> AsyncIterator[None]:
    """A home for each of these senders, as in processes of their own."""
    stop = asyncio.Event()
    homes = [asyncio.create_task(JobHome(database, lambda: NOON).run({TELEGRAM: clerk}, stop)) for clerk in clerks]
    try:
        yield
    finally:
        stop.set()
        for clerk in clerks:
            clerk.stopped.set()
        began = monotonic()
        await asyncio.gather(*homes)
        assert monotonic() - began < 10


async def done(database: Database, made: Broadcast, seconds: float = 20) -> dict[DeliveryState, int]:
    """Wait until it is done; its counts."""
    async with asyncio.timeout(seconds):
        while True:
            now, counts = await state(database, made.id)
            if now is BroadcastState.DONE:
                return counts
            await asyncio.sleep(0.05)


async def opens(address: str) -> None:
    database = await open_database(address, SECRET, migrate=True, also=jobs.set_up)
    await jobs.check(database)
    await database.close()


class TestTables:
    """procrastinate's tables come with ours."""

    async def test_two_that_start_at_once_and_one_that_comes_later(self, blank: str) -> None:
        await asyncio.gather(opens(blank), opens(blank))
        await opens(blank)

    async def test_older_ones_are_brought_up_to_date_by_uabot_run_and_by_nothing_else(self, blank: str) -> None:
        database = await open_database(blank, SECRET)
        old = [step for step in MIGRATIONS if step.stem < "03.02"]
        for step in old:
            ask(blank, step.read_text())
        ask(blank, f"COMMENT ON TABLE procrastinate_jobs IS 'uabot: {old[-1].stem}'")
        with pytest.raises(DatabaseUnready, match=r"of an older uabot \(03\.01.*: `uabot run` brings them up to date"):
            await jobs.check(database)
        await opens(blank)
        database.planned = jobs.planned
        made = await alert(database, 3)
        async with at_home(database, Clerk(database)):
            assert await done(database, made) == {DeliveryState.DELIVERED: 3}
        await database.close()

    async def test_newer_ones_and_those_of_another_program_are_left_alone(self, blank: str) -> None:
        await opens(blank)
        ask(blank, "COMMENT ON TABLE procrastinate_jobs IS 'uabot: 99.00.00_01_more'")
        with pytest.raises(DatabaseUnready, match="made by a newer uabot"):
            await opens(blank)
        ask(blank, "COMMENT ON TABLE procrastinate_jobs IS NULL")
        with pytest.raises(DatabaseUnready, match="holds the jobs of another program"):
            await opens(blank)

    async def test_a_database_without_them_says_what_to_do(self, blank: str) -> None:
        database = await open_database(blank, SECRET)
        with pytest.raises(DatabaseUnready, match="`uabot run` brings them up to date"):
            await jobs.check(database)
        await database.close()


@pytest.mark.usefixtures("small")
class TestDeferring:
    """Jobs are there exactly when their rows are."""

    async def test_a_job_for_each_shard_comes_with_the_rows_and_names_nobody(
        self, database: Database, address: str
    ) -> None:
        made = await alert(database, 25)
        assert waiting(address) == [("telegram", "todo", f"{made.id}/telegram/{bucket}") for bucket in (0, 1, 2)]
        given = [row[0] for row in ask(address, "SELECT args FROM procrastinate_jobs ORDER BY id")]
        assert given[0] == {"broadcast": made.id, "platform": "telegram", "bucket": 0}

    async def test_they_go_with_a_transaction_that_fails(self, database: Database, address: str) -> None:
        async def announce_and_fail() -> None:
            async with database.writing() as tx:
                await people(tx, 25)
                what = await action(tx)
                await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
                assert waiting(address) == [], "nobody sees them yet"
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await announce_and_fail()
        assert waiting(address) == []

    async def test_what_waits_already_is_left_out_and_the_transaction_is_whole(
        self, database: Database, address: str
    ) -> None:
        made = await alert(database, 15)
        async with database.writing() as tx:
            await jobs.planned(tx, [Shard(made.id, TELEGRAM, bucket) for bucket in (2, 1, 0)])
            await person(tx, "still at work")
        assert [lock[-1] for _, _, lock in waiting(address)] == ["0", "1", "2"]
        async with database.reading() as tx:
            assert (await audience(tx, made.action, hours=ALWAYS, now=NOON)).total == 16

    async def test_two_that_defer_the_same_at_once(self, database: Database, address: str) -> None:
        made = await alert(database, 1)
        ours = [Shard(made.id, TELEGRAM, bucket) for bucket in range(5, 25)]

        async def other(wanted: list[Shard]) -> None:
            async with database.writing() as tx:
                await jobs.planned(tx, wanted)
                await asyncio.sleep(0.05)

        await asyncio.gather(other(ours), other(ours[::-1]), other(ours[3:9]))
        assert len(waiting(address)) == 21

    @pytest.mark.parametrize(
        ("kind", "queue"),
        [
            (BroadcastKind.ALERT, "telegram"),
            (BroadcastKind.WITHDRAWAL, "telegram corrections"),
            (BroadcastKind.CORRECTION, "telegram corrections"),
            (BroadcastKind.REMINDER, "telegram reminders"),
            (BroadcastKind.TALLY, "telegram reminders"),
            (BroadcastKind.CLOSING, "telegram closing"),
        ],
    )
    async def test_each_order_has_a_queue_of_its_own(
        self, database: Database, address: str, kind: BroadcastKind, queue: str
    ) -> None:
        made = await sent(database, 1, kind)
        assert waiting(address) == [(queue, "todo", f"{made.id}/telegram/0")]

    async def test_every_order_has_a_queue_and_hands(self, database: Database) -> None:
        assert len(jobs.QUEUES) == len(set(jobs.QUEUES)) == len(jobs.HANDS) == len(ORDERS)


@pytest.mark.usefixtures("small")
class TestHome:
    """Shards go to the senders, each to one of them."""

    async def test_two_homes_share_what_there_is_and_nothing_is_left(self, database: Database, address: str) -> None:
        clerks = Clerk(database), Clerk(database)
        async with at_home(database, *clerks):
            made = await alert(database, 200)
            assert await done(database, made) == {DeliveryState.DELIVERED: 200}
            assert sorted(clerks[0].sent + clerks[1].sent) == sorted(await rows(database, made.id))
            assert all(clerk.sent for clerk in clerks)
            await until(lambda: waiting(address) == [])
        assert ask(address, "SELECT * FROM procrastinate_workers") == []

    async def test_it_is_told_and_need_not_look(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jobs, "_POLL_SECONDS", 3600.0)
        clerk = Clerk(database)
        async with at_home(database, clerk):
            await asyncio.sleep(1)
            made = await alert(database, 1)
            assert await done(database, made) == {DeliveryState.DELIVERED: 1}

    async def test_an_alert_does_not_wait_behind_what_is_less_urgent(self, database: Database) -> None:
        class Busy(Clerk):
            async def deliver(self, block: Sequence[Delivery]) -> None:
                if block[0].kind is not BroadcastKind.ALERT:
                    self.blocks.append(block)
                    await self.stopped.wait()
                else:
                    await super().deliver(block)

        others = (BroadcastKind.CORRECTION, BroadcastKind.REMINDER, BroadcastKind.CLOSING)
        async with database.writing() as tx:
            await people(tx, 100)
        for kind in others:
            await sent(database, 0, kind)
        clerk = Busy(database)
        async with at_home(database, clerk):
            await until(lambda: len(clerk.blocks) == sum(jobs.HANDS[1:]))
            held = Counter(block[0].kind for block in clerk.blocks)
            assert held == dict(zip(others, jobs.HANDS[1:], strict=True)), "all hands are full of them"
            made = await sent(database, 0, BroadcastKind.ALERT)
            assert await done(database, made) == {DeliveryState.DELIVERED: 100}

    async def test_what_is_less_urgent_is_looked_for_and_takes_no_connection(
        self, database: Database, address: str
    ) -> None:
        listening = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
        clerk = Clerk(database)
        async with at_home(database, clerk):
            await until(lambda: ask(address, listening) == [(1,)])
            made = await sent(database, 25, BroadcastKind.CLOSING)
            assert await done(database, made) == {DeliveryState.DELIVERED: 25}
            assert ask(address, listening) == [(1,)]

    async def test_paused_jobs_end_and_resuming_brings_them_back(self, database: Database, address: str) -> None:
        clerk = Clerk(database)
        clerk.gate.clear()
        async with at_home(database, clerk):
            made = await alert(database, 100)
            await until(lambda: len(clerk.blocks) == jobs.HANDS[0])
            async with database.writing() as tx:
                await broadcasts.pause(tx, made.id, "wait", now=NOON)
            clerk.gate.set()
            await until(lambda: waiting(address) == [])
            assert (await state(database, made.id))[1] == {DeliveryState.QUEUED: 100}
            async with database.writing() as tx:
                await broadcasts.resume(tx, made.id, now=NOON)
            assert await done(database, made) == {DeliveryState.DELIVERED: 100}
        assert len(clerk.sent) == 100

    async def test_stopped_by_an_organizer(self, database: Database, address: str) -> None:
        clerk = Clerk(database)
        clerk.gate.clear()
        async with at_home(database, clerk):
            made = await alert(database, 100)
            await until(lambda: len(clerk.blocks) == jobs.HANDS[0])
            async with database.writing() as tx:
                await broadcasts.stop(tx, made.id, "enough", now=NOON)
            clerk.gate.set()
            await until(lambda: waiting(address) == [])
        assert await state(database, made.id) == (BroadcastState.STOPPED, {DeliveryState.SKIPPED: 100})

    async def test_stopping_leaves_no_job_behind_and_another_goes_on(self, database: Database, address: str) -> None:
        clerk = Clerk(database)
        clerk.gate.clear()
        async with at_home(database, clerk):
            made = await alert(database, 100)
            await until(lambda: len(clerk.blocks) == jobs.HANDS[0])
        assert [status for _, status, _ in waiting(address)] == ["todo"] * 11
        assert ask(address, "SELECT * FROM procrastinate_workers") == []
        async with at_home(database, Clerk(database)):
            assert await done(database, made) == {DeliveryState.DELIVERED: 100}

    async def test_a_sender_that_does_not_let_go_is_left(self, database: Database, address: str) -> None:
        class Hanging(Clerk):
            async def deliver(self, block: Sequence[Delivery]) -> None:
                self.blocks.append(block)
                await asyncio.sleep(60)

        clerk = Hanging(database)
        async with at_home(database, clerk):
            made = await alert(database, 5)
            await until(lambda: bool(clerk.blocks))
        assert "doing" not in {status for _, status, _ in waiting(address)}
        async with at_home(database, Clerk(database)):
            assert await done(database, made) == {DeliveryState.DELIVERED: 5}

    async def test_what_waits_for_a_time_is_deferred_to_it(self, database: Database, address: str) -> None:
        made = await alert(database, 1)
        (first,) = await rows(database, made.id)
        ask(address, "UPDATE deliveries SET due_at = %s", NOON + timedelta(seconds=20))
        clerk = Clerk(database)
        async with at_home(database, clerk):
            later = "SELECT extract(epoch FROM scheduled_at - now()) FROM procrastinate_jobs WHERE scheduled_at > now()"
            await until(lambda: ask(address, later) != [])
            assert 15 < ask(address, later)[0][0] <= 20, "by the clock of the database, whatever ours says"
        assert clerk.sent == []
        assert first in await rows(database, made.id)

    async def test_one_that_raises_comes_again_and_says_no_names(
        self, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        clerk = Clerk(database)
        clerk.fails = 2
        async with at_home(database, clerk):
            made = await alert(database, 25)
            assert await done(database, made) == {DeliveryState.DELIVERED: 25}
        assert "a shard on telegram waits (RuntimeError)" in caplog.text
        assert "the name of a person" not in caplog.text
        assert "Traceback" not in caplog.text

    async def test_what_was_queued_without_a_job_is_found(self, database: Database, address: str) -> None:
        made = await alert(database, 25)
        ask(address, "DELETE FROM procrastinate_jobs")
        async with at_home(database, Clerk(database)):
            assert await done(database, made) == {DeliveryState.DELIVERED: 25}


@pytest.mark.usefixtures("small")
class TestDeath:
    """Workers die, databases go away, answers are lost."""

    async def test_a_silent_worker_s_shards_are_taken_over(self, database: Database, address: str) -> None:
        made = await alert(database, 25)
        ask(address, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
        ask(address, TAKEN)
        ask(address, "UPDATE deliveries SET state = 'sending' WHERE id <= 5")
        clerk = Clerk(database)
        async with at_home(database, clerk):
            began = monotonic()
            assert await done(database, made) == {DeliveryState.DELIVERED: 25}
            assert 8 < monotonic() - began < 20
            await until(lambda: waiting(address) == [])
        doubts = {at: row[2] for at, row in (await rows(database, made.id)).items()}
        assert [at for at, n in doubts.items() if n] == [1, 2, 3, 4, 5], "what was under way, and no more"

    async def test_a_worker_that_speaks_keeps_what_it_has(self, database: Database, address: str) -> None:
        made = await alert(database, 5)
        slow, other = Clerk(database), Clerk(database)
        slow.gate.clear()
        async with at_home(database, slow):
            await until(lambda: len(slow.blocks) == 1)
            async with at_home(database, other):
                await asyncio.sleep(15)
                assert other.blocks == []
                slow.gate.set()
                assert await done(database, made) == {DeliveryState.DELIVERED: 5}

    async def test_a_job_that_was_fetched_and_never_came(self, database: Database, address: str) -> None:
        clerk = Clerk(database)
        async with at_home(database, clerk):
            await asyncio.sleep(1)
            # in a thread: each waits for what the home has locked, and the home goes on in this loop
            await asyncio.to_thread(ask, address, "ALTER TABLE procrastinate_jobs DISABLE TRIGGER USER")
            made = await alert(database, 5)
            await asyncio.to_thread(ask, address, TAKEN)
            await asyncio.to_thread(ask, address, "ALTER TABLE procrastinate_jobs ENABLE TRIGGER USER")
            assert await done(database, made) == {DeliveryState.DELIVERED: 5}

    async def test_stopping_while_the_database_is_away(
        self, database: Database, address: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        clerk = Clerk(database)
        name = make_url(address).database
        server = make_url(address).set(database="postgres").render_as_string(hide_password=False)
        async with at_home(database, clerk):
            await asyncio.sleep(1)
            ask(server, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            ask(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)
            await asyncio.sleep(4)
        ask(server, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [
            "the jobs wait for the database (PoolTimeout)"
        ]
        assert not [record for record in caplog.records if record.exc_info]

    async def test_a_database_that_goes_away_and_comes_back(
        self, database: Database, address: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        clerk = Clerk(database)
        clerk.gate.clear()
        name = make_url(address).database
        server = make_url(address).set(database="postgres").render_as_string(hide_password=False)
        async with at_home(database, clerk):
            made = await alert(database, 60)
            await until(lambda: len(clerk.blocks) == jobs.HANDS[0])
            ask(server, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            ask(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)
            clerk.gate.set()
            await asyncio.sleep(10)
            ask(server, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
            assert await done(database, made) == {DeliveryState.DELIVERED: 60}
        assert len(clerk.sent) == len(set(clerk.sent)) == 60
        said = Counter(record.getMessage() for record in caplog.records if record.name == "scheduler.sending.jobs")
        assert said["the jobs go on: the database is back"] == 1
        assert len(said) <= 10
        assert "Traceback" not in caplog.text
        assert not [record for record in caplog.records if record.exc_info]


def start(address: str, seen: Path) -> subprocess.Popen[bytes]:
    """A sender in a process of its own: 400 a second, answered after a tenth."""
    return subprocess.Popen([sys.executable, "-m", "tests.scheduler.child", address, SECRET, str(seen), "400", "0.1"])


class TestSenders:
    """The whole of it: real senders, that share one pace."""

    @pytest.mark.usefixtures("small")
    async def test_two_keep_one_rate_and_nobody_gets_it_twice(self, address: str, database: Database) -> None:
        made = await alert(database, 150)
        stop = asyncio.Event()
        pigeons = Pigeons(), Pigeons()
        other = await open_database(address, SECRET)
        running = [
            asyncio.create_task(
                runner.run(opened, {TELEGRAM: courier}, Words(), rate=50, stop=stop, now=lambda: NOON, ticking=False)
            )
            for opened, courier in zip((database, other), pigeons, strict=True)
        ]
        assert await done(database, made) == {DeliveryState.DELIVERED: 150}
        stop.set()
        await asyncio.gather(*running)
        await other.close()
        assert Counter(pigeons[0].names + pigeons[1].names) == dict.fromkeys(map(str, range(1, 151)), 1)
        assert all(courier.names for courier in pigeons)
        times = sorted(at for courier in pigeons for _, at in courier.calls)
        assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 51
        assert waiting(address) == []

    async def test_sigterm(self, address: str, database: Database, tmp_path: Path) -> None:
        seen = tmp_path / "seen"
        async with database.writing() as tx:
            await people(tx, 700)
            what = await action(tx, deadline=datetime.now(UTC).date() + timedelta(days=9))
            made = await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        child = start(address, seen)
        await until(lambda: seen.exists() and len(seen.read_text().split()) > 100, seconds=30)
        child.send_signal(signal.SIGTERM)
        assert child.wait(10) == 0
        sent = len(seen.read_text().split())
        assert (await state(database, made.id))[1] == {DeliveryState.DELIVERED: sent, DeliveryState.QUEUED: 700 - sent}
        assert {status for _, status, _ in waiting(address)} == {"todo"}
        assert ask(address, "SELECT * FROM procrastinate_workers") == []

    async def test_one_is_killed_and_the_other_finishes_its_share(
        self, address: str, database: Database, tmp_path: Path
    ) -> None:
        seen = tmp_path / "seen"
        async with database.writing() as tx:
            await people(tx, 1300)
            what = await action(tx, deadline=datetime.now(UTC).date() + timedelta(days=9))
            made = await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        child = start(address, seen)
        await until(lambda: seen.exists() and len(seen.read_text().split()) > 300, seconds=30)
        child.kill()
        child.wait()
        doubtful = (await state(database, made.id))[1][DeliveryState.SENDING]
        assert 0 < doubtful <= 200, "what was out or had its slot, and no more"
        assert {status for _, status, _ in waiting(address)} == {"doing"}, "it had all of them in hand"

        pigeons, stop = Pigeons(), asyncio.Event()
        began = monotonic()
        going = asyncio.create_task(
            runner.run(database, {TELEGRAM: pigeons}, Words(), rate=400, stop=stop, ticking=False)
        )
        await until(lambda: bool(pigeons.calls), seconds=30)
        assert monotonic() - began < 20
        assert await done(database, made, seconds=60) == {DeliveryState.DELIVERED: 1300}
        stop.set()
        await going
        first, second = Counter(seen.read_text().split()), Counter(pigeons.names)
        assert set(first) | set(second) == set(map(str, range(1, 1301)))
        twice = [name for name, n in (first + second).items() if n > 1]
        doubts = [row for row in (await rows(database, made.id)).values() if row[2]]
        assert len(twice) <= len(doubts) == doubtful
        assert waiting(address) == []
