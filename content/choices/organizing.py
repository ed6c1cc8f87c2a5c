"""What organizers press to see how far broadcasts are, and to halt them."""

from dataclasses import dataclass

from content.ids import BroadcastId


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


Organizing = ShowBroadcasts | PauseBroadcast | ResumeBroadcast | AskStop | StopBroadcast | SendAgain

ORGANIZING: dict[str, type[Organizing]] = {
    "b": ShowBroadcasts,
    "B": PauseBroadcast,
    "R": ResumeBroadcast,
    "k": AskStop,
    "K": StopBroadcast,
    "g": SendAgain,
}
