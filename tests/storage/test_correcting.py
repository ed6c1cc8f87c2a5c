"""A correction puts another text in force, and what was counted stays with the target it was sent to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from content.action import Channel, Target, UrgentAction
from content.ids import ActionId, TargetId
from content.rules.counting import Said, Tally
from storage import actions, correcting, takings
from storage import people as people_room
from storage.actions import Kept, Refused
from storage.database import tables
from storage.database.engine import Database, Tx
from tests.cases import invented
from tests.storage.builder import NOON, PARIS, Person, people

ANNA, BEN, CLEO = (
    Target(name=name, role="Minister", emails=(f"{name.lower()}@example.org",), faxes=("+33 1 99 00 12 34",))
    for name in ("Anna", "Ben", "Cleo")
)
DORA = replace(ANNA, name="Dora", emails=("dora@example.org",))


async def kept_with(tx: Tx, *targets: Target, french: bool = False) -> Kept:
    """An action with these targets; in French, they are ministers too."""
    kept, _ = await actions.add(tx, invented(targets=targets), zone=PARIS, now=NOON)
    if french:
        own = tuple(replace(one, role="ministre", emails=(), faxes=()) for one in targets)
        kept, _ = await actions.add(tx, invented(targets=own, language="fr"), zone=PARIS, now=NOON)
    return await actions.approve(tx, kept.id, now=NOON)


async def correct(tx: Tx, kept: Kept, *targets: Target) -> Kept:
    text = replace(kept.text, targets=targets)
    return await correcting.correct(tx, kept.id, text, deadline=None, zone=None, now=NOON)


async def sent(tx: Tx, who: Person, kept: Kept, *to: Target) -> None:
    for one in to:
        target = kept.targets[kept.text.targets.index(one)]
        for said in (Said.ASKED, Said.SENT):
            await takings.say(tx, who.supporter, kept.id, target, Channel.EMAIL, said, now=NOON)


async def counted(tx: Tx, kept: Kept) -> dict[str, int]:
    """How many sent something to each target, by its name."""
    tally = await takings.tally(tx, kept.id)
    return {kept.text.targets[at].name: part.sent for at, part in tally.by_target.items() if part.sent}


async def test_the_same_again_changes_nothing_but_the_revision(database: Database) -> None:
    async with database.writing() as tx:
        kept = await kept_with(tx, ANNA, BEN, french=True)
        after = await correct(tx, kept, ANNA, BEN)
    assert after == replace(kept, revision=kept.revision + 1)


async def test_a_target_of_another_name_is_the_one_of_its_place(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        kept = await kept_with(tx, ANNA, BEN)
        await sent(tx, one, kept, BEN)
        after = await correct(tx, kept, ANNA, replace(BEN, name="Benjamin"))
        assert after.targets == kept.targets
        assert await counted(tx, after) == {"Benjamin": 1}


async def test_in_another_language_the_name_is_corrected_too(database: Database) -> None:
    async with database.writing() as tx:
        kept = await kept_with(tx, ANNA, BEN, french=True)
        after = await correct(tx, kept, ANNA, replace(BEN, name="Benjamin", emails=("new@example.org",)))
    assert [one.name for one in after.texts["fr"].targets] == ["Anna", "Benjamin"]
    assert [(one.role, one.emails) for one in after.texts["fr"].targets][1] == ("ministre", ("new@example.org",))


async def test_a_name_of_its_own_in_another_language_stays(database: Database) -> None:
    async with database.writing() as tx:
        kept = await kept_with(tx, ANNA)
        own = replace(ANNA, name="Анна", role="министр")
        await actions.mark(tx, kept.id)
        await tx.connection.execute(tables.actions.update().values(state="draft"))
        kept, _ = await actions.add(tx, invented(targets=(own,), language="ru"), zone=PARIS, now=NOON)
        after = await correct(tx, kept, replace(ANNA, name="Hanna"))
    assert [after.texts[language].targets[0].name for language in ("en", "ru")] == ["Hanna", "Анна"]


async def test_a_name_in_other_letters_is_the_same(database: Database) -> None:
    async with database.writing() as tx:
        kept = await kept_with(tx, ANNA, BEN)
        after = await correct(tx, kept, replace(BEN, name="BEN"), replace(ANNA, name="anna"))
    assert after.targets == kept.targets[::-1]


async def test_what_went_to_one_that_is_dropped_stays_counted(database: Database) -> None:
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        kept = await kept_with(tx, ANNA, BEN, CLEO, french=True)
        await sent(tx, one, kept, ANNA, BEN)
        await sent(tx, other, kept, CLEO)
        before = await takings.tally(tx, kept.id)
        after = await correct(tx, kept, ANNA, CLEO)
        tally = await takings.tally(tx, kept.id)
        assert (tally.whole, tally.by_channel) == (before.whole, before.by_channel)
        assert await counted(tx, after) == {"Anna": 1, "Cleo": 1}
        assert after.targets == (kept.targets[0], kept.targets[2])
        assert [said.name for said in after.texts["fr"].targets] == ["Anna", "Cleo"]
        assert set(await takings.of(tx, one.supporter, kept.id)) == {(kept.targets[0], Channel.EMAIL)}
        back = await correct(tx, after, ANNA, BEN, CLEO)
        assert await counted(tx, back) == {"Anna": 1, "Cleo": 1}
        assert back.targets[1] not in kept.targets, "a new one, though of the same name"


async def test_a_new_one_in_front_takes_nothing_from_the_others(database: Database) -> None:
    async with database.writing() as tx:
        (one,) = await people(tx, 1)
        kept = await kept_with(tx, ANNA, BEN, french=True)
        await sent(tx, one, kept, ANNA)
        after = await correct(tx, kept, DORA, ANNA, BEN)
        assert after.targets[1:] == kept.targets
        assert after.targets[0] not in kept.targets
        assert await counted(tx, after) == {"Anna": 1}
    assert [(one.name, one.role) for one in after.texts["fr"].targets] == [
        ("Dora", "Minister"),
        ("Anna", "ministre"),
        ("Ben", "ministre"),
    ]


async def test_in_another_order_each_keeps_what_was_sent_to_it(database: Database) -> None:
    async with database.writing() as tx:
        one, forgotten = await people(tx, 2)
        kept = await kept_with(tx, ANNA, BEN, CLEO, french=True)
        await sent(tx, one, kept, ANNA)
        await sent(tx, forgotten, kept, ANNA, BEN)
        await people_room.forget(tx, forgotten.supporter, now=NOON)
        before = await takings.tally(tx, kept.id)
        after = await correct(tx, kept, CLEO, ANNA, BEN)
        assert await counted(tx, after) == {"Anna": 2, "Ben": 1}
        assert (await takings.tally(tx, kept.id)).whole == before.whole
        assert after.targets == (kept.targets[2], kept.targets[0], kept.targets[1])
        assert [said.name for said in after.texts["fr"].targets] == ["Cleo", "Anna", "Ben"]
        again = await correct(tx, after, ANNA, BEN, CLEO)
        assert again.targets == kept.targets
        assert (await takings.tally(tx, kept.id)) == before


async def test_of_two_of_one_name_each_keeps_its_own(database: Database) -> None:
    first, second = replace(ANNA, role="Governor of the north"), replace(ANNA, role="Governor of the south")
    async with database.writing() as tx:
        one, other = await people(tx, 2)
        kept = await kept_with(tx, first, second)
        await sent(tx, one, kept, first, second)
        await sent(tx, other, kept, second)
        after = await correct(tx, kept, DORA, first, second)
        assert after.targets[1:] == kept.targets
        tally = await takings.tally(tx, kept.id)
        assert {at: part.sent for at, part in tally.by_target.items()} == {1: 1, 2: 2}
        assert (await correct(tx, after, first, second)).targets == kept.targets


names = st.lists(st.sampled_from("ABCDEF"), max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(steps=st.lists(names, min_size=2, max_size=4), sends=st.lists(st.integers(0, 4), max_size=4))
async def test_whatever_becomes_of_the_targets_no_count_is_lost_or_moves(
    database: Database, steps: Sequence[Sequence[str]], sends: Sequence[int]
) -> None:
    texts = [tuple(replace(ANNA, name=name, emails=(f"{name}@example.org",)) for name in step) for step in steps]
    async with database.writing() as tx, tx.connection.begin_nested() as attempt:
        there = await people(tx, 2)
        kept = await kept_with(tx, *texts[0], ANNA, french=True)
        for who, at in zip(there * 2, sends, strict=False):
            if at < len(texts[0]):
                await sent(tx, who, kept, texts[0][at])
        await people_room.forget(tx, there[0].supporter, now=NOON)
        for targets in texts[1:]:
            before, old = await takings.tally(tx, kept.id), kept
            kept = await correct(tx, kept, *targets, ANNA)
            tally = await takings.tally(tx, kept.id)
            assert (tally.whole, tally.by_channel) == (before.whole, before.by_channel)
            assert len(set(kept.targets)) == len(kept.text.targets) == len(kept.texts["fr"].targets)
            assert [one.name for one in kept.texts["fr"].targets] == [one.name for one in kept.text.targets]
            for at, now_at in same(old, kept):
                assert old.targets[at] == kept.targets[now_at]
                assert sent_to(before, at) == sent_to(tally, now_at)
        await attempt.rollback()


def same(old: Kept, new: Kept) -> list[tuple[int, int]]:
    """Where targets of one name stand before and after, where there is one of that name."""
    was, is_now = ([one.name for one in kept.text.targets] for kept in (old, new))
    once = {name for name in was if was.count(name) == is_now.count(name) == 1}
    return [(was.index(name), is_now.index(name)) for name in once]


def sent_to(tally: Tally, at: int) -> int:
    return tally.by_target[at].sent if at in tally.by_target else 0


async def test_a_translation_must_name_as_many(database: Database) -> None:
    async with database.writing() as tx:
        kept = await kept_with(tx, ANNA, BEN, french=True)
        french = kept.texts["fr"]
        with pytest.raises(Refused, match="2 target"):
            await in_force(tx, kept.id, replace(french, targets=french.targets[:1]))
        later = replace(french, title="UN AUTRE TITRE", deadline=date(2030, 1, 1))
        after = await in_force(tx, kept.id, later)
    assert (after.texts["fr"].title, after.text) == ("UN AUTRE TITRE", kept.text)
    assert after.texts["fr"].deadline == kept.text.deadline, "a date counts in the first language alone"


async def in_force(
    tx: Tx, action: ActionId, text: UrgentAction | None = None, *, deadline: date | None = None, zone: str | None = None
) -> Kept:
    return await correcting.correct(tx, action, text, deadline=deadline, zone=zone, now=NOON)


async def test_a_deadline_and_a_zone_by_themselves(database: Database) -> None:
    async with database.writing() as tx:
        kept = await kept_with(tx, ANNA)
        later = await in_force(tx, kept.id, deadline=date(2026, 5, 1))
        assert (later.text.deadline, later.zone, later.revision) == (date(2026, 5, 1), PARIS, 2)
        east = await in_force(tx, kept.id, zone="Asia/Tokyo")
        assert (east.text.deadline, east.zone, east.revision) == (date(2026, 5, 1), "Asia/Tokyo", 3)
        printed = await in_force(tx, kept.id, replace(kept.text, deadline=date(2026, 6, 1)))
        assert printed.text.deadline == date(2026, 6, 1)
        none = await in_force(tx, kept.id, replace(kept.text, deadline=None))
        assert none.text.deadline == date(2026, 6, 1), "a text without one leaves it as it is"
        said = await in_force(tx, kept.id, replace(kept.text, deadline=date(2026, 7, 1)), deadline=date(2026, 8, 1))
        assert said.text.deadline == date(2026, 8, 1)


@pytest.mark.parametrize(("days", "reopens"), [(-1, False), (0, True), (9, True)])
async def test_an_action_that_is_open_again_is_not_closed_any_more(
    database: Database, days: int, reopens: bool
) -> None:
    async with database.writing() as tx:
        kept = await kept_with(tx, ANNA)
        await tx.connection.execute(tables.actions.update().values(closed_at=NOON))
        after = await in_force(tx, kept.id, deadline=NOON.date() + timedelta(days))
        assert after.closed is not reopens
        assert (await tx.connection.execute(select(tables.targets.c.id))).scalars().all() == [TargetId(kept.targets[0])]
