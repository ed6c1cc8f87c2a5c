"""A small world for tests that last weeks: people, organizers and a platform around a real database and the real ticks.

It does what it is asked to, and keeps in plain records what everybody was told and when. Whether that was right says a
`Judge`, from these records alone. One process sends, one or two tick; what it has in hand dies with it.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select

from content.courier import Delivered, Gone, Outcome, TryLater, Uneditable, Unknown
from content.ids import ActionId, BroadcastId, DeliveryId, Platform, PlatformId, Reference
from content.rules.announcing import BroadcastKind, DeliveryState, order
from content.rules.hours import Hours, Quiet
from scheduler import runner
from scheduler.clock import Tick
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.sending import deliveries, settling
from storage.sending.deliveries import Delivery
from tests.databases import SECRET
from tests.scheduler.world.records import Action, Broadcast, Call, Line, Person, Screen

T = TypeVar("T")
RETENTION_DAYS = 9


class Judge(Protocol):
    """Says whether what happens is right; it raises AssertionError if not."""

    def call(self, line: Line, delivery: Delivery) -> None:
        """Before a call leaves."""

    def before(self, tick: str) -> None:
        """Before a tick."""

    def made(self, step: str, lines: Sequence[Line]) -> None:
        """After a tick or another step, with the rows that it made."""

    def skipped(self, step: str, line: Line) -> None:
        """A row will not go any more."""


class _Killed(BaseException):
    """The process is dead."""


class _Mortal(Database):
    """A database of a process that dies when it wants to begin one more transaction than `writes`."""

    def __init__(self, database: Database, writes: int) -> None:
        self.__dict__.update(database.__dict__)
        self.left = writes

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Tx]:
        if self.left == 0:
            raise _Killed
        self.left -= 1
        async with super().writing() as tx:
            yield tx


class World:
    """Everything there is, at `now`. `judge` is asked about all that happens."""

    now: datetime
    judge: Judge

    def __init__(self, address: str) -> None:
        self.runner = asyncio.Runner()
        self.databases: list[Database] = [self.runner.run(open_database(address, SECRET)) for _ in range(2)]
        self.database = self.databases[0]
        self.people: dict[PlatformId, Person] = {}
        self.actions: dict[ActionId, Action] = {}
        self.broadcasts: dict[BroadcastId, Broadcast] = {}
        self.lines: dict[DeliveryId, Line] = {}
        self.of: dict[PlatformId | None, list[Line]] = defaultdict(list)
        self.screens: dict[tuple[PlatformId, Reference], Screen] = {}
        self.zones: set[str] = set()
        self.hand: list[Delivery] = []
        self.flight: list[tuple[Delivery, Outcome]] = []
        self.fates: Iterator[str] = iter(())
        self._numbers = count(1)
        self.write(_empty)

    def begin(self, now: datetime, home: str, quiet: tuple[time, time] | None, labels: Sequence[str]) -> None:
        """Set the clock, and the settings of all processes to come."""
        self.now, self.home, self.quiet, self.labels = now, home, quiet, labels
        self.hours = Hours(Quiet(*quiet) if quiet else None, home)
        self.restart()

    def write(self, work: Callable[[Tx], Awaitable[T]]) -> T:
        """Do it in a transaction of its own."""

        async def done() -> T:
            async with self.database.writing() as tx:
                return await work(tx)

        return self.runner.run(done())

    def close(self) -> None:
        for database in self.databases:
            self.runner.run(database.close())
        self.runner.close()

    def local(self, zone: str, moment: datetime | None = None) -> datetime:
        """What a clock there shows; `""` is the organization's."""
        return (moment or self.now).astimezone(ZoneInfo(zone or self.home))

    def is_quiet(self, zone: str) -> bool:
        if self.quiet is None:
            return False
        at, (begins, ends) = self.local(zone).time(), self.quiet
        return begins <= at < ends if begins < ends else at >= begins or at < ends

    def morning(self, zone: str) -> datetime:
        """When quiet hours end there the next time."""
        assert self.quiet is not None
        here = self.local(zone)
        days = (here.date() + timedelta(days=ahead) for ahead in range(2))
        ends = (datetime.combine(day, self.quiet[1], here.tzinfo).astimezone(UTC) for day in days)
        return min(at for at in ends if at > self.now)

    def restart(self) -> None:
        """A new process: what was in hand is as it was in the tables, what was out gets no answer any more."""
        for one, _ in self.flight:
            last = self.lines[one.id].calls[-1]
            last.fate = "doubt" if last.fate in ("arrives", "doubt") else "lost"
        self._begin_anew()
        self.see("restart")

    def _begin_anew(self) -> None:
        self.hand, self.flight = [], []
        self.ticking: list[dict[str, Tick]] = [
            {tick.name: tick for tick in runner.ticks(self.labels, RETENTION_DAYS, self.hours)} for _ in self.databases
        ]
        self.write(lambda tx: settling.recover(tx, now=self.now))

    def tick(self, name: str, *, twice: bool = False) -> None:
        """One tick, by one process or by two at the same moment."""
        self.judge.before(name)
        self._tick(name, self.databases if twice else self.databases[:1])
        self.see(name)

    def die(self, name: str, writes: int) -> None:
        """A tick is killed after so many transactions, and the next process makes it at the same moment."""
        self.answer()
        self.judge.before(name)
        try:
            self._tick(name, [_Mortal(self.database, writes)])
        except _Killed:
            self._begin_anew()
            self._tick(name, [self.database])
        self.see(name)

    def _tick(self, name: str, databases: Sequence[Database]) -> None:
        async def go() -> None:
            both = [ticks[name].do(one, self.now) for ticks, one in zip(self.ticking, databases, strict=False)]
            if self.database.kind == "sqlite":
                for one in both:
                    await one
            else:
                await asyncio.gather(*both)

        self.runner.run(go())

    def look(self, *, twice: bool = False) -> None:
        """All ticks, then all that may leave."""
        for name in self.ticking[0]:
            self.tick(name, twice=twice)
        self.deliver()

    def deliver(self) -> None:
        """Send until nothing more leaves at this moment."""
        for _ in range(300):
            self.answer()
            stale = bool(self.hand)
            self.read()
            if not self.hand or not (self.leave() or stale):
                return
        raise AssertionError("it never ends")

    def read(self) -> None:
        """Take in hand what may leave, as a sender does a while before it does."""

        async def read(tx: Tx) -> list[Delivery]:
            return await deliveries.due(tx, Platform.TELEGRAM, now=self.now, limit=9)

        here, found = {one.id for one in self.hand}, self.write(read)
        orders = [order(one.kind) for one in found]
        assert orders == sorted(orders), "what leaves first is read first"
        self.hand += [one for one in found if one.id not in here]

    def leave(self) -> bool:
        """Mark what is in hand, and call; the answers are still to come. Whether anything left."""
        wanted, self.hand = self.hand, []

        async def mark(tx: Tx) -> Collection[DeliveryId]:
            going = await deliveries.mark_sending(tx, wanted, hours=self.hours, now=self.now)
            assert not await deliveries.mark_sending(tx, wanted, hours=self.hours, now=self.now), "two have one row"
            return frozenset(going)

        going = self.write(mark)
        self.see("marking")
        self.flight += [(one, self._call(one)) for one in wanted if one.id in going]
        return bool(going)

    def answer(self) -> None:
        """What was out is answered."""
        answered, self.flight = self.flight, []
        for one, outcome in answered:
            who = self.lines[one.id].who
            if isinstance(outcome, Gone) and who is not None:
                self.people[who].gone = True
        if answered:
            self.write(lambda tx: settling.settle(tx, answered, now=self.now))
            self.see("settling")

    def _call(self, one: Delivery) -> Outcome:
        line = self.lines[one.id]
        self.judge.call(line, one)
        assert line.who is not None
        screen = None if one.origin is None else self.screens[line.who, one.origin.reference]
        fate = next(self.fates, "arrives")
        if screen is None and fate == "stiff":
            fate = "arrives"
        elif screen is not None and (screen.stiff or fate == "stiff"):
            fate, screen.stiff = "stiff", True
        day = self.local(self.people[line.who].zone).date()
        call = Call(self.now, day, screen is None, fate)
        line.calls.append(call)
        reference = Reference(f"m{next(self._numbers)}") if one.origin is None else one.origin.reference
        if fate in ("arrives", "doubt"):
            if screen is None:
                self.screens[line.who, reference] = Screen(one.id, call, one.action, one.kind, one.revision)
            else:
                screen.says, screen.revision = one.kind, one.revision
                screen.removed = one.kind is BroadcastKind.WITHDRAWAL
        soon = self.now + timedelta(seconds=40)
        answers: dict[str, Outcome] = {
            "arrives": Delivered(reference),
            "later": TryLater(soon),
            "halt": TryLater(soon, halt=True),
            "gone": Gone("blocked"),
            "stiff": Uneditable("too old"),
        }
        return answers.get(fate, Unknown("timed out"))

    def see(self, step: str) -> None:
        """Read what is there now, and have it judged."""
        d, b, a = tables.deliveries.c, tables.broadcasts.c, tables.actions.c
        asked: Sequence[Select[Any]] = (
            select(b.id, b.kind, b.action_id, b.state, b.day, b.amends).order_by(b.id),
            select(a.id, a.revision, a.deadline, a.zone, a.closed_at, a.folded_at),
            select(d.id, d.broadcast_id, d.chat_id, d.state, d.held, d.due_at, d.settled_at, d.origin).order_by(d.id),
        )

        async def read(tx: Tx) -> list[Sequence[Row[Any]]]:
            return [(await tx.connection.execute(one)).all() for one in asked]

        broadcasts, actions, rows = self.write(read)
        self.broadcasts = {
            row.id: Broadcast(row.id, BroadcastKind(row.kind), row.action_id, row.state, row.day, row.amends)
            for row in broadcasts
        }
        for row in actions:
            self._see_action(row)
        chats = {person.chat: person for person in self.people.values()}
        made, skipped = [], []
        self.of = defaultdict(list)
        for row in rows:
            old, person, state = self.lines.get(row.id), chats.get(row.chat_id), DeliveryState(row.state)
            was = old.state if old else None
            if old is None or (was is DeliveryState.SKIPPED and state is DeliveryState.QUEUED):
                on = self.local(person.zone if person else "").date()
                broadcast = self.broadcasts[row.broadcast_id]
                line = Line(row.id, broadcast, self.now, step, on, state, calls=old.calls if old else [])
                made.append(line)
            else:
                line = old
            line.broadcast, line.who, line.state = (
                self.broadcasts[row.broadcast_id],
                person.name if person else None,
                state,
            )
            line.held, line.origin, line.due_at, line.settled_at = (
                bool(row.held),
                row.origin,
                row.due_at,
                row.settled_at,
            )
            self.lines[line.id] = line
            self.of[line.who].append(line)
            if state is DeliveryState.SKIPPED and was is not DeliveryState.SKIPPED:
                skipped.append(line)
        self.judge.made(step, made)
        for line in skipped:
            self.judge.skipped(step, line)

    def _see_action(self, row: Row[Any]) -> None:
        action = self.actions[row.id]
        assert (row.revision, row.deadline, row.zone) == (action.revision, action.deadline, action.zone)
        action.closed = row.closed_at is not None
        if row.folded_at is None or action.folded:
            return
        action.folded = True
        for person in self.people.values():
            person.opened.discard(action.id)
            person.declined.discard(action.id)
            person.puts.pop(action.id, None)
            for kept in (person.handed, person.sent):
                kept -= {one for one in kept if one[0] == action.id}


async def _empty(tx: Tx) -> None:
    for table in reversed(tables.metadata.sorted_tables):
        if table is not tables.vault:
            await tx.connection.execute(table.delete())
