"""A process that sends as `uabot run` does, to be killed.

`python -m tests.scheduler.child ADDRESS SECRET FILE RATE DELAY`. Its courier writes each chat's id into FILE as the
platform would get it, and answers DELAY seconds later.
"""

import asyncio
import signal
import sys
from datetime import datetime
from pathlib import Path

from content.courier import Delivered, Outcome
from content.ids import Platform, PlatformId, Reference
from content.message import Message, Span
from scheduler import runner
from storage.database.engine import alone, open_database
from storage.sending.deliveries import Delivery


class Scribe:
    """A courier into a file."""

    platform = Platform.TELEGRAM

    def __init__(self, path: Path, delay: float) -> None:
        self._file = path.open("a", buffering=1)
        self._delay = delay

    def ready(self, message: Message) -> Message:
        return message

    @property
    def edits_apart(self) -> float:
        return 0.0

    def apart(self, chat: PlatformId) -> float:
        return 1.0

    def answered(self) -> int:
        return 0

    async def carry(self, chat: PlatformId, ready: Message, *, now: datetime) -> Outcome:
        self._file.write(f"{chat}\n")
        await asyncio.sleep(self._delay)
        return Delivered(Reference(chat))

    async def amend(self, chat: PlatformId, reference: Reference, ready: Message, *, now: datetime) -> Outcome:
        return await self.carry(chat, ready, now=now)

    async def remove(
        self, chat: PlatformId, reference: Reference, instead: Message, *, sent_at: datetime, now: datetime
    ) -> Outcome:
        return await self.carry(chat, instead, now=now)


async def render(delivery: Delivery) -> Message:
    return Message((Span("hello"),))


async def main(address: str, secret: str, path: str, rate: str, delay: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with alone(address):
        database = await open_database(address, secret)
        scribe = Scribe(Path(path), float(delay))
        await runner.run(database, {scribe.platform: scribe}, render, rate=int(rate), stop=stop)
        await database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
