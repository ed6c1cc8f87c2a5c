"""The whole of the scheduler, as `uabot run` awaits it: a sender for each platform, and the ticks."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from functools import partial

from content.courier import Courier
from content.ids import Platform
from scheduler.clock import Tick, ticking
from scheduler.deadline import close
from scheduler.purge import purge
from scheduler.remind import remind
from scheduler.sending.pace import Lane
from scheduler.sending.sender import Render, Sender
from storage.database.engine import Database
from storage.sending import deliveries

log = logging.getLogger(__name__)


def _now() -> datetime:
    return datetime.now(UTC)


def ticks(labels: Collection[str], retention_days: int) -> tuple[Tick, ...]:
    """What is looked after, and how often."""
    return (
        Tick("remind", 5, partial(remind, labels=labels)),
        Tick("close", 5, close),
        Tick("purge", 600, partial(purge, retention_days=retention_days)),
    )


async def run(
    database: Database,
    couriers: Mapping[Platform, Courier],
    render: Render,
    *,
    rate: int,
    labels: Collection[str] = (),
    retention_days: int = 30,
    stop: asyncio.Event,
    now: Callable[[], datetime] = _now,
) -> None:
    """Send, remind and close until `stop` is set; returns within about ten seconds of that.

    `rate` is messages a second on each platform, `labels` when reminders go (`2d@18:00`), `retention_days` how long
    after its end an action's takings belong to people. What a crash left in doubt is looked after first. A platform
    without a courier keeps its deliveries queued. Raises DatabaseUnready if the database cannot be used at the start.
    """
    async with database.writing() as tx:
        found = await deliveries.recover(tx, now=now())
    if found:
        log.warning("%d deliveries were under way when we were last stopped: they may have arrived", found)
    async with ticking(database, ticks(labels, retention_days), now), asyncio.TaskGroup() as group:
        for courier in couriers.values():
            group.create_task(Sender(database, courier, render, Lane(rate), now).run(stop))
        group.create_task(stop.wait())
