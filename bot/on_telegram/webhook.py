"""Updates that Telegram posts to us: a plain function for the web part to mount, with no web framework in it."""

import hmac
import json
import logging

from bot.on_telegram.answering import Answering, where
from bot.on_telegram.inbound import number

log = logging.getLogger(__name__)

TRIES = 6
"""Telegram repeats after 1, 2, 4… seconds: about half a minute, as in polling."""

REMEMBERED = 1000


class Webhook:
    """Answers posted updates. Telegram sends a chat's next update only after it got 200 for the one before."""

    def __init__(self, answering: Answering, secret: str) -> None:
        self._answering = answering
        self._secret = secret
        self._failures: dict[int, int] = {}

    async def receive(self, body: bytes, secret_header: str | None) -> int:
        """Answer one posted update; `secret_header` is `X-Telegram-Bot-Api-Secret-Token`. Returns the HTTP status.

        200 once what the update did is committed, 403 for a wrong secret, 400 for what is not JSON, 503 when it could
        not be answered: then Telegram posts it again. After six failures it is passed over, for its chat waits on it.
        """
        if secret_header is None or not hmac.compare_digest(secret_header.encode(), self._secret.encode()):
            return 403
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return 400
        try:
            await self._answering.answer(update)
        except Exception as error:  # a bug or a locked database: Telegram keeps the update for us
            return await self._failed(update, error)
        self._failures.pop(number(update, "update_id") or 0, None)
        return 200

    async def _failed(self, update: object, error: Exception) -> int:
        key = number(update, "update_id") or 0
        tried = self._failures.pop(key, 0) + 1
        log.error("an update could not be answered, try %d: %s", tried, where(error))
        if tried >= TRIES:
            log.error("an update is passed over after %d tries", tried)
            return 200
        self._failures[key] = tried
        if len(self._failures) > REMEMBERED:
            self._failures.pop(next(iter(self._failures)))
        if tried == 2:
            await self._answering.apologize(update)
        return 503
