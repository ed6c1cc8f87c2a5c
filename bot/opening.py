"""Opening the database that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.settings import Settings, secured
from storage.database.engine import Database, open_database

if TYPE_CHECKING:
    from scheduler.sending.jobs import Lent


@asynccontextmanager
async def opened(settings: Settings, *, migrate: bool = False) -> AsyncIterator[Database]:
    """The database that the settings name, closed at the end; on PostgreSQL what is to be sent becomes jobs.

    Raises DatabaseUnready, one plain line, for everything that can be wrong with it.
    """
    database = await open_database(settings.database, secured(settings).secret, migrate=migrate, also=_set_up)
    try:
        if database.kind == "postgresql":
            from scheduler.sending import jobs

            await jobs.check(database)
            database.planned = jobs.planned
        yield database
    finally:
        await database.close()


async def _set_up(lent: "Lent") -> None:
    from scheduler.sending import jobs

    await jobs.set_up(lent)
