"""`uabot` as a process of its own, which faults happen to."""

import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from tests.faults.waiting import Skipped, until

ROOT = Path(__file__).parents[2]
STOPS_WITHIN = 10.0
"""Seconds from SIGTERM to the end: what `uabot` promises."""


class Uabot:
    """One process, from its start; all it says goes into a file."""

    def __init__(self, words: Sequence[str], settings: Mapping[str, str], log: Path, *, module: str = "bot") -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("UABOT_")}
        self._log = log
        self.began = monotonic()
        with log.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, *words],
                cwd=log.parent,
                env={**clean, "PYTHONPATH": str(ROOT), **settings},
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        self.pid = self._process.pid

    @property
    def said(self) -> str:
        """All it said so far."""
        return self._log.read_text("utf-8", "replace")

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    @property
    def address(self) -> str:
        """Where its web part listens."""
        found = re.search(r"ready (http://\S+)", self.said)
        assert found is not None, f"it does not say where it listens: {self.said}"
        return found[1]

    def ready(self) -> "Uabot":
        """Wait until it says that everything is up."""
        until(lambda: "ready" in self.said or not self.lives, "uabot is ready")
        assert self.lives, f"uabot ended: {self.said}"
        return self

    def kill(self) -> None:
        """As the kernel does it: at once, and it hears nothing of it."""
        assert self.lives, f"uabot had ended by itself: {self.said}"
        self._process.kill()
        self._process.wait()

    def stop(self) -> float:
        """SIGTERM, and how many seconds it took to end in good order. Raises AssertionError if it did not in time."""
        assert self.lives, f"uabot had ended by itself: {self.said}"
        began = monotonic()
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(timeout=60)
        took = monotonic() - began
        assert status == 0, f"it ended with status {status}: {self.said}"
        assert took <= STOPS_WITHIN, f"it took {took:.1f} s to end: {self.said}"
        return took

    def wait(self) -> int:
        """The exit status of one that ends by itself."""
        return self._process.wait(timeout=60)

    def files_may_hold(self, size: int | None) -> None:
        """No file that it writes may grow beyond so many bytes, as on a full disk; None: whatever it likes."""
        if sys.platform != "linux":
            raise Skipped("another process's files can be limited on Linux only")
        ceiling = resource.RLIM_INFINITY
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (ceiling if size is None else size, ceiling))

    def end(self) -> None:
        """However it is: it is over."""
        if self.lives:
            self._process.kill()
            self._process.wait()
