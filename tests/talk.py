"""Talk: one person's side of a conversation with the handlers, so that a test reads as a transcript.

anna = talk("anna")
await anna.say("/start")
await anna.press("Join")
assert "4 days left" in anna.last
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from content.ids import Platform, PlatformId
from content.message import Button, Copy, Link, Message, Press, plain
from handlers.turn import Answer, Event, Reply, Sent, Turn, Unfetched

_numbers = itertools.count(1)


class Clock:
    """A clock that tests set; every turn takes its time from it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def go_on(self, **by: float) -> None:
        """Let time pass: `clock.go_on(days=2)`."""
        self.now += timedelta(**by)


@dataclass
class Shown:
    """A message as it stands in the chat; `edits` counts how often it was replaced."""

    message: Message
    edits: int = 0

    @property
    def text(self) -> str:
        return plain(self.message.text)

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.message.rows for button in row]


@dataclass
class Talk:
    """A chat seen by one person: what they do goes to `answer`, what comes back stands in `shown`."""

    name: str
    answer: Answer
    clock: Clock
    platform: Platform = Platform.TELEGRAM
    language: str = "en"
    shown: list[Shown] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    fetched: int = 0

    async def say(self, words: str) -> Reply:
        """Type something."""
        self.transcript.append(f"— {words}")
        return await self._turn(Event.SAID, words)

    async def press(self, label: str, *, on: int = -1) -> Reply:
        """Press the newest button of that label (an emoji before it does not matter), or the one on message `on`."""
        at, button = self._find(label, on)
        self.transcript.append(f"[{button.label}]")
        return await self._turn(Event.PRESSED, button.choice, at)

    async def forge(self, payload: str) -> Reply:
        """Press what no button of ours ever was, or was another person's."""
        return await self._turn(Event.PRESSED, payload)

    async def again(self) -> Reply:
        """The platform repeats the last update. What it draws is not shown twice here: compare the replies."""
        return await self.answer(self.turns[-1])

    async def leave(self) -> Reply:
        """Block the bot."""
        return await self._turn(Event.BLOCKED, "")

    async def come_back(self) -> Reply:
        return await self._turn(Event.UNBLOCKED, "")

    async def send_file(self, body: bytes | None = None, *, size: int | None = None, lost: bool = False) -> Reply:
        """Send a document, or without a body a picture or the like.

        `size` is what the platform says of it; `lost`: it says it has it, and cannot give it. `fetched` counts.
        """

        async def fetch() -> bytes:
            self.fetched += 1
            if lost or body is None:
                raise Unfetched
            return body

        self.transcript.append("— (a picture)" if body is None else f"— (a document of {len(body)} bytes)")
        return await self._turn(Event.SENT_FILE, "", file=None if body is None else Sent(size=size, fetch=fetch))

    def get(self, message: Message) -> None:
        """A broadcast arrives."""
        self._show(message)

    @property
    def last(self) -> str:
        """The text of the newest message."""
        return self.shown[-1].text

    @property
    def labels(self) -> list[str]:
        """The buttons of the newest message, without what stands before their words."""
        return [bare(button.label) for button in self.shown[-1].buttons]

    def choice(self, label: str, on: int = -1) -> str:
        """The payload of a button."""
        return self._find(label, on)[1].choice

    def presses(self) -> Iterator[tuple[int, Press]]:
        """Every button that can be pressed anywhere in the chat, with its message's number."""
        for at, shown in enumerate(self.shown):
            for button in shown.buttons:
                if isinstance(button, Press):
                    yield at, button

    def _find(self, label: str, on: int) -> tuple[int, Press]:
        places = range(len(self.shown) - 1, -1, -1) if on == -1 else [on]
        for at in places:
            for button in self.shown[at].buttons:
                if isinstance(button, Press) and bare(button.label) == label:
                    return at, button
        raise AssertionError(f"no button “{label}” in:\n" + "\n".join(self.transcript[-8:]))

    async def _turn(self, event: Event, what: str, on: int | None = None, file: Sent | None = None) -> Reply:
        turn = Turn(
            platform=self.platform,
            chat=PlatformId(self.name),
            key=str(next(_numbers)),
            event=event,
            what=what,
            language=self.language,
            file=file,
            now=self.clock.now,
        )
        self.turns.append(turn)
        reply = await self.answer(turn)
        for number, message in enumerate(reply.messages):
            if number == 0 and reply.in_place and on is not None:
                self.shown[on] = replace(self.shown[on], message=message, edits=self.shown[on].edits + 1)
                self.shown.append(self.shown.pop(on))  # the newest in the eyes of a person
                self._write(message)
            else:
                self._show(message)
        if reply.note:
            self.notes.append(reply.note)
        return reply

    def _show(self, message: Message) -> None:
        self.shown.append(Shown(message))
        self._write(message)

    def _write(self, message: Message) -> None:
        rows = [" ".join(_drawn(button) for button in row) for row in message.rows]
        self.transcript.append("\n".join([plain(message.text), *rows]))


def bare(label: str) -> str:
    """A label without the emoji before it."""
    first, _, rest = label.partition(" ")
    return rest if rest and not any(letter.isalnum() for letter in first) else label


def _drawn(button: Button) -> str:
    kind = {Press: "[{}]", Copy: "[⧉ {}]", Link: "[↗ {}]"}[type(button)]
    return kind.format(button.label)
