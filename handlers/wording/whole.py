"""Whole: the letter is copied, changed, and sent back as one message."""

import re
from dataclasses import replace

from content.appeals import letter
from content.appeals.words import prose
from content.choices import OpenAppeal, OwnWords, WriteWhole
from content.message import Message
from handlers.turn import Reply
from handlers.visit import Visit
from handlers.wording import place
from handlers.wording.asking import done, expect
from handlers.wording.own import own_of
from handlers.wording.place import Place
from storage.words import own_words

LONGEST = 4000
"""Characters: a Telegram message has room for 4096, and what is longer arrives as several."""
_BLANK = re.compile(r"\n[^\S\n]*\n")


async def write_whole(visit: Visit, choice: WriteWhole) -> Reply:
    """`Write the whole letter`: as it is now, to be copied and changed."""
    found = await place.find(visit, choice)
    if isinstance(found, Message):
        return Reply(messages=(found,), in_place=True)
    await expect(visit, WriteWhole(*found.named))
    own = await own_of(visit, found.kept, found.to, found.text.language)
    return visit.instead(
        "own_whole",
        [[visit.button("Back", OwnWords(*found.named))]],
        body=letter.text(found.text, found.target, own),
        written_in=found.written_in(visit),
        limit=LONGEST,
    )


async def written(visit: Visit, choice: WriteWhole, found: Place) -> Reply:
    """The letter was typed: kept, and shown ready to send; or why it was not taken."""
    typed = _typed(visit)
    if len(typed) > LONGEST:
        return await too_long(visit, found)
    if not typed:
        return replace(await write_whole(visit, choice), in_place=False)
    known = await own_words.of(visit.tx, visit.here.chat, found.kept.id, now=visit.turn.now)
    known = known or own_words.OwnWords(action=found.kept.id, since=visit.turn.now)
    whole = replace(known, letter=typed, target=found.to, language=found.text.language)
    await own_words.keep(visit.tx, visit.here.chat, whole)
    return await done(visit, found)


async def again(visit: Visit, found: Place) -> Reply:
    """What was typed last is repeated by the platform: it is kept, or was too long."""
    return await too_long(visit, found) if len(_typed(visit)) > LONGEST else await done(visit, found)


async def too_long(visit: Visit, found: Place) -> Reply:
    """It does not fit. Nothing is awaited any more: the rest of it may follow in a message of its own."""
    await expect(visit, OpenAppeal(*found.named))
    rows = [[visit.button("Try again", WriteWhole(*found.named)), visit.button("Back", OwnWords(*found.named))]]
    return visit.reply("own_long", rows, limit=LONGEST, over=len(_typed(visit)) - LONGEST, again=False)


def _typed(visit: Visit) -> str:
    """The paragraphs of what was typed, cleaned, with a blank line between them."""
    lines = "\n".join(visit.turn.what.splitlines())
    return "\n\n".join(one for one in map(prose, _BLANK.split(lines)) if one)
