"""The web chat's addresses, and its one page."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import jinja2
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.on_web.inbound import LARGEST, LONGEST_TEXT, Inbound
from bot.on_web.outbound import WebCourier
from content.reading import LIMIT
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
    does, as `("/start", "Begin")`. With `panel` the page shows the dashboard's panel as well: mount `dashboard_routes`
    beside these. Call `courier.close()` before the server is told to stop.
    """
    inbound = Inbound(answer, courier, now)
    page = _page(name, commands, panel)
    guarded = [Middleware(Guarded)]

    async def show(_: Request) -> Response:
        return HTMLResponse(page)

    return (
        Route("/", show, middleware=guarded),
        Route("/chat/open", inbound.open, methods=["POST"], middleware=guarded, max_body_size=LARGEST),
        Route("/chat/say", inbound.say, methods=["POST"], middleware=guarded, max_body_size=LARGEST),
        Route("/chat/press", inbound.press, methods=["POST"], middleware=guarded, max_body_size=LARGEST),
        Route("/chat/events", inbound.events, middleware=guarded),
        Route("/chat/files/{name}", inbound.file, middleware=guarded),
        Mount("/static", files(HERE / "static", "dashboard")),
    )


def _page(name: str, commands: Sequence[tuple[str, str]], panel: bool) -> str:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    chat = templates.get_template("chat.html")
    return chat.render(name=name, commands=commands, panel=panel, longest=LONGEST_TEXT, largest_document=LIMIT)
