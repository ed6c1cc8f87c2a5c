"""What can go wrong: which calls it meets, and what they get instead of an answer.

| kind | means |
| -- | -- |
| `hang` | the call is carried out, and no answer ever comes |
| `drop` | the call is carried out, and the connection breaks |
| `status` | `status` (500), said to be `says` (its usual words); with `html` a gateway's page (say `status` 502) |
| `flood` | 429 with `retry_after` |
| `blocked` | 403: the person blocked the bot |
| `migrated` | 400: the group has a new number, -1000000000000 - the old one's size |

All but the first two turn the call back: nothing arrives, unless `arrives` is set.
"""

import random
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

KINDS = frozenset(("hang", "drop", "status", "flood", "blocked", "migrated"))
NEW_NUMBERS = -1_000_000_000_000


@dataclass
class Fault:
    """One thing that goes wrong, with a share of the calls (1: all), for `seconds` or `count` calls or until cleared.

    `chats` (all, if empty) or `every` (those whose number it divides) say whom it meets, `method` (in small letters;
    `*` for any) which calls. A migrated group's new number is not met again.
    """

    kind: str
    share: float = 1.0
    seconds: float | None = None
    count: int | None = None
    method: str = "sendmessage"
    chats: Collection[int] = ()
    every: int = 1
    status: int = 500
    says: str = ""
    html: bool = False
    retry_after: int = 1
    arrives: bool | None = None
    began: float = field(default_factory=time.monotonic)
    met: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no fault is called {self.kind!r}: {', '.join(sorted(KINDS))}")
        self.chats = frozenset(self.chats)
        self.method = self.method.lower()
        if self.arrives is None:
            self.arrives = self.kind in ("hang", "drop")

    def over(self, at: float) -> bool:
        return (self.seconds is not None and at - self.began >= self.seconds) or (
            self.count is not None and self.met >= self.count
        )

    def meets(self, method: str, chat: int | None, luck: random.Random) -> bool:
        if self.method not in ("*", method) or (self.share < 1 and luck.random() >= self.share):
            return False
        if chat is None:
            return not self.chats and self.every == 1
        if self.kind == "migrated" and chat <= NEW_NUMBERS:
            return False
        return chat % self.every == 0 and (not self.chats or chat in self.chats)


class Faults:
    """Those that are on. The share is drawn from a row that is the same each time."""

    def __init__(self) -> None:
        self.on: list[Fault] = []
        self._luck = random.Random(901_26)

    def add(self, **given: Any) -> None:
        """One more. Raises TypeError or ValueError for what is no fault."""
        self.on.append(Fault(**given))

    def take(self, method: str, chat: int | None) -> Fault | None:
        """What this call meets, if anything."""
        at = time.monotonic()
        self.on = [fault for fault in self.on if not fault.over(at)]
        for fault in self.on:
            if fault.meets(method, chat, self._luck):
                fault.met += 1
                return fault
        return None
