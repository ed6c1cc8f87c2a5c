"""What a sender has in hand: blocks that a home gave it, in a queue for each order: alerts leave first."""

import asyncio
from collections import deque
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import chain

from content.ids import DeliveryId
from content.rules.announcing import EDITS, ORDERS, order
from scheduler.sending.pace import Rests
from storage.sending.deliveries import Delivery

_OF_EDITS = sorted({order(kind) for kind in EDITS})


@dataclass(slots=True)
class _Block:
    left: int
    over: asyncio.Future[None]


class Hand:
    """Deliveries in hand. `waiting` is how many of them are neither marked nor out."""

    def __init__(self) -> None:
        self._queues: tuple[deque[Delivery], ...] = tuple(deque() for _ in ORDERS)
        self._blocks: dict[DeliveryId, _Block] = {}

    @property
    def ids(self) -> Set[DeliveryId]:
        """All that is in hand."""
        return self._blocks.keys()

    @property
    def waiting(self) -> int:
        return sum(map(len, self._queues))

    def before(self, order: int) -> int:
        """How many of those that wait leave no later than a new one of this order."""
        return sum(map(len, self._queues[: order + 1]))

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

    @property
    def edits(self) -> bool:
        """Whether edits may be among those that wait."""
        return any(self._queues[each] for each in _OF_EDITS)

    def pick(self, n: int, rests: Rests, at: float, *, edits: int | None = None) -> list[Delivery]:
        """Take at most `n` of those that wait out of the queues, by order: none whose chat rests beyond `at`.

        Of them at most `edits` are edits (None: as many as go).
        """
        picked: list[Delivery] = []
        left = n if edits is None else edits
        for queue in self._queues:
            staying: list[Delivery] = []
            while queue and len(picked) < n:
                delivery = queue.popleft()
                is_edit = delivery.origin is not None
                if rests.until(delivery.chat) > at or (is_edit and not left):
                    staying.append(delivery)
                else:
                    picked.append(delivery)
                    left -= is_edit
            queue.extendleft(reversed(staying))
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
        for queue in self._queues:
            gone = {one.id for one in queue if ids is None or one.id in ids}
            kept = [one for one in queue if one.id not in gone]
            queue.clear()
            queue.extend(kept)
            self.drop(gone)

    def drop_all(self) -> None:
        """Nothing is in hand any more."""
        for queue in self._queues:
            queue.clear()
        self.drop(list(chain(self._blocks)))

    def _queue(self, delivery: Delivery) -> deque[Delivery]:
        return self._queues[order(delivery.kind)]
