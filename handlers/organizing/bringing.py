"""Bringing: a document sent to the chat becomes a draft, and what somebody must look at is said.

`opened` fetches and reads it, before the turn's transaction; `bring` keeps what was read, within it.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from content.action import Channel, Target, UrgentAction
from content.languages import name as language_name
from content.places import countries
from content.reading import LIMIT, Reading, Unreadable
from content.reading.confined import TOO_LARGE, confined
from handlers.acting.listing import LABELS
from handlers.turn import Event, Reply, Turn, Unfetched
from handlers.visit import Network, Visit
from storage import actions, staff
from storage.database.engine import Database

MOST = 12
"""Targets, and problems, that are told one by one: a hostile document may have thousands."""
LONGEST = 300
"""Characters of a document's own that stand in one line."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a sent document: its reading, or the plain line that says why there is none.

    Both are empty if it could not be had from its platform.
    """

    reading: Reading | None = None
    line: str = ""


async def opened(database: Database, turn: Turn, network: Network) -> Opened | None:
    """The document of a turn, fetched and read; None for whoever may not send one, or sent something else."""
    if turn.event is not Event.SENT_FILE or turn.file is None:
        return None
    async with database.reading() as tx:
        role = await staff.role(tx, turn.platform, turn.chat)
    if not role.may_send:
        return None
    if turn.file.size is not None and turn.file.size > LIMIT:
        return Opened(line=TOO_LARGE)
    try:
        document = await turn.file.fetch()
        return Opened(await confined(document, today=turn.now.astimezone(ZoneInfo(network.zone)).date()))
    except Unfetched:
        return Opened()
    except Unreadable as error:
        return Opened(line=str(error))


async def bring(visit: Visit, found: Opened | None) -> Reply:
    """Keep what was read as a draft, or as one more language of what is here, and say what it is."""
    if found is None:
        return visit.reply("no_document")
    if found.reading is None:
        return visit.reply("unreadable", line=found.line)
    action, met = found.reading.action, found.reading.problems
    told = _told(visit, found.reading)
    try:
        kept, new = await actions.add(visit.tx, action, zone=visit.network.zone, now=visit.turn.now, met=met)
    except actions.Refused as refused:
        return visit.reply("unkept", **told, line=str(refused))
    other = "" if kept.language == action.language else language_name(action.language, visit.voice.language)
    was_here = not new and not visit.repeated  # a repeat draws its answer again
    return visit.reply("brought", **told, name=kept.name, state=kept.state.value, was_here=was_here, other=other)


def _told(visit: Visit, reading: Reading) -> dict[str, object]:
    """What the template `document` needs."""
    action = reading.action
    return {
        "number": f"{action.series} {action.number}" if action.series and action.number else action.number,
        "who": _short(_who(visit, action)),
        "until": visit.voice.date(action.deadline),
        "language": language_name(action.language, visit.voice.language),
        "letter": action.letter is not None,
        "people": len(action.targets),
        "targets": [_target(visit, target) for target in action.targets[:MOST]],
        "problems": [_short(problem.message) for problem in reading.problems[:MOST]],
        "more": max(len(action.targets) - MOST, 0) + max(len(reading.problems) - MOST, 0),
    }


def _who(visit: Visit, action: UrgentAction) -> str:
    withheld = visit.voice.label("name withheld")
    return ", ".join(f"{one.name} ({withheld})" if one.withheld else one.name for one in action.people) or action.title


def _target(visit: Visit, target: Target) -> dict[str, object]:
    others = [channel for channel in target.channels if channel is not Channel.EMAIL or len(target.emails) == 1]
    stands = target.accredited_to
    return {
        "name": _short(target.name or target.role),
        "channels": [visit.voice.label(LABELS[channel]) for channel in others],
        "emails": 0 if Channel.EMAIL in others else len(target.emails),
        "country": countries.name(stands, visit.voice.language) if stands else "",
    }


def _short(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
