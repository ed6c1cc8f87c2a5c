"""Whom and how, best first: embassies where one lives, ways that arrive, offices that answer, what is undone."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, ranking
from content.appeals.ranking import Reason
from tests.content.appeals.actions import AMBASSADOR, HARBOUR, MINISTER, actions, targets

ANYBODY = replace(
    MINISTER, phones=("+33 1 40 07 29 91",), x_handles=("@Low",), contact_forms=("https://form.example.org",)
)
remaining = st.none() | st.integers(-30, 60)
known_hours = st.sampled_from([None, True, False])
some_channels = st.sets(st.sampled_from(Channel))


def order(
    days_left: int | None,
    target: Target = ANYBODY,
    *,
    office_open: bool | None = None,
    done: Collection[Channel] = (),
) -> str:
    found = ranking.channels(target, days_left=days_left, office_open=office_open, done=done)
    return " ".join(ranked.channel for ranked in found)


def test_an_embassy_is_there_only_for_who_lives_where_it_stands() -> None:
    assert ranking.targets(HARBOUR, lives_in="US") == (0, 1)
    assert ranking.targets(HARBOUR, lives_in="FR") == (0,)
    assert ranking.targets(HARBOUR, lives_in=None) == (0,)
    assert ranking.targets(replace(HARBOUR, targets=(AMBASSADOR,)), lives_in=None) == ()


def test_a_target_that_nothing_reaches_is_not_offered() -> None:
    assert ranking.targets(replace(HARBOUR, targets=(Target(name="Cy Mid"), MINISTER)), lives_in=None) == (1,)


def test_paper_first_with_a_week_email_with_days_x_with_hours() -> None:
    assert order(30) == order(7) == order(None) == "post email fax form phone x"
    assert order(6) == order(2) == "email fax form phone x post"
    assert order(1) == order(0) == "x phone email fax form post"
    assert order(-1) == ""
    assert order(4, AMBASSADOR) == "form phone x post"


def test_a_call_to_a_closed_office_comes_behind_whatever_arrives_now() -> None:
    assert order(30, office_open=False) == order(None, office_open=False) == "post email fax form x phone"
    assert order(6, office_open=False) == "email fax form x phone post"
    assert order(1, office_open=False) == order(0, office_open=False) == "x email fax form phone post"


def test_a_call_to_an_open_office_comes_first_in_the_last_two_days() -> None:
    assert order(1, office_open=True) == order(0, office_open=True) == "phone x email fax form post"
    for days_left in (None, 30, 2):
        assert order(days_left, office_open=True) == order(days_left)


def test_what_was_done_comes_last() -> None:
    done = {Channel.POST, Channel.EMAIL}

    assert order(30, done=done) == "fax form phone x post email"
    assert order(0, done=done) == "x phone fax form email post"
    assert order(0, office_open=False, done={Channel.X}) == "email fax form phone post x"
    ranked = ranking.channels(ANYBODY, days_left=30, done=done)
    assert [one.channel for one in ranked if one.reason is Reason.DONE] == [Channel.POST, Channel.EMAIL]


@pytest.mark.parametrize(
    ("days_left", "office_open", "said"),
    [
        (30, False, "The office is closed now: a call is better in its working hours."),
        (None, False, "The office is closed now: a call is better in its working hours."),
        (0, False, "Last day, and the office is closed now: perhaps nobody answers a call."),
        (1, True, "1 day left: this is noticed at once."),
        (0, True, "Last day: this is noticed at once."),
        (0, None, "Last day: this is noticed at once."),
        (4, True, "4 days left: this arrives in time."),
    ],
)
def test_a_call_says_why_it_is_where_it_is(days_left: int | None, office_open: bool | None, said: str) -> None:
    found = ranking.channels(ANYBODY, days_left=days_left, office_open=office_open)
    [ranked] = [one for one in found if one.channel is Channel.PHONE]
    one, several = ranked.reason.value

    assert (one if ranked.days == 1 else several).format(days=ranked.days) == said


def test_the_headline_is_the_best_reason_and_the_ways_that_share_it() -> None:
    def said(
        days_left: int | None, target: Target = ANYBODY, done: Collection[Channel] = ()
    ) -> tuple[Reason, int, str] | None:
        best = ranking.headline(ranking.channels(target, days_left=days_left, done=done))
        return None if best is None else (best.reason, best.days, " ".join(best.channels))

    assert said(3, MINISTER) == (Reason.IN_TIME, 3, "email fax")
    assert said(30) == (Reason.PAPER, 30, "post")
    assert said(1) == (Reason.AT_ONCE, 1, "x phone")
    assert said(3, MINISTER, {Channel.EMAIL}) == (Reason.IN_TIME, 3, "fax")
    assert said(3, MINISTER, tuple(Channel)) == (Reason.DONE, 0, "email fax post")
    assert said(-1) is None


@pytest.mark.parametrize(
    ("days_left", "channel", "said"),
    [
        (30, Channel.POST, "30 days left: a letter on paper arrives in time."),
        (4, Channel.EMAIL, "4 days left: this arrives in time."),
        (4, Channel.POST, "4 days left: a letter on paper may arrive too late."),
        (1, Channel.X, "1 day left: this is noticed at once."),
        (1, Channel.EMAIL, "1 day left: this arrives in time."),
        (0, Channel.FAX, "Last day: this still arrives today."),
        (0, Channel.POST, "Last day: a letter on paper arrives too late."),
        (None, Channel.POST, "No closing date: every way counts."),
    ],
)
def test_each_way_says_why(days_left: int | None, channel: Channel, said: str) -> None:
    [ranked] = [one for one in ranking.channels(ANYBODY, days_left=days_left) if one.channel is channel]
    one, several = ranked.reason.value

    assert (one if ranked.days == 1 else several).format(days=ranked.days) == said


def walk(
    action: UrgentAction, lives_in: str | None, days_left: int | None, hours: Mapping[int, bool | None] | None = None
) -> list[tuple[int, Channel]]:
    done: list[tuple[int, Channel]] = []

    def following() -> tuple[int, Channel] | None:
        return ranking.quickest(action, lives_in=lives_in, days_left=days_left, done=done, office_open=hours)

    while (way := following()) is not None:
        done.append(way)
    return done


def test_the_quickest_way_and_then_the_next() -> None:
    assert walk(HARBOUR, "FR", 4) == [(0, Channel.EMAIL), (0, Channel.FAX), (0, Channel.POST)]
    assert walk(HARBOUR, "US", 4) == [
        (0, Channel.EMAIL),
        (0, Channel.FAX),
        (1, Channel.FORM),
        (1, Channel.PHONE),
        (1, Channel.X),
        (0, Channel.POST),
        (1, Channel.POST),
    ]
    assert walk(HARBOUR, "US", 30)[:2] == [(0, Channel.POST), (0, Channel.EMAIL)]
    assert walk(HARBOUR, "US", -1) == []


def test_the_quickest_way_is_no_call_to_a_closed_office_while_another_target_can_be_reached() -> None:
    chancellor = Target(name="Cy Mid", phones=("+33 1 40 07 29 91",))
    action = replace(HARBOUR, targets=(chancellor, MINISTER))

    assert walk(action, None, 4)[0] == (0, Channel.PHONE)
    assert walk(action, None, 4, {0: True})[0] == (0, Channel.PHONE)
    assert walk(action, None, 4, {0: False}) == [
        (1, Channel.EMAIL),
        (1, Channel.FAX),
        (0, Channel.PHONE),
        (1, Channel.POST),
    ]


@given(targets, remaining, known_hours, some_channels)
def test_every_usable_way_has_one_place_until_the_deadline(
    target: Target, days_left: int | None, office_open: bool | None, done: set[Channel]
) -> None:
    ranked = ranking.channels(target, days_left=days_left, office_open=office_open, done=done)

    over = days_left is not None and days_left < 0
    assert sorted(one.channel for one in ranked) == ([] if over else sorted(contacts.usable(target)))
    assert {one.channel for one in ranked if one.reason is Reason.DONE} == {one.channel for one in ranked} & done


@given(targets, remaining, known_hours, some_channels)
def test_what_is_done_moves_to_the_end_and_nothing_else_moves(
    target: Target, days_left: int | None, office_open: bool | None, done: set[Channel]
) -> None:
    before = ranking.channels(target, days_left=days_left, office_open=office_open)
    after = ranking.channels(target, days_left=days_left, office_open=office_open, done=done)

    left = [one for one in before if one.channel not in done]
    assert list(after[: len(left)]) == left
    assert [one.channel for one in after[len(left) :]] == [one.channel for one in before if one.channel in done]


@given(targets, st.integers(0, 60), known_hours, some_channels)
def test_late_paper_is_never_before_what_arrives(
    target: Target, days_left: int, office_open: bool | None, done: set[Channel]
) -> None:
    ranked = ranking.channels(target, days_left=days_left, office_open=office_open, done=done)

    open_ways = [one for one in ranked if one.reason is not Reason.DONE]
    assert all(one.reason not in ranking.LATE for one in open_ways[:-1])
    assert len(open_ways) < 2 or open_ways[0].reason not in ranking.LATE


@given(targets, st.integers(0, 59), known_hours)
def test_paper_never_gains_by_waiting_and_a_call_never_by_a_closed_office(
    target: Target, days_left: int, office_open: bool | None
) -> None:
    def place(channel: Channel, days: int | None, hours: bool | None) -> int:
        found = [one.channel for one in ranking.channels(target, days_left=days, office_open=hours)]
        return found.index(channel) if channel in found else -1

    for more in (days_left + 1, None):
        assert place(Channel.POST, days_left, office_open) >= place(Channel.POST, more, office_open)
    assert place(Channel.PHONE, days_left, True) <= place(Channel.PHONE, days_left, None)
    assert place(Channel.PHONE, days_left, None) <= place(Channel.PHONE, days_left, False)


@given(targets, remaining, known_hours, some_channels)
def test_the_headline_begins_with_the_first_way(
    target: Target, days_left: int | None, office_open: bool | None, done: set[Channel]
) -> None:
    ranked = ranking.channels(target, days_left=days_left, office_open=office_open, done=done)
    best = ranking.headline(ranked)

    assert (best is None) == (not ranked)
    if best:
        assert best.channels[0] is ranked[0].channel
        assert best.channels == tuple(one.channel for one in ranked if one.reason is best.reason)


@given(
    actions,
    st.sampled_from([None, "US", "FR"]),
    remaining,
    st.none() | st.dictionaries(st.integers(0, 2), known_hours),
)
def test_the_quickest_ways_end_with_every_way_taken_once(
    action: UrgentAction, lives_in: str | None, days_left: int | None, hours: dict[int, bool | None] | None
) -> None:
    walked = walk(action, lives_in, days_left, hours)

    assert len(set(walked)) == len(walked)
    assert set(walked) == {
        (position, ranked.channel)
        for position in ranking.targets(action, lives_in=lives_in)
        for ranked in ranking.channels(action.targets[position], days_left=days_left)
    }
    assert all(action.targets[position].accredited_to in (None, lives_in) for position, _ in walked)


def test_every_reason_reads_the_same_for_one_day_and_several_but_for_the_days() -> None:
    for reason in Reason:
        one, several = reason.value
        assert one.format(days=1).replace("1 day ", "1 days ") == several.format(days=1)
