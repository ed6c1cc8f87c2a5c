"""A copy of the database that is put back holds still and says why; what was never copied goes on."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from content.ids import Platform
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.hours import Hours
from storage.database import tables
from storage.database.engine import Database, DatabaseUnready, open_database
from storage.due import reminders
from storage.due.reminders import EVENING
from storage.sending import broadcasts, deliveries, lanes
from storage.sending.broadcasts import Broadcast
from storage.sending.restored import REASON, REMINDED, Copy
from tests.databases import SECRET, on_sqlite
from tests.storage.builder import NOON, PARIS, action, people

LATER = NOON + timedelta(minutes=1)
PARIS_TIME = Hours(None, PARIS)


async def announced(database: Database) -> Broadcast:
    async with database.writing() as tx:
        await people(tx, 3)
        return await broadcasts.announce(tx, await action(tx), BroadcastKind.ALERT, approver="me", needed=1, now=NOON)


async def sent(database: Database, copy: Copy, n: int = 1) -> None:
    """A sender reserves slots, and keeps what it was told once it is committed."""
    async with database.writing() as tx:
        slots = await lanes.reserve(tx, "telegram", n, apart=0, now=NOON)
        await lanes.reserve(tx, "telegram/7", 1, apart=3, now=NOON)
    copy.keep("telegram", slots.spent)


async def state(database: Database, made: Broadcast) -> tuple[BroadcastState, str]:
    async with database.reading() as tx:
        found = await broadcasts.find(tx, made.id)
    return found.state, found.reason


async def again(address: str, made: Broadcast) -> tuple[int, BroadcastState]:
    """What the next start finds."""
    opened = await open_database(address, SECRET)
    paused = await Copy(opened).check(now=LATER)
    found = await state(opened, made)
    await opened.close()
    return paused, found[0]


async def test_the_original_goes_on_however_often_it_is_started(address: str, database: Database) -> None:
    made = await announced(database)
    copy = Copy(database)
    assert await copy.check(now=NOON) == 0
    await sent(database, copy)
    assert await again(address, made) == (0, BroadcastState.SENDING)
    await sent(database, Copy(database))
    assert await again(address, made) == (0, BroadcastState.SENDING)


async def test_killed_between_the_commit_and_the_file_it_is_still_the_original(
    address: str, database: Database
) -> None:
    made = await announced(database)
    copy = Copy(database)
    await copy.check(now=NOON)
    async with database.writing() as tx:
        await lanes.reserve(tx, "telegram", 100, apart=0, now=NOON)
    assert await again(address, made) == (0, BroadcastState.SENDING)


@on_sqlite
class TestFile:
    """What is told by the file beside the database."""

    async def test_a_copy_put_back_in_its_place_holds_still_once(self, address: str, tmp_path: Path) -> None:
        opened = await open_database(address, SECRET)
        made = await announced(opened)
        copy = Copy(opened)
        await copy.check(now=NOON)
        await sent(opened, copy)
        await opened.close()
        shutil.copy(tmp_path / "uabot.db", tmp_path / "backup.db")
        opened = await open_database(address, SECRET)
        await sent(opened, copy, 2)
        await opened.close()
        shutil.copy(tmp_path / "backup.db", tmp_path / "uabot.db")

        assert await again(address, made) == (1, BroadcastState.PAUSED)
        opened = await open_database(address, SECRET)
        assert (await state(opened, made))[1] == REASON
        async with opened.writing() as tx:
            assert await deliveries.due(tx, Platform.TELEGRAM, now=LATER, limit=9) == []
            await broadcasts.resume(tx, made.id, now=LATER)
        await opened.close()
        assert await again(address, made) == (0, BroadcastState.SENDING), "from then on it is the original"

    async def test_a_copy_brought_elsewhere_holds_still_with_or_without_the_file(
        self, address: str, tmp_path: Path
    ) -> None:
        opened = await open_database(address, SECRET)
        made = await announced(opened)
        copy = Copy(opened)
        await copy.check(now=NOON)
        await sent(opened, copy)
        await opened.close()
        for name, files in (("alone", ("uabot.db",)), ("both", ("uabot.db", "uabot.db.spent"))):
            (tmp_path / name).mkdir()
            for file in files:
                shutil.copy(tmp_path / file, tmp_path / name / file)
            there = f"sqlite+aiosqlite:///{tmp_path / name / 'uabot.db'}"
            assert await again(there, made) == (1, BroadcastState.PAUSED)
        assert await again(address, made) == (0, BroadcastState.SENDING)

    @pytest.mark.parametrize(
        "said", ["", "{", "[]", '{"spent": 7}', '{"is": 1, "spent": {"telegram": 99}}', "\x00" * 9]
    )
    async def test_a_file_that_says_nothing_is_as_none(self, address: str, tmp_path: Path, said: str) -> None:
        opened = await open_database(address, SECRET)
        made = await announced(opened)
        (tmp_path / "uabot.db.spent").write_text(said)
        assert await Copy(opened).check(now=NOON) == 0, "nothing was ever sent from here"
        await sent(opened, Copy(opened))
        (tmp_path / "uabot.db.spent").write_text(said)
        await opened.close()
        assert (await again(address, made))[0] == 1

    async def test_a_reminder_whose_time_came_meanwhile_may_have_gone(self, address: str, tmp_path: Path) -> None:
        opened = await open_database(address, SECRET)
        await announced(opened)
        async with opened.writing() as tx:
            rows = await reminders.missing(tx, ("2d@18:00", "0d@10:00"), (), hours=PARIS_TIME, now=NOON)
            planned = {key: at for key, at in rows.items() if key[2] != EVENING}
            await reminders.plan(tx, planned)
        past, to_come = sorted(planned.values())
        copy = Copy(opened)
        await copy.check(now=NOON)
        await sent(opened, copy)
        (tmp_path / "uabot.db.spent").unlink()
        assert await Copy(opened).check(now=past) == 1
        async with opened.reading() as tx:
            found = await tx.connection.execute(select(tables.reminders).order_by(tables.reminders.c.due_at))
            assert [(row.state, row.reason) for row in found] == [("skipped", REMINDED), ("due", "")]
            (left,) = await reminders.due(tx, hours=PARIS_TIME, now=to_come)
            assert left.due_at == to_come
        await opened.close()

    async def test_what_cannot_be_written_there_is_said_and_ends_nothing(
        self, database: Database, tmp_path: Path
    ) -> None:
        (tmp_path / "uabot.db.spent").mkdir()
        with pytest.raises(DatabaseUnready, match=r"uabot\.db\.spent cannot be written"):
            await Copy(database).check(now=NOON)
        Copy(database).keep("telegram", 7)


@pytest.mark.parametrize("which", ["postgresql"])
async def test_on_another_server_it_is_a_copy(address: str, database: Database) -> None:
    made = await announced(database)
    assert await Copy(database).check(now=NOON) == 0
    async with database.writing() as tx:
        mark = (await tx.connection.execute(select(tables.origins.c.mark))).scalar_one()
        identifier, timeline, oid = mark.split(":")
        assert int(identifier) > 0
        assert int(timeline, 16) >= 1
        assert int(oid) > 0
        await tx.connection.execute(tables.origins.update().values(mark=f"{int(identifier) - 1}:{timeline}:{oid}"))
    assert await again(address, made) == (1, BroadcastState.PAUSED)
    async with database.writing() as tx:
        found = await broadcasts.resume(tx, made.id, now=LATER)
        assert found.counts[DeliveryState.QUEUED] == 3
    assert await again(address, made) == (0, BroadcastState.SENDING)
