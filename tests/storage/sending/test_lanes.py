"""A lane gives slots at its pace, whoever asks and whatever the clock does."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from storage.database.engine import Database, open_database
from storage.database.tables import lanes as table
from storage.sending import lanes
from storage.sending.lanes import AHEAD, Slots, halt, reserve
from tests.databases import SECRET
from tests.storage.builder import NOON

NEARLY = 1e-5  # seconds since 1970 have no more digits than that
DAY = 86_400.0


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """PostgreSQL takes the time from us, so that a test can say what time it is."""
    monkeypatch.setitem(lanes._CLOCK, "postgresql", "CAST(:now AS double precision)")
    lanes._reservation.cache_clear()
    yield
    lanes._reservation.cache_clear()


async def ask(database: Database, n: int, at: float = 0.0, *, apart: float = 0.1, taken: int = 0) -> Slots:
    async with database.writing() as tx:
        return await reserve(tx, "telegram", n, apart=apart, taken=taken, now=NOON + timedelta(seconds=at))


async def stop_for(database: Database, seconds: float, at: float = 0.0) -> None:
    async with database.writing() as tx:
        await halt(tx, "telegram", seconds=seconds, now=NOON + timedelta(seconds=at))


def about(slots: Slots) -> tuple[int, float, float, int]:
    return slots.n, round(slots.wait, 4), round(slots.halted, 4), slots.spent


@pytest.mark.usefixtures("told")
async def test_slots_follow_one_another_without_a_burst(database: Database) -> None:
    assert about(await ask(database, 5)) == (5, 0.0, 0.0, 5)
    assert about(await ask(database, 5)) == (5, 0.5, 0.0, 10)
    assert about(await ask(database, 5, 0.7)) == (5, 0.3, 0.0, 15)
    assert about(await ask(database, 5, 60.0)) == (5, 0.0, 0.0, 20), "what was not used is not caught up"


@pytest.mark.usefixtures("told")
async def test_none_lies_further_ahead_than_two_seconds(database: Database) -> None:
    assert about(await ask(database, 100)) == (21, 0.0, 0.0, 21)
    assert about(await ask(database, 100)) == (0, 0.1, 0.0, 21)
    assert about(await ask(database, 100, 0.35)) == (3, 1.75, 0.0, 24)


@pytest.mark.usefixtures("told")
async def test_answers_to_people_are_charged_but_hold_nobody_up_for_long(database: Database) -> None:
    assert about(await ask(database, 1, taken=5)) == (1, 0.5, 0.0, 6)
    assert about(await ask(database, 1, taken=1000)) == (0, 0.1, 0.0, 1006)
    assert about(await ask(database, 1, 0.1)) == (1, 1.9, 0.0, 1007)
    assert about(await ask(database, 0, 60, taken=3)) == (0, 0.1, 0.0, 1010)
    assert about(await ask(database, 1, 60)) == (1, 0.3, 0.0, 1011)


@pytest.mark.usefixtures("told")
async def test_unpaced_all_go_at_once(database: Database) -> None:
    await ask(database, 21)
    assert about(await ask(database, 5000, apart=0, taken=7)) == (5000, 0.0, 0.0, 5028)
    assert about(await ask(database, 5000, apart=0)) == (5000, 0.0, 0.0, 10_028)
    await stop_for(database, 3)
    assert about(await ask(database, 5000, 1, apart=0)) == (0, 0.0, 2.0, 10_028)


@pytest.mark.usefixtures("told")
async def test_a_group_gets_one_every_three_seconds(database: Database) -> None:
    given, at = [], 0.0
    while at < 20:
        slots = await ask(database, 1, at, apart=3.0)
        given += [at + slots.wait] * slots.n
        at += 0.25
    assert [round(moment, 3) for moment in given] == [0, 3, 6, 9, 12, 15, 18, 21]


@pytest.mark.usefixtures("told")
async def test_a_halt_holds_for_all_and_of_two_the_longer_one(database: Database) -> None:
    await stop_for(database, 5)
    await stop_for(database, 2, 1)
    assert about(await ask(database, 5, 1.5)) == (0, 0.0, 3.5, 0)
    await stop_for(database, 9, 2)
    assert about(await ask(database, 5, 6, taken=2)) == (0, 0.0, 5.0, 2)
    assert about(await ask(database, 5, 11)) == (5, 0.0, 0.0, 7)
    async with database.writing() as tx:
        assert (await reserve(tx, "slack", 5, apart=0.1, now=NOON + timedelta(seconds=6))).n == 5, "only that lane"


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("jump", [-3600.0, 3600.0])
async def test_a_clock_that_jumps_leaves_no_lasting_halt(database: Database, jump: float) -> None:
    await stop_for(database, 30, 3600)
    await ask(database, 21, 3600)
    assert (await ask(database, 5, 3600 + jump)).n == 5


@pytest.mark.usefixtures("told")
async def test_a_halt_is_at_most_a_day(database: Database) -> None:
    await stop_for(database, 1e12)
    assert (await ask(database, 1, DAY - 1)).halted == pytest.approx(1)
    assert (await ask(database, 1, DAY)).n == 1


@pytest.mark.parametrize("which", ["postgresql"])
async def test_on_the_server_its_own_clock_counts(address: str, database: Database) -> None:
    """Two machines whose clocks differ by an hour share one lane; a file has one machine only."""
    other = await open_database(address, SECRET)
    first = await ask(database, 10)
    second = await ask(other, 10, 3600)
    await other.close()
    assert (first.n, second.n) == (10, 10)
    assert 0.5 < second.wait <= 1.0


async def test_two_who_ask_at_once_get_different_slots(address: str, database: Database) -> None:
    other = await open_database(address, SECRET)
    found = await asyncio.gather(*(ask(opened, 3, apart=0.01) for opened in (database, other) * 10))
    await other.close()
    assert sorted(slots.spent for slots in found) == list(range(3, 61, 3)), "each knows of all before"
    assert sum(slots.n for slots in found) == 60


@dataclass
class Clock:
    """A steady time, and what the clock on the wall says."""

    apart: float
    steady: float = 0.0
    wall: float = 0.0
    longest: float = 0.0
    spent: int = 0
    slots: list[float] = field(default_factory=list)

    def go_on(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds

    def jump(self, seconds: float) -> None:
        """Slots of before may overlap with those to come, but none is further ahead than AHEAD."""
        self.wall += seconds
        self.slots = []

    def got(self, slots: Slots, n: int, taken: int) -> None:
        assert 0 <= slots.n <= n
        self.spent += slots.n + taken
        assert slots.spent == self.spent
        assert slots.halted <= self.longest + NEARLY
        if slots.n:
            assert slots.halted == 0
            assert slots.wait + (slots.n - 1) * self.apart <= AHEAD + NEARLY
            self.slots += [self.steady + slots.wait + at * self.apart for at in range(slots.n)]
        elif not slots.halted:
            assert slots.wait <= max(AHEAD, 1.0 + self.apart) + NEARLY, "only a halt makes wait for longer"
        for one, next_one in pairwise(self.slots):
            assert next_one - one >= self.apart - NEARLY, "a sliding second could hold too many"


doings = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.integers(0, 300), st.integers(0, 3)),
        st.tuples(st.just("ask"), st.integers(1, 5), st.integers(0, 50)),
        st.tuples(st.just("halt"), st.floats(0, 100), st.just(0)),
        st.tuples(st.just("go on"), st.floats(0, 5), st.just(0)),
        st.tuples(st.just("go on"), st.floats(0, 0.2), st.just(0)),
        st.tuples(st.just("jump"), st.floats(-4000, 4000), st.just(0)),
        st.tuples(st.just("jump"), st.floats(-4, 4), st.just(0)),
    ),
    max_size=30,
)


@pytest.mark.usefixtures("told")
def test_whatever_happens(address: str) -> None:
    """Slots keep their distance, waits are short, halts end."""
    with asyncio.Runner() as runner:
        database = runner.run(open_database(address, SECRET))

        @settings(
            max_examples=150,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        @given(st.sampled_from([0.001, 0.0342, 0.1, 1.0, 3.0]), doings)
        def play(apart: float, done: list[tuple[str, float, int]]) -> None:
            runner.run(played(database, Clock(apart), done))

        play()
        runner.run(database.close())


async def played(database: Database, clock: Clock, done: list[tuple[str, float, int]]) -> None:
    async with database.writing() as tx:
        await tx.connection.execute(table.delete())
    for what, number, taken in done:
        if what == "ask":
            slots = await ask(database, int(number), clock.wall, apart=clock.apart, taken=taken)
            clock.got(slots, int(number), taken)
        elif what == "halt":
            clock.longest = max(clock.longest, number)
            await stop_for(database, number, clock.wall)
        elif what == "go on":
            clock.go_on(number)
        else:
            clock.jump(number)
    for _ in range(4):  # and it always goes on: after a halt, after what lies ahead
        slots = await ask(database, 1, clock.wall, apart=clock.apart)
        clock.got(slots, 1, 0)
        if slots.n:
            return
        clock.go_on(max(slots.wait, slots.halted) + NEARLY)
    raise AssertionError("no slot, though we waited as we were told")
