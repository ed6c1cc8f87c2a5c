"""Whom to write to and how, best first: where the supporter lives, the time left, office hours, what they did.

To give a way another reason, add a member to `Reason` (a text of ours, to be translated) and its case to `_reason`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from content.action import Channel, Target, UrgentAction
from content.appeals.contacts import usable

_WEEK = 7
_DAYS_AT_LEAST = 2  # with less, hours are left
_UNHURRIED = (Channel.POST, Channel.EMAIL, Channel.FAX, Channel.FORM, Channel.PHONE, Channel.X)
_DAYS = (Channel.EMAIL, Channel.FAX, Channel.FORM, Channel.PHONE, Channel.X, Channel.POST)
_HOURS = (Channel.X, Channel.PHONE, Channel.EMAIL, Channel.FAX, Channel.FORM, Channel.POST)


class Reason(Enum):
    """Why a channel stands where it stands: the English for one day and for several, ready for `ngettext`."""

    NO_DATE = ("No closing date: every way counts.", "No closing date: every way counts.")
    PAPER = (
        "{days} day left: a letter on paper arrives in time.",
        "{days} days left: a letter on paper arrives in time.",
    )
    IN_TIME = ("{days} day left: this arrives in time.", "{days} days left: this arrives in time.")
    AT_ONCE = ("{days} day left: this is noticed at once.", "{days} days left: this is noticed at once.")
    LATE = (
        "{days} day left: a letter on paper may arrive too late.",
        "{days} days left: a letter on paper may arrive too late.",
    )
    LAST_DAY = ("Last day: this still arrives today.", "Last day: this still arrives today.")
    LAST_DAY_AT_ONCE = ("Last day: this is noticed at once.", "Last day: this is noticed at once.")
    LAST_DAY_LATE = (
        "Last day: a letter on paper arrives too late.",
        "Last day: a letter on paper arrives too late.",
    )
    CLOSED = (
        "The office is closed now: a call is better in its working hours.",
        "The office is closed now: a call is better in its working hours.",
    )
    LAST_DAY_CLOSED = (
        "Last day, and the office is closed now: perhaps nobody answers a call.",
        "Last day, and the office is closed now: perhaps nobody answers a call.",
    )
    DONE = ("You did this already.", "You did this already.")


LATE = frozenset({Reason.LATE, Reason.LAST_DAY_LATE})
"""The reasons of what may come too late."""
_NOT_NOW = frozenset({Reason.CLOSED, Reason.LAST_DAY_CLOSED})


@dataclass(frozen=True, slots=True)
class Ranked:
    """A channel in its place. `days` are those left, for the reason's `{days}`; 0 where no day is counted."""

    channel: Channel
    reason: Reason
    days: int


def targets(action: UrgentAction, *, lives_in: str | None) -> tuple[int, ...]:
    """The positions (from 0) of the targets that a supporter who lives in that ISO country can write to, best first.

    An embassy or mission is only for those who told us that they live where it stands. The document's order is kept:
    who can decide comes first there.
    """
    return tuple(
        position
        for position, target in enumerate(action.targets)
        if target.accredited_to in (None, lives_in) and usable(target)
    )


def channels(
    target: Target, *, days_left: int | None, office_open: bool | None = None, done: Collection[Channel] = ()
) -> tuple[Ranked, ...]:
    """The channels a target can be reached by, best first; none after the deadline. No deadline is time enough.

    A week or more left, paper; days, e-mail and fax; hours (the last day and the one before), what is noticed at once:
    a call first of all while the target's office is open. While it is closed, a call comes behind whatever arrives now.
    `office_open` is None where that is not known. What this person has `done` (sent, or tried) comes last.
    """
    if days_left is not None and days_left < 0:
        return ()
    found = usable(target)
    ways = [
        Ranked(channel, _reason(channel, days_left, office_open), days_left or 0)
        for channel in _order(days_left, office_open)
        if channel in found
    ]
    left = (one for one in ways if one.channel not in done)
    return (*left, *(Ranked(one.channel, Reason.DONE, 0) for one in ways if one.channel in done))


@dataclass(frozen=True, slots=True)
class Headline:
    """The best reason, the days for its `{days}`, and the channels that share it, best first."""

    reason: Reason
    days: int
    channels: tuple[Channel, ...]


def headline(ranked: Collection[Ranked]) -> Headline | None:
    """What to say above ranked channels in one line; None if there are none."""
    best = next(iter(ranked), None)
    if best is None:
        return None
    return Headline(best.reason, best.days, tuple(one.channel for one in ranked if one.reason is best.reason))


def quickest(
    action: UrgentAction,
    *,
    lives_in: str | None,
    days_left: int | None,
    done: Collection[tuple[int, Channel]],
    office_open: Mapping[int, bool | None] | None = None,
) -> tuple[int, Channel] | None:
    """The best target (position from 0) and channel that is not yet `done`; None if nothing is left.

    First everything that arrives in time, target by target; then calls to offices that are closed now; then what may
    come too late. `office_open` tells of targets, by position, whether their office is open now.
    """
    hours = office_open or {}
    open_ways = [
        (_wait(ranked.reason), position, ranked.channel)
        for position in targets(action, lives_in=lives_in)
        for ranked in channels(action.targets[position], days_left=days_left, office_open=hours.get(position))
        if (position, ranked.channel) not in done
    ]
    best = min(open_ways, key=lambda way: way[:2], default=None)  # the first of equals, so the ranking is kept
    return best[1:] if best else None


def _wait(reason: Reason) -> int:
    return 2 if reason in LATE else int(reason in _NOT_NOW)


def _order(days_left: int | None, office_open: bool | None) -> tuple[Channel, ...]:
    unhurried = days_left is None or days_left >= _WEEK
    hours = days_left is not None and days_left < _DAYS_AT_LEAST
    order = _UNHURRIED if unhurried else _HOURS if hours else _DAYS
    if office_open is False:
        return _moved(order, len(order) if unhurried else order.index(Channel.POST))
    return _moved(order, 0) if office_open and hours else order


def _moved(order: tuple[Channel, ...], to: int) -> tuple[Channel, ...]:
    """The order with a call moved to before the channel that is at `to`."""
    before, after = ([one for one in part if one is not Channel.PHONE] for part in (order[:to], order[to:]))
    return (*before, Channel.PHONE, *after)


def _reason(channel: Channel, days_left: int | None, office_open: bool | None) -> Reason:
    if channel is Channel.PHONE and office_open is False:
        return Reason.CLOSED if days_left != 0 else Reason.LAST_DAY_CLOSED
    if days_left is None:
        return Reason.NO_DATE
    if channel is Channel.POST:
        if days_left >= _WEEK:
            return Reason.PAPER
        return Reason.LATE if days_left else Reason.LAST_DAY_LATE
    at_once = channel in (Channel.X, Channel.PHONE)
    if days_left == 0:
        return Reason.LAST_DAY_AT_ONCE if at_once else Reason.LAST_DAY
    return Reason.AT_ONCE if days_left < _DAYS_AT_LEAST and at_once else Reason.IN_TIME
