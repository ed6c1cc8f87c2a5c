"""A visitor of the web chat over real HTTP: what a browser would send, without the browser."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

PATIENCE = 5.0

Event = tuple[str, Any, str]
"""Name, data (read from JSON), key."""


class Stream:
    """An open event stream."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self) -> Event:
        """The next event. Raises StopAsyncIteration at the stream's end, TimeoutError when none comes."""
        async with asyncio.timeout(PATIENCE):
            fields: dict[str, str] = {}
            while True:
                line = await anext(self._lines)
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                elif "event" in fields:
                    data = fields.get("data", "")
                    return fields["event"], json.loads(data) if data else None, fields.get("id", "")

    async def batch(self) -> tuple[list[dict[str, Any]], str]:
        """The messages up to the next `ready`, and its key."""
        messages: list[dict[str, Any]] = []
        while True:
            name, data, key = await self.next()
            if name == "ready":
                return messages, key
            if name == "message":
                messages.append(data)

    async def messages(self, number: int) -> list[dict[str, Any]]:
        """The next so many messages, whatever batches they come in."""
        messages: list[dict[str, Any]] = []
        while len(messages) < number:
            messages += (await self.batch())[0]
        return messages


class Visitor:
    """One browser."""

    def __init__(self, base: str) -> None:
        self.http = httpx.AsyncClient(
            base_url=base, headers={"Sec-Fetch-Site": "same-origin", "Origin": base}, timeout=PATIENCE
        )

    async def open(self) -> httpx.Response:
        return await self.http.post("/chat/open", json={})

    async def say(self, text: str, key: str = "", **more: Any) -> httpx.Response:
        return await self.http.post("/chat/say", json={"key": key or secrets.token_hex(12), "text": text}, **more)

    async def press(self, on: str, choice: str, key: str = "") -> httpx.Response:
        body = {"key": key or secrets.token_hex(12), "on": on, "choice": choice}
        return await self.http.post("/chat/press", json=body)

    @asynccontextmanager
    async def events(self, last: str = "") -> AsyncIterator[Stream]:
        headers = {"Last-Event-ID": last} if last else {}
        async with self.http.stream("GET", "/chat/events", headers=headers) as response:
            yield Stream(response)

    async def shown(self) -> list[dict[str, Any]]:
        """What a page that opens now is shown."""
        async with self.events() as stream:
            return (await stream.batch())[0]


def text_of(message: dict[str, Any]) -> str:
    """The characters of a message."""
    return "".join(span["text"] for part in message["parts"] for span in part["spans"])
