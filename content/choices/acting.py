"""What is pressed from an alert to a counted appeal."""

from dataclasses import dataclass

from content.action import Channel
from content.ids import ActionId, TargetId


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
class Pieces:
    """The text for a web form in pieces of at most `size` characters."""

    action: ActionId
    target: TargetId
    language: str
    size: int


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
class MorePage:
    """A later page of it, from 0; `what` is `""` for the background, `"notes"` or `"points"`."""

    action: ActionId
    what: str
    page: int


@dataclass(frozen=True, slots=True)
class Share:
    """Pass it on."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class Listen:
    """Tell me how it ends: no reminder, but what becomes of it."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class Later:
    """On a card: ask when it shall come back."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class PutOff:
    """The same, on an appeal or back from what follows. Target 0 and channel None are the action as a whole."""

    action: ActionId
    target: TargetId
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Bring it back at a moment that has a name (of `content.rules.hours.moments`), reckoned when it is pressed."""

    action: ActionId
    target: TargetId
    channel: Channel | None
    moment: str


@dataclass(frozen=True, slots=True)
class PickDay:
    """Show the days on which it can come back."""

    action: ActionId
    target: TargetId
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class PickHour:
    """Show the hours of a day, which is counted as `date.toordinal` does."""

    action: ActionId
    target: TargetId
    channel: Channel | None
    day: int


@dataclass(frozen=True, slots=True)
class ComeBackAt:
    """Bring it back then: whole minutes since 1970."""

    action: ActionId
    target: TargetId
    channel: Channel | None
    minute: int


@dataclass(frozen=True, slots=True)
class UndoLater:
    """It need not come back."""

    action: ActionId
    target: TargetId
    channel: Channel | None


@dataclass(frozen=True, slots=True)
class Decline:
    """Not this case."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class UndoAnswer:
    """Take back `Decline`."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class Finish:
    """Done: the end of a walk."""

    action: ActionId


Acting = (
    OpenAction
    | TakeAction
    | PickTarget
    | Quickest
    | PickChannel
    | OpenAppeal
    | SendFile
    | Pieces
    | Sent
    | CouldNot
    | Undo
    | More
    | MorePage
    | Share
    | Listen
    | Later
    | PutOff
    | ComeBack
    | PickDay
    | PickHour
    | ComeBackAt
    | UndoLater
    | Decline
    | UndoAnswer
    | Finish
)

ACTING: dict[str, type[Acting]] = {
    "a": OpenAction,
    "t": TakeAction,
    "T": PickTarget,
    "q": Quickest,
    "p": PickChannel,
    "P": OpenAppeal,
    "f": SendFile,
    "Q": Pieces,
    "s": Sent,
    "n": CouldNot,
    "u": Undo,
    "m": More,
    "M": MorePage,
    "S": Share,
    "N": Listen,
    "r": Later,
    "F": PutOff,
    "i": ComeBack,
    "D": PickDay,
    "I": PickHour,
    "A": ComeBackAt,
    "G": UndoLater,
    "d": Decline,
    "U": UndoAnswer,
    "z": Finish,
}
