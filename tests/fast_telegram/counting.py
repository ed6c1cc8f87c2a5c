"""What arrived, and how fast."""

import time
from array import array
from collections import Counter, deque


class Window:
    """How many there were in the last second, at every moment, and the most there ever were."""

    def __init__(self) -> None:
        self.most = 0
        self._times: deque[float] = deque()

    def size(self, at: float) -> int:
        """How many there were in the second before `at` (a second ago exactly is over)."""
        times = self._times
        while times and times[0] <= at - 1.0:
            times.popleft()
        return len(times)

    def add(self, at: float) -> None:
        """One more, at `at`, which never goes back."""
        found = self.size(at) + 1
        self._times.append(at)
        self.most = max(self.most, found)


CARRIED = ("sendmessage", "senddocument", "editmessagetext", "deletemessage")
"""The methods that count towards the rate."""


class Journal:
    """Every call that was carried out and counts towards the rate, in the order they came: 33 bytes each."""

    def __init__(self) -> None:
        self._at = array("d")
        self._methods = bytearray()
        self._chats = array("q")
        self._messages = array("q")
        self._said = array("L")
        self._texts: dict[str, int] = {}

    def add(self, at: float, method: str, chat: int, message: int, text: str) -> None:
        self._at.append(at)
        self._methods.append(CARRIED.index(method))
        self._chats.append(chat)
        self._messages.append(message)
        self._said.append(self._texts.setdefault(text, len(self._texts)))

    def shown(self, chat: int | None, method: str | None) -> dict[str, object]:
        """`calls` (wall clock, method, chat, message, place of the text) of that chat and method, and the `texts`."""
        clock = time.time() - time.monotonic()
        rows = zip(self._at, self._methods, self._chats, self._messages, self._said, strict=True)
        return {
            "calls": [
                (at + clock, CARRIED[which], there, message, said)
                for at, which, there, message, said in rows
                if (chat is None or chat == there) and (method is None or method.lower() == CARRIED[which])
            ],
            "texts": list(self._texts),
        }


class Count:
    """The messages that bots asked to send. Accepted ones are in the chat, whatever the bot gets to hear of it.

    What is said of the rate (`asked_for`, `let_in`, `refused`) is said of edits and deletions too; the rest is not.
    """

    def __init__(self) -> None:
        self.accepted = 0
        self.journal = Journal()
        self.arrived: Counter[str] = Counter()
        """What was carried out, by method: new messages, edits and deletions."""
        self.refused: Counter[int] = Counter()
        """By status."""
        self.calls: Counter[str] = Counter()
        """By method, of every kind."""
        self.chats: dict[int, int] = {}
        """Chat → messages that arrived there."""
        self.asked_for = Window()
        """Every call, accepted or not."""
        self.let_in = Window()
        self._began = time.monotonic()
        self._seconds: Counter[int] = Counter()
        self._first: float | None = None
        self._last = 0.0

    def accept(self, at: float, method: str, chat: int, message: int, text: str) -> None:
        """It was carried out at `at` (monotonic seconds): a message came into `chat`, or one there was changed."""
        self.let_in.add(at)
        self.journal.add(at, method, chat, message, text)
        self.arrived[method] += 1
        if not method.startswith("send"):
            return
        self.accepted += 1
        self._seconds[int(at - self._began)] += 1
        if self._first is None:
            self._first = at
        self._last = at
        self.chats[chat] = self.chats.get(chat, 0) + 1

    def stats(self, first: int | None, count: int) -> dict[str, object]:
        """All of it. The audience, if it is told, is `count` chats whose numbers begin with `first`."""
        times = Counter(self.chats.values() if first is None else (self.chats.get(first + n, 0) for n in range(count)))
        last = max(self._seconds, default=-1)
        took = 0.0 if self._first is None else self._last - self._first
        return {
            "accepted": self.accepted,
            "refused": sum(self.refused.values()),
            "refused_by_status": {str(status): n for status, n in sorted(self.refused.items())},
            "floods": self.refused[429],
            "highest_second": self.let_in.most,
            "highest_second_asked": self.asked_for.most,
            "per_second": [self._seconds[second] for second in range(min(self._seconds, default=0), last + 1)],
            "chats": {"none": times[0], "once": times[1], "more": sum(n for t, n in times.items() if t > 1)},
            "most_to_a_chat": max(self.chats.values(), default=0),
            "seconds": took,
            "mean": (self.accepted - 1) / took if took else 0.0,
            "first_at": None if self._first is None else time.time() - (time.monotonic() - self._first),
            "last_at": None if self._first is None else time.time() - (time.monotonic() - self._last),
            "calls": dict(self.calls),
            "arrived": dict(self.arrived),
        }
