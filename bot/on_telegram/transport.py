"""How requests travel to Telegram: pyreqwest under python-telegram-bot, and a failure says whether it had left.

No error raised here carries the address of a request: the bot's token is in it.
"""

import asyncio
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import BuilderError, DetailedPyreqwestError, RequestTimeoutError
from pyreqwest.multipart import FormBuilder, PartBuilder
from pyreqwest.request import RequestBody, RequestBuilder, StreamRequest
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT = 5.0
READ = 10.0
UPLOAD = 60.0
DOWNLOAD = 30.0
IDLE = 15.0
"""Seconds after which an unused connection is given up: a server that closes it meanwhile leaves a call in doubt."""

PARTING = 0.1
"""Seconds in which pyreqwest's own thread lets go of what it held: an interpreter that ends before that aborts."""

FORMS = 816
CALLS = 80
POLLS = 4
"""How many of a kind may be under way at once: together well under the thousand active requests at which the Bot API
server turns a bot back, and none can take another's place."""

LONGEST_ANSWER = 16 * 1024 * 1024
"""Bytes: a hundred of the largest updates are a quarter of it."""

LONGEST_SENT = 256 * 1024
"""Bytes of an answer to a form: the message that was sent, of 4096 characters, once more."""

LONGEST_WAIT = 24 * 60 * 60
"""Seconds that we let ourselves be told to wait."""

UNOPENED = "client error (Connect)"
"""The one cause, by hyper-util's words, with which no byte of the request had left. The names of pyreqwest's errors
do not tell: a connection that is cut after the request arrived is a `ConnectError` too."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class NeverOpened(NetworkError):
    """No connection was made: nothing was sent."""


class TurnedBack(NetworkError):
    """Telegram answered that it did not do it, by a fault of its own: nothing happened."""


class BrokenOff(NetworkError):
    """The request left and no clear answer came: it may have been done."""


class Uncertified(Exception):
    """This machine has no certificates to know a server by."""


class Transport(BaseRequest):
    """One pool of connections. `read` is how many seconds an answer may take, `calls` how many may be under way."""

    def __init__(self, read: float = READ, calls: int = CALLS) -> None:
        self._read = read
        self._connect = min(CONNECT, read)  # before the whole runs out: then it is known that nothing left
        self._calls = asyncio.Semaphore(calls)
        self._forms = asyncio.Semaphore(FORMS)
        self._blank: dict[str, StreamRequest] = {}
        self._client: Client | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        """Make the pool. Raises Uncertified."""
        if self._client is not None:
            return
        builder = ClientBuilder().connect_timeout(timedelta(seconds=self._connect))
        builder = builder.pool_idle_timeout(timedelta(seconds=IDLE)).no_proxy().follow_redirects(False)
        builder = builder.gzip(False).brotli(False).zstd(False).deflate(False)  # small answers, each read by the byte
        try:
            self._client = builder.build()
        except BuilderError:
            raise Uncertified from None

    async def shutdown(self) -> None:
        if self._client is not None:
            await self._client.close()
            self._client = None
            self._blank.clear()
            await asyncio.sleep(PARTING)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As the library's, but an answer of another shape is an error too, and none is written to the log."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or not _of_bot_api(answer):
            raise TelegramError("the answer is not the Bot API's")
        if answer["ok"] is False and (wait := answer.get("parameters", {}).get("retry_after")):
            answer["parameters"]["retry_after"] = min(max(wait, 1), LONGEST_WAIT)
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
        read = read_timeout if isinstance(read_timeout, int | float) else self._read
        if request_data is not None and request_data.contains_files:
            read = max(read, UPLOAD)  # the wait begins while the file is still leaving
        request = _filled(self._begin(method, url, self._connect + read), request_data)
        async with self._calls:
            return _judged(*await _exchange(request.build_streamed(), LONGEST_ANSWER))

    async def post_form(self, url: str, body: bytes) -> tuple[int, bytes]:
        """Post a form that is written out already: the status and the answer, whatever it says.

        Raises NeverOpened, TimedOut and BrokenOff. Over 816 at once wait here.
        """
        blank = self._blank.get(url)
        if blank is None:
            begun = self._begin("POST", url, self._connect + self._read).headers(FORM)
            blank = self._blank[url] = begun.build_streamed()
        async with self._forms:
            return await _exchange(
                StreamRequest.from_request_and_body(blank, RequestBody.from_bytes(body)), LONGEST_SENT
            )

    async def download(self, url: str, *, most: int) -> bytes:
        """The first `most` bytes of a file. Raises NetworkError, and BadRequest where there is none."""
        request = self._begin("GET", url, DOWNLOAD)
        async with self._calls:
            status, body = await _exchange(request.build_streamed(), most, whole=False)
        if status != 200:
            raise BadRequest(f"status {status}")
        return body

    def _begin(self, method: str, url: str, seconds: float) -> RequestBuilder:
        if self._client is None:
            raise NeverOpened("the transport is closed")
        try:
            return self._client.request(method, url).timeout(timedelta(seconds=seconds))
        except ValueError:
            raise NeverOpened("that is no address") from None


async def result_of(status: int, body: bytes) -> object:
    """What an answer of the Bot API's holds. Raises TelegramError, as the library does for what it fetched itself."""
    return await _Arrived(status, body).post("")


class _Arrived(Transport):
    """An answer that is here already, to be read by the library."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self._answer = (status, body)

    async def do_request(self, *_given: object, **_named: object) -> tuple[int, bytes]:
        return _judged(*self._answer)


async def _exchange(request: StreamRequest, most: int, *, whole: bool = True) -> tuple[int, bytes]:
    """The status of the answer and its first `most` bytes. Raises BrokenOff where there are more, if it must be whole.

    hyper sends a request again by itself only while not a byte of it was written.
    """
    task = asyncio.current_task()
    given_up = 0 if task is None else task.cancelling()
    try:
        async with request as response:
            piece = await response.body_reader.read(most + whole)
    except DetailedPyreqwestError as error:
        raise _failure(error) from None
    finally:
        if task is not None and task.cancelling() > given_up:  # pyreqwest forgets it if the answer comes that moment
            raise asyncio.CancelledError
    body = b"" if piece is None else bytes(piece)
    if len(body) > most:
        raise BrokenOff("the answer does not end")
    return response.status, body


def _failure(error: DetailedPyreqwestError) -> NetworkError:
    name = type(error).__name__
    if any(cause["message"] == UNOPENED for cause in error.details["causes"] or ()):
        return NeverOpened(name)
    return TimedOut(name) if isinstance(error, RequestTimeoutError) else BrokenOff(name)


def _filled(request: RequestBuilder, data: RequestData | None) -> RequestBuilder:
    if data is None:
        return request
    if not data.contains_files:
        return request.headers(FORM).body_bytes(urlencode(data.json_parameters).encode())
    form = FormBuilder()
    for name, value in data.json_parameters.items():
        form = form.text(name, value)
    for field, (name, body, media_type) in data.multipart_data.items():
        held = body if isinstance(body, bytes) else body.read()
        form = form.part(field, PartBuilder.from_bytes(held).file_name(name).mime(media_type))
    return request.multipart(form)


def _of_bot_api(answer: dict[str, Any]) -> bool:
    """Whether an answer has the shape of the Bot API's: then the library can read it."""
    if answer.get("ok") is True:
        return "result" in answer
    if answer.get("ok") is not False or "result" in answer or not isinstance(answer.get("description", ""), str):
        return False
    parameters = answer.get("parameters", {})
    return isinstance(parameters, dict) and all(type(value) is int for value in parameters.values())


def _judged(status: int, body: bytes) -> tuple[int, bytes]:
    """The answer, if it is for the library to read.

    A gateway (502, 504) cannot know what became of the request behind it, and what is not the Bot API's own answer
    tells nothing, whatever its status. 401 and 404 alone do: then the token or the address is wrong.
    """
    if status in (401, 404):
        return status, body
    if status == 413:
        raise BadRequest("the file is larger than Telegram takes")
    try:
        ok = Transport.parse_json_payload(body)["ok"]
    except TelegramError:
        ok = None
    if ok is (status < 300) and status not in (502, 504):
        if status >= 500:
            raise TurnedBack(f"status {status}")
        return status, body
    raise BrokenOff(f"status {status}")
