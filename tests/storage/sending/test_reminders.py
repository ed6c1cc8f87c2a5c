"""A reminder: before the deadline, once, and only to those who know of the action and have not acted."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from content.ids import ActionId, Platform
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.deadlines import ends_at, moment
from storage.actions import State
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.sending import broadcasts, deliveries, reminders
from storage.sending.broadcasts import Broadcast
from tests.databases import SECRET
from tests.storage.builder import DEADLINE, NOON, PARIS, Person, action, people, person, states, took, walked

TWO_DAYS = datetime(2024, 2, 24, 17, tzinfo=UTC)
LAST_DAY = datetime(2024, 2, 26, 9, tzinfo=UTC)
END = datetime(2024, 2, 26, 23, tzinfo=UTC)
LABELS = ("2d@18:00", "0d@10:00")


async def alerted(tx: Tx, *there: tuple[Person, DeliveryState]) -> ActionId:
    """An announced action with its reminders, whose alert ended so for these people."""
    what = await action(tx)
    made = await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
    await reminders.plan(tx, what, LABELS, now=NOON)
    for who, state in there:
        row = tables.deliveries.update().where(
            tables.deliveries.c.broadcast_id == made.id, tables.deliveries.c.chat_id == who.chat
        )
        await tx.connection.execute(row.values(state=state))
    return what


async def release(database: Database, now: datetime) -> list[Broadcast | None]:
    async with database.writing() as tx:
        return [await reminders.release(tx, one, now=now) for one in await reminders.due(tx, now=now)]


async def kept(database: Database) -> list[tuple[str, str, str]]:
    async with database.reading() as tx:
        rows = await tx.connection.execute(select(tables.reminders).order_by(tables.reminders.c.due_at))
        return [(row.label, row.state, row.reason) for row in rows]


def test_a_label_is_an_hour_in_the_actions_zone() -> None:
    assert moment("2d@18:00", DEADLINE, PARIS) == TWO_DAYS
    assert moment("0d@10:00", DEADLINE, PARIS) == LAST_DAY
    assert moment("0d@10:00", DEADLINE, "Pacific/Kiritimati") == datetime(2024, 2, 25, 20, tzinfo=UTC)
    assert moment("1d@02:30", date(2024, 4, 1), PARIS) == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)  # no such hour


@pytest.mark.parametrize(
    "label", ["", "2d", "18:00", "2d@24:00", "2d@18:60", "-1d@18:00", "2d@18:00 ", "٢d@18:00", "2h@1:00"]
)
def test_anything_else_is_no_label(label: str) -> None:
    with pytest.raises(ValueError, match="is no reminder"):
        moment(label, DEADLINE, PARIS)


@given(
    st.integers(0, 30),
    st.times(),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.sampled_from([PARIS, "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]),
)
def test_a_reminder_is_always_before_the_end(days: int, at: datetime, deadline: date, zone: str) -> None:
    label = f"{days}d@{at:%H:%M}"
    assert moment(label, deadline, zone) < ends_at(deadline, zone)


async def test_planned_with_the_announcement_and_only_what_is_to_come(database: Database) -> None:
    async with database.writing() as tx:
        what, none = await action(tx), await action(tx, deadline=None)
        made = await reminders.plan(tx, what, ("0d@10:00", "2d@18:00", "9d@18:00"), now=NOON)
        assert [(one.label, one.due_at) for one in made] == [("2d@18:00", TWO_DAYS), ("0d@10:00", LAST_DAY)]
        assert await reminders.plan(tx, what, LABELS, now=NOON) == made
        assert await reminders.plan(tx, none, LABELS, now=NOON) == ()
        assert await reminders.due(tx, now=TWO_DAYS - timedelta(seconds=1)) == ()
        assert await reminders.due(tx, now=TWO_DAYS) == made[:1]


async def test_it_goes_to_those_who_know_of_it_and_have_not_acted(database: Database) -> None:
    async with database.writing() as tx:
        got, doubtful, skipped, sent, tried, declined, stopped, gone = await people(tx, 8)
        D = DeliveryState  # noqa: N806 (short, for the table below)
        what = await alerted(
            tx,
            (got, D.DELIVERED),
            (doubtful, D.UNKNOWN),
            (skipped, D.SKIPPED),
            (sent, D.DELIVERED),
            (tried, D.DELIVERED),
            (declined, D.DELIVERED),
            (stopped, D.DELIVERED),
            (gone, D.DELIVERED),
        )
        opened = await person(tx, "later", language="fr")  # joined after the alert, by a link
        await person(tx, "stranger")
        await walked(tx, opened, what)
        await took(tx, sent, what)
        await took(tx, tried, what, "tried")
        await took(tx, got, what, "handed")
        await took(tx, got, await action(tx))  # of another action
        await walked(tx, declined, what, declined=True)
        rows = tables.supporters.update().where(tables.supporters.c.id == stopped.supporter)
        await tx.connection.execute(rows.values(stopped_at=NOON))
        await tx.connection.execute(tables.chats.update().where(tables.chats.c.id == gone.chat).values(gone_at=NOON))

    (made,) = await release(database, TWO_DAYS)
    assert made is not None
    assert (made.kind, made.state, made.action) == (BroadcastKind.REMINDER, BroadcastState.SENDING, what)
    assert set(await states(database, made.id)) == {got.chat, doubtful.chat, tried.chat, opened.chat}
    assert await kept(database) == [("2d@18:00", "done", ""), ("0d@10:00", "due", "")]


async def test_the_next_one_leaves_out_who_acted_on_the_first(database: Database) -> None:
    async with database.writing() as tx:
        one, two = await people(tx, 2)
        what = await alerted(tx, (one, DeliveryState.DELIVERED), (two, DeliveryState.DELIVERED))
    await release(database, TWO_DAYS)
    async with database.writing() as tx:
        await took(tx, one, what)
    (made,) = await release(database, LAST_DAY)
    assert made is not None
    assert set(await states(database, made.id)) == {two.chat}
    assert await release(database, LAST_DAY) == []


async def test_never_after_the_deadline(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await alerted(tx, (one, DeliveryState.DELIVERED))
    assert await release(database, END) == [None, None]
    assert await kept(database) == [(label, "skipped", deliveries.LATE) for label in LABELS]
    assert await release(database, END) == []


async def test_a_reminder_on_its_way_at_the_deadline_is_skipped(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await alerted(tx, (one, DeliveryState.DELIVERED))
    (_, made) = await release(database, END - timedelta(seconds=1))
    assert made is not None
    async with database.writing() as tx:
        left = await deliveries.due(tx, Platform.TELEGRAM, now=END, limit=9)
        assert await deliveries.mark_sending(tx, [found.id for found in left], now=END) == {}
        found = await broadcasts.find(tx, made.id)
    assert (found.state, found.counts[DeliveryState.SKIPPED]) == (BroadcastState.DONE, 1)


async def test_after_a_long_sleep_one_reminder_goes_and_not_two(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await alerted(tx, (one, DeliveryState.DELIVERED))
    first, second = await release(database, LAST_DAY)
    assert first is None
    assert second is not None
    assert await kept(database) == [
        ("2d@18:00", "skipped", "a later reminder is due already"),
        ("0d@10:00", "done", ""),
    ]


async def test_an_action_that_is_not_announced_or_has_a_successor_is_not_reminded_of(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        first = await alerted(tx, (one, DeliveryState.DELIVERED))
        draft = await action(tx)
        await reminders.plan(tx, draft, LABELS, now=NOON)
        await action(tx, case_of=first, sequence=2, state=State.ANNOUNCED, deadline=None)
        await action(tx, state=State.ANNOUNCED, sequence=3)
    assert await release(database, TWO_DAYS) == [None, None]
    assert sorted(reason for _, state, reason in await kept(database) if state == "skipped") == [
        "a later document on this case has taken its place",
        "the action is not announced",
    ]


async def test_a_draft_of_the_next_document_changes_nothing(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        first = await alerted(tx, (one, DeliveryState.DELIVERED))
        await action(tx, case_of=first, sequence=2)
    (made,) = await release(database, TWO_DAYS)
    assert made is not None


async def test_nobody_left_to_remind_is_no_error(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, (one, DeliveryState.DELIVERED))
        await took(tx, one, what)
    (made,) = await release(database, TWO_DAYS)
    assert made is not None
    assert (made.state, made.audience) == (BroadcastState.DONE, 0)


async def test_two_processes_that_tick_at_once_remind_once(address: str, database: Database) -> None:
    async with database.writing() as tx:
        there = await people(tx, 5)
        await alerted(tx, *((one, DeliveryState.DELIVERED) for one in there))
    other = await open_database(address, SECRET)

    async def tick(opened: Database) -> Broadcast | None:
        async with opened.reading() as tx:
            (found,) = await reminders.due(tx, now=TWO_DAYS)
        await asyncio.sleep(0.02)  # both have seen it
        async with opened.writing() as tx:
            return await reminders.release(tx, found, now=TWO_DAYS)

    made = await asyncio.gather(tick(database), tick(other))
    await other.close()
    assert sorted(one is None for one in made) == [False, True]
    async with database.reading() as tx:
        found = [one for one in await broadcasts.listed(tx) if one.kind is BroadcastKind.REMINDER]
    assert [one.audience for one in found] == [5]
