"""How fast we send: when a slot may be used, how late, and how long a chat rests. Arithmetic only, in monotonic time.

Slots come from the lane in the database, which all processes share: `n` of them, the first at some moment, then `apart`
seconds from one to the next. A slot that nobody could use in time is forfeited, never caught up.

How much may be late. Slots are `(1 + headroom) / rate` apart, and one is used up to `late` seconds after its moment;
what leaves arrives up to `JITTER` sooner or later than its neighbours. So what a server sees in one second had its
moments within `1 + late + JITTER` seconds: at most ceil((1 + late + JITTER) / apart) messages. That this is no more
than `most(rate)` gives late <= most(rate) * apart - 1 - JITTER. At 30 a second, where 2 % more is no whole message, the
headroom is all there is: 0.010 s; at 1000 a second 0.025 s.
"""

from collections import deque
from math import floor

from content.ids import ChatId

HEADROOM, LOW_HEADROOM = 0.02, 0.025
"""Slots are this much further apart than the rate asks, which lateness may use up. `LOW`: below `LOW_RATE`."""
TOLERANCE = 0.02
"""A sliding second may hold this much more than the rate."""
LOW_RATE = 50
"""Below it TOLERANCE allows not one message more."""
JITTER = 0.015
"""Seconds by which one message's way to the platform may be longer than another's."""
LONGEST_LATE = 0.025
_SLICES_A_SECOND = 10
_UNPACED_SLICE = 500
_GENERATION = 4.0  # seconds; longer than any chat's rest
_EXACT = 1e-9


def most(rate: int) -> int:
    """How many messages a sliding second may hold."""
    return floor(rate * (1 + TOLERANCE) + _EXACT)


EDITS_AT_ONCE = 4
"""Slots for edits that are reserved at once: a tenth of a second of them or so."""


class Pace:
    """The slots we hold on one lane. `rate` is messages a second, 0 for no pace; times are as in `time.monotonic`."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        headroom = LOW_HEADROOM if rate < LOW_RATE else HEADROOM
        self.apart = (1 + headroom) / rate if rate else 0.0
        """Seconds from one slot to the next."""
        self.slice = max(1, rate // _SLICES_A_SECOND) if rate else _UNPACED_SLICE
        """How many messages are marked at a time: a tenth of a second's."""
        self.late = min(LONGEST_LATE, most(rate) * self.apart - 1 - JITTER) if rate else 0.0
        """Seconds after its moment in which a slot may still be used."""
        self._runs: deque[list[float]] = deque()  # first moment, how many: slots come in rows
        self._last = float("-inf")

    def add(self, n: int, first: float) -> None:
        """`n` slots are ours from `first` on; should a clock jump, no sooner after our last than the rate allows."""
        if not (n and self.rate):
            return
        first = max(first, self._last + self.apart)
        self._last = first + (n - 1) * self.apart
        self._runs.append([first, n])

    def open(self, at: float) -> int:
        """How many slots may be used at this moment. What is too late is forfeited."""
        self._forfeit(at)
        count = 0
        for first, n in self._runs:
            if first > at:
                break
            count += min(int(n), floor((at - first) / self.apart + _EXACT) + 1)
        return count

    def use(self, n: int) -> None:
        """So many of the open ones, the earliest first, are used."""
        while n:
            taken = min(n, int(self._runs[0][1]))
            self._drop(taken)
            n -= taken

    def left(self, at: float) -> int:
        """How many slots, open or to come, are ours."""
        self._forfeit(at)
        return sum(int(n) for _, n in self._runs)

    def next(self) -> float | None:
        """The moment of the earliest slot, which may be past; None if we have none."""
        return self._runs[0][0] if self._runs else None

    def clear(self) -> None:
        """Give up every slot: the lane is halted."""
        self._runs.clear()

    def _forfeit(self, at: float) -> None:
        oldest = at - self.late
        while self._runs and self._runs[0][0] < oldest:
            first, n = self._runs[0]
            self._drop(min(int(n), max(1, floor((oldest - first) / self.apart))))

    def _drop(self, n: int) -> None:
        run = self._runs[0]
        if n >= run[1]:
            self._runs.popleft()
        else:
            run[0] += n * self.apart
            run[1] -= n


class Rests:
    """When each chat may be written to again, kept no longer than that matters."""

    def __init__(self) -> None:
        self._young: dict[ChatId, float] = {}
        self._old: dict[ChatId, float] = {}
        self._turned = float("-inf")

    def written(self, chat: ChatId | None, until: float, *, at: float) -> None:
        """It was written to at this moment, and rests until then."""
        if chat is None:
            return
        if at - self._turned > _GENERATION:  # whole generations are dropped, so that nothing is sorted or counted
            self._old, self._young, self._turned = self._young, {}, at
        self._young[chat] = until

    def until(self, chat: ChatId | None) -> float:
        """The moment from which it may be written to; a time long past if nothing keeps it."""
        if chat is None:
            return 0.0
        return self._young.get(chat) or self._old.get(chat, 0.0)


class Edits:
    """How many edits may leave: where a platform takes fewer of them than of messages, by a lane of their own."""

    def __init__(self, apart: float, rate: int) -> None:
        """`apart` is seconds between two edits; `rate`, messages a second: if that is slower, it is all there is."""
        self.apart = apart if apart * rate > 1 else 0.0
        self._left = 0
        self._open = float("-inf")

    def left(self, at: float) -> int | None:
        """So many may be picked now; None for as many as go."""
        return (self._left if at >= self._open else 0) if self.apart else None

    def wanted(self, at: float) -> int:
        """How many slots of their lane to ask for now."""
        return EDITS_AT_ONCE if self.apart and not self._left and at >= self._open else 0

    def add(self, n: int, at: float) -> None:
        """So many were given for that moment; if none were, there is one to be had then."""
        self._left = n
        self._open = at

    def use(self, n: int) -> None:
        self._left -= min(n, self._left)
