"""What ends: deliveries that a deadline has overtaken, and broadcasts with nothing left to send."""

from datetime import datetime

from storage.database.engine import Database
from storage.sending import ledger, settling


async def close(database: Database, now: datetime) -> None:
    """Skip what is late. A broadcast whose last rows went otherwise than by sending (somebody left) is done."""
    async with database.writing() as tx:
        await settling.skip_late(tx, now=now)
        await ledger.finish(tx, now=now)
