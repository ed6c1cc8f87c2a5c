"""Said: what organizers say beside the document, in this person's language."""

from content.cards import worded
from content.rules.wordings import What
from handlers.visit import Visit
from storage.actions import Kept
from storage.words import wordings


async def said(visit: Visit, kept: Kept, what: What) -> str:
    """The wording, its placeholders filled; `""` where there is none, or the action was withdrawn."""
    if kept.withdrawn:
        return ""
    found = await wordings.said(visit.tx, kept.id, what, visit.voice.reads)
    if not found:
        return ""
    return worded(
        visit.voice,
        found,
        number=kept.name,
        text=kept.read_in(visit.voice.reads),
        days=visit.days_left(kept),
        network=visit.network.name,
    )


async def thanks(visit: Visit, kept: Kept) -> str:
    """What is said after "I sent it", beside our own thanks; `""` for nothing."""
    return await said(visit, kept, What.THANKS)
