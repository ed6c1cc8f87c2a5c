"""sendMessage, cheaply: what every chat gets alike is read once, only the chat is read for each call."""

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


class Contents:
    """The contents seen so far, by the request's body without its chat."""

    def __init__(self) -> None:
        self.last: Content | None = None
        self.numbers = 0
        self._known: dict[bytes, Content] = {}

    def known(self, body: bytes, *, as_json: bool) -> tuple[int, Content] | None:
        """The chat and the content of a body that differs from an earlier one in the chat only."""
        start, end = _place(body, as_json=as_json)
        content = self._known.get(body[:start] + body[end:])
        return None if content is None else (int(body[start:end]), content)

    def learn(self, body: bytes, values: dict[str, Any], *, as_json: bool) -> tuple[int, Content]:
        """The chat and the content of a body read in full. Raises Refusal for what the real server would not take."""
        chat = chat_of(values)
        content = content_of(values)
        start, end = _place(body, as_json=as_json)
        if body[start:end] == str(chat).encode():
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[body[:start] + body[end:]] = content
        return chat, content

    def message(self, chat: int, content: Content, number: int | None = None) -> bytes:
        """The message as the Bot API gives it: with a new number, or, edited, with the one it has."""
        self.last = content
        if number is None:
            self.numbers += 1
            number = self.numbers
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


def _place(body: bytes, *, as_json: bool) -> tuple[int, int]:
    """From where to where the chat's number stands; (0, 0) if it is not found cheaply.

    Inside a text neither can stand: there a quote in JSON has a backslash before it, and an & in a form is `%26`.
    """
    if as_json:
        start = body.find(b'"chat_id":') + 10
        if start == 9:
            return 0, 0
        if body[start : start + 1] == b" ":
            start += 1
        if body[start : start + 1] == b'"':
            start += 1
    else:
        start = 8 if body.startswith(b"chat_id=") else body.find(b"&chat_id=") + 9
        if start == 8 and not body.startswith(b"chat_id="):
            return 0, 0
    end = start + 1
    longest = min(len(body), start + 20)
    while end < longest and 48 <= body[end] <= 57:
        end += 1
    first = body[start : start + 1]
    return (start, end) if first.isdigit() or (first == b"-" and end > start + 1) else (0, 0)
