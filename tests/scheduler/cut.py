"""A process that ticks once and kills itself (kill -9) at one commit: `python -m tests.scheduler.cut ADDRESS N WHEN`.

N counts the transactions that write, from 1; 0 is for none. WHEN is `before` its commit, or `after`. Whoever comes to
the end says how many there were.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time

from content.rules.hours import Hours, Quiet
from scheduler import runner
from storage.database.engine import Database, Tx, open_database
from storage.due import evening, reminders
from tests.databases import SECRET

NOW = datetime(2024, 2, 24, 17, 1, tzinfo=UTC)
"""Six in the evening in Paris, two days before the deadline, and a minute."""
LABELS = ("2d@18:00",)
HOURS = Hours(Quiet(time(22), time(8)), "Europe/Paris")


async def main(address: str, number: int, when: str) -> None:
    reminders.PIECE = evening.PIECE = 2
    database = await open_database(address, SECRET)
    seen = _cut(database, number, when)
    for tick in runner.ticks(LABELS, 30, HOURS):
        await tick.do(database, NOW)
    await database.close()
    print(len(seen))


def _cut(database: Database, number: int, when: str) -> list[None]:
    writing = database.writing
    seen: list[None] = []

    @asynccontextmanager
    async def cut() -> AsyncIterator[Tx]:
        seen.append(None)
        mine = len(seen) == number
        async with writing() as tx:
            yield tx
            if mine and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
        if mine:
            os.kill(os.getpid(), signal.SIGKILL)

    database.writing = cut  # type: ignore[method-assign]  # the one place where a process can be cut
    return seen


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
