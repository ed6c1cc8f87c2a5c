"""Own: what a person put into their letter, for whoever composes it, counts it or ends the walk."""

from content.action import Channel, Target, UrgentAction
from content.appeals.advice import advice
from content.appeals.appeal import OURS, Own
from content.appeals.own import paragraph
from content.ids import ActionId, TargetId
from handlers.visit import Visit
from storage.actions import Kept
from storage.words import own_words
from storage.words.own_words import OwnWords

LETTERS = (Channel.POST, Channel.EMAIL, Channel.FAX, Channel.FORM)
"""The channels that carry a letter, and so one's own words."""


async def own_of(visit: Visit, kept: Kept, target: TargetId, language: str) -> Own:
    """What this person put into the letter to this target in this language: the whole of it, else a paragraph."""
    words = await own_words.of(visit.tx, visit.here.chat, kept.id, now=visit.turn.now)
    if words is None:
        return OURS
    if wrote_whole(words, target, language):
        return Own(letter=words.letter)
    return Own(paragraph=paragraph(words.answers, language))


def advice_lines(visit: Visit, letter: str, text: UrgentAction, target: Target, own: Own) -> list[str]:
    """What to look at in a letter with words of their own in it, in the reader's language; never a block.

    `letter` is the letter alone, without a fax's cover lines, `text` the action's in the letter's language.
    """
    if not own:
        return []
    found = advice(letter, text, target, language=text.language)
    return [visit.voice.label(kind, detail=detail) for kind, detail in found]


async def has_own(visit: Visit, action: ActionId, target: TargetId, channel: Channel) -> bool:
    """Whether a letter that goes this way has words of this person's in it: the yes or no that is counted."""
    words = await own_words.of(visit.tx, visit.here.chat, action, now=visit.turn.now)
    if words is None or channel not in LETTERS:
        return False
    return bool(paragraph(words.answers, "") or (words.letter and words.target == target))


async def ended(visit: Visit, action: ActionId) -> None:
    """This person is done with the action: what they typed for it is destroyed."""
    await own_words.drop(visit.tx, visit.here.chat, action)


def wrote_whole(words: OwnWords, target: TargetId, language: str) -> bool:
    """Whether they wrote the whole letter to this target in this language."""
    return bool(words.letter) and (words.target, words.language) == (target, language)
