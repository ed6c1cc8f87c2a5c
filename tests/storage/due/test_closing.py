"""The end of an action: its cards say so, who had promised is told, organizers get the tally; once, not at night."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from content.action import Channel, Kind
from content.ids import ActionId, BroadcastId, ChatId, Platform
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.counting import Said
from content.rules.hours import ALWAYS, Hours
from content.rules.roles import Role
from storage import actions, amending, correcting, staff, takings
from storage import people as people_room
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.due import closing, laters, waking
from storage.sending import broadcasts
from tests.databases import SECRET
from tests.storage.builder import NOON, Person, people, person, states, walked, written
from tests.storage.post import HOURS, SECOND, announce, audience_of, became, carry, leave, of_kind, until_blocked

END = datetime.fromisoformat("2024-02-26T23:00Z")
"""Midnight in Paris, and an hour into the night."""
MORNING = datetime.fromisoformat("2024-02-27T07:00Z")
DELIVERED, UNKNOWN, SENDING = DeliveryState.DELIVERED, DeliveryState.UNKNOWN, DeliveryState.SENDING


async def tick(database: Database, now: datetime, *, hours: Hours = ALWAYS) -> list[ActionId]:
    """Close what is over; what that was."""
    async with database.reading() as tx:
        over = await closing.over(tx, now=now)
    closed = []
    for action in over:
        async with database.writing() as tx:
            if await closing.close(tx, action, hours=hours, now=now):
                closed.append(action)
    return closed


async def alerted(tx: Tx, *who: Person, case_of: ActionId | None = None, **said: Any) -> ActionId:
    """An action of which these people had the alert, or the update, and nobody else."""
    what = await written(tx, case_of=case_of, **said)
    made = await announce(tx, what, BroadcastKind.UPDATE if case_of else BroadcastKind.ALERT)
    await became(tx, made, DeliveryState.SKIPPED)
    if who:
        await became(tx, made, DELIVERED, *who)
    return what


async def follow_up(tx: Tx, what: ActionId, kind: Kind, *, stops: bool = False) -> tuple[ActionId, BroadcastId]:
    """One more document of its case, announced."""
    deadline = date(2024, 3, 20) if kind is Kind.UPDATE and not stops else None
    more = await written(tx, case_of=what, kind=kind, sequence=2, deadline=deadline, stops_writing=stops)
    return more, await announce(tx, more, BroadcastKind(kind))


async def closed_cards(database: Database) -> set[ChatId]:
    return await audience_of(database, BroadcastKind.CLOSING)


async def test_at_its_end_and_once(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        await alerted(tx, one, deadline=date(2024, 2, 27))
    assert await tick(database, END - SECOND) == []
    assert await tick(database, END) == [what]
    assert await tick(database, END) == []
    (made,) = await of_kind(database, BroadcastKind.CLOSING)
    assert (made.action, made.audience) == (what, 1)
    async with database.writing() as tx:
        assert (await actions.by_id(tx, what)).closed
        assert not await closing.close(tx, what, hours=ALWAYS, now=END)


async def test_it_ends_with_its_day_in_its_own_zone(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        west = await alerted(tx, one, zone="America/New_York")
        east = await alerted(tx, one, zone="Asia/Tokyo")
    hour = timedelta(hours=1)
    assert await tick(database, END - 8 * hour - SECOND) == []
    assert await tick(database, END - 8 * hour) == [east]
    assert await tick(database, END + 6 * hour - SECOND) == []
    assert await tick(database, END + 6 * hour) == [west]


async def test_two_who_close_at_the_same_moment_do_it_once(address: str, database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        await laters.keep(tx, one.supporter, what, due_at=END, asked=True)
    other = await open_database(address, SECRET)
    closed = await asyncio.gather(*(tick(each, END) for each in (database, other) * 2))
    await other.close()
    assert sorted(closed) == [[], [], [], [what]]
    for kind in (BroadcastKind.CLOSING, BroadcastKind.PROMISE):
        assert len(await of_kind(database, kind)) == 1


async def test_cards_that_arrived_or_are_on_their_way_are_edited(database: Database) -> None:
    async with database.writing() as tx:
        crowd = await people(tx, 7)
        arrived, on_its_way, unclear, failed, gone, forgotten, both = crowd
        what = await alerted(tx, arrived, forgotten, both)
        (alert,) = await amending.announced_by(tx, what)
        for state, one in ((SENDING, on_its_way), (UNKNOWN, unclear), (DeliveryState.FAILED, failed)):
            await became(tx, alert, state, one)
        await became(tx, alert, DeliveryState.GONE, gone)
        reminder = await broadcasts.make(tx, what, BroadcastKind.REMINDER, now=NOON)
        await broadcasts.send(tx, reminder, now=NOON)
        await became(tx, reminder, DELIVERED)
        await people_room.forget(tx, forgotten.supporter, now=NOON)
    await tick(database, END)
    (made,) = await of_kind(database, BroadcastKind.CLOSING)
    assert set(await states(database, made.id)) == {arrived.chat, on_its_way.chat, both.chat}
    assert await carry(database, now=END) == {
        (BroadcastKind.CLOSING, arrived.chat),
        (BroadcastKind.CLOSING, both.chat),
    }, "the one on its way is waited for"


async def test_an_action_that_nobody_has_closes_too(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 2)
        what = await alerted(tx)
    assert await tick(database, END) == [what]
    async with database.reading() as tx:
        assert [one.kind for one in await broadcasts.listed(tx)] == [BroadcastKind.ALERT]


async def test_who_had_promised_is_told(database: Database) -> None:
    async with database.writing() as tx:
        crowd = await people(tx, 9)
        waits, came_back, taken_back, sent, tried, declined, paused, stopped, blocked = crowd
        phone = await person(tx, "a second chat", supporter=waits.supporter)
        await person(tx, "a stranger")
        what = await alerted(tx, *crowd)
        for one in crowd:
            await laters.keep(tx, one.supporter, what, due_at=END, asked=True)
        await laters.keep(tx, came_back.supporter, what, due_at=NOON, asked=True)
        await laters.release(tx, hours=ALWAYS, now=NOON)
        await laters.cancel(tx, taken_back.supporter, what)
        for one, said in ((sent, Said.SENT), (tried, Said.TRIED)):
            target = (await actions.by_id(tx, what)).targets[0]
            for each in (Said.ASKED, said):
                await takings.say(tx, one.supporter, what, target, Channel.EMAIL, each, now=NOON)
        await walked(tx, declined, what, declined=True)
        await people_room.pause(tx, paused.supporter, END + SECOND)
        await people_room.stop(tx, stopped.supporter, now=NOON)
        await people_room.close(tx, Platform.TELEGRAM, blocked.name, now=NOON)
    await tick(database, END)
    promised = {waits.chat, phone.chat, came_back.chat, tried.chat}
    assert await audience_of(database, BroadcastKind.PROMISE) == promised
    async with database.reading() as tx:
        assert await laters.pending(tx, waits.supporter, what) is None
        reasons = set((await tx.connection.execute(select(tables.laters.c.reason))).scalars())
    assert reasons == {laters.OVER, laters.TAKEN_BACK, ""}


async def test_what_they_promised_for_another_action_is_no_matter_of_this(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await alerted(tx, one)
        other = await alerted(tx, one, deadline=date(2024, 3, 1))
        await laters.keep(tx, one.supporter, other, due_at=END, asked=True)
    await tick(database, END)
    assert await of_kind(database, BroadcastKind.PROMISE) == []
    async with database.reading() as tx:
        assert await laters.pending(tx, one.supporter, other) is not None


async def test_organizers_who_joined_get_the_tally(database: Database) -> None:
    async with database.writing() as tx:
        organizer, owner, counts, supporter = await people(tx, 4)
        stopped = await person(tx, "an organizer who stopped", stopped=True)
        paused = await person(tx, "an organizer who paused", paused_until=END + SECOND)
        what = await alerted(tx, supporter)
        given = {
            organizer: Role.ORGANIZER,
            owner: Role.OWNER,
            counts: Role.STAFF,
            stopped: Role.OWNER,
            paused: Role.ORGANIZER,
        }
        for who, role in given.items():
            await staff.give(tx, Platform.TELEGRAM, who.name, role, now=NOON)
        await staff.give(tx, Platform.SLACK, supporter.name, Role.OWNER, now=NOON)  # of the same name, elsewhere
    await tick(database, END)
    (made,) = await of_kind(database, BroadcastKind.TALLY)
    assert (made.action, set(await states(database, made.id))) == (what, {organizer.chat, owner.chat, paused.chat})


@pytest.mark.parametrize(
    ("late", "told"), [(closing.TOLD_FOR - SECOND, True), (closing.TOLD_FOR, False), (timedelta(days=60), False)]
)
async def test_of_an_end_long_ago_nobody_is_told_but_the_cards_are_edited(
    database: Database, late: timedelta, told: bool
) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        await laters.keep(tx, one.supporter, what, due_at=END, asked=True)
        await staff.give(tx, Platform.TELEGRAM, one.name, Role.OWNER, now=NOON)
    await tick(database, END + late)
    assert await closed_cards(database) == {one.chat}
    for kind in (BroadcastKind.PROMISE, BroadcastKind.TALLY):
        assert bool(await of_kind(database, kind)) is told
    async with database.reading() as tx:
        assert await laters.pending(tx, one.supporter, what) is None


async def test_quiet_hours_hold_the_word_and_not_the_edits(database: Database) -> None:
    async with database.writing() as tx:
        here, awake = await people(tx, 1), await person(tx, "awake", zone="Pacific/Auckland")
        one = here[0]
        what = await alerted(tx, one, awake)
        for who in (one, awake):
            await laters.keep(tx, who.supporter, what, due_at=END, asked=True)
        await staff.give(tx, Platform.TELEGRAM, one.name, Role.OWNER, now=NOON)
    await tick(database, END, hours=HOURS)
    assert await carry(database, now=END, hours=HOURS) == {
        (BroadcastKind.CLOSING, one.chat),
        (BroadcastKind.CLOSING, awake.chat),
        (BroadcastKind.PROMISE, awake.chat),
    }
    async with database.writing() as tx:
        assert await waking.wake(tx, now=MORNING - SECOND) == 0
        assert await waking.wake(tx, now=MORNING) == 2
    assert await carry(database, now=MORNING, hours=HOURS) == {
        (BroadcastKind.PROMISE, one.chat),
        (BroadcastKind.TALLY, one.chat),
    }


@pytest.mark.parametrize(("kind", "stops"), [(Kind.OUTCOME, False), (Kind.UPDATE, True)])
async def test_a_word_that_ends_the_case_closes_what_came_before(database: Database, kind: Kind, stops: bool) -> None:
    async with database.writing() as tx:
        one, queued = await people(tx, 2)
        what = await alerted(tx, one)
        (alert,) = await amending.announced_by(tx, what)
        await became(tx, alert, DeliveryState.QUEUED, queued)
        await tx.connection.execute(
            tables.broadcasts.update().where(tables.broadcasts.c.id == alert).values(state=BroadcastState.SENDING)
        )
        other = await alerted(tx, one)
        await laters.keep(tx, one.supporter, what, due_at=END, asked=True)
        await staff.give(tx, Platform.TELEGRAM, one.name, Role.OWNER, now=NOON)
        last, word = await follow_up(tx, what, kind, stops=stops)
    assert await tick(database, NOON) == [what, last]
    assert await closed_cards(database) == {one.chat}
    for silent in (BroadcastKind.PROMISE, BroadcastKind.TALLY):
        assert await of_kind(database, silent) == [], "the word itself has told them"
    async with database.reading() as tx:
        assert await laters.pending(tx, one.supporter, what) is None
        assert not (await actions.by_id(tx, other)).closed
    assert await states(database, word) == {one.chat: DeliveryState.QUEUED}
    assert await carry(database, now=NOON) == {
        (BroadcastKind(kind), one.chat),
        (BroadcastKind.CLOSING, one.chat),
    }, "nobody gets the alert after it"
    assert await tick(database, END) == [other]


async def test_an_update_that_asks_for_more_closes_nothing(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        update, _ = await follow_up(tx, what, Kind.UPDATE)
    assert await tick(database, NOON) == []
    assert await tick(database, END) == [what]
    assert await tick(database, datetime.fromisoformat("2024-03-21T00:00Z")) == [update]


async def test_what_ends_a_case_counts_once_it_is_announced_and_while_it_is_not_withdrawn(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        outcome = await written(tx, case_of=what, kind=Kind.OUTCOME, sequence=2, deadline=None)
    assert await tick(database, NOON) == []
    async with database.writing() as tx:
        await announce(tx, outcome, BroadcastKind.OUTCOME)
        row = tables.actions.update().where(tables.actions.c.id == outcome)
        await tx.connection.execute(row.values(withdrawn_at=NOON))
    assert await tick(database, NOON) == []


async def test_what_was_withdrawn_is_left_alone(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        row = tables.actions.update().where(tables.actions.c.id == what)
        await tx.connection.execute(row.values(withdrawn_at=NOON))
    assert await tick(database, END) == []
    async with database.writing() as tx:
        assert not await closing.close(tx, what, hours=ALWAYS, now=END)
        assert not (await actions.by_id(tx, what)).closed
    assert await closed_cards(database) == set()


async def test_a_later_deadline_opens_it_again_and_it_closes_again(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        await laters.keep(tx, one.supporter, what, due_at=END, asked=True)
    await tick(database, END)
    async with database.writing() as tx:
        kept = await correcting.correct(tx, what, None, deadline=date(2024, 2, 28), zone=None, now=END)
        assert not kept.closed
        assert not await closing.close(tx, what, hours=ALWAYS, now=END), "another process saw it before"
        await laters.keep(tx, one.supporter, what, due_at=MORNING, asked=True)
        assert await laters.release(tx, hours=ALWAYS, now=MORNING) == 1
    assert (BroadcastKind.LATER, one.chat) in await carry(database, now=MORNING)
    two_days = timedelta(days=2)
    assert await tick(database, END + two_days - SECOND) == []
    assert await tick(database, END + two_days) == [what]
    for kind in (BroadcastKind.CLOSING, BroadcastKind.PROMISE):
        assert [made.audience for made in await of_kind(database, kind)] == [1, 1]


@pytest.mark.parametrize("which", ["postgresql"])
async def test_what_is_being_marked_this_moment_is_edited_too(address: str, database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await written(tx)
        await announce(tx, what)
    sender = await open_database(address, SECRET)
    async with sender.writing() as tx:
        (left,) = await leave(tx, now=END - SECOND)  # by its own clock
        closing_it = asyncio.create_task(tick(database, END))
        await until_blocked(database, closing_it)
    await sender.close()
    assert await closing_it == [what]
    assert (left.chat, await closed_cards(database)) == (one.chat, {one.chat})
