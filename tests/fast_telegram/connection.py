"""One HTTP/1.1 connection: kept alive, its requests answered one after another however they come in."""

import asyncio
import re
from typing import Protocol, cast

MOST_HEAD = 64 * 1024
MOST_BODY = 50 * 1024 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*(?:\r\n|\Z)")


class Server(Protocol):
    """What a connection hands its requests to."""

    connections: set["Connection"]
    opening: float
    """Seconds that a new connection takes to open, as TLS does: what is asked on it arrives no sooner."""

    def take(self, connection: "Connection", line: bytes, head: bytes, body: bytes) -> bytes | None:
        """Answer one request: the whole response, or None if `connection.reply` is called later, or never.

        `line` is the request line, `head` all of the head in small letters.
        """
        ...


def response(status: str, body: bytes, kind: str = "application/json", more: str = "") -> bytes:
    """A whole response; `status` is such as `200 OK`, `more` further header lines, each with its line end."""
    return (
        f"HTTP/1.1 {status}\r\nServer: nginx/1.18.0\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"Connection: keep-alive\r\n{more}\r\n"
    ).encode() + body


class Connection(asyncio.Protocol):
    """Reads requests of any cut: half a one, or several at once."""

    def __init__(self, server: Server) -> None:
        self.last = False
        """The connection ends with the answer that is under way, or at once."""
        self.lost: list[asyncio.Future[None]] = []
        self._server = server
        self._buffer = b""
        self._busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's are none by birth
        self._server.connections.add(self)
        if self._server.opening:
            self._busy = True
            asyncio.get_running_loop().call_later(self._server.opening, self._opened)

    def _opened(self) -> None:
        self._busy = False
        self._go_on()

    def connection_lost(self, _error: Exception | None) -> None:
        self._server.connections.discard(self)
        for waiting in self.lost:
            if not waiting.done():
                waiting.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        if not self._busy:
            self._go_on()

    def reply(self, answer: bytes) -> None:
        """Answer the request that was taken, now, and go on with the next."""
        if self._transport.is_closing():
            return  # whoever asked is gone
        self._transport.write(answer)
        self._busy = False
        if self.last:
            self._transport.close()
        elif self._buffer:
            self._go_on()

    def abort(self) -> None:
        """Break it off without a word."""
        self._buffer = b""
        self._transport.abort()

    def end(self) -> None:
        """Close it, after the answer that is under way."""
        self.last = True
        if not self._busy:
            self._transport.close()

    def _go_on(self) -> None:
        while not self._busy and not self._transport.is_closing() and (request := self._next()):
            self._busy = True
            answer = self._server.take(self, *request)
            if answer is not None:
                self._transport.write(answer)
                self._busy = False
                if self.last:
                    self._transport.close()

    def _next(self) -> tuple[bytes, bytes, bytes] | None:
        """The next whole request: its line, its head, its body. None if it is not here yet, or will never be."""
        buffer = self._buffer
        end = buffer.find(b"\r\n\r\n")
        head = buffer[: max(end, 0)].lower()
        length = _LENGTH.search(head)
        size = int(length[1]) if length else 0
        whole = end + 4 + size
        if end < 0 and len(buffer) > MOST_HEAD:
            self._refuse("431 Request Header Fields Too Large")
        elif length is None and b"\r\ntransfer-encoding:" in head:
            self._refuse("411 Length Required")
        elif size > MOST_BODY:
            self._refuse("413 Request Entity Too Large")
        if end < 0 or len(self._buffer) < whole:
            return None
        self._buffer = buffer[whole:]
        return buffer[: buffer.index(b"\r\n")], head, buffer[end + 4 : whole]

    def _refuse(self, status: str) -> None:
        self._buffer = b""
        self._transport.write(response(status, b"", "text/plain"))
        self._transport.close()
