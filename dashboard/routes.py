"""The dashboard's addresses."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import jinja2
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from content.ids import ActionId
from content.reading import LIMIT, Unreadable
from content.reading.confined import TOO_LARGE
from dashboard.events import BEAT, HEARTBEAT, EventStream, event
from dashboard.guard import Guarded, files, read_bytes, read_json, require_same_origin
from dashboard.view import Panel, Source
from storage.actions import Refused

HERE = Path(__file__).parent
LARGEST = 1024
"""Bytes of the largest request but a document: it names one action."""
CHECKED_EVERY = 0.7
"""Seconds between two looks at the numbers while somebody watches."""


def dashboard_routes(
    source: Source,
    *,
    stopping: asyncio.Event,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Sequence[BaseRoute]:
    """The panel, its live events, its buttons and the way in for documents, for `bot/app.py` to mount.

    There is no login yet: whoever can open the address sees the counts and can press the buttons. So these are mounted
    by `uabot demo` alone, which listens to this machine alone. When `stopping` is set, open event streams end.
    """
    live = _Live(source, stopping, now)
    guarded = [Middleware(Guarded)]
    return (
        Route("/dashboard/panel", live.show, middleware=guarded),
        Route("/dashboard/events", live.follow, middleware=guarded),
        Route("/dashboard/document", live.add, methods=["POST"], middleware=guarded),
        *(
            Route(f"/dashboard/{does}", press, methods=["POST"], middleware=guarded, max_body_size=LARGEST)
            for does, press in live.buttons.items()
        ),
        Mount("/dashboard/static", files(HERE / "static")),
    )


def render(panel: Panel) -> str:
    """The panel as a fragment of HTML, escaped."""
    return _templates.get_template("panel.html").render(panel=panel)


_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class _Live:
    def __init__(self, source: Source, stopping: asyncio.Event, now: Callable[[], datetime]) -> None:
        self._source = source
        self._stopping = stopping
        self._now = now
        self.buttons: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
            name: partial(self._press, does)
            for name, does in {
                "approve": source.approve,
                "announce": source.announce,
                "pause": source.pause,
                "resume": source.resume,
                "stop": source.stop,
                "again": source.again,
            }.items()
        }
        """Each button's name and what answers it: `{"action"}` → `{"said"}`."""

    async def show(self, request: Request) -> Response:
        require_same_origin(request)
        return HTMLResponse(render(await self._source.panel(self._now())))

    async def follow(self, request: Request) -> Response:
        require_same_origin(request)
        return EventStream(self._changes())

    async def add(self, request: Request) -> Response:
        """A document's bytes → `{"said"}`: 200 when it is kept or was here, 413 or 422 with why not."""
        require_same_origin(request)
        document = await read_bytes(request, largest=LIMIT)
        if document is None:
            return JSONResponse({"said": TOO_LARGE}, 413)
        try:
            said = await self._source.add(document, self._now())
        except (Unreadable, Refused) as error:
            line = str(error)
            return JSONResponse({"said": line[:1].upper() + line[1:]}, 422)
        return JSONResponse({"said": said})

    async def _press(self, does: Callable[[ActionId, datetime], Awaitable[str]], request: Request) -> Response:
        require_same_origin(request)
        action = (await read_json(request)).get("action")
        if type(action) is not int or not 0 < action < 2**63:
            raise HTTPException(400, "An Urgent Action's number is expected.")
        try:
            said = await does(ActionId(action), self._now())
        except LookupError as error:
            raise HTTPException(404, "There is no such Urgent Action.") from error
        return JSONResponse({"said": said})

    async def _changes(self) -> AsyncIterator[bytes]:
        shown = ""
        silent = 0.0
        while not self._stopping.is_set():
            fragment = render(await self._source.panel(self._now()))
            silent += CHECKED_EVERY
            if fragment != shown:
                yield event("panel", fragment)
                shown, silent = fragment, 0.0
            elif silent >= HEARTBEAT:
                yield BEAT
                silent = 0.0
            try:
                await asyncio.wait_for(self._stopping.wait(), CHECKED_EVERY)
            except TimeoutError:
                continue
