"""What is seen from outside, over real HTTP: that we live, whether we are ready, and the figures."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from sqlalchemy.engine import make_url

from bot.on_web.metrics import KEPT_SECONDS, PATIENCE_SECONDS, Watch
from bot.on_web.server import bind, serve
from content.ids import Platform
from content.rules.announcing import BroadcastKind, DeliveryState
from content.rules.hours import ALWAYS
from scheduler import runner
from scheduler.sending.figures import Figures
from storage.database.engine import Database
from storage.database.tables import origins
from storage.sending import broadcasts
from tests.databases import on_sqlite
from tests.fake_telegram.client import until as eventually
from tests.scheduler.pigeons import Pigeons, Words, until
from tests.storage.builder import NOON, action, people, person

PUBLIC = "ua.example.org"
Found = dict[tuple[str, frozenset[tuple[str, str]]], float]


@dataclass
class Watched:
    """A process of ours as its neighbours see it."""

    http: httpx.AsyncClient
    watch: Watch
    figures: Figures
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    now: datetime = NOON

    async def ready(self) -> tuple[int, dict[str, Any]]:
        answer = await self.http.get("/readyz")
        assert answer.headers["content-type"] == "application/json"
        return answer.status_code, answer.json()

    async def ready_again(self) -> None:
        async def good() -> bool:
            return (await self.ready())[0] == 200

        await eventually(good, "it is ready again", seconds=15)

    async def figures_now(self) -> Found:
        """Every sample, once what was seen before is forgotten."""
        await asyncio.sleep(KEPT_SECONDS + 0.1)
        return await scrape(self.http)


async def scrape(http: httpx.AsyncClient) -> Found:
    answer = await http.get("/metrics")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/plain")
    found = {}
    for family in text_string_to_metric_families(answer.text):
        assert family.documentation
        for sample in family.samples:
            found[sample.name, frozenset(sample.labels.items())] = sample.value
    return found


def of(found: Found, name: str, **labels: str) -> float | None:
    return found.get((name, frozenset(labels.items())))


@asynccontextmanager
async def watched(
    database: Database, *couriers: Pigeons, awaited: tuple[str, ...] = (), ticking: bool = True
) -> AsyncIterator[Watched]:
    """The scheduler at work, and the addresses that tell of it."""
    figures = Figures()
    clock: Callable[[], datetime] = lambda: there.now  # noqa: E731 (it is set below)
    watch = Watch(database, figures, awaited=awaited, ticking=ticking, now=clock)
    listening = bind("127.0.0.1", 0)
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with httpx.AsyncClient(base_url=base, timeout=PATIENCE_SECONDS + 5) as http:
        there = Watched(http, watch, figures)
        web = asyncio.create_task(serve(watch.routes(["127.0.0.1"]), listening, ["127.0.0.1", PUBLIC], there.stop))
        at_work = asyncio.create_task(
            runner.run(
                database,
                {courier.platform: courier for courier in couriers},
                Words(),
                rate=1000,
                stop=there.stop,
                now=clock,
                figures=figures,
                ticking=ticking,
            )
        )
        try:
            if ticking:
                await until(lambda: len(figures.ticks) == len(runner.ticks((), 30, ALWAYS)))
            yield there
        finally:
            there.stop.set()
            await asyncio.gather(web, at_work)
            await watch.close()
            listening.close()


async def test_the_figures_of_a_broadcast(database: Database) -> None:
    """Four on Telegram, of whom one has blocked us, and one for whom we are told to wait; one on Slack, not served."""
    pigeons = Pigeons(delay=0.02)
    pigeons.block("1")
    pigeons.flood("2", 0.2)
    async with watched(database, pigeons) as there:
        before = await there.figures_now()
        assert {of(before, "uabot_deliveries", state=state) for state in DeliveryState} == {0}
        assert of(before, "uabot_oldest_due_seconds") == 0
        async with database.writing() as tx:
            await people(tx, 4)
            await person(tx, "U1", platform=Platform.SLACK)
            what = await action(tx)
            await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)

        def time_goes_by() -> bool:
            there.now += timedelta(seconds=0.01)
            return there.figures.answers["telegram", "delivered"] == 3

        await until(time_goes_by)
        await asyncio.sleep(0.2)  # for the last answer to be written
        found = await there.figures_now()
    sent = {labels: value for (name, labels), value in found.items() if name == "uabot_sends_total"}
    assert sent == {
        frozenset({("lane", "telegram"), ("outcome", outcome)}): value
        for outcome, value in (("delivered", 3), ("gone", 1), ("trylater", 1))
    }
    assert sum(sent.values()) == len(pigeons.calls)
    assert of(found, "uabot_floods_total", lane="telegram") == 1
    states = {state: of(found, "uabot_deliveries", state=state) for state in DeliveryState}
    assert {state: count for state, count in states.items() if count} == {
        DeliveryState.DELIVERED: 3,
        DeliveryState.GONE: 1,
        DeliveryState.QUEUED: 1,
    }
    assert of(found, "uabot_oldest_due_seconds") == pytest.approx((there.now - NOON).total_seconds())
    calls = sorted((float(dict(at)["le"]), n) for (name, at), n in found.items() if name == "uabot_call_seconds_bucket")
    assert [n for _, n in calls] == sorted(n for _, n in calls)
    assert calls[-1] == (float("inf"), 5)
    assert sum(n for bound, n in calls if bound < 0.02) == 0, "a call takes a pigeon 20 ms"
    assert of(found, "uabot_call_seconds_count", lane="telegram") == 5
    assert 0.1 <= (of(found, "uabot_call_seconds_sum", lane="telegram") or 0) < 5
    assert {dict(labels)["tick"] for (name, labels) in found if name == "uabot_tick_age_seconds"} == {
        tick.name for tick in runner.ticks((), 30, ALWAYS)
    }
    [(build, one)] = [(labels, value) for (name, labels), value in found.items() if name == "uabot_build_info"]
    assert (set(dict(build)), one) == ({"version"}, 1)


@on_sqlite
async def test_no_label_names_anybody(database: Database) -> None:
    """Also of a group, which has a lane of its own in the database."""
    pigeons = Pigeons()
    async with watched(database, pigeons) as there:
        async with database.writing() as tx:
            await person(tx, "987654321")
            await person(tx, "-1001234567890")
            what = await action(tx)
            await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="Anna", needed=1, now=NOON)
        await until(lambda: len(pigeons.arrived) == 2)
        found = await there.figures_now()
    said = {(name, value) for _, labels in found for name, value in labels if name not in ("le", "version")}
    words = {
        *Platform,
        *DeliveryState,
        "trylater",
        "moved",
        "refused",
        "uneditable",
        *(tick.name for tick in runner.ticks((), 30, ALWAYS)),
    }
    assert {value for _, value in said} <= words


async def test_ready_says_what_of_us_works(database: Database) -> None:
    async with watched(database) as there:
        assert (await there.http.get("/healthz")).text == "ok\n"
        assert await there.ready() == (
            200,
            {"database": "ok", "schema": "ok", "ticks": 0.0, "telegram": "not used"},
        )
    async with watched(database, awaited=("telegram",)) as there:
        status, said = await there.ready()
        assert (status, said["telegram"]) == (503, "not reached yet")
        there.watch.reach("telegram")
        status, said = await there.ready()
        assert (status, said["telegram"]) == (200, "ok")
    async with watched(database, ticking=False) as there:
        status, said = await there.ready()
        assert (status, said["ticks"]) == (200, None), "a worker has no ticks"


@on_sqlite
async def test_not_ready_when_the_ticks_stop(database: Database) -> None:
    async with watched(database) as there:
        runs = there.now
        there.figures.ticks.clear()
        there.figures.ticks["close"] = runs - timedelta(seconds=61)
        assert await there.ready() == (
            503,
            {"database": "ok", "schema": "ok", "ticks": 61.0, "telegram": "not used"},
        )
        assert of(await there.figures_now(), "uabot_tick_age_seconds", tick="close") == 61
        await until(lambda: there.figures.ticks["close"] == runs)
        assert (await there.ready())[0] == 200, "the next one makes it good"
        there.now -= timedelta(hours=1)
        assert (await there.ready())[1]["ticks"] == 0.0, "a clock that was put back"


@contextmanager
def held(address: str) -> Iterator[None]:
    """Another program keeps the database from everybody else."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        assert url.database
        other = sqlite3.connect(url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()
        return
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as server:
        server.execute("LOCK TABLE alembic_version, talks, deliveries IN ACCESS EXCLUSIVE MODE")
        yield
        server.rollback()


async def test_not_ready_while_the_database_is_locked(address: str, database: Database) -> None:
    async with watched(database) as there:
        assert (await there.ready())[0] == 200
        await asyncio.sleep(KEPT_SECONDS + 0.1)
        with held(address):
            answers = await asyncio.gather(*(there.ready() for _ in range(20)))
            for status, said in answers:
                assert (status, said["database"]) == (503, f"no answer within {PATIENCE_SECONDS:.0f} s")
                assert said["schema"] == "unknown"
            assert (await there.http.get("/healthz")).status_code == 200, "it lives"
            assert (await there.http.get("/metrics")).status_code == 200
        await there.ready_again()


@contextmanager
def taken_away(address: str) -> Iterator[None]:
    """The file is moved; the server lets nobody in."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        assert url.database
        path = Path(url.database)
        path.rename(path.with_suffix(".away"))
        yield
        path.with_suffix(".away").rename(path)
        return
    name = url.database
    _at(url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false', f"{_CLOSE} WHERE datname = '{name}'")
    yield
    _at(url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


_CLOSE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"


def _at(url: Any, *commands: str) -> None:
    elsewhere = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(elsewhere, autocommit=True) as server:
        for command in commands:
            server.execute(command.encode())


async def begun(database: Database) -> bool:
    async with database.reading() as tx:
        return (await tx.connection.execute(select(origins.c.id))).first() is not None


async def test_not_ready_while_the_database_is_gone(address: str, database: Database) -> None:
    async with watched(database) as there:
        assert (await there.ready())[0] == 200
        await asyncio.sleep(KEPT_SECONDS + 0.1)
        with taken_away(address):
            status, said = await there.ready()
            assert (status, said["schema"]) == (503, "unknown")
            assert said["database"].endswith("Error"), "what kind, and no more"
            await asyncio.sleep(KEPT_SECONDS + 0.1)
            found = await scrape(there.http)
            assert of(found, "uabot_tick_age_seconds", tick="close") is not None, "our own figures are there"
        await there.ready_again()


@pytest.mark.parametrize("which", ["postgresql"])
async def test_not_ready_where_the_server_only_lets_us_read(address: str, database: Database) -> None:
    url = make_url(address)
    async with watched(database, ticking=False) as there:
        assert (await there.ready())[0] == 200
        async with asyncio.timeout(10):  # it has begun to send: a start needs a server that lets it write
            while not await begun(database):  # noqa: ASYNC110 (nothing tells us)
                await asyncio.sleep(0.01)
        _at(url, f'ALTER DATABASE "{url.database}" SET default_transaction_read_only = on')
        _at(url, f"{_CLOSE} WHERE datname = '{url.database}'")
        try:
            await asyncio.sleep(KEPT_SECONDS + 0.1)
            assert (await there.ready())[0] == 503
        finally:
            _at(url, f'ALTER DATABASE "{url.database}" RESET default_transaction_read_only')
            _at(url, f"{_CLOSE} WHERE datname = '{url.database}'")
        await there.ready_again()


@on_sqlite
async def test_not_ready_with_a_schema_that_is_not_ours(address: str, database: Database) -> None:
    path = make_url(address).database
    assert path
    async with watched(database) as there:
        with sqlite3.connect(path) as other:
            [[head]] = other.execute("SELECT version_num FROM alembic_version")
            other.execute("UPDATE alembic_version SET version_num = '9999'")
        status, said = await there.ready()
        assert (status, said["database"], said["schema"]) == (503, "ok", f"9999, and not {head}")


@on_sqlite
async def test_who_asks_within_a_second_shares_one_look(database: Database) -> None:
    async with watched(database) as there:
        assert of(await scrape(there.http), "uabot_deliveries", state="queued") == 0
        async with database.writing() as tx:
            await people(tx, 3)
            what = await action(tx)
            await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        for seen in await asyncio.gather(*(scrape(there.http) for _ in range(10))):
            assert of(seen, "uabot_deliveries", state="queued") == 0, "what was seen a moment ago"
        assert of(await there.figures_now(), "uabot_deliveries", state="queued") == 3


@on_sqlite
async def test_the_figures_are_not_for_the_public_address(database: Database) -> None:
    async with watched(database) as there:
        for path, host, status in (
            ("/metrics", "127.0.0.1", 200),
            ("/metrics", PUBLIC, 400),
            ("/metrics", "elsewhere.example.org", 400),
            ("/readyz", PUBLIC, 200),
            ("/readyz", "elsewhere.example.org", 400),
            ("/healthz", "elsewhere.example.org", 400),
        ):
            assert (await there.http.get(path, headers={"Host": host})).status_code == status, (path, host)
        assert (await there.http.post("/metrics")).status_code == 405
