"""A web form: opened by the supporter, who pastes the letter. Never filled in by us: forms change all the time."""

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import subject
from content.message import host


def compose(action: UrgentAction, target: Target, own: Own) -> Appeal:
    """The forms, each link labelled with the host it opens, and the text to paste."""
    to = contacts.forms(target)
    about = subject(action)
    body = letter.text(action, target, own)
    return Appeal(
        channel=Channel.FORM,
        to=to,
        subject=about,
        body=body,
        language=action.language,
        links=tuple((host(url), url) for url in to),
        copies=((Label.COPY_LETTER, body), (Label.COPY_SUBJECT, about)),
    )
