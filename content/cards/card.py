"""The card: who is in danger, where, what is asked, how long there is; and the rows of buttons under such messages."""

from content.action import Channel, Kind, UrgentAction
from content.appeals.words import line, subject
from content.cards.short import clipped, shortened
from content.choices import Choice, Decline, Later, More, TakeAction, pack
from content.ids import ActionId, SupporterId
from content.message import Message, Press
from content.render import Voice

SUMMARY = 700
"""UTF-16 units of the summary that a card shows; the rest is under "More about this case"."""
_INTRO = 500
_WHO = 120
_COUNTRY = 60
_TITLE = 200
_ASKS = 5
_ASK = 200

CHANNELS = {
    Channel.POST: "Letter",
    Channel.EMAIL: "Email",
    Channel.FAX: "Fax",
    Channel.PHONE: "Phone",
    Channel.X: "X",
    Channel.FORM: "Web form",
}
"""The channels' names in English: their keys for translation."""

Rows = tuple[tuple[Press, ...], ...]


def card(
    voice: Voice,
    action: ActionId,
    text: UrgentAction,
    *,
    days: int | None,
    owner: SupporterId | None = None,
    intro: str = "",
) -> Message:
    """Who, where, what is asked, days left; the organizers' introduction above it all, `""` for none.

    With no `owner` its buttons work for everybody: the alert.
    """
    said = voice.text(
        "card",
        **facts(voice, text, days),
        correction="",
        intro=introduced(intro),
        update=text.kind is Kind.UPDATE,
        did=(),
        asks=asks(text),
        stops=False,
    )
    return Message(said, card_rows(voice, action, owner))


def facts(voice: Voice, text: UrgentAction, days: int | None) -> dict[str, object]:
    """What every card's head may show: who, where, the title (unless it says who), days left and the date in words."""
    who = subject(text)
    title = line(text.title)
    return {
        "who": clipped(who, _WHO),
        "country": clipped(text.country, _COUNTRY),
        "title": "" if title == who else clipped(title, _TITLE),
        "summary": shortened(text.summary, SUMMARY),
        "days": days,
        "until": voice.date(text.deadline),
    }


def introduced(intro: str) -> str:
    """The introduction within what a card has room for, whatever was put in for its placeholders."""
    return shortened(intro, _INTRO)


def asks(text: UrgentAction) -> list[str]:
    """The first of what is asked for; "…" stands for the others."""
    found = [ask for one in text.asks if (ask := clipped(one, _ASK))]
    return [*found[:_ASKS], "…"] if len(found) > _ASKS else found


def press(said: str, choice: Choice, owner: SupporterId | None = None) -> Press:
    """A button that says something in the reader's language."""
    return Press(said, pack(choice, owner))


def card_rows(voice: Voice, action: ActionId, owner: SupporterId | None = None) -> Rows:
    """The buttons of a card."""
    take = press(voice.label("Take action"), TakeAction(action), owner)
    return ((take,), more_row(voice, action, owner), answer_row(voice, action, owner))


def more_row(voice: Voice, action: ActionId, owner: SupporterId | None = None) -> tuple[Press, ...]:
    """The button for the background."""
    return (press(voice.label("More about this case"), More(action), owner),)


def answer_row(voice: Voice, action: ActionId, owner: SupporterId | None = None) -> tuple[Press, ...]:
    """The buttons for whoever does not act now."""
    return (
        press(voice.label("Later"), Later(action), owner),
        press(voice.label("Not this case"), Decline(action), owner),
    )
