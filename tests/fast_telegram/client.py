"""A test's or a benchmark's hold on the fast server.

    with fast(rate=1000) as telegram:
        ...                                  # UABOT_TELEGRAM_API=telegram.api, UABOT_TELEGRAM_TOKEN=telegram.token
        telegram.fault("hang", share=0.1, seconds=5)
        assert telegram.stats(first=1, count=10_000)["chats"]["more"] == 0

Its calls take the time of one request on this machine and wait for it: in a loop that measures, `asyncio.to_thread`.
"""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.fake_telegram.world import TOKEN

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """One call that was carried out: `method` in small letters, `message` the number of what it sent or changed.

    `at` is seconds of the wall clock; `text` what the message says from then on, empty for a file and a deletion.
    """

    at: float
    method: str
    chat: int
    message: int
    text: str


class FastTelegram:
    """One fast server at `api`. Each control is a connection of its own, so that one may follow a closed door."""

    def __init__(self, api: str, token: str = TOKEN, pid: int = 0) -> None:
        self.api = api
        self.token = token
        self.pid = pid

    def control(self, name: str, /, **given: Any) -> Any:
        """Any control by its name: see `control.py`. Raises AssertionError with what was wrong."""
        status, body = self._post(f"/control/{name}", given)
        found = json.loads(body)
        assert status == 200, f"{name}: {found['error']}"
        return found

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method as a bot would; gives the whole answer, refusals too."""
        found: dict[str, Any] = json.loads(self._post(f"/bot{self.token}/{method}", parameters)[1])
        return found

    def stats(self, *, first: int | None = None, count: int = 0) -> dict[str, Any]:
        """What arrived: see `counting.Count.stats`."""
        audience = {} if first is None else {"first": first, "count": count}
        found: dict[str, Any] = self.control("stats", **audience)
        return found

    def received(self) -> dict[int, int]:
        """Chat → how many messages arrived there."""
        lines = self._post("/control/received", {})[1].decode().splitlines()
        return {int(chat): int(times) for chat, times in (line.split() for line in lines)}

    def journal(self, *, chat: int | None = None, method: str | None = None) -> list[Arrival]:
        """Every message sent, edited and deleted, in the order they came, or only those of `chat` and `method`."""
        found = self.control("journal", chat=chat, method=method)
        texts = found["texts"]
        return [Arrival(at, name, there, number, texts[said]) for at, name, there, number, said in found["calls"]]

    def reset(self) -> None:
        self.control("reset")

    def fault(self, kind: str, **more: Any) -> None:
        """Something goes wrong from now on: see `faults.Fault`; `none` clears all, `refuse` closes the door."""
        self.control("fault", kind=kind, **more)

    def press(self, chat: int, data: str = "", *, message: int = 1) -> None:
        self.control("press", chat=chat, data=data, message=message)

    def answers(self) -> dict[str, Any]:
        """How long the presses waited: see `presses.Presses.answers`."""
        found: dict[str, Any] = self.control("answers")
        return found

    def until(self, accepted: int, seconds: float = PATIENCE) -> dict[str, Any]:
        """The stats once so many messages are accepted. Raises AssertionError if they are not within `seconds`."""
        return self._until(lambda stats: int(stats["accepted"]), accepted, seconds)

    def until_arrived(self, method: str, count: int, seconds: float = PATIENCE) -> dict[str, Any]:
        """The stats once so many calls of `method` were carried out: sends, edits or deletions. Raises as `until`."""
        return self._until(lambda stats: int(stats["arrived"].get(method.lower(), 0)), count, seconds)

    def _until(self, seen: Callable[[dict[str, Any]], int], wanted: int, seconds: float) -> dict[str, Any]:
        end = time.monotonic() + seconds
        while (count := seen(found := self.stats())) < wanted:
            assert time.monotonic() < end, f"within {seconds:g} s only {count} of {wanted} arrived"
            time.sleep(0.05)
        return found

    def _post(self, path: str, given: dict[str, Any]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(urlsplit(self.api).netloc, timeout=PATIENCE)
        try:
            connection.request("POST", path, json.dumps(given), {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


@contextmanager
def fast(
    *, latency: float = 0.0, rate: float = 0.0, log: Path | None = None, port: int = 0, token: str = TOKEN
) -> Iterator[FastTelegram]:
    """The fast server as a process of its own, ended at the end."""
    options = [f"--port={port}", f"--latency={latency}", f"--rate={rate}", f"--token={token}"]
    if log is not None:
        options.append(f"--log={log}")
    command = [sys.executable, "-m", "tests.fast_telegram", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            said = running.stdout.readline().strip()
            assert said.isdigit(), "the fast Telegram did not start"
            yield FastTelegram(f"http://127.0.0.1:{said}", token, running.pid)
        finally:
            running.terminate()
