"""Senders, organizers, ticks and people, all at once on connections of their own: nobody waits in a circle."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from content.courier import Delivered, Gone, Moved, Outcome, TryLater, Unknown
from content.ids import BroadcastId, ChatId, Platform, PlatformId, Reference
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from storage import people
from storage.actions import Refused
from storage.database.engine import Database, open_database
from storage.sending import broadcasts, deliveries, lanes, ledger, settling, shards
from storage.sending.deliveries import Delivery
from tests.databases import SECRET
from tests.storage.builder import Person, action, person

SECONDS = 3.0
TURNS = 3
PLATFORMS = (Platform.TELEGRAM, Platform.WEB)


class Hammer:
    """Everybody who writes, each as fast as they can, until the time is over."""

    def __init__(self, opened: list[Database], made: list[BroadcastId], there: list[Person]) -> None:
        self.opened = opened
        self.made = made
        self.there = there
        self.dice = random.Random(7)
        self.until = asyncio.get_running_loop().time() + SECONDS
        self.turns: dict[str, int] = {}

    async def keep_at(self, name: str, turn: Callable[[Database], Awaitable[None]], database: Database) -> None:
        """Until the time is over, and everybody had a few turns."""
        self.turns[name] = 0
        while asyncio.get_running_loop().time() < self.until or min(self.turns.values()) < TURNS:
            await turn(database)
            self.turns[name] += 1

    def outcome(self, one: Delivery) -> Outcome:
        now = datetime.now(UTC)
        possible: list[Outcome] = [
            Delivered(Reference(str(one.id))),
            TryLater(now),
            TryLater(now, halt=True),
            Unknown("timed out"),
            Gone("blocked"),
            Moved(PlatformId(f"moved {one.id} {self.dice.random()}")),
        ]
        return self.dice.choice(possible)

    async def send(self, database: Database, platform: Platform, answered: list[tuple[Delivery, Outcome]]) -> None:
        """As a sender does: settle, halt, reserve and mark in one transaction, in whatever order."""
        now = datetime.now(UTC)
        async with database.reading() as tx:
            found = await deliveries.due(tx, platform, now=now, limit=20)
        self.dice.shuffle(found)
        async with database.writing() as tx:

            async def settle() -> None:
                await settling.settle(tx, answered, now=now)

            async def reserve() -> None:
                if self.dice.random() < 0.1:
                    await lanes.halt(tx, platform, seconds=0.01, now=now)
                await lanes.reserve(tx, platform, 10, apart=0, now=now)
                await lanes.reserve(tx, f"{platform}/group", 1, apart=3.0, now=now)

            steps = [settle, reserve]
            self.dice.shuffle(steps)
            for step in steps:
                await step()
            going = await deliveries.mark_sending(tx, found, now=now)
        answered.clear()
        left = [one for one in found if one.id in going]
        answered += [(one, self.outcome(one)) for one in left[3:]]
        async with database.writing() as tx:
            await settling.put_back(tx, [one.id for one in left[:3]], now=now)

    async def direct(self, database: Database) -> None:
        now, one = datetime.now(UTC), self.dice.choice(self.made)
        try:
            async with database.writing() as tx:
                state = (await broadcasts.find(tx, one)).state
                if state is BroadcastState.SENDING:
                    await broadcasts.pause(tx, one, "a question", now=now)
                elif state is BroadcastState.PAUSED:
                    await broadcasts.resume(tx, one, now=now)
                await broadcasts.again(tx, one, now=now)
        except Refused:
            pass

    async def tick(self, database: Database) -> None:
        now = datetime.now(UTC)
        async with database.writing() as tx:
            await settling.skip_late(tx, now=now)
            await ledger.finish(tx, now=now)

    async def sweep(self, database: Database) -> None:
        async with database.writing() as tx:
            found = await shards.unfinished(tx)
            if found and self.dice.random() < 0.2:
                await settling.recover(tx, now=datetime.now(UTC), shard=self.dice.choice(found))

    async def come_and_go(self, database: Database) -> None:
        """Somebody writes, stops, joins again or asks to be forgotten."""
        now, who = datetime.now(UTC), self.dice.choice(self.there)
        async with database.writing() as tx:
            known = await people.find(tx, Platform.TELEGRAM, who.name)
            if known is None:
                await people.join(tx, Platform.TELEGRAM, who.name, language="en", now=now)
            else:
                await people.reopen(tx, ChatId(known.chat))
                await self.dice.choice([people.stop, people.forget])(tx, known.id, now=now)

    async def everybody(self) -> None:
        async with asyncio.TaskGroup() as group:
            for at, database in enumerate(self.opened):
                for platform in PLATFORMS:
                    answered: list[tuple[Delivery, Outcome]] = []

                    async def send(
                        opened: Database,
                        platform: Platform = platform,
                        answered: list[tuple[Delivery, Outcome]] = answered,
                    ) -> None:
                        await self.send(opened, platform, answered)

                    group.create_task(self.keep_at(f"{platform} {at}", send, database))
            for name, turn in (
                ("direct", self.direct),
                ("tick", self.tick),
                ("sweep", self.sweep),
                ("people", self.come_and_go),
            ):
                group.create_task(self.keep_at(name, turn, self.opened[0]))


@pytest.mark.timeout(60)
async def test_nobody_waits_in_a_circle_and_all_adds_up(address: str, database: Database) -> None:
    """A deadlock would end one of them with an error."""
    async with database.writing() as tx:
        there = []
        for at in range(60):
            one = await person(tx, f"{at}")
            there.append(one)
            await person(tx, f"w{at}", platform=Platform.WEB, supporter=one.supporter)
        made = []
        for kind in (BroadcastKind.ALERT, BroadcastKind.OUTCOME, BroadcastKind.REMINDER, BroadcastKind.ALERT):
            what = await action(tx, deadline=datetime.now(UTC).date() + timedelta(days=9))
            made.append(await broadcasts.make(tx, what, kind, now=datetime.now(UTC)))
            await broadcasts.send(tx, made[-1], now=datetime.now(UTC))
    other = await open_database(address, SECRET)
    hammer = Hammer([database, other], made, there)
    await hammer.everybody()
    await other.close()
    async with database.reading() as tx:
        for found in await broadcasts.listed(tx):
            assert found.audience == 120
            open_now = found.counts[DeliveryState.QUEUED] + found.counts[DeliveryState.SENDING]
            assert found.state is not BroadcastState.DONE or open_now == 0
    assert len(hammer.turns) == 8
