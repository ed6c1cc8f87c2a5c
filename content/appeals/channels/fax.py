"""A fax: a page that says whom it is for, and the letter."""

from content.action import Channel, Target, UrgentAction
from content.appeals import contacts, letter
from content.appeals.appeal import Appeal, Label, Own
from content.appeals.words import filled, language, subject

_COVER = {
    "en": ("For the attention of: {}", "Subject: {}"),
    "fr": ("À l’attention de : {}", "Objet : {}"),
}


def compose(action: UrgentAction, target: Target, own: Own) -> Appeal:
    """The page to fax, cover lines first."""
    to = contacts.faxes(target)
    about = subject(action)
    cover, topic = _COVER.get(language(action), _COVER["en"])
    head = f"{filled(cover, contacts.addressee(target))}\n{filled(topic, about)}".strip()
    body = f"{head}\n\n{letter.text(action, target, own)}"
    return Appeal(
        channel=Channel.FAX,
        to=to,
        subject=about,
        body=body,
        language=action.language,
        copies=(*((Label.COPY_NUMBER, number) for number in to), (Label.COPY_LETTER, body)),
    )
