"""What a world keeps of people, actions, and of every message: plain records, which the rules are told from."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.action import Channel, UrgentAction
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, PlatformId, SupporterId, TargetId
from content.rules.announcing import BroadcastKind, DeliveryState, broadcast_kind
from content.rules.pacing import Pace

Aim = tuple[TargetId, Channel]
UNCLEAR = ("doubt", "lost")
"""Fates of a call without an answer: the message arrived, or did not."""


@dataclass(slots=True)
class Put:
    """What a person put off, until when; `state` is due, over (it came, or could not) or taken back."""

    due_at: datetime
    asked: bool
    aim: Aim | None
    state: str = "due"


@dataclass(slots=True)
class Person:
    """Somebody with one chat. `moved_at`, `chose_at`: when their zone, and their pace or wishes, were last changed."""

    name: PlatformId
    supporter: SupporterId
    chat: ChatId
    moved_at: datetime
    chose_at: datetime
    zone: str = ""
    wakes: bool = False
    organizer: bool = False
    pace: Pace = Pace.EVERY
    paused_until: datetime | None = None
    stopped: bool = False
    gone: bool = False
    alerted: date | None = None
    regions: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    opened: set[ActionId] = field(default_factory=set)
    declined: set[ActionId] = field(default_factory=set)
    handed: set[tuple[ActionId, Aim]] = field(default_factory=set)
    sent: set[tuple[ActionId, Aim]] = field(default_factory=set)
    puts: dict[ActionId, Put] = field(default_factory=dict)


@dataclass(slots=True)
class Action:
    """One document of a case, as organizers know it."""

    id: ActionId
    case: int
    text: UrgentAction
    deadline: date | None
    zone: str
    hours_count: bool
    stops: bool
    region: str
    topics: frozenset[str]
    targets: tuple[TargetId, ...]
    revision: int = 1
    broadcast: BroadcastId | None = None
    withdrawn_at: datetime | None = None
    reopened_at: datetime | None = None
    closed: bool = False
    folded: bool = False

    @property
    def kind(self) -> BroadcastKind:
        """That of the broadcast which announces it."""
        return broadcast_kind(self.text.kind)

    @property
    def ends_at(self) -> datetime:
        """The end of its last day where it counts."""
        if self.deadline is None:
            return datetime.max.replace(tzinfo=UTC)
        return datetime.combine(self.deadline + timedelta(days=1), time(), ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(slots=True)
class Broadcast:
    """One row of broadcasts."""

    id: BroadcastId
    kind: BroadcastKind
    action: ActionId
    state: str
    day: date | None
    amends: BroadcastId | None


@dataclass(slots=True)
class Call:
    """One attempt: when, the day it was for the person, whether it was a new message, and what became of it."""

    at: datetime
    day: date
    new: bool
    fate: str


@dataclass(slots=True)
class Line:
    """One row of deliveries, and what was done with it.

    `made_by` is the step that made it (or made it go once more), `made_on` the day it was for the person.
    """

    id: DeliveryId
    broadcast: Broadcast
    made_at: datetime
    made_by: str
    made_on: date
    state: DeliveryState
    who: PlatformId | None = None
    held: bool = False
    due_at: datetime | None = None
    settled_at: datetime | None = None
    origin: DeliveryId | None = None
    calls: list[Call] = field(default_factory=list)

    @property
    def kind(self) -> BroadcastKind:
        return self.broadcast.kind

    @property
    def action(self) -> ActionId:
        return self.broadcast.action

    @property
    def waits(self) -> bool:
        """Whether it is still to go."""
        return self.state in (DeliveryState.QUEUED, DeliveryState.SENDING)

    @property
    def in_doubt(self) -> bool:
        """Whether it did not arrive for all we know, and may have; whoever is gone cannot be told more."""
        known = self.state in (DeliveryState.DELIVERED, DeliveryState.GONE)
        return not known and any(call.new and call.fate in UNCLEAR for call in self.calls)


@dataclass(slots=True)
class Screen:
    """One message in a chat, as it reads now. `stiff`: the platform does not let it be changed any more."""

    line: DeliveryId
    call: Call
    action: ActionId
    says: BroadcastKind
    revision: int
    stiff: bool = False
    removed: bool = False

    @property
    def known(self) -> bool:
        """Whether we were told its number."""
        return self.call.fate == "arrives"
