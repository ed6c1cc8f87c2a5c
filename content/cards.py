"""Cards: the messages that a broadcast sends to many and that a conversation shows to one."""

from content.action import UrgentAction
from content.choices import Choice, Decline, Later, More, TakeAction, pack
from content.ids import ActionId, SupporterId
from content.message import Message, Press
from content.render import Voice
from content.rules.announcing import BroadcastKind

SUMMARY = 700
"""Characters of the summary that a card shows; the rest is under "More about this case"."""


def card(
    voice: Voice, action: ActionId, text: UrgentAction, *, days: int | None, owner: SupporterId | None = None
) -> Message:
    """Who, where, what is asked, days left. With no `owner` its buttons work for everybody: the alert."""
    return Message(
        voice.text(
            "card",
            who=text.who,
            country=text.country,
            title=text.title,
            summary=shortened(text.summary, SUMMARY),
            asks=text.asks,
            days=days,
            until=voice.date(text.deadline),
        ),
        _rows(voice, action, owner),
    )


def broadcast_card(
    voice: Voice, kind: BroadcastKind, action: ActionId, text: UrgentAction, *, days: int | None
) -> Message:
    """What a broadcast of this kind says: to everybody the same, in their language."""
    if kind is BroadcastKind.OUTCOME:
        summary = shortened(text.summary, SUMMARY)
        return Message(voice.text("outcome", who=text.who, country=text.country, title=text.title, summary=summary))
    if kind is BroadcastKind.REMINDER:
        until = voice.date(text.deadline)
        said = voice.text("reminder", who=text.who, country=text.country, days=days, until=until)
        return Message(said, _rows(voice, action, None))
    return card(voice, action, text, days=days)


def shortened(text: str, limit: int) -> str:
    """The text's first whole sentences within `limit` characters; a longer sentence ends with "…" between words."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? ", "。"))
    if end > limit // 3:
        return head[: end + 1]
    return head[: head.rfind(" ")].rstrip(",;:– ") + " …"


def _rows(voice: Voice, action: ActionId, owner: SupporterId | None) -> tuple[tuple[Press, ...], ...]:
    def press(said: str, choice: Choice) -> Press:
        return Press(said, pack(choice, owner))

    return (
        (press(voice.label("Take action"), TakeAction(action)),),
        (press(voice.label("More about this case"), More(action)),),
        (press(voice.label("Later"), Later(action)), press(voice.label("Not this case"), Decline(action))),
    )
