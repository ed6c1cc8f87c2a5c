"""Watching a broadcast until it is over: a bar on a terminal, a line now and then elsewhere."""

import asyncio
import signal
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime

from bot.commands.sending.broadcasting import counted, look, pace
from content.ids import BroadcastId
from content.rules.announcing import BroadcastState
from content.rules.progress import Look, Progress, progress
from storage.database.engine import Database
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast

LOOKS_EVERY = 0.5
"""Seconds between two looks; ten times as long as a look takes, if that is more."""
LINES_EVERY = 5.0
"""Seconds between two lines where there is no bar."""
SPAN = 5.0
"""Seconds over which the rate is measured, and so long nothing moves before it is asked whether anybody sends."""
INTERRUPTED = 130

Show = Callable[[Broadcast, Progress, str], None]
"""Takes the broadcast, how far it is, and what to say of its pace."""


async def watch(
    database: Database, broadcast: BroadcastId, show: AbstractContextManager[Show]
) -> tuple[Broadcast, int]:
    """Follow it until it is over, paused, or Ctrl-C, which leaves it sending.

    So it is, too, once only those are left whose quiet hours it is. Returns the broadcast as it then is, and an exit
    status: 0 if it is done or waits for those, 1 if it was halted, 130 for Ctrl-C.
    """
    stop = asyncio.Event()
    if sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    seen: deque[Look] = deque()
    with show as said:
        async for one, at in _looks(database, broadcast, stop):
            if seen and at < seen[-1].at:  # the clock went back
                seen.clear()
            seen.append(look(one, at))
            while len(seen) > 2 and (at - seen[1].at).total_seconds() >= SPAN:
                seen.popleft()
            far = progress(seen[0], seen[-1])
            idle = far.rate == 0 and (at - seen[0].at).total_seconds() >= SPAN
            said(one, far, "nothing leaves just now: is `uabot run` running?" if idle else pace(far))
            if one.asleep:
                break
    if one.state is BroadcastState.SENDING:
        return one, 0 if one.asleep else INTERRUPTED
    return one, 0 if one.state is BroadcastState.DONE else 1


def ended(one: Broadcast) -> str:
    """What to say when nobody watches any more: how it stands, and what can be done."""
    command = f"uabot broadcasts {one.id}"
    if one.asleep:
        return f"{counted(one)}: they get it then, where `uabot run` runs."
    if one.state is BroadcastState.SENDING:
        return f"It goes on without you: `{command}` says how far it is, `{command} --pause` halts it."
    reason = one.reason.rstrip(".")
    said = f"{one.state.value.capitalize()}: {counted(one)}." + (
        f" {reason[:1].upper()}{reason[1:]}." if reason else ""
    )
    if one.state is BroadcastState.PAUSED:
        return f"{said} `{command} --resume` lets it go on."
    if one.state is BroadcastState.DONE and one.missing:
        return f"{said} `{command} --again` sends it once more to those who may lack it."
    return said


@contextmanager
def silence() -> Iterator[Show]:
    """Watches and says nothing."""
    yield lambda _one, _far, _pace: None


@contextmanager
def lines() -> Iterator[Show]:
    """A line every few seconds."""
    last = time.monotonic()

    def say(_one: Broadcast, far: Progress, pace: str) -> None:
        nonlocal last
        if time.monotonic() - last >= LINES_EVERY:
            last = time.monotonic()
            print(f"{far.done} of {far.total}" + (f" · {pace}" if pace else ""), flush=True)

    yield say


@contextmanager
def bar() -> Iterator[Show]:
    """A bar with counts, rate and time left, redrawn in place."""
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = ("{task.completed:,.0f} of {task.total:,.0f}", "{task.fields[pace]}")
    with Bars(TextColumn("Sending"), BarColumn(), *(TextColumn(one, markup=False) for one in columns)) as bars:

        def show(_one: Broadcast, far: Progress, pace: str) -> None:
            task = bars.task_ids[0] if bars.task_ids else bars.add_task("", total=far.total, pace="")
            bars.update(task, completed=far.done, total=far.total, pace=pace)

        yield show


async def _looks(
    database: Database, broadcast: BroadcastId, stop: asyncio.Event
) -> AsyncIterator[tuple[Broadcast, datetime]]:
    """The broadcast as it is now and then, up to the one that is no longer sending, or the next after `stop`."""
    while True:
        began = time.monotonic()
        async with database.reading() as tx:
            one = await broadcasts.find(tx, broadcast)
        yield one, datetime.now(UTC)
        if one.state is not BroadcastState.SENDING or stop.is_set():
            return
        try:
            await asyncio.wait_for(stop.wait(), max(LOOKS_EVERY, 10 * (time.monotonic() - began)))
        except TimeoutError:
            continue
