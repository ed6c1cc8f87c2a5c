"""A hand on a broadcast from the command line, and watching one to its end, on a terminal and off it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from content.courier import Delivered, Outcome, Unknown
from content.ids import BroadcastId, Platform, PlatformId, Reference
from content.rules.announcing import BroadcastState
from storage import people
from storage.database.engine import Database, open_database
from storage.sending import broadcasts, deliveries, settling
from tests.bot.command import M_K, UABOT, Said, Shell
from tests.bot.test_commands import refused
from tests.bot.test_end_to_end import sample_document

ARRIVED = Delivered(Reference("1"))
SECRET = "a secret for tests"
PEOPLE = 120


@dataclass
class Desk:
    """A command line, and the database beneath it with people who have joined."""

    shell: Shell
    database: Database

    async def uabot(self, *words: str) -> Said:
        return await asyncio.to_thread(self.shell.uabot, *words)

    async def leave(self, *outcomes: Outcome, seconds: int = 0) -> None:
        """So many of what is queued leave, in so many seconds, with these outcomes."""
        now = datetime.now(UTC) + timedelta(seconds=seconds)
        async with self.database.writing() as tx:
            queued = await deliveries.due(tx, Platform.TELEGRAM, now=now, limit=len(outcomes))
            await deliveries.mark_sending(tx, queued, now=now)
            await settling.settle(tx, list(zip(queued, outcomes, strict=False)), now=now)

    async def state(self) -> BroadcastState:
        async with self.database.reading() as tx:
            return (await broadcasts.find(tx, BroadcastId(1))).state

    @asynccontextmanager
    async def sending(self, every: float, n: int = 1) -> AsyncIterator[None]:
        """Meanwhile `n` leave and arrive now and then, as if `uabot run` sent them."""

        async def send() -> None:
            while True:
                await self.leave(*[ARRIVED] * n)
                await asyncio.sleep(every)

        task = asyncio.create_task(send())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    (tmp_path / "ua.txt").write_bytes(sample_document())
    shell = Shell(tmp_path, {"UABOT_APPROVALS": "1", "UABOT_SECRET": SECRET, "UABOT_QUIET": ""})
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'uabot.db'}", SECRET, migrate=True)
    async with database.writing() as tx:
        for n in range(PEOPLE):
            await people.join(tx, Platform.TELEGRAM, PlatformId(str(n)), language="en", now=datetime.now(UTC))
    desk = Desk(shell, database)
    await desk.uabot("add", "ua.txt", "--approve")
    yield desk
    await database.close()


async def test_pausing_going_on_and_stopping(desk: Desk) -> None:
    announced = await desk.uabot("announce", M_K, "--yes")
    assert "Announced as broadcast 1" in announced.out, "not a terminal: it waits for nothing"
    await desk.leave(*[ARRIVED] * 4)
    paused = await desk.uabot("broadcasts", "1", "--pause")
    assert paused.status == 0
    assert paused.out.splitlines() == [
        "Paused: --resume lets it go on.",
        f"1: UA {M_K} alert · paused · 116 queued, 4 delivered · paused by an organizer",
    ]
    refused(await desk.uabot("broadcasts", "1", "--pause"), "paused")
    resumed = await desk.uabot("broadcasts", "1", "--resume", "--json")
    assert (resumed.json["state"], resumed.json["reason"]) == ("sending", "")
    refused(await desk.uabot("broadcasts", "1", "--resume"), "only a paused one can go on")
    stopped = await desk.uabot("broadcasts", "1", "--stop")
    assert "stopped · 4 delivered, 116 skipped · stopped by an organizer" in stopped.out
    for late in ("--pause", "--resume", "--stop", "--again"):
        refused(await desk.uabot("broadcasts", "1", late), "stopped")


async def test_wrong_use(desk: Desk) -> None:
    refused(await desk.uabot("broadcasts", "--pause"), "broadcasts ID --pause")
    refused(await desk.uabot("broadcasts", "1", "--pause", "--stop"), "one thing")
    for words in (("9",), ("9", "--pause"), ("9", "--again", "--json")):
        refused(await desk.uabot("broadcasts", *words), "no broadcast 9")
    refused(await desk.uabot("broadcasts", "--again", "soon"), "ID")


async def test_the_unclear_go_once_more(desk: Desk) -> None:
    await desk.uabot("announce", M_K, "--yes")
    none = await desk.uabot("broadcasts", "1", "--again")
    assert (none.status, none.out.splitlines()[0]) == (0, "Nothing of it is unclear or failed: nothing goes once more.")
    lost = Unknown("no answer")
    await desk.leave(lost, lost, *[ARRIVED] * 118)
    await desk.leave(lost, lost, seconds=31)
    assert "done · 118 delivered, 2 unclear" in (await desk.uabot("broadcasts", "1")).out
    again = await desk.uabot("broadcasts", "1", "--again")
    assert again.out.splitlines() == [
        "2 deliveries go once more.",
        f"1: UA {M_K} alert · sending · 2 queued, 118 delivered · 0 a second",
    ]
    await desk.leave(ARRIVED, ARRIVED)
    assert (await desk.uabot("broadcasts", "1", "--json")).json["deliveries"]["delivered"] == 120


async def test_rate_and_time_left_come_from_two_looks(desk: Desk) -> None:
    await desk.uabot("announce", M_K, "--yes")
    still = (await desk.uabot("broadcasts", "1", "--json")).json
    assert (still["rate"], still["seconds_left"]) == (0, None)
    async with desk.sending(0.1):
        said = (await desk.uabot("broadcasts", "1", "--json")).json
        assert 0 < said["rate"] < 15
        assert said["seconds_left"] == pytest.approx(said["deliveries"]["queued"] / said["rate"], rel=0.1)
        assert " a second, " in (await desk.uabot("broadcasts", "1")).out
        assert " a second, " in (await desk.uabot("broadcasts")).out
    await desk.leave(*[ARRIVED] * 120)
    done = (await desk.uabot("broadcasts", "1", "--json")).json
    assert (done["state"], done["rate"], done["seconds_left"]) == ("done", None, None)


async def test_off_a_terminal_it_can_be_waited_for(desk: Desk) -> None:
    async with desk.sending(0.2, 3):
        said = await desk.uabot("announce", M_K, "--yes", "--wait")
    lines = said.out.splitlines()
    assert lines[-1] == "Done: 120 delivered."
    assert any(" of 120 · " in line and " s left" in line for line in lines), lines
    assert (said.status, said.err) == (0, "")
    again = await desk.uabot("announce", M_K, "--yes", "--wait")
    assert "announced before" in again.out, "what is over is not waited for"


async def test_waiting_with_json_says_nothing_but_json(desk: Desk) -> None:
    async with desk.sending(0.02, 6):
        said = await desk.uabot("announce", M_K, "--yes", "--wait", "--json")
    assert (said.status, said.json["broadcast"]["state"]) == (0, "done")
    assert said.json["broadcast"]["deliveries"]["delivered"] == 120


async def test_what_is_paused_meanwhile_ends_the_wait(desk: Desk) -> None:
    waiting = asyncio.create_task(desk.uabot("announce", M_K, "--yes", "--wait"))
    await begun(desk)
    await desk.uabot("broadcasts", "1", "--pause")
    said = await waiting
    assert said.status == 1
    assert said.out.splitlines()[-1] == (
        "Paused: 120 queued. Paused by an organizer. `uabot broadcasts 1 --resume` lets it go on."
    )


async def test_where_nobody_sends_it_says_so(desk: Desk) -> None:
    waiting = asyncio.create_task(desk.uabot("announce", M_K, "--yes", "--wait"))
    await begun(desk)
    await asyncio.sleep(11)
    await desk.leave(*[ARRIVED] * 120)
    assert "0 of 120 · nothing leaves just now: is `uabot run` running?" in (await waiting).out


async def test_whoever_sleeps_is_not_waited_for(desk: Desk) -> None:
    async with desk.database.writing() as tx:
        awake = await people.join(tx, Platform.TELEGRAM, PlatformId("far away"), language="en", now=datetime.now(UTC))
        await people.set_zone(tx, awake.id, "Pacific/Kiritimati")  # 14 hours ahead of UTC
    night = {"UABOT_TIMEZONE": "UTC", "UABOT_QUIET": f"{hour(-1)}-{hour(2)}"}
    sleepy = Desk(Shell(desk.shell.folder, desk.shell.settings | night), desk.database)
    preview = await sleepy.uabot("announce", M_K)
    assert preview.out.splitlines()[:2] == [
        "121 recipients (telegram 121), 0 stopped, 0 gone.",
        "120 of them get it when their quiet hours are over.",
    ]
    assert (await sleepy.uabot("announce", M_K, "--json")).json["waiting"] == 120
    async with desk.sending(0.2):
        said = await sleepy.uabot("announce", M_K, "--yes", "--wait")
    assert (said.status, said.out.splitlines()[-1]) == (
        0,
        "120 queued (120 of them till their night is over), 1 delivered: they get it then, where `uabot run` runs.",
    )


def hour(ahead: int) -> str:
    """The full hour so many hours from now, in UTC."""
    return f"{datetime.now(UTC) + timedelta(hours=ahead):%H}:00"


async def test_a_bar_on_a_terminal(desk: Desk) -> None:
    async with terminal(desk.shell, "announce", M_K, "--yes") as (process, seen):
        await begun(desk)
        async with desk.sending(0.1, 3):
            assert await asyncio.wait_for(process.wait(), 30) == 0
    assert "━━━" in seen.text
    assert "of 120" in seen.text
    assert " a second, " in seen.text
    assert seen.text.endswith("Done: 120 delivered.\r\n")


async def test_control_c_leaves_it_sending(desk: Desk) -> None:
    async with terminal(desk.shell, "announce", M_K, "--yes") as (process, seen):
        await begun(desk)
        await seen.shows("0 of 120")
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 10) == 130
    assert "It goes on without you: `uabot broadcasts 1`" in seen.text.splitlines()[-1]
    assert "Traceback" not in seen.text
    assert await desk.state() is BroadcastState.SENDING


async def begun(desk: Desk) -> None:
    for _ in range(200):
        async with desk.database.reading() as tx:
            if await broadcasts.listed(tx):
                return
        await asyncio.sleep(0.05)
    raise AssertionError("it was never announced")


@dataclass
class Terminal:
    """What a program shows on a terminal, as its bytes came."""

    text: str = ""

    async def shows(self, words: str) -> None:
        for _ in range(200):
            if words in self.text:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"it never showed {words!r}:\n{self.text}")


@asynccontextmanager
async def terminal(shell: Shell, *words: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, Terminal]]:
    """A command that has a terminal to itself."""
    ours, theirs = os.openpty()
    process = await asyncio.create_subprocess_exec(
        *UABOT,
        *words,
        cwd=shell.folder,
        env={**shell.environment, "TERM": "xterm", "COLUMNS": "120"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.set_blocking(ours, False)
    seen, loop = Terminal(), asyncio.get_running_loop()

    def read() -> None:
        try:
            seen.text += os.read(ours, 65536).decode(errors="replace")
        except OSError:  # the other side has gone
            loop.remove_reader(ours)

    loop.add_reader(ours, read)
    try:
        yield process, seen
        await asyncio.sleep(0.1)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        loop.remove_reader(ours)
        os.close(ours)
