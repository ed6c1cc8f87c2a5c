"""broadcasts: what was announced and how far it is; pausing, resuming, stopping it, sending it to who may lack it."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.commands.spoken import Mistaken
from bot.opening import opened
from bot.settings import Settings
from content.ids import BroadcastId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.progress import PAUSED_BY_HAND, STOPPED_BY_HAND, Look, Progress, duration, in_words, progress
from storage import actions
from storage.database.engine import Database, Tx
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast

BETWEEN_LOOKS = 0.7
"""Seconds between the two looks that tell how fast it goes."""
SAID = {DeliveryState.UNKNOWN: "unclear"}
"""What a state is called where its own name would say too little."""
KINDS = {
    BroadcastKind.WARNING: "warning to those who took an appeal",
    BroadcastKind.LATER: "reminder that was asked for",
    BroadcastKind.PROMISE: "word to those who meant to act later",
    BroadcastKind.TALLY: "tally for organizers",
    BroadcastKind.CLOSING: "closing of its messages",
}
"""What a kind is called where its own name would say too little."""

REVISIONS = (BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL)
"""What people approve, and what then changes messages that are there."""


async def shown(settings: Settings, number: int | None, does: Sequence[str] = (), *, as_json_text: bool) -> int:
    """`uabot broadcasts [ID]`: state, counts, and while it is sending its rate and the time left.

    `does`: at most one of pause, resume, stop, again, done first to the broadcast of that number.
    """
    if len(does) > 1 or (does and number is None):
        raise Mistaken(f"Say for one broadcast one thing: `uabot broadcasts ID --{does[0]}`.")
    async with opened(settings) as database:
        told = ""
        if number is not None and does:
            told = await _do(database, BroadcastId(number), does[0])
        async with database.reading() as tx:
            names = {kept.id: kept.name for kept in await actions.listed(tx)}
        found = await _looked(database, number)
        before = {one.id: look(one, at) for one, at in found}
        if any(one.state is BroadcastState.SENDING for one, _ in found):
            await asyncio.sleep(BETWEEN_LOOKS)
            found = await _looked(database, number)
    progresses = [(one, progress(before.get(one.id), look(one, at))) for one, at in found]
    if as_json_text:
        rows = [{**row(one, far), "number": names[one.action]} for one, far in progresses]
        print(json.dumps(rows if number is None else rows[0], ensure_ascii=False, indent=2))
        return 0
    if told:
        print(told)
    for one, far in progresses:
        kind = KINDS.get(one.kind, one.kind.value)
        said = [f"{one.id}: UA {names[one.action]} {kind}", *_stands(one), pace(far), one.reason]
        print(" · ".join(part for part in said if part))
    if not found:
        print("Nothing was announced yet.")
    return 0


def row(one: Broadcast, far: Progress | None = None) -> dict[str, object]:
    """A broadcast as JSON: `rate` (a second) and `seconds_left` are null where they are not known."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "state": one.state.value,
        "reason": one.reason,
        "approvals": one.approvals,
        "audience": one.audience,
        "deliveries": {state.value: n for state, n in one.counts.items()},
        "rate": None if far is None or far.rate is None else round(far.rate, 1),
        "seconds_left": None if far is None or far.seconds_left is None else round(far.seconds_left, 1),
        "made_at": one.made_at.isoformat(),
        "ended_at": one.ended_at.isoformat() if one.ended_at else None,
    }


def counted(one: Broadcast) -> str:
    """The states that hold any delivery: "1240 delivered, 362 queued (310 of them till their night is over)"."""
    said = [f"{n} {SAID.get(state, state.value)}" for state, n in one.counts.items() if n]
    if one.held:
        queued = f"{one.counts[DeliveryState.QUEUED]} {DeliveryState.QUEUED.value}"
        said[said.index(queued)] += f" ({one.held} of them till their night is over)"
    return ", ".join(said) or "nobody"


def _stands(one: Broadcast) -> tuple[str, str]:
    """Its state, and what there is of it: its approvals, for a draft and for a revision, which others carry out."""
    approvals = f"{one.approvals} approval{'' if one.approvals == 1 else 's'}"
    if one.state is BroadcastState.DRAFT:
        return one.state.value, approvals
    if one.kind in REVISIONS and one.approvals and not one.audience:
        return ("in force" if one.state is BroadcastState.DONE else one.state.value), approvals
    return one.state.value, counted(one)


def pace(far: Progress) -> str:
    """How fast it goes and how long it will: "30 a second, 12 s left"; empty where it is not known."""
    if far.rate is None:
        return ""
    left = "" if far.seconds_left is None else f", {duration(far.seconds_left)} left"
    return f"{in_words(far.rate)} a second{left}"


def look(one: Broadcast, at: datetime) -> Look:
    """What was seen of it at that moment."""
    return Look(at, one.state, one.counts)


async def _do(database: Database, broadcast: BroadcastId, what: str) -> str:
    """One thing done to a broadcast, in a sentence. Raises Refused where its state does not allow it."""
    now = datetime.now(UTC)
    async with database.writing() as tx:
        try:
            if what == "again":
                n = await broadcasts.again(tx, broadcast, now=now)
                if not n:
                    return "Nothing of it is unclear or failed: nothing goes once more."
                return f"{'One delivery goes' if n == 1 else f'{n} deliveries go'} once more."
            if what == "pause":
                await broadcasts.pause(tx, broadcast, PAUSED_BY_HAND, now=now)
            elif what == "resume":
                await broadcasts.resume(tx, broadcast, now=now)
            else:
                await broadcasts.stop(tx, broadcast, STOPPED_BY_HAND, now=now)
        except LookupError as error:
            raise _unheard_of(broadcast) from error
    return {"pause": "Paused: --resume lets it go on.", "resume": "It goes on.", "stop": "Stopped for good."}[what]


async def _looked(database: Database, number: int | None) -> list[tuple[Broadcast, datetime]]:
    async with database.reading() as tx:
        found = await broadcasts.listed(tx) if number is None else (await _found(tx, number),)
        return [(one, datetime.now(UTC)) for one in found]


async def _found(tx: Tx, number: int) -> Broadcast:
    try:
        return await broadcasts.find(tx, BroadcastId(number))
    except LookupError as error:
        raise _unheard_of(number) from error


def _unheard_of(number: int) -> Mistaken:
    return Mistaken(f"There is no broadcast {number}: `uabot broadcasts` lists them.")
