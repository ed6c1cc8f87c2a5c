"""Our sender alone, with its ledger: `python -m benchmarks.sending.ours RATE [SECONDS]`, a rate of 0 is unpaced.

Everything is real but the message, which is the peers': the database that the settings name, its deliveries, the
courier, the runner. Says `ready` with the processor's seconds so far, waits for a line, sends what was announced until
that is done, or for so many SECONDS, and says how long it took.
"""

import asyncio
import json
import os
import resource
import sys
from datetime import UTC, datetime

from sqlalchemy import select

from benchmarks.sending.message import MESSAGE
from bot.on_telegram.platform import Telegram
from bot.opening import opened
from bot.settings import load
from content.ids import Platform
from content.message import Message
from content.rules.announcing import BroadcastState
from handlers.turn import Reply, Turn
from scheduler import runner
from storage.database.engine import Database
from storage.database.tables import broadcasts
from storage.sending.deliveries import Delivery

LOOK = 0.1
"""Seconds from one look whether it is done to the next; the time it took is read from the database."""


async def send(rate: int, seconds: float | None) -> dict[str, object]:
    settings = load()
    telegram = Telegram(settings.telegram_token, settings.telegram_api, _nothing)
    async with opened(settings, migrate=True) as database:
        await telegram.start()
        used = resource.getrusage(resource.RUSAGE_SELF)
        print("ready", used.ru_utime + used.ru_stime, flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        began = datetime.now(UTC)
        stop = asyncio.Event()
        watching = asyncio.create_task(_watch(database, stop, seconds))
        await runner.run(database, {Platform.TELEGRAM: telegram.courier}, _render, rate=rate, stop=stop)
        ended = await watching
        await telegram.close()
    return {"seconds": None if ended is None else (ended - began).total_seconds()}


async def _watch(database: Database, stop: asyncio.Event, seconds: float | None) -> datetime | None:
    """Stop when the newest broadcast is no longer sending, or after `seconds`; when it ended."""
    newest = select(broadcasts.c.state, broadcasts.c.ended_at).order_by(broadcasts.c.id.desc()).limit(1)
    until = asyncio.get_running_loop().time() + (seconds or float("inf"))
    try:
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(LOOK)
            async with database.reading() as tx:
                row = (await tx.connection.execute(newest)).one()
            if row.state != BroadcastState.SENDING:
                ended: datetime | None = row.ended_at
                return ended
        return None
    finally:
        stop.set()


async def _render(_delivery: Delivery) -> Message:
    return MESSAGE


async def _nothing(_turn: Turn) -> Reply:
    return Reply()


def main() -> None:
    work = send(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else None)
    try:
        import uvloop
    except ImportError:
        said = asyncio.run(work)
    else:
        said = uvloop.run(work)
    print(json.dumps(said), flush=True)
    os._exit(0)  # as every peer here: taking the interpreter down is no part of sending


if __name__ == "__main__":
    main()
