"""What has served its time is removed."""

from datetime import datetime

from storage import folding
from storage.database import upkeep
from storage.database.engine import Database


async def purge(database: Database, now: datetime, *, retention_days: int) -> None:
    """Remove updates heard long ago and questions nobody answered; fold what closed `retention_days` ago."""
    async with database.writing() as tx:
        await upkeep.purge(tx, now=now)
    async with database.writing() as tx:
        await folding.fold_closed(tx, days=retention_days, now=now)
