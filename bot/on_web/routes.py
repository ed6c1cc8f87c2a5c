"""The web chat's addresses, and its one page."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import jinja2
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.on_web.inbound import LARGEST, LONGEST_TEXT, Inbound, language_of
from bot.on_web.outbound import WebCourier
from bot.on_web.words import words
from content.languages import interface
from content.reading import LIMIT
from content.render import Voice
from dashboard.guard import Guarded, files
from handlers.turn import Answer

HERE = Path(__file__).parent


def web_routes(
    answer: Answer,
    courier: WebCourier,
    *,
    name: str,
    commands: Sequence[tuple[str, str]] = (),
    panel: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Sequence[BaseRoute]:
    """The chat page at `/` and what it asks for, for `bot/app.py` to mount.

    `name` is the network's, shown as the other side of the chat. `commands` are the words behind "/", each with what it
    does in English, as `("/start", "Begin")`. The page speaks the browser's language, and the panel English. With
    `panel` the page shows the dashboard's panel as well: mount `dashboard_routes` beside these. Call `courier.close()`
    before the server is told to stop.
    """
    inbound = Inbound(answer, courier, now)
    guarded = [Middleware(Guarded)]

    @cache
    def page(language: str) -> str:
        return _page(Voice(language), name, commands, panel)

    async def show(request: Request) -> Response:
        return HTMLResponse(page(interface(language_of(request))), headers={"Vary": "Accept-Language"})

    return (
        Route("/", show, middleware=guarded),
        Route("/chat/open", inbound.open, methods=["POST"], middleware=guarded, max_body_size=LARGEST),
        Route("/chat/say", inbound.say, methods=["POST"], middleware=guarded, max_body_size=LARGEST),
        Route("/chat/press", inbound.press, methods=["POST"], middleware=guarded, max_body_size=LARGEST),
        Route("/chat/events", inbound.events, middleware=guarded),
        Route("/chat/files/{name}", inbound.file, middleware=guarded),
        Mount("/static", files(HERE / "static", "dashboard")),
    )


def _page(voice: Voice, name: str, commands: Sequence[tuple[str, str]], panel: bool) -> str:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    chat = templates.get_template("chat.html")
    return chat.render(
        name=name,
        commands=[(word, voice.label(meaning)) for word, meaning in commands],
        panel=panel,
        longest=LONGEST_TEXT,
        largest_document=LIMIT,
        words=words(voice),
        language=voice.language,
        direction=voice.direction,
    )
