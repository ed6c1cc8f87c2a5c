"""Sharing: a few words and a link for somebody else. Who shared it, and with whom, is kept nowhere."""

import re
from dataclasses import replace
from urllib.parse import quote

from content.action import UrgentAction
from content.appeals.words import line, sentences
from content.cards import clipped
from content.choices import OpenAction, Share
from content.ids import ActionId, Platform
from content.message import Button, Copy, Link, Span
from content.rules.deadlines import Stage
from handlers.acting import listing
from handlers.turn import Reply
from handlers.visit import Visit
from storage import actions, folding, takings
from storage.actions import Kept

_PAYLOAD = re.compile(r"ua_[A-Za-z0-9_-]{1,61}")
"""What Telegram lets a chat begin with: 64 characters (Bot API, deep linking)."""
_TITLE = 120
_FACT = 240
_LONGEST = 2000
"""Characters of an address that every phone opens."""


async def share(visit: Visit, choice: Share) -> Reply:
    """`Pass it on`: the words and the link, in a message of its own. What is over is not passed on."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),))
    text = kept.read_in(visit.voice.reads)
    words = _words(text)
    link = await _link(visit, kept)
    last = link or f"UA {kept.name} · {line(visit.network.name)}"
    aids: list[Button] = []
    if link:
        aids.append(Copy(visit.voice.label("Copy the link"), link))
    if link and visit.turn.platform is Platform.TELEGRAM:
        aids.insert(0, Link(visit.voice.label("Pass it on"), _telegrams(link, words)))
    aids.append(Copy(visit.voice.label("Copy the words"), f"{words}\n{last}"))
    message = visit.message(
        "share",
        [aids, [visit.button("Back", OpenAction(kept.id))]],
        link=bool(link),
    )
    block = Span(f"{words}\n{last}", block=True)
    return Reply(messages=(replace(message, text=(*message.text, Span("\n\n"), block)),))


async def linked(visit: Visit, payload: str) -> ActionId | None:
    """The action that a deep link leads to (`ua_24-21`, `ua_EXTRA_24-21`): the newest announced one of its case."""
    if not payload.startswith("ua_"):
        return None
    found = await actions.by_name(visit.tx, payload.removeprefix("ua_").replace("_", " "))
    if found is None:
        return None
    newest = found if "#" in payload else await actions.newest(visit.tx, found.case) or found
    return newest.id if newest.state is actions.State.ANNOUNCED else None


async def arrived(visit: Visit, payload: str) -> ActionId | None:
    """As `linked`; counted for the action, if this person had not opened its case before, as far as we know."""
    found = await linked(visit, payload)
    if found is None or visit.repeated:
        return found
    case = (await actions.by_id(visit.tx, found)).case
    opened = await takings.touched(visit.tx, visit.supporter.id) if visit.supporter else ()
    if not {one.id for one in await actions.of_case(visit.tx, case)} & set(opened):
        await folding.arrive(visit.tx, found)
    return found


async def _link(visit: Visit, kept: Kept) -> str:
    """The address that leads here from outside; `""` if there is none, or the number would lead elsewhere."""
    payload = "ua_" + kept.name.replace("/", "-").replace(" ", "_")
    if not _PAYLOAD.fullmatch(payload):
        return ""
    there = await linked(visit, payload)
    if there is None or (await actions.by_id(visit.tx, there)).case != kept.case:
        return ""
    return visit.network.doors.entry(visit.turn.platform, payload)


def _words(text: UrgentAction) -> str:
    """The title and the first fact: nothing that the document does not print."""
    facts = sentences(text.summary)
    title = clipped(text.title, _TITLE) or line(text.who)
    return "\n".join(one for one in (title, clipped(facts[0], _FACT) if facts else "") if one)


def _telegrams(link: str, words: str) -> str:
    """The address by which Telegram asks whom to send it to."""
    for said in (words, words.split("\n", 1)[0], ""):
        address = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(said, safe='')}"
        if len(address) <= _LONGEST:
            break
    return address
