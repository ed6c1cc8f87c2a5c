"""The ledger of a run, from outside its sender: `python -m benchmarks.sending.ledger join N | announce | counts`.

`join` sets up the database that the settings name, if it is new, and lets N people join; `announce` announces an Urgent
Action to all there are, and so does `join N announce` in one go; `counts` says how it stands. Each says so in one line
of JSON.
"""

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.opening import opened
from bot.settings import Settings, load
from content.ids import Platform, PlatformId
from content.rules.announcing import BroadcastKind
from storage import actions
from storage.database.vault import Vault
from storage.sending import broadcasts
from tests.cases import invented

FIRST = 1_000_000_000
"""The number of the first chat; the others follow, as they join."""
_SUPPORTER = "INSERT INTO supporters (id, language, plain, joined_at) VALUES (?, 'en', false, ?)"
_CHAT = "INSERT INTO chats (id, supporter_id, platform, finger, sealed) VALUES (?, ?, 'telegram', ?, ?)"


async def join(settings: Settings, people: int) -> None:
    """So many people more."""
    async with opened(settings, migrate=True):
        await asyncio.to_thread(fill, settings, people)


async def announce(settings: Settings) -> dict[str, object]:
    """An Urgent Action to everybody; `planned` is the seconds from the approval to the commit."""
    now = datetime.now(UTC)
    async with opened(settings) as database:
        async with database.writing() as tx:
            action = invented(deadline=now.date() + timedelta(days=20))
            kept, _ = await actions.add(tx, action, zone="Europe/Paris", now=now)
            await actions.approve(tx, kept.id, now=now)
        began = time.perf_counter()
        async with database.writing() as tx:
            made = await broadcasts.announce(
                tx, kept.id, BroadcastKind.ALERT, approver="benchmark", needed=1, now=datetime.now(UTC)
            )
        planned = time.perf_counter() - began
    return {"audience": made.audience, "planned": planned}


async def counts(settings: Settings) -> dict[str, object]:
    """Every state of the newest broadcast's deliveries, and when it ended (seconds of the epoch)."""
    async with opened(settings) as database, database.reading() as tx:
        newest = (await broadcasts.listed(tx))[-1]
    ended = None if newest.ended_at is None else newest.ended_at.timestamp()
    return {
        "state": newest.state,
        "ended": ended,
        "reason": newest.reason,
        **{state.value: n for state, n in newest.counts.items()},
    }


def fill(settings: Settings, people: int) -> None:
    """So many people join, all at once: by the driver, as a million of them one by one would take an hour."""
    address = settings.database
    now = datetime.now(UTC)
    if address.startswith("sqlite"):
        with sqlite3.connect(Path(address.partition(":///")[2])) as file:
            start = file.execute("SELECT coalesce(max(id), 0) FROM supporters").fetchone()[0]
            plain = now.replace(tzinfo=None).isoformat(" ")
            file.executemany(_SUPPORTER, ((start + n, plain) for n in range(1, people + 1)))
            file.executemany(_CHAT, _chats(settings, people, start))
        file.close()
        return
    import psycopg

    with psycopg.connect(address.replace("+psycopg", "", 1)) as server, server.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM supporters")
        row = cursor.fetchone()
        start = row[0] if row else 0
        with cursor.copy("COPY supporters (id, language, plain, joined_at) FROM STDIN") as copy:
            for n in range(1, people + 1):
                copy.write_row((start + n, "en", False, now))
        with cursor.copy("COPY chats (id, supporter_id, platform, finger, sealed) FROM STDIN") as copy:
            for number, supporter, finger, sealed in _chats(settings, people, start):
                copy.write_row((number, supporter, "telegram", finger, sealed))
        cursor.execute("SELECT setval(pg_get_serial_sequence('supporters', 'id'), max(id)) FROM supporters")
        cursor.execute("SELECT setval(pg_get_serial_sequence('chats', 'id'), max(id)) FROM chats")
    with psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True) as server:
        server.execute(
            "VACUUM ANALYZE supporters, chats"
        )  # as the server does by itself for people who joined by and by


def _chats(settings: Settings, people: int, start: int) -> Iterator[tuple[int, int, str, bytes]]:
    vault = Vault(settings.secret)
    for n in range(1, people + 1):
        chat = PlatformId(str(FIRST + start + n - 1))
        yield start + n, start + n, vault.finger(Platform.TELEGRAM, chat), vault.seal(chat)


async def main(words: list[str]) -> dict[str, object]:
    settings = load()
    if "join" in words:
        await join(settings, int(words[words.index("join") + 1]))
    if "announce" in words:
        return await announce(settings)
    return await counts(settings) if "counts" in words else {}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1:]))))
