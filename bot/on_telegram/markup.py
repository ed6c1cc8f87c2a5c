"""A message as Telegram takes it: text with entities, never a parse mode, so that no text can be taken for markup."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, MessageLimit

from content.message import Attachment, Button, Copy, Link, Message, Press, Span, Text, host, plain, split

PLAIN_LINK = '{"is_disabled": true}'
"""A preview would fetch, and show, a page of somebody else's choice."""

LONGEST_LINK = 2048
"""Characters. Telegram documents no limit; this is what browsers and its clients are known to open."""


@dataclass(frozen=True)
class Part:
    """One message of Telegram's: at most 4096 UTF-16 units of text, or 1024 under a file."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None
    attachment: Attachment | None = None

    @cached_property
    def fields(self) -> dict[str, str]:
        """The parameters of the call, written out once however many chats it goes to."""
        text, entities = ("text", "entities") if self.attachment is None else ("caption", "caption_entities")
        fields = {text: self.text}
        if self.entities:
            fields[entities] = json.dumps([entity.to_dict() for entity in self.entities])
        if self.keyboard is not None:
            fields["reply_markup"] = json.dumps(self.keyboard.to_dict())
        return fields


@dataclass(frozen=True, slots=True)
class Ready:
    """A message made into Telegram's, once for all chats.

    `form`, where it is a single text, is what sending it and putting it in a message's place have in common: all but
    where it goes.
    """

    parts: tuple[Part, ...]
    form: bytes | None


def ready(message: Message) -> Ready:
    """The message as it leaves. Raises ValueError as `parts`."""
    made = parts(message)
    return Ready(made, form(made[0]) if len(made) == 1 and made[0].attachment is None else None)


def form(part: Part) -> bytes:
    """A text, its style and its buttons, written out as a form."""
    return urlencode(part.fields | {"link_preview_options": PLAIN_LINK}).encode()


def units(text: str) -> int:
    """The length of `text` as Telegram counts it, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def parts(message: Message) -> tuple[Part, ...]:
    """The message as one or more of Telegram's: the file with the first, the buttons under the last.

    Raises ValueError for a choice over 64 bytes (Bot API, `callback_data`): a bug of ours, and it must be seen.
    """
    if message.attachment is not None and units(plain(message.text)) > MessageLimit.CAPTION_LENGTH:
        file = Part("", attachment=message.attachment)
        return (file, *parts(Message(message.text, message.rows)))
    pieces = [piece.text for piece in split(message, MessageLimit.MAX_TEXT_LENGTH, units)]
    buttons = keyboard(message.rows)
    last = len(pieces) - 1
    return tuple(
        Part(_clean(plain(piece)), entities(piece), buttons if number == last else None, message.attachment)
        for number, piece in enumerate(pieces)
    )


def entities(text: Text) -> tuple[MessageEntity, ...]:
    """The styles of `text` as Telegram's entities, in reading order, at most 100 (Bot API); blocks and links first."""
    found = list(_entities(text))
    if len(found) > MessageLimit.MESSAGE_ENTITIES:
        found.sort(key=lambda entity: entity.type in (MessageEntity.BOLD, MessageEntity.ITALIC))
        found = sorted(found[: MessageLimit.MESSAGE_ENTITIES], key=lambda entity: entity.offset)
    return tuple(found)


def _entities(text: Text) -> Iterator[MessageEntity]:
    at = 0
    for span in text:
        length = units(span.text)
        if length:
            for kind, url in _styles(span):
                yield MessageEntity(kind, at, length, url=url)
        at += length


def _styles(span: Span) -> Iterator[tuple[str, str | None]]:
    if span.block or span.code:  # neither may hold another entity
        yield (MessageEntity.PRE if span.block else MessageEntity.CODE), None
        return
    if span.bold:
        yield MessageEntity.BOLD, None
    if span.italic:
        yield MessageEntity.ITALIC, None
    if span.link is not None and opens(span.link):
        yield MessageEntity.TEXT_LINK, span.link


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The buttons Telegram can show, at most 100 and 8 a row, without those it would refuse; None if none is left."""
    wide = InlineKeyboardMarkupLimit.BUTTONS_PER_ROW
    left = int(InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER)
    kept: list[list[InlineKeyboardButton]] = []
    for row in rows:
        shown = [made for button in row if (made := _button(button)) is not None][:left]
        left -= len(shown)
        kept.extend(shown[at : at + wide] for at in range(0, len(shown), wide))
    return InlineKeyboardMarkup(kept) if kept else None


def _button(button: Button) -> InlineKeyboardButton | None:
    match button:
        case Press(label, choice):
            if not 1 <= len(choice.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
                raise ValueError("a button's choice must have 1 to 64 bytes: pack it with content.choices")
            return InlineKeyboardButton(_clean(label), callback_data=choice)
        case Copy(label, copied):
            if not 1 <= units(copied) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
                return None
            return InlineKeyboardButton(_clean(label), copy_text=CopyTextButton(_clean(copied)))
        case Link(label, url):
            return InlineKeyboardButton(_clean(label), url=url) if opens(url) else None


def _clean(text: str) -> str:
    """Half a character, as a broken document may give, is no UTF-8: a question mark is as long in UTF-16."""
    return text.encode(errors="replace").decode()


def opens(url: str) -> bool:
    """Whether Telegram takes `url`: http or https to a host with a dot. One that it refuses fails the whole message."""
    return len(url) <= LONGEST_LINK and bool(host(url))
