"""Reminders are planned for what was announced, and leave when their time has come."""

from collections.abc import Collection
from datetime import datetime

from storage.database.engine import Database
from storage.sending import reminders


async def remind(database: Database, now: datetime, *, labels: Collection[str]) -> None:
    """Plan what `labels` (as `2d@18:00`) ask for, then release what is due, each in a transaction of its own."""
    async with database.reading() as tx:
        unplanned = await reminders.unplanned(tx, labels, now=now)
        waiting = await reminders.due(tx, now=now)
    for action in unplanned:
        async with database.writing() as tx:
            await reminders.plan(tx, action, labels, now=now)
    for reminder in waiting:
        async with database.writing() as tx:
            await reminders.release(tx, reminder, now=now)
