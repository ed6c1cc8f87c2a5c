"""Several senders on one PostgreSQL share one rate; one is killed, and the others finish its share."""

import time
from collections.abc import Mapping

from benchmarks.sending.bench import FIRST, Bench, show
from benchmarks.sending.running import Failed
from benchmarks.sending.whole import serving

RATE = 1000
SENDERS = (2, 4)
PATIENCE = 180.0


def measure(bench: Bench) -> None:
    """Two and four senders at 1000/s together, whole, and with one killed after a third of the way."""
    if "PostgreSQL" not in bench.databases.kinds:
        print(f"\nNo senders on PostgreSQL: {bench.databases.missing}")
        return
    bench.server(rate=RATE)
    rows = [_row(bench, senders, killed=killed) for senders in SENDERS for killed in (False, True)]
    show(
        f"Several senders on PostgreSQL, {RATE}/s, {RATE * bench.seconds:,} chats",
        ("senders", "killed", "mean/s", "highest second", "429s", "lost", "twice", "unknown", "late by"),
        rows,
    )


def _row(bench: Bench, senders: int, *, killed: bool) -> tuple[str, ...]:
    people = RATE * bench.seconds
    late = "-"
    with (
        bench.joined("PostgreSQL", people, announced=False) as (env, _),
        serving(bench, env, workers=senders - 1) as started,
    ):
        bench.ledger(env, "announce")
        if killed:
            bench.telegram.until(people // 3)
            started[-1].kill()
            at = time.time()
            left = people - bench.telegram.stats()["accepted"]
        counts = _done(bench, env)
        arrived = bench.telegram.stats(first=FIRST, count=people)
        if killed:
            late = f"{arrived['last_at'] - at - left / RATE:.1f} s"
    if arrived["chats"]["none"] or counts["delivered"] + counts["unknown"] != people:
        bench.wrong.append(f"{senders} senders: {counts}; at the server {arrived['chats']}")
    return (
        f"{senders}",
        "one" if killed else "none",
        f"{arrived['mean']:.0f}",
        f"{arrived['highest_second_asked']}",
        f"{arrived['floods']}",
        f"{arrived['chats']['none']}",
        f"{arrived['chats']['more']}",
        f"{counts['unknown']}",
        late,
    )


def _done(bench: Bench, env: Mapping[str, str]) -> dict[str, int]:
    end = time.monotonic() + bench.seconds + PATIENCE
    while (counts := bench.ledger(env, "counts"))["state"] != "done":
        if time.monotonic() > end:
            raise Failed(f"not done within {bench.seconds + PATIENCE:.0f} s: {counts}")
        time.sleep(1.0)
    return counts
