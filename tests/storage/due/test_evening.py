"""The evening: who wants one alert a day, or a week, or is back from a pause, gets the most urgent they have not had.

Things are announced at noon, and six in the evening comes when it does in Paris.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from content.ids import ActionId, ChatId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.pacing import Pace, Wish
from storage import people as people_room
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.due import evening, reminders, urgency
from storage.due.reminders import EVENING
from storage.sending import broadcasts
from storage.sending.audience import audience
from tests.storage.builder import DEADLINE, NOON, Person, people, person, states, took, walked, written
from tests.storage.post import HOURS, NIGHT, SECOND, announce, became, carry, of_kind, row_of

SIX = datetime(2024, 2, 22, 17, tzinfo=UTC)
DAY = timedelta(days=1)
SOON, LATER, LAST = DEADLINE, DEADLINE + 20 * DAY, DEADLINE + 40 * DAY


async def tick(database: Database, now: datetime) -> None:
    """Plan the evenings to come, and release those whose time has come."""
    async with database.writing() as tx:
        await reminders.plan(tx, await reminders.missing(tx, (), (), hours=HOURS, now=now - SECOND))
        acted = await urgency.acted(tx)
        due = await reminders.due(tx, hours=HOURS, now=now)
    assert {row.label for row in due} <= {EVENING}
    for row in due:
        more = True
        while more:
            async with database.writing() as tx:
                more = await evening.release(tx, row, acted, hours=HOURS, now=now)


async def brought(database: Database, now: datetime) -> set[tuple[ActionId, ChatId]]:
    """What this evening brings, and to whom; it arrives."""
    before = await told(database)
    await tick(database, now)
    await carry(database, now=now, hours=HOURS)
    return await told(database) - before


async def told(database: Database) -> set[tuple[ActionId, ChatId]]:
    """Of which actions somebody has an alert."""
    rows = tables.deliveries.join(tables.broadcasts, tables.broadcasts.c.id == tables.deliveries.c.broadcast_id)
    asked = select(tables.broadcasts.c.action_id, tables.deliveries.c.chat_id).select_from(rows)
    async with database.reading() as tx:
        return {
            (ActionId(row.action_id), ChatId(row.chat_id))
            for row in await tx.connection.execute(asked.where(tables.deliveries.c.state == "delivered"))
        }


async def three(tx: Tx) -> tuple[ActionId, ActionId, ActionId]:
    """Three actions that end one after the other, announced to everybody at noon; the most urgent first."""
    last = await written(tx, deadline=LAST)
    soon = await written(tx, deadline=SOON)
    later = await written(tx, deadline=LATER)
    for what in (last, soon, later):
        await announce(tx, what)
    return soon, later, last


async def daily(tx: Tx, name: str = "one a day", **more: object) -> Person:
    return await person(tx, name, pace=Pace.DAILY, **more)  # type: ignore[arg-type]  # columns of supporters


async def test_one_each_day_the_most_urgent_first(database: Database) -> None:
    async with database.writing() as tx:
        everything, one = (await people(tx, 1))[0], await daily(tx)
        soon, later, last = await three(tx)
    await carry(database, now=NOON)
    assert await told(database) == {(what, everything.chat) for what in (soon, later, last)}
    assert await brought(database, SIX - SECOND) == set()
    assert await brought(database, SIX) == {(soon, one.chat)}
    assert await brought(database, SIX + SECOND) == set()
    assert await brought(database, SIX + DAY) == {(later, one.chat)}
    assert await brought(database, SIX + 2 * DAY) == {(last, one.chat)}
    assert await brought(database, SIX + 3 * DAY) == set()


async def test_of_two_that_end_on_one_day_the_one_for_which_fewer_have_acted(database: Database) -> None:
    async with database.writing() as tx:
        one = await daily(tx)
        crowded, alone = await written(tx), await written(tx)
        for what in (crowded, alone):
            await announce(tx, what)
        for each in await people(tx, 2):
            await took(tx, each, crowded)
            await took(tx, each, alone, "tried")
    assert await brought(database, SIX) == {(alone, one.chat)}


async def test_one_each_week(database: Database) -> None:
    async with database.writing() as tx:
        one = await person(tx, "one a week", pace=Pace.WEEKLY)
        soon, later, _ = await three(tx)
    assert await brought(database, SIX) == {(soon, one.chat)}
    for days in range(1, 7):
        assert await brought(database, SIX + days * DAY) == set()
    assert await brought(database, SIX + 7 * DAY) == {(later, one.chat)}


async def test_it_is_a_delivery_of_the_announcement(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 1)
        one = await daily(tx)
        made = await announce(tx, await written(tx))
    await carry(database, now=NOON)
    assert await state(database) == (BroadcastState.DONE, 1)
    await tick(database, SIX)
    assert await state(database) == (BroadcastState.SENDING, 2)
    await carry(database, now=SIX, hours=HOURS)
    assert await state(database) == (BroadcastState.DONE, 2)
    row = await row_of(database, made, one)
    assert (row.state, row.language, row.platform, row.attempts) == ("delivered", "en", "telegram", 1)


async def state(database: Database) -> tuple[BroadcastState, int]:
    (only,) = await of_kind(database, BroadcastKind.ALERT)
    assert (only.ended_at is None) is (only.state is BroadcastState.SENDING)
    return only.state, only.audience


async def test_back_from_a_pause_the_most_urgent_that_was_missed(database: Database) -> None:
    async with database.writing() as tx:
        back = await person(tx, "back", paused_until=SIX - SECOND)
        still = await person(tx, "still away", paused_until=SIX + SECOND)
        stopped = await person(tx, "stopped", paused_until=SIX - SECOND, stopped=True)
        soon, later, _ = await three(tx)
    await carry(database, now=NOON)
    assert await told(database) == set()
    assert await brought(database, SIX) == {(soon, back.chat)}
    assert await pauses(database) == {back.chat: None, still.chat: SIX + SECOND, stopped.chat: None}
    assert await brought(database, SIX + DAY) == {(soon, still.chat)}
    assert await brought(database, SIX + 2 * DAY) == set(), "from here on each as it is announced"
    async with database.writing() as tx:
        assert (await audience(tx, now=SIX + 2 * DAY)).total == 2
        assert (await audience(tx, later, now=SIX + 2 * DAY)).total == 2


async def pauses(database: Database) -> Mapping[ChatId, datetime | None]:
    joined = tables.chats.join(tables.supporters, tables.supporters.c.id == tables.chats.c.supporter_id)
    async with database.reading() as tx:
        rows = await tx.connection.execute(
            select(tables.chats.c.id, tables.supporters.c.paused_until).select_from(joined)
        )
        return {ChatId(row.id): row.paused_until for row in rows}


async def test_who_pauses_while_it_is_on_its_way_gets_it_afterwards(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        made = await announce(tx, await written(tx))
        await people_room.pause(tx, one.supporter, SIX)
    assert await carry(database, now=NOON) == set()
    assert (await row_of(database, made, one)).reason == "paused"
    assert {chat for _, chat in await brought(database, SIX)} == {one.chat}


async def test_who_was_asleep_stopped_and_came_back_gets_it_too(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        made = await announce(tx, await written(tx), hours=HOURS, now=NIGHT)
        await people_room.stop(tx, one.supporter, now=NIGHT)
        await tx.connection.execute(tables.supporters.update().values(stopped_at=None, pace=Pace.DAILY, language="fr"))
    assert {chat for _, chat in await brought(database, SIX + DAY)} == {one.chat}
    assert (await row_of(database, made, one)).language == "fr"


async def test_not_what_they_had_opened_or_declined(database: Database) -> None:
    async with database.writing() as tx:
        there = had, lost, failed, opened, declined = await people(tx, 5)
        soon, later, _ = await three(tx)
        for alert in await broadcasts.listed(tx):
            await became(tx, alert.id, DeliveryState.SKIPPED)
            if alert.action == soon:
                await became(tx, alert.id, DeliveryState.DELIVERED, had)
                await became(tx, alert.id, DeliveryState.UNKNOWN, lost)
                await became(tx, alert.id, DeliveryState.FAILED, failed)
        await walked(tx, opened, soon)
        await walked(tx, declined, soon, declined=True)
        await tx.connection.execute(tables.supporters.update().values(pace=Pace.DAILY))
    assert await brought(database, SIX) == {(later, who.chat) for who in there}


async def test_what_waits_to_leave_is_not_brought_again(database: Database) -> None:
    async with database.writing() as tx:
        one = await daily(tx)
        soon, later, _ = await three(tx)
    await tick(database, SIX)
    await tick(database, SIX + DAY)
    assert await carry(database, now=SIX + DAY, hours=HOURS) == {(BroadcastKind.ALERT, one.chat)}
    assert await told(database) == {(soon, one.chat), (later, one.chat)}


async def test_of_a_case_of_which_they_know_nothing_more(database: Database) -> None:
    """What follows on it goes to them when it is announced, as to all who know of it."""
    async with database.writing() as tx:
        knows, new = await daily(tx), await daily(tx, "new")
        first = await written(tx)
        await announce(tx, first)
        await walked(tx, knows, first)
        update = await written(tx, case_of=first, kind="update", sequence=2)
        await announce(tx, update, BroadcastKind.UPDATE)
    assert await carry(database, now=NOON) == {(BroadcastKind.UPDATE, knows.chat)}
    assert await brought(database, SIX) == {(update, new.chat)}, "and who knew nothing gets the newest"


async def test_only_what_they_want(database: Database) -> None:
    async with database.writing() as tx:
        europe, africa, torture = [await daily(tx, str(at)) for at in range(3)]
        await people_room.set_wishes(tx, europe.supporter, Wish.REGION, ["EUR"])
        await people_room.set_wishes(tx, africa.supporter, Wish.REGION, ["AFR"])
        await people_room.set_wishes(tx, torture.supporter, Wish.TOPIC, ["torture"])
        in_france = await written(tx, deadline=SOON, topics=["women"])
        in_sudan = await written(tx, deadline=LATER, index="AFR 54/0001/2024", topics=["torture"])
        for what in (in_france, in_sudan):
            await announce(tx, what)
    assert await brought(database, SIX) == {
        (in_france, europe.chat),
        (in_sudan, africa.chat),
        (in_sudan, torture.chat),
    }
    assert await brought(database, SIX + DAY) == set()


@pytest.mark.parametrize("halted", [BroadcastState.PAUSED, BroadcastState.STOPPED])
async def test_what_somebody_halted_is_passed_over(database: Database, halted: BroadcastState) -> None:
    async with database.writing() as tx:
        await people(tx, 1)
        one = await daily(tx)
        soon, later, _ = await three(tx)
        (alert,) = [each for each in await broadcasts.listed(tx) if each.action == soon]
        halt = broadcasts.pause if halted is BroadcastState.PAUSED else broadcasts.stop
        await halt(tx, alert.id, "a question", now=NOON)
    assert (later, one.chat) in await brought(database, SIX)
    assert one.chat not in await states(database, alert.id)


async def test_what_is_over_by_then_or_withdrawn_does_not_come(database: Database) -> None:
    async with database.writing() as tx:
        one = await daily(tx)
        soon, later, last = await three(tx)
        row = tables.actions.update().where(tables.actions.c.id == later)
        await tx.connection.execute(row.values(withdrawn_at=NOON))
    after = SIX + (SOON + DAY - SIX.date())
    assert await brought(database, after) == {(last, one.chat)}
    assert soon != last


async def test_an_evening_missed_comes_in_the_morning_and_counts_for_that_day(database: Database) -> None:
    async with database.writing() as tx:
        one = await daily(tx)
        soon, later, _ = await three(tx)
        await reminders.plan(tx, await reminders.missing(tx, (), (), hours=HOURS, now=NOON))
    assert await brought(database, SIX + timedelta(hours=10)) == set(), "it is night"
    assert await brought(database, SIX + timedelta(hours=15)) == {(soon, one.chat)}
    assert await brought(database, SIX + DAY) == set()
    assert await brought(database, SIX + 2 * DAY) == {(later, one.chat)}


async def test_each_at_six_of_their_own(database: Database) -> None:
    async with database.writing() as tx:
        tokyo = await daily(tx, "tokyo", zone="Asia/Tokyo")
        lima = await daily(tx, "lima", zone="America/Lima")
        await announce(tx, await written(tx), now=NOON - 8 * timedelta(hours=1))
    for at, who in ((datetime(2024, 2, 22, 9, tzinfo=UTC), tokyo), (datetime(2024, 2, 22, 23, tzinfo=UTC), lima)):
        assert await brought(database, at - SECOND) == set()
        assert {chat for _, chat in await brought(database, at)} == {who.chat}


async def test_a_person_on_two_platforms_gets_it_on_both(database: Database) -> None:
    async with database.writing() as tx:
        one = await daily(tx)
        phone = await person(tx, "a second chat", supporter=one.supporter)
        gone = await person(tx, "blocked", supporter=one.supporter, gone=True)
        soon, _, _ = await three(tx)
    assert await brought(database, SIX) == {(soon, one.chat), (soon, phone.chat)}
    assert gone.chat not in {chat for _, chat in await told(database)}


async def test_in_pieces_all_are_served_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evening, "PIECE", 2)
    async with database.writing() as tx:
        crowd = [await daily(tx, str(at)) for at in range(5)]
        soon, _, _ = await three(tx)
    assert await brought(database, SIX) == {(soon, one.chat) for one in crowd}
    async with database.reading() as tx:
        rows = (await tx.connection.execute(select(tables.reminders).where(tables.reminders.c.state == "done"))).all()
        days = (await tx.connection.execute(select(tables.supporters.c.alerted_on))).scalars().all()
    assert [(row.label, row.day) for row in rows] == [(EVENING, SIX.date())]
    assert days == [date(2024, 2, 22)] * 5
