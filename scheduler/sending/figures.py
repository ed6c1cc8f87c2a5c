"""What the senders have done since this process began: plain counters, which whoever is asked for metrics reads."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds, in seconds, of the classes that calls are counted in; the last class has none."""


@dataclass(slots=True)
class Histogram:
    """How long calls took: `counts[i]` were within `bounds[i]` and above the bound before; one count more than bounds.

    `sum` is the seconds of all of them together.
    """

    bounds: tuple[float, ...] = BOUNDS
    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    sum: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.sum += seconds


@dataclass(slots=True)
class Figures:
    """The counters of this process. A lane's name is its platform's; nothing here names a chat or a person.

    `answers` counts calls by lane and outcome (`delivered`, `trylater`, `gone`, `moved`, `unknown`, `refused`,
    `uneditable`), `floods` those that told the whole lane to wait, `sent` the calls begun; `last_sent` is when the last
    of them was (`time.monotonic`). `ticks` has when each tick last came to its end.
    """

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    floods: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    call_seconds: dict[str, Histogram] = field(default_factory=dict)
    last_sent: dict[str, float] = field(default_factory=dict)
    ticks: dict[str, datetime] = field(default_factory=dict)
