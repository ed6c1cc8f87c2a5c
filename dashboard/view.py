"""What the panel shows, and where it gets it from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from content.action import Kind
from content.ids import ActionId
from content.rules.announcing import BroadcastState
from content.rules.counting import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One target, or one channel, and how many appeals people said they sent by it."""

    label: str
    sent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """An announcement that somebody may still do something about: it is under way or paused, or some may lack it.

    Of `total` deliveries `done` are settled, `left` have not left and `missing` did not arrive, or may not have.
    """

    state: BroadcastState
    done: int
    total: int
    left: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One Urgent Action that people can act on, or have just been able to.

    `days_left` counts whole days to the deadline in the organization's time zone: 0 on its last day, negative after it,
    None without a deadline. `can_announce`: the organizer's button is offered; `why_not` (a sentence) is shown in its
    place or beside it when it is not. `announced` says what became of the alert ("Sent to 1 chat"), or is empty;
    `sending` is there while something can be done about it, `stopped` says that it was given up on the way.
    """

    action: ActionId
    number: str
    who: str
    title: str
    kind: Kind = Kind.FIRST
    country: str = ""
    deadline: date | None = None
    days_left: int | None = None
    counts: Counts = field(default_factory=Counts)
    by_target: tuple[Bar, ...] = ()
    by_channel: tuple[Bar, ...] = ()
    can_announce: bool = False
    why_not: str = ""
    announced: str = ""
    sending: Sending | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A channel to a target, as the panel calls it ("e-mail"), and the contacts as printed; an address is one."""

    called: str
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A target of a draft. `stands_in` is the country's name where an embassy or mission stands, else empty."""

    name: str
    role: str = ""
    ways: tuple[Way, ...] = ()
    stands_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A draft's texts in one language: its tag (BCP 47), what it is called, and what a supporter would read.

    `letter` is its salutation, paragraphs and closing, or empty; `words` says how long its paragraphs are.
    """

    language: str
    called: str
    title: str
    summary: str = ""
    asks: tuple[str, ...] = ()
    letter: tuple[str, ...] = ()
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One document that was read and that nobody has marked as checked.

    `wordings` begins with the language of the first document. `looks` are sentences that say what a person must look
    at, by the field of the document's JSON; `blockers` those that keep it from being marked as checked.
    """

    action: ActionId
    number: str
    who: str
    wordings: tuple[Wording, ...]
    kind: Kind = Kind.FIRST
    country: str = ""
    deadline: date | None = None
    days_left: int | None = None
    targets: tuple[Reached, ...] = ()
    looks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blockers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """All that the panel shows at one moment."""

    drafts: tuple[Draft, ...] = ()
    cases: tuple[Case, ...] = ()


class Source(Protocol):
    """Where the panel gets what it shows, and what its buttons do. `now` is aware UTC."""

    async def panel(self, now: datetime) -> Panel:
        """The panel as of `now`."""
        ...

    async def add(self, document: bytes, now: datetime) -> str:
        """Read a document and keep it as a draft, or as one more language of the action it belongs to.

        Returns a sentence that says what became of it. Raises content.reading.Unreadable or storage.actions.Refused,
        whose text is one plain line, when nothing was kept.
        """
        ...

    async def approve(self, action: ActionId, now: datetime) -> str:
        """Mark a draft as checked, unless something blocks it; a sentence says what happened. LookupError as below."""
        ...

    async def announce(self, action: ActionId, now: datetime) -> str:
        """Send the alert of an Urgent Action that can be announced, once however often it is asked.

        Returns a sentence that says what happened ("Sent to 1 chat.", "Nobody has joined yet."). Raises LookupError for
        an action that is not there.
        """
        ...

    async def pause(self, action: ActionId, now: datetime) -> str:
        """Halt what announces it. This and the next three return a sentence too, also where it is too late for it.

        Raise LookupError for an action that is not there, or was never announced.
        """
        ...

    async def resume(self, action: ActionId, now: datetime) -> str:
        """Let it go on."""
        ...

    async def stop(self, action: ActionId, now: datetime) -> str:
        """Give it up for good."""
        ...

    async def again(self, action: ActionId, now: datetime) -> str:
        """Send once more what may not have arrived."""
        ...
