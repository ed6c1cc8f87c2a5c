"""PostgreSQL's home: each shard is a job of Procrastinate's, so that any number of senders share a broadcast.

A job is deferred in the transaction that queues its rows: there is never the one without the other. When its worker has
been silent for `STALLED_SECONDS` it is retried, as is whatever is unfinished and in no job. Retried means replaced by a
new one: whoever still holds the old one, and was only slow, cannot end the one that took its place.
This is the only door to procrastinate. A job's arguments name a shard, never a person.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Any, LiteralString, Protocol, TypeVar, cast

import psycopg
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.connector import Notify
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager
from procrastinate.worker import Worker

from content.ids import BroadcastId, Platform
from storage.database.engine import Database, DatabaseUnready, Tx, driver
from storage.sending import broadcasts, deliveries, settling, shards
from storage.sending.deliveries import Delivery
from storage.sending.shards import Shard

log = logging.getLogger(__name__)
_T = TypeVar("_T")
_Connection = psycopg.AsyncConnection[Any]

TASK = "send"
HEARTBEAT_SECONDS = 3
STALLED_SECONDS = 10
"""A worker that has been silent for so long is dead."""
SWEEP_SECONDS = 10.0
"""How often we look for what is unfinished and in no job."""
QUEUES = ("", " corrections", " reminders", " closing")
"""How a queue is called, after its platform, by order: what leaves first waits for nobody's hands."""
HANDS = (4, 2, 2, 2)
"""How many shards of each a process has in hand, at most: where it dies they wait till that is known. With two, the
next is there when the last answers of one are waited for."""
_LOOK_SECONDS = 2.0
_POLL_SECONDS = 1.0  # a new alert is told of at once; the others, what was missed, or is due, are seen by this
_SUSPECT_SECONDS = 6  # silent for so long, and still STALLED_SECONDS after: after an outage all were silent for a while
_RETRY_SECONDS = 1.0
_AGAIN_SECONDS = 0.5  # what is left of a shard waits at least so long, so that nothing turns in circles
_GRACE_SECONDS = 8.5  # when stopped; the sender waits 8 s for calls that are out
_PRUNED_SECONDS = 600.0  # then the row of a dead worker goes
_MARK = "uabot: "  # the comment on procrastinate's table, followed by its last migration
_BATCH = 1000
_MANY = 50  # taking one job of 2000 costs 200 ms as long as the server thinks there are few, and 3 ms afterwards


class Delivers(Protocol):
    """What this home needs of a sender; `ahead` is how many rows it takes in hand at once."""

    ahead: int

    async def deliver(self, block: Sequence[Delivery], /) -> None: ...


class Lent(Protocol):
    """The connection of a transaction that storage lends while it sets up the schema."""

    async def get_raw_connection(self) -> Any: ...  # noqa: ANN401 (the database's own)


async def set_up(lent: Lent) -> None:
    """Bring procrastinate's tables to the installed version, in the transaction of our own migration, under its lock.

    Raises DatabaseUnready for tables that a newer version, or somebody else, made.
    """
    connection = cast("_Connection", (await lent.get_raw_connection()).driver_connection)
    found = await _version(connection)
    if found == _newest():
        return
    steps = [SchemaManager.get_schema().encode()]
    if found is not None:
        steps = [migration.read_bytes() for migration in _migrations() if migration.stem > found]
    for step in [*steps, f"COMMENT ON TABLE procrastinate_jobs IS '{_MARK}{_newest()}'".encode()]:
        await connection.execute(step)


async def check(database: Database) -> None:
    """Raises DatabaseUnready, one plain line, unless procrastinate's tables are there and of the installed version."""
    async with database.reading() as tx:
        connection = await _connection(tx)
        found = await _version(connection)
    if found != _newest():
        raise DatabaseUnready(
            f"the jobs of the database {connection.info.dbname} are of an older uabot ({found or 'none'}): "
            "`uabot run` brings them up to date."
        )


async def planned(tx: Tx, wanted: Sequence[Shard]) -> None:
    """Defer a job for each of these shards, unless one waits already: with this transaction, or not at all."""
    connection = await _connection(tx)
    orders = await broadcasts.orders(tx, {shard.broadcast for shard in wanted})
    # everybody defers in this order: two who defer the same would else wait for each other for ever
    ordered = sorted(set(wanted), key=lambda shard: (shard.broadcast, shard.platform, shard.bucket))
    jobs = [_job(shard, _queue(shard.platform, orders[shard.broadcast])) for shard in ordered]
    for start in range(0, len(jobs), _BATCH):
        await _defer(connection, jobs[start : start + _BATCH])
    if len(jobs) >= _MANY:
        await connection.execute("ANALYZE procrastinate_jobs")


class JobHome:
    """Takes shards from the queue, gives their rows to the senders, and defers again what is left of them."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._senders: Mapping[Platform, Delivers] = {}
        self._workers: set[Worker] = set()
        self._running: set[int] = set()
        self._stop = asyncio.Event()

    async def run(self, senders: Mapping[Platform, Delivers], stop: asyncio.Event) -> None:
        """Work until `stop` is set; what is in hand then is waited for until its sender lets it go.

        A database that goes away is waited for; who opened it has called `check`.
        """
        logging.getLogger("procrastinate").setLevel(logging.WARNING)  # else the arguments of each job
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # else a line for each try to connect
        self._senders, self._stop = senders, stop
        connector = _Patient(self._database.address, stop)
        app = App(connector=connector)
        app.job_manager = manager = _Jobs(connector)
        app.task(name=TASK, pass_context=True)(self._send)
        async with app.open_async(), asyncio.TaskGroup() as group:
            for platform, sender in senders.items():
                enough = 1 + ceil(sender.ahead / shards.SIZE)
                for order, hands in enumerate(HANDS):
                    group.create_task(self._work(app, _queue(platform, order), min(hands, enough), told=not order))
            group.create_task(self._look_after(manager))

    async def _work(self, app: App, queue: str, hands: int, *, told: bool) -> None:
        """A worker on this queue; another when it dies. To be told of new jobs takes a connection."""
        while not self._stop.is_set():
            worker = Worker(
                app,
                queues=[queue],
                name=queue,
                concurrency=hands,
                fetch_job_polling_interval=_POLL_SECONDS,
                abort_job_polling_interval=3600.0,
                shutdown_graceful_timeout=_GRACE_SECONDS,
                listen_notify=told,
                delete_jobs="always",
                install_signal_handlers=False,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=_PRUNED_SECONDS,
            )
            ending = asyncio.create_task(self._end(worker, app.job_manager))
            self._workers.add(worker)
            try:
                await worker.run()  # type: ignore[no-untyped-call]  # procrastinate leaves it unannotated
            except Exception as error:  # whatever ended it, its jobs are retried and another one works
                if not self._stop.is_set():
                    log.warning("a worker ended (%s): another begins", type(error).__name__)
                await self._pause(_RETRY_SECONDS)
            finally:
                self._workers.discard(worker)
                ending.cancel()

    async def _end(self, worker: Worker, manager: JobManager) -> None:
        """Stop the worker when we are stopped. Its own heartbeat ends then, while its last jobs go on."""
        await self._stop.wait()
        worker.stop()  # type: ignore[no-untyped-call]  # procrastinate leaves it unannotated
        while True:
            if worker.worker_id is not None:
                await manager.update_heartbeat(worker.worker_id)
            await asyncio.sleep(HEARTBEAT_SECONDS)

    async def _send(self, context: JobContext, broadcast: int, platform: str, bucket: int) -> None:
        """The task: what is left of a shard goes to its sender; what is left then is deferred again."""
        shard = Shard(BroadcastId(broadcast), Platform(platform), bucket)
        job = context.job
        self._running.add(job.id or 0)
        try:
            if not self._stop.is_set():
                await self._deliver(shard)
            await self._defer_again(shard, job.queue)
        finally:
            self._running.discard(job.id or 0)

    async def _deliver(self, shard: Shard) -> None:
        try:
            async with self._database.writing() as tx:
                doubtful = await settling.recover(tx, now=self._now(), shard=shard)
                block = await deliveries.in_shard(tx, shard, now=self._now())
            if doubtful:
                log.warning("%d deliveries were under way when their sender died: they may have arrived", doubtful)
            if block:
                await self._senders[shard.platform].deliver(block)
        except Exception as error:  # whatever it was, the shard is deferred again, and others go on
            log.warning("a shard on %s waits (%s)", shard.platform, type(error).__name__)
            await self._pause(_RETRY_SECONDS)

    async def _defer_again(self, shard: Shard, queue: str) -> None:
        said = False
        while True:
            try:
                async with self._database.writing() as tx:
                    now = self._now()
                    due = await deliveries.next_due(tx, shard, now=now)
                    if due is not None:
                        connection = await _connection(tx)
                        at = await _in(connection, max(_AGAIN_SECONDS, (due - now).total_seconds()))
                        await _defer(connection, [_job(shard, queue, at)])
            except Exception as error:  # the database is away, say: the sweep sees to it if we are stopped meanwhile
                if self._stop.is_set():
                    return
                if not said:
                    said = True
                    log.warning("a shard on %s waits to be deferred (%s)", shard.platform, type(error).__name__)
                await self._pause(_RETRY_SECONDS)
            else:
                return

    async def _look_after(self, manager: JobManager) -> None:
        """Retry jobs whose worker died or that nobody runs; plan what is in no job."""
        suspects: dict[int, float] = {}
        sweep_at = monotonic()
        while not self._stop.is_set():
            try:
                stalled = await manager.get_stalled_jobs(task_name=TASK, seconds_since_heartbeat=_SUSPECT_SECONDS)
                at = monotonic()
                found = {job.id for job in stalled if job.id} | await self._unheld(manager)
                suspects = {job: suspects.get(job, at) for job in found}
                dead = [job for job, since in suspects.items() if at - since >= STALLED_SECONDS - _SUSPECT_SECONDS]
                for job in dead:
                    with suppress(ConnectorException):  # another process has done it
                        await manager.finish_job_by_id_async(job, Status.ABORTED, delete_job=True)
                if dead or at >= sweep_at:
                    await self._sweep()
                    sweep_at = monotonic() + max(SWEEP_SECONDS, 30 * (monotonic() - at))
            except Exception as error:  # a look that fails must not end the sending: the next one sees the same
                if not self._stop.is_set():
                    log.warning("the look after jobs failed (%s) and will come again", type(error).__name__)
            await self._pause(_LOOK_SECONDS)

    async def _unheld(self, manager: JobManager) -> set[int]:
        """Jobs that workers of ours are said to run and do not: their answer was lost with a connection."""
        ids = [worker.worker_id for worker in self._workers if worker.worker_id is not None]
        found = [job for one in ids for job in await manager.list_jobs_async(status="doing", worker_id=one)]
        return {job.id for job in found if job.id} - self._running

    async def _sweep(self) -> None:
        async with self._database.writing() as tx:
            unfinished = await shards.unfinished(tx)
            held = await _names(await _connection(tx), ("todo", "doing"), [_name(shard) for shard in unfinished])
            await planned(tx, [shard for shard in unfinished if _name(shard) not in held])

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()


class _Patient(PsycopgConnector):
    """A connector whose queries wait for a database that went away, with one line in the log, until we are stopped."""

    def __init__(self, address: str, stop: asyncio.Event) -> None:
        conninfo = "postgresql://" + address.split("://", 1)[1]  # without the name of a driver
        super().__init__(conninfo=conninfo, min_size=0, max_size=4, timeout=2.0, reconnect_timeout=1.0)
        self._stop = stop
        self._away = False

    async def execute_query_async(self, query: LiteralString, **arguments: object) -> None:
        await self._patiently(lambda: PsycopgConnector.execute_query_async(self, query, **arguments))

    async def execute_query_one_async(self, query: LiteralString, **arguments: object) -> dict[str, Any]:
        return await self._patiently(lambda: PsycopgConnector.execute_query_one_async(self, query, **arguments))

    async def execute_query_all_async(self, query: LiteralString, **arguments: object) -> list[dict[str, Any]]:
        return await self._patiently(lambda: PsycopgConnector.execute_query_all_async(self, query, **arguments))

    async def listen_notify(self, on_notification: Notify, channels: Iterable[str]) -> None:
        while True:
            with suppress(ConnectorException):  # workers look by themselves meanwhile
                await super().listen_notify(on_notification, channels)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _patiently(self, ask: Callable[[], Awaitable[_T]]) -> _T:
        while True:
            try:
                answer = await ask()
            except ConnectorException as error:
                gone = isinstance(error.__cause__, psycopg.OperationalError | psycopg.InterfaceError)
                if self._stop.is_set() or not gone:
                    raise
                if not self._away:
                    self._away = True
                    log.warning("the jobs wait for the database (%s)", type(error.__cause__).__name__)
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                if self._away:
                    self._away = False
                    log.warning("the jobs go on: the database is back")
                return answer


class _Jobs(JobManager):
    """A manager whose workers end quietly: a job may be there no more, as it was retried; the database, as we stop."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        with suppress(ConnectorException):
            await super().finish_job(job, status, delete_job)

    async def update_heartbeat(self, worker_id: int) -> None:
        with suppress(ConnectorException):
            await super().update_heartbeat(worker_id)


async def _version(connection: _Connection) -> str | None:
    """The last migration of procrastinate's tables here; None where there are none."""
    table, comment = await _row(
        connection, "SELECT t, obj_description(t, 'pg_class') FROM to_regclass('procrastinate_jobs') AS t"
    )
    if table is None:
        return None
    name = f"the database {connection.info.dbname}"
    if not (comment or "").startswith(_MARK):
        raise DatabaseUnready(f"{name} holds the jobs of another program: name another database.")
    version = str(comment).removeprefix(_MARK)
    if version > _newest():
        raise DatabaseUnready(f"{name} was made by a newer uabot (jobs {version}): use that version, or newer.")
    return version


def _migrations() -> list[Path]:
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _newest() -> str:
    return _migrations()[-1].stem


async def _connection(tx: Tx) -> _Connection:
    return cast("_Connection", await driver(tx))


async def _row(connection: _Connection, query: LiteralString) -> tuple[Any, ...]:
    return cast("tuple[Any, ...]", await (await connection.execute(query)).fetchone())


async def _in(connection: _Connection, seconds: float) -> datetime:
    """The moment so many seconds from now, by the clock that jobs are fetched by."""
    moment: datetime = (await _row(connection, "SELECT clock_timestamp()"))[0]
    return moment + timedelta(seconds=seconds)


def _queue(platform: Platform, order: int) -> str:
    return f"{platform}{QUEUES[order]}"


def _name(shard: Shard) -> str:
    return f"{shard.broadcast}/{shard.platform}/{shard.bucket}"


def _job(shard: Shard, queue: str, at: datetime | None = None) -> Job:
    return Job(
        queue=queue,
        lock=_name(shard),
        queueing_lock=_name(shard),
        task_name=TASK,
        task_kwargs={"broadcast": shard.broadcast, "platform": shard.platform.value, "bucket": shard.bucket},
        scheduled_at=at,
    )


async def _names(connection: _Connection, states: Sequence[str], names: Sequence[str]) -> set[str]:
    """Which of these shards have a job in one of these states."""
    query = "SELECT lock FROM procrastinate_jobs WHERE status::text = ANY(%s) AND lock = ANY(%s)"
    cursor = await connection.execute(query, (list(states), list(names)))
    return {row[0] for row in await cursor.fetchall()}


async def _defer(connection: _Connection, jobs: Sequence[Job]) -> None:
    """Insert those whose shard has no job waiting. The transaction is whole afterwards, whoever else inserts one."""
    manager = JobManager(PsycopgConnector())  # never opened: it speaks through our connection
    for _ in range(10):  # if that is not enough, the sweep finds them
        waiting = await _names(connection, ("todo",), [job.lock or "" for job in jobs])
        new = [job for job in jobs if job.lock not in waiting]
        if not new:
            return
        with suppress(AlreadyEnqueued):  # somebody was quicker: what they left is ours
            async with connection.transaction():
                await manager.batch_defer_jobs_async(new, connection=connection)
            return
