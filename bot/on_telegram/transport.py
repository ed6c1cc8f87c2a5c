"""How requests travel to Telegram: aiohttp under python-telegram-bot, and a failure says whether the request had left.

No error raised here carries the address of a request: the bot's token is in it.
"""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    TCPConnector,
)
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT = 5.0
READ = 10.0
UPLOAD = 60.0
DOWNLOAD = 30.0
PIECE = 65536
CONNECTIONS = 256  # well under the thousand active requests at which the Bot API server turns a bot back


class NeverOpened(NetworkError):
    """No connection was made: nothing was sent."""


class TurnedBack(NetworkError):
    """Telegram answered that it did not do it, by a fault of its own: nothing happened."""


class BrokenOff(NetworkError):
    """The request left and no clear answer came: it may have been done."""


class Transport(BaseRequest):
    """One pool of connections for all calls. `read` is how many seconds an answer may take."""

    def __init__(self, read: float = READ) -> None:
        self._read = read
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            self._session = ClientSession(connector=TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library's, but an answer of another shape is an error too, and none is written to the log."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or (answer.get("ok") is True) != ("result" in answer):
            raise TelegramError("the answer is not the Bot API's")
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NeverOpened("the transport is closed")
        read = read_timeout if isinstance(read_timeout, int | float) else self._read
        if request_data is not None and request_data.contains_files:
            read = max(read, UPLOAD)  # the wait begins while the file is still leaving
        timeout = ClientTimeout(total=CONNECT + 2 * read, connect=CONNECT, sock_read=read)
        try:
            async with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, **_content(request_data)
            ) as response:
                status, body = response.status, await response.read()
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            raise NeverOpened(type(error).__name__) from None
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except (ClientError, OSError) as error:
            raise BrokenOff(type(error).__name__) from None
        if status == 413:
            raise BadRequest("the file is larger than Telegram takes")
        if status >= 500:
            raise _fault(status, body)
        return status, body

    async def download(self, url: str, *, most: int) -> bytes:
        """The first `most` bytes of a file. Raises NetworkError, and BadRequest where there is none."""
        if self._session is None:
            raise NeverOpened("the transport is closed")
        timeout = ClientTimeout(total=DOWNLOAD, connect=CONNECT, sock_read=self._read)
        body = bytearray()
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as response:
                if response.status != 200:
                    raise BadRequest(f"status {response.status}")
                async for piece in response.content.iter_chunked(PIECE):
                    body += piece
                    if len(body) >= most:
                        break
        except (TimeoutError, ClientError, OSError) as error:
            raise BrokenOff(type(error).__name__) from None
        return bytes(body[:most])


_quoted = lru_cache(maxsize=64)(quote_plus)  # a broadcast's text and buttons are the same for every chat


def _content(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if not request_data.contains_files:
        form = "&".join(f"{name}={_quoted(value)}" for name, value in request_data.json_parameters.items())
        return {"data": form.encode(), "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
    files = FormData(request_data.json_parameters, quote_fields=False)
    for field, (name, body, media_type) in request_data.multipart_data.items():
        files.add_field(field, body, filename=name, content_type=media_type)
    return {"data": files}


def _fault(status: int, body: bytes) -> NetworkError:
    """A gateway (502, 504) cannot know what became of the request behind it; the Bot API's own answer can."""
    if status not in (502, 504):
        try:
            if Transport.parse_json_payload(body).get("ok") is False:
                return TurnedBack(f"status {status}")
        except TelegramError:
            pass
    return BrokenOff(f"status {status}")
