"""Where everything is put together: the only place that knows which couriers are real."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from socket import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.settings import Settings, secured
from content.cards import broadcast_card
from content.courier import Courier
from content.ids import ActionId, Platform
from content.languages import INTERFACE
from content.message import Message
from content.render import Voice
from content.rules.announcing import BroadcastKind
from content.rules.deadlines import days_left
from content.rules.roles import Role
from handlers.router import answering
from handlers.routes import DESCRIPTIONS
from handlers.turn import Answer
from handlers.visit import Network
from storage import actions, staff
from storage.database.engine import Database

if TYPE_CHECKING:
    from bot.on_web.server import BaseRoute

log = logging.getLogger("uabot")

WEBHOOK = "/telegram/updates"


def network(settings: Settings) -> Network:
    """Who we are, as conversations need it."""
    return Network(
        name=settings.name,
        contact=settings.contact,
        policy=settings.privacy_url,
        zone=settings.timezone,
        retention_days=settings.retention_days,
    )


def rendering(database: Database) -> Callable[[ActionId, BroadcastKind, str, Platform], Awaitable[Message]]:
    """What makes a broadcast's message: once for each language and platform, not for each recipient."""

    async def render(action: ActionId, kind: BroadcastKind, language: str, _platform: Platform) -> Message:
        now = datetime.now(UTC)
        async with database.reading() as tx:
            kept = await actions.by_id(tx, action)
        text = kept.read_in(language)
        days = None if text.deadline is None else days_left(text.deadline, kept.zone, now)
        return broadcast_card(Voice(language), kind, kept.id, text, days=days)

    return render


@dataclass
class Parts:
    """What `serve` runs side by side: couriers by platform, web routes, and tasks that end when `stop` is set."""

    couriers: dict[Platform, Courier] = field(default_factory=dict)
    routes: list["BaseRoute"] = field(default_factory=list)
    tasks: list[Callable[[asyncio.Event], Awaitable[None]]] = field(default_factory=list)
    closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)


async def serve(
    settings: Settings,
    database: Database,
    stop: asyncio.Event,
    *,
    panel: bool = False,
    ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Run what the settings say until `stop` is set. `ready` is told the web's address once everything is up.

    Raises TelegramRefused for a wrong token and AddressTaken for an address in use, before anything is sent.
    """
    from bot.on_web.server import bind
    from scheduler import runner

    answer = answering(database, network(settings))
    parts = Parts()
    async with database.writing() as tx:
        for platform, owner in settings.owners:
            await staff.give(tx, platform, owner, Role.OWNER, now=datetime.now(UTC))
    wants_web = settings.web_chat or panel or (settings.public_url and settings.telegram_token)
    listening = bind(settings.host, settings.port) if wants_web else None
    try:
        if settings.web_chat or panel:
            _add_web(settings, database, answer, parts, stop, panel=panel)
        if settings.telegram_token:
            await _add_telegram(settings, answer, parts, stop)
        async with asyncio.TaskGroup() as group:
            for task in parts.tasks:
                group.create_task(_whole(task, stop))
            if listening is not None:
                host, port = listening.getsockname()[:2]
                group.create_task(_whole(_web(parts, listening, _hosts(settings)), stop))
                ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
            else:
                ready("")
            await runner.run(
                database,
                parts.couriers,
                rendering(database),
                rate=settings.rate,
                labels=settings.reminders,
                retention_days=settings.retention_days,
                stop=stop,
            )
    except BaseExceptionGroup as group_error:
        raise _first(group_error) from None
    finally:
        stop.set()
        if listening is not None:
            listening.close()
        for close in parts.closing:
            await close()


async def _add_telegram(settings: Settings, answer: Answer, parts: Parts, stop: asyncio.Event) -> None:
    from bot.on_telegram.platform import Telegram, Words

    def words(language: str) -> Words:
        voice = Voice(language if language in INTERFACE else "en")
        return Words(
            sorry=voice.label(
                "Sorry, something is wrong on our side. I keep trying; if nothing comes within a minute, "
                "please send it again."
            ),
            in_private=voice.label("I talk with each person in private, so that nobody else sees what you do."),
            to_private=voice.label("Open our chat"),
        )

    commands = {
        "" if language == "en" else language: [
            (name, Voice(language).label(said)) for name, said in DESCRIPTIONS.items()
        ]
        for language in INTERFACE
    }
    telegram = Telegram(settings.telegram_token, settings.telegram_api, answer, commands, words=words)
    parts.closing.append(telegram.close)
    if not await _unless_stopped(telegram.start(), stop):
        return  # asked to stop while Telegram could not be reached
    parts.couriers[Platform.TELEGRAM] = telegram.courier
    if settings.public_url:
        from bot.on_web.server import hook

        secret = hmac.digest(secured(settings).secret.encode(), b"telegram webhook", "sha256").hex()
        parts.routes.append(hook(WEBHOOK, "x-telegram-bot-api-secret-token", telegram.receive))
        parts.tasks.append(lambda _stop: telegram.listen(settings.public_url + WEBHOOK, secret))
    else:
        parts.tasks.append(telegram.poll)


def _add_web(
    settings: Settings, database: Database, answer: Answer, parts: Parts, stop: asyncio.Event, *, panel: bool
) -> None:
    from bot.on_web.outbound import WebCourier
    from bot.on_web.routes import web_routes

    courier = WebCourier()
    commands = [(f"/{name}", said) for name, said in DESCRIPTIONS.items()]
    parts.couriers[Platform.WEB] = courier
    parts.routes += web_routes(
        answer, courier, name=settings.name, commands=[("/start", "Begin"), *commands], panel=panel
    )

    async def close_pages(stopping: asyncio.Event) -> None:
        await stopping.wait()
        courier.close()

    parts.tasks.append(close_pages)
    if panel:
        from dashboard.panel import Board
        from dashboard.routes import dashboard_routes

        board = Board(database, approvals=settings.approvals, zone=settings.timezone)
        parts.routes += dashboard_routes(board, stopping=stop)


def _web(parts: Parts, listening: socket, hosts: Sequence[str]) -> Callable[[asyncio.Event], Awaitable[None]]:
    async def run(stop: asyncio.Event) -> None:
        from bot.on_web.server import serve as serve_web

        await serve_web(parts.routes, listening, hosts, stop)

    return run


def _commands(voice: Voice) -> list[tuple[str, str]]:
    return [(name, voice.label(said)) for name, said in DESCRIPTIONS.items()]


def _hosts(settings: Settings) -> list[str]:
    """The names we answer to: a foreign name that was made to point here is somebody else's page."""
    public = urlsplit(settings.public_url).hostname
    return [settings.host, "127.0.0.1", "localhost", *([public] if public else [])]


async def _unless_stopped(work: Coroutine[Any, Any, object], stop: asyncio.Event) -> bool:
    """Whether the work came to its end before `stop` was set; if not, it is given up."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if working.done():
        await working
        return True
    working.cancel()
    return False


async def _whole(task: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event) -> None:
    """A part that ends with an error ends the whole: a bot that sends and does not listen is worse than none."""
    try:
        await task(stop)
    except BaseException:
        stop.set()
        raise


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
