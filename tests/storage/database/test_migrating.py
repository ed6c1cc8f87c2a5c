"""The tables in the code and the tables the migrations make are the same."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from storage.database import migrating
from storage.database.engine import Database
from storage.database.tables import metadata


def test_head_names_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating._FOLDER))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [migrating.HEAD]
    assert {step.revision for step in script.walk_revisions()} == migrating.known()


async def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        found: list[Any] = compare_metadata(context, metadata)
        return found

    async with database.reading() as tx:
        assert await tx.connection.run_sync(differences) == []


async def test_checks_and_cascades_are_there_too(database: Database) -> None:
    """What alembic does not compare."""
    from sqlalchemy import inspect

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
            ("deliveries", "SET NULL"),
            ("reminders", "ck_reminders_state"),
        }
