"""The messages of broadcasts, in the form that leaves: made once for all to whom a broadcast says the same."""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Generic, TypeVar

from content.about import About
from content.courier import Courier
from content.ids import BroadcastId
from content.message import Message
from storage.actions import Refused
from storage.database.engine import Database
from storage.database.upkeep import last_ticks
from storage.sending import broadcasts
from storage.sending.deliveries import Delivery

log = logging.getLogger(__name__)
R = TypeVar("R")

Render = Callable[[Delivery], Awaitable[Message]]
"""Makes a delivery's message, which depends on nothing else of it than the broadcast (its action, its kind), platform,
language, revision, `about`, and whether there is an `origin`."""
_Key = tuple[BroadcastId, str, int, About, bool]
_TRIES = 3  # then it is not bad luck, and the broadcast is paused
_MOST = 500


class Wording(Generic[R]):
    """Messages ready for one courier."""

    def __init__(self, database: Database, courier: Courier[R], render: Render, *, now: Callable[[], datetime]) -> None:
        self._database = database
        self._courier = courier
        self._render = render
        self._now = now
        self._made: dict[_Key, R] = {}  # the oldest first
        self._failures: Counter[_Key] = Counter()

    def known(self, delivery: Delivery) -> R | None:
        """The message, if it is made already."""
        return self._made.get(_key(delivery))

    def forget(self, broadcast: BroadcastId) -> None:
        """It does not go on as it is: when it does, its text may be another."""
        for key in [key for key in self._made if key[0] == broadcast]:
            del self._made[key]

    async def make(self, delivery: Delivery) -> R | None:
        """Make the message; None if it cannot be made, and its broadcast is paused for that.

        Raises whatever kept it from being made while it is worth another try.
        """
        key = _key(delivery)
        try:
            made = self._courier.ready(await self._render(delivery))
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
        while len(self._made) >= _MOST:
            del self._made[next(iter(self._made))]
        self._failures.pop(key, None)
        self._made[key] = made
        return made


def _key(delivery: Delivery) -> _Key:
    return delivery.broadcast, delivery.language, delivery.revision, delivery.about, delivery.origin is None
