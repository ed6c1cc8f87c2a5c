"""A house with one announced Urgent Action in it, on SQLite and on PostgreSQL, and people to talk to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from content.action import UrgentAction
from content.courier import Outcome
from content.ids import ActionId, Platform, PlatformId
from content.rules.announcing import broadcast_kind
from content.rules.counting import Tally
from content.rules.hours import Hours, quiet
from content.rules.roles import Role
from handlers.router import answering
from handlers.turn import Answer
from handlers.visit import Network
from storage import actions, people, staff, takings
from storage.database.engine import Database, Tx
from storage.due import laters, reminders
from storage.due.laters import Later
from storage.people import Supporter
from storage.sending import broadcasts, deliveries, settling
from storage.sending.audience import Audience, audience
from tests.cases import invented
from tests.databases import *  # noqa: F403 (fixtures)
from tests.talk import Clock, Talk

START = datetime(2026, 2, 25, 9, 0, tzinfo=UTC)
"""Four days before the invented deadline, a Wednesday, 10:00 in Paris."""
HOURS = Hours(quiet("22:00-08:00"), "Europe/Paris")


@dataclass
class House:
    """What tests hold in their hands: the database, the clock, and the people."""

    database: Database
    clock: Clock
    answer: Answer
    action: ActionId

    def talk(self, name: str, *, language: str = "en", platform: Platform = Platform.TELEGRAM) -> Talk:
        return Talk(name, self.answer, self.clock, platform, language)

    async def joined(self, name: str, country: str = "", **asked: str) -> Talk:
        """Somebody who has just joined."""
        person = self.talk(name, **asked)  # type: ignore[arg-type]  # language only
        await person.say("/start")
        await person.press("Join")
        await person.press("Skip")
        if country:
            await person.say(f"/country {country}")
            await person.say("/start")
        return person

    async def announce(self, action: UrgentAction, *, reminded: bool = True) -> ActionId:
        now = self.clock.now
        async with self.database.writing() as tx:
            kept, _ = await actions.add(tx, action, zone="Europe/Paris", now=now)
            await actions.approve(tx, kept.id, now=now)
            kind = broadcast_kind(action.kind)
            await broadcasts.announce(tx, kept.id, kind, approver="a test", needed=1, now=now)
            if reminded:
                await self.plan_reminders(tx)
        return kept.id

    async def plan_reminders(self, tx: Tx) -> None:
        """As the scheduler would: for every zone that somebody has by now."""
        rows = await reminders.missing(tx, ["2d@18:00"], (), hours=HOURS, now=self.clock.now)
        await reminders.plan(tx, rows)

    async def audience(self) -> Audience:
        """Who would get the house's action, were it announced now."""
        async with self.database.reading() as tx:
            return await audience(tx, self.action, hours=HOURS, now=self.clock.now)

    async def kept(self, name: str) -> Supporter:
        """What is kept of a person."""
        async with self.database.reading() as tx:
            found = await people.find(tx, Platform.TELEGRAM, PlatformId(name))
        assert found is not None
        return found

    async def later(self, name: str, action: ActionId | None = None) -> Later | None:
        """What is to come back to a person."""
        supporter = await self.kept(name)
        async with self.database.reading() as tx:
            return await laters.pending(tx, supporter.id, action or self.action)

    async def tally(self, action: ActionId | None = None) -> Tally:
        async with self.database.reading() as tx:
            return await takings.tally(tx, action or self.action)

    async def give(self, name: str, role: Role) -> None:
        async with self.database.writing() as tx:
            await staff.give(tx, Platform.TELEGRAM, PlatformId(name), role, now=self.clock.now)

    async def leave(self, platform: Platform, outcomes: Sequence[Outcome]) -> None:
        """So many of what is queued leaves, with these outcomes."""
        now = self.clock.now
        async with self.database.writing() as tx:
            queued = await deliveries.due(tx, platform, now=now, limit=len(outcomes))
            await deliveries.mark_sending(tx, queued, now=now)
            await settling.settle(tx, list(zip(queued, outcomes, strict=True)), now=now)


@pytest.fixture
def empty(database: Database) -> House:
    """A house with no Urgent Action in it."""
    network = Network(name="The Example Network", contact="ua@example.org", zone=HOURS.home, quiet=HOURS.quiet)
    return House(database, Clock(START), answering(database, network), ActionId(0))


@pytest.fixture
async def house(empty: House) -> House:
    """A house with the invented Urgent Action announced."""
    empty.action = await empty.announce(invented())
    return empty
