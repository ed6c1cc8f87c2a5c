"""Asking: what it is about, and the three questions."""

from dataclasses import dataclass, replace

from content.appeals.words import line
from content.choices import AskOwn, DropOwn, OpenAppeal, OwnWords, WriteWhole, pack
from content.message import Button, Message
from handlers.acting import handing
from handlers.turn import Reply
from handlers.visit import Visit
from handlers.wording import place
from handlers.wording.own import wrote_whole
from handlers.wording.place import Place
from storage import talks
from storage.words import own_words

LONGEST = 200
"""Characters of one answer: three make a paragraph that leaves the letter on its page."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and a whole sentence that would answer it, in English: keys for translation."""

    asked: str
    example: str


QUESTIONS = (
    Question(
        "Why do you care about this case?",
        "Nobody should be punished for saying what they think.",
    ),
    Question(
        "What do you do: your work, your studies, what fills your days?",
        "I am a nurse, and I see every day what fear does to people.",
    ),
    Question(
        "Is there something that links you to the country: a journey, a friend, its books, its music?",
        "I have visited your country and was received with great kindness.",
    ),
)


async def open_own(visit: Visit, choice: OwnWords) -> Reply:
    """`In your own words`: what is asked, and what becomes of what is typed."""
    found = await place.find(visit, choice)
    if isinstance(found, Message):
        return Reply(messages=(found,), in_place=True)
    words = await own_words.of(visit.tx, visit.here.chat, found.kept.id, now=visit.turn.now)
    rows = [
        [visit.button("Three short questions", AskOwn(*found.named, 0))],
        [visit.button("Write the whole letter", WriteWhole(*found.named))],
        [visit.button("Take my words out", DropOwn(*found.named))] if words else [],
        [visit.button("Back", OpenAppeal(*found.named))],
    ]
    return visit.instead(
        "own_words",
        rows,
        page=bool(visit.network.doors.page(*found.named)),
        answered=words is not None and any(words.answers),
        whole=words is not None and wrote_whole(words, found.to, found.text.language),
    )


async def ask(visit: Visit, choice: AskOwn) -> Reply:
    """A question is asked, or was skipped; past the last one the letter."""
    found = await place.find(visit, choice)
    if isinstance(found, Message):
        return Reply(messages=(found,), in_place=True)
    if choice.number >= len(QUESTIONS):
        return await handing.hand_out(visit, OpenAppeal(*found.named))
    return Reply(messages=(await _question(visit, found, choice.number),), in_place=True)


async def answered(visit: Visit, choice: AskOwn, found: Place) -> Reply:
    """The answer was typed: kept, and the next question. A repeat asks what is asked now."""
    said = line(visit.turn.what)
    if len(said) > LONGEST:
        rows = [[_skip(visit, found, choice.number, ""), _back(visit, found, choice.number)]]
        return visit.reply("own_long", rows, limit=LONGEST, over=len(said) - LONGEST, again=True)
    if visit.repeated or not said:
        return Reply(messages=(await _question(visit, found, choice.number),))
    known = await own_words.of(visit.tx, visit.here.chat, found.kept.id, now=visit.turn.now)
    known = known or own_words.OwnWords(action=found.kept.id, since=visit.turn.now)
    if wrote_whole(known, found.to, found.text.language):  # the questions are for a letter of ours
        known = replace(known, letter="", target=None, language="")
    answers = tuple(said if at == choice.number else one for at, one in enumerate(known.answers))
    await own_words.keep(visit.tx, visit.here.chat, replace(known, answers=answers))
    if choice.number + 1 < len(QUESTIONS):
        return Reply(messages=(await _question(visit, found, choice.number + 1),))
    return await done(visit, found)


async def drop(visit: Visit, choice: DropOwn) -> Reply:
    """`Take my words out`: gone, and the letter as it was."""
    await own_words.drop(visit.tx, visit.here.chat, choice.action)
    opened = OpenAppeal(choice.action, choice.target, choice.channel, choice.language)
    reply = await handing.hand_out(visit, opened)
    return replace(reply, note=visit.voice.label("Your words are gone: the letter is as it was."))


async def done(visit: Visit, found: Place) -> Reply:
    """The letter with what was typed. If the last words are repeated it is drawn again; new ones are for nobody."""
    opened = OpenAppeal(*found.named)
    await expect(visit, opened)
    return replace(await handing.hand_out(visit, opened), in_place=False)


async def expect(visit: Visit, choice: AskOwn | WriteWhole | OpenAppeal) -> None:
    """The next words typed here are for this."""
    await talks.expect(visit.tx, visit.here.chat, "own", detail=pack(choice), now=visit.turn.now)


async def _question(visit: Visit, found: Place, number: int) -> Message:
    await expect(visit, AskOwn(*found.named, number))
    words = await own_words.of(visit.tx, visit.here.chat, found.kept.id, now=visit.turn.now)
    answer = words.answers[number] if words else ""
    question = QUESTIONS[number]
    return visit.message(
        "own_question",
        [[_skip(visit, found, number, answer), _back(visit, found, number)]],
        number=number + 1,
        all=len(QUESTIONS),
        question=visit.voice.label(question.asked),
        example=visit.voice.label(question.example),
        answer=answer,
        written_in=found.written_in(visit),
        limit=LONGEST,
    )


def _skip(visit: Visit, found: Place, number: int, answer: str) -> Button:
    following = AskOwn(*found.named, number + 1)
    return visit.button("Keep this answer", following) if answer else visit.button("Skip", following)


def _back(visit: Visit, found: Place, number: int) -> Button:
    return visit.button("Back", AskOwn(*found.named, number - 1) if number else OwnWords(*found.named))
