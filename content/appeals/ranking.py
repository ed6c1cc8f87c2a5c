"""Whom to write to and how, best first for where the supporter lives and the time that is left."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from content.action import Channel, Target, UrgentAction
from content.appeals.contacts import usable

_WEEK = 7
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
    LAST_DAY_LATE = (
        "Last day: a letter on paper arrives too late.",
        "Last day: a letter on paper arrives too late.",
    )


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


def channels(target: Target, *, days_left: int | None) -> tuple[Ranked, ...]:
    """The channels a target can be reached by, best first: a week or more left, paper; days, e-mail and fax; hours (the
    last day and the one before), what is noticed at once. None after the deadline. No deadline is time enough.
    """
    if days_left is not None and days_left < 0:
        return ()
    found = usable(target)
    return tuple(
        Ranked(channel, _reason(channel, days_left), days_left or 0)
        for channel in _order(days_left)
        if channel in found
    )


def quickest(
    action: UrgentAction,
    *,
    lives_in: str | None,
    days_left: int | None,
    done: Collection[tuple[int, Channel]],
) -> tuple[int, Channel] | None:
    """The best target (position from 0) and channel that is not yet `done`; None if nothing is left.

    First everything that arrives in time, target by target; then what may come too late.
    """
    late = (Reason.LATE, Reason.LAST_DAY_LATE)
    open_ways = [
        (ranked.reason in late, position, ranked.channel)
        for position in targets(action, lives_in=lives_in)
        for ranked in channels(action.targets[position], days_left=days_left)
        if (position, ranked.channel) not in done
    ]
    best = min(open_ways, key=lambda way: way[:2], default=None)  # the first of equals, so the ranking is kept
    return best[1:] if best else None


def _order(days_left: int | None) -> tuple[Channel, ...]:
    if days_left is None or days_left >= _WEEK:
        return _UNHURRIED
    return _DAYS if days_left > 1 else _HOURS


def _reason(channel: Channel, days_left: int | None) -> Reason:
    if days_left is None:
        return Reason.NO_DATE
    if channel is Channel.POST:
        if days_left >= _WEEK:
            return Reason.PAPER
        return Reason.LATE if days_left else Reason.LAST_DAY_LATE
    if days_left == 0:
        return Reason.LAST_DAY
    return Reason.AT_ONCE if days_left == 1 and channel in (Channel.X, Channel.PHONE) else Reason.IN_TIME
