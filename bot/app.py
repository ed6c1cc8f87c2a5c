"""Where everything is put together: the only place that knows which couriers are real."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from socket import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.addresses import Addresses
from bot.on_web.compose.ticket import Tickets
from bot.rendering import rendering
from bot.settings import Settings, secured
from content.courier import Courier
from content.ids import Platform
from content.languages import INTERFACE
from content.render import Voice
from content.rules.roles import Role
from handlers.doors import SHUT, Doors
from handlers.router import answering
from handlers.routes import DESCRIPTIONS
from handlers.turn import Answer, Reply, Turn
from handlers.visit import Network
from storage import staff
from storage.database.engine import Database

if TYPE_CHECKING:
    from bot.on_telegram.platform import Telegram
    from bot.on_web.server import BaseRoute

log = logging.getLogger("uabot")

WEBHOOK = "/telegram/updates"


def network(settings: Settings, doors: Doors = SHUT) -> Network:
    """Who we are, as conversations need it, and how people come to us from outside."""
    return Network(
        name=settings.name,
        contact=settings.contact,
        policy=settings.privacy_url,
        zone=settings.timezone,
        retention_days=settings.retention_days,
        quiet=settings.quiet,
        doors=doors,
    )


@dataclass
class Parts:
    """What a process runs side by side: couriers by platform, web routes, and tasks that end when `stop` is set.

    `starting` reaches a platform, which must have happened before anything is sent; `closing` comes at the very end.
    """

    couriers: dict[Platform, Courier[Any]] = field(default_factory=dict)
    routes: list["BaseRoute"] = field(default_factory=list)
    starting: dict[Platform, Callable[[], Coroutine[Any, Any, object]]] = field(default_factory=dict)
    tasks: list[Callable[[asyncio.Event], Awaitable[None]]] = field(default_factory=list)
    closing: list[Callable[[], Awaitable[None]]] = field(default_factory=list)


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
    tickets = Tickets(secured(settings).secret)
    addresses = Addresses(tickets, settings.public_url, chat=settings.web_chat or panel)
    answer = answering(database, network(settings, addresses.doors))
    async with database.writing() as tx:
        for platform, owner in settings.owners:
            await staff.give(tx, platform, owner, Role.OWNER, now=datetime.now(UTC))
    parts = Parts()
    if settings.web_chat or panel:
        _add_web(settings, database, answer, parts, stop, panel=panel)
    if addresses.chat or settings.public_url:
        from bot.on_web.compose.routes import compose_routes

        under = urlsplit(settings.public_url).path
        parts.routes += compose_routes(database, tickets, contact=settings.contact, under=under)
    if settings.telegram_token:
        _add_telegram(settings, answer, addresses, parts)

    def listening(address: str) -> None:
        if addresses.chat and not settings.public_url and not settings.telegram_token:
            addresses.base = address.rstrip("/")  # good on this machine; people on Telegram are on another

    await _run(settings, database, parts, stop, listens=listening, ready=ready, ticking=True)


async def work(
    settings: Settings,
    database: Database,
    stop: asyncio.Event,
    *,
    ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Send beside others until `stop` is set: nobody is answered, nothing ticks here. Otherwise as `serve`."""
    from bot.on_telegram.platform import Telegram

    async def silent(_turn: Turn) -> Reply:
        return Reply()

    parts = Parts()
    _add_courier(Telegram(settings.telegram_token, settings.telegram_api, silent, paid=settings.paid_broadcast), parts)
    await _run(settings, database, parts, stop, ready=ready, ticking=False)


async def _run(
    settings: Settings,
    database: Database,
    parts: Parts,
    stop: asyncio.Event,
    *,
    listens: Callable[[str], None] = lambda _address: None,
    ready: Callable[[str], None],
    ticking: bool,
) -> None:
    """The web first, which says how far we are; then platforms are reached; then everything else.

    `listens` is told the web's address before anybody is answered.
    """
    from bot.on_web.metrics import Watch
    from bot.on_web.server import bind
    from bot.on_web.server import serve as serve_web
    from scheduler import runner
    from scheduler.sending.figures import Figures

    figures = Figures()
    watch = Watch(database, figures, awaited=parts.starting, ticking=ticking)
    parts.closing.insert(0, watch.close)
    names = [settings.host, "127.0.0.1", "localhost"]
    public = urlsplit(settings.public_url).hostname
    routes = [*parts.routes, *watch.routes(names)]
    try:
        with bind(settings.host, settings.port) as listening:
            listens(_address(listening))
            async with asyncio.TaskGroup() as group:
                web = serve_web(routes, listening, [*names, public] if public else names, stop)
                group.create_task(_whole(web, stop))
                for platform, start in parts.starting.items():
                    if not await _unless_stopped(start(), stop):
                        return
                    watch.reach(platform)
                for task in parts.tasks:
                    group.create_task(_whole(task(stop), stop))
                ready(_address(listening))
                await runner.run(
                    database,
                    parts.couriers,
                    rendering(database, contact=settings.contact, network=settings.name),
                    rate=settings.rate,
                    labels=settings.reminders,
                    retention_days=settings.retention_days,
                    hours=settings.hours,
                    stop=stop,
                    figures=figures,
                    ticking=ticking,
                )
    except BaseExceptionGroup as group_error:
        raise _first(group_error) from None
    finally:
        stop.set()
        for close in parts.closing:
            await close()


def _add_telegram(settings: Settings, answer: Answer, addresses: Addresses, parts: Parts) -> None:
    from bot.on_telegram.platform import Telegram, Words

    def words(language: str) -> Words:
        voice = Voice(language)
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
    telegram = Telegram(
        settings.telegram_token,
        settings.telegram_api,
        answer,
        commands,
        words=words,
        paid=settings.paid_broadcast,
    )
    _add_courier(telegram, parts)

    async def start() -> None:
        addresses.username = await telegram.start()

    parts.starting[Platform.TELEGRAM] = start
    if settings.public_url:
        from bot.on_web.server import hook

        secret = hmac.digest(secured(settings).secret.encode(), b"telegram webhook", "sha256").hex()
        parts.routes.append(hook(WEBHOOK, "x-telegram-bot-api-secret-token", telegram.receive))
        parts.tasks.append(lambda _stop: telegram.listen(settings.public_url + WEBHOOK, secret))
    else:
        parts.tasks.append(telegram.poll)


def _add_courier(telegram: "Telegram", parts: Parts) -> None:
    parts.couriers[Platform.TELEGRAM] = telegram.courier
    parts.starting[Platform.TELEGRAM] = telegram.start
    parts.closing.append(telegram.close)


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

        board = Board(database, approvals=settings.approvals, hours=settings.hours)
        parts.routes += dashboard_routes(board, stopping=stop)


def _address(listening: socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


async def _unless_stopped(work: Coroutine[Any, Any, object], stop: asyncio.Event) -> bool:
    """Whether the work came to its end before `stop` was set; if not, it is given up."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        done = working.done()
    finally:  # also when another part has failed and this one is cancelled
        stopping.cancel()
        working.cancel()
    if done:
        await working
    return done


async def _whole(part: Awaitable[None], stop: asyncio.Event) -> None:
    """A part that ends with an error ends the whole: a bot that sends and does not listen is worse than none."""
    try:
        await part
    except BaseException:
        stop.set()
        raise


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
