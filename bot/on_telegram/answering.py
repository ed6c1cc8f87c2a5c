"""One update, from its arrival to its answer: the part that polling and the webhook have in common."""

import logging
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError

from bot.on_telegram import inbound, outbound
from bot.on_telegram.inbound import Arrival
from bot.on_telegram.outbound import Answers
from bot.on_telegram.transport import Transport
from content.courier import Delivered, Gone, Refused
from content.message import Link, Message, Span
from content.reading import LIMIT
from handlers.turn import Answer, Event, Reply, Sent, Turn, Unfetched

log = logging.getLogger(__name__)

PATH = re.compile(r"\w[\w-]*(/\w[\w.-]*)+", re.ASCII)
"""A file's path as the Bot API gives it, as `documents/file_7.pdf`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The few things this platform says by itself, in one language."""

    sorry: str = (
        "Sorry, something is wrong on our side. I keep trying; if nothing comes within a minute, please send it again."
    )
    in_private: str = "I talk with each person in private, so that nobody else sees what you do."
    to_private: str = "Open our chat"


class Answering:
    """Answers updates by `answer`. `username` is the bot's own; `words` gives the words for a language tag."""

    def __init__(
        self, bot: Bot, transport: Transport, answer: Answer, words: Callable[[str], Words], answers: Answers
    ) -> None:
        self.username = ""
        self._bot = bot
        self._transport = transport
        self._answer = answer
        self._words = words
        self._answers = answers

    def read(self, update: object) -> Arrival | None:
        """What `update` asks of us, now."""
        arrival = inbound.read(update, username=self.username, now=datetime.now(UTC))
        if arrival is None or arrival.turn is None or arrival.document is None:
            return arrival
        file = Sent(size=arrival.document.size, fetch=partial(self._fetch, arrival.document.id))
        return replace(arrival, turn=replace(arrival.turn, file=file))

    async def answer(self, update: object) -> None:
        """Answer `update`: on return, what it did is committed and the reply was tried.

        Raises whatever `answer` raised, with nothing said yet. A reply that cannot be shown is logged, not raised.
        """
        arrival = self.read(update)
        if arrival is None:
            return
        if arrival.turn is None:
            await self._show(arrival, self._aside(arrival))
            return
        answered = await self._answer(arrival.turn)
        if await self._show(arrival, answered):
            await self._close(arrival.turn)

    async def apologize(self, update: object) -> None:
        """Tell the person that the answer is late."""
        arrival = self.read(update)
        if arrival is not None and arrival.turn is not None and arrival.turn.event is not Event.BLOCKED:
            sorry = Message((Span(self._words(arrival.language).sorry),))
            await self._show(replace(arrival, query=None), Reply(messages=(sorry,)))

    async def _fetch(self, document: str) -> bytes:
        try:
            found = await self._bot.do_api_request("getFile", api_kwargs={"file_id": document})
            path = found.get("file_path") if isinstance(found, dict) else None
            if not isinstance(path, str) or not PATH.fullmatch(path):
                raise Unfetched("no path to it")
            return await self._transport.download(f"{self._bot.base_file_url}/{path}", most=LIMIT + 1)
        except TelegramError as error:
            raise Unfetched(type(error).__name__) from None

    def _aside(self, arrival: Arrival) -> Reply:
        words = self._words(arrival.language)
        if arrival.query is not None:
            return Reply(note=words.in_private)
        door = Link(words.to_private, f"https://t.me/{self.username}")
        return Reply(messages=(Message((Span(words.in_private),), ((door,),)),))

    async def _show(self, arrival: Arrival, answered: Reply) -> bool:
        """Show the reply: whether the chat turned out to be closed to us."""
        if arrival.turn is None and arrival.query is not None:  # a group sees nothing of it
            await outbound.note(self._bot, arrival.query, answered.note)
            return False
        try:
            result = await outbound.reply(self._bot, arrival, answered, self._answers)
        except Exception as error:  # the turn is committed: a bug in its reply must not undo or repeat it
            log.error("a reply could not be made: %s", where(error))
            return False
        if result is not None and not isinstance(result, Delivered | Gone):
            reason = result.reason if isinstance(result, Refused) else type(result).__name__
            log.warning("a reply did not arrive: %s", reason)
        return isinstance(result, Gone)

    async def _close(self, turn: Turn) -> None:
        if turn.event is Event.BLOCKED:
            return
        closed = replace(turn, key=f"{turn.key}/gone", event=Event.BLOCKED, what="")
        try:
            await self._answer(closed)
        except Exception as error:  # the turn itself is committed; the next message finds the chat closed again
            log.error("a closed chat could not be noted: %s", where(error))


def where(error: BaseException) -> str:
    """The kind of `error` and the line it came from: its text may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].name}, {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
