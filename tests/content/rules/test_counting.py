"""A taking: handed out first, then sent or tried, the last word counts, and undo takes it back."""

from hypothesis import given
from hypothesis import strategies as st

from content.action import Channel
from content.rules.counting import Counts, Part, Said, TakingState, Tally, after

numbers = st.integers(0, 10_000)
parts = st.builds(Part, handed_out=numbers, sent=numbers, own_words=numbers, tried=numbers, people=numbers)


def told(*words: Said) -> TakingState | None:
    state: TakingState | None = None
    for word in words:
        state = after(state, word)
    return state


def test_only_what_was_handed_out_can_be_sent_tried_or_undone() -> None:
    assert told(Said.SENT) is None
    assert told(Said.TRIED) is None
    assert told(Said.UNDO) is None
    assert told(Said.ASKED) is TakingState.HANDED
    assert told(Said.SENT, Said.ASKED) is TakingState.HANDED


def test_the_last_word_counts() -> None:
    assert told(Said.ASKED, Said.SENT) is TakingState.SENT
    assert told(Said.ASKED, Said.TRIED) is TakingState.TRIED
    assert told(Said.ASKED, Said.SENT, Said.TRIED) is TakingState.TRIED
    assert told(Said.ASKED, Said.TRIED, Said.SENT) is TakingState.SENT


def test_undo_goes_back_to_handed_out_and_it_can_be_said_again() -> None:
    assert told(Said.ASKED, Said.SENT, Said.UNDO) is TakingState.HANDED
    assert told(Said.ASKED, Said.TRIED, Said.UNDO) is TakingState.HANDED
    assert told(Said.ASKED, Said.UNDO) is TakingState.HANDED
    assert told(Said.ASKED, Said.SENT, Said.UNDO, Said.SENT) is TakingState.SENT


@given(st.lists(st.sampled_from(Said), max_size=12), st.sampled_from(Said))
def test_saying_it_twice_changes_nothing(before: list[Said], word: Said) -> None:
    assert told(*before, word, word) is told(*before, word)


@given(st.lists(st.sampled_from(Said), max_size=12))
def test_asking_again_takes_no_word_back_and_nothing_makes_it_unhanded(before: list[Said]) -> None:
    state = told(Said.ASKED, *before)

    assert state is not None
    assert after(state, Said.ASKED) is state


@given(parts, parts, parts)
def test_a_folded_base_and_live_rows_add_up_in_any_order(one: Part, two: Part, three: Part) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Part() == one


def test_a_recount_adds_every_count() -> None:
    base = Counts(handed_out=9, sent=7, own_words=3, tried=1, people=5, delivered=100, started=12, reported=60)
    live = Counts(handed_out=3, sent=2, own_words=1, tried=1, people=2, delivered=10, started=4)

    assert base + live == Counts(
        handed_out=12, sent=9, own_words=4, tried=2, people=7, delivered=110, started=16, reported=60
    )


def test_a_tally_of_nothing_is_zero_everywhere() -> None:
    tally = Tally()

    assert tally.whole == Counts()
    assert tally.by_target.get(0, Part()).sent == tally.by_channel.get(Channel.FAX, Part()).sent == 0
