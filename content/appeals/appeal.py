"""Appeal: the ready-to-use text for one target through one channel, and what a supporter put into it."""

from dataclasses import dataclass
from enum import StrEnum

from content.action import Channel


class Label(StrEnum):
    """What a link or a copy is called: English, and the key under which gettext has it in other languages."""

    GMAIL = "Gmail"
    OUTLOOK = "Outlook"
    OPEN_X = "Open X"
    COPY_LETTER = "Copy letter"
    COPY_ADDRESS = "Copy address"
    COPY_ADDRESSES = "Copy addresses"
    COPY_SUBJECT = "Copy subject"
    COPY_NUMBER = "Copy number"
    COPY_POST = "Copy post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What a supporter put in: a paragraph of their own, or the whole letter in place of ours. Both as they typed it.

    The whole letter wins. Neither is ever logged or counted.
    """

    paragraph: str = ""
    letter: str = ""

    def __bool__(self) -> bool:
        return bool(self.paragraph or self.letter)


OURS = Own()
"""Nothing of one's own: the letter as the document gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """What a supporter needs to reach one target through one channel.

    `to` is where it goes, as to be shown: address lines, e-mail addresses, numbers, handles or form addresses. `body`
    has its paragraphs apart by blank lines and is in `language`, that of the action's texts. Of a post on X `posts` are
    the wordings to choose from, the first being `body`. `mailto` opens a mail program with as much of an e-mail as it
    holds. `links` are (label, https address) and `copies` (label, text), best first; a label is a `Label`, or for a
    form the host that will open.
    """

    channel: Channel
    to: tuple[str, ...]
    subject: str
    body: str
    language: str = "en"
    posts: tuple[str, ...] = ()
    mailto: str = ""
    links: tuple[tuple[str, str], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()


class Unreachable(ValueError):
    """The target has nothing valid for this channel."""
