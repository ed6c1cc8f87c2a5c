"""What is pressed to put one's own words into a letter."""

from dataclasses import dataclass

from content.action import Channel
from content.ids import ActionId, TargetId


@dataclass(frozen=True, slots=True)
class OwnWords:
    """In your own words: three questions, or the whole letter."""

    action: ActionId
    target: TargetId
    channel: Channel
    language: str


@dataclass(frozen=True, slots=True)
class AskOwn:
    """Ask the question of this number, from 0; past the last one the letter is shown. To skip one asks the next."""

    action: ActionId
    target: TargetId
    channel: Channel
    language: str
    number: int


@dataclass(frozen=True, slots=True)
class WriteWhole:
    """The whole letter is to be typed."""

    action: ActionId
    target: TargetId
    channel: Channel
    language: str


@dataclass(frozen=True, slots=True)
class DropOwn:
    """The words go, and the letter is as it was."""

    action: ActionId
    target: TargetId
    channel: Channel
    language: str


Wording = OwnWords | AskOwn | WriteWhole | DropOwn

WORDING: dict[str, type[Wording]] = {
    "J": OwnWords,
    "1": AskOwn,
    "2": WriteWhole,
    "3": DropOwn,
}
