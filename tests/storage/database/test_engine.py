"""Opening a database: what is right opens, and whatever is wrong is said in one plain line."""

import asyncio
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.database import engine, migrating, quick
from storage.database.engine import Database, DatabaseUnready, alone, driver, open_database
from storage.database.tables import supporters, ticks
from tests.databases import SECRET, on_sqlite

NOON = datetime(2024, 2, 24, 12, tzinfo=UTC)
HEAD = migrating.HEAD
NEXT = f"{int(HEAD) + 1:04}"


async def refusal(address: str, secret: str = SECRET, *, migrate: bool = False) -> str:
    """What opening says, when it must not open."""
    with pytest.raises(DatabaseUnready) as refused:
        await open_database(address, secret, migrate=migrate)
    line = str(refused.value)
    assert "\n" not in line
    return line


async def run(address: str, *commands: str) -> None:
    other = create_async_engine(address)
    async with other.begin() as connection:
        for command in commands:
            await connection.execute(text(command))
    await other.dispose()


def test_the_engine_is_at_rest_until_asked() -> None:
    """Nothing heavy is loaded by importing the tables and the engine."""
    asked = "import sys, storage.database.engine; print([m for m in ('alembic', 'cryptography') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_an_empty_database_is_set_up_and_opens_again(blank: str) -> None:
    for _ in range(2):
        opened = await open_database(blank, SECRET)
        async with opened.reading() as tx:
            assert (await tx.connection.execute(select(supporters))).all() == []
        await opened.close()


async def test_a_wrong_secret_is_refused(address: str) -> None:
    assert "UABOT_SECRET is not the one" in await refusal(address, "another secret")
    opened = await open_database(address, SECRET)
    await opened.close()


async def test_a_newer_schema_is_refused(address: str) -> None:
    await run(address, "UPDATE alembic_version SET version_num = '9999'")
    assert "made by a newer uabot (schema 9999)" in await refusal(address)
    assert "made by a newer uabot" in await refusal(address, migrate=True)


async def test_an_older_schema_is_refused_by_all_but_run_which_brings_it_up_to_date(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await add_a_migration(tmp_path / "migrations", monkeypatch)
    await run(address, "INSERT INTO ticks (name, at) VALUES ('purge', '2024-02-24 12:00:00')")

    assert f"of an older uabot (schema {HEAD}): `uabot run` brings it up to date" in await refusal(address)

    opened = await open_database(address, SECRET, migrate=True)
    async with opened.reading() as tx:
        assert (await tx.connection.execute(text("SELECT name, twice FROM ticks"))).all() == [("purge", 2)]
    await opened.close()
    opened = await open_database(address, SECRET)
    await opened.close()


async def add_a_migration(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    shutil.copytree(migrating._FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_twice.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '{NEXT}'\ndown_revision = '{HEAD}'\n"
        "def upgrade() -> None:\n"
        "    with op.batch_alter_table('ticks') as table:\n"
        "        table.add_column(sa.Column('twice', sa.Integer(), nullable=False, server_default='2'))\n"
    )
    monkeypatch.setattr(migrating, "_FOLDER", folder)
    monkeypatch.setattr(migrating, "HEAD", NEXT)


async def test_a_migration_that_fails_leaves_the_schema_as_it_was(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await add_a_migration(tmp_path / "migrations", monkeypatch)
    with (tmp_path / "migrations" / "versions" / f"{NEXT}_twice.py").open("a") as file:
        file.write("    op.execute('no such thing')\n")
    await refusal(address, migrate=True)

    monkeypatch.undo()
    opened = await open_database(address, SECRET)
    async with opened.writing() as tx:
        await tx.connection.execute(ticks.insert().values(name="purge", at=NOON))
    await opened.close()


async def test_another_programs_tables_are_left_alone(blank: str) -> None:
    await run(blank, "CREATE TABLE supporters (name TEXT)")
    assert "holds the tables of another program" in await refusal(blank, migrate=True)


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    async def half_done() -> None:
        async with database.writing() as tx:
            await tx.connection.execute(ticks.insert().values(name="purge", at=NOON))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await half_done()
    async with database.reading() as tx:
        assert (await tx.connection.execute(select(ticks))).all() == []


async def test_times_come_back_aware_and_in_utc(database: Database) -> None:
    async with database.writing() as tx:
        await tx.connection.execute(ticks.insert().values(name="purge", at=NOON))
    async with database.reading() as tx:
        found = (await tx.connection.execute(select(ticks.c.at))).scalar_one()
    assert found == NOON
    assert found.tzinfo is UTC


async def test_writers_wait_for_each_other_and_lose_nothing(address: str, database: Database) -> None:
    """Each reads a number and writes one more: two that read at once would lose a step."""
    async with database.writing() as tx:
        await tx.connection.execute(supporters.insert().values(language="0", plain=False, joined_at=NOON))

    async def count_one_on(opened: Database) -> None:
        for _ in range(10):
            async with opened.writing() as tx:
                found = (await tx.connection.execute(select(supporters.c.language).with_for_update())).scalar_one()
                await tx.connection.execute(supporters.update().values(language=str(int(found) + 1)))

    other = await open_database(address, SECRET)
    await asyncio.gather(count_one_on(database), count_one_on(database), count_one_on(other))
    await other.close()

    async with database.reading() as tx:
        assert (await tx.connection.execute(select(supporters.c.language))).scalar_one() == "30"


class TestSqlite:
    """What only a file can have wrong with it."""

    @pytest.fixture
    def which(self) -> str:
        return "sqlite"

    async def test_a_locked_file_is_given_up_after_a_while(
        self, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
        opened = await open_database(address, SECRET)
        other = sqlite3.connect(tmp_path / "uabot.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        assert "is locked by another program" in await refusal(address)
        with pytest.raises(DatabaseUnready, match="is locked by another program"):
            async with opened.writing():
                pass
        async with opened.reading() as tx:
            assert (await tx.connection.execute(select(ticks))).all() == []

        other.execute("COMMIT")
        other.close()
        async with opened.writing() as tx:
            await tx.connection.execute(ticks.insert().values(name="purge", at=NOON))
        await opened.close()

    async def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        (tmp_path / "letter.db").write_text("Dear Minister,\n" * 100)
        line = await refusal(f"sqlite+aiosqlite:///{tmp_path / 'letter.db'}")
        assert line.endswith("is no SQLite file: name another with UABOT_DATABASE.")
        assert (tmp_path / "letter.db").read_text().startswith("Dear Minister")

    async def test_a_missing_folder(self, tmp_path: Path) -> None:
        address = f"sqlite+aiosqlite:///{tmp_path / 'missing' / 'uabot.db'}"
        assert "does its folder exist" in await refusal(address)
        with pytest.raises(DatabaseUnready, match="does its folder exist"):
            async with alone(address):
                pass

    @pytest.mark.parametrize(
        "address", ["mysql://root@localhost/uabot", "uabot.db", "", "sqlite+aiosqlite://", "postgresql"]
    )
    async def test_an_address_of_no_kind_we_know(self, address: str) -> None:
        assert "UABOT_DATABASE" in await refusal(address)
        with pytest.raises(DatabaseUnready, match="UABOT_DATABASE"):
            async with alone(address):
                pass


async def test_a_server_that_does_not_answer() -> None:
    address = "postgresql+psycopg://nobody@127.0.0.1:1/uabot"
    assert "check UABOT_DATABASE and that the server runs" in await refusal(address)
    with pytest.raises(DatabaseUnready, match="check UABOT_DATABASE and that the server runs"):
        async with alone(address):
            pass


async def test_only_one_run_at_a_time(address: str) -> None:
    async with alone(address):
        with pytest.raises(DatabaseUnready, match=r"in use by another `uabot run`.*: stop that one first"):
            async with alone(address):
                pass
        with pytest.raises(DatabaseUnready):  # and being refused has not freed it
            async with alone(address):
                pass
    async with alone(address):
        pass


async def test_what_goes_wrong_inside_is_not_taken_for_a_database_unready(address: str) -> None:
    with pytest.raises(OSError, match="the roof"):
        async with alone(address):
            raise OSError("the roof")
    async with alone(address):
        pass


@on_sqlite
async def test_what_is_committed_survives_a_power_cut_and_readers_do_not_wait(database: Database) -> None:
    async with database.reading() as tx:
        for pragma, expected in (
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("busy_timeout", 10_000),
        ):
            assert (await tx.connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar() == expected


async def test_a_database_says_what_it_is(address: str, database: Database, which: str) -> None:
    assert (database.kind, database.address) == (which, address)
    assert database.file == (Path(address.removeprefix("sqlite+aiosqlite:///")) if which == "sqlite" else None)


async def test_the_drivers_own_connection_is_in_the_midst_of_the_transaction(database: Database) -> None:
    async def half_done() -> None:
        async with database.writing() as tx:
            await tx.connection.execute(ticks.insert().values(name="purge", at=NOON))
            connection: Any = await driver(tx)
            await connection.execute("INSERT INTO ticks (name, at) VALUES ('close', '2024-02-24 12:00:00')")
            assert {row.name for row in await tx.connection.execute(select(ticks))} == {"purge", "close"}
            assert len(list(await (await connection.execute("SELECT name FROM ticks")).fetchall())) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await half_done()
    async with database.reading() as tx:
        assert (await tx.connection.execute(select(ticks))).all() == []


async def test_whoever_has_tables_beside_ours_looks_after_them_when_the_schema_is(blank: str, which: str) -> None:
    seen: list[str] = []

    async def also(connection: AsyncConnection) -> None:
        there = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        seen.append("again" if "theirs" in there else "new")
        await connection.execute(text("CREATE TABLE IF NOT EXISTS theirs (id INTEGER)"))

    for migrate in (False, False, True):
        await (await open_database(blank, SECRET, migrate=migrate, also=also)).close()
    assert seen == ([] if which == "sqlite" else ["new", "again"])
    assert (await open_database(blank, SECRET)).kind == which


@pytest.mark.parametrize("which", ["postgresql"])
async def test_two_who_open_an_empty_database_at_once_set_it_up_once(blank: str) -> None:
    made: list[str] = []

    async def also(connection: AsyncConnection) -> None:
        await connection.execute(text("CREATE TABLE IF NOT EXISTS theirs (id INTEGER)"))
        made.append("once")
        await asyncio.sleep(0.05)

    opened = await asyncio.gather(*(open_database(blank, SECRET, also=also) for _ in range(3)))
    for one in opened:
        await one.close()
    assert made == ["once"]


@pytest.mark.parametrize("which", ["postgresql"])
async def test_what_goes_wrong_beside_ours_leaves_an_empty_database(blank: str) -> None:
    async def also(_: AsyncConnection) -> None:
        raise ValueError("not their version")

    with pytest.raises(ValueError, match="not their version"):
        await open_database(blank, SECRET, also=also)
    opened = await open_database(blank, SECRET)
    await opened.close()


async def test_a_quick_statement_fails_as_any_other_and_gives_no_value_away(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed:
        async with database.writing() as tx:
            await quick.run(tx, "INSERT INTO ticks (name, at) VALUES (:name, NULL)", name="somebody's name")
    assert isinstance(failed.value, IntegrityError)
    assert "somebody" not in str(failed.value).replace(str(failed.value.orig), "")


async def test_a_quick_statement_knows_times_and_lists(database: Database) -> None:
    async with database.writing() as tx:
        await tx.connection.execute(
            supporters.insert(), [{"language": str(at), "plain": False, "joined_at": NOON} for at in range(5)]
        )
        asked = "SELECT id FROM supporters WHERE id = ANY(:ids) AND joined_at = :at ORDER BY id FOR NO KEY UPDATE"
        assert await quick.run(tx, asked, ids=[2, 4, 9], at=NOON) == [(2,), (4,)]
        assert await quick.run(tx, asked, ids=[], at=NOON) == []
        await quick.run(tx, "UPDATE supporters SET stopped_at = :at WHERE id = 3", at=NOON + timedelta(microseconds=7))
        kept = select(supporters.c.stopped_at).where(supporters.c.id == 3)
        assert (await tx.connection.execute(kept)).scalar_one() == NOON + timedelta(microseconds=7)
        plain = "SELECT joined_at FROM supporters WHERE stopped_at = :at"
        assert len(await quick.run(tx, plain, at=NOON + timedelta(microseconds=7))) == 1


@on_sqlite
async def test_writers_of_one_process_take_turns_in_the_order_they_came(database: Database) -> None:
    """SQLite's own waiting looks again after longer and longer pauses: an answer would wait behind the sender."""
    order: list[int] = []

    async def write(at: int) -> None:
        async with database.writing():
            order.append(at)
            await asyncio.sleep(0.01)

    await asyncio.gather(*(write(at) for at in range(8)))
    assert order == list(range(8))


@on_sqlite
async def test_a_writer_who_is_given_up_lets_the_next_ones_go(database: Database) -> None:
    async with database.writing():
        waiting = asyncio.create_task(database.writing().__aenter__())
        await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(1), database.writing():
        pass
