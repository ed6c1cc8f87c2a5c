"""Ticks killed (kill -9) before or after any of their commits, and begun anew, lose nobody and double nothing."""

import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from content.rules.announcing import DeliveryState
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.due import laters, reminders
from tests.scheduler.cut import HOURS, LABELS, NOW
from tests.storage.builder import DEADLINE, NOON, people, person, took, written
from tests.storage.post import announce, became

COMMITS = 17
"""As many as one round of ticks makes in this world."""
CROWD = ("1", "2", "3", "4", "5")
THERE = (*CROWD, "puts off", "keen")
EXPECTED = Counter(
    [("alert", 1, name, "delivered") for name in THERE]
    + [("alert", 1, name, "queued") for name in ("daily", "back")]  # the most urgent one that they have not had
    + [("alert", 2, name, "queued") for name in THERE]  # they are awake
    + [("alert", 3, name, "delivered") for name in CROWD]
    + [("alert", 3, name, "skipped") for name in ("puts off", "keen")]  # it did not leave in time
    + [("reminder", 1, name, "queued") for name in CROWD]
    + [("later", 1, "puts off", "queued")]
    + [("closing", 3, name, "queued") for name in CROWD]
    + [("promise", 3, "1", "queued")]
)


async def world(tx: Tx) -> None:
    """Somebody for each tick: to be reminded, with something put off, asleep, at a pace of their own, at an end."""
    crowd = await people(tx, len(CROWD))
    puts_off, keen = await person(tx, "puts off"), await person(tx, "keen")
    await person(tx, "daily", pace="daily")
    await person(tx, "back", paused_until=NOW - timedelta(hours=1))
    urgent = await written(tx)
    await became(tx, await announce(tx, urgent), DeliveryState.DELIVERED)
    await took(tx, keen, urgent)
    await laters.keep(tx, puts_off.supporter, urgent, due_at=NOW - timedelta(minutes=5), asked=True)
    at_night = await announce(tx, await written(tx, deadline=DEADLINE + timedelta(days=9)))
    asleep = update(tables.deliveries).where(tables.deliveries.c.broadcast_id == at_night)
    await tx.connection.execute(asleep.values(held=1, due_at=NOW - timedelta(hours=9)))
    over = await written(tx, deadline=DEADLINE - timedelta(days=3))
    await became(tx, await announce(tx, over), DeliveryState.DELIVERED, *crowd)
    await laters.keep(tx, crowd[0].supporter, over, due_at=NOW - timedelta(days=1), asked=True)
    await reminders.plan(tx, await reminders.missing(tx, LABELS, (), hours=HOURS, now=NOON))


async def told(database: Database) -> Counter[tuple[str, int, str, str]]:
    """Every delivery: of which kind and action, to whom, in which state."""
    asked = select(tables.broadcasts.c.kind, tables.broadcasts.c.action_id, tables.deliveries, tables.chats.c.sealed)
    asked = asked.join_from(
        tables.deliveries, tables.broadcasts, tables.broadcasts.c.id == tables.deliveries.c.broadcast_id
    ).join(tables.chats, tables.chats.c.id == tables.deliveries.c.chat_id)
    async with database.reading() as tx:
        rows = (await tx.connection.execute(asked)).all()
        first = min(row.action_id for row in rows)
        assert not any(row.held for row in rows)
        return Counter((row.kind, row.action_id - first + 1, tx.vault.unseal(row.sealed), row.state) for row in rows)


def tick(address: str, number: int = 0, when: str = "after") -> tuple[int, str]:
    """A process that ticks once, cut or not; its exit status, and what it said."""
    command = [sys.executable, "-m", "tests.scheduler.cut", address, str(number), when]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout.strip() or done.stderr


async def test_the_world_and_how_many_commits_there_are(database: Database, address: str) -> None:
    async with database.writing() as tx:
        await world(tx)
    assert tick(address) == (0, str(COMMITS))
    assert await told(database) == EXPECTED
    tick(address)
    assert await told(database) == EXPECTED, "a second round has nothing to do"


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(1, COMMITS + 1))
async def test_killed_there_and_begun_anew(database: Database, address: str, number: int, when: str) -> None:
    async with database.writing() as tx:
        await world(tx)
    assert tick(address, number, when)[0] == -signal.SIGKILL
    assert tick(address)[0] == 0
    assert await told(database) == EXPECTED
