"""The panel's numbers, read from what we remember, and the button that sends an Urgent Action's alert."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from content.action import Channel, Target
from content.ids import ActionId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState, broadcast_kind
from content.rules.counting import Part
from content.rules.deadlines import days_left
from dashboard.drafts import Drafts
from dashboard.view import Bar, Case, Panel
from storage import actions, takings
from storage.actions import Kept, Refused, State
from storage.database.engine import Database, Tx
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast

CHANNELS = {
    Channel.POST: "Letters",
    Channel.EMAIL: "E-mails",
    Channel.FAX: "Faxes",
    Channel.PHONE: "Phone calls",
    Channel.X: "Posts on X",
    Channel.FORM: "Web forms",
}
NOBODY = "Nobody to send it to yet: press Start in the chat, and join."
_ANNOUNCING = (BroadcastKind.ALERT, BroadcastKind.UPDATE, BroadcastKind.OUTCOME)
_Key = TypeVar("_Key", bound=Hashable)
_WAITING = (BroadcastState.DRAFT, BroadcastState.APPROVED)


class Board:
    """The `Source` that reads the database. `zone` is the organization's.

    Its button is one person's word: with more `approvals` than one, others must give theirs elsewhere.
    """

    def __init__(self, database: Database, *, approvals: int, zone: str) -> None:
        self._database = database
        self._approvals = approvals
        self._drafts = Drafts(database, zone=zone)
        self.add = self._drafts.add
        self.approve = self._drafts.approve

    async def panel(self, now: datetime) -> Panel:
        """The drafts; and the newest checked action of each case, until nothing more is counted for it."""
        async with self._database.reading() as tx:
            found = await actions.listed(tx)
            checked = {kept.case: kept for kept in found if kept.state is not State.DRAFT}
            shown = [kept for kept in checked.values() if kept.stage(now).listens]
            sent = _newest(await broadcasts.listed(tx))
            anybody = bool((await broadcasts.audience(tx)).total)
            return Panel(
                drafts=self._drafts.shown(found, now),
                cases=tuple([await _case(tx, kept, sent.get(kept.id), anybody, now) for kept in shown]),
            )

    async def announce(self, action: ActionId, now: datetime) -> str:
        """Announce it, unless nobody is there: an alert sent to nobody would be spent."""
        try:
            async with self._database.writing() as tx:
                kept = await actions.by_id(tx, action)
                if not (await broadcasts.audience(tx)).total:
                    return NOBODY
                kind, approver = broadcast_kind(kept.text.kind), tx.vault.mark("the dashboard's button")
                made = await broadcasts.announce(tx, action, kind, approver=approver, needed=self._approvals, now=now)
        except Refused as refused:
            return f"Not sent: {refused}"
        if made.state in _WAITING:
            return f"{made.approvals} of {self._approvals} approvals: somebody else must approve too."
        if made.already:
            return f"It was announced before. {_said(made)}."
        return f"On its way to {_chats(made.audience)}."


async def _case(tx: Tx, kept: Kept, sent: Broadcast | None, anybody: bool, now: datetime) -> Case:
    tally = await takings.tally(tx, kept.id)
    text = kept.text
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
        announced="" if sent is None or sent.state in _WAITING else _said(sent),
    )


def _newest(found: Iterable[Broadcast]) -> Mapping[ActionId, Broadcast]:
    """What announced each action, or is about to: the newest that was not given up before anything left."""
    return {one.action: one for one in found if one.kind in _ANNOUNCING and one.state is not BroadcastState.CANCELLED}


def _bars(parts: Mapping[_Key, Part], labels: Mapping[_Key, str]) -> tuple[Bar, ...]:
    return tuple(Bar(label=label, sent=parts[key].sent) for key, label in labels.items() if key in parts)


def _named(at: int, target: Target) -> str:
    return target.name or target.role or f"Target {at + 1}"


def _said(sent: Broadcast) -> str:
    arrived = sent.counts[DeliveryState.DELIVERED]
    so_far = f"{arrived:,} of {_chats(sent.audience)}"
    match sent.state:
        case BroadcastState.SENDING:
            return f"Sending: {so_far} so far"
        case BroadcastState.PAUSED:
            return f"Paused: {so_far} so far"
        case BroadcastState.STOPPED:
            return f"Stopped: sent to {so_far}"
        case _:
            return f"Sent to {so_far if arrived < sent.audience else _chats(arrived)}"


def _chats(n: int) -> str:
    return f"{n:,} chat" if n == 1 else f"{n:,} chats"
