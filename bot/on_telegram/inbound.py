"""What arrives from Telegram, read: an update of any shape is something to answer, or nothing, and never raises."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from content.ids import Platform, PlatformId
from handlers.turn import Event, Turn

KINDS = ("message", "callback_query", "my_chat_member")
"""The updates we ask Telegram for."""

NOT_TEXT = (
    "animation", "audio", "checklist", "contact", "dice", "document", "location", "paid_media", "photo", "poll",
    "sticker", "story", "venue", "video", "video_note", "voice",
)  # fmt: skip
"""What a person can send that is not text. The rest is Telegram's own (a pinned message, a new background)."""

MEMBERSHIP = {"kicked": Event.BLOCKED, "member": Event.UNBLOCKED}


@dataclass(frozen=True, slots=True)
class Document:
    """A file as an update names it; `size` in bytes, where it says it."""

    id: str
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Something to answer: a `turn` of a private chat, or, without one, something said or pressed in a group.

    `pressed` is the message whose button it was; `query` is the press itself, which must be answered once. `document`
    is what was sent with the turn, still to be fetched.
    """

    chat: PlatformId
    language: str = ""
    turn: Turn | None = None
    pressed: int | None = None
    query: str | None = None
    document: Document | None = None


def read(update: object, *, username: str, now: datetime) -> Arrival | None:
    """What `update` asks of us, or None. `username` is ours, without the @: commands in groups are addressed to it."""
    key = number(update, "update_id")
    if key is None:
        return None
    if message := _within(update, "message"):
        return _message(message, str(key), username, now)
    if query := _within(update, "callback_query"):
        return _press(query, str(key), now)
    if change := _within(update, "my_chat_member"):
        return _change(change, str(key), now)
    return None


def chat_of(update: object) -> int | None:
    """The chat whose order `update` must keep, or None."""
    for kind in KINDS:
        if found := _within(update, kind):
            return number(_within(found, "chat") or _within(_within(found, "message"), "chat"), "id")
    return None


def number(thing: object, name: str) -> int | None:
    """The whole number `thing` has under `name`, or None."""
    found = thing.get(name) if isinstance(thing, dict) else None
    return found if type(found) is int else None


def _message(message: dict[str, Any], key: str, username: str, now: datetime) -> Arrival | None:
    chat = number(_within(message, "chat"), "id")
    if chat is None:
        return None
    text = _text(message, "text")
    language = _language(message)
    if _is_private(message):
        if text:
            return _turn(chat, key=key, event=Event.SAID, what=text, language=language, now=now)
        if any(kind in message for kind in NOT_TEXT):
            arrival = _turn(chat, key=key, event=Event.SENT_FILE, language=language, now=now)
            return replace(arrival, document=_document(message))
        return None
    command = text.split(maxsplit=1)[0] if text.strip() else ""
    if command.startswith("/") and command.lower().endswith(f"@{username.lower()}"):
        return Arrival(chat=PlatformId(str(chat)), language=language)
    return None


def _document(message: dict[str, Any]) -> Document | None:
    document = _within(message, "document")
    key = _text(document, "file_id")
    return Document(key, number(document, "file_size")) if key else None


def _press(query: dict[str, Any], key: str, now: datetime) -> Arrival | None:
    """A press on a message too old to be shown to us still has its chat and its data, and is answered."""
    name, what = _text(query, "id"), _text(query, "data")
    person = number(_within(query, "from"), "id")
    message = _within(query, "message")
    chat = number(_within(message, "chat"), "id")
    if not name or person is None:
        return None
    language = _language(query)
    if chat is None or not _is_private({"from": query.get("from"), "chat": _within(message, "chat")}):
        return Arrival(chat=PlatformId(str(person)), language=language, query=name)
    if not what:
        return None
    arrival = _turn(chat, key=key, event=Event.PRESSED, what=what, language=language, now=now)
    return replace(arrival, pressed=number(message, "message_id"), query=name)


def _change(change: dict[str, Any], key: str, now: datetime) -> Arrival | None:
    chat = number(_within(change, "chat"), "id")
    event = MEMBERSHIP.get(_text(_within(change, "new_chat_member"), "status"))
    if chat is None or event is None or not _is_private(change):
        return None
    return _turn(chat, key=key, event=event, language=_language(change), now=now)


def _turn(chat: int, *, key: str, event: Event, what: str = "", language: str, now: datetime) -> Arrival:
    to = PlatformId(str(chat))
    turn = Turn(platform=Platform.TELEGRAM, chat=to, key=key, event=event, what=what, language=language, now=now)
    return Arrival(chat=to, language=language, turn=turn)


def _is_private(thing: dict[str, Any]) -> bool:
    """A person's own chat with us has the person's id; a bot is nobody's supporter."""
    chat, person = _within(thing, "chat"), _within(thing, "from")
    return (
        _text(chat, "type") == "private"
        and person is not None
        and number(person, "id") == number(chat, "id")
        and person.get("is_bot") is not True
    )


def _language(thing: dict[str, Any]) -> str:
    return _text(_within(thing, "from"), "language_code")[:35]  # the longest tag that BCP 47 asks programs to take


def _within(thing: object, name: str) -> dict[str, Any] | None:
    found = thing.get(name) if isinstance(thing, dict) else None
    return found if isinstance(found, dict) else None


def _text(thing: object, name: str) -> str:
    found = thing.get(name) if isinstance(thing, dict) else None
    if not isinstance(found, str):
        return ""
    return found.encode(errors="replace").decode().replace("\0", "")  # what no database would take
