"""Processes that end, and processes beside one another."""

import re
import time
from urllib.request import urlopen

from content.rules.announcing import BroadcastKind, DeliveryState
from tests.faults.outcome import Outcome
from tests.faults.process import Uabot
from tests.faults.scenarios import scenario
from tests.faults.stage import Stage
from tests.faults.waiting import until

EARLY = 0.15
"""How many of the kills come while the process may still be starting."""


@scenario(times=2)
def killed(stage: Stage) -> Outcome:
    """kill -9 during an alert."""
    stage.announce()
    return _killed(stage)


@scenario(times=1)
def killed_reminding(stage: Stage) -> Outcome:
    """kill -9 during a reminder."""
    stage.announce(BroadcastKind.REMINDER)
    outcome = _killed(stage)
    assert outcome.twice == 0, f"a reminder in doubt is not sent again: {outcome}"
    assert outcome.unknown == outcome.doubts
    return outcome


def _killed(stage: Stage) -> Outcome:
    process = stage.start()
    if stage.luck.random() > 1 - EARLY:
        time.sleep(stage.luck.uniform(0, 2))
    else:
        stage.until_accepted(stage.luck.uniform(0, 0.7))
        time.sleep(stage.luck.uniform(0, 0.1))
    process.kill()
    in_flight = stage.in_flight()
    began = time.time()
    stage.start()
    stage.until_done()
    return stage.outcome(most_twice=in_flight, doubts=in_flight, first=stage.first_after(began))


@scenario(times=1)
def terminated(stage: Stage) -> Outcome:
    """SIGTERM, and a new start."""
    stage.announce()
    process = stage.start()
    stage.until_accepted(stage.luck.uniform(0.1, 0.6))
    took = process.stop()
    counts = stage.counts
    assert counts[DeliveryState.SENDING] == counts[DeliveryState.UNKNOWN] == 0, counts
    began = time.time()
    stage.start()
    stage.until_done()
    outcome = stage.outcome(first=stage.first_after(began), ended=took)
    assert outcome.doubts == 0, f"nothing was in doubt: {outcome}"
    return outcome


@scenario(databases=("postgresql",), times=1, shards=6)
def one_of_two_killed(stage: Stage) -> Outcome:
    """Two senders, one of them killed."""
    both = [stage.start("run").ready(), stage.start("worker").ready()]
    stage.announce()
    stage.until_accepted(stage.luck.uniform(0.1, 0.3))
    until(lambda: all(_sent(process) for process in both), "both send")
    stage.luck.choice(both).kill()
    in_flight = stage.in_flight(quiet=False)
    began = time.time()
    took = stage.until_done(seconds=120)
    return stage.outcome(most_twice=in_flight, first=stage.first_after(began), ended=took)


def _sent(process: Uabot) -> float:
    """How many messages of this process were delivered."""
    with urlopen(f"{process.address}metrics", timeout=10) as answer:
        said = answer.read().decode()
    return sum(map(float, re.findall(r'^uabot_sends_total\{.*"delivered".*\} (\S+)$', said, re.MULTILINE)))


@scenario(databases=("sqlite",))
def begun_twice(stage: Stage) -> Outcome:
    """A second uabot run."""
    stage.announce()
    first = stage.start()
    stage.until_accepted(0.2)
    second = stage.start()
    assert second.wait() != 0
    assert len(second.said.splitlines()) == 1, second.said
    assert f"{first.pid}" in second.said, f"it does not name process {first.pid}: {second.said}"
    stage.until_done()
    outcome = stage.outcome()
    assert outcome.doubts == 0
    return outcome
