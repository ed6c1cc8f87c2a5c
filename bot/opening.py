"""Opening the database that the settings name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings, secured
from storage.database.engine import Database, open_database


@asynccontextmanager
async def opened(settings: Settings, *, migrate: bool = False) -> AsyncIterator[Database]:
    """The database that the settings name, closed at the end."""
    database = await open_database(settings.database, secured(settings).secret, migrate=migrate)
    try:
        yield database
    finally:
        await database.close()
