"""Weeks of people, organizers and a clock at random: whatever happens, nobody is told too much, too late, or at night.

The ticks, the queue and the database are the real ones; `tests.scheduler.world` says what each of them must do.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from content.action import Kind
from content.ids import PlatformId
from content.rules.announcing import ANNOUNCING, REMINDERS
from content.rules.pacing import Pace
from storage.due import evening, laters, reminders, waking
from tests.scheduler.world import organizing
from tests.scheduler.world.crowd import AT, DAY, DOINGS, HOUR, MINUTE, TOPICS, ZONES, Crowd

HOME = "Europe/Paris"
STARTS = (
    datetime(2026, 3, 5, 15, tzinfo=UTC),  # New York's spring in three days
    datetime(2026, 3, 26, 20, tzinfo=UTC),  # Paris's spring, and the autumn of Lord Howe and Auckland after it
    datetime(2026, 9, 25, 3, tzinfo=UTC),  # Auckland's spring, then Lord Howe's
    datetime(2026, 10, 22, 11, tzinfo=UTC),  # Paris's autumn, then New York's
    datetime(2026, 12, 28, 22, tzinfo=UTC),
)
LABELS = (("2d@18:00", "0d@10:00"), ("2d@18:00", "1d@18:00", "0d@10:00"), ("1d@02:30", "0d@10:00"))
QUIETS = ((time(22), time(8)), (time(22), time(8)), (time(13), time(15, 30)), None)
REGIONS = ("EUR", "ASA", "")
TICKS = ("remind", "later", "wake", "close", "purge")
FATES = st.lists(st.sampled_from(["arrives"] * 6 + ["doubt", "lost", "later", "halt", "gone", "stiff"]), max_size=8)


class Meanwhile(NamedTuple):
    """What people do of what is due, and `then` perhaps the organizers; `leaves`: calls are out and not answered."""

    doings: Sequence[str]
    leaves: bool
    then: str
    fates: list[str]


MEANWHILES = st.builds(
    Meanwhile,
    doings=st.lists(st.sampled_from(DOINGS), min_size=1, max_size=4),
    leaves=st.booleans(),
    then=st.sampled_from(["", "", "", "revise", "withdraw"]),
    fates=FATES,
)


class Weeks(Crowd):
    """Everything that people, organizers, the platform and the clock may do."""

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.to_the_end()
        finally:
            self.world.close()

    def to_the_end(self) -> None:
        """Whatever was begun, it comes to its end."""
        self.world.fates = iter(())
        ends = (one.ends_at for one in self.world.actions.values() if one.broadcast and one.deadline)
        self.run_until(max(ends, default=self.world.now) + HOUR)

    @initialize(
        start=st.sampled_from(STARTS),
        labels=st.sampled_from(LABELS),
        quiet=st.sampled_from(QUIETS),
        people=st.lists(st.tuples(st.sampled_from(ZONES), st.sampled_from(DOINGS)), min_size=3, max_size=5),
        days=st.lists(st.integers(1, 3), min_size=1, max_size=3),
        fates=FATES,
        meanwhiles=st.lists(MEANWHILES, max_size=3),
    )
    def begin(
        self,
        start: datetime,
        labels: Sequence[str],
        quiet: tuple[time, time] | None,
        people: Sequence[tuple[str, str]],
        days: Sequence[int],
        fates: list[str],
        meanwhiles: Sequence[Meanwhile],
    ) -> None:
        """Some people, each of whom does something of the first of some actions, and again when something is due."""
        self.world.begin(start, HOME, quiet, labels)
        for at, (zone, _) in enumerate(people):
            self.join(zone, Pace.DAILY if at == 1 else Pace.EVERY, organizer=at == 0)
        for ahead in days:
            self.announce(ahead, "", "EUR", [], hours_count=False, first=True)
        self.world.fates = iter(fates)
        self.world.look()
        first = next(iter(self.world.actions.values()))
        for who, (_, doing) in zip(list(self.world.people.values()), people, strict=True):
            if self.judge.reachable(who):
                self.do(who, first, doing)
        for one in meanwhiles:
            self.meanwhile(one)

    # the clock

    @rule(hours=st.integers(1, 20), minutes=st.integers(0, 59), fates=FATES, twice=st.booleans())
    def hours_pass(self, hours: int, minutes: int, fates: list[str], twice: bool) -> None:
        """The process runs: it looks at each moment at which something may be due."""
        self.world.fates = iter(fates)
        self.run_until(self.world.now + hours * HOUR + minutes * MINUTE, twice=twice)

    def run_until(self, end: datetime, *, twice: bool = False) -> None:
        world = self.world
        while world.now < end:
            world.now = min((at for at in self.judge.moments() if world.now < at < end), default=end)
            world.look(twice=twice)
            self.judge.rested()

    @rule(days=st.integers(1, 3), fates=FATES)
    def days_pass(self, days: int, fates: list[str]) -> None:
        self.hours_pass(24 * days, 7, fates, twice=False)

    @rule(passes=st.sampled_from([MINUTE, HOUR, 3 * DAY]), answered=st.booleans())
    def it_stands_still(self, passes: timedelta, answered: bool) -> None:
        """The process is killed, perhaps before an answer was written, and begins again later."""
        if answered:
            self.world.answer()
        self.world.now += passes
        self.world.restart()
        self.world.look()
        self.judge.rested()

    @rule(order=st.permutations(TICKS), n=st.integers(0, 3), leaves=st.booleans(), fates=FATES)
    def it_is_in_the_midst(self, order: Sequence[str], n: int, leaves: bool, fates: list[str]) -> None:
        """Some ticks are done, rows are in hand, calls are out and not answered yet."""
        for name in order[:n]:
            self.world.tick(name)
        self.world.fates = iter(fates)
        self.world.read()
        if leaves:
            self.world.leave()

    @rule(writes=st.integers(0, 4), fates=FATES)
    def it_dies_in_the_midst(self, writes: int, fates: list[str]) -> None:
        """When something is due the next time, each tick is killed between two of its transactions."""
        self.world.fates = iter(fates)
        self.world.now = self.next_moment()
        for name in TICKS:
            self.world.die(name, writes)
        self.world.deliver()
        self.judge.rested()

    @rule(how=MEANWHILES)
    def meanwhile(self, how: Meanwhile) -> None:
        """What is due is in hand, or called and not answered, when people or organizers do something of it."""
        for _ in range(12):
            self.world.now = self.next_moment()
            for name in TICKS:
                self.world.tick(name)
            self.world.read()
            if self.world.hand:
                break
        self.world.fates = iter(how.fates)
        if how.leaves:
            self.world.leave()
        waiting = [line for line in self.world.lines.values() if line.waits and line.who]
        for line, doing in zip(waiting, how.doings, strict=False):
            who, what = self.world.people.get(line.who or PlatformId("")), self.world.actions[line.action]
            if who is not None and self.judge.reachable(who) and not self.judge.over(what):
                self.do(who, what, doing)
        if how.then and waiting:
            of = [*reversed(self.world.actions)].index(waiting[0].action)
            if how.then == "revise":
                self.revise(of, 2, words=True, zone="")
            else:
                self.withdraw(of, sure=True)
        self.world.look()
        self.judge.rested()

    def next_moment(self) -> datetime:
        now = self.world.now
        return min((at for at in self.judge.moments() if now < at < now + 30 * DAY), default=now + HOUR)

    @rule()
    def it_is_calm(self) -> None:
        """All that is due at this moment leaves and arrives."""
        self.world.fates = iter(())
        for _ in range(3):
            self.world.now += MINUTE
            self.world.look()
        self.judge.rested()
        if not any(line.waits and line.origin for line in self.world.lines.values()):
            self.judge.calmed()

    # organizers

    @precondition(lambda self: len(self.world.actions) < 12)
    @rule(
        days=st.integers(0, 5),
        zone=st.sampled_from(ZONES),
        region=st.sampled_from(REGIONS),
        topics=st.lists(st.sampled_from(TOPICS), max_size=1),
        hours_count=st.booleans(),
        first=st.sampled_from([True, True, True, False]),
    )
    def announce(
        self, days: int, zone: str, region: str, topics: Sequence[str], hours_count: bool, first: bool
    ) -> None:
        """A new case: its first document, or by chance a later one."""
        self.cases += 1
        kind, sequence = (Kind.FIRST, 1) if first else (Kind.UPDATE, 3)
        organizing.announce(
            self.judge,
            self.cases,
            kind,
            sequence,
            days=days,
            zone=zone,
            hours_count=hours_count,
            region=region,
            topics=topics,
        )

    @precondition(lambda self: len(self.world.actions) < 15)
    @rule(of=AT, what=st.sampled_from(["update", "update", "outcome", "stop"]), days=st.integers(1, 5))
    def follow(self, of: int, what: str, days: int) -> None:
        """What became of a case: an update, which may end it, or an outcome."""
        one = self.something(of)
        if self.judge.ended(one):
            return
        kind = Kind.OUTCOME if what == "outcome" else Kind.UPDATE
        last = max(each.text.sequence or 0 for each in self.world.actions.values() if each.case == one.case)
        organizing.announce(
            self.judge,
            one.case,
            kind,
            last + 1,
            days=days if what == "update" else None,
            zone=one.zone,
            hours_count=one.hours_count,
            region=one.region,
            topics=sorted(one.topics),
            stops=what == "stop",
        )

    @rule(of=AT, days=st.integers(0, 6), words=st.booleans(), zone=st.sampled_from(["", *ZONES]))
    def revise(self, of: int, days: int, words: bool, zone: str) -> None:
        """Another text, or another deadline or zone: what is over may be open again."""
        what = self.something(of)
        if what.withdrawn_at or what.folded:
            return
        self.texts += 1
        zone = zone or what.zone
        ends = None if what.deadline is None else self.world.local(zone).date() + timedelta(days=days)
        summary = f"B.T. fled torture, as we know for the {self.texts}th time." if words else ""
        organizing.revise(self.judge, what, ends, zone, summary)

    @rule(of=AT, sure=st.booleans())
    def withdraw(self, of: int, sure: bool) -> None:
        what = self.something(of)
        if sure and not what.withdrawn_at:
            organizing.withdraw(self.judge, what)

    @rule(of=AT, how=st.sampled_from(["pause", "stop", "go on", "go on"]))
    def halt(self, of: int, how: str) -> None:
        """What is on its way is halted, or given up; or all that is halted goes on."""
        ours = [one for one in self.world.broadcasts.values() if one.kind in ANNOUNCING | REMINDERS]
        wanted = {"pause": ("sending",), "stop": ("sending", "paused"), "go on": ("paused",)}[how]
        going = [one for one in ours if one.state in wanted]
        if how == "go on":
            for one in going:
                organizing.go_on(self.judge, one)
        elif going:
            does = organizing.pause if how == "pause" else organizing.stop
            does(self.judge, going[-1 - of % len(going)])


@pytest.mark.timeout(300)
def test_weeks_at_random(which: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((reminders, "PIECE"), (evening, "PIECE"), (laters, "AT_ONCE"), (waking, "AT_ONCE")):
        monkeypatch.setattr(module, name, 2)
    # each world is drawn afresh: by itself hypothesis makes several that differ from the last in one draw
    monkeypatch.setitem(AVAILABLE_PROVIDERS, "afresh", HypothesisProvider)

    class Here(Weeks):
        pass

    Here.address = address
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=20 if which == "sqlite" else 6,
            stateful_step_count=15,
            backend="afresh",
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=(Phase.generate,),  # to make a failure smaller takes longer than the test may
        ),
    )
