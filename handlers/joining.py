"""Joining: consent in one message, the language, the country, and the Urgent Action one came for."""

from content.choices import Choice, ChooseLanguage, Join
from content.ids import ActionId
from content.languages import known
from content.languages import name as language_name
from content.message import Message
from handlers.acting import listing
from handlers.acting.around import sharing
from handlers.settling import country
from handlers.turn import Reply
from handlers.visit import NONE, Visit
from storage import people


async def start(visit: Visit, payload: str) -> Reply:
    """`/start [ua_24-21]`: the consent; for those who joined, the action of the link or the most urgent one."""
    action = await sharing.arrived(visit, payload) or NONE
    if visit.supporter is None or visit.supporter.stopped:
        return Reply(messages=(consent(visit, action),))
    return Reply(messages=(await listing.arrival(visit, action),))


async def start_from(visit: Visit, choice: Choice) -> Reply:
    """Somebody who has not joined pressed a button: the consent first, then what they wanted to see."""
    wanted = getattr(choice, "action", NONE)
    return Reply(messages=(consent(visit, wanted),))


async def join(visit: Visit, choice: Join) -> Reply:
    """Yes to the consent."""
    turn = visit.turn
    await people.join(visit.tx, turn.platform, turn.chat, language=known(choice.language), now=turn.now)
    joined = await visit.again()
    if joined.here.country is not None:
        return Reply(messages=(await listing.arrival(joined, choice.action),), in_place=True)
    return Reply(messages=(await country.question(joined, choice.action),), in_place=True)


def consent(visit: Visit, action: ActionId) -> Message:
    """Who we are, what is kept, who may read it, and the way out, before anything is kept."""
    language = language_name(visit.voice.reads, visit.voice.reads)
    rows = [
        [
            visit.button("Join", Join(visit.voice.reads, action)),
            visit.button("Language: %(name)s", ChooseLanguage(action), name=language),
        ]
    ]
    return visit.message("consent", rows, name=visit.network.name)
