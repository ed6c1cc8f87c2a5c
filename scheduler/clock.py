"""The clock: a few ticks in memory, each a short look for rows that are due. The only door to APScheduler.

Nothing is kept in its job store, which drops what it missed by a second and cannot be shared: what must happen is a row
with a time, and a tick that comes late, or twice, does no harm.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.database.engine import Database
from storage.database.upkeep import ticked

log = logging.getLogger(__name__)
_PATIENCE = 5  # seconds a tick has to finish when we are stopped


@dataclass(frozen=True, slots=True)
class Tick:
    """Something done every so many seconds, and once at the start."""

    name: str
    seconds: float
    do: Callable[[Database, datetime], Awaitable[None]]


@asynccontextmanager
async def ticking(
    database: Database, ticks: Sequence[Tick], now: Callable[[], datetime], ran: MutableMapping[str, datetime]
) -> AsyncIterator[None]:
    """Let the ticks run while the block does. One that fails is logged and comes again.

    The table, and `ran`, have when each last came to its end.
    """
    running: set[asyncio.Future[None]] = set()

    async def run(tick: Tick) -> None:
        over = asyncio.get_running_loop().create_future()
        running.add(over)
        try:
            at = now()
            await tick.do(database, at)
            async with database.writing() as tx:
                await ticked(tx, tick.name, now=at)
            ran[tick.name] = at
        except Exception as error:  # a tick that fails must not keep the others, or the next, from running
            log.warning("the tick %s failed (%s) and will come again", tick.name, type(error).__name__)
        finally:
            running.discard(over)
            over.set_result(None)

    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # else a line for each tick
    scheduler = AsyncIOScheduler(timezone=UTC)
    for tick in ticks:
        scheduler.add_job(
            run,
            "interval",
            args=[tick],
            id=tick.name,
            seconds=tick.seconds,
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        if running:
            await asyncio.wait(running, timeout=_PATIENCE)
        scheduler.shutdown(wait=False)
