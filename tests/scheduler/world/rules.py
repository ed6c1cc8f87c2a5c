"""The rules of the right moment in plain words of Python: what each step must make, and what may leave.

Nothing here asks the database. `Rules` looks at what the world kept of people, organizers and calls, expects of every
tick exactly the rows that the rules ask for, and checks each call once more at the moment it leaves.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.action import Kind
from content.ids import ActionId, DeliveryId, PlatformId
from content.rules.announcing import (
    ANNOUNCING,
    REMINDERS,
    BroadcastKind,
    DeliveryState,
)
from content.rules.pacing import Pace
from tests.scheduler.world.records import Action, Line, Person, Put
from tests.scheduler.world.running import World

Key = tuple[str, date, str]
"""Zone, day, and a label or `evening`: an hour at which people of a zone are looked at."""
Row = tuple[BroadcastKind, ActionId, PlatformId | None, DeliveryId | None]
"""What a step makes: of which kind and action, for whom, to change the message of which line."""
EVENING = "evening"
HAD = (DeliveryState.DELIVERED, DeliveryState.UNKNOWN)
AMENDABLE = ANNOUNCING | REMINDERS | {BroadcastKind.CORRECTION, BroadcastKind.WARNING}
BETWEEN = {Pace.DAILY: 1, Pace.WEEKLY: 7}
WOKEN_FOR = timedelta(hours=1)
TOLD_FOR = timedelta(days=2)


class Rules:
    """What must happen in a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.planned: dict[Key, datetime] = {}
        self.done: set[Key] = set()
        self.expected: Counter[Row] = Counter()
        self.coming: dict[tuple[PlatformId, ActionId], Put] = {}
        self.came: dict[DeliveryId, Put] = {}
        self.reminded: set[tuple[PlatformId, ActionId, date]] = set()

    # what holds of people and actions

    def reachable(self, person: Person) -> bool:
        return not (person.stopped or person.gone)

    def paused(self, person: Person) -> bool:
        return person.paused_until is not None and person.paused_until > self.world.now

    def ended(self, action: Action) -> bool:
        """By an outcome, or a word to stop, on its case."""
        of_case = (one for one in self.world.actions.values() if one.case == action.case and one.broadcast)
        return any((one.text.kind is Kind.OUTCOME or one.stops) and not one.withdrawn_at for one in of_case)

    def over(self, action: Action) -> bool:
        return bool(action.withdrawn_at) or self.ended(action) or self.world.now >= action.ends_at

    def open(self) -> list[Action]:
        """The newest of each case, where it is not over."""
        newest: dict[int, Action] = {}
        for one in self.world.actions.values():
            if one.broadcast and not one.withdrawn_at:
                newest[one.case] = one
        return [one for one in newest.values() if not self.over(one)]

    def told(self, person: Person, action: Action) -> bool:
        """Got it, perhaps, or opened it."""
        got = (line.state in HAD and line.kind in ANNOUNCING for line in self.of(person, action.id))
        return action.id in person.opened or any(got)

    def told_of_case(self, person: Person, case: int) -> bool:
        return any(self.told(person, one) for one in self.world.actions.values() if one.case == case)

    def of(self, person: Person, action: ActionId) -> Iterator[Line]:
        return (line for line in self.world.of[person.name] if line.action == action)

    def sent_any(self, person: Person, action: Action) -> bool:
        return any(one == action.id for one, _ in person.sent)

    def done_with(self, person: Person, action: Action, put: Put) -> bool:
        """Whether what was put off is done, or not wanted."""
        sent = self.sent_any(person, action) if put.aim is None else (action.id, put.aim) in person.sent
        return sent or action.id in person.declined

    def wants(self, person: Person, action: Action) -> bool:
        told = [
            (person.regions, {action.region} if action.region else set()),
            (person.topics, set(action.topics)),
        ]
        wishes = [(wished, said) for wished, said in told if said and wished]
        return not wishes or any(wished & said for wished, said in wishes)

    def urgency(self, action: Action) -> tuple[date, int, ActionId]:
        """Smaller comes first: what ends sooner, then that for which the fewest acted."""
        acted = sum(self.sent_any(one, action) for one in self.world.people.values())
        return action.deadline or date.max, acted, action.id

    def asked_at(self, key: Key) -> datetime:
        zone, day, label = key
        hour = time(18) if label == EVENING else time.fromisoformat(label.partition("@")[2])
        return datetime.combine(day, hour, ZoneInfo(zone or self.world.home)).astimezone(UTC)

    def moments(self) -> Iterator[datetime]:
        """When something may be due, from now on; between them nothing happens by itself."""
        world = self.world
        zones = {person.zone for person in world.people.values()}
        slow = {one.zone for one in world.people.values() if one.pace is not Pace.EVERY or one.paused_until}
        yield from (
            at for (zone, _, label), at in self.planned.items() if zone in (slow if label == EVENING else zones)
        )
        yield from (action.ends_at for action in world.actions.values() if action.broadcast)
        yield from (line.due_at for line in world.lines.values() if line.waits and line.due_at is not None)
        for person in world.people.values():
            yield from (put.due_at for put in person.puts.values() if put.state == "due")
        if world.quiet is not None:
            yield from map(world.morning, zones)

    def is_of(self, key: Key, action: Action) -> bool:
        """Whether a label's day is that of the action's deadline as it stands now."""
        _, day, label = key
        if label == EVENING or action.deadline is None:
            return False
        return day == action.deadline - timedelta(days=int(label.partition("d@")[0]))

    # what each step must make

    def before(self, tick: str) -> None:
        self.coming.clear()
        steps = {"remind": self._hours_come, "later": self._come_back, "close": self._closings}
        self.expected = Counter(steps[tick]() if tick in steps else ())

    def expect(self, rows: Iterable[Row]) -> None:
        """What the next step of an organizer must make."""
        self.expected = Counter(rows)

    def made(self, step: str, lines: Sequence[Line]) -> None:
        expected, self.expected = self.expected, Counter[Row]()
        made = Counter((line.kind, line.action, line.who, line.origin) for line in lines)
        more, less = made - expected, expected - made
        assert made == expected, f"{step} made what it should not: {+more}; and forgot: {+less}"
        for line in lines:
            if line.kind is BroadcastKind.LATER and line.who is not None:
                self.came[line.id] = self.coming[line.who, line.action]
        self._adds_up()

    def _adds_up(self) -> None:
        """What is over has nothing left to send; a row that waits is of a broadcast that goes on."""
        for line in self.world.lines.values():
            if line.state is DeliveryState.QUEUED:
                assert line.broadcast.state in ("sending", "paused"), f"{line} waits for ever"

    def _hours_come(self) -> Iterator[Row]:
        """Reminders and evenings: the hours that came while it was not quiet, then plan those to come."""
        world = self.world
        come = {key: at for key, at in self.planned.items() if at <= world.now and not world.is_quiet(key[0])}
        self.done |= come.keys()
        for key in come:
            del self.planned[key]
        for person in world.people.values():
            yield from self._reminder(person, [(at, key) for key, at in come.items() if key[0] == person.zone])
        evenings = {key[0] for key in come if key[2] == EVENING}
        for person in world.people.values():
            if person.zone in evenings:
                yield from self._evening(person)
        self._plan()

    def _plan(self) -> None:
        deadlines = {one.deadline for one in self.open() if one.deadline is not None}
        keys: set[Key] = set()
        for zone in self.world.zones:
            today = self.world.local(zone).date()
            for label in self.world.labels:
                keys |= {(zone, day - timedelta(days=int(label.partition("d@")[0])), label) for day in deadlines}
            if deadlines:
                keys |= {(zone, today, EVENING), (zone, today + timedelta(days=1), EVENING)}
        ahead = {key: self.asked_at(key) for key in keys - self.done}
        self.planned |= {key: at for key, at in ahead.items() if at > self.world.now}

    def _reminder(self, person: Person, come: Sequence[tuple[datetime, Key]]) -> Iterator[Row]:
        """At most one, of the newest hour that has one, and of its actions the most urgent."""
        if not self.reachable(person) or self.paused(person) or self._had_today(person):
            return
        for hour in sorted({at for at, _ in come}, reverse=True):
            keys = [key for at, key in come if at == hour]
            wanted = [
                one
                for one in self.open()
                if any(self.is_of(key, one) for key in keys)
                and self._may_remind(person, one)
                and not self._stopped(BroadcastKind.REMINDER, one, person.zone)
            ]
            if wanted:
                first = min(wanted, key=self.urgency)
                days = {key[1] for key in keys if self.is_of(key, first)}
                assert not {(person.name, first.id, day) for day in days} & self.reminded, "reminded twice"
                self.reminded |= {(person.name, first.id, day) for day in days}
                yield BroadcastKind.REMINDER, first.id, person.name, None
                return

    def _stopped(self, kind: BroadcastKind, action: Action, zone: str) -> bool:
        """Whether organizers stopped what comes of it for this day there."""
        today = self.world.local(zone).date()
        ours = [one for one in self.world.broadcasts.values() if one.action == action.id and one.kind is kind]
        return [one.state for one in ours if one.day == today][-1:] == ["stopped"]

    def _may_remind(self, person: Person, action: Action) -> bool:
        put = person.puts.get(action.id)
        return (
            self.told(person, action)
            and not self.sent_any(person, action)
            and action.id not in person.declined
            and not (put and put.state == "due")
        )

    def _had_today(self, person: Person) -> bool:
        """Whether a reminder of whatever kind came on this day of theirs, or is still to come."""
        today = self.world.local(person.zone).date()
        for line in self.world.of[person.name]:
            if line.kind in REMINDERS and line.state is not DeliveryState.SKIPPED:
                moments = [call.at for call in line.calls] + ([line.settled_at] if line.settled_at else [])
                days = {call.day for call in line.calls} | {self.world.local(person.zone, at).date() for at in moments}
                if line.waits or today in days or line.made_on == today:
                    return True
        return False

    def _evening(self, person: Person) -> Iterator[Row]:
        """For whoever wants few, and whoever is back from a pause: the most urgent one that they have not had."""
        today = self.world.local(person.zone).date()
        back = person.paused_until is not None and person.paused_until <= self.world.now
        if person.pace is Pace.EVERY:
            turn = back
        else:
            turn = person.alerted is None or (today - person.alerted).days >= BETWEEN[person.pace]
        if back:
            person.paused_until = None
        if not turn or not self.reachable(person) or self.paused(person):
            return
        wanted = [one for one in self.open() if self._new_to(person, one)]
        if wanted:
            first = min(wanted, key=self.urgency)
            person.alerted = today
            yield first.kind, first.id, person.name, None

    def _new_to(self, person: Person, action: Action) -> bool:
        has_row = (
            line.kind in ANNOUNCING and line.state is not DeliveryState.SKIPPED for line in self.of(person, action.id)
        )
        assert action.broadcast is not None
        return (
            self.world.broadcasts[action.broadcast].state in ("sending", "done")
            and self.wants(person, action)
            and not self.told_of_case(person, action.case)
            and action.id not in person.declined
            and not any(has_row)
        )

    def _come_back(self) -> Iterator[Row]:
        """What was put off until now; what would wake somebody who did not choose the hour waits for their morning."""
        for person in self.world.people.values():
            for id_, put in person.puts.items():
                if put.state != "due" or put.due_at > self.world.now:
                    continue
                action = self.world.actions[id_]
                there = self.reachable(person) and not self.paused(person) and not self.over(action)
                if not there or self.done_with(person, action, put):
                    put.state = "over"
                elif self.world.is_quiet(person.zone) and not self.chosen(put):
                    put.due_at = self.world.morning(person.zone)
                elif self._stopped(BroadcastKind.LATER, action, self.world.home):
                    put.state = "over"
                else:
                    put.state = "over"
                    self.coming[person.name, id_] = put
                    yield BroadcastKind.LATER, id_, person.name, None

    def chosen(self, put: Put) -> bool:
        """Whether the person wanted it at this hour, be it in the night."""
        return put.asked and self.world.now - put.due_at < WOKEN_FOR

    def _closings(self) -> Iterator[Row]:
        """What follows, once, on the end of an action."""
        for action in self.world.actions.values():
            if not action.broadcast or action.closed or action.withdrawn_at or not self.over(action):
                continue
            if not (action.stops or action.text.kind is Kind.OUTCOME):
                for line in self._lines(action.id, ANNOUNCING):
                    if line.state in (DeliveryState.DELIVERED, DeliveryState.SENDING):
                        yield BroadcastKind.CLOSING, action.id, line.who, line.id
            told = not self.ended(action) and self.world.now - action.ends_at < TOLD_FOR
            for person in self.world.people.values():
                put = person.puts.get(action.id)
                if told and self.reachable(person):
                    if put and self._promised(person, action, put) and not self.paused(person):
                        yield BroadcastKind.PROMISE, action.id, person.name, None
                    if person.organizer:
                        yield BroadcastKind.TALLY, action.id, person.name, None
                if put and put.state == "due":
                    put.state = "over"

    def _promised(self, person: Person, action: Action, put: Put) -> bool:
        return put.state != "taken back" and not self.sent_any(person, action) and action.id not in person.declined

    def _lines(self, action: ActionId, kinds: Collection[BroadcastKind]) -> Iterator[Line]:
        """Messages of their own, to people who are still here."""
        for line in self.world.lines.values():
            if line.action == action and line.kind in kinds and line.origin is None and line.who is not None:
                yield line

    def announced(self, action: Action) -> Iterator[Row]:
        """Whom an announcement at this moment is for."""
        of_case = [one for one in self.world.actions.values() if one.case == action.case]
        following = action.text.kind is not Kind.FIRST and any(one.broadcast for one in of_case if one is not action)
        for person in self.world.people.values():
            if following:
                refused = any(one.id in person.declined for one in of_case)
                theirs = self.told_of_case(person, action.case) and not refused
            else:
                theirs = person.pace is Pace.EVERY and self.wants(person, action)
            if theirs and self.reachable(person) and not self.paused(person):
                yield action.kind, action.id, person.name, None

    def revised(self, action: Action, *, words: bool) -> Iterator[Row]:
        """What a correction edits, and, if the words are others, who is warned."""
        stopped = {BroadcastKind.CORRECTION, BroadcastKind.WARNING} if words else {BroadcastKind.CORRECTION}
        yield from self._amended(action, BroadcastKind.CORRECTION, stopped)
        if words:
            yield from self._warned(action)

    def withdrawn(self, action: Action) -> Iterator[Row]:
        """What a withdrawal takes back, who is warned, and what is open again as only this had ended it."""
        yield from self._amended(action, BroadcastKind.WITHDRAWAL, AMENDABLE)
        yield from self._warned(action)
        for other in self.world.actions.values():
            if other.case == action.case and other.closed and not self.over(other):
                yield from self._amended(other, BroadcastKind.CORRECTION, ())

    def _amended(self, action: Action, kind: BroadcastKind, stopped: Collection[BroadcastKind]) -> Iterator[Row]:
        """The messages of an action are edited; what may be there, and goes no further, gets a message of its own."""
        for line in self._lines(action.id, AMENDABLE):
            if line.state in (DeliveryState.DELIVERED, DeliveryState.SENDING):
                yield kind, action.id, line.who, line.id
            elif line.in_doubt and (not line.waits or line.kind in stopped):
                yield kind, action.id, line.who, None

    def _warned(self, action: Action) -> Iterator[Row]:
        for person in self.world.people.values():
            if self.reachable(person) and any(one == action.id for one, _ in person.handed):
                yield BroadcastKind.WARNING, action.id, person.name, None
