"""The whole of it: which call goes where, at which pace, and what goes wrong."""

import asyncio
import json
import time
from collections.abc import Coroutine
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import IO

from tests.fast_telegram import control
from tests.fast_telegram.connection import Connection, response
from tests.fast_telegram.counting import Count
from tests.fast_telegram.faults import NEW_NUMBERS, Fault, Faults
from tests.fast_telegram.messages import Contents
from tests.fast_telegram.methods import METHODS, Call, read
from tests.fast_telegram.presses import Presses
from tests.fast_telegram.refusal import REASONS, Refusal, flood

TOLERANCE = 1.02
"""A server that enforces a rate lets this much of it into any second."""
QUICK = frozenset(("sendmessage", "editmessagetext", "deletemessage"))
"""What is done on a short way, without a task or a future of its own."""
HALT = 1.0
"""Seconds for which it then lets nothing in; who asks meanwhile does not make it longer."""
_MESSAGE = b'HTTP/1.1 200 OK\r\nServer: nginx/1.18.0\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: keep-alive\r\nStrict-Transport-Security: max-age=31536000; includeSubDomains; preload\r\nAccess-Control-Allow-Origin: *\r\n\r\n{"ok":true,"result":%b}'  # fmt: skip  # noqa: E501
_AROUND = len(b'{"ok":true,"result":}')


class Fast:
    """One fast Bot API with one bot. `latency` is seconds before each answer, `rate` what it enforces (0: nothing)."""

    def __init__(self, token: str, *, latency: float = 0.0, rate: float = 0.0, log: Path | None = None) -> None:
        self.connections: set[Connection] = set()
        self.latency = latency
        self.opening = 0.0
        self.rate = rate
        self.port = 0
        self._token = f"/bot{token}/"
        self._quick = f"/bot{token}/sendMessage".encode()
        self._log: IO[str] | None = None if log is None else log.open("a", buffering=1 << 16)
        self._halted = 0.0
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.presses = Presses()
        self.reset()

    def reset(self) -> None:
        """Begin anew: nothing arrived, nothing wrong."""
        self.contents, self.faults, self.count = Contents(), Faults(), Count()
        self.presses.clear()
        self._halted = 0.0

    async def open(self, port: int = 0) -> int:
        """Listen on this machine; gives the port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Connection(self), "127.0.0.1", port or self.port, reuse_address=True, backlog=4096
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self.port

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for connection in list(self.connections):
            connection.abort()
        if self._log is not None:
            self._log.close()

    def refuse(self, seconds: float, asking: Connection) -> None:
        """Close the door: for so long no connection opens, and every open one ends with the answer under way."""
        assert self._server is not None
        self._server.close()
        for connection in list(self.connections):
            if connection is not asking:
                connection.end()

        async def reopen() -> None:
            await asyncio.sleep(seconds)
            await self.open()

        self.later(reopen())

    def later(self, work: Coroutine[object, object, None]) -> None:
        """Let `work` run beside."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def take(self, connection: Connection, line: bytes, head: bytes, body: bytes) -> bytes | None:
        path = line.split(b" ", 2)[1] if line.count(b" ") == 2 else b""
        if path == self._quick:
            return self._carry_out(connection, "sendmessage", path, head, body)
        where, _, query = path.partition(b"?")
        name = where.decode("latin-1")
        if name.startswith("/control/"):
            return control.play(self, connection, name.removeprefix("/control/"), query, body)
        if not name.lower().startswith("/bot"):
            return Refusal(404, "Not Found").response()
        if not name.startswith(self._token):
            return Refusal(401, "Unauthorized").response()
        method = name.removeprefix(self._token).lower()
        if method in QUICK:
            return self._carry_out(connection, method, path, head, body)
        if method not in METHODS:
            return Refusal(404, "Not Found: method not found").response()
        self.later(self._call(connection, method, query, head, body))
        return None

    def admit(self) -> float:
        """Let in one more call that counts towards the rate: when that was. Raises Refusal if it is one too many."""
        at = time.monotonic()
        count = self.count
        count.asked_for.add(at)
        if self.rate and at >= self._halted and count.let_in.size(at) + 1 > self.rate * TOLERANCE:
            self._halted = at + HALT
        if at < self._halted:
            raise flood(ceil(self._halted - at))
        return at

    def _carry_out(self, connection: Connection, method: str, path: bytes, head: bytes, body: bytes) -> bytes | None:
        """One of `QUICK`. Whether the message that is changed is there is not looked at."""
        self.count.calls[method] += 1
        chat: int | None = None
        fault: Fault | None = None
        status = 200
        try:
            as_json = b"\r\ncontent-type: application/json" in head
            found = self.contents.known(method, body, as_json=as_json)
            if found is None:
                values = read(path.partition(b"?")[2], head, body)
                found = self.contents.learn(method, body, values, as_json=as_json)
            chat, number, content = found
            if self.faults.on and (fault := self.faults.take(method, chat)) and not fault.arrives:
                answer: bytes | None = wrong(fault, chat)
                status = fault.status if fault.kind == "status" else _STATUS.get(fault.kind, 0)
                self.count.refused[status] += 1
            else:
                at = self.admit()
                number = number or self.contents.next_number()
                self.count.accept(at, method, chat, number, content.text)
                message = b"true"
                if method != "deletemessage":
                    self.presses.shown(chat)
                    message = self.contents.message(chat, content, number)
                answer = _MESSAGE % (len(message) + _AROUND, message)
                if fault is not None:
                    answer = wrong(fault, chat)
        except Refusal as refusal:
            status = refusal.status
            self.count.refused[status] += 1
            answer = refusal.response()
        if self._log is not None and method == "sendmessage":
            self._log.write(f"{time.time():.6f} {chat} {status} {'' if fault is None else fault.kind}\n")
        if answer is None or self.latency:
            self._answer(connection, answer, fault)
            return None
        return answer

    async def _call(self, connection: Connection, method: str, query: bytes, head: bytes, body: bytes) -> None:
        """Any other method."""
        self.count.calls[method] += 1
        fault: Fault | None = None
        try:
            call = Call(read(query, head, body), connection)
            given = str(call.values.get("chat_id", ""))
            chat = int(given) if given.removeprefix("-").isdecimal() else None
            fault = self.faults.take(method, chat)
            if fault is not None and not fault.arrives:
                answer: bytes | None = wrong(fault, chat or 0)
            else:
                result = await METHODS[method](self, call)
                answer = response("200 OK", json.dumps({"ok": True, "result": result}).encode())
                if fault is not None:
                    answer = wrong(fault, chat or 0)
        except Refusal as refusal:
            if method == "senddocument":
                self.count.refused[refusal.status] += 1
            answer = refusal.response()
        self._answer(connection, answer, fault)

    def _answer(self, connection: Connection, answer: bytes | None, fault: Fault | None) -> None:
        if answer is not None:
            if self.latency:
                asyncio.get_running_loop().call_later(self.latency, connection.reply, answer)
            else:
                connection.reply(answer)
        elif fault is not None and fault.kind == "drop":
            asyncio.get_running_loop().call_later(self.latency, connection.abort)

    def flush(self) -> None:
        """Write the log's last lines."""
        if self._log is not None:
            with suppress(ValueError):
                self._log.flush()


_STATUS = {"flood": 429, "blocked": 403, "migrated": 400}


def wrong(fault: Fault, chat: int) -> bytes | None:
    """What a call that meets `fault` gets; None where it hears nothing."""
    match fault.kind:
        case "flood":
            return flood(fault.retry_after).response()
        case "blocked":
            return Refusal(403, "Forbidden: bot was blocked by the user").response()
        case "migrated":
            said = "Bad Request: group chat was upgraded to a supergroup chat"
            return Refusal(400, said, migrate_to_chat_id=NEW_NUMBERS - abs(chat)).response()
        case "status" if fault.html:
            status = f"{fault.status} {REASONS.get(fault.status, 'Error')}"
            return response(status, f"<html><body><h1>{status}</h1></body></html>".encode(), "text/html")
        case "status":
            return Refusal(fault.status, fault.says or REASONS.get(fault.status, "Error")).response()
        case _:
            return None
