"""A test's hold on the fake: people who say and press, and what they see.

    async with fake() as telegram:
        person = telegram.person(1001, language="en")
        await person.say("/start")
        await person.press("Join")
        assert "country" in (await person.last()).text

`say`, `press` and `send_file` return when the bot has confirmed the update, which it does once it has answered.
"""

import asyncio
import base64
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectorError, ClientSession

from tests.fake_telegram.world import TOKEN

PATIENCE = 20.0
ROOT = Path(__file__).parents[2]


@contextmanager
def process(token: str = TOKEN) -> Iterator[str]:
    """The fake as a process of its own: gives its address, `http://127.0.0.1:<port>`."""
    command = [sys.executable, "-m", "tests.fake_telegram", "--port", "0", "--token", token]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            port = running.stdout.readline().strip()
            assert port.isdigit(), "the fake Telegram did not start"
            yield f"http://127.0.0.1:{port}"
        finally:
            running.terminate()


@asynccontextmanager
async def fake(address: str | None = None, token: str = TOKEN) -> AsyncIterator["FakeTelegram"]:
    """A fake Telegram, fresh: a process for this test, or the one at `address`, emptied."""
    if address is None:
        with process(token) as started:
            async with fake(started, token) as telegram:
                yield telegram
            return
    async with ClientSession() as session:
        telegram = FakeTelegram(session, address, token)
        await until(telegram.is_empty, "the fake did not answer")
        yield telegram


@dataclass(frozen=True)
class Seen:
    """One message as a person sees it. `history` is what it said before, oldest first; `rows` are the labels."""

    id: int
    chat: int
    by_bot: bool
    text: str
    entities: list[dict[str, Any]]
    buttons: list[list[dict[str, Any]]]
    document: dict[str, Any] | None
    history: list[dict[str, Any]]
    deleted: bool

    @property
    def rows(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.buttons]

    @property
    def labels(self) -> list[str]:
        return [label for row in self.rows for label in row]

    def button(self, label: str) -> dict[str, Any]:
        """The button that begins with `label`: its `url`, `callback_data` or `copy_text`."""
        found = [button for row in self.buttons for button in row if button["text"].startswith(label)]
        assert found, f"no button {label!r} among {self.labels}"
        return found[0]


async def until(test: Callable[[], Awaitable[Any]], what: str, seconds: float = PATIENCE) -> Any:
    """The first true result of `test`, asked again and again. Raises AssertionError, saying `what` did not happen."""
    end = asyncio.get_running_loop().time() + seconds
    pause = 0.005
    while not (result := await test()):
        assert asyncio.get_running_loop().time() < end, f"within {seconds:g} s: {what}"
        await asyncio.sleep(pause)
        pause = min(pause * 1.5, 0.1)
    return result


class FakeTelegram:
    """The whole of it. `api` and `token` are for the bot's settings."""

    def __init__(self, session: ClientSession, address: str, token: str) -> None:
        self.api = address
        self.token = token
        self._session = session

    async def control(self, name: str, /, **given: Any) -> Any:
        """Any control by its name: see `control.py`."""
        async with self._session.post(f"{self.api}/control/{name}", json=given) as response:
            answer = await response.json()
        assert response.ok, f"{name}: {answer['error']}"
        return answer

    async def is_empty(self) -> bool:
        """Empty it; False while its door is closed."""
        try:
            await self.control("reset")
        except ClientConnectorError:
            return False
        return True

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method as a bot would; gives the whole answer, refusals too."""
        async with self._session.post(f"{self.api}/bot{self.token}/{method}", json=parameters) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    def person(self, id: int, *, language: str = "en", name: str = "Somebody") -> "Person":  # noqa: A002 - what it is
        return Person(self, id, language, name)

    async def people(self, count: int, *, first: int = 100_000, language: str = "en", started: bool = True) -> range:
        """So many people at once; gives their ids."""
        await self.control("people", first=first, count=count, language=language, started=started)
        return range(first, first + count)

    async def all_say(self, people: range, text: str, *, seconds: float = 60) -> None:
        """All of them write the same; returns when each has been answered."""
        said = await self.control("say_all", first=people.start, count=len(people), text=text)
        await self.answered(said["updates"], seconds)

    async def answered(self, updates: list[int], seconds: float = PATIENCE) -> None:
        """Wait until the bot has confirmed all of `updates`."""

        async def none_pending() -> bool:
            return not await self.control("pending", updates=updates)

        await until(none_pending, "the bot did not answer", seconds)

    async def go_wrong(self, kind: str, count: int = 1, **more: Any) -> None:
        """The next calls go wrong: see `faults.Fault`."""
        await self.control("fault", kind=kind, count=count, **more)

    async def messages(self, chat: int) -> list[Seen]:
        """Everything in a chat that is not deleted, oldest first."""
        found = await self.control("messages", chat=chat)
        seen = (
            Seen(**{name: value for name, value in one.items() if name != "rows"}, buttons=one["rows"]) for one in found
        )
        return [message for message in seen if not message.deleted]

    async def violations(self) -> list[str]:
        """What the bot did that the real server would refuse, or that is against our own rules."""
        return [f"{one['method']}: {one['what']}" for one in await self.control("violations")]


class Person:
    """One person in their private chat with the bot."""

    def __init__(self, telegram: FakeTelegram, id: int, language: str, name: str) -> None:  # noqa: A002 - what it is
        self.id = id
        self.last_update = 0
        self._telegram = telegram
        self._told = {"id": id, "language": language, "name": name}

    async def say(self, text: str, *, group: int | None = None, wait: bool = True) -> None:
        """Write to the bot, or in a group; with `wait` until it is answered."""
        await self._do("say", wait, text=text, chat=group)

    async def press(
        self,
        label: str | None = None,
        *,
        data: str | None = None,
        message: int | None = None,
        chat: int | None = None,
        wait: bool = True,
    ) -> None:
        """Press a button, named by its label or by its beginning, on the newest message that has it.

        `message` names another one. Forged: `data` sends anything at all, `chat` presses on somebody else's message.
        """
        await self._do("press", wait, label=label, data=data, message=message, chat=chat)

    async def send_file(
        self, name: str, body: bytes, media_type: str, *, caption: str = "", wait: bool = True, **said: int | None
    ) -> None:
        """Send a document; `size` is what Telegram says of it, None for nothing."""
        coded = base64.b64encode(body).decode()
        await self._do("file", wait, name=name, body=coded, media_type=media_type, caption=caption, **said)

    async def block(self, *, silent: bool = False) -> None:
        """Block the bot; `silent`: it is not told."""
        await self._do("block", not silent, silent=silent)

    async def unblock(self, *, silent: bool = False) -> None:
        await self._do("unblock", not silent, silent=silent)

    async def repeat(self, *, wait: bool = True) -> None:
        """Telegram delivers this person's last update once more."""
        await self._telegram.control("repeat", update=self.last_update)
        if wait:
            await self._telegram.answered([self.last_update])

    async def messages(self) -> list[Seen]:
        """What the bot's side of the chat shows now, oldest first."""
        return [message for message in await self._telegram.messages(self.id) if message.by_bot]

    async def last(self) -> Seen:
        """The bot's newest message."""
        seen = await self.messages()
        assert seen, "the bot has said nothing"
        return seen[-1]

    async def sees(self, text: str, *, seconds: float = PATIENCE) -> Seen:
        """Wait for a message that holds `text`."""

        async def found() -> Seen | None:
            return next((one for one in reversed(await self.messages()) if text in one.text), None)

        seen: Seen = await until(found, f"nobody said {text!r}", seconds)
        return seen

    async def notes(self) -> list[str]:
        """What answered presses showed for a moment; empty where a press was answered without a word."""
        return [note["text"] for note in await self._telegram.control("notes", person=self.id)]

    async def _do(self, control: str, wait: bool, /, **given: Any) -> None:
        done = await self._telegram.control(control, person=self._told, **given)
        if done["update"] is not None:
            self.last_update = done["update"]
            if wait:
                await self._telegram.answered([self.last_update])
