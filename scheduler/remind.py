"""Reminders leave when their time has come."""

from datetime import datetime

from storage import reminders
from storage.database.engine import Database


async def remind(database: Database, now: datetime) -> None:
    """Release what is due, each reminder in a transaction of its own."""
    async with database.reading() as tx:
        waiting = await reminders.due(tx, now=now)
    for reminder in waiting:
        async with database.writing() as tx:
            await reminders.release(tx, reminder, now=now)
