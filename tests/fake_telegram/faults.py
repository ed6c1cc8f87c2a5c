"""What can go wrong on the way, at a test's wish, and the pace of the calls that came."""

import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any

from tests.fake_telegram.checks import Refusal

SENDS = ("sendmessage", "senddocument")


@dataclass
class Fault:
    """The next `count` calls (of `method`, to `chat`, if given; `file` is the fetching of one) go wrong.

    `kind`: `hang` (accepted, then no answer for `seconds`), `drop` (accepted, then the connection is cut), `status`
    (answered with `status`, as JSON or, with `html`, as a gateway would), `flood` (429, wait `retry_after`). With
    `arrives` the call is carried out first.
    """

    kind: str
    count: int = 1
    method: str = ""
    chat: int | None = None
    arrives: bool = False
    status: int = 500
    html: bool = False
    retry_after: int = 1
    seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.kind not in ("hang", "drop", "status", "flood"):
            raise ValueError(f"no such fault: {self.kind}")


@dataclass
class Limits:
    """Messages a second in all, with paid broadcasts, and to one chat; 0 is no limit."""

    per_second: int = 0
    paid_per_second: int = 0
    per_chat: int = 0
    retry_after: int = 1


@dataclass
class Faults:
    """The faults to come, the limits, and the record of calls."""

    latency: float = 0.0
    limits: Limits = field(default_factory=Limits)
    queue: list[Fault] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    per_second: Counter[int] = field(default_factory=Counter)
    peak: int = 0
    flooded: int = 0
    _accepted: deque[float] = field(default_factory=deque)
    _arrived: deque[float] = field(default_factory=deque)
    _chats: dict[str, deque[float]] = field(default_factory=dict)

    def take(self, method: str, chat: object) -> Fault | None:
        """The fault that this call meets, used up by one."""
        for fault in self.queue:
            if fault.method.lower() in ("", method) and str(fault.chat) in ("None", str(chat)):
                fault.count -= 1
                if fault.count <= 0:
                    self.queue.remove(fault)
                return fault
        return None

    def record(self, method: str) -> None:
        """Count a call; of messages also how many came within any one second."""
        self.calls[method] += 1
        if method in SENDS:
            now = time.monotonic()
            self.per_second[int(time.time())] += 1
            self._arrived.append(now)
            _drop_old(self._arrived, now)
            self.peak = max(self.peak, len(self._arrived))

    def pace(self, method: str, chat: object, *, paid: bool) -> None:
        """Refuse with 429 what is over the limits, as the real server: what is refused does not count."""
        if method not in SENDS:
            return
        now = time.monotonic()
        limit = (paid and self.limits.paid_per_second) or self.limits.per_second
        _drop_old(self._accepted, now)
        there = self._chats.setdefault(str(chat), deque()) if self.limits.per_chat else deque[float]()
        _drop_old(there, now)
        if (limit and len(self._accepted) >= limit) or (self.limits.per_chat and len(there) >= self.limits.per_chat):
            self.flooded += 1
            raise flood(self.limits.retry_after)
        self._accepted.append(now)
        there.append(now)

    @property
    def shown(self) -> dict[str, Any]:
        return {
            "by_method": dict(self.calls),
            "per_second": {str(second): count for second, count in self.per_second.items()},
            "peak": self.peak,
            "flooded": self.flooded,
        }


def flood(seconds: int) -> Refusal:
    """The real server's 429."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def _drop_old(times: deque[float], now: float) -> None:
    while times and times[0] <= now - 1:
        times.popleft()
