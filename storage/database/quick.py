"""Quick statements: those that run many times a second while we send, given to the driver as they are.

SQLAlchemy's way costs eight times as much, mostly because each step of it is one more visit to aiosqlite's thread. A
statement is written for PostgreSQL, with values by name (`:id`). For SQLite `= ANY(:ids)` becomes a look into a JSON
list, and `FOR NO KEY UPDATE …` goes: a writer is alone there.

PostgreSQL plans by what it last knew of a table, which is nothing just after a million rows were planned. So rows that
are found by their ids stand in a `MATERIALIZED` part, where no other index can tempt it.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy.exc import DBAPIError

from storage.database.engine import Tx, driver

Value = str | int | float | datetime | Sequence[int] | Sequence[str]


async def run(tx: Tx, sql: str, **values: Value) -> list[tuple[Any, ...]]:
    """Execute it within the transaction; its rows. Raises what SQLAlchemy would, without the values."""
    connection: Any = await driver(tx)
    try:
        if tx.kind == "sqlite":
            told = {name: _for_sqlite(value) for name, value in values.items()}
            rows: list[tuple[Any, ...]] = await connection.execute_fetchall(_sqlites(sql), told)
            return rows
        cursor = await connection.execute(_psycopgs(sql), values)
        return await cursor.fetchall() if cursor.description else []
    except _errors(tx) as error:
        raise _wrapped(tx, sql, error) from error


async def run_many(tx: Tx, sql: str, rows: Sequence[Mapping[str, str | int]], *, at: datetime) -> None:
    """Execute it once for each of `rows`, with the time `:at` for all; on SQLite only: elsewhere `unnest` is faster."""
    connection: Any = await driver(tx)
    try:
        await connection.executemany(sql.replace(":at", f"'{_for_sqlite(at)}'"), rows)
    except _errors(tx) as error:
        raise _wrapped(tx, sql, error) from error


def day(found: object) -> date | None:
    """A date that was read; SQLite keeps it as text."""
    return date.fromisoformat(found) if isinstance(found, str) else cast("date | None", found)


def moment(found: object) -> datetime:
    """A time that was read, aware; SQLite keeps it as text, in UTC."""
    read = datetime.fromisoformat(found) if isinstance(found, str) else cast("datetime", found)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read


def _for_sqlite(value: Value) -> str | int | float:
    """Times are kept there as `tables.Moment` keeps them; ids need no quotes in a list."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, str | int | float):
        return value
    return f"[{','.join(map(str, value))}]"


@cache
def _sqlites(sql: str) -> str:
    listed = re.sub(r"= ANY\((:\w+)\)", r"IN (SELECT value FROM json_each(\1))", sql)
    return re.sub(r"FOR NO KEY UPDATE( OF \w+)?( SKIP LOCKED)?", "", listed)


@cache
def _psycopgs(sql: str) -> str:
    return re.sub(r":(\w+)", r"%(\1)s", sql)


def _errors(tx: Tx) -> type[Exception]:
    found: type[Exception] = tx.connection.dialect.loaded_dbapi.Error
    return found


def _wrapped(tx: Tx, sql: str, error: Exception) -> Exception:
    return DBAPIError.instance(sql, None, error, _errors(tx), dialect=tx.connection.dialect)
