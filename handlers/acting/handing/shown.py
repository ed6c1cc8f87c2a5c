"""The appeal's message: what it is, whom it reaches, the text to copy, and every way on."""

from content.action import Channel, UrgentAction
from content.appeals import Own, compose, letter
from content.appeals.channels.form import TOPICS
from content.appeals.contacts import dialled
from content.choices import CouldNot, Decline, OpenAppeal, PickChannel, PutOff, Sent, Undo
from content.languages import name as language_name
from content.message import Message
from content.places.office import office
from content.places.zones import city
from content.rules.counting import Said, TakingState
from content.rules.deadlines import Stage
from handlers.acting import listing, reach
from handlers.acting.handing.aids import WORDS, aids, forms
from handlers.turn import Reply
from handlers.visit import Visit
from handlers.wording.own import LETTERS, advice_lines, own_of
from storage import takings
from storage.actions import Kept


async def hand_out(visit: Visit, choice: OpenAppeal) -> Reply:
    """The appeal in place, counted as handed out; none after the deadline. Raises LookupError for what is not here."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),), in_place=True)
    text = reach.text(visit, kept, choice.language)
    reach.offered(visit, kept, choice.target, choice.channel)
    await takings.start_walk(visit.tx, visit.here.id, kept.id, now=visit.turn.now)  # a reminder's button leads here too
    state = await takings.say(
        visit.tx, visit.here.id, kept.id, choice.target, choice.channel, Said.ASKED, now=visit.turn.now
    )
    own = await own_of(visit, kept, choice.target, text.language)
    message = _message(visit, kept, text, choice, own, told=state is not TakingState.HANDED)
    return Reply(messages=(message,), in_place=True)


def _message(visit: Visit, kept: Kept, text: UrgentAction, choice: OpenAppeal, own: Own, *, told: bool) -> Message:
    target = text.targets[kept.targets.index(choice.target)]
    appeal = compose(text, target, choice.channel, own)
    words = WORDS[choice.channel]
    pair = (choice.target, choice.channel)
    mine = choice.channel in LETTERS and bool(own)
    return visit.message(
        "appeal",
        [
            *aids(visit, kept, choice, appeal, own),
            *forms(visit, kept, text, choice),
            [visit.button(words.sent, Sent(kept.id, *pair)), visit.button("Could not send", CouldNot(kept.id, *pair))],
            [visit.button("Later", PutOff(kept.id, *pair)), visit.button("Not this case", Decline(kept.id))],
            [
                *([visit.button("Undo", Undo(kept.id, *pair))] if told else []),
                visit.button("Back", PickChannel(kept.id, choice.target)),
            ],
        ],
        channel=visit.voice.label(listing.LABELS[choice.channel]),
        name=target.name,
        role=target.role,
        prefers=_prefers(visit, text),
        there=_there(visit, kept, choice) if choice.channel is Channel.PHONE else "",
        heading=visit.voice.label(words.heading) if words.heading else "",
        to=[(line, dialled(line) if choice.channel is Channel.PHONE else "") for line in appeal.to],
        subject=appeal.subject if choice.channel in (Channel.EMAIL, Channel.FORM) else "",
        mine=mine,
        advice=visit.voice.label(words.advice),
        hints=advice_lines(visit, letter.text(text, target, own), text, target, own) if mine else [],
        topics=visit.voice.label(TOPICS) if choice.channel is Channel.FORM else "",
        bodies=appeal.posts or (appeal.body,),
    )


def _prefers(visit: Visit, text: UrgentAction) -> str:
    """Which language the document says to write in, if it says."""
    names = [language_name(tag, visit.voice.language) for tag in text.languages]
    return visit.voice.label("Best language: %(names)s", names=", ".join(names)) if names else ""


def _there(visit: Visit, kept: Kept, choice: OpenAppeal) -> str:
    """What time it is where the phone rings, and whether somebody is likely there; `""` where that is not known."""
    found = office(kept.text, kept.text.targets[kept.targets.index(choice.target)], visit.turn.now)
    if found is None:
        return ""
    where = {"time": f"{found.here:%H:%M}", "city": city(found.zone, visit.voice.language)}
    if found.open:
        return visit.voice.label("It is %(time)s there (%(city)s): the office is likely open.", **where)
    return visit.voice.label("It is %(time)s there (%(city)s): the office is likely closed now.", **where)
