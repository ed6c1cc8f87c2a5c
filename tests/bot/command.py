"""The command `uabot` as a person has it: processes of its own, an environment of its own, a folder of its own."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from content.samples import documents

ROOT = Path(__file__).parents[2]
UABOT = [sys.executable, "-m", "bot"]


def number(document: str) -> str:
    """The number that a sample's header gives: its year is that of the day."""
    return document.split("UA: ")[1].split(maxsplit=1)[0]


M_K = number(documents(datetime.now(UTC).date())[0].document.decode())
"""The number of the sample about M.K. as it is read today."""


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """A folder to work in, and what is set there (`UABOT_…`)."""

    folder: Path
    settings: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        # any free port; and no quiet hours, which would hold back what a test sends at night
        clean = {name: value for name, value in os.environ.items() if not name.startswith("UABOT_")}
        return {**clean, "PYTHONPATH": str(ROOT), "UABOT_LISTEN": "127.0.0.1:0", "UABOT_QUIET": "", **self.settings}

    def uabot(self, *words: str | Path, **settings: str) -> Said:
        """Run a command to its end."""
        done = subprocess.run(
            [*UABOT, *map(str, words)],
            cwd=self.folder,
            env={**self.environment, **settings},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    @asynccontextmanager
    async def running(self, *words: str, until: str = "ready", **settings: str) -> AsyncIterator["Running"]:
        """A command that goes on, from the line that holds `until` to the end of the block."""
        process = await asyncio.create_subprocess_exec(
            *UABOT,
            *words,
            cwd=self.folder,
            env={**self.environment, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        running = Running(process, [])
        reading = asyncio.create_task(running.read())
        try:
            await running.line(until)
            yield running
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
                try:
                    await asyncio.wait_for(process.wait(), 15)
                except TimeoutError:
                    process.kill()
                    await process.wait()
            await reading


@dataclass
class Running:
    """A command that goes on, and the lines it has said."""

    process: asyncio.subprocess.Process
    lines: list[str]

    async def read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.lines.append(line.decode().rstrip())

    async def line(self, holding: str, seconds: float = 20) -> str:
        """The first line that holds these words."""
        for _ in range(int(seconds / 0.05)):
            for line in self.lines:
                if holding in line:
                    return line
            if self.process.returncode is not None:
                break
            await asyncio.sleep(0.05)
        raise AssertionError(f"it never said {holding!r}:\n" + "\n".join(self.lines))

    async def kill(self) -> None:
        """`kill -9`."""
        self.process.kill()
        await self.process.wait()
