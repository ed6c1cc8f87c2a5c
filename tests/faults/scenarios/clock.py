"""The wall clock is set while we send."""

import time
from pathlib import Path

from tests.faults.outcome import Outcome
from tests.faults.scenarios import scenario
from tests.faults.stage import Stage
from tests.faults.waiting import until

HOUR = 3600
LONGER = 35.0
"""Seconds that it may take longer than with a good clock: a retry waits 30 at most."""


@scenario()
def moved(stage: Stage) -> Outcome:
    """The clock goes an hour forth, and back again."""
    return _moved(stage, HOUR)


@scenario()
def moved_back(stage: Stage) -> Outcome:
    """The clock goes an hour back, and forth again."""
    return _moved(stage, -HOUR)


def _moved(stage: Stage, seconds: int) -> Outcome:
    stage.announce()
    clock = stage.folder / "clock"
    clock.write_text("0")
    stage.start(moved=clock)
    stage.until_accepted(0.2)
    _set(clock, seconds)
    stage.telegram.fault("status", status=500, share=0.3, seconds=1)  # these wait for a moment of the wrong clock
    stage.until_accepted(0.35)
    stage.telegram.fault("flood", retry_after=2, count=1)  # and now the whole lane does
    until(lambda: stage.telegram.stats()["floods"] > 0, "a halt by the wrong clock")
    _set(clock, 0)
    began = time.time()
    took = stage.until_done(seconds=stage.scale.chats / stage.scale.rate + LONGER + 60)  # a slow machine's 60
    outcome = stage.outcome(first=stage.first_after(began), ended=took)
    assert outcome.twice == outcome.doubts == 0
    return outcome


def _set(clock: Path, seconds: int) -> None:
    clock.write_text(str(seconds))
    until(lambda: Path(f"{clock}.is").read_text() == str(seconds), "the clock is set")
