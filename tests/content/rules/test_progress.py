"""How far a broadcast is: whatever the counts and the clock say, no number is nonsense."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rules.announcing import BroadcastState, DeliveryState
from content.rules.progress import Look, at_rate, duration, in_words, progress

NOON = datetime(2026, 2, 25, 12, 0, tzinfo=UTC)
COUNTS = st.dictionaries(st.sampled_from(DeliveryState), st.integers(0, 10**7))
LOOKS = st.builds(Look, st.datetimes(timezones=st.just(UTC)), st.sampled_from(BroadcastState), COUNTS)


def look(seconds: float = 0, state: BroadcastState = BroadcastState.SENDING, **counts: int) -> Look:
    return Look(NOON + timedelta(seconds=seconds), state, {DeliveryState(name): n for name, n in counts.items()})


@given(st.none() | LOOKS, LOOKS)
def test_no_number_is_ever_nonsense(earlier: Look | None, later: Look) -> None:
    found = progress(earlier, later)
    assert 0 <= found.delivered <= found.done <= found.total == sum(later.counts.values())
    assert found.rate is None or found.rate >= 0
    assert found.seconds_left is None or found.seconds_left >= 0
    if later.state is not BroadcastState.SENDING or earlier is None or earlier.at >= later.at:
        assert (found.rate, found.seconds_left) == (None, None)
    if found.rate is None:
        assert found.seconds_left is None
    if found.seconds_left is not None and found.rate is not None:
        assert found.seconds_left * found.rate == pytest.approx(found.total - found.done)


@given(LOOKS, st.none() | st.floats(-1e6, 1e6))
def test_a_known_rate_is_believed_while_it_is_sending(seen: Look, rate: float | None) -> None:
    found = at_rate(seen, rate)
    believed = seen.state is BroadcastState.SENDING and rate is not None and rate >= 0
    assert found.rate == (rate if believed else None)
    assert found.seconds_left is None or found.seconds_left >= 0


def test_two_looks_make_a_rate_and_the_time_left() -> None:
    found = progress(look(queued=1602), look(10, queued=1290, sending=12, delivered=297, gone=2, unknown=1))
    assert (found.total, found.done, found.delivered, found.rate, found.seconds_left) == (1602, 300, 297, 30, 43.4)


def test_what_goes_wrong_with_clocks_says_nothing_of_the_rate() -> None:
    before, after = look(queued=5), look(10, delivered=3, queued=2)
    for earlier, later in ((None, after), (after, after), (look(3600, queued=5), after)):
        assert progress(earlier, later).rate is None
    assert progress(before, after).rate == 0.3


def test_what_does_not_move_has_no_end() -> None:
    found = progress(look(queued=5), look(10, queued=5))
    assert (found.rate, found.seconds_left) == (0, None)


def test_nobody_at_all_and_the_last_one() -> None:
    assert progress(look(), look(1)).total == 0
    assert progress(look(queued=1), look(1, delivered=1)).seconds_left == 0


def test_the_unclear_going_once_more_is_no_negative_rate() -> None:
    assert progress(look(unknown=3, delivered=9), look(1, queued=3, delivered=9)).rate is None


def test_only_what_is_being_sent_has_a_rate() -> None:
    for state in BroadcastState:
        known = progress(look(queued=5), look(1, state, queued=4, delivered=1)).rate is not None
        assert known == (state is BroadcastState.SENDING)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (0.2, "1 s"), (59.1, "60 s"), (90, "90 s"), (91, "2 min"), (3570, "1 h 00 min"), (4500, "1 h 15 min")],
)
def test_a_length_of_time(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(("rate", "said"), [(0, "0"), (0.2, "<1"), (0.6, "1"), (29.7, "30"), (999.9, "1,000")])
def test_a_rate(rate: float, said: str) -> None:
    assert in_words(rate) == said
