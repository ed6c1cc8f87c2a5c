"""check: settings, database, tokens, clock, reminders, a line each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.opening import opened
from bot.settings import Missettled, Settings, load, misspelt
from content.rules.progress import duration
from storage import actions
from storage.database import upkeep
from storage.database.engine import DatabaseUnready

LATE = timedelta(minutes=2)
"""A scheduler that ticks every few seconds and was not heard of for so long does not run."""
LOOKED_AFTER = {
    "remind": "reminders",
    "later": "appeals put off",
    "wake": "messages held overnight",
    "close": "deadlines",
    "purge": "old records",
}
"""What each tick is for. One that is not here is called by its own name."""
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
        ("reminders", _reminders),
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
    from scheduler.runner import ticks

    async with opened(settings) as database, database.reading() as tx:
        last = await upkeep.last_ticks(tx)
    if not last:
        return "ok, not started yet (`uabot run` starts it)"
    now = datetime.now(UTC)
    latest = max(last.values())
    if latest - now >= LATE:
        return f"its last tick is {duration((latest - now).total_seconds())} in the future: set this machine's clock."
    if now - latest >= LATE:
        return f"last ticked {latest:%Y-%m-%d %H:%M} UTC: start `uabot run`."
    ages: list[str] = []
    late: list[str] = []
    for tick in ticks(settings.reminders, settings.retention_days, settings.hours):
        words = LOOKED_AFTER.get(tick.name, tick.name)
        if tick.name not in last:
            ages.append(f"{words} not yet")
            continue
        age = max(timedelta(0), now - last[tick.name])
        ages.append(f"{words} {duration(int(age.total_seconds()))}")
        if age >= max(LATE, 3 * timedelta(seconds=tick.seconds)):
            late.append(f"{words} have not been looked after for {duration(age.total_seconds())}")
    if late:
        return f"{', '.join(late)}, though `uabot run` ticks: its log says why."
    return f"ok, ticked {max(0, int((now - latest).total_seconds()))} s ago ({', '.join(ages)})"


async def _reminders(settings: Settings) -> str:
    from storage.due import reminders

    now = datetime.now(UTC)
    async with opened(settings) as database, database.reading() as tx:
        overdue = await reminders.overdue(tx, hours=settings.hours, now=now)
        coming = await reminders.upcoming(tx, now=now)
    if overdue:
        return f"{overdue} overdue for a quarter of an hour or more: start `uabot run`, or see what its log says."
    if coming is None:
        return "ok, none planned"
    return f"ok, the next on {coming.astimezone(ZoneInfo(settings.timezone)):%Y-%m-%d at %H:%M} ({settings.timezone})"
