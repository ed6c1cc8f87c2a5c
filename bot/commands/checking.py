"""check: settings, database, tokens, clock, a line each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.opening import opened
from bot.settings import Missettled, Settings, load, misspelt
from storage import actions
from storage.database import upkeep
from storage.database.engine import DatabaseUnready

LATE = timedelta(minutes=2)
"""A scheduler that ticks every few seconds and was not heard of for so long does not run."""
FREE_RATE = 30
"""Messages a second that Telegram takes of a bot without paid broadcasts (Bot FAQ, "hitting limits")."""
_PATIENCE = 10


async def check() -> int:
    """`uabot check`: 0 if every line is ok."""
    try:
        settings = load()
    except Missettled as error:
        print(f"settings: {error}")
        return 1
    wrong = misspelt()
    print(f"settings: {', '.join(wrong)}: no setting of that name, see the README." if wrong else _settings(settings))
    lines: list[tuple[str, Callable[[Settings], Awaitable[str]]]] = [
        ("database", _database),
        ("telegram", _telegram),
        ("scheduler", _scheduler),
    ]
    good = not wrong
    for name, look in lines:
        try:
            said = await look(settings)
            ok = said.startswith("ok")
        except (DatabaseUnready, Missettled) as error:
            said, ok = str(error), False
        print(f"{name}: {said}")
        good = good and ok
    return 0 if good else 1


def _settings(settings: Settings) -> str:
    if settings.telegram_token and settings.rate > FREE_RATE and not settings.paid_broadcast:
        return (
            f"settings: ok, but UABOT_RATE is {settings.rate}: of what is not paid for (UABOT_PAID_BROADCAST) Telegram "
            f"takes {FREE_RATE} messages a second, and makes us wait for the rest."
        )
    return "settings: ok"


async def _database(settings: Settings) -> str:
    async with opened(settings) as database, database.reading() as tx:
        found = await actions.listed(tx)
    return f"ok, {len(found)} Urgent Actions"


async def _telegram(settings: Settings) -> str:
    if not settings.telegram_token:
        return "ok, not used (UABOT_TELEGRAM_TOKEN is not set)"
    from bot.on_telegram.platform import Telegram, TelegramRefused
    from handlers.turn import Reply, Turn

    async def silent(_turn: Turn) -> Reply:
        return Reply()

    try:
        telegram = Telegram(settings.telegram_token, settings.telegram_api, silent)
        try:
            async with asyncio.timeout(_PATIENCE):
                name = await telegram.start()
        finally:
            await telegram.close()
    except TelegramRefused as error:
        return str(error)
    except TimeoutError:
        return f"no answer from {settings.telegram_api} within {_PATIENCE} s: is this machine online?"
    return f"ok, @{name}"


async def _scheduler(settings: Settings) -> str:
    async with opened(settings) as database, database.reading() as tx:
        last = await upkeep.last_ticks(tx)
    if not last:
        return "ok, not started yet (`uabot run` starts it)"
    latest = max(last.values())
    ago = datetime.now(UTC) - latest
    if ago > timedelta(0) - LATE and ago < LATE:
        return f"ok, ticked {max(0, int(ago.total_seconds()))} s ago"
    if ago < timedelta(0):
        return f"its last tick is {-ago} in the future: set this machine's clock."
    return f"last ticked {latest:%Y-%m-%d %H:%M} UTC: start `uabot run`."
