"""Tell me how it ends: no reminder and nothing brought back, but the update and the outcome."""

from datetime import timedelta

from content.action import Kind
from content.ids import ActionId, Platform
from content.rules.announcing import BroadcastKind, DeliveryState
from content.rules.hours import ALWAYS
from content.rules.pacing import Pace
from storage import folding, takings
from storage.actions import State
from storage.database.engine import Database
from storage.due import evening, laters, reminders, urgency
from storage.due.reminders import EVENING
from storage.sending import broadcasts, deliveries
from tests.storage.builder import DEADLINE, NOON, Person, action, person, states, walked, written
from tests.storage.due.test_reminders import TWO_DAYS, alerted, tick
from tests.storage.post import carry


async def listens(database: Database, who: Person, what: ActionId) -> None:
    async with database.writing() as tx:
        await takings.listen(tx, who.supporter, what, now=NOON)


async def test_no_reminder_until_they_begin(database: Database) -> None:
    async with database.writing() as tx:
        anna, bert, carl = [await person(tx, name) for name in ("anna", "bert", "carl")]
        what = await alerted(tx, anna, bert, carl)
    await listens(database, anna, what)
    await listens(database, bert, what)
    async with database.writing() as tx:
        assert await takings.listened(tx, anna.supporter) == {what}
        await takings.start_walk(tx, bert.supporter, what, now=NOON)
        assert await takings.listened(tx, bert.supporter) == frozenset()
    assert await tick(database, TWO_DAYS) == {what: {bert.chat, carl.chat}}


async def test_it_is_for_the_whole_case(database: Database) -> None:
    async with database.writing() as tx:
        anna, bert = await person(tx, "anna"), await person(tx, "bert")
        first = await action(tx, state=State.ANNOUNCED)
        other = await action(tx, state=State.ANNOUNCED, deadline=DEADLINE + timedelta(days=9))
        second = await action(tx, state=State.ANNOUNCED, sequence=2, kind=Kind.UPDATE, case_of=first)
        for who in (anna, bert):
            await walked(tx, who, second)
            await walked(tx, who, other)
    await listens(database, anna, first)
    assert await tick(database, TWO_DAYS) == {second: {bert.chat}}
    async with database.writing() as tx:
        await takings.start_walk(tx, anna.supporter, second, now=NOON)
        assert await takings.listened(tx, anna.supporter) == frozenset()


async def test_not_this_case_is_another_answer_and_the_last_one_counts(database: Database) -> None:
    async with database.writing() as tx:
        anna = await person(tx, "anna")
        what = await alerted(tx, anna)
    for declined in (True, False):
        await listens(database, anna, what)
        async with database.writing() as tx:
            await takings.answer_walk(tx, anna.supporter, what, declined=declined, now=NOON)
            assert await takings.listened(tx, anna.supporter) == frozenset()
    assert await tick(database, TWO_DAYS) == {what: {anna.chat}}, "taken back"


async def test_a_reminder_on_its_way_does_not_reach_who_only_listens_meanwhile(database: Database) -> None:
    async with database.writing() as tx:
        anna = await person(tx, "anna")
        what = await alerted(tx, anna)
    await tick(database, TWO_DAYS)
    await listens(database, anna, what)
    async with database.writing() as tx:
        queued = await deliveries.due(tx, Platform.TELEGRAM, now=TWO_DAYS, limit=9)
        assert [one.kind for one in queued] == [BroadcastKind.REMINDER]
        assert await deliveries.mark_sending(tx, queued, now=TWO_DAYS) == {}
    assert await states(database, queued[0].broadcast) == {anna.chat: DeliveryState.SKIPPED}


async def test_what_was_put_off_does_not_come_back(database: Database) -> None:
    async with database.writing() as tx:
        anna = await person(tx, "anna")
        what = await written(tx)
        await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        await laters.keep(tx, anna.supporter, what, due_at=NOON + timedelta(hours=1), asked=True)
    await listens(database, anna, what)
    async with database.writing() as tx:
        await laters.release(tx, hours=ALWAYS, now=NOON + timedelta(hours=2))
        assert not [one for one in await broadcasts.listed(tx) if one.kind is BroadcastKind.LATER]


async def test_an_evening_does_not_bring_it(database: Database) -> None:
    async with database.writing() as tx:
        anna, bert = [await person(tx, name, pace=Pace.DAILY) for name in ("anna", "bert")]
        await takings.listen(tx, anna.supporter, first := await written(tx), now=NOON)
        await broadcasts.announce(tx, first, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        rows = await reminders.missing(tx, (), (), hours=ALWAYS, now=NOON)
        await reminders.plan(tx, rows)
        soon = NOON + timedelta(hours=12)
        for row in await reminders.due(tx, hours=ALWAYS, now=soon):
            assert row.label == EVENING
            while await evening.release(tx, row, await urgency.acted(tx), hours=ALWAYS, now=soon):
                pass
        made = (await broadcasts.listed(tx))[0].id
    assert set(await states(database, made)) == {bert.chat}


async def test_updates_and_the_outcome_reach_them(database: Database) -> None:
    async with database.writing() as tx:
        anna, bert, carl = [await person(tx, name) for name in ("anna", "bert", "carl")]
        first = await written(tx)
        await broadcasts.announce(tx, first, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
    await carry(database, now=NOON)
    async with database.writing() as tx:
        late = await person(tx, "dora")  # she came by a link
        for who in (anna, late):
            await takings.listen(tx, who.supporter, first, now=NOON)
        await takings.answer_walk(tx, bert.supporter, first, declined=True, now=NOON)
        for number, kind in enumerate((Kind.UPDATE, Kind.OUTCOME), 2):
            news = await written(tx, case_of=first, kind=kind, sequence=number, index=f"EUR 21/000{number}/2026")
            told = await broadcasts.announce(tx, news, BroadcastKind(kind.value), approver="me", needed=1, now=NOON)
            assert told.audience == 3, (kind, carl)
            made = told.id
    assert set(await states(database, made)) == {anna.chat, carl.chat, late.chat}


async def test_who_listens_is_kept_when_the_totals_alone_are_and_until_the_case_has_ended(database: Database) -> None:
    async with database.writing() as tx:
        anna, bert = [await person(tx, name) for name in ("anna", "bert")]  # they came by a link
        first = await written(tx)
        for who in (anna, bert):
            await takings.start_walk(tx, who.supporter, first, now=NOON)
        await broadcasts.announce(tx, first, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        await takings.listen(tx, anna.supporter, first, now=NOON)
        before = await takings.tally(tx, first)
    over = NOON + timedelta(days=90)
    async with database.writing() as tx:
        assert await folding.fold_closed(tx, days=30, now=over) == 1
        assert await folding.fold_closed(tx, days=30, now=over) == 0
        assert await takings.touched(tx, bert.supporter) == ()
        assert await takings.listened(tx, anna.supporter) == {first}
        assert await takings.tally(tx, first) == before, "counted once"
        news = await written(tx, case_of=first, kind=Kind.OUTCOME, sequence=2, index="EUR 21/0002/2026", deadline=None)
        told = await broadcasts.announce(tx, news, BroadcastKind.OUTCOME, approver="me", needed=1, now=over)
    assert anna.chat in await states(database, told.id)
    async with database.writing() as tx:
        await folding.fold_closed(tx, days=30, now=over)
        assert await takings.touched(tx, anna.supporter) == ()
