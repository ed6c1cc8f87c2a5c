"""A sender as a child process: started, let go, measured by its parent."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.fast_telegram.client import FastTelegram

ROOT = Path(__file__).parents[2]
LONGEST = 3600.0
"""Seconds after which a child is ended."""
_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
"""`ru_maxrss` is in bytes there, in kB elsewhere."""


class Failed(Exception):
    """A child did not do what it should; the text says what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one child took. `cpu` is seconds, user and system, from `ready` to its end, connections included.

    `peak` is MB of memory, at its highest since the start. `arrived` is the server's count (`FastTelegram.stats`),
    `said` the child's last line.
    """

    cpu: float
    peak: float
    arrived: Mapping[str, Any]
    said: Mapping[str, Any]

    def cpu_per(self, messages: int) -> float:
        """Seconds of the processor for so many messages."""
        return float(self.cpu * messages / max(self.arrived["accepted"], 1))

    @property
    def speed(self) -> float:
        """Messages a second, from the go to the last of them settled where that is known, else arrived."""
        seconds = self.said.get("seconds") or self.arrived["seconds"]
        return float(self.arrived["accepted"] / seconds) if seconds else 0.0


def environment(**more: str) -> dict[str, str]:
    """The environment without the settings of whoever calls, with `more` ones (`UABOT_` is put before)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UABOT_")}
    return kept | {"PYTHONPATH": str(ROOT)} | {f"UABOT_{name}": value for name, value in more.items()}


def run(words: Sequence[str], telegram: FastTelegram, folder: Path, *, env: Mapping[str, str] | None = None) -> Run:
    """Start a sender in `folder`, let it send, wait for its end. Raises Failed."""
    with _log(folder) as log:
        child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, cwd=folder, env=env)
        ender = threading.Timer(LONGEST, child.kill)
        ender.start()
        try:
            if child.stdin is None or child.stdout is None:
                raise Failed("no pipes")
            ready, _, used = child.stdout.readline().decode().partition(" ")
            if ready != "ready":
                raise Failed(_told(words, log))
            telegram.reset()
            child.stdin.write(b"go\n")
            child.stdin.flush()
            said = child.stdout.read().decode().strip().splitlines()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode or not said:
                raise Failed(_told(words, log))
        finally:
            ender.cancel()
            if child.poll() is None:
                child.kill()
                child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
    cpu = usage.ru_utime + usage.ru_stime - float(used)
    return Run(cpu, usage.ru_maxrss / _MB, telegram.stats(), json.loads(said[-1]))


def ask(words: Sequence[str], folder: Path, *, env: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a command says, as JSON in its last line. Raises Failed."""
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode or not done.stdout.strip():
        raise Failed(f"{' '.join(map(str, words[:4]))}: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


@contextmanager
def _log(folder: Path) -> Iterator[IO[bytes]]:
    with (folder / "stderr.log").open("w+b") as log:
        yield log


def _told(words: Sequence[str], log: IO[bytes]) -> str:
    log.seek(0)
    return f"{' '.join(map(str, words[:4]))}: {log.read()[-2000:].decode(errors='replace')}"
