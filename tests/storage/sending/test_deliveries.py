"""Each chat's row of a broadcast, through everything that can become of a call."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Unknown
from content.ids import BroadcastId, Platform, PlatformId, Reference
from content.rules.announcing import AGAIN_AFTER, MOST_ATTEMPTS, BroadcastKind, BroadcastState, DeliveryState
from storage.database import tables
from storage.database.engine import Database, Tx, open_database
from storage.due import laters
from storage.people import reopen
from storage.sending import broadcasts, deliveries, settling
from storage.sending.audience import audience
from storage.sending.broadcasts import Broadcast
from storage.sending.deliveries import Delivery
from tests.databases import SECRET
from tests.storage.builder import NOON, Person, action, people, person, rows, states, took, walked

LATER = NOON + timedelta(minutes=1)
OK = Delivered(Reference("77"))


async def sent_to(
    tx: Tx, n: int, *, kind: BroadcastKind = BroadcastKind.ALERT, deadline: date | None = None
) -> tuple[Broadcast, list[Person]]:
    """A broadcast on its way to `n` people."""
    there = await people(tx, n)
    what = await (action(tx) if deadline is None else action(tx, deadline=deadline))
    if kind is not BroadcastKind.REMINDER:
        return await broadcasts.announce(tx, what, kind, approver="me", needed=1, now=NOON), there
    made = await broadcasts.make(tx, what, kind, now=NOON)
    await broadcasts.send(tx, made, now=NOON)
    return await broadcasts.find(tx, made), there


async def leave(tx: Tx, n: int = 100) -> list[Delivery]:
    """What is due is marked as sending."""
    found = await deliveries.due(tx, Platform.TELEGRAM, now=LATER, limit=n)
    going = await deliveries.mark_sending(tx, found, now=LATER)
    return [one for one in found if one.id in going]


async def answer(database: Database, *outcomes: Outcome) -> None:
    """The calls of that many deliveries leave, and end so."""
    async with database.writing() as tx:
        left = await leave(tx, len(outcomes))
    async with database.writing() as tx:
        await settling.settle(tx, list(zip(left, outcomes, strict=True)), now=LATER)


async def counts(database: Database, broadcast: BroadcastId) -> tuple[BroadcastState, dict[DeliveryState, int]]:
    async with database.reading() as tx:
        found = await broadcasts.find(tx, broadcast)
    return found.state, {state: n for state, n in found.counts.items() if n}


async def first_row(database: Database, broadcast: BroadcastId) -> tuple[str, int, int, str, str]:
    return next(iter((await rows(database, broadcast)).values()))


async def test_all_arrive_and_the_broadcast_is_done(database: Database) -> None:
    async with database.writing() as tx:
        made, there = await sent_to(tx, 3)
        left = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        going = await deliveries.mark_sending(tx, left, now=NOON)
    assert [one.chat for one in left] == [one.chat for one in there]
    assert [going[one.id] for one in left] == [one.name for one in there]
    assert set((await states(database, made.id)).values()) == {DeliveryState.SENDING}

    async with database.writing() as tx:
        await settling.settle(tx, [(one, OK) for one in left[:2]], now=LATER)
    assert await counts(database, made.id) == (
        BroadcastState.SENDING,
        {DeliveryState.SENDING: 1, DeliveryState.DELIVERED: 2},
    )
    async with database.writing() as tx:
        await settling.settle(tx, [(left[2], OK)], now=LATER)
        assert (await broadcasts.find(tx, made.id)).ended_at == LATER
    assert await counts(database, made.id) == (BroadcastState.DONE, {DeliveryState.DELIVERED: 3})
    assert set((await rows(database, made.id)).values()) == {("delivered", 1, 0, "", "77")}


async def test_alerts_go_before_reminders_and_older_ones_first(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 2)
        await person(tx, "U1", platform=Platform.SLACK)
        made = []
        for kind in (BroadcastKind.REMINDER, BroadcastKind.ALERT, BroadcastKind.OUTCOME):
            one = await broadcasts.make(tx, await action(tx), kind, now=NOON)
            await broadcasts.send(tx, one, now=NOON)
            made.append(one)
        reminder, alert, outcome = made
        found = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=5)
        assert [one.broadcast for one in found] == [alert, alert, outcome, outcome, reminder]
        assert [one.platform for one in found] == [Platform.TELEGRAM] * 5
        slack = await deliveries.due(tx, Platform.SLACK, now=NOON, limit=5)
        assert [one.broadcast for one in slack] == [alert, outcome, reminder]


async def test_two_who_lease_the_same_rows_send_each_once(address: str, database: Database) -> None:
    async with database.writing() as tx:
        await sent_to(tx, 20)

    async def mark(opened: Database) -> list[str]:
        async with opened.writing() as tx:
            found = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=20)
            await asyncio.sleep(0.02)
            return list((await deliveries.mark_sending(tx, found, now=NOON)).values())

    other = await open_database(address, SECRET)
    marked = [name for some in await asyncio.gather(mark(database), mark(other)) for name in some]
    await other.close()
    assert len(marked) == len(set(marked)) == 20


@pytest.mark.parametrize("kind", [BroadcastKind.ALERT, BroadcastKind.UPDATE, BroadcastKind.OUTCOME])
async def test_what_may_have_arrived_goes_once_more(database: Database, kind: BroadcastKind) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 1, kind=kind)
    await answer(database, Unknown("timed out"))
    assert list((await rows(database, made.id)).values()) == [("queued", 1, 1, "timed out", "")]
    async with database.writing() as tx:
        assert await leave(tx) == []  # not at once: what kept the answer away is seldom over
        found = await deliveries.due(tx, Platform.TELEGRAM, now=LATER + AGAIN_AFTER, limit=1)
        await deliveries.mark_sending(tx, [found[0]], now=LATER + AGAIN_AFTER)
        await settling.settle(tx, [(found[0], Unknown("timed out"))], now=LATER + AGAIN_AFTER)
    assert list((await rows(database, made.id)).values()) == [("unknown", 2, 2, "timed out", "")]
    assert (await counts(database, made.id))[0] is BroadcastState.DONE


async def test_a_reminder_that_may_have_arrived_does_not_go_again(database: Database) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 1, kind=BroadcastKind.REMINDER)
    await answer(database, Unknown("timed out"))
    assert await counts(database, made.id) == (BroadcastState.DONE, {DeliveryState.UNKNOWN: 1})


async def test_what_is_turned_back_waits_until_then_and_fails_after_ten_times(database: Database) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 2)
    await answer(database, TryLater(LATER + timedelta(seconds=5), halt=True), OK)
    assert await first_row(database, made.id) == ("queued", 0, 0, "", "")
    async with database.writing() as tx:
        assert await deliveries.due(tx, Platform.TELEGRAM, now=LATER + timedelta(seconds=4), limit=9) == []
        assert len(await deliveries.due(tx, Platform.TELEGRAM, now=LATER + timedelta(seconds=5), limit=9)) == 1
        await tx.connection.execute(tables.deliveries.update().values(due_at=NOON))
    for _ in range(MOST_ATTEMPTS):
        assert (await counts(database, made.id))[0] is BroadcastState.SENDING
        await answer(database, TryLater(NOON))
        async with database.writing() as tx:
            await tx.connection.execute(tables.deliveries.update().values(due_at=None))  # its longer wait is over
    assert await first_row(database, made.id) == ("failed", 10, 0, "turned back too often", "")
    assert (await counts(database, made.id))[0] is BroadcastState.DONE

    async with database.writing() as tx:
        assert await broadcasts.again(tx, made.id, now=LATER) == 1, (
            "the platform's trouble is over, and somebody says so"
        )
    await answer(database, OK)
    assert await counts(database, made.id) == (BroadcastState.DONE, {DeliveryState.DELIVERED: 2})


async def test_a_chat_that_is_gone_is_not_written_to_again(database: Database) -> None:
    async with database.writing() as tx:
        made, there = await sent_to(tx, 2)
        other = await broadcasts.announce(tx, await action(tx), BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
    await answer(database, Gone("blocked"), OK)
    assert (await states(database, made.id))[there[0].chat] is DeliveryState.GONE
    async with database.writing() as tx:
        assert [one.chat for one in await leave(tx)] == [there[1].chat]
        assert (await audience(tx, now=NOON)).gone == 1
    assert (await states(database, other.id))[there[0].chat] is DeliveryState.GONE


async def test_a_chat_that_moved_is_kept_under_its_new_id_and_tried_there(database: Database) -> None:
    async with database.writing() as tx:
        made, there = await sent_to(tx, 1)
    await answer(database, Moved(PlatformId("-100200")))
    async with database.writing() as tx:
        found = await deliveries.due(tx, Platform.TELEGRAM, now=LATER, limit=1)
        going = await deliveries.mark_sending(tx, [found[0]], now=LATER)
        row = (await tx.connection.execute(select(tables.chats).where(tables.chats.c.id == there[0].chat))).one()
    assert going == {found[0].id: "-100200"}
    assert row.finger == tx.vault.finger(Platform.TELEGRAM, PlatformId("-100200"))
    assert list((await rows(database, made.id)).values()) == [("sending", 1, 0, "", "")]


async def test_a_chat_that_moved_to_one_we_know_is_not_sent_to_twice(database: Database) -> None:
    async with database.writing() as tx:
        made, there = await sent_to(tx, 2)
    await answer(database, Moved(there[1].name), OK)
    assert await states(database, made.id) == {
        there[0].chat: DeliveryState.SKIPPED,
        there[1].chat: DeliveryState.DELIVERED,
    }
    assert (await first_row(database, made.id))[3] == "the same chat twice"
    assert (await counts(database, made.id))[0] is BroadcastState.DONE
    async with database.reading() as tx:
        assert (await audience(tx, now=NOON)).total == 1


async def test_our_own_fault_pauses_the_broadcast(database: Database) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 3)
    await answer(database, Refused("can't parse entities"))
    assert await counts(database, made.id) == (
        BroadcastState.PAUSED,
        {DeliveryState.FAILED: 1, DeliveryState.QUEUED: 2},
    )
    async with database.writing() as tx:
        assert (await broadcasts.find(tx, made.id)).reason == "can't parse entities"
        assert await leave(tx) == []
        await broadcasts.resume(tx, made.id, now=LATER)
    await answer(database, OK, OK)
    assert await counts(database, made.id) == (
        BroadcastState.DONE,
        {DeliveryState.FAILED: 1, DeliveryState.DELIVERED: 2},
    )


async def test_who_stopped_left_or_asked_to_be_forgotten_meanwhile_is_not_sent_to(database: Database) -> None:
    async with database.writing() as tx:
        made, (stopped, gone, forgotten, stays) = await sent_to(tx, 4)
        leased = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        supporters, chats = tables.supporters, tables.chats
        await tx.connection.execute(
            supporters.update().where(supporters.c.id == stopped.supporter).values(stopped_at=NOON)
        )
        await tx.connection.execute(chats.update().where(chats.c.id == gone.chat).values(gone_at=NOON))
        await tx.connection.execute(supporters.delete().where(supporters.c.id == forgotten.supporter))
    async with database.writing() as tx:
        going = await deliveries.mark_sending(tx, leased, now=LATER)
    assert list(going.values()) == [stays.name]
    assert [row[:4] for row in (await rows(database, made.id)).values()] == [
        ("skipped", 0, 0, "stopped"),
        ("gone", 0, 0, "closed to us before it could leave"),
        ("skipped", 0, 0, "forgotten"),
        ("sending", 0, 0, ""),
    ]


async def test_the_last_ones_left_out_end_the_broadcast_too(database: Database) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 2)
        await tx.connection.execute(tables.supporters.update().values(stopped_at=NOON))
        assert await leave(tx) == []
    assert await counts(database, made.id) == (BroadcastState.DONE, {DeliveryState.SKIPPED: 2})


async def test_a_person_forgotten_while_the_call_was_out_leaves_the_count_right(database: Database) -> None:
    async with database.writing() as tx:
        made, there = await sent_to(tx, 2)
    async with database.writing() as tx:
        left = await leave(tx)
        await tx.connection.execute(tables.supporters.delete().where(tables.supporters.c.id == there[0].supporter))
    async with database.writing() as tx:
        await settling.settle(tx, [(left[0], Moved(PlatformId("9"))), (left[1], Gone("blocked"))], now=LATER)
        assert await leave(tx) == []
    assert await counts(database, made.id) == (
        BroadcastState.DONE,
        {DeliveryState.SKIPPED: 1, DeliveryState.GONE: 1},
    )


@pytest.mark.parametrize("kind", [BroadcastKind.ALERT, BroadcastKind.REMINDER])
async def test_after_the_deadline_nothing_that_asks_for_an_appeal_leaves(
    database: Database, kind: BroadcastKind
) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 2, kind=kind, deadline=NOON.date())
        leased = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
    over = NOON.replace(hour=23)  # midnight in Paris
    async with database.writing() as tx:
        before = await deliveries.mark_sending(tx, [leased[0]], now=over - timedelta(seconds=1))
        after = await deliveries.mark_sending(tx, [leased[1]], now=over)
    assert (len(before), len(after)) == (1, 0)
    assert [row[0] for row in (await rows(database, made.id)).values()] == ["sending", "skipped"]
    assert list((await rows(database, made.id)).values())[1][3] == deliveries.LATE


async def test_closing_skips_what_is_late_and_nothing_else(database: Database) -> None:
    async with database.writing() as tx:
        late, _ = await sent_to(tx, 2, deadline=NOON.date())
        outcome = await broadcasts.announce(tx, late.action, BroadcastKind.OUTCOME, approver="me", needed=1, now=NOON)
        other = await broadcasts.announce(tx, await action(tx), BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
    over = NOON.replace(hour=23)
    async with database.writing() as tx:
        assert await settling.skip_late(tx, now=over - timedelta(seconds=1)) == 0
        assert await settling.skip_late(tx, now=over) == 2
        assert await settling.skip_late(tx, now=over) == 0
    assert await counts(database, late.id) == (BroadcastState.DONE, {DeliveryState.SKIPPED: 2})
    for going in (outcome, other):
        assert await counts(database, going.id) == (BroadcastState.SENDING, {DeliveryState.QUEUED: 2})


async def test_a_reminder_does_not_reach_who_acts_or_puts_it_off_before_it_leaves(database: Database) -> None:
    async with database.writing() as tx:
        made, (sent, declined, tried, none, put_off, took_back) = await sent_to(tx, 6, kind=BroadcastKind.REMINDER)
        for one in (put_off, took_back):
            await laters.keep(tx, one.supporter, made.action, due_at=LATER, asked=True)
        await laters.cancel(tx, took_back.supporter, made.action)
        await took(tx, sent, made.action)
        await took(tx, tried, made.action, "tried")
        await walked(tx, declined, made.action, declined=True)
        await walked(tx, none, made.action)
        assert [one.chat for one in await leave(tx)] == [tried.chat, none.chat, took_back.chat]


async def test_what_did_not_leave_goes_back_as_if_nothing_had_been(database: Database) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 2)
        before = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        left = await leave(tx)
    async with database.writing() as tx:
        await settling.settle(tx, [(left[0], OK)], now=LATER)
        await settling.put_back(tx, [one.id for one in left], now=LATER)
        assert await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9) == before[1:]
    assert await counts(database, made.id) == (
        BroadcastState.SENDING,
        {DeliveryState.DELIVERED: 1, DeliveryState.QUEUED: 1},
    )


async def test_what_comes_back_to_a_stopped_broadcast_goes_nowhere(database: Database) -> None:
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 3)
        left = await leave(tx)
        await broadcasts.stop(tx, made.id, "wrong", now=NOON)
    async with database.writing() as tx:
        await settling.settle(tx, [(left[0], TryLater(NOON)), (left[1], OK)], now=LATER)
        assert (await broadcasts.find(tx, made.id)).counts[DeliveryState.SKIPPED] == 1
        await settling.put_back(tx, [left[2].id], now=LATER)
    assert await counts(database, made.id) == (
        BroadcastState.STOPPED,
        {DeliveryState.SKIPPED: 2, DeliveryState.DELIVERED: 1},
    )


async def test_after_a_crash_what_was_out_is_in_doubt_and_alerts_go_once_more(database: Database) -> None:
    async with database.writing() as tx:
        alert, _ = await sent_to(tx, 2)
        reminder = await broadcasts.make(tx, alert.action, BroadcastKind.REMINDER, now=NOON)
        await broadcasts.send(tx, reminder, now=NOON)
        await leave(tx)
    for seen, left in ((4, "queued"), (2, "unknown")):
        async with database.writing() as tx:
            assert await settling.recover(tx, now=LATER) == seen
            assert await settling.recover(tx, now=LATER) == 0
        assert [row[0] for row in (await rows(database, alert.id)).values()] == [left] * 2
        assert [row[:3] for row in (await rows(database, reminder)).values()] == [("unknown", 1, 1)] * 2
        async with database.writing() as tx:
            await leave(tx)  # at once: it was us who went away, not the platform
    assert (await counts(database, alert.id))[0] is BroadcastState.DONE


async def test_an_answer_that_comes_too_late_changes_nothing(database: Database) -> None:
    """Another process has taken the row for lost meanwhile, and settled it."""
    async with database.writing() as tx:
        made, _ = await sent_to(tx, 6)
        left = await leave(tx)
        await settling.recover(tx, now=NOON)
    before = await rows(database, made.id)
    late: list[Outcome] = [
        OK,
        Gone("blocked"),
        Moved(PlatformId("9")),
        Refused("can't parse entities"),
        Unknown("timed out"),
        TryLater(LATER),
    ]
    async with database.writing() as tx:
        chats = (await tx.connection.execute(select(tables.chats).order_by(tables.chats.c.id))).all()
        await settling.settle(tx, list(zip(left, late, strict=True)), now=LATER)
        await settling.put_back(tx, [one.id for one in left], now=LATER, due=LATER)
        assert (await tx.connection.execute(select(tables.chats).order_by(tables.chats.c.id))).all() == chats
        assert len(await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)) == 6
    assert await rows(database, made.id) == before
    assert (await counts(database, made.id))[0] is BroadcastState.SENDING


@pytest.mark.parametrize("which", ["postgresql"])
async def test_a_chat_whose_person_is_here_this_moment_is_not_closed(address: str, database: Database) -> None:
    """On PostgreSQL their turn holds the chat, and waits for nobody who waits for it."""
    async with database.writing() as tx:
        made, there = await sent_to(tx, 2)
        left = await leave(tx)
    other = await open_database(address, SECRET)
    async with other.writing() as turn:
        await reopen(turn, there[0].chat)
        async with database.writing() as tx:
            await settling.settle(tx, [(left[0], Gone("blocked")), (left[1], Gone("blocked"))], now=LATER)
    await other.close()
    async with database.reading() as tx:
        gone = (await tx.connection.execute(select(tables.chats.c.gone_at).order_by(tables.chats.c.id))).scalars()
        assert list(gone) == [None, LATER]
    assert await counts(database, made.id) == (BroadcastState.DONE, {DeliveryState.GONE: 2})
