"""What the Bot API refuses: each check returns what it found good, or raises Refusal as the real server words it."""

import re
from typing import Any, NoReturn
from urllib.parse import urlsplit

TEXT, CAPTION, ENTITIES, BUTTONS, ROW = 4096, 1024, 100, 100, 8

ENTITY_TYPES = frozenset(
    ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
     "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
     "custom_emoji", "date_time")
)  # fmt: skip
BUTTON_KINDS = ("url", "callback_data", "copy_text", "web_app", "login_url", "switch_inline_query", "pay")


class Refusal(Exception):
    """An answer with `ok: false`."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def refuse(description: str) -> NoReturn:
    """Status 400, which is always the bot's own fault."""
    raise Refusal(400, f"Bad Request: {description}")


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def text(given: object, longest: int = TEXT) -> str:
    """A message's text (1 to 4096 units) or, with `longest` 1024, a caption (which may be empty)."""
    if given is None and longest == CAPTION:
        return ""
    if not isinstance(given, str):
        refuse("message text is empty")
    try:
        length = units(given)
    except UnicodeEncodeError:
        refuse("strings must be encoded in UTF-8")
    if not given.strip() and longest == TEXT:
        refuse("message text is empty")
    if length > longest:
        refuse("message is too long" if longest == TEXT else "message caption is too long")
    return given


def entities(given: object, said: str) -> list[dict[str, Any]]:
    """Entities of a known type, inside the text, cutting no character in two, at most 100, links that can be opened."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(entity, dict) for entity in given):
        refuse("can't parse entities: expected an Array of MessageEntity")
    if len(given) > ENTITIES:
        refuse("too many entities in the message")
    borders = {0}
    at = 0
    for character in said:
        at += 2 if character > "\uffff" else 1
        borders.add(at)
    for entity in given:
        kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
        if kind not in ENTITY_TYPES:
            refuse(f"can't parse MessageEntity: unsupported type {kind!r}")
        if type(offset) is not int or type(length) is not int or length < 1 or offset < 0:
            refuse("can't parse MessageEntity: offset and length must be whole numbers, in range")
        if offset + length > at:
            refuse("entity is out of range of the text: ENTITY_BOUNDS_INVALID")
        if offset not in borders or offset + length not in borders:
            refuse("entity begins or ends in a middle of a UTF-16 symbol")
        if kind == "text_link":
            url(entity.get("url"), "text link URL")
    return given


def overlaps(found: list[dict[str, Any]]) -> bool:
    """Whether a `pre` or `code` shares its place with another entity: the real server would drop one silently."""
    solid = [entity for entity in found if entity["type"] in ("pre", "code")]
    return any(
        one is not other
        and one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
        for one in solid
        for other in found
    )


def keyboard(given: object) -> dict[str, Any] | None:
    """An inline keyboard of at most 100 buttons, each of one kind and within its limits."""
    if given is None or given == {}:
        return None
    rows = given.get("inline_keyboard") if isinstance(given, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        refuse("can't parse inline keyboard: expected an Array of Arrays")
    if sum(map(len, rows)) > BUTTONS:
        refuse("reply markup is too long: REPLY_MARKUP_TOO_LONG")
    for row in rows:
        for button in row:
            _button(button)
    return {"inline_keyboard": [row for row in rows if row]} if any(rows) else None


def wide(given: dict[str, Any] | None) -> bool:
    """Whether a row has more buttons than clients show."""
    return given is not None and any(len(row) > ROW for row in given["inline_keyboard"])


def _button(button: object) -> None:
    if not isinstance(button, dict):
        refuse("can't parse inline keyboard button: expected an Object")
    label = button.get("text")
    if not isinstance(label, str) or not label.strip():
        refuse("can't parse inline keyboard button: text is empty")
    kinds = [kind for kind in BUTTON_KINDS if kind in button]
    if not kinds:
        refuse("text buttons are unallowed in the inline keyboard")
    if len(kinds) > 1:
        refuse("can't parse inline keyboard button: only one of its kinds may be given")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
            refuse("BUTTON_DATA_INVALID")
    if "copy_text" in button:
        copied = button["copy_text"]
        held = copied.get("text") if isinstance(copied, dict) else None
        if not isinstance(held, str) or not 1 <= units(held) <= 256:
            refuse("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        url(button["url"], "inline keyboard button URL")


def url(given: object, what: str) -> None:
    """http, https or tg, with a host that has a dot, as TDLib's link check has it.

    The real server rewrites `mailto:` into a link that leads nowhere; here it is refused.
    """
    if not isinstance(given, str) or not given:
        refuse(f"{what} is empty")
    scheme = given.partition(":")[0].lower()
    if scheme == "tg":
        return
    if scheme not in ("http", "https") or "://" not in given:
        refuse(f"{what} {given[:40]!r} is invalid: Unsupported URL protocol")
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - reading it raises where it is no port
    except ValueError:
        refuse(f"{what} {given[:40]!r} is invalid: Wrong port number specified in the URL")
    if "." not in host or not all(host.split(".")) or re.search(r"[\s\x00-\x20]", given):
        refuse(f"{what} {given[:40]!r} is invalid: Wrong HTTP URL")


def commands(given: object) -> list[dict[str, str]]:
    """At most 100 commands of 1 to 32 of a-z 0-9 _, each with a description of 1 to 256."""
    if not isinstance(given, list) or len(given) > 100:
        refuse("can't parse commands: at most 100 are allowed")
    for command in given:
        if not isinstance(command, dict) or not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            refuse("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            refuse("BOT_COMMAND_DESCRIPTION_INVALID")
    return given
