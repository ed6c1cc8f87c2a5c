"""The release: lets go what is marked, each message in a slot whose moment has come; nothing while the lane halts.

`mark` says, in the ledger's transaction, which rows these are.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from time import monotonic
from typing import Generic, TypeVar

from content.courier import Courier
from content.ids import BroadcastId, DeliveryId, PlatformId
from content.rules.hours import Hours
from scheduler.sending.calls import Calls
from scheduler.sending.pace import Pace, Rests
from storage.database.engine import Tx
from storage.sending import deliveries, lanes, settling
from storage.sending.deliveries import Delivery

R = TypeVar("R")

MARKED_SECONDS = 1.0
"""How long what is marked may wait for the end of a halt, or for a slot; then it is put back."""
COLD_SECONDS = 10.0
"""After so long without a call we count on no open connection any more."""
OPENING_SECONDS = 1.0
"""How long we wait at most for calls that may be opening connections."""
_CROWD_SECONDS = 1.0  # a chat that must rest longer than this (a group) has a lane of its own in the database
_TIMER_SECONDS = 0.005  # at high rates several are let go at once
_SHORTEST_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Marked(Generic[R]):
    """A row that is `sending` and was not called yet. Its chat then rests for `rest` seconds.

    `since` is when it was marked, or could leave at last; `after` the moment before which it may not, 0 for any.
    """

    delivery: Delivery
    address: PlatformId
    ready: R
    rest: float
    since: float
    after: float = 0.0


async def mark(
    tx: Tx,
    courier: Courier[R],
    going: Sequence[tuple[Delivery, R]],
    *,
    now: Callable[[], datetime],
    hours: Hours,
) -> list[Marked[R]]:
    """Mark those of them `sending` that may leave this moment; the others are left as they are, or settled."""
    addresses = await deliveries.mark_sending(tx, [delivery for delivery, _ in going], now=now(), hours=hours)
    at = monotonic()
    marked: list[Marked[R]] = []
    for delivery, ready in going:
        address = addresses.get(delivery.id)
        if address is None:
            continue
        rest, after = courier.apart(address), 0.0
        if rest > _CROWD_SECONDS:
            got = await lanes.reserve(tx, f"{courier.platform}/{delivery.chat}", 1, apart=rest, now=now())
            if not got.n:
                due = now() + timedelta(seconds=max(got.wait, got.halted))
                await settling.put_back(tx, [delivery.id], now=now(), due=due)
                continue
            after = at + got.wait if got.wait else 0.0
        marked.append(Marked(delivery, address, ready, rest, at, after))
    return marked


class Release(Generic[R]):
    """What is marked on one lane, and the timer that lets it go."""

    def __init__(self, pace: Pace, calls: Calls[R]) -> None:
        self.pace = pace
        self.rests = Rests()
        self.halted = float("-inf")
        """The moment until which nothing is let go."""
        self._calls = calls
        self._marked: deque[Marked[R]] = deque()
        self._held: list[tuple[float, DeliveryId, Marked[R]]] = []  # their chats rest a little longer
        self._timer: asyncio.TimerHandle | None = None
        self._called = float("-inf")  # when something was last let go
        self._connections = 0  # so many calls at once find one open
        self._opening: int | None = None  # how many more may go to open others, before we wait for them
        self._opened = 0.0  # since when

    def __len__(self) -> int:
        return len(self._marked) + len(self._held)

    @property
    def waiting(self) -> int:
        """How many wait for a slot alone."""
        return len(self._marked)

    @property
    def room(self) -> int:
        """How many more may be marked: so many that they can also leave or, unpaced, a slice more, to be ready."""
        return self._calls.room - len(self) + (0 if self.pace.rate else self.pace.slice)

    def add(self, marked: Iterable[Marked[R]]) -> None:
        """These rows are marked: their transaction is committed."""
        for one in marked:
            if one.after:
                heappush(self._held, (one.after, one.delivery.id, one))
            else:
                self._marked.append(one)
        self.go_on()

    def halt(self, until: float) -> None:
        """Nothing more is let go before this moment, and the slots we have are given up."""
        self.halted = max(self.halted, until)
        self._connections = 0
        self.pace.clear()

    def withdraw(self, at: float) -> list[Delivery]:
        """What is marked and would have to wait too long: it is to be put back."""
        stuck = bool(self._marked) and at - self._marked[0].since > MARKED_SECONDS and not self.pace.left(at)
        return self.close() if self.halted - at > MARKED_SECONDS or stuck else []

    def take_back(self, broadcast: BroadcastId) -> list[Delivery]:
        """What is marked of this broadcast: it is to be put back."""
        marked, held = list(self._marked), list(self._held)
        there = self.close()
        self._marked.extend(one for one in marked if one.delivery.broadcast != broadcast)
        self._held.extend(one for one in held if one[2].delivery.broadcast != broadcast)
        heapify(self._held)
        self.go_on()
        return [delivery for delivery in there if delivery.broadcast == broadcast]

    def close(self) -> list[Delivery]:
        """Let go of nothing more: all that is marked, and not called."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        there = [one.delivery for one in self._marked] + [one.delivery for _, _, one in sorted(self._held)]
        self._marked.clear()
        self._held.clear()
        return there

    def go_on(self) -> None:
        """Let go what may leave now, and come again when the next may."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        at = monotonic()
        if at >= self.halted:
            while self._held and self._held[0][0] <= at:
                self._marked.appendleft(replace(heappop(self._held)[2], since=at))
            self._let_go(at)
        if self._marked or self._held:
            self._come_again(at)

    def _let_go(self, at: float) -> None:
        room = min(len(self._marked), self._calls.room)
        if self.pace.rate:
            room = min(room, self.pace.open(at), self._connected(at))
        gone = 0
        for _ in range(room):
            one = self._marked.popleft()
            chat = one.delivery.chat
            until = self.rests.until(chat)
            if until > at:
                heappush(self._held, (until, one.delivery.id, one))
                continue
            if one.rest:
                self.rests.written(chat, at + one.rest, at=at)
            self._calls.start(one.delivery, one.address, one.ready, at)
            gone += 1
        if gone:
            self._called = at
        if self.pace.rate:
            self.pace.use(gone)
            if self._opening is not None:
                self._opening -= gone

    def _connected(self, at: float) -> int:
        """How many may go as far as connections are concerned.

        What must open one arrives late, together with what follows on open ones: a second then holds too many. So when
        all are in use, as many again (a slice, at first) go and open theirs, and the others wait until they arrived.
        """
        if at - self._called > COLD_SECONDS:
            self._connections, self._opening = 0, None
        if self._opening == 0 and (not len(self._calls) or at - self._opened > OPENING_SECONDS):
            self._opening = None
        if self._opening is None and len(self._calls) >= self._connections:
            self._opening, self._opened = max(self._connections, self.pace.slice), at
            self._connections += self._opening
        return self._connections - len(self._calls) if self._opening is None else self._opening

    def _come_again(self, at: float) -> None:
        when: list[float] = [self._held[0][0]] if self._held else []
        if self._marked:
            slot = self.pace.next() if self.pace.rate else at
            if slot is not None:  # else the ledger reserves some, and calls us
                when.append(slot)
        if when:
            quantum = _SHORTEST_SECONDS if 0 < self.pace.rate <= 1 / _TIMER_SECONDS else _TIMER_SECONDS
            delay = max(min(when) - at, self.halted - at, quantum)
            self._timer = asyncio.get_running_loop().call_later(delay, self.go_on)
