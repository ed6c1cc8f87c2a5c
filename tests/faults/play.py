"""Scenarios played, each with a folder, a database and processes of its own that are gone at the end."""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Self

from sqlalchemy.engine import make_url

from storage.sending.shards import SIZE
from tests.faults.databases import Database, Server, SqliteFile, own_server
from tests.faults.outcome import Outcome
from tests.faults.scenarios import SCENARIOS, Scenario, answers, clock, crashes, ground
from tests.faults.stage import Scale, staged
from tests.faults.waiting import Skipped

__all__ = ["FULL", "SCENARIOS", "SHORT", "Plays", "Wanted", "every"]

assert all((answers, clock, crashes, ground))  # they have put their scenarios into the list
SHORT = Scale(chats=400, rate=200, broken=3)
FULL = Scale(chats=6000, rate=1000, broken=12)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One scenario to be played on one kind of database. The same `seed` draws the same moments."""

    scenario: Scenario
    database: str
    seed: int

    def __str__(self) -> str:
        return f"{self.scenario.name}-{self.database}" + (f"-{self.seed}" if self.scenario.times else "")


class Plays:
    """Plays what is wanted in that order, `at_once` at a time, and has what came of each. To be left with `with`."""

    def __init__(self, wanted: Collection[Wanted], scale: Scale, *, at_once: int = 1) -> None:
        self._scale = scale
        self._stack = ExitStack()
        self._server: Server | Skipped | None = None
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="fault")
        self._played: dict[Wanted, Future[Outcome]] = {one: self._threads.submit(self._play, one) for one in wanted}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._stack.close()

    def outcome(self, wanted: Wanted) -> Outcome:
        """What came of it, once it is over.

        Raises Skipped if it cannot be played here, and what its scenario raised, with what the processes said.
        """
        return self._played[wanted].result()

    def _play(self, wanted: Wanted) -> Outcome:
        with ExitStack() as stack:
            folder = Path(tempfile.mkdtemp(prefix="uabot-fault-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            database = self._database(wanted, folder, stack)
            stage = stack.enter_context(staged(database, folder, self._scaled(wanted.scenario), seed=wanted.seed))
            try:
                return wanted.scenario.play(stage)
            except Exception as error:
                error.add_note(stage.said)
                raise

    def _scaled(self, scenario: Scenario) -> Scale:
        least = scenario.shards * SIZE
        if scenario.shards == 1 or least <= self._scale.chats:
            return self._scale
        return replace(self._scale, chats=least, rate=max(self._scale.rate, least // 6))

    def _database(self, wanted: Wanted, folder: Path, stack: ExitStack) -> Database:
        if wanted.database == "sqlite":
            return SqliteFile(folder / "uabot.db")
        if wanted.scenario.own_server:
            return stack.enter_context(own_server()).make()
        made = self._postgres().make()
        stack.callback(made.server.drop, made)
        return made

    def _postgres(self) -> Server:
        """The server for all that do not stop it: the one that is named for tests, or our own."""
        with self._lock:
            if self._server is None:
                named = os.environ.get("UABOT_TEST_POSTGRES")
                try:
                    self._server = Server(make_url(named)) if named else self._stack.enter_context(own_server())
                except Skipped as why:
                    self._server = why
            if isinstance(self._server, Skipped):
                raise self._server
            return self._server


def every(scenarios: Iterable[Scenario], databases: Collection[str], *, times: int = 0) -> list[Wanted]:
    """Each of them on each of the databases it can happen to; those at random moments `times`, or as the tests do."""
    return [
        Wanted(scenario, database, seed)
        for scenario in scenarios
        for database in scenario.databases
        if database in databases
        for seed in range((times or scenario.times) if scenario.times else 1)
    ]
