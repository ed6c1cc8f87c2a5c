"""The methods of the Bot API that the fast server knows, but for the few that `server.py` has on a short way."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from tests.fast_telegram.connection import Connection
from tests.fast_telegram.messages import BOT, Content, chat_of
from tests.fast_telegram.refusal import Refusal, refuse

if TYPE_CHECKING:
    from tests.fast_telegram.server import Fast

LONGEST_POLL = 50.0


@dataclass(frozen=True, slots=True)
class Call:
    """One call, read in full. A file's value is its bytes."""

    values: dict[str, Any]
    connection: Connection


def read(query: bytes, head: bytes, body: bytes) -> dict[str, Any]:
    """A call's parameters. Raises Refusal for a body that is none."""
    try:
        values: dict[str, Any] = dict(parse_qsl(query.decode(), keep_blank_values=True))
        if not body:
            return values
        if b"\r\ncontent-type: application/json" in head:
            given = json.loads(body)
            if not isinstance(given, dict):
                raise ValueError("no object")
            return values | {name: value for name, value in given.items() if value is not None}
        if b"\r\ncontent-type: multipart/form-data" in head:
            return values | _parts(head, body)
        return values | dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))
    except ValueError:
        raise Refusal(400, "Bad Request: can't parse the request") from None


def _parts(head: bytes, body: bytes) -> dict[str, Any]:
    start = body.find(b"--") + 2
    boundary = body[start : body.find(b"\r\n", start)]  # as it is written: the head here is in small letters
    if start < 2 or boundary.lower() not in head:
        raise ValueError("no parts")
    kind = b'Content-Type: multipart/form-data; boundary="' + boundary + b'"\r\n\r\n'
    found: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(kind + body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        held = part.get_payload(decode=True)
        assert isinstance(held, bytes)
        found[str(name)] = held if part.get_filename() else held.decode()
    return found


async def get_me(_server: "Fast", _call: Call) -> object:
    return BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


async def accept(_server: "Fast", _call: Call) -> object:
    """What it says is not looked at: nothing here depends on it."""
    return True


async def get_updates(server: "Fast", call: Call) -> object:
    try:
        offset, limit = int(call.values.get("offset", 0)), int(call.values.get("limit", 100))
        seconds = min(float(call.values.get("timeout", 0)), LONGEST_POLL)
    except (TypeError, ValueError):
        refuse("offset, limit and timeout must be whole numbers")
    gone = asyncio.get_running_loop().create_future()
    call.connection.lost.append(gone)
    try:
        return await server.presses.fetch(offset, limit, seconds, gone)
    finally:
        call.connection.lost.remove(gone)


async def answer_callback_query(server: "Fast", call: Call) -> object:
    if not server.presses.noted(str(call.values.get("callback_query_id", ""))):
        refuse("query is too old and response timeout expired or query ID is invalid")
    return True


async def send_document(server: "Fast", call: Call) -> object:
    chat = chat_of(call.values)
    document = call.values.get("document") or next((v for v in call.values.values() if isinstance(v, bytes)), None)
    if not document:
        refuse("there is no document in the request")
    at, number = server.admit(), server.contents.next_number()
    server.count.accept(at, "senddocument", chat, number, "")
    server.presses.shown(chat)
    message: dict[str, Any] = json.loads(server.contents.message(chat, Content("", None, '"text":""}'), number))
    del message["text"]
    return message | {"document": {"file_id": "file", "file_unique_id": "file", "file_size": len(document)}}


METHODS: dict[str, Callable[["Fast", Call], Awaitable[object]]] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setmycommands": accept,
    "setwebhook": accept,
    "deletewebhook": accept,
    "sendchataction": accept,
    "answercallbackquery": answer_callback_query,
    "senddocument": send_document,
}
"""Method, in small letters as the real server takes any case → what carries it out."""
