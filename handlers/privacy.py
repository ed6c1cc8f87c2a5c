"""Privacy: what is kept, the way out, and being forgotten. And help, which points to all of it."""

import json

from content import countries
from content.languages import name as language_name
from content.message import Attachment, Message
from content.rules.counting import TakingState
from handlers.acting import listing
from handlers.turn import Reply
from handlers.visit import Visit
from storage import actions, people, takings

_STOP = frozenset(
    {
        *("stop", "stopp", "stopall", "unsubscribe", "quit"),
        *("arrêt", "arrêter", "arret", "arreter", "désabonner", "desabonner"),
        *("alto", "parar", "basta", "detener"),
        *("стоп", "отписаться", "остановить"),
        *("توقف", "قف", "إيقاف", "ايقاف"),
        *("durdur", "停止", "やめる"),
    }
)
"""What people type alone when they want no more: it is understood in any language, whatever theirs is set to."""


STATES = {
    TakingState.HANDED: "given to you",
    TakingState.SENT: "you said you sent it",
    TakingState.TRIED: "you could not send it",
}
"""What we keep of an appeal, in words: keys for translation."""


def means_stop(said: str) -> bool:
    """Whether the words are "stop" alone, in any language."""
    return said.strip().strip(".!").casefold() in _STOP


async def stop(visit: Visit, _rest: str) -> Reply:
    """`/stop`: nothing more comes, at once."""
    if visit.supporter is None:
        return visit.reply("nobody")
    await people.stop(visit.tx, visit.supporter.id, now=visit.turn.now)
    return visit.reply("stopped")


async def forget(visit: Visit, _rest: str) -> Reply:
    """`/forget`: the person is erased at once; every total stays."""
    if visit.supporter is None:
        return visit.reply("nobody")
    await people.forget(visit.tx, visit.supporter.id, now=visit.turn.now)
    return visit.reply("forgotten")


async def privacy(visit: Visit, _rest: str) -> Reply:
    """`/privacy`."""
    return visit.reply("privacy", retention=visit.network.retention_days, policy=visit.network.policy)


async def mydata(visit: Visit, _rest: str) -> Reply:
    """`/mydata`: all that is kept about this person, in words and as a file."""
    if visit.supporter is None:
        return visit.reply("nobody")
    here = visit.supporter
    lines: list[str] = []
    kept_takings: list[dict[str, str]] = []
    for action in await takings.touched(visit.tx, here.id):
        kept = await actions.by_id(visit.tx, action)
        for (target, channel), state in (await takings.of(visit.tx, here.id, action)).items():
            said = f"{listing.describe(visit, kept, target, channel)}: {visit.voice.label(STATES[state])}"
            lines.append(f"UA {kept.name} · {said}")
            name = kept.text.targets[kept.targets.index(target)].name
            kept_takings.append({"action": kept.name, "target": name, "channel": channel, "state": state})
    data = {
        "joined": here.joined_at.isoformat(),
        "language": here.language,
        "country": here.country,
        "plain": here.plain,
        "opened": [(await actions.by_id(visit.tx, action)).name for action in await takings.touched(visit.tx, here.id)],
        "takings": kept_takings,
    }
    text = visit.voice.text(
        "mydata",
        joined=visit.voice.date(here.joined_at.date()),
        reads=language_name(here.language, visit.voice.language),
        country=countries.name(here.country, visit.voice.language) if here.country else "",
        lines=lines,
    )
    body = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return Reply(messages=(Message(text), Message((), attachment=Attachment("mydata.json", "application/json", body))))


async def help_(visit: Visit, _rest: str) -> Reply:
    """`/help`."""
    role = await visit.role()
    who = {"staff": role.may_count, "organizer": role.may_send}
    return visit.reply("help", name=visit.network.name, contact=visit.network.contact, **who)
