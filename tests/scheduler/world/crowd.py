"""What people do at random in a world: they join, come and go, choose, answer, act, and put off."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from content.action import Channel
from content.ids import PlatformId
from content.rules.counting import Said
from content.rules.pacing import Pace
from tests.scheduler.world import living
from tests.scheduler.world.leaving import Leaving
from tests.scheduler.world.records import Action, Aim, Person
from tests.scheduler.world.running import World

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
TOPICS = ("torture", "women")
DOINGS = ("nothing", "opens", "sends", "sends", "tries", "declines", "puts off", "pauses", "stops")
"""What people do when they have had their first alerts."""
AT = st.integers(0, 20)
"""Which of those there are."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Crowd(RuleBasedStateMachine):
    """People of a world that is opened at `address`."""

    address = ""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.address)
        self.judge = self.world.judge = Leaving(self.world)
        self.joined = self.cases = self.texts = 0

    def do(self, who: Person, what: Action, doing: str) -> None:
        """One of `DOINGS`, of an action that is open."""
        if doing in ("opens", "declines"):
            living.answer(self.world, who, what, declines=doing == "declines")
        elif doing in ("sends", "tries"):
            living.act(self.world, who, what, self.aims(what)[0], Said.SENT if doing == "sends" else Said.TRIED)
        elif doing == "puts off" and self.hour_of(who, 1, time(9)) < what.ends_at:
            living.put_off(self.world, who, what, self.hour_of(who, 1, time(9)), None, asked=True)
        elif doing == "pauses":
            living.pause(self.world, who, self.hour_of(who, 2, time()))
        elif doing == "stops":
            living.stop(self.world, who)

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
