"""What was announced is corrected, or taken back: approvals, what it touches, and what it refuses."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from content.action import Kind, Letter, UrgentAction
from content.ids import ActionId, BroadcastId, ChatId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.deadlines import Stage
from content.rules.hours import ALWAYS
from storage import actions, revising
from storage.actions import Kept, Refused
from storage.database import tables
from storage.database.engine import Database, open_database
from storage.due import closing, laters
from storage.revising import Affected, Change, Revised
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast
from tests.cases import MINISTER, in_french, invented
from tests.databases import SECRET
from tests.storage.builder import Person, people, person

NOW = datetime(2026, 2, 25, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
ZONE = "Europe/Paris"
WORDED = invented(summary="B.T. fled torture. He may be sent back on 27 February.")
IN_MARCH = date(2026, 3, 8)


@dataclass
class Desk:
    """A case that was announced to some people, and the database it is in."""

    database: Database
    action: ActionId
    people: Sequence[Person]

    async def revise(
        self,
        text: UrgentAction | None = None,
        *,
        deadline: date | None = None,
        zone: str | None = None,
        approver: str = "first",
        needed: int = 1,
        now: datetime = LATER,
    ) -> Revised:
        async with self.database.writing() as tx:
            return await revising.revise(
                tx, self.action, text=text, deadline=deadline, zone=zone, approver=approver, needed=needed, now=now
            )

    async def withdraw(self, approver: str = "first", needed: int = 1) -> Revised:
        async with self.database.writing() as tx:
            return await revising.withdraw(tx, self.action, approver=approver, needed=needed, now=LATER)

    async def changes(self, text: UrgentAction | None = None, **given: Any) -> tuple[Change, ...]:
        async with self.database.writing() as tx:
            return (await revising.proposed(tx, self.action, text=text, now=LATER, **given)).changes

    async def affected(self) -> Affected:
        async with self.database.reading() as tx:
            return await revising.affected(tx, self.action)

    async def kept(self) -> Kept:
        async with self.database.reading() as tx:
            return await actions.by_id(tx, self.action)

    async def broadcasts(self) -> dict[BroadcastKind, list[Broadcast]]:
        found: dict[BroadcastKind, list[Broadcast]] = {}
        async with self.database.reading() as tx:
            for one in await broadcasts.listed(tx):
                found.setdefault(one.kind, []).append(one)
        return found

    async def mark(self, states: Mapping[int, DeliveryState], broadcast: int = 1) -> None:
        """What became of the message to each person, counted from 0."""
        async with self.database.writing() as tx:
            for at, state in states.items():
                row = update(tables.deliveries).where(
                    tables.deliveries.c.broadcast_id == broadcast, tables.deliveries.c.chat_id == self.people[at].chat
                )
                arrived = state is DeliveryState.DELIVERED
                await tx.connection.execute(
                    row.values(
                        state=state,
                        reference=f"{broadcast}-{at}" if arrived else "",
                        settled_at=None if state in (DeliveryState.QUEUED, DeliveryState.SENDING) else NOW,
                    )
                )

    async def took(self, at: int, state: str) -> None:
        """This person took the letter to the first target, and said this of it."""
        target = (await self.kept()).targets[0]
        async with self.database.writing() as tx:
            await tx.connection.execute(
                insert(tables.takings).values(
                    supporter_id=self.people[at].supporter,
                    action_id=self.action,
                    target_id=target,
                    channel="email",
                    state=state,
                    handed_at=NOW,
                )
            )

    async def rows(self, broadcast: BroadcastId | None) -> dict[int, tuple[DeliveryState, bool]]:
        """Each person's row of a broadcast: its state, and whether it changes a message that is there."""
        assert broadcast is not None
        asked = select(tables.deliveries).where(tables.deliveries.c.broadcast_id == broadcast)
        at = {one.chat: number for number, one in enumerate(self.people)}
        async with self.database.reading() as tx:
            found = (await tx.connection.execute(asked)).all()
        return {at[ChatId(row.chat_id)]: (DeliveryState(row.state), row.origin is not None) for row in found}

    async def counted(self, name: str) -> int:
        async with self.database.reading() as tx:
            asked = select(func.count()).select_from(tables.metadata.tables[name])
            return int((await tx.connection.execute(asked)).scalar_one())


@pytest.fixture
async def desk(database: Database) -> Desk:
    """Six people; the alert reached the first three, and nobody knows of the fourth."""
    async with database.writing() as tx:
        them = await people(tx, 6)
        kept, _ = await actions.add(tx, invented(), zone=ZONE, now=NOW)
        await actions.approve(tx, kept.id, now=NOW)
        await broadcasts.announce(tx, kept.id, BroadcastKind.ALERT, approver="a", needed=1, now=NOW)
    desk = Desk(database, kept.id, them)
    arrived = dict.fromkeys((0, 1, 2), DeliveryState.DELIVERED)
    await desk.mark({**arrived, 3: DeliveryState.UNKNOWN, 4: DeliveryState.SENDING})
    return desk


ARRIVED = dict.fromkeys((0, 1, 2), (DeliveryState.QUEUED, True))
"""Edits of what the first three have."""
UNSURE = {3: (DeliveryState.QUEUED, False), 4: (DeliveryState.QUEUED, True)}
"""Nobody knows of the fourth: a message of its own. The fifth is on its way, and edited as soon as it is known."""


async def test_another_deadline_edits_what_is_there_and_warns_nobody(desk: Desk) -> None:
    await desk.took(0, "sent")
    done = await desk.revise(deadline=IN_MARCH)
    assert (done.in_force, done.already, done.replaced, done.approvals, done.warning) == (True, False, False, 1, None)
    assert (done.kept.text.deadline, done.kept.zone, done.kept.revision) == (IN_MARCH, ZONE, 2)
    (edits,) = done.broadcasts
    assert await desk.rows(edits) == ARRIVED | UNSURE
    assert (await desk.rows(BroadcastId(1)))[5] == (DeliveryState.QUEUED, False), (
        "it leaves by itself, with the new day"
    )
    made = await desk.broadcasts()
    approved, sending = made[BroadcastKind.CORRECTION]
    assert (approved.state, approved.approvals, approved.audience) == (BroadcastState.DONE, 1, 0)
    assert (sending.id, sending.state, sending.audience) == (edits, BroadcastState.SENDING, 5)
    async with desk.database.reading() as tx:
        revision = select(tables.broadcasts.c.revision).where(tables.broadcasts.c.id == 1)
        assert (await tx.connection.execute(revision)).scalar_one() == 2, "no text read before it leaves any more"


async def test_another_text_warns_whoever_took_an_appeal(desk: Desk) -> None:
    for at, state in ((0, "sent"), (1, "tried"), (5, "handed")):
        await desk.took(at, state)
    assert await desk.affected() == Affected(messages=3, unclear=2, people=3)
    done = await desk.revise(replace(WORDED, deadline=None))
    assert await desk.rows(done.warning) == dict.fromkeys((0, 1, 5), (DeliveryState.QUEUED, False))
    kept = await desk.kept()
    assert (kept.text.summary, kept.text.deadline) == (WORDED.summary, date(2026, 3, 1)), "no date printed: it stands"
    assert await desk.counted("documents") == 2, "the first text is still kept"


async def test_a_printed_deadline_counts_unless_another_is_said(desk: Desk) -> None:
    printed = replace(WORDED, deadline=date(2026, 3, 4))
    assert await desk.changes(printed) == (
        Change("summary", invented().summary, WORDED.summary),
        Change("deadline", "2026-03-01", "2026-03-04"),
    )
    assert await desk.changes(printed, deadline=IN_MARCH, zone="Asia/Tokyo") == (
        Change("summary", invented().summary, WORDED.summary),
        Change("deadline", "2026-03-01", "2026-03-08"),
        Change("zone", ZONE, "Asia/Tokyo"),
    )
    done = await desk.revise(printed, deadline=IN_MARCH, zone="Asia/Tokyo")
    assert (done.kept.text.deadline, done.kept.zone) == (IN_MARCH, "Asia/Tokyo")


async def test_looking_changes_nothing(desk: Desk) -> None:
    before = await desk.kept()
    for _ in range(2):
        await desk.changes(WORDED, deadline=IN_MARCH)
    assert await desk.kept() == before
    assert [await desk.counted(name) for name in ("documents", "broadcasts", "revisions")] == [1, 1, 0]


async def test_two_people_approve(desk: Desk) -> None:
    first = await desk.revise(WORDED, needed=2)
    again = await desk.revise(needed=2)
    assert [(one.in_force, one.approvals, one.broadcasts) for one in (first, again)] == [(False, 1, (2,))] * 2
    assert (await desk.kept()).text == invented()
    async with desk.database.writing() as tx:
        waiting = await revising.proposed(tx, desk.action, now=LATER)
    assert (waiting.text.summary, waiting.approvals, waiting.replaces) == (WORDED.summary, 1, False)
    second = await desk.revise(approver="second", needed=2)
    assert (second.in_force, second.approvals, second.broadcasts) == (True, 2, (3,))
    assert (await desk.kept()).text == WORDED


@pytest.mark.parametrize(
    "said",
    [
        {"text": WORDED},
        {"text": WORDED, "deadline": WORDED.deadline, "zone": ZONE},
        {"text": replace(WORDED, deadline=None)},
        {"text": replace(WORDED, deadline=IN_MARCH), "deadline": WORDED.deadline},
    ],
)
async def test_saying_the_same_once_more_approves_it(desk: Desk, said: dict[str, Any]) -> None:
    await desk.revise(WORDED, needed=2)
    done = await desk.revise(**said, approver="second", needed=2)
    assert (done.in_force, done.replaced, done.approvals) == (True, False, 2)


async def test_something_else_takes_its_place_and_its_approvals_are_gone(desk: Desk) -> None:
    await desk.revise(WORDED, needed=3)
    await desk.revise(approver="second", needed=3)
    async with desk.database.writing() as tx:
        assert (await revising.proposed(tx, desk.action, deadline=IN_MARCH, now=LATER)).replaces
    other = await desk.revise(deadline=IN_MARCH, approver="third", needed=3)
    assert (other.replaced, other.approvals, other.broadcasts, other.in_force) == (True, 1, (2,), False)
    for approver in ("first", "second"):
        done = await desk.revise(approver=approver, needed=3)
    assert (done.in_force, done.approvals) == (True, 3)
    assert (await desk.kept()).text == replace(invented(), deadline=IN_MARCH), "the text that waited first is gone"


async def test_one_that_was_given_up_waits_no_more(desk: Desk) -> None:
    waiting = await desk.revise(WORDED, needed=2)
    async with desk.database.writing() as tx:
        assert (await broadcasts.stop(tx, waiting.broadcasts[0], "", now=LATER)).state is BroadcastState.CANCELLED
    with pytest.raises(Refused, match="waits for approval"):
        await desk.revise(approver="second", needed=2)
    assert (await desk.revise(WORDED, approver="second", needed=2)).approvals == 1


async def test_one_more_language_is_corrected_by_itself(desk: Desk) -> None:
    with pytest.raises(Refused, match="no text in “fr” yet: `uabot add FILE`"):
        await desk.revise(in_french(invented()))
    async with desk.database.writing() as tx:
        await actions.add(tx, in_french(invented()), zone=ZONE, now=NOW)
    french = replace(in_french(invented(deadline=date(2027, 1, 1))), title="UN AUTRE TITRE")
    assert await desk.changes(french) == (Change("title", in_french(invented()).title, "UN AUTRE TITRE"),)
    with pytest.raises(Refused, match="target"):
        await desk.revise(replace(french, targets=french.targets[:1]))
    kept = (await desk.revise(french)).kept
    assert (kept.texts["fr"].title, kept.texts["en"], kept.text.deadline) == (
        "UN AUTRE TITRE",
        invented(),
        date(2026, 3, 1),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (invented(), "says all this already"),
        (replace(WORDED, number="902/26"), "its number is 902/26, and not 901/26"),
        (replace(WORDED, series="EXTRA"), "its series is EXTRA, and not none"),
        (replace(WORDED, kind=Kind.UPDATE), "its kind is update, and not first"),
        (replace(WORDED, sequence=2), "its sequence is 2, and not 1"),
        (replace(WORDED, index="EUR 21/0002/2026"), "its index is EUR 21/0002/2026"),
        (replace(WORDED, targets=()), "cannot be corrected so"),
        (replace(WORDED, deadline=date(2026, 2, 24)), "cannot be corrected so"),
    ],
)
async def test_what_cannot_be_put_in_force_changes_nothing(desk: Desk, text: UrgentAction, said: str) -> None:
    before = await desk.kept()
    with pytest.raises(Refused, match=said):
        await desk.revise(text)
    assert await desk.kept() == before
    assert [await desk.counted(name) for name in ("documents", "broadcasts", "approvals")] == [1, 1, 1]


async def test_what_blocks_is_seen_before_it_is_refused(desk: Desk) -> None:
    async with desk.database.writing() as tx:
        asked = await revising.proposed(tx, desk.action, deadline=date(2026, 2, 24), now=LATER)
    assert [(one.field, one.code) for one in asked.blockers] == [("deadline", "past")]
    async with desk.database.writing() as tx:  # in Honolulu it is still the 24th
        asked = await revising.proposed(tx, desk.action, deadline=date(2026, 2, 24), zone="Pacific/Honolulu", now=LATER)
    assert asked.blockers == ()


async def test_what_is_over_can_still_be_put_right_but_not_given_another_date_that_is_past(desk: Desk) -> None:
    over = LATER + timedelta(days=60)
    async with desk.database.writing() as tx:
        assert (await revising.proposed(tx, desk.action, text=WORDED, now=over)).blockers == ()
        asked = await revising.proposed(tx, desk.action, deadline=LATER.date(), now=over)
    assert [(one.field, one.code) for one in asked.blockers] == [("deadline", "past")]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../secret"])
async def test_a_zone_that_is_none(desk: Desk, zone: str) -> None:
    with pytest.raises(Refused, match="no time zone"):
        await desk.revise(zone=zone)


async def test_what_nobody_was_sent_is_no_matter_of_this(database: Database) -> None:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone=ZONE, now=NOW)
    desk = Desk(database, kept.id, ())
    with pytest.raises(Refused, match=r"draft.*uabot add"):
        await desk.revise(WORDED)
    with pytest.raises(Refused, match="not announced"):
        await desk.withdraw()
    with pytest.raises(LookupError):
        await replace(desk, action=ActionId(99)).withdraw()


async def test_before_it_is_announced_the_text_changes_and_its_approvals_count_no_more(database: Database) -> None:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone=ZONE, now=NOW)
        await actions.approve(tx, kept.id, now=NOW)
        half = await broadcasts.announce(tx, kept.id, BroadcastKind.ALERT, approver="a", needed=2, now=NOW)
    done = await Desk(database, kept.id, ()).revise(WORDED)
    assert (done.in_force, done.broadcasts, done.warning) == (True, (), None)
    async with database.writing() as tx:
        assert (await broadcasts.find(tx, half.id)).approvals == 0
        other = await broadcasts.announce(tx, kept.id, BroadcastKind.ALERT, approver="b", needed=2, now=LATER)
    assert (other.id, other.state, other.approvals) == (half.id, BroadcastState.DRAFT, 1), "the first did not see this"


async def test_a_later_deadline_opens_it_again(desk: Desk) -> None:
    after = datetime(2026, 3, 3, 9, tzinfo=UTC)
    await desk.mark(dict.fromkeys(range(6), DeliveryState.DELIVERED))
    async with desk.database.writing() as tx:
        await laters.keep(tx, desk.people[0].supporter, desk.action, due_at=after, asked=True)
        assert await closing.close(tx, desk.action, hours=ALWAYS, now=after)
    assert (await desk.kept()).closed
    done = await desk.revise(deadline=IN_MARCH, now=after)
    assert (done.kept.stage(after), done.kept.closed) == (Stage.OPEN, False)
    made = await desk.broadcasts()
    (cards,), (word,) = made[BroadcastKind.CLOSING], made[BroadcastKind.PROMISE]
    assert [(one.state, one.reason) for one in (cards, word)] == [(BroadcastState.STOPPED, revising.CORRECTED)] * 2
    (edits,) = done.broadcasts
    assert await desk.rows(edits) == dict.fromkeys(range(6), (DeliveryState.QUEUED, True))


async def test_what_is_still_being_corrected_is_corrected_once(desk: Desk) -> None:
    await desk.took(0, "sent")
    first = await desk.revise(WORDED)
    await desk.mark({0: DeliveryState.DELIVERED}, broadcast=first.broadcasts[0])
    second = await desk.revise(invented())
    made = await desk.broadcasts()
    states = {one.id: one.state for one in made[BroadcastKind.CORRECTION] + made[BroadcastKind.WARNING]}
    assert states[first.broadcasts[0]] is BroadcastState.STOPPED
    assert first.warning is not None
    assert states[first.warning] is BroadcastState.STOPPED
    assert (await desk.rows(first.broadcasts[0]))[1] == (DeliveryState.SKIPPED, True)
    assert await desk.rows(second.broadcasts[0]) == ARRIVED | UNSURE
    assert len(await desk.rows(second.warning)) == 1


async def test_a_new_date_leaves_a_warning_on_its_way(desk: Desk) -> None:
    await desk.took(0, "sent")
    warned = (await desk.revise(WORDED)).warning
    await desk.revise(deadline=IN_MARCH)
    (warning,) = (await desk.broadcasts())[BroadcastKind.WARNING]
    assert (warning.id, warning.state) == (warned, BroadcastState.SENDING)


async def test_what_is_folded_does_not_open_again(desk: Desk) -> None:
    async with desk.database.writing() as tx:
        await tx.connection.execute(update(tables.actions).values(folded_at=NOW))
    with pytest.raises(Refused, match="stays closed"):
        await desk.revise(deadline=IN_MARCH)
    assert (await desk.withdraw()).in_force, "it can still be taken back"


async def test_a_withdrawal_leaves_nothing_of_it(desk: Desk) -> None:
    await desk.took(0, "sent")
    await desk.took(5, "handed")
    waiting = await desk.revise(deadline=IN_MARCH, needed=2)
    async with desk.database.writing() as tx:
        await laters.keep(tx, desk.people[1].supporter, desk.action, due_at=LATER, asked=True)
    done = await desk.withdraw()
    assert (done.in_force, done.already, done.kept.withdrawn) == (True, False, True)
    assert done.kept.stage(LATER) is Stage.GRACE
    (edits,) = done.broadcasts
    assert await desk.rows(edits) == ARRIVED | UNSURE
    assert set(await desk.rows(done.warning)) == {0, 5}
    assert (await desk.rows(BroadcastId(1)))[5] == (DeliveryState.SKIPPED, False), "nothing more of it leaves"
    states = {one.id: one.state for found in (await desk.broadcasts()).values() for one in found}
    assert (states[BroadcastId(1)], states[waiting.broadcasts[0]]) == (BroadcastState.STOPPED, BroadcastState.CANCELLED)
    async with desk.database.reading() as tx:
        assert await laters.pending(tx, desk.people[1].supporter, desk.action) is None
    again = await desk.withdraw("second")
    assert (again.already, again.in_force, again.broadcasts) == (True, True, ())
    with pytest.raises(Refused, match="was withdrawn"):
        await desk.revise(WORDED)


async def test_a_withdrawal_takes_two_people_too(desk: Desk) -> None:
    for _ in range(2):
        first = await desk.withdraw("first", needed=2)
        assert (first.in_force, first.approvals) == (False, 1)
    assert not (await desk.kept()).withdrawn
    second = await desk.withdraw("second", needed=2)
    assert (second.in_force, second.approvals, second.kept.withdrawn) == (True, 2, True)


async def test_a_withdrawal_takes_back_what_a_correction_said(desk: Desk) -> None:
    corrected = await desk.revise(WORDED)
    await desk.mark({3: DeliveryState.DELIVERED}, broadcast=corrected.broadcasts[0])  # a message of its own
    done = await desk.withdraw()
    whole = [await desk.rows(one) for one in done.broadcasts]
    assert whole == [ARRIVED | UNSURE, {3: (DeliveryState.QUEUED, True)}]


async def test_an_outcome_that_is_withdrawn_opens_its_case_again(desk: Desk) -> None:
    said = invented(kind=Kind.OUTCOME, sequence=2, index="EUR 21/0002/2026", targets=(), letter=None, deadline=None)
    async with desk.database.writing() as tx:
        outcome, _ = await actions.add(tx, said, zone=ZONE, now=NOW)
        await actions.approve(tx, outcome.id, now=NOW)
        await broadcasts.announce(tx, outcome.id, BroadcastKind.OUTCOME, approver="a", needed=1, now=NOW)
        assert await closing.close(tx, desk.action, hours=ALWAYS, now=NOW)
    assert (await desk.kept()).closed
    done = await replace(desk, action=outcome.id).withdraw()
    kept = await desk.kept()
    assert (kept.closed, kept.stage(LATER)) == (False, Stage.OPEN)
    made = await desk.broadcasts()
    assert [one.state for one in made[BroadcastKind.CLOSING]] == [BroadcastState.STOPPED]
    (edits,) = made[BroadcastKind.CORRECTION]
    assert edits.id in done.broadcasts
    assert (edits.action, await desk.rows(edits.id)) == (desk.action, ARRIVED | UNSURE)


async def test_two_who_approve_at_the_same_moment_put_it_in_force_once(desk: Desk, address: str) -> None:
    other = await open_database(address, SECRET)
    there = replace(desk, database=other)
    made = await asyncio.gather(
        desk.revise(WORDED, approver="first", needed=2),
        there.revise(WORDED, approver="second", needed=2),
    )
    assert sorted(one.in_force for one in made) == [False, True]
    made = await asyncio.gather(desk.withdraw("first"), there.withdraw("second"))
    await other.close()
    assert sorted(one.already for one in made) == [False, True]
    counted = {kind: len(found) for kind, found in (await desk.broadcasts()).items()}
    assert (counted[BroadcastKind.CORRECTION], counted[BroadcastKind.WITHDRAWAL]) == (2, 2)


async def test_what_leaves_this_moment_is_edited_too(desk: Desk) -> None:
    """The sixth is being marked while the correction is made: it waits for that, and does not miss it."""
    marked = asyncio.Event()

    async def mark() -> None:
        async with desk.database.writing() as tx:
            await tx.hold_ledger()
            row = update(tables.deliveries).where(tables.deliveries.c.chat_id == desk.people[5].chat)
            await tx.connection.execute(row.values(state=DeliveryState.SENDING))
            marked.set()
            await asyncio.sleep(0.3)

    marking = asyncio.create_task(mark())
    await marked.wait()
    done = await desk.revise(WORDED)
    await marking
    assert (await desk.rows(done.broadcasts[0]))[5] == (DeliveryState.QUEUED, True)


async def test_other_cases_are_left_alone(desk: Desk) -> None:
    async with desk.database.writing() as tx:
        other, _ = await actions.add(tx, invented("902/26", index="EUR 21/0009/2026"), zone=ZONE, now=NOW)
        await actions.approve(tx, other.id, now=NOW)
        alert = await broadcasts.announce(tx, other.id, BroadcastKind.ALERT, approver="a", needed=1, now=NOW)
        await person(tx, "somebody else")
    await desk.revise(WORDED)
    await desk.withdraw()
    async with desk.database.reading() as tx:
        assert await broadcasts.find(tx, alert.id) == alert
        assert await actions.by_id(tx, other.id) == replace(other, state=actions.State.ANNOUNCED)


async def test_a_new_letter_keeps_what_was_sent_to_whom(desk: Desk) -> None:
    await desk.took(0, "sent")
    letter = Letter(salutation="Dear Minister,", paragraphs=("Another letter.",))
    before = (await desk.kept()).targets
    kept = (await desk.revise(invented(letter=letter, targets=(replace(MINISTER, faxes=()),)))).kept
    assert kept.targets == before[:1]
    assert (kept.text.letter, len(kept.text.targets)) == (letter, 1)
