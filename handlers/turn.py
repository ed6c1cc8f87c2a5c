"""Turn: one thing said, pressed or sent by one person. Reply: what to answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from content.ids import Platform, PlatformId
from content.message import Message


class Event(StrEnum):
    """What a person did."""

    SAID = "said"
    """typed something (`what` is the text, commands included, as `/start ua_24-21`)"""
    PRESSED = "pressed"
    """pressed a button (`what` is its packed choice, hostile until unpacked)"""
    SENT_FILE = "sent_file"
    """sent something that is not text (`what` is empty; `file` is there if it is a document)"""
    BLOCKED = "blocked"
    """closed the chat to us"""
    UNBLOCKED = "unblocked"


class Unfetched(Exception):
    """A sent document cannot be had from its platform, now or any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A document somebody sent. `size` is in bytes, if the platform says it; nothing of it is here yet.

    `fetch` gets it: at most a byte more than `content.reading` takes, so that whoever counts knows there was more. It
    raises Unfetched.
    """

    size: int | None = None
    fetch: Callable[[], Awaitable[bytes]] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing one person did, whichever platform it came from.

    `key` names the update on its platform: a second turn with the same key changes nothing and draws the same answer.
    `language` is the platform's guess (BCP 47), or `""`. `now` is aware UTC.
    """

    platform: Platform
    chat: PlatformId
    key: str
    event: Event
    what: str = ""
    language: str = ""
    file: Sent | None = None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to answer.

    `in_place`: the first message takes the place of the one whose button was pressed; the others are new. `note` is
    shown for a moment where a platform can (at most 200 characters); on others, and where there is no message, it is
    sent as a message.
    """

    messages: tuple[Message, ...] = ()
    in_place: bool = False
    note: str = ""


Answer = Callable[[Turn], Awaitable[Reply]]
"""What a platform calls with each turn. When it returns, what the turn did is committed."""
