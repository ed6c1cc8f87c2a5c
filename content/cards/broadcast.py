"""What each kind of broadcast says: one message, whatever its document holds, for whoever of its audience reads it."""

from collections.abc import Iterable

from content.action import Channel, Kind, Target
from content.cards.card import CHANNELS, answer_row, asks, card_rows, facts, introduced, more_row, press
from content.cards.short import clipped
from content.cards.told import Told
from content.choices import OpenAction, OpenAppeal, Sent, TakeAction
from content.ids import TargetId
from content.message import Message, Press
from content.render import Voice
from content.rules.announcing import REMINDERS, BroadcastKind
from content.rules.counting import Part, TakingState

_NUMBER = 24
_NAMES = 80
_BUTTON = 40
_LINES = 4


def broadcast_card(voice: Voice, kind: BroadcastKind, told: Told) -> Message:
    """The message of a broadcast of this kind, in words that fit how the action stands by now.

    Where others may see the screen it names nothing, whatever it is about.
    """
    if kind is BroadcastKind.TALLY:
        return _tally(voice, told)
    if told.about.discreet:
        return Message(voice.text("discreet"), ((press(voice.label("Open"), OpenAction(told.action)),),))
    if kind is BroadcastKind.WARNING:
        return _warning(voice, told)
    if kind is BroadcastKind.WITHDRAWAL or told.withdrawn:
        said = voice.text("withdrawal", number=clipped(told.number, _NUMBER), edit=told.edit, contact=told.contact)
        return Message(said)
    if kind in (*REMINDERS, BroadcastKind.PROMISE):
        if told.closed:
            return _closing(voice, told, promised=kind is BroadcastKind.PROMISE)
        return _reminder(voice, told, asked=kind is BroadcastKind.LATER)
    if kind is BroadcastKind.CLOSING and told.closed and not told.stops_writing:
        return _closing(voice, told)
    return _document(voice, told, _correction(voice, told) if kind is BroadcastKind.CORRECTION else "")


def _document(voice: Voice, told: Told, correction: str) -> Message:
    """What announces the action: its card, or what is left of it."""
    head = {**facts(voice, told.text, told.days), "correction": correction, "did": _did(voice, told)}
    head["intro"] = introduced(told.intro)
    if told.text.kind is Kind.OUTCOME:
        return Message(voice.text("outcome", **head))
    stops = told.stops_writing
    if told.closed and not stops:
        return _closing(voice, told, correction)
    wanted = () if stops else asks(told.text)
    said = voice.text("card", **head, update=told.text.kind is Kind.UPDATE, asks=wanted, stops=stops)
    return Message(said, (more_row(voice, told.action),) if stops else card_rows(voice, told.action))


def _correction(voice: Voice, told: Told) -> str:
    """What stands above a card that was wrong before."""
    if told.edit:
        return voice.label("Corrected on %(date)s", date=voice.date(told.today))
    who = facts(voice, told.text, told.days)["who"]
    return voice.label("Correction: an earlier message on %(who)s held a mistake. This is right:", who=who)


def _closing(voice: Voice, told: Told, correction: str = "", *, promised: bool = False) -> Message:
    """It has ended: please do not write; and the way to tell of what was sent before."""
    said = voice.text(
        "closing",
        **facts(voice, told.text, told.days),
        correction=correction,
        over=told.over,
        promised=promised,
        contact=told.contact,
    )
    label = voice.label("I sent it") if promised else voice.label("I sent one before")
    return Message(said, ((press(label, OpenAction(told.action)),),))


def _reminder(voice: Voice, told: Told, *, asked: bool) -> Message:
    """How long there is, and what is left to do for this person."""
    handed, tried = told.taken(TakingState.HANDED), told.taken(TakingState.TRIED)
    following = told.next
    only = handed[0] if len(handed) == 1 and following is None else None
    said = voice.text(
        "reminder",
        **facts(voice, told.text, told.days),
        asked=asked and not tried,
        next=_named(voice, told, following) if following else None,
        failed=following is not None and following not in tried and following[0] in {target for target, _ in tried},
        did=_did(voice, told),
        handed=_named(voice, told, only) if only else None,
        began=_names(voice, [told.here[target] for target, _ in (*handed, *tried)]),
        left=_lines(voice, told, told.left),
    )
    rows: list[tuple[Press, ...]] = [(press(voice.label("Take action"), TakeAction(told.action)),)]
    if following:
        name, channel = _named(voice, told, following)
        label = f"{channel} · {clipped(name, _BUTTON)}"
        rows.insert(0, (press(label, OpenAppeal(told.action, *following, "")),))
    if only:
        rows.append((press(_done_label(voice, only[1]), Sent(told.action, *only)),))
    return Message(said, (*rows, answer_row(voice, told.action)))


def _warning(voice: Voice, told: Told) -> Message:
    """To whoever took an appeal whose text was wrong: take the new one, or do not send it."""
    waiting = told.taken(TakingState.HANDED, TakingState.TRIED)
    sent = bool(told.by_channel(TakingState.SENT))
    stops = told.closed or told.withdrawn
    ways: dict[TargetId, list[Channel]] = {}
    for target, channel in waiting:
        ways.setdefault(target, []).append(channel)
    said = voice.text(
        "warning",
        **facts(voice, told.text, told.days),
        number=clipped(told.number, _NUMBER),
        withdrawn=told.withdrawn,
        stops=stops,
        waiting=bool(waiting) or not sent,
        appeals=_lines(voice, told, ways.items()),
        contact=told.contact,
    )
    if stops or (sent and not waiting):
        return Message(said)
    again = OpenAppeal(told.action, *waiting[0], "") if len(waiting) == 1 else TakeAction(told.action)
    return Message(said, ((press(voice.label("New text"), again),),))


def _tally(voice: Voice, told: Told) -> Message:
    """What it came to, for organizers. Raises ValueError without counts."""
    if told.counts is None:
        raise ValueError("a tally without counts")
    targets = told.text.targets
    parts: list[tuple[str, Part]] = [
        (_called(voice, targets[position]), part)
        for position, part in told.counts.by_target.items()
        if position < len(targets)
    ]
    most = sorted((one for one in parts if one[1].sent), key=lambda one: -one[1].sent)
    lines = [f"{name}: {voice.number(part.sent)}" for name, part in most[:_LINES]] + ["…"] * (len(most) > _LINES)
    by_channel = [
        f"{voice.label(CHANNELS[channel])} {voice.number(part.sent)}"
        for channel, part in told.counts.by_channel.items()
        if part.sent
    ]
    return Message(
        voice.text(
            "tally",
            **facts(voice, told.text, told.days),
            number=clipped(told.number, _NUMBER),
            counts=told.counts.whole,
            lines=[*lines, *([" · ".join(by_channel)] if by_channel else [])],
        )
    )


def _did(voice: Voice, told: Told) -> list[tuple[Channel, str]]:
    """What this person told us they sent: each channel with the names it went to."""
    sent = told.by_channel(TakingState.SENT)
    return [(channel, _names(voice, sent[channel])) for channel in Channel if channel in sent]


def _names(voice: Voice, targets: Iterable[Target | None]) -> str:
    return clipped(", ".join(dict.fromkeys(_called(voice, target) for target in targets)), _NAMES)


def _called(voice: Voice, target: Target | None) -> str:
    """A target's name, or the role of one that has none."""
    named = target and (clipped(target.name, _NAMES) or clipped(target.role, _NAMES))
    return named or voice.label("an official")


def _named(voice: Voice, told: Told, way: tuple[TargetId, Channel]) -> tuple[str, str]:
    """The names of a target and of a channel."""
    return _called(voice, told.here[way[0]]), voice.label(CHANNELS[way[1]])


def _lines(voice: Voice, told: Told, ways: Iterable[tuple[TargetId, Iterable[Channel]]]) -> list[tuple[str, str, str]]:
    """Target by target: name, role, channels. "…" stands for those after the first few."""
    found = [
        (
            _called(voice, told.here[target]),
            clipped(told.here[target].role, _NAMES) if told.here[target].name else "",
            ", ".join(voice.label(CHANNELS[channel]) for channel in channels),
        )
        for target, channels in ways
    ]
    return [*found[:_LINES], ("…", "", "")] if len(found) > _LINES else found


def _done_label(voice: Voice, channel: Channel) -> str:
    return voice.label(
        "I called" if channel is Channel.PHONE else "I posted it" if channel is Channel.X else "I sent it"
    )
