"""Whatever happens, in whatever order: each row is in one state, the states add up, and nobody is sent to too often."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Unknown
from content.ids import BroadcastId, ChatId, DeliveryId, Platform, PlatformId, Reference
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from storage import people as people_room
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.sending import broadcasts, deliveries, ledger, settling
from storage.sending.deliveries import Delivery
from tests.databases import SECRET
from tests.storage.builder import NOON, Person, action, people

OUTCOMES = st.sampled_from(["arrives", "arrives", "unknown", "later", "halt", "gone", "moved", "twin", "refused"])
ENDS = NOON.replace(hour=23)


class Sending(RuleBasedStateMachine):
    """The model: who was called how often, and how each call ended."""

    address = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.database: Database = self.runner.run(open_database(self.address, SECRET))
        self.now = NOON
        self.people: list[Person] = []
        self.closed: set[ChatId] = set()
        self.audience: dict[BroadcastId, int] = {}
        self.kinds: dict[BroadcastId, BroadcastKind] = {}
        self.out: dict[DeliveryId, Delivery] = {}
        self.calls: Counter[DeliveryId] = Counter()
        self.excused: Counter[DeliveryId] = Counter()
        self.arrived: set[DeliveryId] = set()

    def write(self, work: Callable[[Tx], Awaitable[Any]]) -> Any:
        async def done() -> Any:
            async with self.database.writing() as tx:
                return await work(tx)

        return self.runner.run(done())

    @initialize(n=st.integers(1, 5))
    def begin(self, n: int) -> None:
        async def work(tx: Tx) -> None:
            for table in reversed(tables.metadata.sorted_tables):
                if table is not tables.vault:
                    await tx.connection.execute(table.delete())
            self.people = await people(tx, n)

        self.write(work)

    @precondition(lambda self: len(self.audience) < 6)
    @rule(kind=st.sampled_from([BroadcastKind.ALERT, BroadcastKind.OUTCOME, BroadcastKind.REMINDER]))
    def announce(self, kind: BroadcastKind) -> None:
        async def work(tx: Tx) -> None:
            what = await action(tx, deadline=NOON.date())
            made = await broadcasts.make(tx, what, kind, now=self.now)
            await broadcasts.send(tx, made, now=self.now)
            self.kinds[made] = kind
            self.audience[made] = (await broadcasts.find(tx, made)).audience
            assert self.audience[made] == len(self.people) - len(self.closed)

        self.write(work)

    @precondition(lambda self: bool(self.audience))
    @rule(n=st.integers(1, 4))
    def leave(self, n: int) -> None:
        async def work(tx: Tx) -> None:
            found = await deliveries.due(tx, Platform.TELEGRAM, now=self.now, limit=n)
            going = await deliveries.mark_sending(tx, found, now=self.now)
            for one in found:
                if one.id not in going:
                    continue
                assert one.id not in self.out, "one row is out twice"
                assert one.chat not in self.closed, "a chat that is closed is written to"
                assert self.now < ENDS or one.kind is BroadcastKind.OUTCOME, "too late"
                self.out[one.id] = one
                self.calls[one.id] += 1

        self.write(work)

    @precondition(lambda self: bool(self.out))
    @rule(fates=st.lists(OUTCOMES, min_size=1, max_size=4))
    def answer(self, fates: list[str]) -> None:
        left = [(self.out.pop(one), fate) for one, fate in zip(sorted(self.out), fates, strict=False)]
        answered = [(one, self.outcome(one, fate)) for one, fate in left]
        self.write(lambda tx: settling.settle(tx, answered, now=self.now))

    @precondition(lambda self: bool(self.out))
    @rule()
    def arrive(self) -> None:
        self.answer(["arrives"] * len(self.out))

    def outcome(self, one: Delivery, fate: str) -> Outcome:
        if fate == "arrives":
            self.arrived.add(one.id)
            return Delivered(Reference("1"))
        if fate == "unknown":
            return Unknown("timed out")
        self.excused[one.id] += 1  # nothing arrived: one more call is no second message
        if fate in ("gone", "twin") and one.chat is not None and len(self.people) > 1:
            self.closed.add(one.chat)
            other = next(who for who in self.people if who.chat != one.chat)
            return Gone("blocked") if fate == "gone" else Moved(self.name_of(other))
        if fate == "refused":
            return Refused("our own fault")
        if fate == "moved":
            return Moved(PlatformId(f"new {one.id} {self.calls[one.id]}"))
        return TryLater(self.now + timedelta(minutes=1), halt=fate == "halt")

    def name_of(self, who: Person) -> PlatformId:
        async def work(tx: Tx) -> PlatformId:
            sealed = tables.chats.select().where(tables.chats.c.id == who.chat)
            return tx.vault.unseal((await tx.connection.execute(sealed)).one().sealed)

        name: PlatformId = self.write(work)
        return name

    @precondition(lambda self: bool(self.out))
    @rule()
    def put_back(self) -> None:
        """SIGTERM between the mark and the call."""
        self.excused.update(list(self.out))
        self.write(lambda tx: settling.put_back(tx, list(self.out), now=self.now))
        self.out.clear()

    @precondition(lambda self: bool(self.out))
    @rule()
    def crash(self) -> None:
        self.write(lambda tx: settling.recover(tx, now=self.now))
        self.out.clear()

    @precondition(lambda self: len(self.people) > 1)
    @rule(data=st.data())
    def leave_us(self, data: st.DataObject) -> None:
        """Somebody stops, or asks to be forgotten."""
        who = self.people.pop(data.draw(st.integers(0, len(self.people) - 1)))
        self.closed.discard(who.chat)
        mine = tables.supporters.c.id == who.supporter
        how = data.draw(st.sampled_from(["forgotten", "vanished", "stopped"]))
        if how == "forgotten":

            async def forget(tx: Tx) -> None:
                await people_room.forget(tx, who.supporter, now=self.now)
                await ledger.finish(tx, now=self.now)  # the tick's work: what is skipped may have been the last

            self.write(forget)
        elif how == "vanished":
            self.write(lambda tx: tx.connection.execute(tables.supporters.delete().where(mine)))
        else:
            row = tables.supporters.update().where(mine).values(stopped_at=self.now)
            self.write(lambda tx: tx.connection.execute(row))

    @precondition(lambda self: bool(self.audience))
    @rule(data=st.data(), change=st.sampled_from(["pause", "resume", "resume", "stop", "again"]))
    def direct(self, data: st.DataObject, change: str) -> None:
        broadcast = data.draw(st.sampled_from(sorted(self.audience)))

        async def work(tx: Tx) -> None:
            state = (await broadcasts.find(tx, broadcast)).state
            if change == "pause" and state is BroadcastState.SENDING:
                await broadcasts.pause(tx, broadcast, "", now=self.now)
            if change == "resume" and state is BroadcastState.PAUSED:
                await broadcasts.resume(tx, broadcast, now=self.now)
            if change == "stop" and state in (BroadcastState.SENDING, BroadcastState.PAUSED):
                await broadcasts.stop(tx, broadcast, "", now=self.now)
            late = self.now >= ENDS and self.kinds[broadcast] is not BroadcastKind.OUTCOME
            if change == "again" and state in (BroadcastState.DONE, BroadcastState.SENDING) and not late:
                rows = await tx.connection.execute(tables.deliveries.select())
                unclear = [row.id for row in rows if row.broadcast_id == broadcast and row.state == "unknown"]
                assert await broadcasts.again(tx, broadcast, now=self.now) == len(unclear)
                self.excused.update(unclear)  # a person asked for this one

        self.write(work)

    @precondition(lambda self: bool(self.audience))
    @rule(minutes=st.sampled_from([1, 1, 1, 1, 1, 1, 10, 300]), tick=st.booleans())
    def wait(self, minutes: int, tick: bool) -> None:
        self.now += timedelta(minutes=minutes)
        if tick:
            self.write(lambda tx: settling.skip_late(tx, now=self.now))

    @invariant()
    def it_adds_up(self) -> None:
        async def work(tx: Tx) -> None:
            for one in await broadcasts.listed(tx):
                assert one.audience == self.audience[one.id], "the states do not add up to the audience"
                waiting = one.counts[DeliveryState.QUEUED] + one.counts[DeliveryState.SENDING]
                if one.state in (BroadcastState.DONE, BroadcastState.STOPPED):
                    assert one.counts[DeliveryState.QUEUED] == 0
                    assert one.ended_at is not None
                if one.state is BroadcastState.SENDING:
                    assert waiting, "nothing is left to send, and it is not done"
            rows = (await tx.connection.execute(tables.deliveries.select())).all()
            assert {row.id for row in rows if row.state == "sending"} == set(self.out)
            assert {row.id for row in rows if row.state == "delivered"} == self.arrived
            for row in rows:
                again = self.calls[row.id] - self.excused[row.id]
                assert again <= 2, "more than one more message after a doubt"
                assert again <= row.doubts + 1, "a second message without a doubt"

        self.write(work)

    def teardown(self) -> None:
        self.runner.run(self.database.close())
        self.runner.close()


@pytest.mark.timeout(120)
def test_at_random(which: str, address: str) -> None:
    class Here(Sending):
        pass

    Here.address = address
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=35 if which == "sqlite" else 8,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            phases=(Phase.generate, Phase.shrink),  # explaining a failure traces each line: minutes
        ),
    )
