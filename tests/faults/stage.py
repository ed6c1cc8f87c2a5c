"""The stage of one scenario: an audience, an alert to it, a fake Telegram, and the `uabot` processes that send it."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from bot.opening import opened
from bot.settings import load
from content.ids import BroadcastId, Platform, PlatformId
from content.reading import read
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.samples import documents
from storage import actions
from storage.database.engine import Tx
from storage.database.tables import chats, supporters
from storage.database.vault import Vault
from storage.sending import broadcasts
from tests.fast_telegram.client import FastTelegram, fast
from tests.faults.databases import Database
from tests.faults.outcome import Outcome
from tests.faults.process import ROOT, Uabot
from tests.faults.waiting import PATIENCE, until

SECRET = "a secret for the faults"
FIRST = 1_000_001
"""The number of the first chat: the others follow."""
LATENCY = 0.05
"""Seconds before the server answers: calls are always in flight."""
_ONE_MIGRATES = Lock()  # alembic keeps what it is at in globals: no two threads at once
_SAID = (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.GONE, DeliveryState.SKIPPED, DeliveryState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a run is: chats, messages a second, and how long what is broken stays so, in seconds."""

    chats: int
    rate: int
    broken: float


@dataclass(frozen=True, slots=True)
class Row:
    """One delivery as the ledger has it.

    `number` is its chat's when it joined, `now_at` the one it is kept under (None once forgotten).
    """

    number: int
    now_at: int | None
    state: DeliveryState
    doubts: int
    reason: str


class Stage:
    """Everything is in `folder`; `luck` is the same each time for the same seed."""

    def __init__(
        self, database: Database, telegram: FastTelegram, folder: Path, scale: Scale, *, log: Path, seed: int
    ) -> None:
        self.database = database
        self.telegram = telegram
        self.folder = folder
        self.scale = scale
        self.luck = random.Random(seed)
        self.broadcast = BroadcastId(0)
        self._vault = Vault(SECRET)
        self._log = log
        self._processes: list[Uabot] = []

    # what happens

    def announce(self, kind: BroadcastKind = BroadcastKind.ALERT) -> None:
        """An audience that has joined, and a broadcast to all of it that is let go."""
        with _ONE_MIGRATES:
            self.broadcast = asyncio.run(asyncio.wait_for(self._announce(kind), PATIENCE))

    async def _announce(self, kind: BroadcastKind) -> BroadcastId:
        blank = load(ignoring=tuple(name for name in ("database", "secret", "listen", "owners", "rate", "reminders")))
        settings = replace(blank, database=self.database.address, secret=SECRET)
        now = datetime.now(UTC)
        async with opened(settings, migrate=True) as database, database.writing() as tx:
            await self._join(tx, now)
            document = read(documents(now.date())[0].document, today=now.date()).action
            kept, _ = await actions.add(tx, document, zone="UTC", now=now)
            await actions.approve(tx, kept.id, now=now)
            if kind is not BroadcastKind.REMINDER:
                return (await broadcasts.announce(tx, kept.id, kind, approver="a test", needed=1, now=now)).id
            made = await broadcasts.make(tx, kept.id, kind, now=now)
            await broadcasts.send(tx, made, now=now)
            return made

    async def _join(self, tx: Tx, now: datetime) -> None:
        people = range(1, self.scale.chats + 1)
        joined = [{"id": one, "language": "en", "plain": False, "joined_at": now} for one in people]
        await tx.connection.execute(supporters.insert(), joined)
        rows = []
        for one in people:
            name = PlatformId(str(FIRST + one - 1))
            finger, sealed = self._vault.finger(Platform.TELEGRAM, name), self._vault.seal(name)
            rows.append({"supporter_id": one, "platform": Platform.TELEGRAM, "finger": finger, "sealed": sealed})
        await tx.connection.execute(chats.insert(), rows)

    def start(self, *words: str, moved: Path | None = None, **settings: str) -> Uabot:
        """A `uabot` process (`run`, if no words are given) with the settings of this stage. It goes with the stage."""
        launched = [*(words or ("run",))]
        module = "bot"
        if moved is not None:
            module, launched = "tests.faults.moved", [str(moved), *launched]
        log = self.folder / f"uabot-{len(self._processes) + 1}.log"
        process = Uabot(launched, {**self.settings, **settings}, log, module=module)
        self._processes.append(process)
        return process

    @property
    def settings(self) -> Mapping[str, str]:
        """The environment of a `uabot` on this stage."""
        return {
            "UABOT_DATABASE": self.database.address,
            "UABOT_SECRET": SECRET,
            "UABOT_TELEGRAM_TOKEN": self.telegram.token,
            "UABOT_TELEGRAM_API": self.telegram.api,
            "UABOT_RATE": str(self.scale.rate),
            "UABOT_PAID_BROADCAST": "true",
            "UABOT_LISTEN": "127.0.0.1:0",
            "UABOT_APPROVALS": "1",
            "UABOT_QUIET": "",  # the tests come at any hour
        }

    def end(self) -> None:
        for process in self._processes:
            process.end()

    # what is waited for

    @property
    def accepted(self) -> int:
        """How many messages the server accepted so far."""
        return int(self.telegram.stats()["accepted"])

    def until_accepted(self, share: float) -> None:
        """Wait until that share of the audience's messages is at the server."""
        wanted = share * self.scale.chats
        until(lambda: self.accepted >= wanted, f"{wanted:.0f} messages at the server")

    def until_quiet(self, seconds: float = 0.7) -> int:
        """Wait until nothing came for so long; how many are at the server then."""
        before = -1
        while (found := self.accepted) != before:
            before = found
            time.sleep(seconds)
        return found

    def until_done(self, seconds: float = PATIENCE) -> float:
        """Wait until the broadcast is done; how many seconds that took."""
        done = BroadcastState.DONE
        return until(lambda: self.state is done, lambda: f"done, and not {self._summary}", seconds=seconds, every=0.1)

    def in_flight(self, *, quiet: bool = True) -> int:
        """How many calls were out when a process ended: what it had marked. `quiet`: it was the only one."""
        if quiet:
            self.until_quiet()  # the last of them are still on their way to the server
        found = self.counts[DeliveryState.SENDING]
        assert found <= max(60, 2 * self.scale.rate), f"{found} at once at {self.scale.rate} a second"
        return found

    # what is seen

    @property
    def said(self) -> str:
        """What its processes said."""
        return "\n".join(f"uabot {at}:\n{one.said[-4000:]}" for at, one in enumerate(self._processes, 1))

    def telegram_listens(self) -> bool:
        """Whether the server can be reached."""
        try:
            self.telegram.stats()
        except OSError:
            return False
        return True

    def met(self, fault: str) -> int:
        """How many calls met this fault."""
        return sum(line[3] == fault for line in self._calls())

    @property
    def state(self) -> BroadcastState:
        return BroadcastState(self._of_broadcast("state"))

    @property
    def reason(self) -> str:
        return self._of_broadcast("reason")

    def _of_broadcast(self, column: str) -> str:
        return str(self.database.rows(f"SELECT {column} FROM broadcasts WHERE id = {self.broadcast}")[0][0])

    @property
    def counts(self) -> Mapping[DeliveryState, int]:
        """The states of the broadcast's deliveries."""
        asked = f"SELECT state, count(*) FROM deliveries WHERE broadcast_id = {self.broadcast} GROUP BY state"
        found = Counter({DeliveryState(state): n for state, n in self.database.rows(asked)})
        return {state: found[state] for state in DeliveryState}

    @property
    def _summary(self) -> str:
        return ", ".join(f"{n} {state}" for state, n in self.counts.items() if n)

    def ledger(self) -> list[Row]:
        """Every delivery of the broadcast."""
        found = self.database.rows(
            "SELECT d.chat_id, c.sealed, d.state, d.doubts, d.reason FROM deliveries d "
            f"LEFT JOIN chats c ON c.id = d.chat_id WHERE d.broadcast_id = {self.broadcast} ORDER BY d.chat_id"
        )
        return [
            Row(
                number=FIRST + chat - 1,  # they joined one after another
                now_at=None if sealed is None else int(self._vault.unseal(bytes(sealed))),
                state=DeliveryState(state),
                doubts=doubts,
                reason=reason,
            )
            for chat, sealed, state, doubts, reason in found
        ]

    def arrivals(self) -> list[float]:
        """When each message arrived, in seconds of the real wall clock."""
        return [float(line[0]) for line in self._calls() if line[2] == "200"]

    def _calls(self) -> list[list[str]]:
        """Each call: time, chat, status, fault."""
        self.telegram.stats()  # it writes its log
        return [line.split(" ") for line in self._log.read_text().splitlines()]

    def first_after(self, moment: float) -> float | None:
        """Seconds from that moment of the wall clock to the first message that arrived after it."""
        return next((at - moment for at in self.arrivals() if at > moment), None)

    def outcome(
        self, *, most_twice: int = 0, doubts: int = 0, first: float | None = None, ended: float | None = None
    ) -> Outcome:
        """What it all came to: the ledger held against what the server got. `doubts` are those already settled anew."""
        rows = self.ledger()
        at_server = self.telegram.received()
        got = {row.number: at_server.pop(row.number, 0) + self._elsewhere(row, at_server) for row in rows}
        stats = self.telegram.stats()
        lost = [row for row in rows if not got[row.number] and row.state not in _SAID]
        unknown = [row for row in rows if row.state is DeliveryState.UNKNOWN]
        strangers = sum(at_server.values())
        assert not strangers, f"{strangers} messages went to chats that are nobody's"
        return Outcome(
            recipients=self.scale.chats,
            lost=len(lost) + self.scale.chats - len(rows),
            twice=sum(max(times - 1, 0) for times in got.values()),
            most_twice=most_twice,
            doubts=max(doubts, sum(row.doubts > 0 for row in rows)),
            unknown=len(unknown),
            arrived=sum(got[row.number] > 0 for row in unknown),
            adds_up=sum(self.counts.values()) == self.scale.chats,
            highest=stats["highest_second"],
            rate=self.scale.rate,
            floods=stats["floods"],
            first=first,
            ended=ended,
        )

    def _elsewhere(self, row: Row, at_server: dict[int, int]) -> int:
        moved = row.now_at is not None and row.now_at != row.number
        return at_server.pop(row.now_at, 0) if moved and row.now_at is not None else 0


@contextmanager
def staged(database: Database, folder: Path, scale: Scale, *, seed: int = 1) -> Iterator[Stage]:
    """A stage on this database. What was started on it is over at the end, however the scenario went."""
    log = folder / "arrivals.log"
    with fast(latency=LATENCY, log=log) as telegram:
        stage = Stage(database, telegram, folder, scale, log=log, seed=seed)
        try:
            yield stage
        finally:
            stage.end()


__all__ = ["ROOT", "Row", "Scale", "Stage", "staged"]
