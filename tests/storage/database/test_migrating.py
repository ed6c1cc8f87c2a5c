"""The tables in the code and the tables the migrations make are the same."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from content.ids import Platform
from storage.database import migrating
from storage.database.engine import Database, open_database
from storage.database.tables import deliveries, metadata
from storage.sending.deliveries import due
from tests.databases import SECRET
from tests.storage.builder import NOON


def test_head_names_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating._FOLDER))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [migrating.HEAD]
    assert {step.revision for step in script.walk_revisions()} == migrating.known()


def ours(name: str | None, what: str, _: object) -> bool:
    """Others may have tables beside ours."""
    return what != "table" or name in metadata.tables


async def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": ours}
        context = MigrationContext.configure(connection, opts=opts)
        found: list[Any] = compare_metadata(context, metadata)
        return found

    async with database.reading() as tx:
        assert await tx.connection.run_sync(differences) == []


async def test_checks_and_cascades_are_there_too(database: Database) -> None:
    """What alembic does not compare."""

    def rules(connection: Connection) -> set[tuple[str, str]]:
        found = inspect(connection)
        return {
            (table, str(key["options"]["ondelete"]))
            for table in metadata.tables
            for key in found.get_foreign_keys(table)
            if key["options"].get("ondelete")
        } | {(table, str(check["name"])) for table in metadata.tables for check in found.get_check_constraints(table)}

    async with database.reading() as tx:
        assert await tx.connection.run_sync(rules) == {
            ("chats", "CASCADE"),
            ("talks", "CASCADE"),
            ("walks", "CASCADE"),
            ("takings", "CASCADE"),
            ("wishes", "CASCADE"),
            ("laters", "CASCADE"),
            ("own_words", "CASCADE"),
            ("laters", "ck_laters_state"),
            ("reminders", "ck_reminders_state"),
        }


FIRST = """
INSERT INTO supporters (id, language, plain, joined_at) VALUES (1, 'en', {false}, '2024-02-22 12:00:00');
INSERT INTO chats (id, supporter_id, platform, finger, sealed) VALUES (5, 1, 'telegram', 'f', {sealed});
INSERT INTO cases (id, series, number) VALUES (1, '', '24/21');
INSERT INTO actions (id, case_id, kind, "index", language, zone, state, added_at)
  VALUES (1, 1, 'first', '', 'en', 'Europe/Paris', 'announced', '2024-02-22 12:00:00');
INSERT INTO broadcasts (id, action_id, kind, state, reason, made_at)
  VALUES (1, 1, 'alert', 'sending', '', '2024-02-22 12:00:00');
INSERT INTO deliveries
  (id, broadcast_id, chat_id, platform, language, state, attempts, doubts, due_at, reference, reason, settled_at)
  VALUES (7, 1, 5, 'telegram', 'en', 'queued', 1, 1, '2024-02-22 13:00:00', '', 'timed out', NULL);
INSERT INTO deliveries
  (id, broadcast_id, chat_id, platform, language, state, attempts, doubts, due_at, reference, reason, settled_at)
  VALUES (8, 1, NULL, 'telegram', 'fr', 'delivered', 1, 0, '2024-02-22 12:00:00', '99', '', '2024-02-22 12:00:01')
"""


async def test_a_database_of_the_first_version_goes_on_with_all_its_rows(
    which: str, blank: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patched:
        old = tmp_path / "migrations"
        shutil.copytree(migrating._FOLDER, old, ignore=shutil.ignore_patterns("__pycache__", "000[2-9]*"))
        patched.setattr(migrating, "_FOLDER", old)
        patched.setattr(migrating, "HEAD", "0001")
        await (await open_database(blank, SECRET)).close()
    words = {"false": "0", "sealed": "x'00'"} if which == "sqlite" else {"false": "false", "sealed": "'0'"}
    engine = create_async_engine(blank)
    async with engine.begin() as connection:
        for command in FIRST.format(**words).split(";"):
            await connection.execute(text(command))
    await engine.dispose()

    opened = await open_database(blank, SECRET, migrate=True)
    async with opened.writing() as tx:
        rows = (await tx.connection.execute(select(deliveries).order_by(deliveries.c.id))).all()
        (left,) = await due(tx, Platform.TELEGRAM, now=NOON, limit=9)
    await opened.close()
    assert [tuple(row)[:9] for row in rows] == [
        (7, 1, 5, "telegram", "en", "queued", 1, 1, None),
        (8, 1, None, "telegram", "fr", "delivered", 1, 0, None),
    ]
    assert [(row.reference, row.reason, row.settled_at) for row in rows] == [
        ("", "timed out", None),
        ("99", "", datetime(2024, 2, 22, 12, 0, 1, tzinfo=UTC)),
    ]
    assert (left.id, left.chat, left.doubts) == (7, 5, 1), "what waited goes at once"


async def test_an_audience_is_found_by_few_indexes(database: Database) -> None:
    """Each costs when a million rows are planned."""

    def indexes(connection: Connection) -> set[str]:
        found = inspect(connection)
        return {str(one["name"]) for one in found.get_indexes("deliveries")} - {
            str(one["name"]) for one in found.get_unique_constraints("deliveries")
        }

    async with database.reading() as tx:
        assert await tx.connection.run_sync(indexes) == {"ix_deliveries_queue", "ix_deliveries_due_at"}
