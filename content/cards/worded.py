"""Worded: what organizers say beside the document, with what stands for its placeholders in the reader's language."""

from content.action import UrgentAction
from content.cards.short import clipped
from content.message import plain
from content.render import Voice
from content.rules.wordings import filled

_VALUE = 120  # UTF-16 units


def worded(voice: Voice, said: str, *, number: str, text: UrgentAction, days: int | None, network: str) -> str:
    """The wording `said` for this reader. `number` is the case's with its series, `days` are left, None for no end."""
    values = {
        "days_left": plain(voice.text("days", days=days)),
        "date": voice.date(text.deadline) or voice.label("no fixed day"),
        "who": text.who,
        "country": text.country,
        "number": number,
        "network": network,
    }
    return filled(said, {name: clipped(value, _VALUE) for name, value in values.items()})
