"""The home on one file: the process that sends is alone, so it keeps in memory how far it has read each broadcast."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from content.ids import BroadcastId, DeliveryId, Platform
from content.rules.announcing import ORDERS
from scheduler.sending.sender import Sender
from storage.database.engine import Database
from storage.sending import deliveries, settling
from storage.sending.deliveries import Delivery

log = logging.getLogger(__name__)

POLL_SECONDS = 0.3
"""How often we look for work when there was none."""
RETRY_SECONDS = 1.0
"""How long we wait when the database failed."""
BLOCK = 500
"""Rows that are read at once, at most: what is read holds up what is leaving."""


class FileHome:
    """Finds what is due and hands it to the senders, of each order as much as they have room for."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def run(self, senders: Mapping[Platform, Sender[Any]], stop: asyncio.Event) -> None:
        """Feed the senders until `stop` is set, and they have nothing in hand any more.

        First, what a crash left in doubt is looked after. Raises DatabaseUnready if that cannot be written.
        """
        async with self._database.writing() as tx:
            found = await settling.recover(tx, now=self._now())
        if found:
            log.warning("%d deliveries were under way when we were last stopped: they may have arrived", found)
        async with asyncio.TaskGroup() as group:
            for sender in senders.values():
                group.create_task(_Feeding(self._database, sender, self._now).run(stop))


class _Feeding:
    """The feeding of one sender.

    A broadcast's cursor stands at the last row that was read of it, as long as something of it is in hand; then it
    begins anew, which finds whatever came back to the queue meanwhile, as when it was paused.
    """

    def __init__(self, database: Database, sender: Sender[Any], now: Callable[[], datetime]) -> None:
        self._database = database
        self._sender = sender
        self._now = now
        self._after: dict[BroadcastId, DeliveryId] = {}
        self._in_hand: Counter[BroadcastId] = Counter()
        self._blocks: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        ending = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                seconds, more = RETRY_SECONDS, None
                try:
                    seconds, more = POLL_SECONDS, await self._feed()
                except Exception as error:  # a database that hiccups must not end the sending
                    log.warning("the queue for %s cannot be read: %s", self._sender.platform, type(error).__name__)
                await self._rest(seconds, ending, more)
            if self._blocks:
                await asyncio.wait(self._blocks)
        finally:
            ending.cancel()
            for block in self._blocks:
                block.cancel()

    async def _feed(self) -> int | None:
        """Hand over what is due, by order; the first order of which more may be due than there was room for."""
        held = self._sender.ids  # what it settles while we read would look new to us
        found: list[Delivery] = []
        more = None
        async with self._database.reading() as tx:
            for order in ORDERS:
                room = min(self._sender.room_for(order), BLOCK) - len(found)
                if room <= 0:  # nor is there any for what leaves later
                    more = order if more is None else more
                    break
                read = await deliveries.due(
                    tx, self._sender.platform, after=self._after, now=self._now(), limit=room, order=order
                )
                held |= self._sender.ids
                new = [delivery for delivery in read if delivery.id not in held]
                if len(read) >= room and new and more is None:
                    more = order
                found += new
        for _, block in groupby(found, key=attrgetter("broadcast")):
            self._hand_over(list(block))
        return more

    def _hand_over(self, block: Sequence[Delivery]) -> None:
        broadcast = block[0].broadcast
        self._in_hand[broadcast] += 1
        first_time = (delivery.id for delivery in block if not (delivery.attempts or delivery.doubts))
        self._after[broadcast] = max(first_time, default=self._after.get(broadcast, DeliveryId(0)))
        task = asyncio.create_task(self._sender.deliver(block))
        self._blocks.add(task)

        def over(done: asyncio.Task[None]) -> None:
            self._blocks.discard(done)
            self._in_hand[broadcast] -= 1
            if not self._in_hand[broadcast]:
                del self._in_hand[broadcast]
                self._after.pop(broadcast, None)

        task.add_done_callback(over)

    async def _rest(self, seconds: float, ending: asyncio.Task[bool], more: int | None) -> None:
        """Wait so long, or until the sender is hungry for what there is more of, or we are stopped."""
        waited = {ending} if more is None else {ending, asyncio.create_task(self._sender.hungry[more].wait())}
        await asyncio.wait(waited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for one in waited - {ending}:
            one.cancel()
