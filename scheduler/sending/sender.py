"""The sender of one platform: takes what is queued, at its lane's pace, and writes down what became of it.

One transaction for each slice settles the calls that were answered, reserves slots and marks rows `sending`, a slice or
two before the slots' moments, so that a commit costs no pace; the release lets them go. What a crash leaves in doubt is
what was marked or out at that moment, and nothing else.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil, inf
from time import monotonic
from typing import Generic, TypeVar

from content.courier import Courier, Outcome
from content.ids import BroadcastId, DeliveryId
from content.rules.announcing import ORDERS
from content.rules.hours import Hours
from scheduler.sending.calls import Calls
from scheduler.sending.figures import Figures
from scheduler.sending.hand import Hand
from scheduler.sending.pace import Edits, Pace
from scheduler.sending.release import Marked, Release, mark
from scheduler.sending.wording import Render, Wording
from storage.database.engine import Database, Tx
from storage.sending import lanes, settling
from storage.sending.deliveries import Delivery
from storage.sending.lanes import Slots
from storage.sending.restored import Copy

log = logging.getLogger(__name__)
R = TypeVar("R")

RETRY_SECONDS = 1.0
"""How long we wait when the database, or what makes the messages, failed."""
DRAIN_SECONDS = 8.0
"""How long calls that are out may take to be answered when we are stopped."""
LAST_SECONDS = 1.0
"""How long the last answers may take to be written after that."""
PATIENCE_SECONDS = 60.0
"""After this a call counts as unanswered, whatever the courier thinks."""
MOST_OUT = 816
"""Calls that may be out at once: a server of the Bot API turns us away at 1000."""
AHEAD_SECONDS = 2
"""What is in hand at most, and what may be out, in seconds of the rate: a platform that hangs leaves few doubts."""
_LEAST_AHEAD = 60
_MOST_WAITING = 2000
_BATCH = 250  # unpaced, fewer rows than this wait a moment for others to be marked with
_GATHER_SECONDS = 0.02  # how often we look for answers while calls are out
_UNPACED_SECONDS = 0.005
_ANSWER_SECONDS = 0.1  # an answer waits no longer than this for a slice to be written with
_HELD_SECONDS = 0.2  # a chat that rests no longer than this is marked meanwhile


@dataclass(slots=True)
class _Written(Generic[R]):
    """What a transaction did, to be believed once it is committed."""

    slots: Slots | None = None
    asked_at: float = 0.0
    marked: list[Marked[R]] = field(default_factory=list)
    tried: int = 0


class Sender(Generic[R]):
    """Sends one platform's deliveries through its courier. A home gives it blocks while `run` is running."""

    def __init__(
        self,
        database: Database,
        courier: Courier[R],
        render: Render,
        *,
        rate: int,
        now: Callable[[], datetime],
        hours: Hours,
        figures: Figures,
        copy: Copy,
    ) -> None:
        """`rate` is messages a second of all processes together, 0 for as many as go; `hours` are left in peace."""
        self.platform = courier.platform
        self.lane = str(courier.platform)
        self.hungry = tuple(asyncio.Event() for _ in ORDERS)
        """For each order, set while at least half of what it takes in hand of that is free."""
        self._database = database
        self._courier = courier
        self._now = now
        self._hours = hours
        self._copy = copy
        self._hand = Hand()
        self._wording = Wording(database, courier, render, now=now)
        ahead = max(_LEAST_AHEAD, rate * AHEAD_SECONDS) if rate else _MOST_WAITING
        self.ahead = min(_MOST_WAITING, ahead)
        """How many rows of one order it takes in hand at once."""
        self._calls = Calls(
            courier,
            self.lane,
            most=min(MOST_OUT, ahead),
            now=now,
            figures=figures,
            halt=self._halt,
            refused=self._refused,
        )
        self._release = Release(Pace(rate), self._calls)
        self._edits = Edits(courier.edits_apart, rate)
        self._unsure: list[DeliveryId] = []  # perhaps marked, and never called: the next transaction puts them back
        self._ask_at = self._committed = -inf
        self._lead = _GATHER_SECONDS  # from asking for slots to the end of the commit: what comes sooner is too late
        self._urgent = False  # an answer that the ledger must have at once
        self._tell = False  # the lane has not been told of our halt yet
        self._woken = asyncio.Event()
        self._ending = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._feel()

    def room_for(self, order: int) -> int:
        """How many more rows of this order it can use now: what leaves later takes no room from what leaves sooner."""
        return 0 if self._ending.is_set() else max(0, self.ahead - self._hand.before(order))

    @property
    def ids(self) -> set[DeliveryId]:
        """What it has in hand: rows that wait, leave, are out or are being written down."""
        return set(self._hand.ids)

    async def deliver(self, block: Sequence[Delivery]) -> None:
        """Send these rows, which are `queued`; returns when nothing of them is in hand any more.

        Each is then settled, or still queued: to be tried again later, not to leave now (as its broadcast is halted),
        or left because we were stopped.
        """
        if self._ending.is_set():
            return
        over = self._hand.add(block)
        self._feel()
        self._woken.set()
        try:
            await over
        except asyncio.CancelledError:
            self._hand.drop_waiting({delivery.id for delivery in block})
            raise

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; then what has not left is put back, and what is out is waited for.

        Returns at most `DRAIN_SECONDS` and `LAST_SECONDS` later.
        """
        stopping = asyncio.create_task(stop.wait())
        self._tasks = [asyncio.create_task(self._keep_ledger())]
        try:
            await asyncio.wait({stopping, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
            self._stop()
            self._tasks.append(asyncio.create_task(self._end(self._tasks[0])))
            # if the database hangs, its transactions are left alone: they cannot be broken off, and may yet succeed
            ended, _ = await asyncio.wait({self._tasks[1]}, timeout=DRAIN_SECONDS + LAST_SECONDS)
            for task in ended:
                task.result()
        except asyncio.CancelledError:
            for task in self._tasks:
                task.cancel()
            raise
        finally:
            self._stop()
            stopping.cancel()
            self._calls.cancel()
            self._hand.drop_all()

    async def _keep_ledger(self) -> None:
        while not self._ending.is_set():
            try:
                seconds = await self._turn()
            except Exception as error:  # a database that hiccups must not end the sending, and loses no answer
                self._warn("waits", error)
                await self._rest(RETRY_SECONDS, self._ending)
            else:
                await self._rest(seconds, self._woken)

    async def _turn(self) -> float:
        """See what is to be written, and write it; seconds after which to look again, 0 for at once."""
        at = monotonic()
        self._calls.give_up(at - PATIENCE_SECONDS, "TimeoutError")
        self._take_back(self._release.withdraw(at))
        slots, going = await self._choose(at)
        edits = self._edits.wanted(at) if self._hand.edits and at >= self._release.halted else 0
        if not (slots or going or edits or self._unsure or self._tell or self._answers_are_due(at)):
            return self._patience(at)
        await self._commit(slots, going, edits)
        return 0

    async def _choose(self, at: float) -> tuple[int, list[tuple[Delivery, R]]]:
        """How many slots to ask for, and the rows to mark, with their messages."""
        pace, marked, room = self._release.pace, self._release.waiting, self._release.room
        if at < max(self._release.halted, self._ask_at) or not (self._hand.waiting or marked):
            return 0, []
        if not self._calls.room and (pace.rate or at - self._calls.last_answer > _ANSWER_SECONDS):
            return 0, []
        left = most = 0
        if pace.rate:
            left = pace.left(at)
            most = 2 * pace.slice - left if left <= pace.slice else 0
            room = min(room, left + most - marked, 2 * pace.slice - marked)
        else:
            room = min(room, pace.slice)
            if room < min(_BATCH, self._hand.waiting) and at - self._committed < _GATHER_SECONDS:
                return 0, []
        going: list[tuple[Delivery, R]] = []
        picked = self._hand.pick(max(0, room), self._release.rests, at + _HELD_SECONDS, edits=self._edits.left(at))
        try:
            for delivery in picked:
                ready = self._wording.known(delivery) or await self._wording.make(delivery)
                if ready is None:
                    self._hand.drop([delivery.id])
                else:
                    going.append((delivery, ready))
        except BaseException:
            self._hand.put_back([delivery for delivery in picked if delivery.id in self._hand.ids])
            raise
        if not pace.rate:
            return len(going), going
        slots = max(0, min(most, marked + len(going) - left))
        late = max(0, ceil(self._lead / pace.apart) - left) if slots else 0
        return slots + late, going

    async def _commit(self, slots: int, going: list[tuple[Delivery, R]], edits: int = 0) -> None:
        """Write what is to be written in one transaction; then the release goes on."""
        answered = self._calls.answers.copy()
        unsure = self._unsure.copy()
        self._unsure += [delivery.id for delivery, _ in going]  # if this fails, were they marked or not?
        sure = len(self._unsure)
        tell, self._tell = self._tell, False
        self._urgent = False
        try:
            async with self._database.writing() as tx:
                written = await self._write(tx, answered, unsure, slots, going, tell=tell)
                if edits:
                    lane = f"{self.lane}/edits"
                    got = await lanes.reserve(tx, lane, edits, apart=self._edits.apart, now=self._now())
                    self._edits.add(got.n, monotonic() + got.wait)
        except BaseException:
            self._tell = self._tell or tell
            self._hand.put_back([delivery for delivery, _ in going])
            raise
        del self._unsure[:sure]
        self._committed = self._calls.first_answer = monotonic()
        del self._calls.answers[: len(answered)]
        self._hand.drop(delivery.id for delivery, _ in answered)
        self._hand.put_back([delivery for delivery, _ in going[written.tried :]])
        self._leave_out([delivery for delivery, _ in going[: written.tried]], written.marked)
        self._edits.use(sum(one.delivery.origin is not None for one in written.marked))
        self._feel()
        if written.slots is not None:
            self._take(written.slots, written.asked_at, slots)
        if self._ending.is_set() or self._urgent:  # meanwhile we were stopped, or found to be at fault
            self._take_back([one.delivery for one in written.marked])
        else:
            self._release.add(written.marked)

    async def _write(
        self,
        tx: Tx,
        answered: list[tuple[Delivery, Outcome]],
        unsure: list[DeliveryId],
        slots: int,
        going: list[tuple[Delivery, R]],
        *,
        tell: bool,
    ) -> _Written[R]:
        written: _Written[R] = _Written(tried=len(going))
        halted = self._release.halted - monotonic()
        if tell and halted > 0:
            await lanes.halt(tx, self.lane, seconds=halted, now=self._now())
        if unsure:
            await settling.put_back(tx, unsure, now=self._now())
        if answered:
            await settling.settle(tx, answered, now=self._now())
        if slots:  # now that we need wait for no other sender: the slots begin at this moment
            written.asked_at = monotonic()
            got = written.slots = await lanes.reserve(
                tx,
                self.lane,
                slots,
                apart=self._release.pace.apart,
                taken=self._courier.answered(),
                now=self._now(),
            )
            written.tried = 0 if got.halted else max(0, len(going) - slots + got.n)
        if written.tried and not self._ending.is_set():
            written.marked = await mark(tx, self._courier, going[: written.tried], now=self._now, hours=self._hours)
        return written

    def _leave_out(self, tried: list[Delivery], marked: list[Marked[R]]) -> None:
        """What was not marked is in hand no more; a broadcast of which nothing was is halted, most likely."""
        if len(marked) == len(tried):
            return
        going = {one.delivery.id: one.delivery.broadcast for one in marked}
        self._hand.drop(delivery.id for delivery in tried if delivery.id not in going)
        for broadcast in {delivery.broadcast for delivery in tried}.difference(going.values()):
            self._wording.forget(broadcast)

    def _take(self, got: Slots, asked_at: float, asked: int) -> None:
        self._copy.keep(self.lane, got.spent)
        self._lead = min(max(self._committed - asked_at, self._lead / 2), RETRY_SECONDS)
        if got.halted:
            self._release.halt(asked_at + got.halted)
        elif got.n < asked:
            self._ask_at = asked_at + got.wait
        self._release.pace.add(got.n, asked_at + got.wait)

    async def _end(self, ledger: asyncio.Task[None]) -> None:
        """Put back what was marked, wait for the calls that are out, write the last answers."""
        until = monotonic() + DRAIN_SECONDS
        await asyncio.wait({ledger}, timeout=DRAIN_SECONDS)  # a transaction under way comes to its end
        if ledger.done():
            ledger.result()
        while True:
            try:
                if self._unsure or self._calls.answers:
                    await self._commit(0, [])
            except Exception as error:  # what cannot be written at all is in doubt at the next start
                self._warn("cannot write the last answers", error)
                await asyncio.sleep(_ANSWER_SECONDS)
            if not (self._unsure or self._calls.answers or len(self._calls)):
                return
            if monotonic() >= until:
                self._calls.give_up(inf, "we were stopped before the answer came")
            else:
                await self._calls.wait(min(LAST_SECONDS, until - monotonic()))

    def _stop(self) -> None:
        self._ending.set()
        self._unsure += [delivery.id for delivery in self._release.close()]
        self._hand.drop_waiting()
        self._feel()
        self._woken.set()

    def _halt(self, seconds: float, everybody: bool) -> None:
        self._release.halt(monotonic() + seconds)
        self._tell = self._tell or everybody
        self._woken.set()

    def _refused(self, broadcast: BroadcastId) -> None:
        """Our own fault: nothing more of this broadcast leaves, and it is paused as soon as that is written."""
        self._take_back(self._release.take_back(broadcast))
        self._urgent = True
        self._woken.set()

    def _take_back(self, marked: list[Delivery]) -> None:
        self._unsure += [delivery.id for delivery in marked]
        self._hand.put_back(marked)

    def _answers_are_due(self, at: float) -> bool:
        answers = len(self._calls.answers)
        if not answers:
            return False
        more = len(self._calls) or len(self._release) or self._hand.waiting
        return self._urgent or not more or answers >= _BATCH or at - self._calls.first_answer >= _ANSWER_SECONDS

    def _patience(self, at: float) -> float:
        if len(self._calls) or self._calls.answers or len(self._release):
            return _GATHER_SECONDS if self._release.pace.rate else _UNPACED_SECONDS
        if not self._hand.waiting:
            return inf
        return min(max(self._release.halted - at, self._ask_at - at, _GATHER_SECONDS), RETRY_SECONDS)

    async def _rest(self, seconds: float, event: asyncio.Event) -> None:
        """Wait so long, or, where that is long, until the event."""
        if 0 < seconds <= _GATHER_SECONDS:
            await asyncio.sleep(seconds)
        elif seconds:
            with suppress(TimeoutError):
                async with asyncio.timeout(None if seconds == inf else seconds):
                    await event.wait()
            self._woken.clear()

    def _feel(self) -> None:
        for order, hungry in enumerate(self.hungry):
            if self.room_for(order) * 2 >= self.ahead:
                hungry.set()
            else:
                hungry.clear()

    def _warn(self, what: str, error: Exception) -> None:
        log.warning("the sender for %s %s: %s", self.platform, what, type(error).__name__)
