"""python-telegram-bot sends: `ptb_sender.py API TOKEN MESSAGE FIRST COUNT IN_FLIGHT RATE`; a RATE is AIORateLimiter's.

Says `ready` with the processor's seconds so far, waits for a line, sends, says what became of it.
"""

import asyncio
import json
import os
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ApplicationBuilder

POOL = 256
"""Its client's connections, as it comes; more calls at once would end in `PoolTimeout`."""


async def send(api: str, token: str, said: dict[str, Any], chats: range, in_flight: int, rate: int) -> Counter[str]:
    """Send to all of `chats`; how many had which end."""
    builder = ApplicationBuilder().token(token).base_url(f"{api}/bot")
    if rate:
        limiter = AIORateLimiter(overall_max_rate=rate, max_retries=100)
        builder = builder.rate_limiter(limiter)  # type: ignore[arg-type]  # as its documentation has it
    ends: Counter[str] = Counter()
    async with builder.build() as application:
        bot = application.bot
        keyboard = InlineKeyboardMarkup.de_json(said["keyboard"], bot)
        used = resource.getrusage(resource.RUSAGE_SELF)
        print("ready", used.ru_utime + used.ru_stime, flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        waiting = iter(chats)

        async def work() -> None:
            for chat in waiting:
                try:
                    await bot.send_message(chat, said["text"], reply_markup=keyboard)
                    ends["delivered"] += 1
                except TelegramError as error:
                    ends[type(error).__name__] += 1

        await asyncio.gather(*(work() for _ in range(min(in_flight, POOL))))
    return ends


if __name__ == "__main__":
    api, token, message, *numbers = sys.argv[1:]
    said = json.loads(Path(message).read_text("utf-8"))
    first, count, in_flight, rate = map(int, numbers)
    print(json.dumps(asyncio.run(send(api, token, said, range(first, first + count), in_flight, rate))), flush=True)
    os._exit(0)  # taking the interpreter down is no part of sending
