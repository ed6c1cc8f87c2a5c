"""How far a broadcast is, how fast it goes and when it will be over; and in which words organizers halt one."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from content.rules.announcing import BroadcastState, DeliveryState

PAUSED_BY_HAND = "paused by an organizer"
"""The reason of a broadcast that a person paused, wherever they did."""
STOPPED_BY_HAND = "stopped by an organizer"
_TO_GO = (DeliveryState.QUEUED, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Look:
    """A broadcast as it was seen at one moment (aware UTC); a state that `counts` lacks has none."""

    at: datetime
    state: BroadcastState
    counts: Mapping[DeliveryState, int]

    @property
    def done(self) -> int:
        """Deliveries with which nothing more happens by itself."""
        return sum(n for state, n in self.counts.items() if state not in _TO_GO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a broadcast is: `done` of `total` deliveries are settled, `delivered` of them arrived.

    `rate` (deliveries settled a second) and `seconds_left` are None where they are not known: it is not being sent
    now, there is nothing to compare with, or nothing moves.
    """

    total: int
    done: int
    delivered: int
    rate: float | None = None
    seconds_left: float | None = None


def progress(earlier: Look | None, later: Look) -> Progress:
    """What two looks at one broadcast say. Looks at one moment, or in the wrong order, say nothing of its rate."""
    if earlier is None:
        return at_rate(later, None)
    seconds = (later.at - earlier.at).total_seconds()
    settled = later.done - earlier.done  # below 0 when the unclear ones were sent once more in between
    return at_rate(later, settled / seconds if seconds > 0 and settled >= 0 else None)


def at_rate(look: Look, rate: float | None) -> Progress:
    """What one look says of a broadcast that is known to go at `rate` deliveries a second."""
    total = sum(look.counts.values())
    if look.state is not BroadcastState.SENDING or rate is None or rate < 0:
        rate = None
    left = total - look.done
    return Progress(
        total=total,
        done=look.done,
        delivered=look.counts.get(DeliveryState.DELIVERED, 0),
        rate=rate,
        seconds_left=left / rate if rate else None,
    )


def in_words(rate: float) -> str:
    """A rate as a number that is quick to read: "30", "1,000", "<1"."""
    return "<1" if 0 < rate < 0.5 else f"{rate:,.0f}"


def duration(seconds: float) -> str:
    """A length of time in the symbols of every language: "12 s", "4 min", "1 h 05 min"."""
    if seconds <= 90:
        return f"{math.ceil(seconds)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
