"""An e-mail: the letter, and links that open a mail program or webmail with as much of it as they hold."""

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter, links
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import subject


def compose(action: UrgentAction, target: Target, own: Own) -> Appeal:
    """The e-mail to all of the target's addresses at once. The letter is the first to copy: not every link holds it."""
    to = contacts.emails(target)
    about = subject(action)
    body = letter.text(action, target, own)
    opened = ((Label.GMAIL, links.gmail(to, about, body)), (Label.OUTLOOK, links.outlook(to, about, body)))
    address = Label.COPY_ADDRESSES if len(to) > 1 else Label.COPY_ADDRESS
    return Appeal(
        channel=Channel.EMAIL,
        to=to,
        subject=about,
        body=body,
        language=action.language,
        mailto=links.mailto(to, about, body) if to else "",
        links=tuple((label, url) for label, url in opened if url),
        copies=((Label.COPY_LETTER, body), (address, ", ".join(to)), (Label.COPY_SUBJECT, about)),
    )
