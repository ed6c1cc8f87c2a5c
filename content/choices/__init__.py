"""Typed buttons: the only place a payload is packed or read.

A payload is at most 64 bytes (Telegram's limit for callback data): version, the supporter it was given to (none on what
is broadcast to many), a code, and surrogate ids in base 36. It proves nothing: whoever handles a choice checks it again
against what is stored. To add a button: in the file of its conversation a frozen dataclass, its name in the union and a
line in the list of codes; a code is never used again.
"""

from dataclasses import dataclass, fields
from typing import Any

from content.action import Channel
from content.choices import acting, organizing, settling, wording
from content.choices.acting import *  # noqa: F403 (whoever makes or answers buttons finds all of them here)
from content.choices.organizing import *  # noqa: F403 (for the same reason)
from content.choices.settling import *  # noqa: F403 (for the same reason)
from content.choices.wording import *  # noqa: F403 (for the same reason)
from content.ids import SupporterId

LIMIT = 64
_VERSION = "1"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_IDS = 2**31
"""What the tables have room for: a database does not even compare a larger one."""
_NUMBERS = 2**63

Choice = settling.Settling | acting.Acting | wording.Wording | organizing.Organizing

_CODES: dict[str, type[Choice]] = {**settling.SETTLING, **acting.ACTING, **wording.WORDING, **organizing.ORGANIZING}
_CODE_OF = {kind: code for code, kind in _CODES.items()}
_CHANNELS = {
    "p": Channel.POST,
    "e": Channel.EMAIL,
    "f": Channel.FAX,
    "t": Channel.PHONE,
    "x": Channel.X,
    "w": Channel.FORM,
}
_CHANNEL_CODES = {channel: code for code, channel in _CHANNELS.items()}


class Stale(Exception):
    """A payload that says nothing to this version: old, forged or broken."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a payload says: the choice, and whom its button was given to (None: anybody who got the broadcast)."""

    choice: Choice
    owner: SupporterId | None


def pack(choice: Choice, owner: SupporterId | None = None) -> str:
    """The payload of a button. Raises ValueError if it would be over the limit, which no id makes it."""
    parts = [_VERSION, "" if owner is None else _number(owner), _CODE_OF[type(choice)]]
    parts += [_written(getattr(choice, field.name)) for field in fields(choice)]
    packed = ":".join(parts)
    if len(packed.encode()) > LIMIT:
        raise ValueError(f"a button's payload is over {LIMIT} bytes: {type(choice).__name__}")
    return packed


def unpack(payload: str) -> Pressed:
    """What a payload says. Raises Stale for anything `pack` did not make."""
    version, *rest = payload.split(":")
    if version != _VERSION or len(rest) < 2 or len(payload) > LIMIT:
        raise Stale(payload[:LIMIT])
    owner, code, *values = rest
    kind = _CODES.get(code)
    if kind is None or len(values) != len(fields(kind)):
        raise Stale(payload)
    try:
        read = [_read(field.type, value) for field, value in zip(fields(kind), values, strict=True)]
        pressed = Pressed(kind(*read), SupporterId(_int(owner, _IDS)) if owner else None)
    except (ValueError, KeyError) as error:
        raise Stale(payload) from error
    if pack(pressed.choice, pressed.owner) != payload:  # one spelling each
        raise Stale(payload)
    return pressed


def _written(value: str | int | Channel | None) -> str:
    if isinstance(value, Channel):
        return _CHANNEL_CODES[value]
    if isinstance(value, int):
        return _number(value)
    return _word(value or "")


def _read(kind: object, value: str) -> Any:  # noqa: ANN401 (a field's own type)
    if kind is str:
        return _word(value)
    if kind == Channel | None and not value:
        return None
    if kind in (Channel, Channel | None):
        return _CHANNELS[value]
    return _int(value, _NUMBERS if kind is int else _IDS)


def _number(value: int) -> str:
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _int(value: str, below: int) -> int:
    if not value or any(digit not in _DIGITS for digit in value) or len(value) > 13:
        raise ValueError(value)
    number = int(value, 36)
    if number >= below:
        raise ValueError(value)
    return number


def _word(value: str) -> str:
    if len(value) > 16 or not all(letter.isascii() and (letter.isalnum() or letter in "-?") for letter in value):
        raise ValueError(value)
    return value
