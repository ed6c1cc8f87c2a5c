"""Visit: a turn with everything a conversation needs to answer it; and how its buttons are made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from content.choices import Choice, pack
from content.ids import ActionId, SupporterId
from content.message import Button, Message, Press
from content.render import Voice
from content.rules.deadlines import days_left
from content.rules.hours import Quiet
from content.rules.roles import Role
from handlers.doors import SHUT, Doors
from handlers.turn import Reply, Turn
from storage import people, staff
from storage.actions import Kept
from storage.database.engine import Tx
from storage.people import Supporter

NONE = ActionId(0)
"""In a button: no Urgent Action in particular."""
SYMBOLS = {
    "Take action": "✍️",
    "Quickest way": "⚡",
    "Letter": "✉️",
    "Email": "📧",
    "Fax": "📠",
    "Phone": "📞",
    "Web form": "🌐",
    "I sent it": "✅",
    "I called": "✅",
    "I posted it": "✅",
}
"""What stands before a label, by its English; nothing for those who asked for plain steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who we are: the organization's name, a human to ask, the policy's address, its clock (an IANA zone).

    `retention_days`: how long after an action closes its takings still belong to people. `quiet` are the hours of each
    person's own clock in which nothing new is sent, None for no such hours. `doors` lead here from outside.
    """

    name: str
    contact: str = ""
    policy: str = ""
    zone: str = "Europe/Paris"
    retention_days: int = 30
    quiet: Quiet | None = None
    doors: Doors = SHUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One turn by one person. `supporter` is None until they joined; `tx` is the turn's own transaction.

    `repeated`: the turn was heard before, and what it did is done.
    """

    turn: Turn
    tx: Tx
    network: Network
    supporter: Supporter | None
    voice: Voice
    repeated: bool = False

    @property
    def here(self) -> Supporter:
        """The supporter, where a conversation is only reached by those who joined. Raises LookupError for others."""
        if self.supporter is None:
            raise LookupError("only those who joined come here")
        return self.supporter

    async def role(self) -> Role:
        """What this person may do here."""
        return await staff.role(self.tx, self.turn.platform, self.turn.chat)

    @property
    def plain(self) -> bool:
        return self.supporter is not None and self.supporter.plain

    @property
    def owner(self) -> SupporterId | None:
        return None if self.supporter is None else self.supporter.id

    @property
    def zone(self) -> str:
        """The clock this person goes by: their own, else the organization's (an IANA zone)."""
        return (self.supporter.zone if self.supporter else "") or self.network.zone

    @property
    def paused_until(self) -> datetime | None:
        """When a pause that holds now ends: until then nothing is sent to this person."""
        ends = self.supporter.paused_until if self.supporter else None
        return ends if ends is not None and ends > self.turn.now else None

    async def again(self) -> Self:
        """The visit with the supporter as they are now, in the language they have now."""
        supporter = await people.find(self.tx, self.turn.platform, self.turn.chat)
        voice = Voice(supporter.language) if supporter else self.voice
        return replace(self, supporter=supporter, voice=voice)

    def button(self, label: str, choice: Choice, **values: object) -> Press:
        """A button; `label` is the English text, its own key for translation."""
        said = self.voice.label(label, **values)
        symbol = "" if self.plain else SYMBOLS.get(label, "")
        return Press(f"{symbol} {said}".strip(), pack(choice, self.owner))

    def named(self, label: str, choice: Choice) -> Press:
        """A button that carries a name, which nobody translates."""
        return Press(label, pack(choice, self.owner))

    def ticked(self, said: str, choice: Choice, ticked: bool) -> Press:
        """A button of several that one chooses from, in the reader's language: it shows whether it is chosen."""
        if ticked:
            said = self.voice.label("%(what)s (chosen)", what=said) if self.plain else f"✓ {said}"
        return self.named(said, choice)

    def message(self, template: str, rows: Sequence[Sequence[Button]] = (), /, **values: object) -> Message:
        """A message from a template and rows of buttons; empty rows go."""
        text = self.voice.text(template, **values)
        return Message(text, tuple(tuple(row) for row in rows if row))

    def reply(self, template: str, rows: Sequence[Sequence[Button]] = (), /, **values: object) -> Reply:
        """A new message as the whole answer."""
        return Reply(messages=(self.message(template, rows, **values),))

    def instead(self, template: str, rows: Sequence[Sequence[Button]] = (), /, **values: object) -> Reply:
        """A message in place of the pressed one as the whole answer."""
        return Reply(messages=(self.message(template, rows, **values),), in_place=True)

    def left(self, kept: Kept) -> dict[str, object]:
        """What the template `left` needs: days left and the date, in words."""
        return {"days": self.days_left(kept), "until": self.voice.date(kept.text.deadline)}

    def days_left(self, kept: Kept) -> int | None:
        deadline = kept.text.deadline
        return None if deadline is None else days_left(deadline, kept.zone, self.turn.now)
