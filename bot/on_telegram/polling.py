"""Updates fetched from Telegram, answered, and only then confirmed: what is lost on the way comes again.

python-telegram-bot's Updater confirms what is in memory only; that is why this loop is our own. The updates of one chat
are answered in order and those of different chats side by side. Telegram confirms by a number below which everything
is done, so an update that has to wait is shown to us again and again, among those after it, and passed over here.
"""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.on_telegram.answering import Answering, where
from bot.on_telegram.inbound import KINDS, chat_of, number
from bot.on_telegram.outcomes import refusal, wait_of

log = logging.getLogger(__name__)

LONG_POLL = 25
SIDE_BY_SIDE = 16
GLANCE = 0.5
LONGEST_PAUSE = 30.0
RETRIES = (0.5, 2.0, 5.0, 15.0)


class Polling:
    """The loop. `retries` are the waits, in seconds, before an update whose answer failed is tried again.

    When they are used up the update is passed over, with an error in the log: one bad update never stops the bot.
    """

    def __init__(self, bot: Bot, answering: Answering, *, retries: Sequence[float] = RETRIES) -> None:
        self._bot = bot
        self._answering = answering
        self._retries = retries
        self._free = asyncio.Semaphore(SIDE_BY_SIDE)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._last: dict[int, asyncio.Task[None]] = {}
        self._next = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set: then within two seconds. Raises TelegramRefused for what only a person can mend."""
        stopping = asyncio.ensure_future(stop.wait())
        pause = 1.0
        try:
            while not stop.is_set():
                try:
                    updates = await self._fetch(stopping)
                except TelegramError as error:
                    if fatal := refusal(error):
                        raise fatal from None
                    log.warning("Telegram could not be asked for updates (%s)", type(error).__name__)
                    wait = wait_of(error).total_seconds() if isinstance(error, RetryAfter) else pause
                    await asyncio.wait({stopping}, timeout=wait)
                    pause = min(pause * 2, LONGEST_PAUSE)
                    continue
                pause = 1.0
                for update in updates:
                    self._take_up(update)
                if self._tasks:
                    await asyncio.wait(self._tasks.values(), timeout=GLANCE)
            await self._wind_up()
        finally:
            stopping.cancel()
            for task in self._tasks.values():
                task.cancel()  # unconfirmed: it comes again

    async def _fetch(self, stopping: asyncio.Future[Any]) -> list[object]:
        """The updates from the first unanswered one on; none if we are asked to stop meanwhile."""
        self._forget_answered()
        call = asyncio.ensure_future(self._get(0 if self._tasks else LONG_POLL))
        try:
            await asyncio.wait({call, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return call.result() if call.done() else []
        finally:
            call.cancel()

    async def _get(self, seconds: int) -> list[object]:
        fields = {"offset": self._next, "timeout": seconds, "allowed_updates": list(KINDS)}
        found = await self._bot.do_api_request("getUpdates", api_kwargs=fields, read_timeout=seconds + 10)
        return found if isinstance(found, list) else []

    def _take_up(self, update: object) -> None:
        key = number(update, "update_id")
        if key is None or key in self._tasks:
            return
        chat = chat_of(update)
        before = None if chat is None else self._last.get(chat)
        task = asyncio.create_task(self._answer(update, before))
        self._tasks[key] = task
        if chat is not None:
            self._last[chat] = task

    async def _answer(self, update: object, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        for tried, wait in enumerate((*self._retries, None), start=1):
            try:
                async with self._free:
                    await self._answering.answer(update)
            except Exception as error:  # a bug or a locked database must not stop the other chats
                log.error("an update could not be answered, try %d: %s", tried, where(error))
            else:
                return
            if wait is None:
                log.error("an update is passed over after %d tries", tried)
                return
            await asyncio.sleep(wait)
            if tried == 2:
                await self._answering.apologize(update)

    def _forget_answered(self) -> None:
        """Move on to the first update that is not answered; those after it stay known, for they will be shown again."""
        if self._tasks:
            unanswered = [key for key, task in self._tasks.items() if not task.done()]
            self._next = min(unanswered, default=max(self._next, max(self._tasks) + 1))
        self._tasks = {key: task for key, task in self._tasks.items() if key >= self._next}
        self._last = {chat: task for chat, task in self._last.items() if not task.done()}

    async def _wind_up(self) -> None:
        """Let what is being answered end, for a moment; confirm what is answered; the rest comes again next time."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=0.8)
        self._forget_answered()
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(0.5):
                await self._get(0)
