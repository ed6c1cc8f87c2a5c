"""Courier: whatever carries a message to a chat, and the outcomes a call can have."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.ids import Platform, PlatformId, Reference
from content.message import Message


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform accepted it; `reference` is the last part's message, the one that carries the buttons."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class TryLater:
    """It did not leave, or was turned back: nothing arrived. `halt` means that the whole platform asks us to wait."""

    when: datetime
    halt: bool = False


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


Outcome = Delivered | TryLater | Gone | Moved | Unknown | Refused


class Courier(Protocol):
    """Carries messages on one platform. Times come in as `now` (aware UTC); nothing raises for what a call can meet."""

    @property
    def platform(self) -> Platform: ...

    async def carry(self, chat: PlatformId, message: Message, *, now: datetime) -> Outcome:
        """Send a new message."""
        ...
