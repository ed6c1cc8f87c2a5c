"""Place: which letter the words are for, checked as on every page of a walk."""

from dataclasses import dataclass

from content.action import Channel, Target, UrgentAction
from content.choices import AskOwn, DropOwn, OpenAppeal, OwnWords, WriteWhole
from content.ids import ActionId, TargetId
from content.languages import name as language_name
from content.message import Message
from content.rules.deadlines import Stage
from handlers.acting import listing, reach
from handlers.visit import Visit
from handlers.wording.own import LETTERS
from storage.actions import Kept

Wording = OwnWords | AskOwn | WriteWhole | DropOwn | OpenAppeal
"""What names a letter: the buttons of this conversation, and the one that leads back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The letter to one target through one channel; `text` is in its language."""

    kept: Kept
    text: UrgentAction
    to: TargetId
    channel: Channel

    @property
    def target(self) -> Target:
        return self.text.targets[self.kept.targets.index(self.to)]

    @property
    def named(self) -> tuple[ActionId, TargetId, Channel, str]:
        """What the buttons of this conversation begin with."""
        return self.kept.id, self.to, self.channel, self.text.language

    def written_in(self, visit: Visit) -> str:
        """What the letter's language is called."""
        return language_name(self.text.language, visit.voice.language)


async def find(visit: Visit, choice: Wording) -> Place | Message:
    """The letter that a button names, or what to say when it is over.

    Raises LookupError for what is not this person's to write: no letter, another's embassy, a language it lacks.
    """
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return await listing.closed_message(visit, kept)
    reach.offered(visit, kept, choice.target, choice.channel)
    if choice.channel not in LETTERS:
        raise LookupError(choice.channel)
    text = reach.text(visit, kept, choice.language)
    return Place(kept=kept, text=text, to=choice.target, channel=choice.channel)
