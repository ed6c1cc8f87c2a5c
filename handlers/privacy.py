"""Privacy: what is kept, the way out, and being forgotten. And help, which points to all of it."""

import json

from content.action import Channel
from content.ids import TargetId
from content.message import Attachment, Message
from content.places import countries
from content.rules.counting import TakingState
from handlers import clock
from handlers.acting import listing
from handlers.settling import pace, pause
from handlers.turn import Reply
from handlers.visit import Visit
from storage import actions, people, takings
from storage.actions import Kept
from storage.due import laters
from storage.words import own_words
from storage.words.own_words import OwnWords

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
    opened: list[str] = []
    kept_takings: list[dict[str, object]] = []
    kept_laters: list[dict[str, object]] = []
    listened = await takings.listened(visit.tx, here.id)
    for action in await takings.touched(visit.tx, here.id):
        kept = await actions.by_id(visit.tx, action)
        opened.append(kept.name)
        lines += [f"UA {kept.name} · {visit.voice.label('you want to know how it ends')}"] if action in listened else []
        own = await takings.with_own_words(visit.tx, here.id, action)
        for (target, channel), state in (await takings.of(visit.tx, here.id, action)).items():
            with_own = (target, channel) in own
            state_said = visit.voice.label("you said you sent it, in words of your own" if with_own else STATES[state])
            lines.append(f"UA {kept.name} · {listing.describe(visit, kept, target, channel)}: {state_said}")
            kept_takings.append(_appeal(kept, target, channel) | {"state": state, "own": with_own})
        put_off = await laters.of(visit.tx, here.id, action)
        if put_off is not None:
            comes = visit.voice.label("comes back %(when)s", when=clock.when(visit, put_off.due_at))
            lines += [f"UA {kept.name} · {comes}"] if put_off.state == laters.DUE else []
            appeal = _appeal(kept, put_off.target, put_off.channel)
            when = {"due_at": put_off.due_at.isoformat(), "asked": put_off.asked, "state": put_off.state}
            kept_laters.append(appeal | when)
    typed = await own_words.kept(visit.tx, here.chat, now=visit.turn.now)
    of_words = await actions.by_id(visit.tx, typed.action) if typed else None
    data = {
        "joined": here.joined_at.isoformat(),
        "language": here.language,
        "country": here.country,
        "plain": here.plain,
        "discreet": here.discreet,
        "zone": here.zone,
        "wakes": here.wakes,
        "pace": here.pace,
        "alerted_on": here.alerted_on.isoformat() if here.alerted_on else None,
        "paused_until": here.paused_until.isoformat() if here.paused_until else None,
        "regions": sorted(here.regions),
        "topics": sorted(here.topics),
        "opened": opened,
        "takings": kept_takings,
        "laters": kept_laters,
        "listens": [(await actions.by_id(visit.tx, action)).name for action in sorted(listened)],
        "words": _words(typed, of_words) if typed and of_words else None,
    }
    text = visit.voice.text(
        "mydata",
        joined=visit.voice.date(here.joined_at.date()),
        reads=visit.voice.called,
        country=countries.name(here.country, visit.voice.language) if here.country else "",
        time=clock.there(visit) if here.zone else "",
        wakes=here.wakes,
        alerted=visit.voice.date(here.alerted_on),
        until=pause.until(visit),
        lines=lines,
        discreet=here.discreet,
        typed=f"UA {of_words.name}" if of_words else "",
        **pace.facts(visit),
    )
    body = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return Reply(messages=(Message(text), Message((), attachment=Attachment("mydata.json", "application/json", body))))


def _appeal(kept: Kept, target: TargetId | None, channel: Channel | None) -> dict[str, object]:
    """An appeal as a file names it; of the action alone, or of a target that a correction has dropped, no name."""
    name = kept.text.targets[kept.targets.index(target)].name if target in kept.targets else None
    return {"action": kept.name, "target": name, "channel": channel}


def _words(typed: OwnWords, kept: Kept) -> dict[str, object]:
    """What they typed for their letter, as the file has it."""
    appeal = _appeal(kept, typed.target, None)
    return {
        "action": appeal["action"],
        "answers": typed.answers,
        "letter": typed.letter,
        "target": appeal["target"],
        "language": typed.language,
        "until": (typed.since + own_words.KEPT_FOR).isoformat(),
    }


async def help_(visit: Visit, _rest: str) -> Reply:
    """`/help`."""
    role = await visit.role()
    who = {"staff": role.may_count, "organizer": role.may_send}
    return visit.reply("help", name=visit.network.name, contact=visit.network.contact, **who)
