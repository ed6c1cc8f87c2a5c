"""aiogram sends: `aiogram_sender.py API TOKEN MESSAGE FIRST COUNT IN_FLIGHT RATE`; it has no pace of its own.

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

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError
from aiogram.types import InlineKeyboardMarkup


async def send(api: str, token: str, said: dict[str, Any], chats: range, in_flight: int) -> Counter[str]:
    """Send to all of `chats`; how many had which end."""
    keyboard = InlineKeyboardMarkup.model_validate(said["keyboard"])
    ends: Counter[str] = Counter()
    async with Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api))) as bot:
        await bot.get_me()
        used = resource.getrusage(resource.RUSAGE_SELF)
        print("ready", used.ru_utime + used.ru_stime, flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        waiting = iter(chats)

        async def work() -> None:
            for chat in waiting:
                try:
                    await bot.send_message(chat, said["text"], reply_markup=keyboard)
                    ends["delivered"] += 1
                except TelegramAPIError as error:
                    ends[type(error).__name__] += 1

        await asyncio.gather(*(work() for _ in range(in_flight)))
    return ends


if __name__ == "__main__":
    api, token, message, *numbers = sys.argv[1:]
    said = json.loads(Path(message).read_text("utf-8"))
    first, count, in_flight, _ = map(int, numbers)
    print(json.dumps(asyncio.run(send(api, token, said, range(first, first + count), in_flight))), flush=True)
    os._exit(0)  # taking the interpreter down is no part of sending
