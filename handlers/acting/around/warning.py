"""Warning: what organizers say before the first choice, to everybody alike, and the ways that need no name."""

from content.choices import Listen, OpenAction, PickTarget, Share, TakeAction, UndoAnswer
from content.message import Message
from content.rules.wordings import What
from handlers.acting import listing
from handlers.acting.around.said import said
from handlers.turn import Reply
from handlers.visit import Visit
from storage import takings
from storage.actions import Kept
from storage.due import laters


async def before(visit: Visit, kept: Kept) -> Message | None:
    """The warning, for whoever has not yet taken an appeal of this action; None if there is none to give.

    Nobody is asked where they come from, or what they have to fear.
    """
    warning = await said(visit, kept, What.WARNING)
    if not warning or await takings.of(visit.tx, visit.here.id, kept.id):
        return None
    return visit.message(
        "before",
        [
            [visit.button("Go on", PickTarget(kept.id))],
            [visit.button("Pass it on instead", Share(kept.id))],
            [visit.button("Tell me how it ends", Listen(kept.id))],
            [visit.button("Back", OpenAction(kept.id))],
        ],
        warning=warning,
    )


async def first_step(visit: Visit, kept: Kept) -> TakeAction | PickTarget:
    """What a "Take action" in a walk's own message does: on in its place, unless a warning comes first."""
    return TakeAction(kept.id) if await before(visit, kept) else PickTarget(kept.id)


async def listen(visit: Visit, choice: Listen) -> Reply:
    """`Tell me how it ends`: no reminder, but what becomes of it."""
    kept = await listing.announced(visit, choice.action)
    if kept.withdrawn or kept.folded:
        return Reply(messages=(await listing.closed_message(visit, kept),), in_place=True)
    await takings.listen(visit.tx, visit.here.id, kept.id, now=visit.turn.now)
    await laters.cancel(visit.tx, visit.here.id, kept.id)
    return visit.instead(
        "listens",
        [[visit.button("Undo", UndoAnswer(kept.id)), visit.button("Back", OpenAction(kept.id))]],
        who=listing.whom(visit, kept),
    )
