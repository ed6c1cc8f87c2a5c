"""What has served its time is removed."""

from datetime import datetime

from storage.database import upkeep
from storage.database.engine import Database


async def purge(database: Database, now: datetime) -> None:
    """Remove updates heard long ago and questions nobody answered."""
    async with database.writing() as tx:
        await upkeep.purge(tx, now=now)
