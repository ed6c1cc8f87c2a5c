"""Which conversation gets a turn, and the one transaction each turn lives in.

A document is fetched and read before that: neither may take long while others wait for the database.
"""

from dataclasses import replace

from content.choices import Choice, ChooseLanguage, Join, SetCountry, SetLanguage, Stale, unpack
from content.languages import known
from content.render import Voice
from handlers import joining, privacy
from handlers.organizing import bringing
from handlers.organizing.bringing import Opened
from handlers.routes import COMMANDS, FOR_ORGANIZERS, PRESSES, QUESTIONS
from handlers.turn import Answer, Event, Reply, Turn
from handlers.visit import Network, Visit
from storage import people, talks
from storage.database.engine import Database, Tx

_BEFORE_JOINING = (Join, ChooseLanguage, SetLanguage)


class _HeardBefore(Exception):
    """Carries the answer out of a transaction that must leave nothing: this turn was committed already."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply


def answering(database: Database, network: Network) -> Answer:
    """What platforms call with each turn. A turn heard before changes nothing and draws its answer again."""

    async def answer(turn: Turn) -> Reply:
        opened = await bringing.opened(database, turn, network)
        try:
            async with database.writing() as tx:
                new = await talks.hear(tx, turn.platform, turn.key, now=turn.now)
                reply = await _reply(turn, tx, network, opened, repeated=not new)
                if not new:
                    raise _HeardBefore(reply)
        except _HeardBefore as again:
            return again.reply
        return reply

    return answer


async def _reply(turn: Turn, tx: Tx, network: Network, opened: Opened | None, *, repeated: bool) -> Reply:
    supporter = await people.find(tx, turn.platform, turn.chat)
    if turn.event is Event.BLOCKED:
        await people.close(tx, turn.platform, turn.chat, now=turn.now)
        return Reply()
    if supporter is not None and supporter.gone:
        await people.reopen(tx, supporter.chat)
    if turn.event is Event.UNBLOCKED:
        return Reply()
    visit = Visit(
        turn=turn,
        tx=tx,
        network=network,
        supporter=supporter,
        voice=Voice(supporter.language if supporter else known(turn.language)),
        repeated=repeated,
    )
    reply = await _route(visit, opened)
    return replace(reply, in_place=reply.in_place and not visit.plain)


async def _route(visit: Visit, opened: Opened | None) -> Reply:
    if visit.turn.event is Event.PRESSED:
        return await _pressed(visit)
    if visit.turn.event is Event.SENT_FILE:
        return await _sent_file(visit, opened)
    return await _said(visit)


async def _sent_file(visit: Visit, opened: Opened | None) -> Reply:
    if (await visit.role()).may_send:
        return await bringing.bring(visit, opened)
    return visit.reply("file") if visit.supporter else await joining.start(visit, "")


async def _said(visit: Visit) -> Reply:
    command, _, rest = visit.turn.what.strip().partition(" ")
    name = command.removeprefix("/").partition("@")[0].lower() if command.startswith("/") else ""
    if privacy.means_stop(visit.turn.what):
        name, rest = "stop", ""
    if visit.supporter is not None:
        awaited = await talks.expected(visit.tx, visit.supporter.chat)
        if name:
            await talks.expect_nothing(visit.tx, visit.supporter.chat)
        elif awaited is not None and awaited.what in QUESTIONS:
            return await QUESTIONS[awaited.what](visit, awaited.detail)
    if name in COMMANDS:
        conversation, open_to_all = COMMANDS[name]
        if visit.supporter is not None or open_to_all:
            return await conversation(visit, rest.strip())
    if visit.supporter is None:
        return await joining.start(visit, "")
    return visit.reply("unheard")


async def _pressed(visit: Visit) -> Reply:
    try:
        pressed = unpack(visit.turn.what)
    except Stale:
        return visit.reply("stale")
    if visit.supporter is None and not isinstance(pressed.choice, (*_BEFORE_JOINING, *FOR_ORGANIZERS)):
        return await joining.start_from(visit, pressed.choice)
    if pressed.owner is not None and pressed.owner != visit.owner:
        return visit.reply("foreign")
    if visit.supporter is not None:
        await talks.expect_nothing(visit.tx, visit.supporter.chat)  # whoever presses on has left the question
    try:
        reply = await PRESSES[type(pressed.choice)](visit, pressed.choice)
    except LookupError:  # an action, target or channel that is not there: forged, or gone since
        return visit.reply("stale")
    if pressed.owner is None and not _is_a_persons(pressed.choice):
        return replace(reply, in_place=False)  # a broadcast's message belongs to its broadcast
    return reply


def _is_a_persons(choice: Choice) -> bool:
    """Whether its button is never on a broadcast's message: one that names no supporter was made for who has none."""
    return isinstance(choice, (*_BEFORE_JOINING, SetCountry, *FOR_ORGANIZERS))
