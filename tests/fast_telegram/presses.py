"""People who press buttons, and how long each waits for an answer."""

import asyncio
import time
from typing import Any

from tests.fast_telegram.messages import BOT
from tests.fast_telegram.refusal import Refusal


class Press:
    """One press: when it was made, given to the bot, noted (answerCallbackQuery) and when its chat saw a message."""

    def __init__(self, chat: int) -> None:
        self.chat = chat
        self.made = time.monotonic()
        self.given: float | None = None
        self.noted: float | None = None
        self.shown: float | None = None


class Presses:
    """The updates on their way to the bot: kept until confirmed by the next `offset`."""

    def __init__(self) -> None:
        self._all: dict[str, Press] = {}
        self._pending: dict[int, dict[str, Any]] = {}
        self._unseen: dict[int, list[Press]] = {}
        self._numbers = 500_000
        self._news = asyncio.Event()
        self._polls = 0

    def clear(self) -> None:
        """Forget them all; a poll under way goes on."""
        self._all.clear()
        self._pending.clear()
        self._unseen.clear()

    def press(self, chat: int, data: str, message: int) -> None:
        """Somebody presses the button with `data` under a message of the bot's."""
        self._numbers += 1
        query = str(self._numbers)
        self._all[query] = press = Press(chat)
        self._unseen.setdefault(chat, []).append(press)
        person = {"id": chat, "is_bot": False, "first_name": "Somebody", "language_code": "en"}
        told = {"id": chat, "first_name": "Somebody", "type": "private"}
        under = {"message_id": message, "from": BOT, "chat": told, "date": int(time.time()), "text": "An alert"}
        body = {"id": query, "from": person, "chat_instance": "1", "data": data, "message": under}
        self._pending[self._numbers] = {"update_id": self._numbers, "callback_query": body}
        self._news.set()

    async def fetch(self, offset: int, limit: int, seconds: float, gone: asyncio.Future[None]) -> list[dict[str, Any]]:
        """What getUpdates gives. A later call ends an earlier one with 409."""
        self._pending = {number: update for number, update in self._pending.items() if number >= offset}
        self._polls += 1
        mine = self._polls
        self._news.set()
        until = time.monotonic() + seconds
        while not self._pending and (left := until - time.monotonic()) > 0 and not gone.done():
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            await asyncio.wait((news, gone), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if mine != self._polls:
                described = "terminated by other getUpdates request; make sure that only one bot instance is running"
                raise Refusal(409, f"Conflict: {described}")
        if gone.done():
            return []
        found = list(self._pending.values())[:limit]
        for update in found:
            press = self._all[update["callback_query"]["id"]]
            press.given = press.given or time.monotonic()
        return found

    def noted(self, query: str) -> bool:
        """The press was answered; False if there is no such press."""
        press = self._all.get(query)
        if press is not None and press.noted is None:
            press.noted = time.monotonic()
        return press is not None

    def shown(self, chat: int) -> None:
        """A message came into the chat, or one of it was changed: what its oldest press, once given, waited for."""
        waiting = self._unseen.get(chat, [])
        for press in waiting:
            if press.given is not None:
                press.shown = time.monotonic()
                waiting.remove(press)
                break
        if not waiting:
            self._unseen.pop(chat, None)

    def answers(self) -> dict[str, object]:
        """Seconds from each press to its note, and to what its chat then saw; `held` until the bot was given it."""
        made = self._all.values()
        return {
            "noted": [press.noted - press.made for press in made if press.noted is not None],
            "shown": [press.shown - press.made for press in made if press.shown is not None],
            "held": [press.given - press.made for press in made if press.given is not None],
            "waiting": sum(press.shown is None for press in made),
        }
