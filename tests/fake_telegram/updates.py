"""Updates on their way to the bot: kept until confirmed, whether it polls or is posted to."""

import asyncio
import contextlib
from collections import deque
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.fake_telegram.checks import Refusal

FIRST = 500_001
LONGEST_PAUSE = 2.0


class Updates:
    """The queue of one bot. `pause` is the wait before the first repeat to a webhook (the real one waits a second)."""

    def __init__(self, pause: float = 0.1) -> None:
        self.pause = pause
        self.pending: dict[int, dict[str, Any]] = {}
        self.seen: dict[int, dict[str, Any]] = {}
        self.webhook: dict[str, Any] | None = None
        self.last_error = ""
        self.posts = 0
        self._allowed: list[str] | None = None
        self._repeated: dict[int, bool] = {}
        self._number = FIRST
        self._news = asyncio.Event()
        self._poller: asyncio.Event | None = None
        self._lanes: dict[int, deque[int]] = {}
        self._posting: set[asyncio.Task[None]] = set()
        self._session: ClientSession | None = None

    def add(self, kind: str, body: dict[str, Any]) -> int | None:
        """Put an update into the queue; None if the bot did not ask for its kind."""
        if self._allowed is not None and kind not in self._allowed:
            return None
        number = self._number
        self._number += 1
        self.seen[number] = self.pending[number] = {"update_id": number, kind: body}
        self._announce(number)
        return number

    def repeat(self, number: int) -> None:
        """Deliver an update once more, under the number it had, though it was confirmed."""
        self.pending[number] = self.seen[number]
        self._repeated[number] = False
        self._announce(number)

    def allow(self, kinds: object) -> None:
        """From now on only these kinds; an empty list is all, None leaves it as it was."""
        if isinstance(kinds, list):
            self._allowed = kinds or None

    def _announce(self, number: int) -> None:
        self._news.set()
        if self.webhook is not None:
            self._post_later(number)

    async def fetch(self, offset: int, limit: int, seconds: float) -> list[dict[str, Any]]:
        """What `getUpdates` gives. A later call ends an earlier one with 409; so does a webhook that is set."""
        if self.webhook is not None:
            description = (
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
            raise Refusal(409, f"Conflict: {description}")
        if self._poller is not None:
            self._poller.set()
        ended = self._poller = asyncio.Event()
        self._confirm(offset)
        until = asyncio.get_running_loop().time() + seconds
        try:
            while not (found := self._ready(limit)):
                self._news.clear()
                left = until - asyncio.get_running_loop().time()
                if left <= 0:
                    break
                waits = {asyncio.ensure_future(self._news.wait()), asyncio.ensure_future(ended.wait())}
                await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                for wait in waits:
                    wait.cancel()
                if ended.is_set():
                    break
        finally:
            if self._poller is ended:
                self._poller = None
        if ended.is_set():
            description = "terminated by other getUpdates request; make sure that only one bot instance is running"
            raise Refusal(409, f"Conflict: {description}")
        for update in found:
            if update["update_id"] in self._repeated:
                self._repeated[update["update_id"]] = True
        return found

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            offset = max([FIRST, *list(self.pending)[offset:][:1]])
        for number in [number for number in self.pending if number < offset and self._repeated.get(number, True)]:
            self._forget(number)

    def _forget(self, number: int) -> None:
        self.pending.pop(number, None)
        self._repeated.pop(number, None)

    def _ready(self, limit: int) -> list[dict[str, Any]]:
        return [self.pending[number] for number in sorted(self.pending)[:limit]]

    def set_webhook(self, webhook: dict[str, Any] | None) -> None:
        """Post to this address from now on; None: stop posting."""
        for task in self._posting:
            task.cancel()
        self._lanes.clear()
        self.webhook = webhook
        if webhook is not None:
            if self._poller is not None:
                self._poller.set()
            for number in sorted(self.pending):
                self._post_later(number)

    def _post_later(self, number: int) -> None:
        lane = _chat_of(self.seen[number])
        if lane in self._lanes:
            self._lanes[lane].append(number)
            return
        self._lanes[lane] = deque([number])
        task = asyncio.create_task(self._post_lane(lane, self._lanes[lane]))
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)

    async def _post_lane(self, lane: int, numbers: deque[int]) -> None:
        """The updates of one chat, one after another: the next leaves when the one before was taken."""
        while numbers:
            pause = self.pause
            while not await self._post(self.seen[numbers[0]]):
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            self._forget(numbers.popleft())
        del self._lanes[lane]

    async def _post(self, update: dict[str, Any]) -> bool:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=30))
        webhook = self.webhook or {}
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook["secret"]} if webhook.get("secret") else {}
        self.posts += 1
        try:
            async with self._session.post(webhook["url"], json=update, headers=headers) as response:
                if response.ok:
                    return True
                self.last_error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (ClientError, OSError) as error:  # a TimeoutError is an OSError
            self.last_error = f"Connection failed: {type(error).__name__}"
        return False

    async def close(self) -> None:
        """End every poll and post."""
        self.set_webhook(None)
        if self._poller is not None:
            self._poller.set()
        if self._session is not None:
            await self._session.close()
        for task in list(self._posting):
            with contextlib.suppress(asyncio.CancelledError):
                await task


def _chat_of(update: dict[str, Any]) -> int:
    body = next(value for name, value in update.items() if name != "update_id")
    chat = body.get("chat") or body.get("message", {}).get("chat") or body.get("from") or {"id": 0}
    return int(chat["id"])
