"""The whole of the scheduler, as `uabot run` awaits it: a sender for each platform, and the ticks."""

import asyncio
import gc
import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

from content.courier import Courier
from content.ids import Platform
from content.rules.hours import ALWAYS, Hours
from scheduler.clock import Tick
from scheduler.clock import ticking as ticks_of
from scheduler.deadline import close
from scheduler.purge import EVERY, purge
from scheduler.remind import Reminding
from scheduler.sending.figures import Figures
from scheduler.sending.sender import Sender
from scheduler.sending.wording import Render
from scheduler.wake import bring_back, wake
from storage.database.engine import Database
from storage.sending.restored import Copy

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


def ticks(labels: Collection[str], retention_days: int, hours: Hours) -> tuple[Tick, ...]:
    """What is looked after, and how often."""
    return (
        Tick("remind", 5, Reminding(labels, hours)),
        Tick("later", 5, partial(bring_back, hours=hours)),
        Tick("wake", 5, wake),
        Tick("close", 5, partial(close, hours=hours)),
        Tick("purge", EVERY.total_seconds(), partial(purge, retention_days=retention_days)),
    )


class Home(Protocol):
    """Where deliveries are found and handed to the senders: see `scheduler.sending`."""

    async def run(self, senders: Mapping[Platform, Sender[Any]], stop: asyncio.Event) -> None:
        """Feed them until `stop` is set, and they have nothing in hand any more."""


async def run(
    database: Database,
    couriers: Mapping[Platform, Courier[Any]],
    render: Render,
    *,
    rate: int,
    labels: Collection[str] = (),
    retention_days: int = 30,
    hours: Hours = ALWAYS,
    stop: asyncio.Event,
    now: Callable[[], datetime] = _now,
    figures: Figures | None = None,
    ticking: bool = True,
) -> None:
    """Send, remind and close until `stop` is set; returns within about ten seconds of that.

    `rate` is messages a second on each platform, all processes together, 0 for as many as go; `labels` when reminders
    go (`2d@18:00`), `retention_days` how long after its end an action's takings belong to people, `hours` when nothing
    new is sent, and whose clock is meant where a person told none. `figures` are counted
    as we go. Without `ticking` this process only sends. What a crash left in doubt is looked after first. A platform
    without a courier keeps its deliveries queued. Raises DatabaseUnready when what a crash left cannot be written.
    """
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again: that stood everything still for 50 ms and lost slots
    figures = figures or Figures()
    copy = Copy(database)
    paused = await copy.check(now=now())
    if paused:
        log.warning("this database is a copy that was put back: %d broadcasts are paused, look at them", paused)
    senders = {
        platform: Sender(database, courier, render, rate=rate, now=now, hours=hours, figures=figures, copy=copy)
        for platform, courier in couriers.items()
    }
    async with AsyncExitStack() as stack:
        if ticking:
            await stack.enter_async_context(
                ticks_of(database, ticks(labels, retention_days, hours), now, figures.ticks)
            )
        async with asyncio.TaskGroup() as group:
            for sender in senders.values():
                group.create_task(sender.run(stop))
            group.create_task(_home(database, now).run(senders, stop))
            group.create_task(stop.wait())


def _home(database: Database, now: Callable[[], datetime]) -> Home:
    if database.kind == "sqlite":
        from scheduler.sending.home_file import FileHome

        return FileHome(database, now)
    from scheduler.sending.jobs import JobHome

    return JobHome(database, now)
