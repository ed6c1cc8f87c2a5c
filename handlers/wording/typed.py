"""Typed: what a person types goes to the question that awaits it."""

from content.choices import AskOwn, OpenAppeal, WriteWhole, unpack
from content.message import Message
from handlers.turn import Reply
from handlers.visit import Visit
from handlers.wording import asking, place, whole
from storage import talks


async def typed(visit: Visit, detail: str) -> Reply:
    """`detail` is the button that asked for it; once all is typed, the one that shows the letter."""
    choice = unpack(detail).choice
    if not isinstance(choice, AskOwn | WriteWhole | OpenAppeal):
        raise TypeError(f"nothing typed goes to {type(choice).__name__}")
    if isinstance(choice, OpenAppeal) and not visit.repeated:
        return await _left(visit, visit.reply("unheard"))
    try:
        found = await place.find(visit, choice)
    except LookupError:  # gone since it was asked
        return await _left(visit, visit.reply("stale"))
    if isinstance(found, Message):
        return await _left(visit, Reply(messages=(found,)))
    if isinstance(choice, AskOwn):
        return await asking.answered(visit, choice, found)
    if isinstance(choice, WriteWhole):
        return await whole.written(visit, choice, found)
    return await whole.again(visit, found)


async def _left(visit: Visit, reply: Reply) -> Reply:
    await talks.expect_nothing(visit.tx, visit.here.chat)
    return reply
