"""Broadcasting: how far each broadcast is, and a hand on it: pause, resume, stop, send again to who may lack it.

Everything is one message, edited in place. It remembers nothing: each press reads the tables afresh.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from content.choices import AskStop, Choice, PauseBroadcast, ResumeBroadcast, SendAgain, ShowBroadcasts, StopBroadcast
from content.ids import BroadcastId
from content.message import Button
from content.rules.announcing import ANNOUNCING, BroadcastKind, BroadcastState, DeliveryState
from content.rules.progress import PAUSED_BY_HAND, STOPPED_BY_HAND, Look, at_rate, duration, in_words
from handlers.turn import Reply
from handlers.visit import Visit
from storage import actions
from storage.actions import Refused
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast

MOST = 5
"""Broadcasts that are shown: the newest; not those that went to nobody and announced nothing."""
LOOKED_AT = 4 * MOST
KINDS = {
    BroadcastKind.ALERT: "alert",
    BroadcastKind.UPDATE: "update",
    BroadcastKind.OUTCOME: "outcome",
    BroadcastKind.CORRECTION: "correction",
    BroadcastKind.WITHDRAWAL: "withdrawal",
    BroadcastKind.WARNING: "warning",
    BroadcastKind.REMINDER: "reminder",
    BroadcastKind.LATER: "put off until now",
    BroadcastKind.PROMISE: "word of the end",
    BroadcastKind.TALLY: "tally",
    BroadcastKind.CLOSING: "closing of the cards",
}
STANDS = {
    BroadcastState.DRAFT: "waits for approval",
    BroadcastState.APPROVED: "about to be sent",
    BroadcastState.SENDING: "being sent",
    BroadcastState.PAUSED: "paused",
    BroadcastState.DONE: "over",
    BroadcastState.CANCELLED: "cancelled",
    BroadcastState.STOPPED: "stopped",
}
COUNTED = {
    DeliveryState.DELIVERED: "arrived: %(n)s",
    DeliveryState.GONE: "closed their chat: %(n)s",
    DeliveryState.FAILED: "failed: %(n)s",
    DeliveryState.SKIPPED: "left out: %(n)s",
    DeliveryState.UNKNOWN: "unclear: %(n)s",
}
PAUSE, RESUME, STOP, AGAIN = OFFERS = ("Pause", "Go on", "Stop", "Send again")
REASONS = {PAUSED_BY_HAND: "by an organizer", STOPPED_BY_HAND: "by an organizer"}
"""What is said in an organizer's language, as all of the above: keys for translation."""
_OVER = (BroadcastState.DONE, BroadcastState.CANCELLED, BroadcastState.STOPPED)
_UNDER_WAY = (BroadcastState.SENDING, BroadcastState.PAUSED)


async def listed(visit: Visit, _rest: str) -> Reply:
    """`/broadcasts`."""
    return replace(await _do(visit), in_place=False)


async def show(visit: Visit, _choice: ShowBroadcasts) -> Reply:
    return await _do(visit)


async def pause(visit: Visit, choice: PauseBroadcast) -> Reply:
    halt = partial(broadcasts.pause, visit.tx, choice.broadcast, PAUSED_BY_HAND, now=visit.turn.now)
    return await _do(visit, halt, choice.broadcast, BroadcastState.PAUSED)


async def resume(visit: Visit, choice: ResumeBroadcast) -> Reply:
    go_on = partial(broadcasts.resume, visit.tx, choice.broadcast, now=visit.turn.now)
    return await _do(visit, go_on, choice.broadcast, BroadcastState.SENDING)


async def ask_stop(visit: Visit, choice: AskStop) -> Reply:
    """What stopping means, before it is done."""
    if not (await visit.role()).may_send:
        return visit.reply("not_organizer")
    one = await broadcasts.find(visit.tx, choice.broadcast)
    if one.state not in _UNDER_WAY:
        return await _shown(visit, note=_too_late(visit))
    rows = [[visit.button("Yes, stop it", StopBroadcast(one.id)), visit.button("Back", ShowBroadcasts())]]
    left = sum(one.counts[state] for state in (DeliveryState.QUEUED, DeliveryState.SENDING))
    kind = visit.voice.label(KINDS[one.kind])
    return visit.instead("broadcast_stop", rows, name=await _name(visit, one), kind=kind, left=left)


async def stop(visit: Visit, choice: StopBroadcast) -> Reply:
    give_up = partial(broadcasts.stop, visit.tx, choice.broadcast, STOPPED_BY_HAND, now=visit.turn.now)
    return await _do(visit, give_up, choice.broadcast, BroadcastState.STOPPED)


async def send_again(visit: Visit, choice: SendAgain) -> Reply:
    async def repeat() -> None:
        if not await broadcasts.again(visit.tx, choice.broadcast, now=visit.turn.now) and not visit.repeated:
            raise Refused("nothing of it is unclear or failed any more.")

    return await _do(visit, repeat, choice.broadcast)


async def _do(
    visit: Visit,
    does: Callable[[], Awaitable[object]] | None = None,
    broadcast: BroadcastId | None = None,
    wanted: BroadcastState | None = None,
) -> Reply:
    """Do it, and show how things stand; what cannot be done any more is said, unless it is as `wanted` already."""
    if not (await visit.role()).may_send:
        return visit.reply("not_organizer")
    note = ""
    if does is not None and broadcast is not None:
        try:
            await does()
        except Refused:
            late = (await broadcasts.find(visit.tx, broadcast)).state is not wanted
            note = _too_late(visit) if late else ""
    return await _shown(visit, note=note)


def _too_late(visit: Visit) -> str:
    return visit.voice.label("That cannot be done any more: see how it stands now.")


async def _shown(visit: Visit, *, note: str) -> Reply:
    newest = (await broadcasts.listed(visit.tx, newest=LOOKED_AT))[::-1]
    found = [one for one in newest if one.audience or one.kind in ANNOUNCING or one.state not in _OVER][:MOST]
    offers = [(one, offered) for one in found if (offered := _offered(one))]
    rows: list[list[Button]] = []
    for one, offered in offers:
        which = "" if len(offers) == 1 else f" · {await _name(visit, one)} {visit.voice.label(KINDS[one.kind])}"
        rows.append([visit.named(visit.voice.label(label) + which, choice) for label, choice in offered])
    rows.append([visit.button("Refresh", ShowBroadcasts())])
    at = visit.turn.now.astimezone(ZoneInfo(visit.network.zone))
    told = [await _told(visit, one) for one in found]
    message = visit.message("broadcasts", rows, all=told, time=f"{at:%H:%M:%S}")
    return Reply(messages=(message,), in_place=True, note=note)


def _offered(one: Broadcast) -> list[tuple[str, Choice]]:
    """What can be done to it now."""
    offered: list[tuple[str, Choice]] = []
    if one.state is BroadcastState.SENDING:
        offered.append((PAUSE, PauseBroadcast(one.id)))
    if one.state is BroadcastState.PAUSED:
        offered.append((RESUME, ResumeBroadcast(one.id)))
    if one.state in _UNDER_WAY:
        offered.append((STOP, AskStop(one.id)))
    elif one.state is BroadcastState.DONE and one.missing:
        offered.append((AGAIN, SendAgain(one.id)))
    return offered


async def _told(visit: Visit, one: Broadcast) -> dict[str, object]:
    """What the template `broadcasts` needs of one."""
    now = visit.turn.now
    sending = one.state is BroadcastState.SENDING
    rate = await broadcasts.pace(visit.tx, one.id, now=now) if sending else None
    far = at_rate(Look(now, one.state, one.counts), rate)
    reason = REASONS.get(one.reason)
    return {
        "name": await _name(visit, one),
        "kind": visit.voice.label(KINDS[one.kind]),
        "state": visit.voice.label(STANDS[one.state]),
        "reason": one.reason if reason is None else visit.voice.label(reason),
        "under_way": one.state in _UNDER_WAY,
        "done": far.done,
        "total": far.total,
        "rate": "" if far.rate is None else _rate(visit, far.rate),
        "left": "" if far.seconds_left is None else duration(far.seconds_left),
        "counts": [
            *(visit.voice.label(said, n=one.counts[state]) for state, said in COUNTED.items() if one.counts[state]),
            *([visit.voice.label("asleep until their morning: %(n)s", n=one.held)] if one.held else []),
        ],
        "unclear": one.counts[DeliveryState.UNKNOWN],
    }


def _rate(visit: Visit, rate: float) -> str:
    return in_words(rate) if rate < 1 else visit.voice.number(round(rate))


async def _name(visit: Visit, one: Broadcast) -> str:
    return (await actions.by_id(visit.tx, one.action)).name
