"""What was delivered is edited, or taken back, where it stands; where nobody knows of it, a message follows."""

from datetime import timedelta

import pytest

from content.about import NOBODY, About
from content.action import Channel
from content.courier import Delivered, Outcome, Uneditable, Unknown
from content.ids import ActionId, BroadcastId, ChatId, Platform, Reference
from content.rules.announcing import AGAIN_AFTER, BroadcastKind, BroadcastState, DeliveryState
from content.rules.counting import Said, TakingState
from storage import actions, amending, takings
from storage import people as people_room
from storage.amending import LOOK_AGAIN
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.due import laters, waking
from storage.sending import broadcasts, deliveries, settling, shards
from storage.sending.deliveries import Delivery, Origin
from tests.cases import AMBASSADOR, MINISTER
from tests.storage.builder import NOON, Person, action, people, person, states, took, walked, written
from tests.storage.post import HOURS, MORNING, NIGHT, announce, arrives, became, carry, leave, of_kind, row_of

CORRECTION, WITHDRAWAL, CLOSING = BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL, BroadcastKind.CLOSING
WARNING = BroadcastKind.WARNING


async def alerted(tx: Tx, *who: Person) -> tuple[ActionId, BroadcastId]:
    """An action whose alert these people have."""
    what = await action(tx)
    made = await announce(tx, what)
    await became(tx, made, DeliveryState.SKIPPED)
    if who:
        await became(tx, made, DeliveryState.DELIVERED, *who)
    return what, made


async def amend(database: Database, made: BroadcastId, kind: BroadcastKind = CORRECTION) -> BroadcastId:
    async with database.writing() as tx:
        edits = await amending.amend(tx, made, kind, now=NOON)
    assert edits is not None
    return edits


@pytest.mark.parametrize(("kind", "unsure_too"), [(CORRECTION, True), (WITHDRAWAL, True), (CLOSING, False)])
async def test_who_is_in_it(database: Database, kind: BroadcastKind, unsure_too: bool) -> None:
    async with database.writing() as tx:
        there = dict(zip(DeliveryState, await people(tx, len(DeliveryState)), strict=True))
        what, made = await alerted(tx)
        for state, one in there.items():
            await became(tx, made, state, one)
    edits = await amend(database, made, kind)
    edited = {DeliveryState.DELIVERED: (0, None), DeliveryState.SENDING: (1, NOON + LOOK_AGAIN)}
    followed = {DeliveryState.UNKNOWN: (0, None)} if unsure_too else {}
    assert set(await states(database, edits)) == {there[state].chat for state in edited | followed}
    for state, waits in (edited | followed).items():
        row, of = await row_of(database, edits, there[state]), await row_of(database, made, there[state])
        assert row.origin == (of.id if state in edited else None)
        assert (row.held, row.due_at) == waits
        assert (row.language, row.platform) == (of.language, of.platform)
    (found,) = await of_kind(database, kind)
    assert (found.id, found.action, found.state) == (edits, what, BroadcastState.SENDING)


async def test_who_is_forgotten_or_never_had_it_is_not_in_it(database: Database) -> None:
    async with database.writing() as tx:
        one, forgotten, _ = await people(tx, 3)
        _, made = await alerted(tx, one, forgotten)
        await people_room.forget(tx, forgotten.supporter, now=NOON)
        await person(tx, "joined since")
    assert set(await states(database, await amend(database, made))) == {one.chat}


async def test_of_what_nobody_has_there_is_nothing_to_edit(database: Database) -> None:
    async with database.writing() as tx:
        await people(tx, 2)
        _, made = await alerted(tx)
        await became(tx, made, DeliveryState.FAILED)
        assert await amending.amend(tx, made, CORRECTION, now=NOON) is None
        with pytest.raises(LookupError):
            await amending.amend(tx, BroadcastId(99), CORRECTION, now=NOON)
    assert await of_kind(database, CORRECTION) == []


@pytest.mark.parametrize("state", [DeliveryState.SKIPPED, DeliveryState.FAILED])
async def test_what_was_in_doubt_before_it_was_stopped_is_followed_by_a_message(
    database: Database, state: DeliveryState
) -> None:
    """A crash, say: it would have gone once more, and is stopped meanwhile. It may have arrived."""
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        what, made = await alerted(tx)
        await became(tx, made, state, one, other)
        row = tables.deliveries.update().where(tables.deliveries.c.chat_id == one.chat)
        await tx.connection.execute(row.values(doubts=1, attempts=1))
        assert await amending.announced_by(tx, what) == (made,)
        assert await amending.amend(tx, made, CLOSING, now=NOON) is None
    assert await carry_one(database, await amend(database, made, WITHDRAWAL)) == (one.chat, None)


async def carry_one(database: Database, broadcast: BroadcastId) -> tuple[ChatId | None, Origin | None]:
    """The only delivery that leaves: to whom, and what it changes."""
    async with database.writing() as tx:
        (left,) = await leave(tx, now=NOON)
    assert left.broadcast == broadcast
    return left.chat, left.origin


async def test_an_edit_names_the_message_and_when_it_was_sent(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        made = await announce(tx, await action(tx))
    await carry(database, now=NOON - timedelta(hours=1))
    reference = (await row_of(database, made, one)).reference
    sent_at = NOON - timedelta(hours=1)
    assert await carry_one(database, await amend(database, made)) == (one.chat, Origin(Reference(reference), sent_at))


async def test_an_edit_goes_at_night_and_to_who_paused_or_stopped_and_a_new_message_does_not(
    database: Database,
) -> None:
    async with database.writing() as tx:
        sleeps, paused, stopped = there = await people(tx, 3)
        unsure = [await person(tx, f"unsure {n}") for n in range(3)]
        _, made = await alerted(tx, *there)
        await became(tx, made, DeliveryState.UNKNOWN, *unsure)
        for one in (paused, unsure[1]):
            await people_room.pause(tx, one.supporter, MORNING + timedelta(days=9))
        for one in (stopped, unsure[2]):
            await people_room.stop(tx, one.supporter, now=NOON)
    edits = await amend(database, made)
    assert await carry(database, now=NIGHT, hours=HOURS) == {(CORRECTION, one.chat) for one in there}
    row = await row_of(database, edits, unsure[2])
    assert (row.state, row.reason) == ("skipped", "stopped")
    async with database.writing() as tx:
        assert await waking.wake(tx, now=MORNING) == 2
    assert await carry(database, now=MORNING, hours=HOURS) == {(CORRECTION, one.chat) for one in unsure[:2]}, (
        "who paused may have taken the wrong text: they are told"
    )
    assert sleeps.chat in await states(database, edits)


async def test_an_edit_does_not_go_to_a_chat_that_is_closed_to_us(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        _, made = await alerted(tx, one)
        await people_room.close(tx, Platform.TELEGRAM, one.name, now=NOON)
    edits = await amend(database, made)
    assert await carry(database, now=NOON) == set()
    assert await states(database, edits) == {one.chat: DeliveryState.GONE}


async def test_who_stops_while_it_is_on_its_way_is_left_with_the_right_text_too(database: Database) -> None:
    async with database.writing() as tx:
        one, unsure = await people(tx, 2)
        _, made = await alerted(tx, one)
        await became(tx, made, DeliveryState.UNKNOWN, unsure)
    edits = await amend(database, made)
    async with database.writing() as tx:
        for who in (one, unsure):
            await people_room.stop(tx, who.supporter, now=NOON)
    assert await carry(database, now=NOON) == {(CORRECTION, one.chat)}
    assert (await row_of(database, edits, unsure)).state == "skipped"


async def test_after_the_deadline_too(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        _, made = await alerted(tx, one)
    await amend(database, made)
    assert await carry(database, now=NOON + timedelta(days=30)) == {(CORRECTION, one.chat)}


async def settled(database: Database, broadcast: BroadcastId, outcome: Outcome) -> Delivery:
    """What leaves ends so."""
    async with database.writing() as tx:
        (left,) = await leave(tx, now=NOON)
        await settling.settle(tx, [(left, outcome)], now=NOON)
    assert left.broadcast == broadcast
    return left


@pytest.mark.parametrize("kind", [CORRECTION, WITHDRAWAL])
async def test_what_cannot_be_edited_follows_once_as_a_message_of_its_own(
    database: Database, kind: BroadcastKind
) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        _, made = await alerted(tx, one)
    edits = await amend(database, made, kind)
    assert (await settled(database, edits, Uneditable("message to edit not found"))).origin is not None
    follows = await settled(database, edits, Delivered(Reference("m9")))
    assert (follows.chat, follows.origin, follows.attempts) == (one.chat, None, 1)
    row = await row_of(database, edits, one)
    assert (row.state, row.reference, row.origin) == ("delivered", "m9", None)
    assert (await of_kind(database, kind))[0].state is BroadcastState.DONE


async def test_a_closed_card_that_cannot_be_edited_is_left_alone(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        _, made = await alerted(tx, one)
    edits = await amend(database, made, CLOSING)
    await settled(database, edits, Uneditable("message to edit not found"))
    assert await states(database, edits) == {one.chat: DeliveryState.SKIPPED}
    assert await carry(database, now=NOON) == set()


async def test_of_who_stopped_and_whose_message_cannot_be_edited_nothing_is_heard(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        _, made = await alerted(tx, one)
        await people_room.stop(tx, one.supporter, now=NOON)
    edits = await amend(database, made)
    await settled(database, edits, Uneditable("message to edit not found"))
    assert await carry(database, now=NOON) == set()
    assert await states(database, edits) == {one.chat: DeliveryState.SKIPPED}


async def test_an_edit_of_which_nobody_knows_is_made_again_in_its_place(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        _, made = await alerted(tx, one)
    edits = await amend(database, made)
    first = await settled(database, edits, Unknown("timed out"))
    assert await carry(database, now=NOON + AGAIN_AFTER) == {(CORRECTION, one.chat)}
    assert first.origin is not None
    assert (await row_of(database, edits, one)).origin is not None


async def test_what_was_corrected_is_corrected_again_where_each_message_stands(database: Database) -> None:
    async with database.writing() as tx:
        has, unsure, lost = await people(tx, 3)
        what, alert = await alerted(tx, has, lost)
        await became(tx, alert, DeliveryState.UNKNOWN, unsure)
        reminder = await broadcasts.make(tx, what, BroadcastKind.REMINDER, now=NOON)
        await broadcasts.send(tx, reminder, now=NOON)
        await became(tx, reminder, DeliveryState.SKIPPED)
        assert await amending.announced_by(tx, what) == (alert,), "nobody has the reminder"
        await became(tx, reminder, DeliveryState.DELIVERED, has)
        assert await amending.announced_by(tx, what) == (alert, reminder)
        await took(tx, has, what)
        warning = await amending.warn(tx, what, now=NOON)
    await carry(database, now=NOON)
    first = await amend(database, alert)

    def ends(one: Delivery) -> Outcome:
        return Uneditable("deleted") if one.chat == lost.chat and one.origin else arrives(one)

    for _ in range(2):
        await carry(database, now=NOON, ends=ends)
    async with database.reading() as tx:
        assert await amending.announced_by(tx, what) == (alert, reminder, warning, first)
    assert set(await states(database, await amend(database, alert))) == {has.chat, unsure.chat, lost.chat}
    again = await amend(database, first)
    assert set(await states(database, again)) == {unsure.chat, lost.chat}, "what were edits has no message of its own"
    closing = await amend(database, alert, CLOSING)
    await carry(database, now=NOON)
    async with database.reading() as tx:
        assert closing not in await amending.announced_by(tx, what)


async def test_announcements_of_others_and_what_never_left_are_not_among_them(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what, alert = await alerted(tx, one)
        await alerted(tx, one)
        await broadcasts.announce(tx, what, BroadcastKind.UPDATE, approver="me", needed=2, now=NOON)
        promise = await broadcasts.make(tx, what, BroadcastKind.PROMISE, now=NOON)
        await broadcasts.send(tx, promise, now=NOON)
        await became(tx, promise, DeliveryState.DELIVERED)
        assert await amending.announced_by(tx, what) == (alert,)


async def test_whoever_took_an_appeal_is_warned(database: Database) -> None:
    async with database.writing() as tx:
        handed, sent, tried, opened, stopped, gone = await people(tx, 6)
        phone = await person(tx, "a second chat", supporter=sent.supporter)
        what, other = await action(tx), await action(tx)
        assert await amending.warn(tx, what, now=NOON) is None
        for one, said in ((handed, "handed"), (sent, "sent"), (tried, "tried"), (stopped, "sent"), (gone, "sent")):
            await took(tx, one, what, said)
        await took(tx, opened, other)
        await walked(tx, opened, what)
        await people_room.stop(tx, stopped.supporter, now=NOON)
        await people_room.close(tx, Platform.TELEGRAM, gone.name, now=NOON)
        warning = await amending.warn(tx, what, now=NOON)
    assert warning is not None
    assert set(await states(database, warning)) == {handed.chat, sent.chat, phone.chat, tried.chat}
    assert {kind for kind, _ in await carry(database, now=NIGHT, hours=HOURS)} == set(), "not at night"


async def test_each_text_knows_what_it_has_to_of_its_person_and_an_edit_which_message(database: Database) -> None:
    async with database.writing() as tx:
        acted, put_off, knows_nothing = await people(tx, 3)
        await tx.connection.execute(
            tables.supporters.update().where(tables.supporters.c.id == acted.supporter).values(country="US")
        )
        what = await written(tx, targets=(MINISTER, AMBASSADOR))
        alert = await announce(tx, what)
        await became(tx, alert, DeliveryState.DELIVERED)
        minister, ambassador = (await actions.by_id(tx, what)).targets
        for said in (Said.ASKED, Said.SENT):
            await takings.say(tx, acted.supporter, what, minister, Channel.EMAIL, said, now=NOON)
        await takings.say(tx, acted.supporter, what, ambassador, Channel.X, Said.ASKED, now=NOON)
        await laters.keep(tx, put_off.supporter, what, due_at=NOON, asked=True, target=minister, channel=Channel.FAX)
        await laters.release(tx, hours=HOURS, now=NOON)
        warning = await amending.warn(tx, what, now=NOON)
        update = await written(tx, case_of=what, kind="update", sequence=2)
        follows = await announce(tx, update, BroadcastKind.UPDATE)
        edits = await amending.amend(tx, alert, CORRECTION, now=NOON)
        found = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=99)
        sharded = [
            one
            for broadcast in {each.broadcast for each in found}
            for shard in await shards.planned(tx, broadcast)
            for one in await deliveries.in_shard(tx, shard, now=NOON)
        ]
    assert sorted(sharded, key=lambda one: one.id) == sorted(found, key=lambda one: one.id)
    about = {(one.broadcast, one.chat): one.about for one in found}
    did = About(
        country="US",
        told=((minister, Channel.EMAIL, TakingState.SENT), (ambassador, Channel.X, TakingState.HANDED)),
    )
    assert warning is not None
    assert about[warning, acted.chat] == did
    assert about[follows, acted.chat] == did, "of the whole case"
    assert about[follows, knows_nothing.chat] == NOBODY
    (later,) = [one for one in found if one.kind is BroadcastKind.LATER]
    assert (later.chat, later.about) == (put_off.chat, About(next=(minister, Channel.FAX)))
    assert {one.about for one in found if one.broadcast == edits} == {NOBODY}
    assert {one.origin is not None for one in found if one.broadcast == edits} == {True}
    assert {one.origin for one in found if one.broadcast != edits} == {None}


async def test_a_text_that_was_corrected_since_it_was_read_does_not_leave(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        what = await action(tx)
        await announce(tx, what)
        (read,) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        await tx.connection.execute(tables.broadcasts.update().values(revision=2))
        assert await deliveries.mark_sending(tx, [read], now=NOON) == {}
        (anew,) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
        assert (anew.id, anew.revision) == (read.id, 2)
        assert await deliveries.mark_sending(tx, [anew], now=NOON) == {read.id: one.name}
