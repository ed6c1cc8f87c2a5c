"""Later: what a person put off comes back at the moment they chose, once, and only while it is of use."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from content.action import Channel
from content.ids import ActionId, ChatId, Platform
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.counting import Said
from content.rules.hours import ALWAYS, Hours
from storage import actions, takings
from storage import people as people_room
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.due import laters, waking
from storage.due.laters import Later
from storage.sending import broadcasts, ledger
from tests.databases import SECRET
from tests.storage.builder import NOON, Person, people, person, states, walked, written
from tests.storage.post import (
    HOURS,
    MORNING,
    NIGHT,
    SECOND,
    announce,
    audience_of,
    carry,
    leave,
    of_kind,
    row_of,
    until_blocked,
)

HOUR = timedelta(hours=1)
EVENING = NOON + 6 * HOUR


async def put_off(tx: Tx, *who: Person, at: datetime = EVENING, asked: bool = True) -> ActionId:
    """An action that these people put off until then."""
    what = await written(tx)
    await announce(tx, what)
    await tx.connection.execute(tables.deliveries.update().values(state="delivered", reference="m1", settled_at=NOON))
    await ledger.finish(tx, now=NOON)
    for one in who:
        await laters.keep(tx, one.supporter, what, due_at=at, asked=asked)
    return what


async def bring_back(database: Database, now: datetime, *, hours: Hours = HOURS) -> int:
    async with database.writing() as tx:
        return await laters.release(tx, hours=hours, now=now)


async def kept(database: Database) -> list[tuple[str, str]]:
    """What became of each: state and reason."""
    async with database.reading() as tx:
        rows = await tx.connection.execute(select(tables.laters).order_by(tables.laters.c.id))
        return [(row.state, row.reason) for row in rows]


def later(who: Person) -> tuple[BroadcastKind, ChatId]:
    return BroadcastKind.LATER, who.chat


async def test_one_for_each_person_and_action_and_the_last_wish_counts(database: Database) -> None:
    async with database.writing() as tx:
        one, two = await people(tx, 2)
        what, other = await put_off(tx, one, two), await put_off(tx, one)
        target = (await actions.by_id(tx, what)).targets[0]
        await laters.keep(tx, one.supporter, what, due_at=MORNING, asked=False, target=target, channel=Channel.FAX)
        found = await laters.pending(tx, one.supporter, what)
        assert found is not None
        assert found == Later(
            supporter=one.supporter,
            action=what,
            target=target,
            channel=Channel.FAX,
            due_at=MORNING,
            asked=False,
            state=laters.DUE,
        )
        await laters.keep(tx, one.supporter, what, due_at=EVENING, asked=True)
        later_on = replace(found, target=None, channel=None, due_at=EVENING, asked=True)
        assert await laters.pending(tx, one.supporter, what) == later_on
        await laters.cancel(tx, one.supporter, what)
        await laters.cancel(tx, one.supporter, what)
        assert await laters.pending(tx, one.supporter, what) is None
        assert await laters.pending(tx, two.supporter, what) is not None
        assert await laters.pending(tx, one.supporter, other) is not None
        assert await laters.pending(tx, two.supporter, other) is None
        await laters.keep(tx, one.supporter, what, due_at=MORNING, asked=True)
        assert await laters.pending(tx, one.supporter, what) is not None, "taken back, and put off again"
    assert len(await kept(database)) == 3


async def test_it_comes_at_its_moment_and_once(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        phone = await person(tx, "a second chat", supporter=one.supporter)
        what = await put_off(tx, one)
    assert await bring_back(database, EVENING - SECOND) == 0
    assert await bring_back(database, EVENING) == 1
    assert await carry(database, now=EVENING, hours=HOURS) == {later(one), later(phone)}
    assert await bring_back(database, EVENING) == 0
    async with database.reading() as tx:
        assert await laters.pending(tx, one.supporter, what) is None
    assert await kept(database) == [("done", "")]
    (made,) = await of_kind(database, BroadcastKind.LATER)
    assert (made.action, made.state, made.counts[DeliveryState.DELIVERED]) == (what, BroadcastState.DONE, 2)


async def test_what_they_chose_comes_at_night_too(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await put_off(tx, one, at=NIGHT)
    await bring_back(database, NIGHT)
    assert await carry(database, now=NIGHT, hours=HOURS) == {later(one)}


@pytest.mark.parametrize(
    ("at", "asked", "now"),
    [(NIGHT, False, NIGHT), (NIGHT, True, NIGHT + HOUR), (EVENING, True, NIGHT)],
    ids=["they did not choose it", "an hour late", "hours late"],
)
async def test_what_would_wake_them_waits_for_the_morning(
    database: Database, at: datetime, asked: bool, now: datetime
) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        abroad = await person(tx, "where it is noon", zone="Pacific/Auckland")
        await put_off(tx, one, abroad, at=at, asked=asked)
    await bring_back(database, now)
    assert await carry(database, now=now, hours=HOURS) == {later(abroad)}
    await bring_back(database, MORNING - SECOND)
    assert await carry(database, now=MORNING - SECOND, hours=HOURS) == set()
    await bring_back(database, MORNING)
    assert await carry(database, now=MORNING, hours=HOURS) == {later(one)}
    await bring_back(database, MORNING + HOUR)
    assert await carry(database, now=MORNING + HOUR, hours=HOURS) == set()


async def test_what_waits_for_the_morning_can_still_be_taken_back_or_be_done(database: Database) -> None:
    async with database.writing() as tx:
        one, two, three = await people(tx, 3)
        what = await put_off(tx, one, two, three, at=NIGHT, asked=False)
    await bring_back(database, NIGHT)
    async with database.writing() as tx:
        assert await laters.pending(tx, one.supporter, what) is not None
        await laters.cancel(tx, one.supporter, what)
        await say_sent(tx, two, what)
    await bring_back(database, MORNING)
    assert await carry(database, now=MORNING, hours=HOURS) == {later(three)}


async def say_sent(tx: Tx, who: Person, what: ActionId, at: int = 0, channel: Channel = Channel.EMAIL) -> None:
    target = (await actions.by_id(tx, what)).targets[at]
    for said in (Said.ASKED, Said.SENT):
        await takings.say(tx, who.supporter, what, target, channel, said, now=NOON)


async def stop(tx: Tx, who: Person, what: ActionId) -> None:
    await people_room.stop(tx, who.supporter, now=NOON)


async def pause(tx: Tx, who: Person, what: ActionId) -> None:
    await people_room.pause(tx, who.supporter, EVENING + SECOND)


async def block(tx: Tx, who: Person, what: ActionId) -> None:
    await people_room.close(tx, Platform.TELEGRAM, who.name, now=NOON)


async def decline(tx: Tx, who: Person, what: ActionId) -> None:
    await walked(tx, who, what, declined=True)


@pytest.mark.parametrize("why", [say_sent, decline, pause, stop, block])
async def test_who_has_acted_or_wants_nothing_is_left_in_peace(
    database: Database, why: Callable[[Tx, Person, ActionId], Awaitable[None]]
) -> None:
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        what = await put_off(tx, one, other)
        await why(tx, one, what)
    await bring_back(database, EVENING)
    assert await carry(database, now=EVENING, hours=HOURS) == {later(other)}
    assert await kept(database) == [("skipped", "done meanwhile, or not to be reached"), ("done", "")]


@pytest.mark.parametrize(("sent", "comes"), [(Channel.EMAIL, True), (Channel.FAX, False)])
async def test_one_appeal_that_was_put_off_waits_for_that_appeal_alone(
    database: Database, sent: Channel, comes: bool
) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await put_off(tx)
        target = (await actions.by_id(tx, what)).targets[0]
        await laters.keep(tx, one.supporter, what, due_at=EVENING, asked=True, target=target, channel=Channel.FAX)
        await say_sent(tx, one, what, channel=sent)
        await say_sent(tx, one, what, 1, Channel.PHONE)
        await laters.release(tx, hours=HOURS, now=EVENING)
        (left,) = await leave(tx, now=EVENING) if comes else (None,)
    assert (left is not None) is comes
    assert left is None or left.about.next == (target, Channel.FAX)


async def test_nothing_comes_back_of_what_is_over(database: Database) -> None:
    end = datetime.fromisoformat("2024-02-26T23:00Z")
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await put_off(tx, one, at=end - SECOND)
        gone = await put_off(tx, one)
        await tx.connection.execute(
            tables.actions.update().where(tables.actions.c.id == gone).values(withdrawn_at=NOON)
        )
    assert await bring_back(database, end) == 2
    assert await kept(database) == [("skipped", laters.OVER)] * 2
    assert await of_kind(database, BroadcastKind.LATER) == []


async def test_what_is_released_at_the_last_moment_does_not_leave_after_the_end(database: Database) -> None:
    end = datetime.fromisoformat("2024-02-26T23:00Z")
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await put_off(tx, one, at=end - SECOND)
    await bring_back(database, end - SECOND, hours=ALWAYS)
    assert await carry(database, now=end) == set()


async def test_twice_on_one_day_is_two_messages(database: Database) -> None:
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        what = await put_off(tx, one)
    await bring_back(database, EVENING)
    async with database.writing() as tx:
        for who in (one, other):
            await laters.keep(tx, who.supporter, what, due_at=EVENING + HOUR, asked=True)
    await bring_back(database, EVENING + HOUR)
    assert await carry(database, now=EVENING + HOUR, hours=HOURS) == {later(one), later(other)}
    made = await of_kind(database, BroadcastKind.LATER)
    assert [set(await states(database, one.id)) for one in made] == [{one.chat}, {one.chat, other.chat}]


async def test_who_comes_back_on_the_same_day_shares_its_broadcast(database: Database) -> None:
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        what = await put_off(tx, one)
        await laters.keep(tx, other.supporter, what, due_at=EVENING + HOUR, asked=True)
    for now in (EVENING, EVENING + HOUR):
        await bring_back(database, now)
        assert len(await carry(database, now=now, hours=HOURS)) == 1
    (made,) = await of_kind(database, BroadcastKind.LATER)
    assert (made.state, made.audience) == (BroadcastState.DONE, 2)


async def test_what_somebody_stopped_stays_stopped_that_day(database: Database) -> None:
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        what = await put_off(tx, one)
    await bring_back(database, EVENING)
    (made,) = await of_kind(database, BroadcastKind.LATER)
    async with database.writing() as tx:
        await broadcasts.stop(tx, made.id, "wrong", now=EVENING)
        for who in (one, other):
            await laters.keep(tx, who.supporter, what, due_at=EVENING + HOUR, asked=True)
    await bring_back(database, EVENING + HOUR)
    assert await carry(database, now=EVENING + HOUR, hours=HOURS) == set()
    assert await kept(database) == [("skipped", "stopped")] * 2
    next_day = EVENING + 24 * HOUR
    async with database.writing() as tx:
        await laters.keep(tx, one.supporter, what, due_at=next_day, asked=True)
    await bring_back(database, next_day)
    assert await carry(database, now=next_day, hours=HOURS) == {later(one)}


async def test_in_pieces_all_come(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laters, "AT_ONCE", 2)
    async with database.writing() as tx:
        crowd = await people(tx, 5)
        await put_off(tx, *crowd)
    assert [await bring_back(database, EVENING) for _ in range(4)] == [2, 2, 1, 0]
    assert await carry(database, now=EVENING, hours=HOURS) == {later(one) for one in crowd}


async def test_two_who_release_at_the_same_moment_bring_each_back_once(address: str, database: Database) -> None:
    async with database.writing() as tx:
        crowd = await people(tx, 20)
        await put_off(tx, *crowd)
        await put_off(tx, *crowd[:10])
    other = await open_database(address, SECRET)
    seen = await asyncio.gather(*(bring_back(one, EVENING) for one in (database, other) * 2))
    await other.close()
    assert sum(seen) == 30
    made = await of_kind(database, BroadcastKind.LATER)
    assert sum(one.audience for one in made) == 30
    assert await audience_of(database, BroadcastKind.LATER) == {one.chat for one in crowd}


@pytest.mark.parametrize("which", ["postgresql"])
async def test_who_releases_and_who_sends_do_not_wait_for_each_other(address: str, database: Database) -> None:
    """Both hold several broadcasts: whoever takes the ledger first may take them in whatever order."""
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        first, second = await put_off(tx), await put_off(tx)
    for what in (second, first):
        async with database.writing() as tx:
            await laters.keep(tx, one.supporter, what, due_at=EVENING, asked=True)
        await bring_back(database, EVENING)
    older, newer = await of_kind(database, BroadcastKind.LATER)
    assert (older.action, newer.action) == (second, first)
    async with database.writing() as tx:
        for what in (first, second):
            await laters.keep(tx, other.supporter, what, due_at=EVENING, asked=True)
    sender = await open_database(address, SECRET)
    async with sender.writing() as tx:
        await tx.hold_ledger()
        await ledger.lock(tx, [older.id])
        releasing = asyncio.create_task(bring_back(database, EVENING))
        await until_blocked(sender, releasing)
        await ledger.lock(tx, [newer.id])
    assert await releasing == 2
    await sender.close()


async def test_of_who_is_forgotten_nothing_is_left(database: Database) -> None:
    async with database.writing() as tx:
        waits, on_its_way, stays = await people(tx, 3)
        what = await put_off(tx, on_its_way)
        await laters.keep(tx, waits.supporter, what, due_at=MORNING, asked=True)
        await laters.keep(tx, stays.supporter, what, due_at=EVENING, asked=True)
    await bring_back(database, EVENING)
    async with database.writing() as tx:
        for who in (waits, on_its_way):
            await people_room.forget(tx, who.supporter, now=EVENING)
        left = (await tx.connection.execute(select(tables.laters.c.supporter_id))).scalars().all()
    assert left == [stays.supporter]
    assert await carry(database, now=EVENING, hours=HOURS) == {later(stays)}
    assert await bring_back(database, MORNING) == 0
    (made,) = await of_kind(database, BroadcastKind.LATER)
    assert (made.counts[DeliveryState.SKIPPED], made.counts[DeliveryState.DELIVERED]) == (1, 1)
    assert (await row_of(database, made.id, stays)).state == "delivered"


@pytest.mark.parametrize("asked", [True, False])
async def test_what_left_too_late_for_its_hour_wakes_nobody(database: Database, asked: bool) -> None:
    """Alerts go first, and there may be many of them."""
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        await put_off(tx, one, asked=asked)
    await bring_back(database, EVENING)
    assert await carry(database, now=NIGHT, hours=HOURS) == set()
    async with database.writing() as tx:
        assert await waking.wake(tx, now=MORNING) == 1
    assert await carry(database, now=MORNING, hours=HOURS) == {later(one)}


async def test_what_is_done_before_it_leaves_does_not_leave(database: Database) -> None:
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        what = await put_off(tx, one, other)
        await laters.release(tx, hours=HOURS, now=EVENING)
        await say_sent(tx, one, what)
    assert await carry(database, now=EVENING, hours=HOURS) == {later(other)}
