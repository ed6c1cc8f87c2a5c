"""Pigeons: a courier that carries messages into a list, and can be told what shall become of them."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from content.about import NOBODY
from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Uneditable, Unknown
from content.ids import ActionId, Platform, PlatformId, Reference
from content.message import Message, Span, plain
from content.rules.announcing import EDITS
from storage.sending.deliveries import Delivery

Fate = Callable[[datetime], Outcome]


class Pigeons:
    """A courier. `arrived` is what people got, `calls` every call with its time; each takes `delay` seconds.

    `amended` and `removed` are the messages that it changed and took away, `said` is every text that left, in order.
    While its `gate` is closed no call is answered. `readied` is every message it made ready, `talked` how many others
    it says it sent to people; chats want `rest` seconds between two messages, groups, with negative ids, `crowd`.
    """

    def __init__(self, platform: Platform = Platform.TELEGRAM, delay: float = 0.0) -> None:
        self.platform = platform
        self.delay = delay
        self.rest = 1.0
        self.edits_apart = 0.0
        self.crowd = 3.0
        self.talked = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.readied: list[str] = []
        self.said: list[str] = []
        self.arrived: list[tuple[PlatformId, str]] = []
        self.amended: list[tuple[PlatformId, Reference, str]] = []
        self.removed: list[tuple[PlatformId, Reference, datetime, str]] = []
        self.calls: list[tuple[PlatformId, float]] = []
        self._fates: dict[PlatformId, deque[Fate]] = defaultdict(deque)

    def ready(self, message: Message) -> str:
        self.readied.append(plain(message.text))
        return self.readied[-1]

    def apart(self, chat: PlatformId) -> float:
        return self.crowd if chat.startswith("-") else self.rest

    def answered(self) -> int:
        talked, self.talked = self.talked, 0
        return talked

    async def carry(self, chat: PlatformId, ready: str, *, now: datetime) -> Outcome:
        outcome = self._begin(chat, ready, now)
        if isinstance(outcome, Delivered):
            self.arrived.append((chat, ready))
        return await self._answer(outcome)

    async def amend(self, chat: PlatformId, reference: Reference, ready: str, *, now: datetime) -> Outcome:
        outcome = self._begin(chat, ready, now)
        if isinstance(outcome, Delivered):
            outcome = Delivered(reference)
            self.amended.append((chat, reference, ready))
        return await self._answer(outcome)

    async def remove(
        self, chat: PlatformId, reference: Reference, instead: str, *, sent_at: datetime, now: datetime
    ) -> Outcome:
        outcome = self._begin(chat, instead, now)
        if isinstance(outcome, Delivered):
            outcome = Delivered(reference)
            self.removed.append((chat, reference, sent_at, instead))
        return await self._answer(outcome)

    def _begin(self, chat: PlatformId, ready: str, now: datetime) -> Outcome:
        self.calls.append((chat, monotonic()))
        self.said.append(ready)
        fate = self._fates[chat].popleft() if self._fates[chat] else None
        return Delivered(Reference(f"m{len(self.calls)}")) if fate is None else fate(now)

    async def _answer(self, outcome: Outcome) -> Outcome:
        await asyncio.sleep(self.delay)
        await self.gate.wait()
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

    def harden(self, chat: str) -> None:
        """The next call finds that the message cannot be changed."""
        self._then(chat, lambda _: Uneditable("message can't be edited"))

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
    """Renders, and remembers what it was asked for.

    The text names the kind, the action and the language, and what else sets it apart: `alert 1 in fr`,
    `correction 1 in en, revision 2, anew`, `reminder 1 in en, for FR`.
    """

    def __init__(self) -> None:
        self.asked: list[Delivery] = []
        self.broken: set[ActionId] = set()

    async def __call__(self, delivery: Delivery) -> Message:
        self.asked.append(delivery)
        if delivery.action in self.broken:
            raise KeyError("a template's value")
        said = f"{delivery.kind} {delivery.action} in {delivery.language}"
        if delivery.revision > 1:
            said += f", revision {delivery.revision}"
        if delivery.about != NOBODY:
            said += f", for {delivery.about.country}"
        if delivery.kind in EDITS and delivery.origin is None:
            said += ", anew"
        return Message((Span(said),))
