"""The compose page's addresses: the page, its letter as a PDF, and its files, all under `/write/`."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from bot.on_web.compose import words
from bot.on_web.compose.page import drawn, noted
from bot.on_web.compose.ticket import Forged, Ticket, Tickets
from content.action import Channel, Target, UrgentAction
from content.appeals import Unreachable
from content.appeals.paper import PAPER
from content.languages import interface
from content.render import Voice
from content.rules.deadlines import Stage
from dashboard.guard import Guarded, files
from storage import actions
from storage.actions import Kept
from storage.database.engine import Database

PATH = "/write"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
KEPT_LETTERS = 32
"""PDFs in memory, of a few tens of kilobytes each."""

_STATIC = Path(__file__).parent.parent / "static"
_HEADERS = {"Content-Security-Policy": POLICY, "X-Robots-Tag": "noindex"}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)


def compose_routes(
    database: Database,
    tickets: Tickets,
    *,
    contact: str = "",
    under: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Sequence[BaseRoute]:
    """`/write/TICKET`, `/write/TICKET/letter.pdf` and `/write/static/…`, for `bot/app.py` to mount.

    All links between them are relative: behind a proxy that answers under a path of its own (`https://example.org/ua`)
    they lead through the proxy again. Whether it takes that path off before it asks us does not matter if `under` names
    it (`/ua`).
    """
    desk = Desk(database, tickets, contact, now)
    guarded = [Middleware(Guarded)]
    routes = (
        Route(f"{PATH}/{{ticket}}", desk.show, middleware=guarded),
        Route(f"{PATH}/{{ticket}}/letter.pdf", desk.print, middleware=guarded),
        Mount(f"{PATH}/static", files(_STATIC, "dashboard")),
    )
    return (*routes, Mount(under, routes=routes)) if under else routes


class Gone(Exception):
    """There is no letter: the status says whether there was one, `lines` what the page says about it."""

    def __init__(self, status: int, lines: Sequence[str]) -> None:
        super().__init__(status)
        self.status = status
        self.lines = lines


class Desk:
    """Answers whoever comes with a ticket. It reads the database, writes nothing, and knows nobody."""

    def __init__(self, database: Database, tickets: Tickets, contact: str, now: Callable[[], datetime]) -> None:
        self._database = database
        self._tickets = tickets
        self._contact = contact
        self._now = now
        self._letters: OrderedDict[tuple[Ticket, int, date], bytes] = OrderedDict()
        self._printing = asyncio.Lock()

    async def show(self, request: Request) -> Response:
        """The page; 404 where there is none, 410 where it is over."""
        return await self._answer(request, self._page)

    async def print(self, request: Request) -> Response:
        """The letter or fax as a PDF; 422 where it cannot be printed."""
        return await self._answer(request, self._pdf)

    async def _answer(self, request: Request, make: Callable[[Voice, str], Awaitable[Response]]) -> Response:
        voice = Voice(_reads(request.headers.get("accept-language", "")))
        try:
            response = await make(voice, request.path_params["ticket"])
        except Gone as gone:
            response = HTMLResponse(noted(voice, gone.lines), gone.status)
        response.headers.update(_HEADERS)
        return response

    async def _page(self, voice: Voice, signed: str) -> Response:
        ticket, kept = await self._open(voice, signed)
        text, target = _named(voice, kept, ticket)
        try:
            return HTMLResponse(drawn(voice, text, target, ticket.channel, ticket=signed, today=self._today(kept)))
        except Unreachable:  # a correction has taken this channel away
            raise Gone(404, words.lost(voice)) from None

    async def _pdf(self, voice: Voice, signed: str) -> Response:
        ticket, kept = await self._open(voice, signed)
        text, target = _named(voice, kept, ticket)
        if ticket.channel not in PAPER:
            raise Gone(404, words.lost(voice))
        today = self._today(kept)
        key = (ticket, kept.revision, today)
        async with self._printing:  # one at a time: who asks for the same meanwhile finds it made
            if key not in self._letters:
                self._letters[key] = await asyncio.to_thread(_printed, voice, text, target, ticket.channel, today)
            self._letters.move_to_end(key)
            while len(self._letters) > KEPT_LETTERS:
                self._letters.popitem(last=False)
            body = self._letters[key]
        named = {"Content-Disposition": 'inline; filename="letter.pdf"'}
        return Response(body, media_type="application/pdf", headers=named)

    def _today(self, kept: Kept) -> date:
        return self._now().astimezone(ZoneInfo(kept.zone)).date()

    async def _open(self, voice: Voice, signed: str) -> tuple[Ticket, Kept]:
        """What the ticket names, if appeals are handed out for it now. Raises Gone."""
        try:
            ticket = self._tickets.read(signed)
            async with self._database.reading() as tx:
                kept = await actions.by_id(tx, ticket.action)
        except (Forged, LookupError):
            raise Gone(404, words.lost(voice)) from None
        if kept.state is not actions.State.ANNOUNCED:
            raise Gone(404, words.lost(voice))
        if kept.stage(self._now()) is not Stage.OPEN:
            over = words.over(
                voice,
                until=voice.date(kept.text.deadline),
                withdrawn=kept.withdrawn,
                stops=kept.stops_writing,
                ended=kept.ended,
                contact=self._contact,
            )
            raise Gone(410, over)
        return ticket, kept


def _named(voice: Voice, kept: Kept, ticket: Ticket) -> tuple[UrgentAction, Target]:
    """The text in the ticket's language, else the document's own, and the target. Raises Gone."""
    text = kept.texts.get(ticket.language, kept.text)
    if ticket.target not in kept.targets:  # a correction has taken it away
        raise Gone(404, words.lost(voice))
    return text, text.targets[kept.targets.index(ticket.target)]


def _printed(voice: Voice, text: UrgentAction, target: Target, channel: Channel, today: date) -> bytes:
    from content.appeals.paper import Unprintable, printed

    try:
        return printed(text, target, channel, today=today)
    except Unprintable:
        raise Gone(422, words.unprintable(voice)) from None
    except Unreachable:
        raise Gone(404, words.lost(voice)) from None


def _reads(accepted: str) -> str:
    """The first language of an `Accept-Language` that the interface speaks, or comes near to; `en` if none."""
    tags = [found[0] for one in accepted[:200].split(",") if (found := _TAG.match(one.strip()))]
    return next((tag for tag in tags if interface(tag) != "en" or tag.lower().startswith("en")), "en")
