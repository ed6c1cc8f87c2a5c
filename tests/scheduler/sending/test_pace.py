"""No second holds more than the rate allows, whatever stands still; and where nothing does, little is wasted."""

from bisect import bisect_left
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.ids import ChatId
from scheduler.sending.pace import JITTER, Pace, Rests, most

RATES = [1, 2, 7, 10, 19, 29, 30, 31, 49, 50, 51, 75, 99, 100, 500, 999, 1000]


class Lane:
    """The lane in the database, as the sender sees it: it gives slots one after another, in its own clock."""

    def __init__(self, apart: float) -> None:
        self._apart = apart
        self._free = -inf

    def reserve(self, n: int, at: float) -> float:
        """The moment of the first of `n` slots, as this clock has it."""
        first = max(self._free, at)
        self._free = first + n * self._apart
        return first


def departures(
    rate: int, waits: list[float], jumps: list[float], *, commit: float = 0.0, queue: int = 10**9
) -> list[float]:
    """When messages leave, if the process wakes after each of `waits` seconds and its clock has jumped by then.

    `commit` seconds lie between a reservation and the moment at which what was marked with it may leave.
    """
    pace = Pace(rate)
    lane = Lane(pace.apart)
    left: list[float] = []
    at = clock = 0.0
    coming: list[tuple[float, int, float]] = []
    for number, wait in enumerate(waits):
        at += wait
        clock += jumps[number % len(jumps)] if jumps else 0.0
        for known, n, first in [one for one in coming if one[0] <= at]:
            pace.add(n, first)
            coming.remove((known, n, first))
        if not coming and pace.left(at) <= pace.slice:
            n = 2 * pace.slice - pace.left(at)
            coming.append((at + commit, n, lane.reserve(n, at + clock) - clock))
        n = min(pace.open(at), queue)
        pace.use(n)
        left += [at] * n
    return left


def most_in_a_second(left: list[float]) -> int:
    """The highest number within any second, its end left out as its beginning is not."""
    return max((number + 1 - bisect_left(left, at - 1 + 1e-9) for number, at in enumerate(left)), default=0)


stalls = st.one_of(
    st.floats(0, 0.02), st.floats(0, 0.3), st.sampled_from([0.0, 0.001, 0.005, 0.0249, 0.0251, 1.0, 5.0])
)


@given(
    rate=st.sampled_from(RATES) | st.integers(1, 1000),
    waits=st.lists(stalls, min_size=1, max_size=40),
    jumps=st.lists(st.sampled_from([0.0, 0.0, 0.01, -0.01, 0.3, -0.3, 3600.0, -3600.0]), max_size=7),
    queue=st.sampled_from([1, 3, 10**9]),
)
def test_no_second_holds_more_than_it_may_whatever_stands_still_and_however_the_clock_jumps(
    rate: int, waits: list[float], jumps: list[float], queue: int
) -> None:
    assert most_in_a_second(departures(rate, waits * 20, jumps, queue=queue)) <= most(rate)


@pytest.mark.parametrize("rate", RATES)
def test_and_there_is_room_for_the_jitter_of_the_way(rate: int) -> None:
    """What left within a second and `JITTER` may arrive within one second."""
    pace = Pace(rate)
    assert (1 + pace.late + JITTER) / pace.apart <= most(rate) + 1e-6
    assert 0.0099 <= pace.late <= 0.025


@pytest.mark.parametrize("rate", [1, 10, 30, 100, 1000])
@pytest.mark.parametrize("commit", [0.0, 0.01, 0.05])
@pytest.mark.parametrize("tick", [0.001, 0.005])
def test_little_is_wasted(rate: int, commit: float, tick: float) -> None:
    """A commit of 50 ms costs no pace: the next slots are ours before the last are used."""
    for wakes in (tick, tick * 1.37):
        left = departures(rate, [wakes] * int(60 / wakes), [], commit=commit)
        assert len(left) >= 0.97 * 60 * rate - 1, "the first may be late for its slot"


def test_it_keeps_under_thirty_and_a_thousand_and_two_in_a_hundred() -> None:
    assert [most(rate) for rate in (1, 30, 50, 1000)] == [1, 30, 51, 1020]


def test_a_slot_is_used_when_its_moment_has_come_and_not_much_later() -> None:
    pace = Pace(100)
    pace.add(3, 5.0)
    assert [pace.open(4.999), pace.open(5.0), pace.open(5.0 + pace.apart)] == [0, 1, 2]
    pace.use(1)
    assert (pace.open(5.0 + pace.apart), pace.left(5.0 + pace.apart)) == (1, 2)
    assert pace.next() == pytest.approx(5.0 + pace.apart)
    assert pace.left(5.0 + pace.apart + pace.late + 0.001) == 1, "the second one is forfeited"
    assert (pace.left(60.0), pace.open(60.0), pace.next()) == (0, 0, None)


def test_slots_that_a_clock_gave_too_early_begin_after_the_last_one() -> None:
    pace = Pace(10)
    pace.add(2, 5.0)
    pace.add(2, 4.0)
    assert [pace.open(5.0), pace.open(5.0 + pace.apart)] == [1, 1], "the first was forfeited meanwhile"
    pace.use(1)
    assert pace.next() == pytest.approx(5.0 + 2 * pace.apart)


def test_a_halt_gives_up_what_we_have_and_no_slot_comes_twice() -> None:
    pace = Pace(10)
    pace.add(2, 5.0)
    pace.clear()
    assert pace.left(5.0) == 0
    pace.add(1, 5.0)
    assert pace.next() == pytest.approx(5.0 + 2 * pace.apart)


def test_without_a_rate_there_are_no_slots() -> None:
    pace = Pace(0)
    pace.add(500, 5.0)
    assert (pace.apart, pace.slice, pace.left(5.0)) == (0, 500, 0)


def test_a_chat_rests_and_is_forgotten() -> None:
    rests = Rests()
    rests.written(ChatId(1), 101.0, at=100.0)
    rests.written(ChatId(2), 103.0, at=100.0)
    assert [rests.until(ChatId(chat)) for chat in (1, 2, 3)] == [101.0, 103.0, 0.0]
    rests.written(None, 200.0, at=100.0)
    assert rests.until(None) == 0.0
    rests.written(ChatId(3), 105.5, at=104.5)
    assert rests.until(ChatId(2)) == 103.0
    rests.written(ChatId(4), 110.0, at=109.0)
    assert [rests.until(ChatId(chat)) for chat in (1, 2, 3, 4)] == [0.0, 0.0, 105.5, 110.0]
