"""What every case needs: the server, the databases, the peers, and a way to let any of them send."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sending.databases import Databases
from benchmarks.sending.peers import Peers, parameters
from benchmarks.sending.running import Run, ask, environment, run
from tests.fast_telegram.client import FastTelegram

FIRST = 1_000_000_000  # as in ledger.py, which loads too much for the process that measures
LATENCIES = {0.0: 100, 0.06: 600}
"""Seconds of latency at the server → how many calls a peer has under way at once (ours decides for itself)."""


@dataclass
class Bench:
    """`chats` is the audience of a run, `seconds` how long a paced one lasts, `runs` how many make a median."""

    telegram: FastTelegram
    databases: Databases
    folder: Path
    chats: int
    quick: bool
    long: bool = False
    seconds: int = 0
    runs: int = 1
    message: Path = Path()
    peers: Peers = field(default_factory=Peers)
    wrong: list[str] = field(default_factory=list)
    """What must not be, however fast: somebody without the message, or with two."""

    @property
    def ours(self) -> dict[str, str]:
        """Name → kind of database."""
        return {f"uabot, {kind}": kind for kind in self.databases.kinds}

    def server(self, *, latency: float = 0.0, opening: float = 0.0, rate: float = 0.0) -> None:
        """How the server is from now on: seconds to an answer and to open a connection, and the rate (0: none)."""
        self.telegram.control("latency", seconds=latency)
        self.telegram.control("opening", seconds=opening)
        self.telegram.control("rate", rate=rate)
        self.telegram.control("fault", kind="none")

    @contextmanager
    def joined(self, kind: str, people: int, *, announced: bool = True) -> Iterator[tuple[dict[str, str], Any]]:
        """A database with so many people, and an announcement to them: its commands' environment, what it took."""
        with self.databases.new(kind) as address:
            env = environment(
                DATABASE=address,
                SECRET=self.folder.name,
                TELEGRAM_TOKEN=self.telegram.token,
                TELEGRAM_API=self.telegram.api,
                RATE="1000",
                LISTEN="127.0.0.1:0",
                QUIET="",  # they are run at any hour
            )
            yield env, self.ledger(env, "join", str(people), *(["announce"] if announced else []))

    def ledger(self, env: Mapping[str, str], *words: str) -> dict[str, Any]:
        """See `ledger.py`."""
        return ask([sys.executable, "-m", "benchmarks.sending.ledger", *words], self.folder, env=env)

    def send(self, kind: str, people: int, *, rate: int = 0, seconds: float | None = None) -> Run:
        """Our sender and ledger on a kind of database; all of the audience, or for so many seconds."""
        limit = [] if seconds is None else [str(seconds)]
        with self.joined(kind, people) as (env, _):
            words = [sys.executable, "-m", "benchmarks.sending.ours", str(rate), *limit]
            done = run(words, self.telegram, self.folder, env=env)
            counts = self.ledger(env, "counts")
        arrived = self.telegram.stats(first=FIRST, count=people)
        whole = counts["delivered"] == people if seconds is None else counts["delivered"] == arrived["accepted"]
        if not whole or arrived["chats"]["more"] or (seconds is None and arrived["chats"]["none"]):
            self.wrong.append(f"uabot, {kind}, {people} chats, rate {rate}: {counts}; at the server {arrived['chats']}")
        return done

    def let(self, peer: str, people: int, *, in_flight: int, rate: int = 0) -> Run:
        """A peer sends to so many."""
        given = parameters(
            self.telegram.api, self.telegram.token, self.message, range(FIRST, FIRST + people), in_flight, rate
        )
        done = run([*self.peers.commands[peer], *given], self.telegram, self.folder, env=environment())
        arrived = self.telegram.stats(first=FIRST, count=people)["chats"]
        if arrived["once"] != people:
            self.wrong.append(f"{peer}, {people} chats: {dict(done.said)}; at the server {arrived}")
        return done


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, as the README's are written; the first column leans left, all others right."""
    table = [list(columns), *[list(row) for row in rows]]
    widths = [max(len(row[n]) for row in table) for n in range(len(columns))]
    print(f"\n{title}\n")
    for number, row in enumerate(table):
        cells = (
            cell.rjust(width) if n else cell.ljust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print(f"| {' | '.join(cells)} |")
        if number == 0:
            print(f"|{'|'.join('-' * (width + 1) + (':' if n else '-') for n, width in enumerate(widths))}|")
    sys.stdout.flush()
