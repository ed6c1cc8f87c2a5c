"""What has served its time is removed."""

from datetime import datetime, timedelta

from storage import folding
from storage.database import upkeep
from storage.database.engine import Database
from storage.due import reminders
from storage.words import own_words

EVERY = timedelta(minutes=10)
"""How often: what may be kept so long and no longer goes a little before."""


async def purge(database: Database, now: datetime, *, retention_days: int) -> None:
    """Destroy what people typed a day ago; remove updates heard and reminders planned long ago, and unanswered
    questions; fold what closed long ago."""
    async with database.writing() as tx:
        await own_words.drop_old(tx, now=now, ahead=EVERY)
    async with database.writing() as tx:
        await upkeep.purge(tx, now=now)
        await reminders.purge(tx, now=now)
    async with database.writing() as tx:
        await folding.fold_closed(tx, days=retention_days, now=now)
