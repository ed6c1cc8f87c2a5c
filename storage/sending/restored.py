"""Restored: a copy of the database that was put back does not send what the original sent after the copy was made.

On SQLite a small file beside the database keeps how many slots each lane ever gave: a database that says less is older
than the file, one that comes without it was brought from elsewhere. On PostgreSQL the server's own numbers tell: its
identifier, its timeline, the database's oid.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from content.ids import BroadcastId
from content.rules.announcing import BroadcastState
from storage.database.engine import Database, DatabaseUnready, Tx
from storage.database.tables import broadcasts, lanes, laters, origins, reminders
from storage.sending.broadcasts import pause

_COPY = "this database is a copy that was put back"
REASON = f"{_COPY}: what was sent after it was made is not known. Look at the counts, then resume."
REMINDED = f"{_COPY}: the reminder may have gone already"
_WIDTH = 1024  # bytes; the file is written over in place, so that no moment finds it empty


class Copy:
    """Whether this database is the one that sent last, and how that is told the next time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        file = database.file
        self._path = None if file is None else file.with_name(f"{file.name}.spent")
        self._spent: dict[str, int] = {}

    async def check(self, *, now: datetime) -> int:
        """At the start: a copy's broadcasts that are sending are paused; how many. From then on it is the original.

        Its reminders whose time has come may have gone, and are skipped. Raises DatabaseUnready if the file beside the
        database cannot be written.
        """
        async with self._database.writing() as tx:
            await tx.hold_ledger()
            spent = {row.name: row.spent for row in await tx.connection.execute(select(lanes.c.name, lanes.c.spent))}
            copied = await _moved(tx) if self._path is None else _behind(spent, _read(self._path))
            paused = await _hold_back(tx, now) if copied else 0
        if self._path is not None:
            self._spent = {lane: n for lane, n in spent.items() if "/" not in lane}
            try:
                _write(self._path, self._spent, new=True)
            except OSError as error:
                raise DatabaseUnready(f"{self._path.name} cannot be written beside the database: make room.") from error
        return paused

    def keep(self, lane: str, spent: int) -> None:
        """After each commit: how many slots the lane has given by now. On PostgreSQL there is nothing to keep."""
        if self._path is not None and spent > self._spent.get(lane, -1):
            self._spent[lane] = spent
            with suppress(OSError):  # a file that is behind its database is no sign of a copy
                _write(self._path, self._spent)


def _behind(spent: Mapping[str, int], kept: Mapping[str, int] | None) -> bool:
    """Whether the database knows less than the file, or has sent and comes without one."""
    if kept is None:
        return any(spent.values())
    return any(spent.get(lane, 0) < n for lane, n in kept.items())


def _read(path: Path) -> Mapping[str, int] | None:
    """What the file says; None if there is none, or if it is itself a copy."""
    try:
        said = json.loads(path.read_text("utf-8"))
        return {str(lane): int(n) for lane, n in said["spent"].items()} if said["is"] == path.stat().st_ino else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(path: Path, spent: Mapping[str, int], *, new: bool = False) -> None:
    """Write it over in place; a `new` one reaches the disk before we go on, later ones when they do."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "wb", buffering=0) as file:
        said = json.dumps({"is": os.fstat(file.fileno()).st_ino, "spent": spent})
        file.write(said.encode().ljust(_WIDTH))
        if new:
            os.fsync(file.fileno())


async def _moved(tx: Tx) -> bool:
    """Whether PostgreSQL's numbers are others than the last time; they are kept."""
    asked = (
        "SELECT system_identifier FROM pg_control_system()",
        "SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)",
        "SELECT oid FROM pg_database WHERE datname = current_database()",
    )
    mark = ":".join([str(await _told(tx, one)) for one in asked])
    known = (await tx.connection.execute(select(origins.c.mark).with_for_update())).scalar_one_or_none()
    row = tx.insert(origins).values(id=1, mark=mark)
    await tx.connection.execute(row.on_conflict_do_update(index_elements=["id"], set_={"mark": mark}))
    return known not in (None, mark)


async def _told(tx: Tx, asked: str) -> object:
    """One of the server's numbers, or None where it is not told to us."""
    try:
        async with tx.connection.begin_nested():
            return (await tx.connection.exec_driver_sql(asked)).scalar_one_or_none()
    except DBAPIError:
        return None


async def _hold_back(tx: Tx, now: datetime) -> int:
    sending = select(broadcasts.c.id).where(broadcasts.c.state == BroadcastState.SENDING).order_by(broadcasts.c.id)
    found = (await tx.connection.execute(sending)).scalars().all()
    for broadcast in found:
        await pause(tx, BroadcastId(broadcast), REASON, now=now)
    for table in (reminders, laters):
        past = update(table).where(table.c.state == "due", table.c.due_at <= now)
        await tx.connection.execute(past.values(state="skipped", reason=REMINDED))
    return len(found)
