"""What has served its time is removed."""

from datetime import datetime

from storage import folding
from storage.database import upkeep
from storage.database.engine import Database
from storage.due import reminders


async def purge(database: Database, now: datetime, *, retention_days: int) -> None:
    """Remove updates heard and reminders planned long ago, and unanswered questions; fold what closed long ago."""
    async with database.writing() as tx:
        await upkeep.purge(tx, now=now)
        await reminders.purge(tx, now=now)
    async with database.writing() as tx:
        await folding.fold_closed(tx, days=retention_days, now=now)
