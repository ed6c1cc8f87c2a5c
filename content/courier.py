"""Courier: whatever carries a message to a chat, and the outcomes a call can have."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from content.ids import Platform, PlatformId, Reference
from content.message import Message


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform accepted it; `reference` is the last part's message, the one that carries the buttons."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class TryLater:
    """It did not leave, or was turned back: nothing arrived.

    `halt` means that the whole platform asks everybody to wait; `unreached` that no connection was made, so that this
    process had better wait. Neither says anything of the chat.
    """

    when: datetime
    halt: bool = False
    unreached: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The chat is closed to us until it writes again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has a new id; nothing arrived."""

    to: PlatformId


@dataclass(frozen=True, slots=True)
class Unknown:
    """It left, and no answer came: it may have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Our own fault (bad markup, a bad token): sending on would only repeat it. `reason` says why, without secrets."""

    reason: str


@dataclass(frozen=True, slots=True)
class Uneditable:
    """The message that was to be changed cannot be, now or ever (deleted, too old): it stands as it did."""

    reason: str


Outcome = Delivered | TryLater | Gone | Moved | Unknown | Refused | Uneditable


R = TypeVar("R")


class Courier(Protocol[R]):
    """Carries messages on one platform. Times come in as `now` (aware UTC); nothing raises for what a call can meet.

    `R` is the courier's own form of a message, made once however many chats it goes to.
    """

    @property
    def platform(self) -> Platform: ...

    def ready(self, message: Message) -> R:
        """The message in the form that leaves. Raises ValueError for one that cannot be said there: a bug of ours."""
        ...

    async def carry(self, chat: PlatformId, ready: R, *, now: datetime) -> Outcome:
        """Send it as a new message."""
        ...

    async def amend(self, chat: PlatformId, reference: Reference, ready: R, *, now: datetime) -> Outcome:
        """Put it in the place of a message of ours, silently; one that says so already is Delivered too."""
        ...

    async def remove(
        self, chat: PlatformId, reference: Reference, instead: R, *, sent_at: datetime, now: datetime
    ) -> Outcome:
        """Delete a message of ours that was sent then; where it is too late for that, put `instead` in its place."""
        ...

    @property
    def edits_apart(self) -> float:
        """Seconds that must lie between two edits or deletions, whatever the chats; 0.0 where only messages count."""
        ...

    def apart(self, chat: PlatformId) -> float:
        """Seconds that must lie between two messages to this chat."""
        ...

    def answered(self) -> int:
        """How many messages went to people since this was last asked: they waited for nobody, and count like others."""
        ...
