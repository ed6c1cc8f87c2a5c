"""A room: what one chat has been told lately, in memory, and who is listening."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from datetime import datetime

from bot.on_web.markup import JsonObject
from content.ids import Reference
from dashboard.events import BEAT, HEARTBEAT, event

KEPT_MESSAGES = 200
KEPT_KEYS = 100
"""Turns remembered as answered: a page repeats one for a minute at most."""
LISTENERS = 8
"""Open pages of one chat."""
BURST, PER_SECOND = 20, 2.0
"""Turns that a chat may take at once, and how fast that comes back: people press fast when they try things."""


class Room:
    """One chat's messages, newest last. Each change has a number; a listener asks for what changed after one.

    `epoch` is new with every room (after a restart, or when a forgotten chat comes back), so that a page
    which remembers a number from an earlier room is told everything again.
    """

    def __init__(self) -> None:
        self.epoch = secrets.token_hex(4)
        self.turn = asyncio.Lock()
        self.answered: dict[str, str] = {}
        self._messages: dict[str, tuple[int, str, str]] = {}
        """Reference → the number of its last change, its hour, and what is drawn: nothing, if it was taken away."""
        self._numbered = 0
        self._changed = 0
        self._waiting = asyncio.Event()
        self._listeners = 0
        self._closed = False
        self._left = float(BURST)
        self._filled: datetime | None = None

    def next_reference(self) -> Reference:
        """A name for the next message."""
        self._numbered += 1
        return Reference(f"{self.epoch}.{self._numbered}")

    def put(self, reference: str, drawn: JsonObject, *, now: datetime) -> None:
        """Append a message, or let it take the place (and keep the hour) of the one with the same reference."""
        at = self._messages[reference][1] if self.holds(reference) else now.isoformat(timespec="seconds")
        self._change(reference, at, json.dumps({"id": reference, "at": at, **drawn}))
        while len(self._messages) > KEPT_MESSAGES:
            del self._messages[next(iter(self._messages))]

    def holds(self, reference: str) -> bool:
        """Whether the message is still here, not forgotten and not taken away."""
        return reference in self._messages and bool(self._messages[reference][2])

    def take_away(self, reference: str) -> bool:
        """Take a message away from every page: whether it is gone. One that is forgotten here may still be shown."""
        if reference in self._messages:
            self._change(reference, "", "")
        return reference in self._messages

    def note_answered(self, key: str, note: str) -> None:
        """Remember that a turn was answered, and the note it drew."""
        self.answered[key] = note
        while len(self.answered) > KEPT_KEYS:
            del self.answered[next(iter(self.answered))]

    def wait_needed(self, now: datetime) -> float:
        """Take one turn from the chat's allowance: 0.0, or the seconds to wait when there is none."""
        if self._filled is not None:
            passed = max(0.0, (now - self._filled).total_seconds())
            self._left = min(float(BURST), self._left + passed * PER_SECOND)
        self._filled = now
        if self._left < 1:
            return (1 - self._left) / PER_SECOND
        self._left -= 1
        return 0.0

    @property
    def full(self) -> bool:
        """Whether as many pages listen as may."""
        return self._listeners >= LISTENERS

    def close(self) -> None:
        """End what listens."""
        self._closed = True
        self._wake()

    async def follow(self, last_key: str) -> AsyncIterator[bytes]:
        """What changed after the event `last_key`, and then each change as it comes, until the room is closed.

        Events are `message` (append it, or replace the one with its id), `gone` (take away the one with this id) and,
        after each batch, `ready`, which carries the key: a page that lost the connection in the middle of a batch gets
        all of it again.
        """
        seen = self._number_of(last_key)
        started = False
        self._listeners += 1
        try:
            while not self._closed:
                waiting, changed = self._waiting, self._changed
                batch = [
                    event("message", drawn) if drawn else event("gone", json.dumps(reference))
                    for reference, (number, _, drawn) in self._messages.items()
                    if number > seen
                ]
                if batch or not started:
                    for one in batch:
                        yield one
                    yield event("ready", "", f"{self.epoch}.{changed}")
                    seen, started = changed, True
                    continue
                try:
                    await asyncio.wait_for(waiting.wait(), HEARTBEAT)
                except TimeoutError:
                    yield BEAT
        finally:
            self._listeners -= 1

    def _number_of(self, key: str) -> int:
        epoch, _, number = key.partition(".")
        known = epoch == self.epoch and number.isascii() and number.isdigit() and len(number) < 16
        return int(number) if known else 0

    def _change(self, reference: str, at: str, drawn: str) -> None:
        self._changed += 1
        if not self.holds(reference):  # what comes back after it was taken away comes last
            self._messages.pop(reference, None)
        self._messages[reference] = (self._changed, at, drawn)
        self._wake()

    def _wake(self) -> None:
        self._waiting.set()
        self._waiting = asyncio.Event()
