"""Reading what people bring, in a child process with limits: a bomb, or a hole in a library, costs one document."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin, get_type_hints
from weakref import WeakKeyDictionary

from content.action import Problem
from content.reading import LIMIT, Reading, Unreadable, from_document

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

WALL = 15.0
"""Seconds that a child has. It has 8 s of the processor and 512 MB: see `__main__.py`."""
SIDE_BY_SIDE = 2
"""Children at a time: 1 GB at the most, and a processor for each."""
LONGEST_ANSWER = 4 * 1024 * 1024
"""Bytes. The longest text that is read, four times over, stays under it."""
TOO_LARGE = f"The file is larger than {LIMIT // 1024 // 1024} MB: send only the Urgent Action, or its text."

_TOO_LONG = "The document takes too long to read: save it again as a simple PDF, or as text, and send that."
_BROKEN = "The document is broken, or too much to read: save it again as a simple PDF, or as text, and send that."
_LONGEST_LINE = 400
_PIECE = 65536
_ROOT = Path(__file__).parents[2]
_MODULE = "content.reading"
_places: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


async def confined(document: bytes, *, today: date) -> Reading:
    """What `content.reading.read` says of the document, read in a child process. `today` as there.

    Raises Unreadable as it does, and for a document that takes too much time or memory, or breaks the reader. The event
    loop goes on meanwhile; when this is cancelled the child is gone at once.
    """
    if len(document) > LIMIT:
        raise Unreadable(TOO_LARGE)
    async with _places.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(SIDE_BY_SIDE)):
        try:
            async with asyncio.timeout(WALL):
                status, answer = await _asked(document, today)
        except TimeoutError:
            raise Unreadable(_TOO_LONG) from None
    if status == -signal.SIGXCPU:
        raise Unreadable(_TOO_LONG)
    if status != 0:
        raise Unreadable(_BROKEN)
    return _checked(answer)


async def _asked(document: bytes, today: date) -> tuple[int, bytes]:
    """The child's status and what it printed. It gets no environment, no open file, nothing of ours but the bytes."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-s", "-X", "utf8", "-m", _MODULE, today.isoformat()),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # it may quote the document
        env={"PYTHONPATH": str(_ROOT), "TZ": "UTC"},
        cwd="/",
        start_new_session=True,
    )
    stdin, stdout = cast("StreamWriter", child.stdin), cast("StreamReader", child.stdout)
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it died first, and its status says so
            stdin.write(document)
            await stdin.drain()
        stdin.close()
        answer = b""
        while (piece := await stdout.read(_PIECE)) and len(answer) <= LONGEST_ANSWER:
            answer += piece
        return (1, b"") if piece else (await child.wait(), answer)
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            while await stdout.read(_PIECE):
                pass  # what it had printed keeps its end from being noticed
            await child.wait()


def _checked(answer: bytes) -> Reading:
    """The reading in a child's answer, which is trusted no more than the document: every value is of its kind."""
    try:
        said = json.loads(answer)
        line = said.get("unreadable")
        if isinstance(line, str) and len(line) <= _LONGEST_LINE and line.isprintable():
            raise Unreadable(line)
        problems = tuple(Problem(**problem) for problem in said["problems"])
        reading = Reading(action=from_document(said), problems=problems)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise Unreadable(_BROKEN) from None
    if not _is(reading, Reading):
        raise Unreadable(_BROKEN)
    return reading


def _is(value: object, kind: Any) -> bool:  # noqa: ANN401 (a type, or what stands for several)
    if is_dataclass(kind):
        parts = get_type_hints(kind).items()
        return type(value) is kind and all(_is(getattr(value, name), part) for name, part in parts)
    if get_origin(kind) is tuple:
        return isinstance(value, tuple) and all(_is(one, get_args(kind)[0]) for one in value)
    if among := get_args(kind):
        return any(_is(value, one) for one in among)
    return type(value) is kind
