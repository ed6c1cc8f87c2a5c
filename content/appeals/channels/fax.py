"""A fax: lines that say whom it is for and what about, and the letter."""

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.phrases import phrases
from content.appeals.words import filled, language, subject


def compose(action: UrgentAction, target: Target, own: Own) -> Appeal:
    """The page to fax, cover lines first."""
    to = contacts.faxes(target)
    about = subject(action)
    said = phrases(language(action))
    head = f"{filled(said.attention, contacts.addressee(target))}\n{filled(said.topic, about)}".strip()
    body = f"{head}\n\n{letter.text(action, target, own)}"
    return Appeal(
        channel=Channel.FAX,
        to=to,
        subject=about,
        body=body,
        language=action.language,
        copies=(*((Label.COPY_NUMBER, number) for number in to), (Label.COPY_LETTER, body)),
    )
