"""A lane never lets more than its rate through in any second, wastes little, and waits when it is told to."""

import random

import pytest

from scheduler.sending.pace import Lane


def departures(lane: Lane, seconds: float, late: float = 0.0, seed: int = 0) -> list[float]:
    """When messages leave in so many seconds, each slice up to `late` seconds after it might have."""
    chance = random.Random(seed)
    left: list[float] = []
    at = 0.0
    while at < seconds:
        at += lane.wait(at) + chance.random() * late
        lane.take(at)
        left += [at] * lane.size
    return left


def most_in_a_second(left: list[float]) -> int:
    most, first = 0, 0
    for last, at in enumerate(left):
        while left[first] < at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


@pytest.mark.parametrize("rate", [1, 2, 7, 10, 19, 20, 25, 29, 30, 31, 99, 100, 500, 999, 1000])
@pytest.mark.parametrize("late", [0.0, 0.004, 0.019, 0.021, 0.3])
def test_no_second_holds_more_than_the_rate(rate: int, late: float) -> None:
    for seed in range(3):
        assert most_in_a_second(departures(Lane(rate), 20, late, seed)) <= rate


@pytest.mark.parametrize("rate", [1, 10, 30, 100, 1000])
@pytest.mark.parametrize("late", [0.0, 0.01])
def test_little_is_wasted(rate: int, late: float) -> None:
    assert len(departures(Lane(rate), 20, late)) >= 0.93 * 20 * rate


def test_it_starts_without_a_burst() -> None:
    lane = Lane(1000)
    assert lane.wait(5.0) == 0
    lane.take(5.0)
    assert lane.size == 100
    assert lane.wait(5.0) == pytest.approx(0.103)


def test_what_is_late_is_forfeited() -> None:
    lane = Lane(30)
    lane.take(0.0)
    assert lane.wait(60.0) == 0
    lane.take(60.0)
    assert lane.wait(60.0) == pytest.approx(0.103)


def test_a_halt_holds_until_its_time_and_is_followed_by_no_burst() -> None:
    lane = Lane(30)
    lane.take(0.0)
    lane.halt(7.0)
    lane.halt(3.0)  # an earlier one shortens nothing
    assert lane.wait(0.0) == 7.0
    assert lane.wait(6.5) == 0.5
    assert lane.wait(7.0) == 0
    lane.take(7.0)
    assert lane.wait(7.0) == pytest.approx(0.103)
