"""`/control/<name>`: who plays the people and the network. Parameters in the query or as a JSON body.

| name | does |
| -- | -- |
| `stats` | what arrived: see `counting.Count.stats`; with `first` and `count` the audience, whose chats without a message count as `none` |
| `received` | a line `chat count` for each chat that got something, as text |
| `journal` | every message sent, edited and deleted, in order: see `counting.Journal`; with `chat`, `method` only those |
| `reset` | begins anew |
| `fault` | one more thing goes wrong: see `faults.py`; `kind` `none` clears all, `refuse` closes the door for `seconds` |
| `latency` | `seconds` before each answer from now on |
| `opening` | `seconds` that a connection takes to open from now on |
| `rate` | `rate` to be enforced from now on, messages a second; 0: none |
| `press` | somebody in `chat` presses the button with `data` (or, without it, the first there is) under `message` (1) |
| `answers` | how long the presses waited: see `presses.Presses.answers` |
| `last` | the newest content: `text` and `reply_markup` |
"""  # noqa: E501 - a table

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from tests.fast_telegram.connection import Connection, response

if TYPE_CHECKING:
    from tests.fast_telegram.server import Fast


def play(server: "Fast", connection: Connection, name: str, query: bytes, body: bytes) -> bytes:
    """Do it; gives the whole response: JSON, or text for `received`."""
    try:
        given: dict[str, Any] = dict(parse_qsl(query.decode())) | json.loads(body or b"{}")
        if name == "received":
            lines = "".join(f"{chat} {times}\n" for chat, times in server.count.chats.items())
            return response("200 OK", lines.encode(), "text/plain")
        return response("200 OK", json.dumps(_done(server, connection, name, given)).encode())
    except (KeyError, TypeError, ValueError, LookupError) as error:
        return response("400 Bad Request", json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())


def _done(server: "Fast", connection: Connection, name: str, given: dict[str, Any]) -> object:
    match name:
        case "stats":
            server.flush()
            first = given.get("first")
            return server.count.stats(None if first is None else int(first), int(given.get("count", 0)))
        case "journal":
            chat = given.get("chat")
            return server.count.journal.shown(None if chat is None else int(chat), given.get("method"))
        case "reset":
            server.reset()
        case "fault":
            _fault(server, connection, given)
        case "latency":
            server.latency = float(given["seconds"])
        case "opening":
            server.opening = float(given["seconds"])
        case "rate":
            server.rate = float(given["rate"])
        case "press":
            server.presses.press(int(given["chat"]), given.get("data") or _first(server), int(given.get("message", 1)))
        case "answers":
            return server.presses.answers()
        case "last":
            last = server.contents.last
            return None if last is None else {"text": last.text, "reply_markup": last.reply_markup}
        case _:
            raise LookupError(f"no control is called {name!r}")
    return {}


def _fault(server: "Fast", connection: Connection, given: dict[str, Any]) -> None:
    kind = given["kind"]
    if kind == "none":
        server.faults.on.clear()
    elif kind == "refuse":
        server.refuse(float(given["seconds"]), connection)
    else:
        server.faults.add(**given)


def _first(server: "Fast") -> str:
    """The choice of the first button of the newest message."""
    markup = server.contents.last.reply_markup if server.contents.last else None
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            if "callback_data" in button:
                return str(button["callback_data"])
    raise LookupError("no message with a button has been sent yet")
