"""The panel's numbers, read from what we remember, and the buttons that send an Urgent Action's alert and halt it."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from content.action import Channel, Target
from content.ids import ActionId, BroadcastId
from content.rules.announcing import ANNOUNCING, BroadcastState, DeliveryState, broadcast_kind
from content.rules.counting import Part
from content.rules.deadlines import days_left
from content.rules.hours import Hours
from content.rules.progress import PAUSED_BY_HAND, STOPPED_BY_HAND, Look, Progress, at_rate, duration, in_words
from dashboard.drafts import Drafts
from dashboard.view import Bar, Case, Panel, Sending
from storage import actions, takings
from storage.actions import Kept, Refused, State
from storage.database.engine import Database, Tx
from storage.sending import broadcasts
from storage.sending.audience import audience
from storage.sending.broadcasts import Broadcast

CHANNELS = {
    Channel.POST: "Letters",
    Channel.EMAIL: "E-mails",
    Channel.FAX: "Faxes",
    Channel.PHONE: "Phone calls",
    Channel.X: "Posts on X",
    Channel.FORM: "Web forms",
}
OTHERS = {
    DeliveryState.GONE: "closed to us",
    DeliveryState.FAILED: "failed",
    DeliveryState.SKIPPED: "left out",
    DeliveryState.UNKNOWN: "unclear",
}
"""What became of those it did not arrive at."""
NOBODY = "Nobody to send it to yet: press Start in the chat, and join."
_Key = TypeVar("_Key", bound=Hashable)
_WAITING = (BroadcastState.DRAFT, BroadcastState.APPROVED)
_UNDER_WAY = (BroadcastState.SENDING, BroadcastState.PAUSED)


class Board:
    """The `Source` that reads the database. `hours` are those that are kept, with the organization's zone.

    Its button is one person's word: with more `approvals` than one, others must give theirs elsewhere.
    """

    def __init__(self, database: Database, *, approvals: int, hours: Hours) -> None:
        self._database = database
        self._approvals = approvals
        self._hours = hours
        self._drafts = Drafts(database, zone=hours.home)
        self.add = self._drafts.add
        self.approve = self._drafts.approve

    async def panel(self, now: datetime) -> Panel:
        """The drafts; and the newest checked action of each case, until nothing more is counted for it."""
        async with self._database.reading() as tx:
            found = await actions.listed(tx)
            checked = {kept.case: kept for kept in found if kept.state is not State.DRAFT}
            shown = [kept for kept in checked.values() if kept.stage(now).listens]
            sent = _newest(await broadcasts.listed(tx))
            anybody = bool((await audience(tx, now=now)).total)
            return Panel(
                drafts=self._drafts.shown(found, now),
                cases=tuple([await _case(tx, kept, sent.get(kept.id), anybody, now) for kept in shown]),
            )

    async def announce(self, action: ActionId, now: datetime) -> str:
        """Announce it, unless nobody is there: an alert sent to nobody would be spent."""
        try:
            async with self._database.writing() as tx:
                kept = await actions.by_id(tx, action)
                if not (await audience(tx, now=now)).total:
                    return NOBODY
                kind, approver = broadcast_kind(kept.text.kind), tx.vault.mark("the dashboard's button")
                made = await broadcasts.announce(
                    tx, action, kind, approver=approver, needed=self._approvals, hours=self._hours, now=now
                )
        except Refused as refused:
            return f"Not sent: {refused}"
        if made.state in _WAITING:
            return f"{made.approvals} of {self._approvals} approvals: somebody else must approve too."
        if made.already:
            return f"It was announced before. {_said(made)}."
        return f"On its way to {_chats(made.audience)}."

    async def pause(self, action: ActionId, now: datetime) -> str:
        async def does(tx: Tx, broadcast: BroadcastId) -> str:
            await broadcasts.pause(tx, broadcast, PAUSED_BY_HAND, now=now)
            return "Paused: nothing more leaves until you let it go on."

        return await self._do(action, does)

    async def resume(self, action: ActionId, now: datetime) -> str:
        async def does(tx: Tx, broadcast: BroadcastId) -> str:
            await broadcasts.resume(tx, broadcast, now=now)
            return "It goes on."

        return await self._do(action, does)

    async def stop(self, action: ActionId, now: datetime) -> str:
        async def does(tx: Tx, broadcast: BroadcastId) -> str:
            stopped = await broadcasts.stop(tx, broadcast, STOPPED_BY_HAND, now=now)
            return f"Stopped: {_chats(stopped.counts[DeliveryState.SKIPPED])} will not get it."

        return await self._do(action, does)

    async def again(self, action: ActionId, now: datetime) -> str:
        async def does(tx: Tx, broadcast: BroadcastId) -> str:
            n = await broadcasts.again(tx, broadcast, now=now)
            return f"On its way once more to {_chats(n)}." if n else "Nothing of it is unclear or failed any more."

        return await self._do(action, does)

    async def _do(self, action: ActionId, does: Callable[[Tx, BroadcastId], Awaitable[str]]) -> str:
        try:
            async with self._database.writing() as tx:
                return await does(tx, _newest(await broadcasts.listed(tx))[action].id)
        except Refused:
            return "That cannot be done any more: it is over, or somebody else was faster."


async def _case(tx: Tx, kept: Kept, sent: Broadcast | None, anybody: bool, now: datetime) -> Case:
    tally = await takings.tally(tx, kept.id)
    text = kept.text
    far = None if sent is None else await _progress(tx, sent, now)
    waits = (sent is None or sent.state in _WAITING) and kept.stage(now).hands_out
    return Case(
        action=kept.id,
        number=kept.name,
        who=text.who,
        title=text.title,
        kind=text.kind,
        country=text.country,
        deadline=text.deadline,
        days_left=None if text.deadline is None else days_left(text.deadline, kept.zone, now),
        counts=tally.whole,
        by_target=_bars(tally.by_target, {at: _named(at, target) for at, target in enumerate(text.targets)}),
        by_channel=_bars(tally.by_channel, CHANNELS),
        can_announce=waits and anybody,
        why_not=NOBODY if waits and not anybody else "",
        announced="" if sent is None or sent.state in _WAITING else _said(sent, far),
        sending=None if sent is None else _sending(sent),
        stopped=sent is not None and sent.state is BroadcastState.STOPPED,
    )


async def _progress(tx: Tx, sent: Broadcast, now: datetime) -> Progress:
    sending = sent.state is BroadcastState.SENDING
    rate = await broadcasts.pace(tx, sent.id, now=now) if sending else None
    return at_rate(Look(now, sent.state, sent.counts), rate)


def _sending(sent: Broadcast) -> Sending | None:
    left = sum(sent.counts[state] for state in (DeliveryState.QUEUED, DeliveryState.SENDING))
    if sent.state not in _UNDER_WAY and not (sent.state is BroadcastState.DONE and sent.missing):
        return None
    done = sent.audience - left
    return Sending(state=sent.state, done=done, total=sent.audience, left=left, missing=sent.missing)


def _newest(found: Iterable[Broadcast]) -> Mapping[ActionId, Broadcast]:
    """What announced each action, or is about to: the newest that was not given up before anything left."""
    return {one.action: one for one in found if one.kind in ANNOUNCING and one.state is not BroadcastState.CANCELLED}


def _bars(parts: Mapping[_Key, Part], labels: Mapping[_Key, str]) -> tuple[Bar, ...]:
    return tuple(Bar(label=label, sent=parts[key].sent) for key, label in labels.items() if key in parts)


def _named(at: int, target: Target) -> str:
    return target.name or target.role or f"Target {at + 1}"


def _said(sent: Broadcast, far: Progress | None = None) -> str:
    """What became of it so far, or in the end: "Sending: 1,238 of 1,602 chats so far, 2 closed · 30 a second"."""
    arrived = sent.counts[DeliveryState.DELIVERED]
    so_far = f"{arrived:,} of {_chats(sent.audience)}"
    others = "".join(f", {sent.counts[state]:,} {said}" for state, said in OTHERS.items() if sent.counts[state])
    match sent.state:
        case BroadcastState.SENDING:
            return f"Sending: {so_far} so far{others}{_pace(far)}"
        case BroadcastState.PAUSED:
            why = "" if sent.reason in ("", PAUSED_BY_HAND) else f" · {sent.reason}"
            return f"Paused: {so_far} so far{others}{why}"
        case BroadcastState.STOPPED:
            return f"Stopped: sent to {so_far}{others}"
        case _:
            return f"Sent to {so_far if arrived < sent.audience else _chats(arrived)}{others}"


def _pace(far: Progress | None) -> str:
    if far is None or not far.rate:
        return ""
    left = "" if far.seconds_left is None else f" · {duration(far.seconds_left)} left"
    return f" · {in_words(far.rate)} a second{left}"


def _chats(n: int) -> str:
    return f"{n:,} chat" if n == 1 else f"{n:,} chats"
