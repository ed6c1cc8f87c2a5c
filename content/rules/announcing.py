"""What blocks an announcement, who may let it go, and which state may follow which on its way."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from content.action import Kind, Problem, UrgentAction
from content.appeals.contacts import usable
from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Uneditable, Unknown
from content.ids import Reference

MOST_ATTEMPTS = 10
AGAIN_AFTER = timedelta(seconds=30)
"""What made one answer fail to come is seldom over at once. No retry is further ahead: a platform that wants a longer
silence halts its whole lane, and a time that is further ahead shows a clock that went wrong."""


class BroadcastKind(StrEnum):
    """What a broadcast says."""

    ALERT = "alert"
    UPDATE = "update"
    OUTCOME = "outcome"
    CORRECTION = "correction"
    """what was delivered is edited, as its text was wrong"""
    WITHDRAWAL = "withdrawal"
    """what was delivered is taken back"""
    WARNING = "warning"
    """to those who took an appeal with a text that was wrong"""
    REMINDER = "reminder"
    LATER = "later"
    """a reminder that its people asked for, or that brings back what they could not send"""
    PROMISE = "promise"
    """to those who wanted to act later, when the date has passed"""
    TALLY = "tally"
    """to organizers, when the date has passed"""
    CLOSING = "closing"
    """what was delivered is edited, as its date has passed"""


ANNOUNCING = frozenset({BroadcastKind.ALERT, BroadcastKind.UPDATE, BroadcastKind.OUTCOME})
"""The kinds that announce a document: whoever got one has been told of the action."""
EDITS = frozenset({BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL, BroadcastKind.CLOSING})
"""The kinds that change messages which are there already; what cannot be changed gets a short message instead."""
REMINDERS = frozenset({BroadcastKind.REMINDER, BroadcastKind.LATER})
"""The kinds of which a person gets one a day at most, unless they asked for more."""
NEEDS_TIME = frozenset({BroadcastKind.ALERT, BroadcastKind.UPDATE, *REMINDERS})
"""The kinds that ask for appeals: they say nothing of use once the deadline is over."""
NEVER_TWICE = frozenset({*REMINDERS, BroadcastKind.PROMISE, BroadcastKind.TALLY})
"""The kinds of which a message that may have arrived is not sent again."""
PERSONAL = frozenset({BroadcastKind.UPDATE, BroadcastKind.OUTCOME, BroadcastKind.WARNING, *REMINDERS})
"""The kinds whose text says what this person did, or has left to do: see `content.about`."""
_ORDER = {BroadcastKind.CORRECTION: 1, BroadcastKind.WITHDRAWAL: 1, BroadcastKind.CLOSING: 3}
_ORDER |= dict.fromkeys(NEVER_TWICE, 2)


def order(kind: BroadcastKind) -> int:
    """What leaves first, from 0: alerts and the like, corrections, reminders, and edits of closed cards last."""
    return _ORDER.get(kind, 0)


ORDERS = tuple(sorted({order(kind) for kind in BroadcastKind}))
"""All of them, what leaves first in front."""


class BroadcastState(StrEnum):
    """Where a broadcast is on its way."""

    DRAFT = "draft"
    APPROVED = "approved"
    """enough people approved it; the countdown runs"""
    SENDING = "sending"
    PAUSED = "paused"
    """halted by a person or by our own fault; may go on"""
    DONE = "done"
    CANCELLED = "cancelled"
    """given up before anything left"""
    STOPPED = "stopped"
    """given up on the way: what left is out, nothing more follows"""


_NEXT: dict[BroadcastState, frozenset[BroadcastState]] = {
    BroadcastState.DRAFT: frozenset({BroadcastState.APPROVED, BroadcastState.CANCELLED}),
    BroadcastState.APPROVED: frozenset({BroadcastState.DRAFT, BroadcastState.SENDING, BroadcastState.CANCELLED}),
    BroadcastState.SENDING: frozenset({BroadcastState.PAUSED, BroadcastState.DONE, BroadcastState.STOPPED}),
    BroadcastState.PAUSED: frozenset({BroadcastState.SENDING, BroadcastState.STOPPED}),
    BroadcastState.DONE: frozenset({BroadcastState.SENDING}),  # an organizer sends it again to who may lack it
    BroadcastState.CANCELLED: frozenset(),
    BroadcastState.STOPPED: frozenset(),
}


class DeliveryState(StrEnum):
    """Where one chat's row of a broadcast is. Each row is in exactly one, and they add up to the audience."""

    QUEUED = "queued"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    GONE = "gone"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


MAY_REPEAT = frozenset({DeliveryState.UNKNOWN, DeliveryState.FAILED})
"""What goes once more by a person's word: it may not have arrived, or did not, by a platform's fault or by ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What a call's outcome makes of its delivery: everything to be written into the row.

    `due_at` (aware UTC) is None where it may go at once or never again. `attempts` are calls that count (a halt of the
    whole platform does not), `doubts` how often the outcome was unknown. `reference` is there once delivered.
    `stops`: it is our own fault, and sending on would only repeat it: the broadcast may not go on by itself.
    `anew`: what it was to change cannot be changed, so it goes once more as a message of its own.
    """

    state: DeliveryState
    attempts: int
    doubts: int
    due_at: datetime | None = None
    reason: str = ""
    reference: Reference | None = None
    stops: bool = False
    anew: bool = False


def blockers(action: UrgentAction, *, today: date, stops_writing: bool = False) -> tuple[Problem, ...]:
    """What must be mended before `action` may be announced; empty if nothing.

    `today` is the day in the action's zone: a deadline that ends today does not block. An outcome asks for no letters,
    nor does what `stops_writing`, so that they need neither targets, text to send nor a deadline.
    """
    found: list[Problem] = []

    def block(field: str, code: str, message: str) -> None:
        found.append(Problem(field=field, code=code, message=message))

    if not action.number.strip():
        block("number", "missing", "Give the Urgent Action its number, such as 24/21.")
    if not action.title.strip():
        block("title", "missing", "Give the Urgent Action a title.")
    if action.kind is Kind.OUTCOME or stops_writing:
        return tuple(found)
    if not any(usable(target) for target in action.targets):
        block("targets", "missing", "Nobody can be reached: add a target with an address, e-mail, number or form.")
    if not (action.letter and action.letter.paragraphs) and not action.asks:
        block("letter", "missing", "There is neither a letter nor a list of demands: add one of them.")
    if action.deadline is None:
        block("deadline", "missing", "Say until which day people may act.")
    elif action.deadline < today:
        block("deadline", "past", "The deadline has passed: correct it, or do not announce.")
    return tuple(found)


def broadcast_kind(kind: Kind) -> BroadcastKind:
    """The broadcast that announces a document of this kind."""
    return {
        Kind.FIRST: BroadcastKind.ALERT,
        Kind.UPDATE: BroadcastKind.UPDATE,
        Kind.OUTCOME: BroadcastKind.OUTCOME,
    }[kind]


def enough_approvals(approvers: Collection[Hashable], needed: int) -> bool:
    """Whether `needed` different people approved; nobody at all is never enough."""
    return len(set(approvers)) >= max(needed, 1)


def may_follow(old: BroadcastState, new: BroadcastState) -> bool:
    """Whether a broadcast may go from `old` to `new`. From approved back to draft: it was changed after approval."""
    return new in _NEXT[old]


def after_outcome(outcome: Outcome, kind: BroadcastKind, *, attempts: int, doubts: int, now: datetime) -> Settlement:
    """What becomes of a delivery whose call ended with `outcome`; `attempts` and `doubts` are those before the call.

    What may have arrived goes once more after a first doubt (for a person in danger two messages are better than none)
    and not after a second; a reminder and the like not even once. What cannot be edited follows as a new message. What
    is turned back ten times, each time after a longer wait, has failed; what could not be sent at all has not been
    tried. No `due_at` is further ahead than `AGAIN_AFTER`.
    """
    made = attempts + 1
    soon = now + AGAIN_AFTER
    match outcome:
        case Delivered(reference):
            return Settlement(state=DeliveryState.DELIVERED, attempts=made, doubts=doubts, reference=reference)
        case TryLater(when, halt=True) | TryLater(when, unreached=True):
            return Settlement(state=DeliveryState.QUEUED, attempts=attempts, doubts=doubts, due_at=min(when, soon))
        case TryLater() | Moved() if made >= MOST_ATTEMPTS:
            return Settlement(state=DeliveryState.FAILED, attempts=made, doubts=doubts, reason="turned back too often")
        case TryLater(when):
            later = min(max(when, now + timedelta(seconds=2**attempts)), soon)
            return Settlement(state=DeliveryState.QUEUED, attempts=made, doubts=doubts, due_at=later)
        case Moved():
            return Settlement(state=DeliveryState.QUEUED, attempts=made, doubts=doubts)
        case Gone(reason):
            return Settlement(state=DeliveryState.GONE, attempts=made, doubts=doubts, reason=reason)
        case Unknown(reason):
            again = doubts == 0 and kind not in NEVER_TWICE
            return Settlement(
                state=DeliveryState.QUEUED if again else DeliveryState.UNKNOWN,
                attempts=made,
                doubts=doubts + 1,
                due_at=soon if again else None,
                reason=reason,
            )
        case Uneditable(reason) if kind is BroadcastKind.CLOSING:
            return Settlement(state=DeliveryState.SKIPPED, attempts=made, doubts=doubts, reason=reason)
        case Uneditable():
            return Settlement(state=DeliveryState.QUEUED, attempts=made, doubts=doubts, anew=True)
        case Refused(reason):
            return Settlement(state=DeliveryState.FAILED, attempts=made, doubts=doubts, reason=reason, stops=True)
