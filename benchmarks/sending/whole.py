"""`uabot run` and `uabot worker` as they are, beside the bench: started, waited for, stopped or killed."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.sending.bench import Bench
from benchmarks.sending.running import Failed

STARTED = 30.0
STOPPED = 15.0
Process = subprocess.Popen[bytes]


@contextmanager
def process(command: str, env: Mapping[str, str], log: Path) -> Iterator[Process]:
    """One of them, stopped politely at the end. Raises Failed if it ended by itself, or does not stop."""
    with log.open("wb") as said:
        running = subprocess.Popen([sys.executable, "-m", "bot", command], env=env, cwd=log.parent, stderr=said)
        try:
            yield running
            if running.poll() not in (None, -signal.SIGKILL):
                raise Failed(f"uabot {command} ended by itself: {log.read_text('utf-8')[-2000:]}")
        finally:
            running.terminate()
            try:
                running.wait(STOPPED)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


@contextmanager
def serving(bench: Bench, env: Mapping[str, str], workers: int = 0) -> Iterator[Sequence[Process]]:
    """`uabot run` and so many workers, all of them up: the run first."""
    bench.telegram.reset()
    with ExitStack() as stack:
        commands = ["run", *["worker"] * workers]
        started = [
            stack.enter_context(process(command, env, bench.folder / f"{n}-{command}.log"))
            for n, command in enumerate(commands)
        ]
        end = time.monotonic() + STARTED
        try:
            while (calls := bench.telegram.stats()["calls"]).get("getme", 0) < len(started) or not calls.get(
                "getupdates"
            ):
                if time.monotonic() > end or any(one.poll() is not None for one in started):
                    raise AssertionError(f"not all of uabot came up within {STARTED:.0f} s")
                time.sleep(0.2)
            time.sleep(1.0)
            yield started
        except AssertionError as error:
            said = "".join((bench.folder / f"{n}-{one}.log").read_text()[-1000:] for n, one in enumerate(commands))
            raise Failed(f"{error}: {said}") from error
