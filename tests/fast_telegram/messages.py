"""Messages sent, edited and deleted, cheaply: what every chat gets alike is read once, the rest for each call."""

import json
import time
from dataclasses import dataclass
from typing import Any

from tests.fast_telegram.refusal import Refusal, refuse

BOT = {"id": 7000000001, "is_bot": True, "first_name": "Urgent Actions", "username": "ua_test_bot"}
LONGEST = 4096
MOST_KNOWN = 1000
_BOT = json.dumps(BOT)


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds. `tail` is all of its JSON that does not depend on the chat."""

    text: str
    reply_markup: Any
    tail: str


NOTHING = Content("", None, "}")
"""What a deletion says."""

Asked = tuple[int, int, Content]
"""The chat, the number of the message that is to be edited or deleted (0: a new one), the content."""


class Contents:
    """The contents seen so far, by the method and the request's body without its chat and its message."""

    def __init__(self) -> None:
        self.last: Content | None = None
        self._numbers = 0
        self._known: dict[tuple[str, bytes], Content] = {}

    def next_number(self) -> int:
        """A number for a new message."""
        self._numbers += 1
        return self._numbers

    def known(self, method: str, body: bytes, *, as_json: bool) -> Asked | None:
        """What a body asks that differs from an earlier one in the chat and the message only."""
        chat, number, rest = _cut(method, body, as_json=as_json)
        content = self._known.get((method, rest))
        if content is None or not chat or not (number.isdigit() and (method == "sendmessage" or int(number))):
            return None
        return int(chat), int(number), content

    def learn(self, method: str, body: bytes, values: dict[str, Any], *, as_json: bool) -> Asked:
        """What a body read in full asks. Raises Refusal for what the real server would not take."""
        chat = chat_of(values)
        number = 0 if method == "sendmessage" else _number_of(values)
        content = NOTHING if method == "deletemessage" else content_of(values)
        *found, rest = _cut(method, body, as_json=as_json)
        if found == [str(chat).encode(), str(number).encode()]:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[method, rest] = content
        return chat, number, content

    def message(self, chat: int, content: Content, number: int) -> bytes:
        """The message of that number as the Bot API gives it."""
        self.last = content
        known = '"first_name":"Somebody","type":"private"' if chat > 0 else '"title":"A group","type":"supergroup"'
        head = f'{{"message_id":{number},"from":{_BOT},"chat":{{"id":{chat},{known}}},"date":{int(time.time())},'
        return (head + content.tail).encode()


def chat_of(values: dict[str, Any]) -> int:
    """The chat a call names. Raises Refusal."""
    given = values.get("chat_id")
    if given in (None, ""):
        refuse("chat_id is empty")
    try:
        return int(str(given))
    except ValueError:
        raise Refusal(400, "Bad Request: chat not found") from None


def _number_of(values: dict[str, Any]) -> int:
    given = str(values.get("message_id", ""))
    if not given.isdecimal() or int(given) < 1:
        refuse("message identifier is not specified")
    return int(given)


def content_of(values: dict[str, Any]) -> Content:
    """The text and the keyboard of a call, the text of 1 to 4096 UTF-16 units. Raises Refusal."""
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        refuse("message text is empty")
    if len(text) > LONGEST or len(text.encode("utf-16-le")) // 2 > LONGEST:
        refuse("message is too long")
    markup, entities = _tree(values, "reply_markup"), _tree(values, "entities")
    if markup is not None and not isinstance(markup, dict):
        refuse("object expected as reply markup")
    tail: dict[str, Any] = {"text": text}
    if entities:
        tail["entities"] = entities
    if markup:
        tail["reply_markup"] = markup
    return Content(text, markup, json.dumps(tail, separators=(",", ":"))[1:])


def _tree(values: dict[str, Any], name: str) -> Any:
    given = values.get(name)
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given) if given else None
    except ValueError:
        refuse(f"can't parse {name}: it is not JSON")


def _cut(method: str, body: bytes, *, as_json: bool) -> tuple[bytes, bytes, bytes]:
    """The chat, the message (`0` for a new one) and the body without them; what is not found cheaply stays in it."""
    start, end = _place(b"chat_id", body, as_json=as_json)
    chat, rest = body[start:end], body[:start] + body[end:]
    if method == "sendmessage":
        return chat, b"0", rest
    start, end = _place(b"message_id", rest, as_json=as_json)
    return chat, rest[start:end], rest[:start] + rest[end:]


def _place(name: bytes, body: bytes, *, as_json: bool) -> tuple[int, int]:
    """From where to where the number of that name stands; (0, 0) if it is not found cheaply.

    Inside a text none can stand: there a quote in JSON has a backslash before it, and an & in a form is `%26`.
    """
    if as_json:
        key = b'"%b":' % name
        start = body.find(key)
        if start < 0:
            return 0, 0
        start += len(key)
        if body[start : start + 1] == b" ":
            start += 1
        if body[start : start + 1] == b'"':
            start += 1
    else:
        key = b"%b=" % name
        start = 0 if body.startswith(key) else body.find(b"&%b" % key) + 1
        if start == 0 and not body.startswith(key):
            return 0, 0
        start += len(key)
    end = start + 1
    longest = min(len(body), start + 20)
    while end < longest and 48 <= body[end] <= 57:
        end += 1
    first = body[start : start + 1]
    return (start, end) if first.isdigit() or (first == b"-" and end > start + 1) else (0, 0)
