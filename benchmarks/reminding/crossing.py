"""An alert that comes while cards are being closed: `uabot run` itself.

As a process (`python -m benchmarks.reminding.crossing prepare | end | announce PEOPLE | counts`) it plays the organizer
on the database that the settings name, and says what came of it in one line of JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import String, case, cast, null, select, update

from benchmarks.sending.bench import Bench, show
from benchmarks.sending.running import ask
from benchmarks.sending.whole import serving
from bot.opening import opened
from bot.settings import Settings, load
from content.ids import ActionId
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from storage import actions
from storage.database import tables
from storage.database.engine import Tx
from storage.sending import broadcasts
from tests.cases import invented

RATES = {1000: 0.1, 30: 0.006}
"""Messages a second, and the share of those whose card is closed that gets the alert: ten or twenty seconds' worth."""
A_WHILE = 10.0
"""Seconds of edits alone, before the alert comes and after its last message."""
PATIENCE = 60.0
EDITS = "editmessagetext"


def measure(bench: Bench, kinds: Collection[str]) -> None:
    """Seconds from an alert's commit to its last message, alone and while the cards of 100,000 are closed."""
    rows = [row for kind in kinds for row in _crossed(bench, kind)]
    show(
        f"An alert while {bench.chats:,} cards are closed, server at 60 ms",
        (
            "sender",
            "rate",
            "alert to",
            "alone, s",
            "meanwhile, s",
            "edits a second before",
            "meanwhile",
            "after",
            "highest second",
            "429s",
        ),
        rows,
    )


def _crossed(bench: Bench, kind: str) -> list[tuple[str, ...]]:
    with bench.joined(kind, bench.chats, announced=False) as (joined, _):
        envs = {rate: joined | {"UABOT_RATE": str(rate)} for rate in RATES}
        _play(bench, joined, "prepare")
        alone = {}
        for rate, env in envs.items():
            bench.server(latency=0.06, rate=rate)
            with serving(bench, env):
                alone[rate] = _alert(bench, env, int(bench.chats * RATES[rate]))[0]
        _play(bench, joined, "end")
        rows = []
        for rate, env in envs.items():
            bench.server(latency=0.06, rate=rate)
            with serving(bench, env):
                bench.telegram.until_arrived(EDITS, 1, PATIENCE)
                before = _edits(bench)
                meanwhile, during = _alert(bench, env, int(bench.chats * RATES[rate]))
                after = _edits(bench)
                stats = bench.telegram.stats()
            figures = (alone[rate], meanwhile, before, during, after)
            few = f"{int(bench.chats * RATES[rate]):,}"
            ends = (f"{stats['highest_second_asked']}", f"{stats['floods']}")
            rows.append((f"uabot, {kind}", f"{rate}", few, *(f"{one:.1f}" for one in figures), *ends))
        edits = bench.telegram.journal(method=EDITS)
        counts = _play(bench, joined, "counts")
    if counts.get("delivered", 0) < len(edits) or len({one.chat for one in edits}) < len(edits):
        bench.wrong.append(f"crossing, {kind}: closing {counts}, {len(edits)} edits at the server")
    return rows


def _edits(bench: Bench) -> float:
    """How many arrive in a second, for a while."""
    began, before = time.monotonic(), _arrived(bench)
    time.sleep(A_WHILE)
    return (_arrived(bench) - before) / (time.monotonic() - began)


def _arrived(bench: Bench) -> int:
    return int(bench.telegram.stats()["arrived"].get(EDITS, 0))


def _alert(bench: Bench, env: Mapping[str, str], people: int) -> tuple[float, float]:
    """Announce one to so many: seconds from its commit to its last message, edits a second meanwhile."""
    before = bench.telegram.stats()["accepted"]
    said = _play(bench, env, "announce", str(people))
    edits = _arrived(bench)
    stats = bench.telegram.until(before + people, PATIENCE + people / int(env["UABOT_RATE"]))
    took = stats["last_at"] - said["at"]
    if said["audience"] != people:
        bench.wrong.append(f"crossing: {said['audience']} of {people} chats were planned")
    return took, (stats["arrived"].get(EDITS, 0) - edits) / took


def _play(bench: Bench, env: Mapping[str, str], *words: str) -> Mapping[str, Any]:
    return ask([sys.executable, "-m", "benchmarks.reminding.crossing", *words], bench.folder, env=env)


async def _prepare(settings: Settings) -> Mapping[str, object]:
    """Everybody has the card of one action; others are ready to be announced."""
    now = datetime.now(UTC)
    async with opened(settings, migrate=True) as database, database.writing() as tx:
        for n in range(1 + 2 * len(RATES)):
            document = invented(f"{n + 1}/26", now.date() + timedelta(days=20))
            kept, _ = await actions.add(tx, document, zone="Europe/Paris", now=now)
            await actions.approve(tx, kept.id, now=now)
        alert = BroadcastKind.ALERT
        made = await broadcasts.announce(tx, await _next(tx), alert, approver="benchmark", needed=1, now=now)
        rows = update(tables.deliveries).where(tables.deliveries.c.broadcast_id == made.id)
        number = cast(tables.deliveries.c.id, String)
        await tx.connection.execute(rows.values(state=DeliveryState.DELIVERED, reference=number, settled_at=now))
        over = update(tables.broadcasts).where(tables.broadcasts.c.id == made.id)
        await tx.connection.execute(over.values(state=BroadcastState.DONE, ended_at=now))
    return {}


async def _end(settings: Settings) -> Mapping[str, object]:
    """What everybody has a card of has ended."""
    async with opened(settings) as database, database.writing() as tx:
        over = datetime.now(UTC).date() - timedelta(days=2)
        await tx.connection.execute(update(tables.actions).where(tables.actions.c.id == 1).values(deadline=over))
    return {}


async def _announce(settings: Settings, people: int) -> Mapping[str, object]:
    """The next action is announced to so many, as all others have stopped; when, in seconds of the epoch."""
    now = datetime.now(UTC)
    async with opened(settings) as database:
        async with database.writing() as tx:
            stopped = case((tables.supporters.c.id > people, now), else_=null())
            await tx.connection.execute(update(tables.supporters).values(stopped_at=stopped))
        async with database.writing() as tx:
            alert = BroadcastKind.ALERT
            made = await broadcasts.announce(tx, await _next(tx), alert, approver="benchmark", needed=1, now=now)
        return {"at": time.time(), "audience": made.audience}


async def _next(tx: Tx) -> ActionId:
    asked = select(tables.actions.c.id).where(tables.actions.c.state == actions.State.APPROVED)
    return ActionId((await tx.connection.execute(asked.order_by(tables.actions.c.id).limit(1))).scalar_one())


async def _counts(settings: Settings) -> Mapping[str, int]:
    """How the edits stand."""
    async with opened(settings) as database, database.reading() as tx:
        found = [one for one in await broadcasts.listed(tx) if one.kind is BroadcastKind.CLOSING]
    return {state.value: n for one in found for state, n in one.counts.items() if n}


async def main(words: list[str]) -> Mapping[str, object]:
    settings = load()
    if words[0] == "announce":
        return await _announce(settings, int(words[1]))
    return await {"prepare": _prepare, "end": _end, "counts": _counts}[words[0]](settings)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1:]))))
