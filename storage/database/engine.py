"""Opening the database: SQLite with one writer at a time, or PostgreSQL; and the transactions lent to callers."""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Insert as PlainInsert
from sqlalchemy import Table, event, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.database import migrating, tables
from storage.database.vault import VERSION, Vault

if TYPE_CHECKING:
    from storage.sending.shards import Shard

BUSY_SECONDS = 10
"""How long a writer waits for another before it gives up."""
_NO_FILE = "UABOT_DATABASE names no file: write one, as sqlite+aiosqlite:///uabot.db"
_ALONE = 0x7561_626F  # the advisory lock of `uabot run` on PostgreSQL
_SCHEMA = _ALONE + 1  # of whoever changes the schema
_LEDGER = _ALONE + 2  # of whoever writes down what became of deliveries
_REMINDING = _ALONE + 3  # of whoever makes reminders


class DatabaseUnready(Exception):
    """The database cannot be used; the text is one plain line: what, and what to do."""


@dataclass(frozen=True, slots=True)
class Tx:
    """A transaction, opaque to callers: they pass it on to the functions of `storage`, and nothing else."""

    connection: AsyncConnection
    vault: Vault
    planned: "Planned | None" = None
    """told of the shards that this transaction queued, inside it"""
    _held: set[int] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.connection.dialect.name

    async def hold_ledger(self) -> None:
        """Be the only one that settles and marks, till the end of the transaction; SQLite has one writer anyway."""
        if self.kind == "postgresql" and _LEDGER not in self._held:
            await self.connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LEDGER})")
            self._held.add(_LEDGER)

    async def hold_reminding(self) -> bool:
        """Be the only one that makes reminders, till the end of the transaction; False if another process is at it."""
        if self.kind != "postgresql":
            return True
        return bool(await self.connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({_REMINDING})")))

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that knows ON CONFLICT on this database."""
        return sqlite.insert(table) if self.kind == "sqlite" else postgresql.insert(table)


Planned = Callable[[Tx, Sequence["Shard"]], Awaitable[None]]
"""Hands newly queued shards to whoever sends them, in the transaction that queued them."""


async def driver(tx: Tx) -> object:
    """The driver's own connection (on PostgreSQL psycopg's AsyncConnection), in the midst of this transaction."""
    return (await tx.connection.get_raw_connection()).driver_connection


class Database:
    """One opened database. Every use of it is `async with database.reading()` or `.writing()` as a `Tx`.

    `planned`, where somebody has set it, is told of every shard that a transaction queues.
    """

    planned: Planned | None = None

    def __init__(self, engine: AsyncEngine, vault: Vault) -> None:
        self._engine = engine
        self._writers = engine.execution_options(uabot_writes=True)
        self._vault = vault
        self._one_writer = asyncio.Lock()

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @property
    def address(self) -> str:
        """The SQLAlchemy URL, for whoever needs a connection of their own. It may hold a password: never log it."""
        return self._engine.url.render_as_string(hide_password=False)

    @property
    def file(self) -> Path | None:
        """SQLite's file."""
        found = self._engine.url.database
        return Path(found) if self.kind == "sqlite" and found else None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Tx]:
        """A transaction that only looks."""
        async with self._engine.connect() as connection:
            yield Tx(connection, self._vault)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        """A transaction that is committed at the end, or leaves nothing when it raises.

        Raises DatabaseUnready when another writer has not made way within `BUSY_SECONDS`.
        """
        try:
            async with self._turn(), self._writers.begin() as connection:
                yield Tx(connection, self._vault, self.planned)
        except OperationalError as error:
            if "locked" in str(error.orig):
                raise DatabaseUnready(_locked(self._engine.url)) from error
            raise

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """SQLite's writers of this process go in the order they came: its own waiting is asking again and again."""
        if self.kind != "sqlite":
            yield
            return
        try:
            async with asyncio.timeout(BUSY_SECONDS):
                await self._one_writer.acquire()
        except TimeoutError as error:
            raise DatabaseUnready(_locked(self._engine.url)) from error
        try:
            yield
        finally:
            self._one_writer.release()

    async def close(self) -> None:
        await self._engine.dispose()


async def open_database(
    address: str,
    secret: str,
    *,
    migrate: bool = False,
    also: Callable[[AsyncConnection], Awaitable[None]] | None = None,
) -> Database:
    """The database at `address` (a SQLAlchemy URL), its schema and secret checked.

    An empty database is set up. An older schema is brought up to date if `migrate`, else refused. On PostgreSQL, in
    both cases, `also` then looks after tables that are not ours, while no other process may. Raises DatabaseUnready for
    everything that can be wrong with it.
    """
    engine = _engine(address)
    database = Database(engine, Vault(secret))
    try:
        async with engine.execution_options(uabot_writes=True).begin() as connection:
            new = await _check_schema(connection, migrate=migrate)
            await _check_secret(connection, database._vault)
            if also is not None and database.kind == "postgresql" and (migrate or new):
                await also(connection)
    except (DBAPIError, OSError) as error:
        await engine.dispose()
        await asyncio.sleep(0.05)  # aiosqlite's thread still reports the failure to this loop, which may soon be closed
        raise DatabaseUnready(_plainly(engine.url, error)) from error
    except BaseException:
        await engine.dispose()
        raise
    return database


@asynccontextmanager
async def alone(address: str) -> AsyncIterator[None]:
    """Hold the right to be the one `uabot run` on this database. Raises DatabaseUnready if another holds it."""
    engine = _engine(address)
    try:
        if engine.url.get_backend_name() == "sqlite":
            with _lock_file(engine.url):
                yield
            return
        connection = await _lock_server(engine)
        try:
            yield
        finally:
            await connection.close()
    finally:
        await engine.dispose()


@contextmanager
def _lock_file(url: URL) -> Iterator[None]:
    try:
        lock = Path(f"{url.database}.lock").open("a+")  # noqa: SIM115 (closed below, after the caller's own errors)
    except OSError as error:
        raise DatabaseUnready(_unopened(url)) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            other = lock.read().strip() or "unknown"
            raise DatabaseUnready(
                f"{_name(url)} is in use by another `uabot run` (process {other}): stop that one first."
            ) from None
        lock.truncate(0)
        lock.write(f"{_own_pid()}\n")
        lock.flush()
        yield
        lock.truncate(0)


async def _lock_server(engine: AsyncEngine) -> AsyncConnection:
    try:
        connection = await engine.connect()
    except (DBAPIError, OSError) as error:
        raise DatabaseUnready(_plainly(engine.url, error)) from error
    if not await connection.scalar(text(f"SELECT pg_try_advisory_lock({_ALONE})")):
        await connection.close()
        raise DatabaseUnready(f"{_name(engine.url)} is in use by another `uabot run`: stop that one first.")
    await connection.commit()
    return connection


def _own_pid() -> int:
    import os

    return os.getpid()


def _engine(address: str) -> AsyncEngine:
    try:
        url = make_url(address)
        if url.get_backend_name() == "sqlite":
            if not url.database or url.database == ":memory:":
                raise DatabaseUnready(_NO_FILE)
            url = url.set(drivername="sqlite+aiosqlite")
            engine = create_async_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
            return engine
        if url.get_backend_name() == "postgresql":
            engine = create_async_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
            event.listen(engine.sync_engine, "connect", _prepare_postgresql)
            return engine
    except (ArgumentError, NoSuchModuleError):
        pass
    raise DatabaseUnready(
        "UABOT_DATABASE is neither sqlite+aiosqlite:///FILE nor postgresql+psycopg://USER@HOST/NAME: correct it."
    )


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # what was confirmed to a platform must survive a power cut
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")  # not every build of SQLite writes over what is deleted by itself
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.close()


def _prepare_postgresql(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("SET random_page_cost = 1.1")  # else a table of 100,000 rows is read whole to find 500 by their ids
    cursor.execute(
        "SET idle_in_transaction_session_timeout = '60s'"
    )  # a machine that vanished holds up nobody for long
    cursor.close()
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    """Writers begin IMMEDIATE: two deferred ones can read the same row and then both write it, or fail at once."""
    writes = connection.get_execution_options().get("uabot_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


async def _check_schema(connection: AsyncConnection, *, migrate: bool) -> bool:
    """Whether the database was empty."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text(f"SELECT pg_advisory_xact_lock({_SCHEMA})"))
    found = await connection.run_sync(migrating.revision)
    if found == migrating.HEAD:
        return False
    known = migrating.known()
    name = _name(connection.engine.url)
    if found is not None and found not in known:
        raise DatabaseUnready(f"{name} was made by a newer uabot (schema {found}): use that version, or newer.")
    if found is not None and not migrate:
        raise DatabaseUnready(f"{name} is of an older uabot (schema {found}): `uabot run` brings it up to date.")
    if found is None and await connection.run_sync(migrating.foreign):
        raise DatabaseUnready(f"{name} holds the tables of another program: name another database.")
    await connection.run_sync(migrating.upgrade)
    return found is None


async def _check_secret(connection: AsyncConnection, vault: Vault) -> None:
    found = await connection.scalar(select(tables.vault.c.fingerprint).where(tables.vault.c.version == VERSION))
    if found is None:
        await connection.execute(
            PlainInsert(tables.vault).values(version=VERSION, fingerprint=vault.fingerprint),
        )
    elif found != vault.fingerprint:
        raise DatabaseUnready(
            f"UABOT_SECRET is not the one {_name(connection.engine.url)} was made with: give the right one, "
            "or nobody in it can be reached."
        )


def _name(url: URL) -> str:
    return f"the database {url.database}"


def _locked(url: URL) -> str:
    return f"{_name(url)} is locked by another program for more than {BUSY_SECONDS} s: close that program, try again."


def _unopened(url: URL) -> str:
    return f"{_name(url)} cannot be opened: does its folder exist, and may this user write there?"


def _plainly(url: URL, error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    first = said[0] if said else type(error).__name__
    if "locked" in first:
        return _locked(url)
    if "not a database" in first:
        return f"{_name(url)} is no SQLite file: name another with UABOT_DATABASE."
    if "unable to open" in first:
        return _unopened(url)
    return f"{_name(url)} cannot be used ({first}): check UABOT_DATABASE and that the server runs."
