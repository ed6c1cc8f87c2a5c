"""Handing out: the appeal, ready to use, for one target through one channel."""

from dataclasses import dataclass

from content.action import Channel, UrgentAction
from content.appeals import Appeal, compose
from content.choices import CouldNot, Decline, OpenAppeal, PickChannel, PutOff, SendFile, Sent, Undo
from content.languages import name as language_name
from content.message import Attachment, Button, Copy, Link, Message, Span
from content.rules.counting import Said, TakingState
from content.rules.deadlines import Stage
from handlers.acting import listing, reach
from handlers.turn import Reply
from handlers.visit import Visit
from storage import takings
from storage.actions import Kept


@dataclass(frozen=True, slots=True)
class Words:
    """What an appeal's message says around it, in English: keys for translation."""

    heading: str
    advice: str
    sent: str


WORDS = {
    Channel.POST: Words("Post it to:", "Tap the letter to copy it. Sign it with your name and town.", "I sent it"),
    Channel.EMAIL: Words("To:", "Tap the letter to copy it. A line of your own makes it stronger.", "I sent it"),
    Channel.FAX: Words("Fax to:", "Tap the page to copy it. Sign it with your name and town.", "I sent it"),
    Channel.PHONE: Words("Call:", "Stay polite, and hang up when you like. This is what you can say:", "I called"),
    Channel.X: Words("", "Tap the post to copy it, and change a word: repeats are filtered out.", "I posted it"),
    Channel.FORM: Words("Open the form:", "Tap the text to copy it into the form.", "I sent it"),
}
_FILES = (Channel.POST, Channel.EMAIL, Channel.FAX)


async def hand_out(visit: Visit, choice: OpenAppeal) -> Reply:
    """The appeal in place, counted as handed out; none after the deadline. Raises LookupError for what is not here."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),), in_place=True)
    text = _text(visit, kept, choice)
    reach.offered(visit, kept, choice.target, choice.channel)
    await takings.start_walk(visit.tx, visit.here.id, kept.id, now=visit.turn.now)  # a reminder's button leads here too
    state = await takings.say(
        visit.tx, visit.here.id, kept.id, choice.target, choice.channel, Said.ASKED, now=visit.turn.now
    )
    message = _message(visit, kept, text, choice, told=state is not TakingState.HANDED)
    return Reply(messages=(message,), in_place=True)


async def send_file(visit: Visit, choice: SendFile) -> Reply:
    """The appeal's text as a file, in a message of its own."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),))
    text = _text(visit, kept, choice)
    reach.offered(visit, kept, choice.target, choice.channel)
    position = kept.targets.index(choice.target)
    appeal = compose(text, text.targets[position], choice.channel)
    head = "\n".join(appeal.to)
    body = "\r\n".join(f"{head}\n\n{appeal.subject}\n\n{appeal.body}\n".strip().splitlines()) + "\r\n"
    name = f"ua-{text.number.replace('/', '-')}-{position + 1}-{choice.channel}.txt"
    said = Span(visit.voice.label("The text as a file: print it, or open it on another device."))
    return Reply(messages=(Message((said,), attachment=Attachment(name, "text/plain", body.encode())),))


def _text(visit: Visit, kept: Kept, choice: OpenAppeal | SendFile) -> UrgentAction:
    if choice.language:
        return kept.texts[choice.language]  # KeyError is a LookupError: a language it lacks
    return kept.read_in(visit.voice.reads)


def _message(visit: Visit, kept: Kept, text: UrgentAction, choice: OpenAppeal, *, told: bool) -> Message:
    position = kept.targets.index(choice.target)
    target = text.targets[position]
    appeal = compose(text, target, choice.channel)
    words = WORDS[choice.channel]
    pair = (choice.target, choice.channel)
    reads = visit.voice.language
    others = [
        visit.button("Read it in %(name)s", OpenAppeal(kept.id, *pair, tag), name=language_name(tag, reads))
        for tag in kept.texts
        if tag != text.language
    ]
    if choice.channel in _FILES:
        others.append(visit.button("As a file", SendFile(kept.id, *pair, text.language)))
    return visit.message(
        "appeal",
        [
            *_aids(visit, appeal),
            others,
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
        heading=visit.voice.label(words.heading) if words.heading else "",
        to=appeal.to if words.heading else (),
        subject=appeal.subject if choice.channel is Channel.EMAIL else "",
        advice=visit.voice.label(words.advice),
        body=appeal.body,
    )


def _aids(visit: Visit, appeal: Appeal) -> list[list[Button]]:
    links: list[Button] = [Link(visit.voice.label(label), url) for label, url in appeal.links]
    copies: list[Button] = [Copy(visit.voice.label(label), copied) for label, copied in appeal.copies]
    return [links, copies]


def _prefers(visit: Visit, text: UrgentAction) -> str:
    """Which language the document says to write in, if it says."""
    names = [language_name(tag, visit.voice.language) for tag in text.languages]
    return visit.voice.label("Best language: %(names)s", names=", ".join(names)) if names else ""
