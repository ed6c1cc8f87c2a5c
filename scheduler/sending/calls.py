"""The calls that are out: each a task, started and answered without a word to anybody; the sender gathers answers."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Generic, TypeVar

from content.courier import Courier, Outcome, Refused, TryLater, Unknown
from content.ids import BroadcastId, DeliveryId, PlatformId
from content.rules.announcing import BroadcastKind
from scheduler.sending.figures import Figures, Histogram
from storage.sending.deliveries import Delivery

R = TypeVar("R")


class Calls(Generic[R]):
    """Calls of one courier, at most `most` at once.

    `answers` are those not yet written down, the oldest first; who writes them removes them. `halt` is called with the
    seconds for which the platform asks everybody to wait, the moment it does; `refused` with the broadcast, where a
    failure is our own fault.
    """

    def __init__(
        self,
        courier: Courier[R],
        lane: str,
        *,
        most: int,
        now: Callable[[], datetime],
        figures: Figures,
        halt: Callable[[float, bool], None],
        refused: Callable[[BroadcastId], None],
    ) -> None:
        self._courier = courier
        self._lane = lane
        self._most = most
        self._now = now
        self._figures = figures
        self._halt = halt
        self._refused = refused
        self._seconds = figures.call_seconds.setdefault(lane, Histogram())
        self._out: dict[DeliveryId, tuple[Delivery, float, asyncio.Task[None]]] = {}
        self.answers: list[tuple[Delivery, Outcome]] = []
        self.first_answer = 0.0
        """When the oldest of the answers came, in monotonic time."""
        self.last_answer = 0.0

    def __len__(self) -> int:
        return len(self._out)

    @property
    def room(self) -> int:
        """How many more may be made now."""
        return self._most - len(self._out)

    def start(self, delivery: Delivery, address: PlatformId, ready: R, at: float) -> None:
        """Make the call, at this moment."""
        task = asyncio.create_task(self._make(delivery, address, ready))
        self._out[delivery.id] = delivery, at, task
        self._figures.sent[self._lane] += 1
        self._figures.last_sent[self._lane] = at

    def give_up(self, before: float, reason: str) -> None:
        """What was started before this moment and has no answer will have none."""
        while self._out:
            delivery, at, task = next(iter(self._out.values()))
            if at >= before:
                return
            del self._out[delivery.id]
            task.cancel()
            self._answer(delivery, Unknown(reason), at)

    async def wait(self, seconds: float) -> None:
        """Until every call is answered, or so long."""
        tasks = [task for _, _, task in self._out.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)

    def cancel(self) -> None:
        """Give up all of them, and their answers too."""
        for _, _, task in self._out.values():
            task.cancel()
        self._out.clear()

    async def _make(self, delivery: Delivery, address: PlatformId, ready: R) -> None:
        asked = self._now()
        try:
            outcome = await self._ask(delivery, address, ready, asked)
        except Exception as error:  # whatever a courier lets through: the message may have left
            outcome = Unknown(type(error).__name__)
        out = self._out.pop(delivery.id, None)
        if out is not None:  # else it was given up
            self._answer(delivery, outcome, out[1])
            if isinstance(outcome, TryLater) and (outcome.halt or outcome.unreached):
                self._figures.floods[self._lane] += outcome.halt
                self._halt((outcome.when - asked).total_seconds(), outcome.halt)  # not from now: a clock may have moved
            elif isinstance(outcome, Refused):
                self._refused(delivery.broadcast)

    async def _ask(self, delivery: Delivery, address: PlatformId, ready: R, now: datetime) -> Outcome:
        origin = delivery.origin
        if origin is None:
            return await self._courier.carry(address, ready, now=now)
        if delivery.kind is BroadcastKind.WITHDRAWAL:
            return await self._courier.remove(address, origin.reference, ready, sent_at=origin.sent_at, now=now)
        return await self._courier.amend(address, origin.reference, ready, now=now)

    def _answer(self, delivery: Delivery, outcome: Outcome, started: float) -> None:
        at = monotonic()
        self.last_answer = at
        self._seconds.add(at - started)
        self._figures.answers[self._lane, type(outcome).__name__.lower()] += 1
        if not self.answers:
            self.first_answer = at
        self.answers.append((delivery, outcome))
