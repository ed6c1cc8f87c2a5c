"""What is open: the list, the card, and what to say when the date has passed or the case has ended."""

from dataclasses import replace

from content.action import Channel
from content.cards import CHANNELS, card
from content.choices import More, OpenAction, Sent, unpack
from content.ids import ActionId, TargetId
from content.message import Button, Message
from content.rules.counting import TakingState
from content.rules.deadlines import Stage
from content.rules.wordings import What
from handlers.acting.around.last_word import is_last, last_word, warned
from handlers.acting.around.said import said
from handlers.turn import Reply
from handlers.visit import Visit
from storage import actions, takings
from storage.actions import Kept

LABELS = CHANNELS
"""The channels' names on buttons, in English: their keys for translation."""
PENDING = 6
"""How many appeals handed out before are offered for "I sent it" after the end."""


async def announced(visit: Visit, action: ActionId) -> Kept:
    """The action a button names. Raises LookupError if there is none, or none that supporters may see."""
    kept = await actions.by_id(visit.tx, action)
    if kept.state is not actions.State.ANNOUNCED:
        raise LookupError(action)
    return kept


async def listed(visit: Visit, _rest: str) -> Reply:
    """`/actions`: what is open, the most urgent first."""
    found = await actions.open_now(visit.tx, visit.turn.now)
    if not found:
        return visit.reply("nothing_open")
    texts = [(kept, kept.read_in(visit.voice.reads)) for kept in found]
    rows = [[visit.named(text.who[:60], OpenAction(kept.id))] for kept, text in texts]
    views = [{"who": text.who, "country": text.country, **visit.left(kept)} for kept, text in texts]
    return visit.reply("actions", rows, open=views)


async def open_card(visit: Visit, choice: OpenAction) -> Reply:
    """The card; for a screen that others may see, all that a broadcast's message did not say there."""
    kept = await announced(visit, choice.action)
    shown = await card_message(visit, kept)
    from_a_broadcast = unpack(visit.turn.what).owner is None
    first = await warned(visit, kept) if visit.here.discreet and from_a_broadcast else None
    return Reply(messages=(first, shown) if first else (shown,), in_place=True)


async def arrival(visit: Visit, action: ActionId) -> Message:
    """What somebody sees who is in: the action they came for, else the most urgent, else a welcome."""
    try:
        return await card_message(visit, await announced(visit, action))
    except LookupError:
        open_now = await actions.open_now(visit.tx, visit.turn.now)
    return await card_message(visit, open_now[0]) if open_now else visit.message("joined")


async def card_message(visit: Visit, kept: Kept) -> Message:
    """The card for one reader, or the closing words when its date has passed. Opening it is remembered."""
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return await (_ended(visit, kept) if is_last(kept) else closed_message(visit, kept))
    await takings.open_walk(visit.tx, visit.here.id, kept.id, now=visit.turn.now)
    shown = card(
        visit.voice,
        kept.id,
        kept.read_in(visit.voice.reads),
        days=visit.days_left(kept),
        owner=visit.owner,
        intro=await said(visit, kept, What.INTRO),
    )
    news = await _news(visit, kept)
    return replace(shown, rows=(tuple(news), *shown.rows)) if news else shown


async def closed_message(visit: Visit, kept: Kept) -> Message:
    """When it is over: no appeal any more, `I sent it` for what was handed out, news, and who needs help today."""
    text = kept.read_in(visit.voice.reads)
    pending: list[tuple[TargetId, Channel]] = []
    if kept.stage(visit.turn.now) is Stage.GRACE and visit.supporter is not None:
        done = await takings.of(visit.tx, visit.supporter.id, kept.id)
        pending = [pair for pair, state in done.items() if state is TakingState.HANDED][:PENDING]
    lines = [describe(visit, kept, target, channel) for target, channel in pending]
    rows: list[list[Button]]
    if len(pending) == 1:
        rows = [[visit.button("I sent it", Sent(kept.id, *pending[0]))]]
    else:
        rows = [
            [visit.button("I sent it: %(what)s", Sent(kept.id, *pair), what=line)]
            for pair, line in zip(pending, lines, strict=True)
        ]
    others = await _others(visit, kept)
    rows += [await _news(visit, kept), *others]
    return visit.message(
        "closed",
        rows,
        who=whom(visit, kept),
        withdrawn=kept.withdrawn,
        stops=kept.stops_writing,
        ended=kept.ended,
        until=visit.voice.date(text.deadline),
        contact=visit.network.contact,
        pending=lines,
        open=bool(others),
    )


def whom(visit: Visit, kept: Kept) -> str:
    """Whom it is for. Of one that was withdrawn the number alone: its text may be what was wrong."""
    return f"UA {kept.name}" if kept.withdrawn else kept.read_in(visit.voice.reads).who


def describe(visit: Visit, kept: Kept, target: TargetId, channel: Channel) -> str:
    """`Email · Gérald Darmanin`."""
    position = kept.targets.index(target)
    name = kept.read_in(visit.voice.reads).targets[position].name
    return f"{visit.voice.label(LABELS[channel])} · {name}"


async def _ended(visit: Visit, kept: Kept) -> Message:
    """How it ended, as its broadcast said; and who needs help today."""
    more: list[Button] = [visit.button("More about this case", More(kept.id))] if kept.stops_writing else []
    rows = [await _news(visit, kept), more, *await _others(visit, kept)]
    return replace(await last_word(visit, kept), rows=tuple(tuple(row) for row in rows if row))


async def _others(visit: Visit, kept: Kept) -> list[list[Button]]:
    """The way to the most urgent of the other cases."""
    others = [one for one in await actions.open_now(visit.tx, visit.turn.now) if one.case != kept.case][:1]
    return [[visit.named(one.read_in(visit.voice.reads).who[:60], OpenAction(one.id))] for one in others]


async def _news(visit: Visit, kept: Kept) -> list[Button]:
    """The way to the newest document on its case, where this is an older one."""
    newest = await actions.newest(visit.tx, kept.case)
    if newest is None or newest.id == kept.id:
        return []
    still_open = newest.stage(visit.turn.now) is Stage.OPEN
    return [visit.button("There is news", OpenAction(newest.id) if still_open else More(newest.id))]
