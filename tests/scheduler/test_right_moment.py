"""Weeks of people, organizers and a clock at random: whatever happens, nobody is told too much, too late, or at night.

The ticks, the queue and the database are the real ones; `tests.scheduler.world` says what each of them must do.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from content.action import Channel, Kind
from content.ids import PlatformId
from content.rules.announcing import ANNOUNCING, REMINDERS
from content.rules.counting import Said
from content.rules.pacing import Pace
from tests.scheduler.world import living, organizing
from tests.scheduler.world.leaving import Leaving
from tests.scheduler.world.records import Action, Aim, Person
from tests.scheduler.world.running import World

HOME = "Europe/Paris"
ZONES = (
    "",
    "Europe/Paris",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
"""Half hours, quarters, a clock that changes by half an hour, and both sides of the date line."""
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
TOPICS = ("torture", "women")
TICKS = ("remind", "later", "wake", "close", "purge")
FATES = st.lists(st.sampled_from(["arrives"] * 6 + ["doubt", "lost", "later", "halt", "gone", "stiff"]), max_size=8)
AT = st.integers(0, 20)
"""Which of those there are."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Weeks(RuleBasedStateMachine):
    """Everything that people, organizers, the platform and the clock may do."""

    address = ""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.address)
        self.judge = self.world.judge = Leaving(self.world)
        self.joined = self.cases = self.texts = 0

    def teardown(self) -> None:
        self.world.close()

    @initialize(
        start=st.sampled_from(STARTS),
        labels=st.sampled_from(LABELS),
        quiet=st.sampled_from(QUIETS),
        zones=st.lists(st.sampled_from(ZONES), min_size=2, max_size=4),
        days=st.lists(st.integers(1, 4), min_size=1, max_size=2),
    )
    def begin(
        self,
        start: datetime,
        labels: Sequence[str],
        quiet: tuple[time, time] | None,
        zones: Sequence[str],
        days: Sequence[int],
    ) -> None:
        self.world.begin(start, HOME, quiet, labels)
        for at, zone in enumerate(zones):
            self.join(zone, Pace.DAILY if at == 1 else Pace.EVERY, organizer=at == 0)
        for ahead in days:
            self.announce(ahead, "", "EUR", [], hours_count=False, first=True)

    # the clock

    @rule(hours=st.integers(1, 20), minutes=st.integers(0, 59), fates=FATES, twice=st.booleans())
    def hours_pass(self, hours: int, minutes: int, fates: list[str], twice: bool) -> None:
        """The process runs: it looks at each moment at which something may be due."""
        world = self.world
        world.fates, end = iter(fates), world.now + hours * HOUR + minutes * MINUTE
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

    # people

    def someone(self, at: int) -> Person:
        there = [one for one in self.world.people.values() if self.judge.reachable(one)]
        return there[at % len(there)]

    def something(self, of: int) -> Action:
        """An action that was announced, rather a new one."""
        return list(self.world.actions.values())[-1 - of % len(self.world.actions)]

    def has_people(self) -> bool:
        return any(map(self.judge.reachable, self.world.people.values()))

    @precondition(lambda self: len(self.world.people) < 6)
    @rule(zone=st.sampled_from(ZONES), pace=st.sampled_from(Pace), organizer=st.booleans())
    def join(self, zone: str, pace: Pace, organizer: bool) -> None:
        self.joined += 1
        living.join(self.world, PlatformId(f"person {self.joined}"), zone, pace, organizer=organizer)

    @precondition(has_people)
    @rule(at=AT, how=st.sampled_from(["stop", "stop", "forget", "come back", "come back"]))
    def come_and_go(self, at: int, how: str) -> None:
        if how == "come back":
            for who in self.world.people.values():
                if not self.judge.reachable(who):
                    living.come_back(self.world, who)
        else:
            does = living.stop if how == "stop" else living.forget
            does(self.world, self.someone(at))

    @precondition(has_people)
    @rule(
        at=AT,
        what=st.sampled_from(["zone", "pace", "pause", "wishes"]),
        zone=st.sampled_from(ZONES),
        pace=st.sampled_from(Pace),
        wakes=st.booleans(),
        days=st.integers(0, 3),
        wishes=st.sets(st.sampled_from(["EUR", "ASA", *TOPICS])),
    )
    def choose(self, at: int, what: str, zone: str, pace: Pace, wakes: bool, days: int, wishes: set[str]) -> None:
        """When, and of what, somebody wants to hear; a pause is until the beginning of a day, or over now."""
        who = self.someone(at)
        if what == "zone":
            living.move(self.world, who, zone)
        elif what == "pace":
            living.settle(self.world, who, pace, wakes=wakes)
        elif what == "wishes":
            living.wish(self.world, who, wishes & {"EUR", "ASA"}, wishes & {*TOPICS})
        else:
            living.pause(self.world, who, self.hour_of(who, days, time()) if days else None)

    def hour_of(self, who: Person, days: int, hour: time) -> datetime:
        """An hour of a day of theirs."""
        here = self.world.local(who.zone)
        return datetime.combine(here.date() + timedelta(days=days), hour, here.tzinfo).astimezone(UTC)

    @precondition(has_people)
    @rule(at=AT, of=AT, how=st.sampled_from(["open", "decline", "take back"]))
    def answer(self, at: int, of: int, how: str) -> None:
        who, what = self.someone(at), self.something(of)
        if what.withdrawn_at or what.folded:
            return
        if how == "take back":
            living.take_back(self.world, who, what)
        else:
            living.answer(self.world, who, what, declines=how == "decline")

    @precondition(lambda self: self.has_people() and self.judge.open())
    @rule(
        at=AT,
        of=AT,
        which=st.integers(0, 2),
        said=st.sampled_from([Said.SENT, Said.SENT, Said.TRIED, Said.TRIED, Said.UNDO]),
        hours=st.integers(1, 14),
    )
    def act(self, at: int, of: int, which: int, said: Said, hours: int) -> None:
        """Take an appeal, and say what became of it; what could not be sent comes back by another way."""
        who, what = self.someone(at), self.one_open(of)
        aims = self.aims(what)
        living.act(self.world, who, what, aims[which], said)
        put, due_at = who.puts.get(what.id), self.world.now + hours * HOUR
        if said is Said.TRIED and due_at < what.ends_at and not (put and put.state == "due"):
            living.put_off(self.world, who, what, due_at, aims[which - 1], asked=False)

    @precondition(lambda self: self.has_people() and self.judge.open())
    @rule(at=AT, of=AT, when=st.sampled_from(["hour", "tonight", "morning", "night", "soon"]), whole=st.booleans())
    def later(self, at: int, of: int, when: str, whole: bool) -> None:
        """At a moment that they choose themselves, be it in their night."""
        who, what, now = self.someone(at), self.one_open(of), self.world.now
        due_at = {
            "hour": now + HOUR,
            "tonight": self.hour_of(who, 0, time(19)),
            "morning": self.hour_of(who, 1, time(9)),
            "night": self.hour_of(who, 1, time(3, 30)),
            "soon": now + 3 * MINUTE,
        }[when]
        if now < due_at < what.ends_at:
            living.put_off(self.world, who, what, due_at, None if whole else self.aims(what)[0], asked=True)

    def one_open(self, of: int) -> Action:
        there = self.judge.open()
        return there[of % len(there)]

    def aims(self, what: Action) -> list[Aim]:
        first, second = what.targets
        return [(first, Channel.EMAIL), (first, Channel.POST), (second, Channel.X)]

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
def test_weeks_at_random(which: str, address: str) -> None:
    class Here(Weeks):
        pass

    Here.address = address
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=14 if which == "sqlite" else 3,
            stateful_step_count=40,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=(Phase.generate, Phase.shrink),  # explaining a failure traces each line: minutes
        ),
    )
