"""Typed buttons: the only place a payload is packed or read.

A payload is at most 64 bytes (Telegram's limit for callback data): version, the supporter it was given to (none on what
is broadcast to many), a code, and surrogate ids in base 36. It proves nothing: whoever handles a choice checks it again
against what is stored. To add a button: a frozen dataclass here and a line in `_CODES`; a code is never used again.
"""

from dataclasses import dataclass, fields
from typing import Any

from content.action import Channel
from content.ids import ActionId, BroadcastId, SupporterId, TargetId

LIMIT = 64
_VERSION = "1"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Join:
    """Yes to the consent, in the language it was read in; `action` (0 for none) is what the deep link named."""

    language: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Show the languages. `action` as in Join: the way back to the consent."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class SetCountry:
    """`country` is ISO 3166, `""` to skip or to take it back, `"?"` to type it."""

    country: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class ChooseCountry:
    """Ask for the country, from the settings."""


@dataclass(frozen=True, slots=True)
class OpenSettings:
    pass


@dataclass(frozen=True, slots=True)
class SetPlain:
    """1 for a new message at each step, without emoji."""

    plain: int


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Show an action's card in place of the pressed message."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class TakeAction:
    """Begin a walk, in a message of its own."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class PickTarget:
    """Show the targets: back to the beginning of a walk."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class Quickest:
    action: ActionId


@dataclass(frozen=True, slots=True)
class PickChannel:
    """A target was picked: show its channels."""

    action: ActionId
    target: TargetId


@dataclass(frozen=True, slots=True)
class OpenAppeal:
    """Hand out the appeal; `language` is `""` for the best one."""

    action: ActionId
    target: TargetId
    channel: Channel
    language: str


@dataclass(frozen=True, slots=True)
class SendFile:
    """The appeal's text as a file."""

    action: ActionId
    target: TargetId
    channel: Channel
    language: str


@dataclass(frozen=True, slots=True)
class Sent:
    action: ActionId
    target: TargetId
    channel: Channel


@dataclass(frozen=True, slots=True)
class CouldNot:
    action: ActionId
    target: TargetId
    channel: Channel


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back `Sent` or `CouldNot`."""

    action: ActionId
    target: TargetId
    channel: Channel


@dataclass(frozen=True, slots=True)
class More:
    """The case's background."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class Later:
    action: ActionId


@dataclass(frozen=True, slots=True)
class Decline:
    """Not this case."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class UndoAnswer:
    """Take back `Later` or `Decline`."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class Finish:
    """Done: the end of a walk."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class ShowBroadcasts:
    """How far the newest broadcasts are; pressed again it looks again. For organizers, as all that follow."""


@dataclass(frozen=True, slots=True)
class PauseBroadcast:
    broadcast: BroadcastId


@dataclass(frozen=True, slots=True)
class ResumeBroadcast:
    broadcast: BroadcastId


@dataclass(frozen=True, slots=True)
class AskStop:
    """The first press of two: say what stopping means."""

    broadcast: BroadcastId


@dataclass(frozen=True, slots=True)
class StopBroadcast:
    broadcast: BroadcastId


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Send once more what may not have arrived."""

    broadcast: BroadcastId


Choice = (
    Join
    | ChooseLanguage
    | SetLanguage
    | SetCountry
    | ChooseCountry
    | OpenSettings
    | SetPlain
    | OpenAction
    | TakeAction
    | PickTarget
    | Quickest
    | PickChannel
    | OpenAppeal
    | SendFile
    | Sent
    | CouldNot
    | Undo
    | More
    | Later
    | Decline
    | UndoAnswer
    | Finish
    | ShowBroadcasts
    | PauseBroadcast
    | ResumeBroadcast
    | AskStop
    | StopBroadcast
    | SendAgain
)

_CODES: dict[str, type[Choice]] = {
    "j": Join,
    "l": ChooseLanguage,
    "L": SetLanguage,
    "C": SetCountry,
    "c": ChooseCountry,
    "o": OpenSettings,
    "O": SetPlain,
    "a": OpenAction,
    "t": TakeAction,
    "T": PickTarget,
    "q": Quickest,
    "p": PickChannel,
    "P": OpenAppeal,
    "f": SendFile,
    "s": Sent,
    "n": CouldNot,
    "u": Undo,
    "m": More,
    "r": Later,
    "d": Decline,
    "U": UndoAnswer,
    "z": Finish,
    "b": ShowBroadcasts,
    "B": PauseBroadcast,
    "R": ResumeBroadcast,
    "k": AskStop,
    "K": StopBroadcast,
    "g": SendAgain,
}
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
    """The payload of a button. Raises ValueError if it would be over the limit, which no id within 2⁶³ makes it."""
    parts = [_VERSION, "" if owner is None else _number(owner), _CODE_OF[type(choice)]]
    for field in fields(choice):
        value = getattr(choice, field.name)
        parts.append(
            _CHANNEL_CODES[value]
            if isinstance(value, Channel)
            else _number(value)
            if isinstance(value, int)
            else _word(value)
        )
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
        pressed = Pressed(kind(*read), SupporterId(_int(owner)) if owner else None)
    except (ValueError, KeyError) as error:
        raise Stale(payload) from error
    if pack(pressed.choice, pressed.owner) != payload:  # one spelling each
        raise Stale(payload)
    return pressed


def _read(kind: object, value: str) -> Any:  # noqa: ANN401 (a field's own type)
    if kind is str:
        return _word(value)
    return _CHANNELS[value] if kind is Channel else _int(value)


def _number(value: int) -> str:
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"


def _int(value: str) -> int:
    if not value or any(digit not in _DIGITS for digit in value) or len(value) > 13:
        raise ValueError(value)
    return int(value, 36)


def _word(value: str) -> str:
    if len(value) > 16 or not all(letter.isascii() and (letter.isalnum() or letter in "-?") for letter in value):
        raise ValueError(value)
    return value
