"""An e-mail: the letter, and links that open webmail with as much of it as they hold."""

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter, links
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import subject


def compose(action: UrgentAction, target: Target, own: Own) -> Appeal:
    """The e-mail to all of the target's addresses at once."""
    to = contacts.emails(target)
    about = subject(action)
    body = letter.text(action, target, own)
    return Appeal(
        channel=Channel.EMAIL,
        to=to,
        subject=about,
        body=body,
        language=action.language,
        links=((Label.GMAIL, links.gmail(to, about, body)), (Label.OUTLOOK, links.outlook(to, about, body))),
        copies=((Label.COPY_LETTER, body), (Label.COPY_ADDRESSES, ", ".join(to)), (Label.COPY_SUBJECT, about)),
    )
