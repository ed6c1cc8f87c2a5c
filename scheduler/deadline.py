"""What ends: actions whose date has passed, deliveries that it has overtaken, broadcasts with nothing left to send."""

from datetime import datetime

from content.rules.hours import Hours
from storage.database.engine import Database
from storage.due import closing
from storage.sending import ledger, settling


async def close(database: Database, now: datetime, *, hours: Hours) -> None:
    """Skip what is late, and make the closing of what is over, each in a transaction of its own.

    A broadcast whose last rows went otherwise than by sending (somebody left) is done.
    """
    async with database.writing() as tx:
        await settling.skip_late(tx, now=now)
        await ledger.finish(tx, now=now)
    async with database.reading() as tx:
        over = await closing.over(tx, now=now)
    for action in over:
        async with database.writing() as tx:
            await closing.close(tx, action, hours=hours, now=now)
