"""A letter on paper."""

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import subject


def compose(action: UrgentAction, target: Target, own: Own) -> Appeal:
    """The letter, and the lines of the envelope."""
    to = contacts.address(target)
    body = letter.text(action, target, own)
    return Appeal(
        channel=Channel.POST,
        to=to,
        subject=subject(action),
        body=body,
        language=action.language,
        copies=((Label.COPY_LETTER, body), (Label.COPY_ADDRESS, "\n".join(to))),
    )
