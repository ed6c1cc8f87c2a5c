"""One fake Telegram for this folder, emptied before each test, and a bot that answers by a script."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.on_telegram import transport as module
from bot.on_telegram.platform import Telegram
from bot.on_telegram.transport import Transport
from content.message import Message, Press, Span
from handlers.turn import Reply, Turn
from tests.bot.on_telegram.ways import Way, file, form, library
from tests.fake_telegram.client import FakeTelegram, fake, process


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with process() as started:
        yield started


@pytest.fixture(autouse=True)
def brief_parting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter goes on after each test: nothing has to be waited for."""
    monkeypatch.setattr(module, "PARTING", 0.0)


@pytest.fixture
async def telegram(address: str) -> AsyncIterator[FakeTelegram]:
    async with fake(address) as fresh:
        yield fresh
        assert await fresh.violations() == []


def says(text: str, *labels: str) -> Message:
    """A message with a row of buttons, each choosing its own label."""
    return Message((Span(text),), (tuple(Press(label, label) for label in labels),) if labels else ())


class Script:
    """An `Answer` that notes what it is asked, and answers by a function of the turn."""

    def __init__(self, answer: Callable[[Turn], Reply | Awaitable[Reply]]) -> None:
        self.turns: list[Turn] = []
        self._answer = answer

    async def __call__(self, turn: Turn) -> Reply:
        self.turns.append(turn)
        answer = self._answer(turn)
        return answer if isinstance(answer, Reply) else await answer

    @property
    def told(self) -> list[tuple[str, str]]:
        return [(turn.event.value, turn.what) for turn in self.turns]


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    made = Transport(read=5)
    await made.initialize()
    yield made
    await made.shutdown()


@pytest.fixture
async def hasty(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Transport]:
    """One that waits 0.3 s for a connection and 0.6 s for all."""
    monkeypatch.setattr(module, "DOWNLOAD", 0.6)
    made = Transport(read=0.3)
    await made.initialize()
    yield made
    await made.shutdown()


@pytest.fixture(params=[library, form, file], ids=lambda way: way.__name__)
def way(request: pytest.FixtureRequest) -> Way:
    chosen: Way = request.param
    return chosen


@asynccontextmanager
async def polling(
    telegram: FakeTelegram, answer: Callable[[Turn], Awaitable[Reply]], **options: Any
) -> AsyncIterator[Telegram]:
    """A bot that polls the fake until the end of the block."""
    bot = Telegram(telegram.token, telegram.api, answer, **options)
    await bot.start()
    stop = asyncio.Event()
    running = asyncio.create_task(bot.poll(stop))
    try:
        yield bot
    finally:
        stop.set()
        await running
        await bot.close()
