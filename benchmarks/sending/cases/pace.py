"""How well a rate is kept, at a server that turns back what is more than 2 % above it in any sliding second.

It is as far away as Telegram may be: what must wait for a connection to open arrives together with what follows.
"""

from benchmarks.sending.bench import Bench, show
from benchmarks.sending.peers import LIMITED
from benchmarks.sending.running import Run

RATES = (30, 1000)
LATENCY, OPENING = 0.06, 0.15
"""Seconds to an answer, and to open a connection (TCP and TLS are three ways there and back)."""
MOST_OF_PEER = 10_000
"""A peer that cannot go that fast is not waited for longer than so many messages take."""


def measure(bench: Bench) -> None:
    """Mean, highest sliding second, 429s and CPU at 30/s and 1000/s: ours, and the one peer that has a pace."""
    rows = []
    for rate in RATES:
        bench.server(latency=LATENCY, opening=OPENING, rate=rate)
        for name, kind in bench.ours.items():
            rows.append(_row(name, rate, bench.send(kind, rate * bench.seconds, rate=rate)))
        if LIMITED in bench.peers.commands:
            people = min(rate * bench.seconds, MOST_OF_PEER)
            rows.append(_row(LIMITED, rate, bench.let(LIMITED, people, in_flight=100, rate=rate)))
    show(
        f"Paced, for {bench.seconds} s",
        (
            "sender",
            "rate",
            "mean/s",
            "of it",
            "highest second asked",
            "429s",
            "CPU s per 10,000",
            "of one core",
            "peak MB",
        ),
        rows,
    )


def _row(name: str, rate: int, run: Run) -> tuple[str, ...]:
    arrived = run.arrived
    return (
        name,
        f"{rate}",
        f"{arrived['mean']:.1f}",
        f"{arrived['mean'] / rate:.1%}",
        f"{arrived['highest_second_asked']}",
        f"{arrived['floods']}",
        f"{run.cpu_per(10_000):.2f}" if rate == RATES[-1] else "-",
        f"{run.cpu / arrived['seconds']:.0%}",
        f"{run.peak:.0f}",
    )
