"""run, worker and demo: serving until told to stop."""

import asyncio
import logging
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import logs
from bot.app import serve, work
from bot.commands.spoken import Mistaken
from bot.opening import opened
from bot.settings import SQLITE, Settings, load, misspelt
from content.reading import read
from content.samples import documents
from storage import actions
from storage.database.engine import Database, alone

log = logging.getLogger("uabot")


async def run(settings: Settings, *, verbose: bool) -> int:
    """`uabot run`: until SIGINT or SIGTERM. Refuses to start beside another on the same database."""
    if not settings.telegram_token and not settings.web_chat:
        raise Mistaken(
            "There is nobody to talk to: set UABOT_TELEGRAM_TOKEN (from @BotFather), or try `uabot demo` first."
        )
    stop = _begin(verbose=verbose)
    async with alone(settings.database), opened(settings, migrate=True) as database:
        await serve(settings, database, stop, ready=_ready)
    log.info("stopped")
    return 0


async def worker(settings: Settings, *, verbose: bool) -> int:
    """`uabot worker`: one more sender beside `uabot run`, until SIGINT or SIGTERM. Any number of them may run."""
    if settings.database.startswith("sqlite"):
        raise Mistaken("SQLite has one sender, in `uabot run`: for more of them let UABOT_DATABASE name a PostgreSQL.")
    if not settings.telegram_token:
        raise Mistaken("A worker sends on Telegram: set UABOT_TELEGRAM_TOKEN, the same as for `uabot run`.")
    stop = _begin(verbose=verbose)
    async with opened(settings) as database:
        await work(settings, database, stop, ready=_ready)
    log.info("stopped")
    return 0


async def demo() -> int:
    """`uabot demo`: a database of its own that goes with it, two sample Urgent Actions, web chat and dashboard."""
    logs.set_up()
    stop = _stop_on_signals()
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="uabot-demo-"))
        settings = _demo_settings(folder)
        database = await stack.enter_async_context(opened(settings, migrate=True))
        await bring_samples(database, settings)
        await serve(settings, database, stop, panel=True, ready=_welcome(settings))
    print("\nStopped. Nothing of the demo is kept.")
    return 0


async def bring_samples(database: Database, settings: Settings) -> None:
    """The sample documents, read and approved: what a newcomer announces with the organizer's button."""
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(settings.timezone)).date()
    async with database.writing() as tx:
        for sample in documents(today):
            kept, _ = await actions.add(tx, read(sample.document, today=today).action, zone=settings.timezone, now=now)
            await actions.approve(tx, kept.id, now=now)


def _demo_settings(folder: str) -> Settings:
    """Of what is set, the demo takes the address to listen on and the time zone.

    It reaches nobody, and so it keeps no quiet hours.
    """
    said = load(ignoring=("secret", "database", "telegram_token", "public_url", "owners"))
    return replace(
        said,
        database=f"{SQLITE}{Path(folder) / 'demo.db'}",
        secret="only for this demo",  # noqa: S106 (it protects a database that is deleted with it)
        telegram_token="",
        public_url="",
        owners=(),
        approvals=1,
        name="Urgent Action network (demo)",
        contact="",
        privacy_url="",
        quiet=None,
        web_chat=True,
    )


def _welcome(settings: Settings) -> Callable[[str], None]:
    def ready(address: str) -> None:
        host = "this machine only" if settings.host in ("127.0.0.1", "localhost", "::1") else settings.host
        print(f"The demo is ready ({host}). Open\n\n    {address}\n\nand press Start. Ctrl-C ends it.", flush=True)

    return ready


def _begin(*, verbose: bool) -> asyncio.Event:
    """Set up the log, say what is misspelt; what is set when we are told to stop."""
    logs.set_up(verbose=verbose)
    for name in misspelt():
        log.warning("%s is no setting: see the README", name)
    return _stop_on_signals()


def _ready(address: str) -> None:
    log.info("ready %s", address)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        if sys.platform != "win32":
            loop.add_signal_handler(number, stop.set)
    return stop
