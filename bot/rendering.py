"""Rendering: a delivery becomes its message, by what is kept of its action and by the day it is."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from content.about import About
from content.action import Target
from content.cards import Told, broadcast_card, worded
from content.ids import TargetId
from content.message import Message
from content.render import Voice
from content.rules.announcing import BroadcastKind
from content.rules.deadlines import days_left
from content.rules.wordings import What
from storage import actions, takings
from storage.actions import Kept
from storage.database.engine import Database, Tx
from storage.sending.deliveries import Delivery
from storage.words import wordings


def _clock() -> datetime:
    return datetime.now(UTC)


def rendering(
    database: Database, *, contact: str, network: str = "", now: Callable[[], datetime] = _clock
) -> Callable[[Delivery], Awaitable[Message]]:
    """What makes broadcasts' messages. `contact` is who answers questions, `""` for nobody; `network` is our own name;
    `now` gives aware UTC.

    What it returns raises LookupError for an action that is not here.
    """

    async def render(delivery: Delivery) -> Message:
        counted = delivery.kind is BroadcastKind.TALLY
        async with database.reading() as tx:
            kept = await actions.by_id(tx, delivery.action)
            counts = await takings.tally(tx, kept.id) if counted else None
            before = await _before(tx, kept, delivery.about, delivery.language)
            intro = await wordings.said(tx, kept.id, What.INTRO, delivery.language)
        voice = Voice(delivery.language)
        text = kept.read_in(delivery.language)
        days = None if text.deadline is None else days_left(text.deadline, kept.zone, now())
        told = Told(
            action=kept.id,
            number=kept.name,
            text=text,
            targets=kept.targets,
            today=now().astimezone(ZoneInfo(kept.zone)).date(),
            days=days,
            about=delivery.about,
            before=before,
            edit=delivery.origin is not None,
            over=kept.ended,
            stops_writing=kept.stops_writing,
            withdrawn=kept.withdrawn,
            contact=contact,
            intro=worded(voice, intro, number=kept.name, text=text, days=days, network=network) if intro else "",
            counts=counts,
        )
        return broadcast_card(voice, delivery.kind, told)

    return render


async def _before(tx: Tx, kept: Kept, about: About, language: str) -> Mapping[TargetId, Target]:
    """The targets of the other documents of the case, if this person was handed an appeal of one."""
    if all(target in kept.targets for target, _, _ in about.told):
        return {}
    others = [one for one in await actions.of_case(tx, kept.case) if one.id != kept.id]
    return {
        target: said for one in others for target, said in zip(one.targets, one.read_in(language).targets, strict=False)
    }
