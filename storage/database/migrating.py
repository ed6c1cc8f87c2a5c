"""Bringing a database's schema to this version's. alembic is loaded only when there is something to do."""

import re
from pathlib import Path

from sqlalchemy import column as sql_column
from sqlalchemy import inspect, select, table
from sqlalchemy.engine import Connection

from storage.database import tables

HEAD = "0004"
"""The newest file in `migrations/versions/`."""
_FOLDER = Path(__file__).parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The schema's revision, None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = table("alembic_version", sql_column("version_num"))
    return connection.scalar(select(version.c.version_num))


def known() -> frozenset[str]:
    """Every revision this version knows."""
    return frozenset(
        found[1] for path in (_FOLDER / "versions").glob("*.py") if (found := re.match(r"(\d{4})_", path.name))
    )


def foreign(connection: Connection) -> bool:
    """Whether tables of ours are there that no migration of ours made."""
    return bool(set(inspect(connection).get_table_names()) & set(tables.metadata.tables))


def upgrade(connection: Connection) -> None:
    """Apply what is missing, in the connection's own transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
