"""Takings: a recount is always what was said, however many people are forgotten on the way."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from content.action import Channel
from content.ids import Platform, PlatformId
from content.rules.counting import Said, TakingState
from storage import actions, folding, people, takings
from storage.database.engine import Database, open_database
from tests.cases import invented

NOW = datetime(2026, 2, 25, 9, tzinfo=UTC)
STEPS = st.tuples(
    st.integers(0, 3),
    st.sampled_from([*Said, "sent in their own words", "forget", "start"]),
    st.integers(0, 1),
    st.sampled_from(Channel),
)


async def play(database: Database, steps: list[tuple[int, Said | str, int, Channel]]) -> None:
    """Do what the steps say, and hold the tally against a count kept by hand."""
    model: dict[tuple[str, int, Channel], TakingState] = {}
    own: set[tuple[str, int, Channel]] = set()
    started: set[str] = set()
    lives = Counter[int]()
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone="Europe/Paris", now=NOW)
        for who, what, position, channel in steps:
            person = await people.join(tx, Platform.TELEGRAM, PlatformId(str(who)), language="en", now=NOW)
            life = f"{who}.{lives[who]}"
            appeal = (life, position, channel)
            if what == "forget":
                await people.forget(tx, person.id, now=NOW)
                lives[who] += 1
            elif what == "start":
                await takings.start_walk(tx, person.id, kept.id, now=NOW)
                started.add(life)
            else:
                in_own = what == "sent in their own words"
                said = Said.SENT if in_own else Said(what)
                target = kept.targets[position]
                found = await takings.say(tx, person.id, kept.id, target, channel, said, own=in_own, now=NOW)
                if in_own and model.get(appeal) not in (None, TakingState.SENT):
                    own.add(appeal)
                if said is Said.ASKED:
                    model.setdefault(appeal, TakingState.HANDED)
                elif appeal in model:
                    model[appeal] = {
                        Said.SENT: TakingState.SENT,
                        Said.TRIED: TakingState.TRIED,
                        Said.UNDO: TakingState.HANDED,
                    }[said]
                assert found == model.get(appeal)
                own = {one for one in own if model[one] is TakingState.SENT}
                said_own = {one[1:] for one in own if one[0] == life}
                found_own = await takings.with_own_words(tx, person.id, kept.id)
                assert {(kept.targets.index(target), channel) for target, channel in found_own} == said_own
        tally = await takings.tally(tx, kept.id)
    sent = {appeal for appeal, state in model.items() if state is TakingState.SENT}
    assert tally.whole.handed_out == len(model)
    assert tally.whole.sent == len(sent)
    assert tally.whole.own_words == len(own)
    assert tally.whole.tried == sum(state is TakingState.TRIED for state in model.values())
    assert tally.whole.people == len({life for life, _, _ in sent})
    assert tally.whole.started == len(started)
    for position, part in tally.by_target.items():
        assert part.sent == sum(appeal[1] == position for appeal in sent)
        assert part.own_words == sum(appeal[1] == position for appeal in own)
        assert part.people == len({appeal[0] for appeal in sent if appeal[1] == position})
        assert part.handed_out == sum(appeal[1] == position for appeal in model)
    for channel, part in tally.by_channel.items():
        assert part.sent == sum(appeal[2] is channel for appeal in sent)
        assert part.own_words == sum(appeal[2] is channel for appeal in own)
        assert part.people == len({appeal[0] for appeal in sent if appeal[2] is channel})


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_the_tally_is_what_was_said(steps: list[tuple[int, Said | str, int, Channel]]) -> None:
    async def run() -> None:
        with TemporaryDirectory() as folder:
            database = await open_database(f"sqlite+aiosqlite:///{Path(folder) / 'uabot.db'}", "a secret")
            try:
                await play(database, steps)
            finally:
                await database.close()

    asyncio.run(run())


async def test_a_month_after_the_end_only_totals_are_kept(database: Database) -> None:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone="Europe/Paris", now=NOW)
        for name in ("anna", "bert"):
            person = await people.join(tx, Platform.TELEGRAM, PlatformId(name), language="en", now=NOW)
            await takings.start_walk(tx, person.id, kept.id, now=NOW)
            for channel in (Channel.EMAIL, Channel.FAX):
                appeal = (kept.id, kept.targets[0], channel)
                await takings.say(tx, person.id, *appeal, Said.ASKED, now=NOW)
                await takings.say(tx, person.id, *appeal, Said.SENT, own=channel is Channel.FAX, now=NOW)
        before = await takings.tally(tx, kept.id)
        assert before.whole.own_words == before.by_channel[Channel.FAX].own_words == 2
        end = datetime(2026, 3, 1, 23, tzinfo=UTC)
        for days, then, folded in (
            (30, end + timedelta(days=30, seconds=-1), 0),
            (0, end + timedelta(days=7, seconds=-1), 0),
            (30, end + timedelta(days=30), 1),
            (30, end + timedelta(days=31), 0),
        ):
            assert await folding.fold_closed(tx, days=days, now=then) == folded
            assert await takings.tally(tx, kept.id) == before
        assert await takings.of(tx, person.id, kept.id) == {}
        assert await takings.touched(tx, person.id) == ()
        await people.forget(tx, person.id, now=NOW)
        assert await takings.tally(tx, kept.id) == before


async def test_the_same_on_both_databases(database: Database) -> None:
    await play(
        database,
        [
            (0, "start", 0, Channel.FAX),
            (0, Said.ASKED, 0, Channel.FAX),
            (0, Said.SENT, 0, Channel.FAX),
            (1, Said.ASKED, 0, Channel.FAX),
            (1, "sent in their own words", 0, Channel.FAX),
            (1, Said.SENT, 0, Channel.FAX),
            (1, Said.ASKED, 1, Channel.X),
            (1, Said.TRIED, 1, Channel.X),
            (0, "forget", 0, Channel.FAX),
            (0, Said.SENT, 0, Channel.FAX),
            (0, Said.ASKED, 0, Channel.FAX),
            (0, "sent in their own words", 0, Channel.FAX),
            (1, "forget", 0, Channel.FAX),
            (0, Said.UNDO, 0, Channel.FAX),
        ],
    )
