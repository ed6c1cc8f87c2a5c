"""Telegram: the one entry for whoever puts the parts together."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from telegram import Bot, BotCommandScopeAllPrivateChats
from telegram.constants import BotCommandLimit
from telegram.error import BadRequest, TelegramError

from bot.on_telegram.answering import Answering, Words
from bot.on_telegram.inbound import KINDS
from bot.on_telegram.outbound import Answers, TelegramCourier
from bot.on_telegram.outcomes import TelegramRefused, refusal
from bot.on_telegram.polling import LONGEST_PAUSE, RETRIES, Polling
from bot.on_telegram.transport import POLLS, Transport, Uncertified
from bot.on_telegram.webhook import Webhook
from handlers.turn import Answer

log = logging.getLogger(__name__)

__all__ = ["Telegram", "TelegramRefused", "Words"]

T = TypeVar("T")
Commands = Mapping[str, Sequence[tuple[str, str]]]
"""Language (`""` for all others) → (command without the slash, description)."""


class Telegram:
    """One bot on Telegram, by polling (`start`, then `poll`) or by webhook (`start`, `listen`, then `receive`).

    `api` is the server's address, `paid` asks for the paid broadcast rate, `read` is how many seconds an answer of
    Telegram's may take. Raises TelegramRefused for an address or a token that cannot be one.
    """

    def __init__(
        self,
        token: str,
        api: str,
        answer: Answer,
        commands: Commands | None = None,
        *,
        words: Callable[[str], Words] = lambda _language: Words(),
        paid: bool = False,
        read: float = 10.0,
        retries: Sequence[float] = RETRIES,
    ) -> None:
        if not _is_address(api):
            raise TelegramRefused("The address of Telegram's API is not one: write https://… in UABOT_TELEGRAM_API.")
        if not token or not token.isascii() or not token.isprintable() or any(sign in token for sign in " /?#%"):
            raise TelegramRefused("This is no bot token: copy it from @BotFather into UABOT_TELEGRAM_TOKEN.")
        logging.getLogger("telegram").setLevel(logging.WARNING)  # below that the library writes texts and ids
        self._transport = Transport(read)
        self._polls = Transport(read, POLLS)  # of their own, so that no broadcast can take their place
        base, files = (f"{api.rstrip('/')}/{what}" for what in ("bot", "file/bot"))
        self._bot = Bot(token, base, files, request=self._transport, get_updates_request=self._polls)
        answers = Answers()
        self._answering = Answering(self._bot, self._transport, answer, words, answers)
        self._commands = commands or {}
        self._retries = retries
        self._webhook: Webhook | None = None
        self.courier = TelegramCourier(self._bot, self._transport, answers, paid=paid)

    async def open(self) -> None:
        """Make ready for connections: `start` does it. Raises TelegramRefused where no server could be trusted."""
        try:
            await self._transport.initialize()
            await self._polls.initialize()
        except Uncertified:
            raise TelegramRefused(
                "This machine has no certificates to know Telegram by: install its package ca-certificates."
            ) from None

    async def start(self) -> str:
        """Reach Telegram, set the commands, and give the bot's username (for links like t.me/username).

        An unreachable network is tried again for as long as it takes. Raises TelegramRefused for a wrong token.
        """
        await self.open()
        me = await _reach(self._bot.get_me)
        self._answering.username = me.username or ""
        await self._set_commands()
        return self._answering.username

    async def poll(self, stop: asyncio.Event) -> None:
        """Fetch and answer updates until `stop` is set. Raises TelegramRefused for what only a person can mend."""
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            log.warning("a webhook set before could not be removed (%s)", type(error).__name__)
        await Polling(self._bot, self._answering, retries=self._retries).run(stop)

    async def listen(self, url: str, secret: str) -> None:
        """Have Telegram post updates to `url` (https), which hands them to `receive`. Raises TelegramRefused.

        `secret` is 1 to 256 of `A-Z a-z 0-9 _ -` (Bot API, `secret_token`).
        """
        self._webhook = Webhook(self._answering, secret)
        try:
            await _reach(partial(self._bot.set_webhook, url, secret_token=secret, allowed_updates=list(KINDS)))
        except BadRequest as error:
            raise TelegramRefused(
                f"Telegram did not take the webhook ({error.message}): UABOT_PUBLIC_URL must be an https address "
                "that it can reach."
            ) from None

    async def receive(self, body: bytes, secret_header: str | None) -> int:
        """Answer one posted update; see `Webhook.receive`. Before `listen` everything is 403."""
        return 403 if self._webhook is None else await self._webhook.receive(body, secret_header)

    async def close(self) -> None:
        """Close the connections."""
        await asyncio.gather(self._transport.shutdown(), self._polls.shutdown())

    async def _set_commands(self) -> None:
        for language, commands in self._commands.items():
            listed = [(name, said[: BotCommandLimit.MAX_DESCRIPTION]) for name, said in commands]
            try:
                await self._bot.set_my_commands(
                    listed,
                    scope=BotCommandScopeAllPrivateChats(),
                    language_code=language.partition("-")[0] or None,
                )
            except TelegramError as error:
                log.warning("the menu of commands could not be set (%s)", type(error).__name__)


def _is_address(api: str) -> bool:
    try:
        address = urlsplit(api)
        return address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:  # no port, or half an IPv6 address
        return False


async def _reach(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call for as long as the network does not let it through. Raises BadRequest and TelegramRefused."""
    pause = 1.0
    while True:
        try:
            return await call()
        except BadRequest:
            raise
        except TelegramError as error:
            if fatal := refusal(error):
                raise fatal from None
            log.warning("Telegram cannot be reached (%s): trying again", type(error).__name__)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
