"""Whom and how, best first: embassies where the supporter lives, and ways that arrive in the time left."""

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


def order(days_left: int | None, target: Target = ANYBODY) -> str:
    return " ".join(ranked.channel for ranked in ranking.channels(target, days_left=days_left))


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


def walk(action: UrgentAction, lives_in: str | None, days_left: int | None) -> list[tuple[int, Channel]]:
    done: list[tuple[int, Channel]] = []
    while (following := ranking.quickest(action, lives_in=lives_in, days_left=days_left, done=done)) is not None:
        done.append(following)
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


@given(targets, remaining)
def test_every_usable_way_has_a_place_until_the_deadline(target: Target, days_left: int | None) -> None:
    ranked = ranking.channels(target, days_left=days_left)

    over = days_left is not None and days_left < 0
    assert sorted(one.channel for one in ranked) == ([] if over else sorted(contacts.usable(target)))


@given(actions, st.sampled_from([None, "US", "FR"]), remaining)
def test_the_quickest_ways_end_with_every_way_taken_once(
    action: UrgentAction, lives_in: str | None, days_left: int | None
) -> None:
    walked = walk(action, lives_in, days_left)

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
