"""`python -m benchmarks.reminding`: the measures, one after another, on SQLite and on PostgreSQL."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.reminding import crossing
from benchmarks.sending import databases
from benchmarks.sending.bench import Bench, show
from benchmarks.sending.running import Failed, ask, environment
from tests.fast_telegram.client import fast

PEOPLE = 1_000_000
SHARE = 10
"""The peer has a tenth of the people, and its seconds are multiplied."""
MEASURES: Mapping[str, str] = {
    "home": "reminders, the home zone's row",
    "everybody": "reminders, all zones at once",
    "evening": "the evening's alerts, the home zone's row",
    "close": "closing an action, 1 in 10 had its alert",
    "plain": "an alert frozen, to everybody",
    "freeze": "an alert frozen, with zones, pace and wishes",
    "follow": "an update frozen, to who had the alert",
}
PEERS = ("home", "everybody")
CROSSING = "crossing"


def main() -> int:
    """Status 1 if somebody was left out or told twice, or a measure could not be made; never for being slow."""
    told = "\n".join(f"  {name}: {said}" for name, said in MEASURES.items())
    told += f"\n  {CROSSING}: {(crossing.measure.__doc__ or '').splitlines()[0]}"
    parser = argparse.ArgumentParser(
        "python -m benchmarks.reminding", epilog=told, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=PEOPLE, help="supporters (1,000,000)")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: only to see that it runs")
    parser.add_argument(
        "--only", action="append", choices=[*MEASURES, CROSSING], help="this; may be given several times"
    )
    parser.add_argument("--database", choices=databases.KINDS, help="on this kind alone")
    parser.add_argument("--without-peer", action="store_true", help="ours alone")
    given = parser.parse_args()
    wanted = given.only or [*MEASURES, CROSSING]
    people = given.people // SHARE if given.quick else given.people
    wrong: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="uabot-benchmark-")))
        opened = stack.enter_context(databases.opened(folder))
        kinds = [kind for kind in opened.kinds if given.database in (None, kind)]
        print(f"Python {platform.python_version()} on {os.cpu_count()} processors, {platform.system()}")
        print(f"PostgreSQL: {opened.named or opened.missing}")
        try:
            for kind in kinds if set(wanted) & set(MEASURES) else ():
                _measure(opened, kind, folder, people, wanted, peer=not given.without_peer, wrong=wrong)
            if CROSSING in wanted:
                bench = Bench(
                    telegram=stack.enter_context(fast()),
                    databases=opened,
                    folder=folder,
                    chats=people // SHARE,
                    quick=given.quick,
                    wrong=wrong,
                )
                crossing.measure(bench, kinds)
        except Failed as error:
            wrong.append(str(error))
    for line in wrong:
        print(f"WRONG: {line}")
    return 1 if wrong else 0


def _measure(
    opened: databases.Databases,
    kind: str,
    folder: Path,
    people: int,
    wanted: Collection[str],
    *,
    peer: bool,
    wrong: list[str],
) -> None:
    """One kind of database: its world is built once, and copied for each measure."""
    rows = []
    with opened.new(kind) as world:
        _child("ours", folder, world, "build", str(people))
        opened.look_at(world)
        for name, said in MEASURES.items():
            if name in wanted:
                with opened.new(kind, copy_of=world) as copy:
                    took = _child("ours", folder, copy, name)
                rows.append((said, *_row(took), f"{took['transactions']}"))
                if took["twice"] or took["expected"] not in (None, took["queued"]):
                    wrong.append(f"{kind}, {said}: {took}")
    show(
        f"{kind}, {people:,} supporters, 50 open Urgent Actions",
        ("what", "queued", "seconds", "longest transaction", "peak MB", "transactions"),
        rows,
    )
    if not (peer and set(PEERS) & set(wanted)):
        return
    rows = []
    with opened.new(kind) as world:
        _child("ours", folder, world, "build", str(people // SHARE))
        opened.look_at(world)
        for name in PEERS:
            if name in wanted:
                with opened.new(kind, copy_of=world) as copy:
                    took = _child("peer", folder, copy, name)
                rows.append((MEASURES[name], *_row(took), f"{took['seconds'] * SHARE:.0f}"))
    show(
        f"{kind}, APScheduler and SQLAlchemy's ORM, {people // SHARE:,} supporters",
        ("what", "queued", "seconds", "longest transaction", "peak MB", f"seconds, times {SHARE}"),
        rows,
    )


def _row(took: Mapping[str, Any]) -> tuple[str, ...]:
    return f"{took['queued']:,}", f"{took['seconds']:.2f}", f"{took['longest']:.2f}", f"{took['peak']:.0f}"


def _child(module: str, folder: Path, address: str, *words: str) -> Mapping[str, Any]:
    env = environment(DATABASE=address, SECRET=folder.name)
    return ask([sys.executable, "-m", f"benchmarks.reminding.{module}", *words], folder, env=env)


if __name__ == "__main__":
    sys.exit(main())
