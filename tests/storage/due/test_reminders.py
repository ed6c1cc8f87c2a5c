"""A reminder: before the deadline, at their own hour, one a day, to those alone who know of it and have not acted."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from content.ids import ActionId, ChatId, Platform
from content.rules.announcing import BroadcastKind, DeliveryState
from content.rules.deadlines import ends_at, moment, reminded_on
from content.rules.hours import Hours, Quiet
from storage.actions import State
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.due import laters, reminders, urgency
from storage.due.reminders import EVENING
from storage.sending import broadcasts, deliveries
from tests.storage.builder import DEADLINE, NOON, PARIS, Person, action, people, person, states, took, walked
from tests.storage.post import carry

TWO_DAYS = datetime(2024, 2, 24, 17, tzinfo=UTC)
LAST_DAY = datetime(2024, 2, 26, 9, tzinfo=UTC)
END = datetime(2024, 2, 26, 23, tzinfo=UTC)
LABELS = ("2d@18:00", "0d@10:00")
HOURS = Hours(Quiet(time(22), time(8)), PARIS)


async def alerted(
    tx: Tx, *who: Person, deadline: date = DEADLINE, state: DeliveryState = DeliveryState.DELIVERED
) -> ActionId:
    """An announced action, whose alert ended so for these people and never left for others."""
    what = await action(tx, deadline=deadline, state=State.ANNOUNCED)
    made = await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, hours=HOURS, now=NOON)
    rows = tables.deliveries.update().where(tables.deliveries.c.broadcast_id == made.id)
    await tx.connection.execute(rows.values(state="skipped", held=0, due_at=None))
    mine = rows.where(tables.deliveries.c.chat_id.in_([one.chat for one in who]))
    await tx.connection.execute(mine.values(state=state))
    await tx.connection.execute(
        tables.broadcasts.update().where(tables.broadcasts.c.id == made.id).values(state="done", ended_at=NOON)
    )
    return what


async def tick(database: Database, now: datetime, *, planned_at: datetime = NOON) -> dict[ActionId, set[ChatId]]:
    """Plan as of `planned_at`, release what is due at `now`; who is reminded of what, of all that was ever released."""
    async with database.writing() as tx:
        await reminders.plan(tx, await reminders.missing(tx, LABELS, (), hours=HOURS, now=planned_at))
        acted = await urgency.acted(tx)
        waiting = await reminders.due(tx, hours=HOURS, now=now)
    for row in waiting:
        if row.label != EVENING:
            more = True
            while more:
                async with database.writing() as tx:
                    more = await reminders.release(tx, row, acted, hours=HOURS, now=now)
    return await reminded(database)


async def reminded(database: Database) -> dict[ActionId, set[ChatId]]:
    async with database.reading() as tx:
        found = [one for one in await broadcasts.listed(tx) if one.kind is BroadcastKind.REMINDER]
    told = {one.action: set(await states(database, one.id)) for one in found}
    return {what: who for what, who in told.items() if who}


async def kept(database: Database) -> list[tuple[str, str, str]]:
    async with database.reading() as tx:
        asked = select(tables.reminders).where(tables.reminders.c.label != EVENING)
        rows = await tx.connection.execute(asked.order_by(tables.reminders.c.due_at, tables.reminders.c.zone))
        return [(row.label, row.state, row.reason) for row in rows]


def test_a_label_is_an_hour_of_a_zone() -> None:
    assert moment("2d@18:00", DEADLINE, PARIS) == TWO_DAYS
    assert moment("0d@10:00", DEADLINE, PARIS) == LAST_DAY
    assert moment("0d@10:00", DEADLINE, "Pacific/Kiritimati") == datetime(2024, 2, 25, 20, tzinfo=UTC)
    assert moment("1d@02:30", date(2024, 4, 1), PARIS) == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)  # no such hour
    assert reminded_on("2d@18:00", DEADLINE) == date(2024, 2, 24)


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
def test_a_reminder_is_always_before_the_end_of_its_own_zone(days: int, at: time, deadline: date, zone: str) -> None:
    assert moment(f"{days}d@{at:%H:%M}", deadline, zone) < ends_at(deadline, zone)


async def test_only_those_who_know_of_it_and_have_neither_acted_nor_declined(database: Database) -> None:
    async with database.writing() as tx:
        one, unknown, sent, tried, declined, opened, later, stranger = await people(tx, 8)
        what = await alerted(tx, one, sent, tried, declined, later)
        row = tables.deliveries.update().where(tables.deliveries.c.chat_id == unknown.chat)
        await tx.connection.execute(row.values(state="unknown"))
        await took(tx, sent, what)
        await took(tx, tried, what, "tried")
        await walked(tx, declined, what, declined=True)
        await walked(tx, opened, what)
        await laters.keep(tx, later.supporter, what, due_at=END, asked=True)
    assert await tick(database, TWO_DAYS) == {what: {one.chat, unknown.chat, tried.chat, opened.chat}}
    assert stranger.chat not in (await reminded(database))[what]
    assert await tick(database, TWO_DAYS + timedelta(minutes=1)) == await reminded(database), "once"


async def test_each_at_their_own_hour_and_day(database: Database) -> None:
    async with database.writing() as tx:
        paris = await person(tx, "paris")
        auckland = await person(tx, "auckland", zone="Pacific/Auckland")
        hawaii = await person(tx, "hawaii", zone="Pacific/Honolulu")
        what = await alerted(tx, paris, auckland, hawaii)
    assert await tick(database, datetime(2024, 2, 24, 5, tzinfo=UTC)) == {what: {auckland.chat}}
    assert await tick(database, TWO_DAYS) == {what: {auckland.chat, paris.chat}}
    assert await tick(database, datetime(2024, 2, 25, 4, tzinfo=UTC)) == {
        what: {auckland.chat, paris.chat, hawaii.chat}
    }


async def test_one_a_day_for_all_actions_the_most_urgent_first(database: Database) -> None:
    async with database.writing() as tx:
        one, two, other = await people(tx, 3)
        crowded = await alerted(tx, one, two)
        alone = await alerted(tx, one, two)
        sooner = await alerted(tx, two, deadline=DEADLINE - timedelta(days=2))
        await took(tx, other, crowded)
    told = await tick(database, TWO_DAYS)
    assert told == {alone: {one.chat, two.chat}}, "the sooner one had its hour in the morning, and its day's message"
    assert sooner not in told or two.chat not in told[alone]


async def test_yesterdays_message_is_not_todays_though_others_got_theirs_after_midnight(database: Database) -> None:
    """All zones share an action's broadcast of the 24th; in Auckland it is the 25th when Paris gets it."""
    async with database.writing() as tx:
        paris = await person(tx, "paris")
        auckland = await person(tx, "auckland", zone="Pacific/Auckland")
        what = await alerted(tx, paris, auckland)
        sooner = await alerted(tx, auckland, deadline=DEADLINE - timedelta(days=1))
    for at in (datetime(2024, 2, 24, 5, tzinfo=UTC), TWO_DAYS):
        await tick(database, at)
        await carry(database, now=at, hours=HOURS)
    assert await reminded(database) == {what: {paris.chat, auckland.chat}}
    ten_on_the_25th = datetime(2024, 2, 24, 21, tzinfo=UTC)
    assert (await tick(database, ten_on_the_25th))[sooner] == {auckland.chat}


async def test_what_waited_over_midnight_is_todays_message(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        sooner = await alerted(tx, one, deadline=DEADLINE - timedelta(days=1))
    await tick(database, TWO_DAYS)
    morning = TWO_DAYS + timedelta(hours=15)
    await carry(database, now=morning, hours=HOURS)
    assert await reminded(database) == {what: {one.chat}}
    assert sooner not in await tick(database, morning + timedelta(hours=1))


async def test_missed_for_days_it_says_what_is_still_of_use_and_leaves_out_the_rest(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
        over = await alerted(tx, one, deadline=DEADLINE - timedelta(days=2))
    late = LAST_DAY + timedelta(hours=3)
    assert await tick(database, late) == {what: {one.chat}}
    assert [row for row in await kept(database) if row[1] == "skipped"]
    assert over not in await reminded(database)


async def test_none_at_night_and_none_after_the_end(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await alerted(tx, one)
    night = TWO_DAYS + timedelta(hours=5)
    assert await tick(database, night) == {}
    morning = datetime(2024, 2, 25, 7, tzinfo=UTC)
    assert await tick(database, morning) == {what: {one.chat}}
    assert await tick(database, END + timedelta(hours=9)) == {what: {one.chat}}
    assert [state for _, state, _ in await kept(database)] == ["done", "skipped"]


async def test_what_leaves_after_somebody_acted_does_not_leave(database: Database) -> None:
    async with database.writing() as tx:
        one, two = await people(tx, 2)
        what = await alerted(tx, one, two)
    await tick(database, TWO_DAYS)
    async with database.writing() as tx:
        await took(tx, one, what)
        found = await deliveries.due(tx, Platform.TELEGRAM, now=TWO_DAYS, limit=9)
        assert {each.kind for each in found} == {BroadcastKind.REMINDER}
        going = await deliveries.mark_sending(tx, found, hours=HOURS, now=TWO_DAYS)
        assert [each.chat for each in found if each.id in going] == [two.chat]


async def test_people_joining_between_two_pieces_are_reached_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "PIECE", 2)
    async with database.writing() as tx:
        crowd = await people(tx, 5)
        what = await alerted(tx, *crowd)
    assert await tick(database, TWO_DAYS) == {what: {one.chat for one in crowd}}
