"""What a sender has in hand: blocks that a home gave it, in two queues, so that no alert waits behind reminders."""

import asyncio
from collections import deque
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from content.ids import DeliveryId
from content.rules.announcing import BroadcastKind
from scheduler.sending.pace import Rests
from storage.sending.deliveries import Delivery


@dataclass(slots=True)
class _Block:
    left: int
    over: asyncio.Future[None]


class Hand:
    """Deliveries in hand. `waiting` is how many of them are neither marked nor out."""

    def __init__(self) -> None:
        self._alerts: deque[Delivery] = deque()
        self._reminders: deque[Delivery] = deque()
        self._blocks: dict[DeliveryId, _Block] = {}

    @property
    def ids(self) -> Set[DeliveryId]:
        """All that is in hand."""
        return self._blocks.keys()

    @property
    def waiting(self) -> int:
        return len(self._alerts) + len(self._reminders)

    def add(self, block: Sequence[Delivery]) -> asyncio.Future[None]:
        """Take it in; what comes back is over once nothing of it is in hand any more."""
        new = [delivery for delivery in block if delivery.id not in self._blocks]
        one = _Block(len(new), asyncio.get_running_loop().create_future())
        if not new:
            one.over.set_result(None)
        for delivery in new:
            self._blocks[delivery.id] = one
            self._queue(delivery).append(delivery)
        return one.over

    def pick(self, n: int, rests: Rests, at: float) -> list[Delivery]:
        """Take at most `n` of those that wait out of the queues: none whose chat rests beyond `at`."""
        picked: list[Delivery] = []
        for queue in (self._alerts, self._reminders):
            resting: list[Delivery] = []
            while queue and len(picked) < n:
                delivery = queue.popleft()
                (resting if rests.until(delivery.chat) > at else picked).append(delivery)
            queue.extendleft(reversed(resting))
        return picked

    def put_back(self, deliveries: Sequence[Delivery]) -> None:
        """What was picked waits again, before the others."""
        for delivery in reversed(deliveries):
            self._queue(delivery).appendleft(delivery)

    def drop(self, ids: Iterable[DeliveryId]) -> None:
        """These, picked before, are in hand no more."""
        for each in ids:
            block = self._blocks.pop(each, None)
            if block is not None:
                block.left -= 1
                if not block.left and not block.over.done():
                    block.over.set_result(None)

    def drop_waiting(self, ids: Collection[DeliveryId] | None = None) -> None:
        """Of these (None: of all), those that wait are in hand no more."""
        for queue in (self._alerts, self._reminders):
            gone = {one.id for one in queue if ids is None or one.id in ids}
            kept = [one for one in queue if one.id not in gone]
            queue.clear()
            queue.extend(kept)
            self.drop(gone)

    def drop_all(self) -> None:
        """Nothing is in hand any more."""
        self._alerts.clear()
        self._reminders.clear()
        self.drop(list(chain(self._blocks)))

    def _queue(self, delivery: Delivery) -> deque[Delivery]:
        return self._reminders if delivery.kind is BroadcastKind.REMINDER else self._alerts
