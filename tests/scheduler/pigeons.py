"""Pigeons: a courier that carries messages into a list, and can be told what shall become of them."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Unknown
from content.ids import ActionId, Platform, PlatformId, Reference
from content.message import Message, Span, plain
from content.rules.announcing import BroadcastKind

Fate = Callable[[datetime], Outcome]


class Pigeons:
    """A courier. `arrived` is what people got, `calls` every call with its time; each takes `delay` seconds.

    `readied` is every message it made ready, `talked` how many others it says it sent to people; groups have negative
    ids and want `crowd` seconds between two messages.
    """

    def __init__(self, platform: Platform = Platform.TELEGRAM, delay: float = 0.0) -> None:
        self.platform = platform
        self.delay = delay
        self.crowd = 3.0
        self.talked = 0
        self.readied: list[str] = []
        self.arrived: list[tuple[PlatformId, str]] = []
        self.calls: list[tuple[PlatformId, float]] = []
        self._fates: dict[PlatformId, deque[Fate]] = defaultdict(deque)

    def ready(self, message: Message) -> str:
        self.readied.append(plain(message.text))
        return self.readied[-1]

    def apart(self, chat: PlatformId) -> float:
        return self.crowd if chat.startswith("-") else 1.0

    def answered(self) -> int:
        talked, self.talked = self.talked, 0
        return talked

    async def carry(self, chat: PlatformId, ready: str, *, now: datetime) -> Outcome:
        self.calls.append((chat, monotonic()))
        fate = self._fates[chat].popleft() if self._fates[chat] else None
        outcome = Delivered(Reference(f"m{len(self.calls)}")) if fate is None else fate(now)
        if isinstance(outcome, Delivered):
            self.arrived.append((chat, ready))
        await asyncio.sleep(self.delay)
        return outcome

    def times_out(self, chat: str, *, arrives: bool = True) -> None:
        """The next call gets no answer, whether the message arrived or not."""

        def fate(_: datetime) -> Outcome:
            if arrives:
                self.arrived.append((PlatformId(chat), ""))
            return Unknown("timed out")

        self._fates[PlatformId(chat)].append(fate)

    def flood(self, chat: str, seconds: float) -> None:
        """The next call to this chat tells the whole platform to wait."""
        self._then(chat, lambda now: TryLater(now + timedelta(seconds=seconds), halt=True))

    def turn_back(self, chat: str, seconds: float) -> None:
        self._then(chat, lambda now: TryLater(now + timedelta(seconds=seconds)))

    def cut_off(self, chat: str, seconds: float) -> None:
        """No connection is made for the next call to this chat."""
        self._then(chat, lambda now: TryLater(now + timedelta(seconds=seconds), unreached=True))

    def block(self, chat: str) -> None:
        self._then(chat, lambda _: Gone("blocked"))

    def move(self, chat: str, to: str) -> None:
        self._then(chat, lambda _: Moved(PlatformId(to)))

    def refuse(self, chat: str) -> None:
        self._then(chat, lambda _: Refused("can't parse entities"))

    def crash(self, chat: str) -> None:
        def fate(_: datetime) -> Outcome:
            raise RuntimeError("a bug of the courier's")

        self._then(chat, fate)

    def _then(self, chat: str, fate: Fate) -> None:
        self._fates[PlatformId(chat)].append(fate)

    @property
    def names(self) -> list[str]:
        """Who got something, in order."""
        return [chat for chat, _ in self.arrived]

    def most_in_a_second(self) -> int:
        times = sorted(at for _, at in self.calls)
        return max((sum(start <= at < start + 1 for at in times) for start in times), default=0)


async def until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that nothing tells us of."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 (nothing tells us)
            await asyncio.sleep(0.01)


class Words:
    """Renders, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[ActionId, BroadcastKind, str, Platform]] = []
        self.broken: set[ActionId] = set()

    async def __call__(self, action: ActionId, kind: BroadcastKind, language: str, platform: Platform) -> Message:
        self.asked.append((action, kind, language, platform))
        if action in self.broken:
            raise KeyError("a template's value")
        return Message((Span(f"{kind} {action} in {language}"),))
