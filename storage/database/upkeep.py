"""Upkeep: what has served its time is removed, and each tick of the scheduler leaves when it last ran."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage.database import migrating
from storage.database.engine import Tx
from storage.database.tables import heard, talks, ticks

HEARD_FOR = timedelta(hours=48)
"""Platforms repeat an update for 24 hours at most."""
AWAITED_FOR = timedelta(hours=24)
"""What somebody types a day later is no answer to our question."""


async def purge(tx: Tx, *, now: datetime) -> None:
    """Remove what is too old to matter: updates heard, questions nobody answered."""
    await tx.connection.execute(delete(heard).where(heard.c.at < now - HEARD_FOR))
    await tx.connection.execute(delete(talks).where(talks.c.since < now - AWAITED_FOR))


async def ticked(tx: Tx, name: str, *, now: datetime) -> None:
    """Keep that this tick has just run."""
    row = tx.insert(ticks).values(name=name, at=now)
    await tx.connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"at": now}))


async def prove(tx: Tx) -> str | None:
    """The schema's revision, once the database let us write: nothing is written, but what only lets us read refuses."""
    await tx.connection.execute(delete(ticks).where(ticks.c.name == ""))
    return await tx.connection.run_sync(migrating.revision)


async def last_ticks(tx: Tx) -> Mapping[str, datetime]:
    """When each tick last ran."""
    return {row.name: row.at for row in await tx.connection.execute(select(ticks))}
