"""appeal: the ready-to-use text for one target through one channel, on the screen or in a file."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.adding import wanted
from bot.commands.spoken import Mistaken
from bot.opening import opened
from bot.settings import Settings
from content.action import Channel, Target, UrgentAction
from content.appeals import Appeal, Unreachable, compose
from content.appeals.contacts import usable
from content.appeals.paper import PAPER
from content.languages import find, named
from content.languages import name as language_name
from content.places.office import office
from content.places.zones import city
from storage.actions import Kept


async def appeal(settings: Settings, name: str, target: int, channel: str, *, language: str, out: Path | None) -> int:
    """`uabot appeal`: the text on standard output, or in `out`: `.txt`, or for post and fax `.pdf`, ready to print.

    Raises Mistaken for whatever a person can mend.
    """
    if channel not in set(Channel):
        raise Mistaken(f"“{channel[:20]}” is no channel: there are {', '.join(one.value for one in Channel)}.")
    way = Channel(channel)
    kinds = (".pdf", ".txt") if way in PAPER else (".txt",)
    if out is not None and out.suffix.lower() not in kinds:
        raise Mistaken(f"{out}: {_KINDS[way]} is written as a file that ends with {' or '.join(kinds)}: name one.")
    async with opened(settings) as database, database.reading() as tx:
        kept = await wanted(tx, name)
    text = _text(kept, language)
    if not 1 <= target <= len(text.targets):
        raise Mistaken(f"UA {kept.name} has {len(text.targets)} target(s), counted from 1: there is no {target}.")
    chosen = text.targets[target - 1]
    try:
        made = compose(text, chosen, way)
    except Unreachable:
        names = ", ".join(one.value for one in usable(chosen))
        who = chosen.name or chosen.role
        raise Mistaken(f"{who} cannot be reached by {channel}: there is {names or 'no channel'}.") from None
    now = datetime.now(UTC)
    if out is None:
        print("\n".join(_lines(text, chosen, made, now)))
        return 0
    if out.suffix.lower() == ".pdf":
        body = await asyncio.to_thread(_pdf, text, chosen, way, now.astimezone(ZoneInfo(settings.timezone)))
    else:
        body = ("\n".join(_lines(text, chosen, made, now)) + "\n").encode()
    try:
        out.write_bytes(body)  # noqa: ASYNC240 (nothing else waits for this loop)
    except OSError as error:
        raise Mistaken(f"{out} cannot be written ({(error.strerror or 'error').lower()}): name another.") from None
    return 0


_KINDS = {
    Channel.POST: "a letter",
    Channel.EMAIL: "an e-mail",
    Channel.FAX: "a fax",
    Channel.PHONE: "a call",
    Channel.X: "a post",
    Channel.FORM: "a form's text",
}


def _text(kept: Kept, language: str) -> UrgentAction:
    if not language:
        return kept.text
    tag = find(language) or language
    if tag not in kept.texts:
        asked = language_name(tag, "en")
        raise Mistaken(f"UA {kept.name} has no text in {asked[:40]}: it has {named(sorted(kept.texts), 'en')}.")
    return kept.texts[tag]


def _lines(text: UrgentAction, target: Target, made: Appeal, now: datetime) -> Iterator[str]:
    yield from made.to
    if made.channel is Channel.PHONE:
        there = office(text, target, now)
        if there is not None:
            likely = "open" if there.open else "closed"
            yield f"It is {there.here:%H:%M} in {city(there.zone, 'en')}: the office is likely {likely}."
    if made.channel in (Channel.EMAIL, Channel.FORM):
        yield f"Subject: {made.subject}"
    for body in made.posts or (made.body,):
        yield ""
        yield body


def _pdf(text: UrgentAction, target: Target, channel: Channel, now: datetime) -> bytes:
    from content.appeals.paper import Unprintable, printed

    try:
        return printed(text, target, channel, today=now.date())
    except Unprintable as refused:
        raise Mistaken(str(refused)) from None
