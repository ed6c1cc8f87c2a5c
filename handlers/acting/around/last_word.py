"""The last word: what a broadcast said of a case's end, or of a text that was wrong, to be read here again."""

from zoneinfo import ZoneInfo

from content.about import About
from content.action import Kind
from content.cards import Told, broadcast_card
from content.message import Message
from content.rules.announcing import BroadcastKind, broadcast_kind
from content.rules.wordings import What
from handlers.acting.around.said import said
from handlers.visit import Visit
from storage import actions, takings
from storage.actions import Kept
from storage.sending import knowledge


def is_last(kept: Kept) -> bool:
    """Whether it asks for nothing more and says why."""
    return not kept.withdrawn and (kept.text.kind is Kind.OUTCOME or kept.stops_writing)


async def last_word(visit: Visit, kept: Kept) -> Message:
    """What its broadcast said to this person."""
    return broadcast_card(visit.voice, broadcast_kind(kept.text.kind), await _told(visit, kept))


async def warned(visit: Visit, kept: Kept) -> Message | None:
    """What was sent to this chat because a text of this action was wrong; None if nothing was."""
    if not await knowledge.warned(visit.tx, kept.id, visit.here.chat):
        return None
    return broadcast_card(visit.voice, BroadcastKind.WARNING, await _told(visit, kept))


async def _told(visit: Visit, kept: Kept) -> Told:
    text = kept.read_in(visit.voice.reads)
    of_case = await actions.of_case(visit.tx, kept.case)
    done = [
        (target, channel, state)
        for one in of_case
        for (target, channel), state in (await takings.of(visit.tx, visit.here.id, one.id)).items()
    ]
    before = [
        (target, official)
        for one in of_case
        for target, official in zip(one.targets, one.read_in(visit.voice.reads).targets, strict=False)
        if one.id != kept.id
    ]
    return Told(
        action=kept.id,
        number=kept.name,
        text=text,
        targets=kept.targets,
        today=visit.turn.now.astimezone(ZoneInfo(kept.zone)).date(),
        days=visit.days_left(kept),
        about=About(country=visit.here.country or "", told=tuple(done)),
        before=dict(before),
        over=kept.ended,
        stops_writing=kept.stops_writing,
        withdrawn=kept.withdrawn,
        contact=visit.network.contact,
        intro=await said(visit, kept, What.INTRO),
    )
