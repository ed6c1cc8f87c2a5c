"""Another way: what could not be sent comes back by itself, on the target's next best channel, in office hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from content.action import Channel
from content.appeals import ranking
from content.ids import TargetId
from content.places.office import office
from content.rules.counting import TakingState
from content.rules.deadlines import days_left, ends_at
from content.rules.hours import office_hours
from handlers.visit import Visit
from storage import takings
from storage.actions import Kept
from storage.due import laters

_PAUSE = timedelta(hours=1)
"""Between "could not" and the next try: who presses on has all ways before them anyway."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What comes back, and when. `office` is the zone whose hours decided it; `asked`: the person had chosen it."""

    due_at: datetime
    channel: Channel | None
    office: str
    asked: bool


async def promise(visit: Visit, kept: Kept, target: TargetId, failed: Channel) -> Promise | None:
    """Keep it, and say what was kept; None where there is no other way, or no time for it.

    What the person put off themselves stays, unless it is what has failed.
    """
    waits = await laters.pending(visit.tx, visit.here.id, kept.id)
    if waits is not None and waits.asked and (waits.target, waits.channel) != (target, failed):
        comes = waits.due_at > (visit.paused_until or visit.turn.now)
        return Promise(waits.due_at, waits.channel, "", asked=True) if comes else None
    await laters.cancel(visit.tx, visit.here.id, kept.id)
    there = office(kept.text, kept.text.targets[kept.targets.index(target)], visit.turn.now)
    deadline = kept.text.deadline
    due_at = there and office_hours(
        there.zone,
        visit.turn.now + _PAUSE,
        quiet=visit.network.quiet,
        own=visit.zone,
        before=None if deadline is None else ends_at(deadline, kept.zone),
        weekend=there.weekend,
    )
    if not there or not due_at or (visit.paused_until and due_at < visit.paused_until):
        return None
    channel = await _next(visit, kept, target, due_at)
    if channel is None:
        return None
    await laters.keep(visit.tx, visit.here.id, kept.id, due_at=due_at, asked=False, target=target, channel=channel)
    return Promise(due_at, channel, there.zone, asked=False)


async def take_back(visit: Visit, kept: Kept) -> None:
    """What came of "could not" does not come back; what the person put off themselves does."""
    waits = await laters.pending(visit.tx, visit.here.id, kept.id)
    if waits is not None and not waits.asked:
        await laters.cancel(visit.tx, visit.here.id, kept.id)


async def _next(visit: Visit, kept: Kept, target: TargetId, due_at: datetime) -> Channel | None:
    """The best channel by then (offices are open) that arrives in time, and of which nothing was told yet."""
    said = await takings.of(visit.tx, visit.here.id, kept.id)
    deadline = kept.text.deadline
    found = ranking.channels(
        kept.text.targets[kept.targets.index(target)],
        days_left=None if deadline is None else days_left(deadline, kept.zone, due_at),
        office_open=True,
    )
    open_ways = (one.channel for one in found if one.reason not in ranking.LATE)
    told = {channel for (whom, channel), state in said.items() if whom == target and state is not TakingState.HANDED}
    return next((channel for channel in open_ways if channel not in told), None)
