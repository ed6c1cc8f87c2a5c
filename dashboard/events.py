"""Server-sent events: how a page hears from us without asking again."""

import re
from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nothing between us and the browser closes the stream."""
BEAT = b":\n\n"
_LINE_END = re.compile(r"\r\n|\r|\n")


def event(name: str, data: str, key: str = "") -> bytes:
    """One event. `key` is what the browser sends back as `Last-Event-ID`; without one the last stays in force."""
    lines = [f"event: {name}", *(f"data: {line}" for line in _LINE_END.split(data))]
    if key:
        lines.append(f"id: {key}")
    return ("\n".join(lines) + "\n\n").encode()


class EventStream(StreamingResponse):
    """A response that stays open and brings `event`s. uvicorn waits for it when it stops, so its maker must end it."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncIterator[bytes]) -> None:
        super().__init__(events, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
