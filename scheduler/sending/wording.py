"""The messages of broadcasts, in the form that leaves: made once for each broadcast and language, whoever gets it."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Generic, TypeVar

from content.courier import Courier
from content.ids import ActionId, BroadcastId, Platform
from content.message import Message
from content.rules.announcing import BroadcastKind
from storage.actions import Refused
from storage.database.engine import Database
from storage.database.upkeep import last_ticks
from storage.sending import broadcasts
from storage.sending.deliveries import Delivery

log = logging.getLogger(__name__)
R = TypeVar("R")

Render = Callable[[ActionId, BroadcastKind, str, Platform], Awaitable[Message]]
"""Makes the message of a broadcast's kind for readers of a language on a platform."""
_TRIES = 3  # then it is not bad luck, and the broadcast is paused
_MOST = 500


class Wording(Generic[R]):
    """Messages ready for one courier."""

    def __init__(self, database: Database, courier: Courier[R], render: Render, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._courier = courier
        self._render = render
        self._now = now
        self._made: dict[tuple[BroadcastId, str], R] = {}
        self._failures: Counter[tuple[BroadcastId, str]] = Counter()

    def known(self, delivery: Delivery) -> R | None:
        """The message, if it is made already."""
        return self._made.get((delivery.broadcast, delivery.language))

    def forget(self, broadcast: BroadcastId) -> None:
        """It does not go on as it is: when it does, its text may be another."""
        for key in [key for key in self._made if key[0] == broadcast]:
            del self._made[key]

    async def make(self, delivery: Delivery) -> R | None:
        """Make the message; None if it cannot be made, and its broadcast is paused for that.

        Raises whatever kept it from being made while it is worth another try.
        """
        key = (delivery.broadcast, delivery.language)
        try:
            message = await self._render(delivery.action, delivery.kind, delivery.language, self._courier.platform)
            made = self._courier.ready(message)
        except Exception as error:  # whatever the reason, others must not wait behind what cannot be said
            async with self._database.reading() as tx:
                await last_ticks(tx)  # raises if it is the database that fails, which is no fault of the text's
            self._failures[key] += 1
            if self._failures[key] < _TRIES:
                raise
            del self._failures[key]
            log.warning("the sender for %s pauses a broadcast: %s", self._courier.platform, type(error).__name__)
            reason = f"its text cannot be made in {delivery.language} ({type(error).__name__})"
            with suppress(Refused):  # paused or stopped meanwhile
                async with self._database.writing() as tx:
                    await broadcasts.pause(tx, delivery.broadcast, reason, now=self._now())
            return None
        if len(self._made) >= _MOST:
            self._made.clear()
        self._made[key] = made
        return made
