"""What waited leaves: when a night is over, and when it is known what became of the message that an edit changes."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest

from content.courier import Delivered, Gone, Outcome, Refused, TryLater, Unknown
from content.ids import BroadcastId, Platform, Reference
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.hours import Hours, Quiet
from storage import amending
from storage import people as people_room
from storage.amending import LOOK_AGAIN
from storage.database.engine import Database, Tx
from storage.due import waking
from storage.sending import broadcasts, deliveries, settling, shards
from storage.sending.deliveries import Delivery
from storage.sending.shards import SIZE, Shard
from tests.storage.builder import NOON, PARIS, Person, action, people, person, states
from tests.storage.post import HOURS, MORNING, NIGHT, SECOND, announce, carry, leave, of_kind, row_of

LATER = NOON + timedelta(minutes=1)
ALERT = BroadcastKind.ALERT
FAR = date(2030, 1, 1)


async def wake(database: Database, now: datetime) -> int:
    async with database.writing() as tx:
        return await waking.wake(tx, now=now)


async def at_night(
    tx: Tx, n: int = 1, *, now: datetime = NIGHT, deadline: date = FAR
) -> tuple[BroadcastId, list[Person]]:
    """An alert to some people whose night it is."""
    there = await people(tx, n)
    return await announce(tx, await action(tx, deadline=deadline), hours=HOURS, now=now), there


async def test_a_night_ends_for_each_in_their_own_zone(database: Database) -> None:
    async with database.writing() as tx:
        tokyo = await person(tx, "tokyo", zone="Asia/Tokyo")
        london = await person(tx, "london", zone="Europe/London")
        made, (paris,) = await at_night(tx)
    assert await carry(database, now=NIGHT, hours=HOURS) == {(ALERT, tokyo.chat)}
    assert await wake(database, MORNING - SECOND) == 0
    assert await wake(database, MORNING) == 1
    assert await carry(database, now=MORNING, hours=HOURS) == {(ALERT, paris.chat)}
    hour = timedelta(hours=1)
    assert await wake(database, MORNING + hour) == 1
    assert await carry(database, now=MORNING + hour, hours=HOURS) == {(ALERT, london.chat)}
    async with database.reading() as tx:
        assert (await broadcasts.find(tx, made)).state is BroadcastState.DONE


@pytest.mark.parametrize(
    ("night", "morning"),
    [
        ("2024-03-30T23:00Z", "2024-03-31T06:00Z"),
        ("2024-10-26T22:00Z", "2024-10-27T07:00Z"),
        ("2024-10-27T00:30Z", "2024-10-27T07:00Z"),
    ],
    ids=["an hour is left out", "an hour comes twice", "within the first of the two"],
)
async def test_a_night_that_is_shorter_or_longer_ends_at_eight(database: Database, night: str, morning: str) -> None:
    begins, ends = datetime.fromisoformat(night), datetime.fromisoformat(morning)
    async with database.writing() as tx:
        _, (one,) = await at_night(tx, now=begins)
    assert await wake(database, ends - SECOND) == 0
    assert await wake(database, ends) == 1
    assert await carry(database, now=ends, hours=HOURS) == {(ALERT, one.chat)}


async def test_what_is_woken_into_another_night_waits_for_its_end(database: Database) -> None:
    """We were not running for a day; or the person moved meanwhile."""
    async with database.writing() as tx:
        made, (one,) = await at_night(tx)
    late = MORNING + timedelta(hours=15)
    assert await wake(database, late) == 1
    assert await carry(database, now=late, hours=HOURS) == set()
    assert (await row_of(database, made, one)).due_at == MORNING + timedelta(days=1)
    assert await wake(database, MORNING + timedelta(days=1)) == 1
    assert len(await carry(database, now=MORNING + timedelta(days=1), hours=HOURS)) == 1


async def test_what_is_still_queued_when_their_night_begins_waits_too(database: Database) -> None:
    async with database.writing() as tx:
        asleep, light = (await people(tx, 1))[0], await person(tx, "wake me", wakes=True)
        await announce(tx, await action(tx, deadline=FAR))
        urgent = await announce(tx, await action(tx, deadline=FAR, hours_count="they are moved at dawn"))
        for kind in (BroadcastKind.REMINDER, BroadcastKind.WARNING, BroadcastKind.PROMISE, BroadcastKind.TALLY):
            made = await broadcasts.make(tx, await action(tx, deadline=FAR), kind, now=NOON)
            await broadcasts.send(tx, made, now=NOON)
    assert await carry(database, now=NIGHT, hours=HOURS) == {(ALERT, light.chat)}
    assert (await row_of(database, urgent, light)).state == DeliveryState.DELIVERED
    assert await wake(database, MORNING) == 11
    assert {chat for _, chat in await carry(database, now=MORNING, hours=HOURS)} == {asleep.chat, light.chat}


@pytest.mark.parametrize(
    ("kind", "goes"),
    [
        (BroadcastKind.ALERT, False),
        (BroadcastKind.UPDATE, False),
        (BroadcastKind.OUTCOME, False),
        (BroadcastKind.REMINDER, False),
        (BroadcastKind.LATER, False),
        (BroadcastKind.PROMISE, False),
        (BroadcastKind.WARNING, True),
        (BroadcastKind.TALLY, True),
    ],
)
async def test_who_paused_since_it_was_queued_gets_what_is_wrong_and_nothing_else(
    database: Database, kind: BroadcastKind, goes: bool
) -> None:
    async with database.writing() as tx:
        away, back = await people(tx, 2)
        made = await broadcasts.make(tx, await action(tx, deadline=FAR), kind, now=NOON)
        await broadcasts.send(tx, made, now=NOON)
        await people_room.pause(tx, away.supporter, NOON + SECOND)
        await people_room.pause(tx, back.supporter, NOON)
    assert {chat for _, chat in await carry(database, now=NOON)} == ({away.chat, back.chat} if goes else {back.chat})
    assert goes or (await row_of(database, made, away)).reason == "paused"


async def test_after_the_deadline_it_does_not_leave(database: Database) -> None:
    async with database.writing() as tx:
        made, (one,) = await at_night(tx, deadline=NIGHT.date() + timedelta(days=1))
    late = MORNING + timedelta(days=1)
    await wake(database, late)
    assert await carry(database, now=late, hours=HOURS) == set()
    assert (await row_of(database, made, one)).reason == deliveries.LATE


async def test_a_paused_one_sleeps_on_and_of_a_stopped_one_nothing_is_left(database: Database) -> None:
    async with database.writing() as tx:
        made, (one,) = await at_night(tx)
        stopped = await announce(tx, await action(tx, deadline=FAR), hours=HOURS, now=NIGHT)
        await broadcasts.pause(tx, made, "a question", now=NIGHT)
        await broadcasts.stop(tx, stopped, "wrong", now=NIGHT)
    assert await wake(database, MORNING) == 1
    assert await wake(database, MORNING) == 0
    assert await carry(database, now=MORNING, hours=HOURS) == set()
    async with database.writing() as tx:
        await broadcasts.resume(tx, made, now=MORNING)
    assert await carry(database, now=MORNING, hours=HOURS) == {(ALERT, one.chat)}
    assert await states(database, stopped) == {one.chat: DeliveryState.SKIPPED}


async def test_what_a_clock_that_was_wrong_put_off_does_not_wait_for_days(database: Database) -> None:
    async with database.writing() as tx:
        made, (one,) = await at_night(tx, now=NIGHT + timedelta(days=3))
    assert await wake(database, NIGHT) == 1
    assert await carry(database, now=NIGHT, hours=HOURS) == set(), "it is night"
    assert (await row_of(database, made, one)).due_at == MORNING


async def test_the_longest_night_is_not_taken_for_that(database: Database) -> None:
    begins = datetime.fromisoformat("2024-10-26T06:01Z")  # and in this night an hour comes twice
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        made = await announce(
            tx, await action(tx, deadline=FAR), hours=Hours(Quiet(time(8, 1), time(8)), PARIS), now=begins
        )
    assert (await row_of(database, made, one)).due_at - begins == timedelta(hours=24, minutes=59)
    assert await wake(database, begins) == 0


async def test_in_pieces_all_wake(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "AT_ONCE", 2)
    async with database.writing() as tx:
        _, crowd = await at_night(tx, 5)
    assert [await wake(database, MORNING) for _ in range(4)] == [2, 2, 1, 0]
    assert await carry(database, now=MORNING, hours=HOURS) == {(ALERT, one.chat) for one in crowd}


async def test_whoever_sends_is_told_of_the_shards_that_woke_and_of_no_others(database: Database) -> None:
    async with database.writing() as tx:
        made, _ = await at_night(tx, SIZE)
        for n in range(3):
            await person(tx, f"abroad {n}", zone="Europe/London")
        await person(tx, "on the web", platform=Platform.WEB)
        other = await announce(tx, await action(tx, deadline=FAR), hours=HOURS, now=NIGHT)
    told: list[Shard] = []

    async def planned(_: Tx, found: Sequence[Shard]) -> None:
        told.extend(found)

    database.planned = planned
    assert await wake(database, MORNING) == 2 * SIZE + 1
    async with database.reading() as tx:
        wanted = [shard for broadcast in (made, other) for shard in await shards.planned(tx, broadcast)]
    assert told == wanted
    told.clear()
    assert await wake(database, MORNING + timedelta(hours=1)) == 3
    async with database.reading() as tx:
        blocks = [await deliveries.in_shard(tx, shard, now=MORNING) for shard in told]
    assert [len(block) >= 3 for block in blocks] == [True], "they are in one, with others that woke before"


async def edited(
    database: Database, kind: BroadcastKind = BroadcastKind.CORRECTION
) -> tuple[Delivery, Person, BroadcastId]:
    """An alert that is on its way to one person as it is amended; that alert's row, and the edits."""
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        alert = await announce(tx, await action(tx, deadline=FAR))
        (left,) = await leave(tx, now=NOON)
        edits = await amending.amend(tx, alert, kind, now=NOON)
    assert edits is not None
    assert await carry(database, now=NOON) == set(), "it waits until that is known"
    return left, one, edits


async def settle(database: Database, one: Delivery, outcome: Outcome, now: datetime = NOON) -> None:
    async with database.writing() as tx:
        await settling.settle(tx, [(one, outcome)], now=now)


async def test_an_edit_waits_for_the_answer_as_long_as_it_takes(database: Database) -> None:
    left, one, _ = await edited(database)
    assert await wake(database, NOON + LOOK_AGAIN - SECOND) == 0
    assert await wake(database, NOON + LOOK_AGAIN) == 1
    assert await carry(database, now=NOON + LOOK_AGAIN) == set()
    assert await wake(database, NOON + LOOK_AGAIN) == 0
    await settle(database, left, Delivered(Reference("m7")))
    assert await wake(database, NOON + 2 * LOOK_AGAIN) == 1
    async with database.writing() as tx:
        (edit,) = await leave(tx, now=LATER)
    assert edit.chat == one.chat
    assert edit.origin is not None
    assert (edit.origin.reference, edit.origin.sent_at) == ("m7", NOON)


@pytest.mark.parametrize("outcome", [Gone("blocked"), Refused("can't parse entities")])
async def test_of_what_did_not_arrive_nothing_is_to_be_edited(database: Database, outcome: Outcome) -> None:
    left, one, edits = await edited(database)
    await settle(database, left, outcome)
    assert await wake(database, LATER) == 1
    assert await carry(database, now=LATER) == set()
    assert (await row_of(database, edits, one)).reason == "it did not arrive"
    async with database.reading() as tx:
        assert (await broadcasts.find(tx, edits)).state is BroadcastState.DONE


async def test_what_was_turned_back_leaves_with_the_new_text_alone(database: Database) -> None:
    left, one, edits = await edited(database)
    await settle(database, left, TryLater(NOON))
    assert await wake(database, LATER) == 1
    assert await carry(database, now=LATER) == {(ALERT, one.chat)}
    assert (await row_of(database, edits, one)).state == DeliveryState.SKIPPED


async def lost(database: Database, left: Delivery) -> None:
    """Twice no answer came: nobody knows whether it arrived."""
    await settle(database, left, Unknown("timed out"))
    async with database.writing() as tx:
        (again,) = [one for one in await leave(tx, now=LATER) if one.id == left.id]
        await settling.settle(tx, [(again, Unknown("timed out"))], now=LATER)


async def test_what_nobody_knows_of_is_followed_by_a_message_of_its_own(database: Database) -> None:
    left, one, edits = await edited(database)
    await lost(database, left)
    assert await wake(database, LATER) == 1
    async with database.writing() as tx:
        (follows,) = await leave(tx, now=LATER)
    assert (follows.broadcast, follows.chat, follows.origin) == (edits, one.chat, None)


async def test_a_closed_card_that_nobody_knows_of_is_left_alone(database: Database) -> None:
    left, one, edits = await edited(database, BroadcastKind.CLOSING)
    await lost(database, left)
    assert await wake(database, LATER) == 1
    assert await carry(database, now=LATER) == set(), "no message says that something has ended which they never had"
    assert (await row_of(database, edits, one)).state == DeliveryState.SKIPPED


async def test_what_may_have_arrived_before_it_was_stopped_is_taken_back_by_a_message(database: Database) -> None:
    """No answer came, it would have gone once more, and is withdrawn: the person may have it."""
    left, one, edits = await edited(database, BroadcastKind.WITHDRAWAL)
    async with database.writing() as tx:
        await broadcasts.stop(tx, left.broadcast, "withdrawn", now=NOON)
    await settle(database, left, Unknown("timed out"))
    assert (await row_of(database, left.broadcast, one)).state == DeliveryState.SKIPPED
    assert await wake(database, LATER) == 1
    async with database.writing() as tx:
        (follows,) = await leave(tx, now=LATER)
    assert (follows.broadcast, follows.chat, follows.origin) == (edits, one.chat, None)


async def test_an_edit_that_waits_passes_the_night(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        alert = await announce(tx, await action(tx, deadline=FAR), now=NIGHT)
        (left,) = await leave(tx, now=NIGHT)
        await amending.amend(tx, alert, BroadcastKind.CORRECTION, now=NIGHT)
    await settle(database, left, Delivered(Reference("m7")), NIGHT)
    soon = NIGHT + LOOK_AGAIN
    await wake(database, soon)
    assert await carry(database, now=soon, hours=HOURS) == {(BroadcastKind.CORRECTION, one.chat)}
    (made,) = await of_kind(database, BroadcastKind.CORRECTION)
    assert made.state is BroadcastState.DONE
