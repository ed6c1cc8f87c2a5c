"""A sender carries what is queued, at its pace, and writes down what became of it."""

import asyncio
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from time import monotonic

import pytest
from sqlalchemy import select

from content.ids import Platform, PlatformId
from content.rules.announcing import BroadcastKind, DeliveryState
from scheduler.sending import release
from scheduler.sending.figures import Figures
from storage.database import tables
from storage.database.engine import Database
from storage.sending import broadcasts
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, Words, until
from tests.scheduler.sending.parts import Clock, announced, block, done, left, running, sender, sending
from tests.storage.builder import NOON, person, rows


async def test_everybody_gets_it_once_in_their_language(database: Database) -> None:
    async with database.writing() as tx:
        await person(tx, "U1", platform=Platform.SLACK, language="fr")
        await person(tx, "fr1", language="fr")
        await person(tx, "fr2", language="fr")
    made = await announced(database, 20)
    telegram, slack, words = Pigeons(), Pigeons(Platform.SLACK), Words()
    async with sending(database, telegram, slack, words=words):
        await done(database, made)

    assert Counter(telegram.names) == Counter([*map(str, range(1, 21)), "fr1", "fr2"])
    assert slack.arrived == [(PlatformId("U1"), f"alert {made.action} in fr")]
    assert (PlatformId("fr1"), f"alert {made.action} in fr") in telegram.arrived
    assert sorted((one.platform, one.language) for one in words.asked) == [  # once for each, not for each person
        (Platform.SLACK, "fr"),
        (Platform.TELEGRAM, "en"),
        (Platform.TELEGRAM, "fr"),
    ]
    assert Counter(telegram.readied) == Counter([f"alert {made.action} in en", f"alert {made.action} in fr"])
    assert await left(database, made) == {DeliveryState.DELIVERED: 23}
    references = {row[4] for row in (await rows(database, made.id)).values()}
    assert "m1" in references
    assert "" not in references


async def test_every_outcome_is_written_down(database: Database) -> None:
    made = await announced(database, 9)
    pigeons, clock = Pigeons(), Clock()
    pigeons.block("2")
    pigeons.move("3", "-1003")
    pigeons.times_out("4")
    pigeons.times_out("5", arrives=False)
    pigeons.times_out("5", arrives=False)
    pigeons.turn_back("6", 20)
    pigeons.crash("7")
    async with sending(database, pigeons, clock=clock):
        await until(lambda: len(pigeons.calls) == 10)
        assert Counter(pigeons.names) == Counter(["1", "4", "8", "9", "-1003"])
        clock.ahead = timedelta(minutes=1)
        await done(database, made)

    assert Counter(pigeons.names) == Counter(["1", "-1003", "4", "4", "6", "7", "8", "9"])
    assert await left(database, made) == {
        DeliveryState.DELIVERED: 7,
        DeliveryState.GONE: 1,
        DeliveryState.UNKNOWN: 1,
    }
    assert [row[:4] for row in (await rows(database, made.id)).values()] == [
        ("delivered", 1, 0, ""),
        ("gone", 1, 0, "blocked"),
        ("delivered", 2, 0, ""),
        ("delivered", 2, 1, ""),
        ("unknown", 2, 2, "timed out"),
        ("delivered", 2, 0, ""),
        ("delivered", 2, 1, ""),
        ("delivered", 1, 0, ""),
        ("delivered", 1, 0, ""),
    ]


@on_sqlite
async def test_alerts_overtake_reminders(database: Database) -> None:
    reminder = await announced(database, 4, BroadcastKind.REMINDER)
    alert = await announced(database)
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await done(database, reminder, alert)
    assert [text.split()[0] for _, text in pigeons.arrived] == ["alert"] * 4 + ["reminder"] * 4


@on_sqlite
async def test_a_chat_gets_a_message_a_second(database: Database) -> None:
    made = [await announced(database, 1), await announced(database)]
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await done(database, *made)
    (_, first), (_, second) = pigeons.calls
    assert second - first >= 1


@on_sqlite
async def test_it_keeps_to_the_rate(database: Database) -> None:
    made = await announced(database, 90)
    pigeons = Pigeons(delay=0.15)
    start = monotonic()
    async with sending(database, pigeons, rate=50):
        await done(database, made)
    assert pigeons.most_in_a_second() <= 51
    assert monotonic() - start >= 1.7


@on_sqlite
async def test_a_flood_halts_the_lane_until_its_time_and_loses_nobody(database: Database) -> None:
    made = await announced(database, 20)
    pigeons = Pigeons()
    pigeons.flood("5", 1.5)
    async with sending(database, pigeons, rate=30):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 21)))
    flooded = next(at for chat, at in pigeons.calls if chat == "5")
    after = [at for _, at in pigeons.calls if at > flooded + 0.05]  # those of its own slice were out already
    assert min(after) >= flooded + 1.5
    assert min(after) < flooded + 3, "and not much longer"
    assert next(row for row in list((await rows(database, made.id)).values())[4:5])[:3] == ("delivered", 1, 0)


@on_sqlite
async def test_who_needs_more_connections_waits_until_they_are_open(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what waits for one to open arrives together with what follows, more than the rate in a second."""
    monkeypatch.setattr(release, "OPENING_SECONDS", 60)
    made = await announced(database, 350)
    pigeons = Pigeons(delay=1)
    async with sending(database, pigeons):
        await done(database, made)
    times = [at for _, at in pigeons.calls]
    assert [n for n, (at, later) in enumerate(pairwise(times), 1) if later - at >= 0.9] == [100, 300]


@on_sqlite
async def test_a_slice_that_is_not_answered_is_not_waited_for_long(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "OPENING_SECONDS", 0.2)
    made = await announced(database, 150)
    pigeons = Pigeons(delay=3)
    async with sending(database, pigeons):
        await until(lambda: len(pigeons.calls) == 150)
        assert (await left(database, made))[DeliveryState.SENDING] == 150
        await done(database, made)


@on_sqlite
async def test_new_work_is_found_within_a_second(database: Database) -> None:
    pigeons = Pigeons()
    async with sending(database, pigeons):
        await asyncio.sleep(0.5)
        made = await announced(database, 1)
        await done(database, made, seconds=1)


@on_sqlite
async def test_a_broadcast_stopped_on_the_way_stops_within_two_slices(database: Database) -> None:
    made = await announced(database, 60)
    pigeons = Pigeons()
    async with sending(database, pigeons, rate=50):
        await until(lambda: len(pigeons.calls) >= 10)
        async with database.writing() as tx:
            await broadcasts.stop(tx, made.id, "the address is wrong", now=NOON)
        at = len(pigeons.calls)
        await asyncio.sleep(0.4)
        assert len(pigeons.calls) <= at + 2 * 5, "two slices were marked"
    counts = await left(database, made)
    assert counts[DeliveryState.SKIPPED] + counts[DeliveryState.DELIVERED] == 60


@on_sqlite
async def test_who_leaves_on_the_way_gets_nothing_more(database: Database) -> None:
    made = await announced(database, 40)
    pigeons = Pigeons()
    async with sending(database, pigeons, rate=30):
        await until(lambda: len(pigeons.calls) >= 3)
        async with database.writing() as tx:
            await tx.connection.execute(tables.supporters.update().values(stopped_at=NOON))
        at = len(pigeons.calls)
        await done(database, made)
    assert len(pigeons.calls) <= at + 2 * 3, "two slices were marked"
    assert (await left(database, made))[DeliveryState.SKIPPED] >= 30


@on_sqlite
async def test_a_flood_tells_the_lane_and_what_is_marked_is_put_back(database: Database) -> None:
    made = await announced(database, 300)
    pigeons, other = Pigeons(), Pigeons()
    pigeons.flood("5", 20)
    figures = Figures()
    async with sending(database, pigeons, rate=100, figures=figures):
        await until(lambda: figures.floods["telegram"] == 1)
        at = len(pigeons.calls)
        await asyncio.sleep(0.5)
        assert len(pigeons.calls) == at, "nothing more leaves"
        counts = await left(database, made)
        assert counts == {DeliveryState.DELIVERED: at - 1, DeliveryState.QUEUED: 301 - at}
    async with sending(database, other, rate=100):
        await asyncio.sleep(0.5)
    assert other.calls == [], "whoever starts now waits as well"
    assert figures.answers == {("telegram", "delivered"): at - 1, ("telegram", "trylater"): 1}


@on_sqlite
async def test_who_makes_no_connection_waits_alone_and_no_try_is_counted(database: Database) -> None:
    made = await announced(database, 300)
    pigeons, other = Pigeons(), Pigeons()
    pigeons.cut_off("5", 20)
    figures = Figures()
    async with sending(database, pigeons, rate=100, figures=figures):
        await until(lambda: ("telegram", "trylater") in figures.answers)
        at = len(pigeons.calls)
        await asyncio.sleep(0.5)
        assert len(pigeons.calls) == at, "nothing more leaves here"
    assert list((await rows(database, made.id)).values())[4][:3] == ("queued", 0, 0)
    assert not figures.floods["telegram"]
    async with sending(database, other, rate=100):
        await until(lambda: len(other.calls) > 10)


@on_sqlite
async def test_a_short_halt_is_waited_for_by_what_is_marked(database: Database) -> None:
    made = await announced(database, 10)
    pigeons = Pigeons()
    pigeons.flood("2", 0.4)
    async with sending(database, pigeons, rate=20):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 11)))


async def test_two_senders_share_one_rate(database: Database) -> None:
    made = await announced(database, 150)
    rows_due = await block(database, made)
    first, second = Pigeons(), Pigeons()
    one, two = sender(database, first, rate=50), sender(database, second, rate=50)
    start = monotonic()
    async with running(one), running(two):
        await asyncio.gather(one.deliver(rows_due[:75]), two.deliver(rows_due[75:]))
    assert await left(database, made) == {DeliveryState.DELIVERED: 150}
    both = Pigeons()
    both.calls = first.calls + second.calls
    assert both.most_in_a_second() <= 51
    assert monotonic() - start > 2.9
    assert all(abs(len([1 for _, at in one.calls if at < start + 1.5]) - 37) < 15 for one in (first, second)), "in turn"


@on_sqlite
async def test_answers_to_people_take_slots_and_do_not_wait(database: Database) -> None:
    made = await announced(database, 10)
    pigeons = Pigeons()
    pigeons.talked = 30
    start = monotonic()
    async with sending(database, pigeons, rate=30):
        await done(database, made)
    assert pigeons.talked == 0
    assert min(at for _, at in pigeons.calls) - start > 0.9
    async with database.reading() as tx:
        assert (await tx.connection.execute(select(tables.lanes.c.spent))).scalar_one() >= 40


@on_sqlite
async def test_a_group_waits_longer_and_its_lane_does_not_name_it(database: Database) -> None:
    async with database.writing() as tx:
        await person(tx, "-777")
    made = [await announced(database), await announced(database), await announced(database, 1)]
    pigeons = Pigeons()
    pigeons.crowd = 1.5
    async with sending(database, pigeons):
        await done(database, *made)
    times = [at for chat, at in pigeons.calls if chat == "-777"]
    assert len(times) == 3
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1.45
    async with database.reading() as tx:
        names = (await tx.connection.execute(select(tables.lanes.c.name))).scalars().all()
    assert len(names) == 2
    assert not any("777" in name for name in names)


@on_sqlite
async def test_an_alert_overtakes_reminders_that_are_in_hand(database: Database) -> None:
    reminder = await announced(database, 40, BroadcastKind.REMINDER)
    alert = await announced(database)
    pigeons = Pigeons()
    one = sender(database, pigeons, rate=100)
    async with running(one):
        patient = asyncio.create_task(one.deliver(await block(database, reminder)))
        await until(lambda: len(pigeons.calls) > 5)
        await one.deliver(await block(database, alert))
        between = [text.split()[0] for _, text in pigeons.arrived]
        await patient
    assert between.count("alert") == 40
    assert between.count("reminder") <= 35, "those that were marked already"


@on_sqlite
async def test_a_block_is_over_when_its_rows_are_settled_halted_or_turned_back(database: Database) -> None:
    made = await announced(database, 30)
    due = await block(database, made)
    pigeons = Pigeons(delay=0.1)
    pigeons.turn_back("1", 20)
    one = sender(database, pigeons, rate=100)
    async with running(one):
        await asyncio.wait_for(one.deliver(due[:3]), 3)
        assert await left(database, made) == {DeliveryState.DELIVERED: 2, DeliveryState.QUEUED: 28}
        async with database.writing() as tx:
            await broadcasts.pause(tx, made.id, "a person", now=NOON)
        await asyncio.wait_for(one.deliver(due), 3)
        assert len(pigeons.calls) == 3
        assert await left(database, made) == {DeliveryState.DELIVERED: 2, DeliveryState.QUEUED: 28}
        assert one.ids == set()
        await asyncio.wait_for(one.deliver([]), 1)
    await asyncio.wait_for(one.deliver(due), 1)  # stopped
    assert len(pigeons.calls) == 3


@on_sqlite
async def test_paused_it_stops_within_a_slice_and_resumed_it_leaves_nobody_out(database: Database) -> None:
    made, other = await announced(database, 100), await announced(database)
    pigeons = Pigeons()
    async with sending(database, pigeons, rate=100):
        await until(lambda: len(pigeons.calls) >= 30)
        async with database.writing() as tx:
            await broadcasts.pause(tx, made.id, "a person", now=NOON)
        await asyncio.sleep(0.3)
        first = [text for _, text in pigeons.arrived if text.startswith(f"alert {made.action} ")]
        assert len(first) <= 30 + 2 * 10 + 5
        await until(lambda: len(pigeons.calls) >= len(first) + 30)  # the other goes on
        async with database.writing() as tx:
            await broadcasts.resume(tx, made.id, now=NOON)
        await done(database, made, other)
    assert Counter(pigeons.names) == Counter(list(map(str, range(1, 101))) * 2)


@on_sqlite
async def test_it_counts_what_it_does(database: Database) -> None:
    made = await announced(database, 5)
    pigeons, figures = Pigeons(delay=0.03), Figures()
    pigeons.block("2")
    pigeons.move("3", "-3")
    async with sending(database, pigeons, figures=figures):
        await done(database, made)
    assert figures.answers == {("telegram", "delivered"): 4, ("telegram", "gone"): 1, ("telegram", "moved"): 1}
    assert figures.sent == {"telegram": 6}
    assert 0 < monotonic() - figures.last_sent["telegram"] < 5
    seconds = figures.call_seconds["telegram"]
    assert (sum(seconds.counts), sum(seconds.counts[:2])) == (6, 0)
    assert 0.18 <= seconds.sum < 1


@on_sqlite
async def test_unpaced_it_sends_as_fast_as_it_can(database: Database) -> None:
    made = await announced(database, 2000)
    pigeons = Pigeons(delay=0.01)
    async with sending(database, pigeons, rate=0):
        await done(database, made)
    assert Counter(pigeons.names) == Counter(map(str, range(1, 2001)))
