"""What a taking counts as, and what takings add up to.

A taking is one supporter's word on one appeal: there is one for each supporter, Urgent Action, target and channel.
Tests by organizers are in no count. A click, or an appeal handed out, is never counted as sent. Forgetting a supporter
takes the person away and leaves every total as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Self

from content.action import Channel


class TakingState(StrEnum):
    """What a supporter last told us about one appeal."""

    HANDED = "handed"
    SENT = "sent"
    TRIED = "tried"


class Said(StrEnum):
    """What a supporter does about one appeal."""

    ASKED = "asked"
    """wants it: it is handed out"""
    SENT = "sent"
    """"I sent it" """
    TRIED = "tried"
    """"Could not send" """
    UNDO = "undo"
    """takes the last word back"""


def after(state: TakingState | None, said: Said) -> TakingState | None:
    """The taking's state after `said`; None while the appeal has not been handed out.

    Only what was handed out can be sent, tried or undone. Saying a thing twice changes nothing, asking for the appeal
    again takes no word back, and between sent and tried the last word counts.
    """
    if state is None:
        return TakingState.HANDED if said is Said.ASKED else None
    words = {Said.SENT: TakingState.SENT, Said.TRIED: TakingState.TRIED, Said.UNDO: TakingState.HANDED}
    return words.get(said, state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The counts of one target or one channel.

    `handed_out`: appeals given to people, unique person x target x channel (never called "appeals sent").
    `sent`: the person said they sent it, unique person x target x channel, undone ones out.
    `own_words`: of `sent`, those that had words of the person's own in them; which words is known to nobody.
    `tried`: could not send; never counted as sent.
    `people`: unique people with at least one `sent`; somebody linked on two platforms is one.

    `+` is for the folded base and the live rows of the *same* action, target or channel: whoever is in the base has no
    live row left, so even people add. Across targets, channels or actions `people` (and `started`) do not add: one
    person may be in several.
    """

    handed_out: int = 0
    sent: int = 0
    own_words: int = 0
    tried: int = 0
    people: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts(Part):
    """The counts of one Urgent Action as a whole: those of a part, and

    `delivered`: deliveries the platform accepted. `started`: people who pressed "Take action".
    `arrived`: its link was opened by somebody who had not opened it before, as far as we know.
    `reported`: appeals of letter groups and stalls, entered by staff; always shown apart, never added to `sent`.
    """

    delivered: int = 0
    started: int = 0
    arrived: int = 0
    reported: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the takings of one Urgent Action add up to.

    `by_target` has a target's position in the action (from 0). `handed_out`, `sent`, `own_words` and `tried` of the
    targets add up to the whole's, and so do those of the channels; `people` do not.
    """

    whole: Counts = field(default_factory=Counts)
    by_target: Mapping[int, Part] = field(default_factory=dict)
    by_channel: Mapping[Channel, Part] = field(default_factory=dict)
