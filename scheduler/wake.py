"""What waited comes: at the moment a person chose, or when their night is over."""

from datetime import datetime

from content.rules.hours import Hours
from storage.database.engine import Database
from storage.due import laters, waking


async def bring_back(database: Database, now: datetime, *, hours: Hours) -> None:
    """Bring back what people put off until now, some in each transaction."""
    seen = laters.AT_ONCE
    while seen == laters.AT_ONCE:
        async with database.writing() as tx:
            seen = await laters.release(tx, hours=hours, now=now)


async def wake(database: Database, now: datetime) -> None:
    """Let go what waited for the end of quiet hours, some in each transaction."""
    seen = waking.AT_ONCE
    while seen == waking.AT_ONCE:
        async with database.writing() as tx:
            seen = await waking.wake(tx, now=now)
