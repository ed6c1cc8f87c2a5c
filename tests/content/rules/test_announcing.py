"""What blocks an announcement, who lets it go, and what becomes of a delivery."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.action import Kind, Letter, Target, UrgentAction
from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Uneditable, Unknown
from content.ids import PlatformId, Reference
from content.rules.announcing import (
    AGAIN_AFTER,
    ANNOUNCING,
    EDITS,
    MOST_ATTEMPTS,
    NEVER_TWICE,
    BroadcastKind,
    BroadcastState,
    DeliveryState,
    Settlement,
    after_outcome,
    blockers,
    broadcast_kind,
    enough_approvals,
    may_follow,
    order,
)

TODAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
READY = UrgentAction(
    number="3/26",
    title="Harbour teacher held without charge",
    targets=(Target(name="Minister Low", emails=("office@example.org",)),),
    letter=Letter(salutation="Dear Minister,", paragraphs=("Please free her.",)),
    deadline=date(2026, 6, 1),
)


def found(action: UrgentAction) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in blockers(action, today=TODAY)]


def test_nothing_blocks_a_whole_action() -> None:
    assert found(READY) == []


def test_each_thing_missing_blocks() -> None:
    assert found(replace(READY, number=" ")) == [("number", "missing")]
    assert found(replace(READY, title="")) == [("title", "missing")]
    assert found(replace(READY, targets=())) == [("targets", "missing")]
    assert found(replace(READY, letter=None)) == [("letter", "missing")]
    assert found(replace(READY, deadline=None)) == [("deadline", "missing")]
    assert len(found(UrgentAction(number=""))) == 5


def test_a_target_that_nothing_valid_reaches_is_as_good_as_none() -> None:
    unreachable = Target(name="Minister Low", emails=("office at example.org",), x_handles=("minister",))

    assert found(replace(READY, targets=(unreachable,))) == [("targets", "missing")]
    assert found(replace(READY, targets=(unreachable, *READY.targets))) == []


def test_demands_do_in_place_of_a_letter() -> None:
    assert found(replace(READY, letter=None, asks=("Free her",))) == []
    assert found(replace(READY, letter=Letter(salutation="Dear Minister,", paragraphs=()))) == [("letter", "missing")]


def test_a_deadline_blocks_from_the_day_after_it() -> None:
    assert found(replace(READY, deadline=TODAY)) == []
    assert found(replace(READY, deadline=TODAY - timedelta(days=1))) == [("deadline", "past")]


def test_an_outcome_asks_for_nothing_so_it_needs_only_a_number_and_a_title() -> None:
    assert found(UrgentAction(number="3/26", title="Harbour teacher free", kind=Kind.OUTCOME)) == []
    assert found(UrgentAction(number="", kind=Kind.OUTCOME)) == [("number", "missing"), ("title", "missing")]


def test_approvals_are_by_different_people() -> None:
    assert enough_approvals(["ann", "bo"], 2)
    assert not enough_approvals(["ann", "ann"], 2)
    assert enough_approvals(["ann"], 1)
    assert not enough_approvals([], 0)


def walked(*states: BroadcastState) -> bool:
    return all(may_follow(old, new) for old, new in pairwise(states))


def test_a_broadcast_goes_forward() -> None:
    s = BroadcastState
    assert walked(s.DRAFT, s.APPROVED, s.SENDING, s.PAUSED, s.SENDING, s.DONE, s.SENDING, s.DONE)
    assert walked(s.DRAFT, s.APPROVED, s.DRAFT, s.CANCELLED)
    assert walked(s.APPROVED, s.CANCELLED)
    assert walked(s.SENDING, s.PAUSED, s.STOPPED)


def test_a_broadcast_never_sends_unapproved_and_never_comes_back() -> None:
    assert not may_follow(BroadcastState.DRAFT, BroadcastState.SENDING)
    assert not may_follow(BroadcastState.SENDING, BroadcastState.CANCELLED)
    for state in BroadcastState:
        assert not may_follow(state, state)
        assert not may_follow(BroadcastState.STOPPED, state)
        assert not may_follow(BroadcastState.CANCELLED, state)


def settled(
    outcome: Outcome, kind: BroadcastKind = BroadcastKind.ALERT, *, attempts: int = 0, doubts: int = 0
) -> Settlement:
    return after_outcome(outcome, kind, attempts=attempts, doubts=doubts, now=NOW)


def test_what_arrived_is_delivered_and_its_message_remembered() -> None:
    assert settled(Delivered(Reference("77"))) == Settlement(
        state=DeliveryState.DELIVERED, attempts=1, doubts=0, reference=Reference("77")
    )


@pytest.mark.parametrize("kind", sorted(set(BroadcastKind) - NEVER_TWICE))
def test_what_is_unclear_goes_once_more_and_not_a_third_time(kind: BroadcastKind) -> None:
    first = settled(Unknown("no answer"), kind)
    second = settled(Unknown("no answer"), kind, attempts=first.attempts, doubts=first.doubts)

    assert (first.state, first.doubts) == (DeliveryState.QUEUED, 1)
    assert first.due_at is not None
    assert first.due_at == NOW + AGAIN_AFTER
    assert (second.state, second.doubts, second.due_at) == (DeliveryState.UNKNOWN, 2, None)


@pytest.mark.parametrize("kind", sorted(NEVER_TWICE))
def test_an_unclear_reminder_is_not_sent_again(kind: BroadcastKind) -> None:
    settlement = settled(Unknown("no answer"), kind)

    assert (settlement.state, settlement.doubts, settlement.due_at) == (DeliveryState.UNKNOWN, 1, None)


@pytest.mark.parametrize("kind", sorted(EDITS))
def test_what_cannot_be_edited_follows_as_a_message_but_not_to_say_that_it_is_over(kind: BroadcastKind) -> None:
    settlement = settled(Uneditable("message to edit not found"), kind)

    if kind is BroadcastKind.CLOSING:
        assert (settlement.state, settlement.anew) == (DeliveryState.SKIPPED, False)
    else:
        assert (settlement.state, settlement.anew, settlement.due_at) == (DeliveryState.QUEUED, True, None)


def test_alerts_leave_before_corrections_then_reminders_and_edits_of_closed_cards_last() -> None:
    assert {order(kind) for kind in {*ANNOUNCING, BroadcastKind.WARNING}} == {0}
    assert {order(kind) for kind in (BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL)} == {1}
    assert {order(kind) for kind in NEVER_TWICE} == {2}
    assert order(BroadcastKind.CLOSING) == 3


def test_what_is_turned_back_waits_ten_times_each_time_longer() -> None:
    later = NOW + timedelta(seconds=9)
    attempts = 0
    waits: list[float | None] = []
    for _ in range(MOST_ATTEMPTS):
        settlement = settled(TryLater(later), attempts=attempts)
        attempts = settlement.attempts
        waits.append(None if settlement.due_at is None else (settlement.due_at - NOW).total_seconds())

    assert waits == [9, 9, 9, 9, 16, 30, 30, 30, 30, None]
    assert (settlement.state, settlement.reason) == (DeliveryState.FAILED, "turned back too often")


@pytest.mark.parametrize("why", ["halt", "unreached"])
def test_a_halt_of_the_platform_or_a_connection_never_made_is_nobodys_attempt(why: str) -> None:
    later = NOW + timedelta(seconds=9)
    outcome = TryLater(later, halt=why == "halt", unreached=why == "unreached")
    settlement = settled(outcome, attempts=MOST_ATTEMPTS - 1)

    assert settlement == Settlement(state=DeliveryState.QUEUED, attempts=MOST_ATTEMPTS - 1, doubts=0, due_at=later)


@pytest.mark.parametrize("halt", [False, True])
def test_no_retry_is_further_ahead_than_half_a_minute(halt: bool) -> None:
    """What the platform asks for beyond that is its lane's halt."""
    settlement = settled(TryLater(NOW + timedelta(hours=1), halt=halt))

    assert (settlement.state, settlement.due_at) == (DeliveryState.QUEUED, NOW + timedelta(seconds=30))


def test_a_chat_that_is_gone_ends_there_and_one_that_moved_is_sent_to_again() -> None:
    assert settled(Gone("blocked")) == Settlement(state=DeliveryState.GONE, attempts=1, doubts=0, reason="blocked")
    assert settled(Moved(PlatformId("-100"))) == Settlement(state=DeliveryState.QUEUED, attempts=1, doubts=0)
    assert settled(Moved(PlatformId("-100")), attempts=MOST_ATTEMPTS - 1).state is DeliveryState.FAILED


def test_our_own_fault_fails_and_stops_the_broadcast() -> None:
    assert settled(Refused("bad token")) == Settlement(
        state=DeliveryState.FAILED, attempts=1, doubts=0, reason="bad token", stops=True
    )


outcomes = st.one_of(
    st.builds(TryLater, st.just(NOW)),
    st.builds(Unknown, st.just("no answer")),
    st.builds(Moved, st.just(PlatformId("-100"))),
    st.builds(Gone, st.just("blocked")),
    st.builds(Refused, st.just("bad markup")),
    st.builds(Delivered, st.just(Reference("1"))),
)


@given(st.sampled_from(BroadcastKind), st.lists(outcomes, min_size=MOST_ATTEMPTS + 2, max_size=MOST_ATTEMPTS + 2))
def test_whatever_happens_a_delivery_comes_to_an_end(kind: BroadcastKind, happenings: list[Outcome]) -> None:
    attempts = doubts = 0
    for happening in happenings:
        settlement = settled(happening, kind, attempts=attempts, doubts=doubts)
        assert settlement.doubts in (doubts, doubts + 1)
        if settlement.state is not DeliveryState.QUEUED:
            return
        attempts, doubts = settlement.attempts, settlement.doubts
    raise AssertionError("still queued")


def test_a_document_is_announced_by_the_broadcast_of_its_kind() -> None:
    assert [broadcast_kind(kind).value for kind in Kind] == ["alert", "update", "outcome"]
