"""What the panel shows, and where it gets it from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from content.ids import ActionId
from content.rules.counting import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One target, or one channel, and how many appeals people said they sent by it."""

    label: str
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One Urgent Action that people can act on, or have just been able to.

    `days_left` counts whole days to the deadline in the organization's time zone: 0 on its last day, negative after it,
    None without a deadline. `can_announce`: the organizer's button is offered; `why_not` (a sentence) is shown in its
    place or beside it when it is not. `announced` says what became of the alert ("Sent to 1 chat"), or is empty.
    """

    action: ActionId
    number: str
    who: str
    title: str
    country: str = ""
    deadline: date | None = None
    days_left: int | None = None
    counts: Counts = field(default_factory=Counts)
    by_target: tuple[Bar, ...] = ()
    by_channel: tuple[Bar, ...] = ()
    can_announce: bool = False
    why_not: str = ""
    announced: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """All that the panel shows at one moment."""

    cases: tuple[Case, ...] = ()


class Source(Protocol):
    """Where the panel gets its numbers, and what its one button does. `now` is aware UTC."""

    async def panel(self, now: datetime) -> Panel:
        """The panel as of `now`."""
        ...

    async def announce(self, action: ActionId, now: datetime) -> str:
        """Send the alert of an Urgent Action that can be announced, once however often it is asked.

        Returns a sentence that says what happened ("Sent to 1 chat.", "Nobody has joined yet."). Raises LookupError for
        an action that is not there.
        """
        ...
