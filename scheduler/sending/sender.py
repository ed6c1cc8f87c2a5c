"""The sender of one platform: takes what is queued, slice by slice, and writes down what became of it.

One transaction for each slice settles the calls that were answered and marks the next ones `sending`; they leave as
soon as it is committed. So what a crash can leave in doubt is what was out at that moment, and nothing else.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from time import monotonic

from content.courier import Courier, Outcome, TryLater, Unknown
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, PlatformId
from content.message import Message
from content.rules.announcing import BroadcastKind
from scheduler.sending.pace import Lane
from storage.actions import Refused
from storage.database.engine import Database
from storage.sending import broadcasts, deliveries
from storage.sending.deliveries import Delivery

log = logging.getLogger(__name__)

Render = Callable[[ActionId, BroadcastKind, str, Platform], Awaitable[Message]]
"""Makes the message of a broadcast's kind for readers of a language on a platform."""

POLL_SECONDS = 0.3
"""How often we look for work when there was none."""
RETRY_SECONDS = 1.0
"""How long we wait when the database, or what makes the messages, failed."""
DRAIN_SECONDS = 8.0
"""How long calls that are out may take to be answered when we are stopped."""
PATIENCE_SECONDS = 60.0
"""After this a call counts as unanswered, whatever the courier thinks."""
_LEAD_SECONDS = 0.02  # how long before it may leave a slice is marked, so that the transaction costs no pace
_GATHER_SECONDS = 0.02  # answers that come this close together are written in one transaction
_CHAT_SECONDS = 1.0  # platforms take a message a second for each chat
_SLICES_AHEAD = (
    20  # two seconds' worth are leased, and at most as many are out: a platform that hangs leaves few doubts
)
_RENDERINGS = 3  # then it is not bad luck, and the broadcast is paused


class Sender:
    """Sends one platform's deliveries through its courier, at its lane's pace, until it is stopped."""

    def __init__(
        self, database: Database, courier: Courier, render: Render, lane: Lane, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._courier = courier
        self._render = render
        self._lane = lane
        self._now = now
        self._waiting: list[Delivery] = []
        self._out: dict[asyncio.Task[None], Delivery] = {}
        self._answered: list[tuple[Delivery, Outcome]] = []
        self._unsure: list[DeliveryId] = []
        self._messages: dict[tuple[BroadcastId, str], Message] = {}
        self._failures: Counter[tuple[BroadcastId, str]] = Counter()
        self._written_to: dict[ChatId | None, float] = {}
        self._woken = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; then what has not left is put back, and what is out is waited for a while."""
        waker = asyncio.create_task(self._wake_at(stop))
        try:
            while not stop.is_set():
                try:
                    await self._step(stop)
                except Exception as error:  # a database that hiccups must not end the sending, and loses no answer
                    self._warn("waits", error)
                    await self._rest(RETRY_SECONDS)
            await self._drain()
        finally:
            waker.cancel()

    async def _step(self, stop: asyncio.Event) -> None:
        wait = max(0.0, self._lane.wait(monotonic()) - _LEAD_SECONDS)
        going = [] if wait else await self._choose()
        if not (going or self._answered or self._unsure):
            await self._rest(wait or POLL_SECONDS)
            return
        if not going:
            await asyncio.sleep(min(wait or _GATHER_SECONDS, _GATHER_SECONDS))
        addresses = await self._commit([delivery.id for delivery, _ in going])
        if not addresses:
            return
        wait = self._lane.wait(monotonic())
        if stop.is_set() or wait > _LEAD_SECONDS:  # stopped, or halted this moment
            self._unsure = list(addresses)  # marked, and never called: the next transaction puts them back
            return
        await asyncio.sleep(wait)
        self._lane.take(monotonic())
        for delivery, message in going:
            if delivery.id in addresses:
                self._call(delivery, addresses[delivery.id], message)

    async def _choose(self) -> list[tuple[Delivery, Message]]:
        """The next slice, with its messages: at most what the lane takes and what may be out at once."""
        room = min(self._lane.size, self._lane.size * _SLICES_AHEAD - len(self._out))
        if room <= 0:
            return []
        if len(self._waiting) < room:
            async with self._database.reading() as tx:
                self._waiting = await deliveries.due(
                    tx, self._courier.platform, now=self._now(), limit=self._lane.size * _SLICES_AHEAD
                )
        worded = [(delivery, await self._message(delivery)) for delivery in self._pick(room)]
        return [(delivery, message) for delivery, message in worded if message is not None]

    def _pick(self, room: int) -> list[Delivery]:
        """Take the first that are not to a chat written to within the last second."""
        at = monotonic()
        self._written_to = {chat: when for chat, when in self._written_to.items() if at - when < _CHAT_SECONDS}
        picked: dict[ChatId | None, Delivery] = {}
        rest: list[Delivery] = []
        for delivery in self._waiting:
            if len(picked) == room or delivery.chat in picked or delivery.chat in self._written_to:
                rest.append(delivery)
            else:
                picked[delivery.chat] = delivery
        self._waiting = rest
        return list(picked.values())

    async def _message(self, delivery: Delivery) -> Message | None:
        """What it says, made once for each broadcast and language; None if it cannot be made."""
        key = (delivery.broadcast, delivery.language)
        if key in self._messages:
            return self._messages[key]
        try:
            made = await self._render(delivery.action, delivery.kind, delivery.language, self._courier.platform)
        except Exception as error:  # whatever the reason, others must not wait behind what cannot be said
            self._failures[key] += 1
            if self._failures[key] < _RENDERINGS:
                raise
            del self._failures[key]
            self._warn("pauses a broadcast", error)
            reason = f"its text cannot be made in {delivery.language} ({type(error).__name__})"
            with suppress(Refused):  # paused or stopped meanwhile
                async with self._database.writing() as tx:
                    await broadcasts.pause(tx, delivery.broadcast, reason, now=self._now())
            return None
        if len(self._messages) > 500:
            self._messages.clear()
        self._messages[key] = made
        return made

    async def _commit(self, ids: Sequence[DeliveryId]) -> dict[DeliveryId, PlatformId]:
        """Settle what was answered and mark `ids`, in one transaction; where those go that may leave."""
        answered = self._answered.copy()
        unsure, self._unsure = self._unsure, [*self._unsure, *ids]  # if this fails, were they marked or not?
        now = self._now()
        async with self._database.writing() as tx:
            if unsure:
                await deliveries.put_back(tx, unsure, now=now)
            if answered:
                await deliveries.settle(tx, answered, now=now)
            addresses = dict(await deliveries.mark_sending(tx, ids, now=now)) if ids else {}
        self._unsure = []
        del self._answered[: len(answered)]
        return addresses

    def _call(self, delivery: Delivery, address: PlatformId, message: Message) -> None:
        self._written_to[delivery.chat] = monotonic()
        task = asyncio.create_task(self._carry(delivery, address, message))
        self._out[task] = delivery
        task.add_done_callback(self._out.pop)

    async def _carry(self, delivery: Delivery, address: PlatformId, message: Message) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                outcome = await self._courier.carry(address, message, now=self._now())
        except Exception as error:  # whatever a courier lets through: the message may have left
            outcome = Unknown(type(error).__name__)
        if isinstance(outcome, TryLater) and outcome.halt:
            self._lane.halt(monotonic() + (outcome.when - self._now()).total_seconds())
        self._answered.append((delivery, outcome))
        self._woken.set()

    async def _drain(self) -> None:
        if self._out:
            _, late = await asyncio.wait(self._out, timeout=DRAIN_SECONDS)
            for task in late:
                self._answered.append((self._out[task], Unknown("we were stopped before the answer came")))
                task.cancel()
        for _ in range(3):
            try:
                await self._commit([])
            except Exception as error:  # what cannot be written now is in doubt at the next start
                self._warn("cannot write the last answers", error)
                await asyncio.sleep(0.5)
            else:
                return

    async def _rest(self, seconds: float) -> None:
        """Wait so long, or until there is an answer or the stop."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        self._woken.clear()

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._woken.set()

    def _warn(self, what: str, error: Exception) -> None:
        log.warning("the sender for %s %s: %s", self._courier.platform, what, type(error).__name__)
