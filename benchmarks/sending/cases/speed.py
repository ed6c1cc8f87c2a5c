"""How fast one process sends and settles, as fast as it can."""

from statistics import median

from benchmarks.sending.bench import LATENCIES, Bench, show


def measure(bench: Bench) -> None:
    """Five times the chats, unpaced: messages a second from the start to the last one settled."""
    people = 5 * bench.chats
    rows = []
    for name, kind in bench.ours.items():
        for latency in LATENCIES:
            bench.server(latency=latency)
            runs = [bench.send(kind, people) for _ in range(bench.runs)]
            rows.append(
                (
                    name,
                    f"{latency * 1000:.0f} ms",
                    f"{median(run.speed for run in runs):,.0f}",
                    f"{median(run.cpu_per(10_000) for run in runs):.2f}",
                    f"{median(run.peak for run in runs):.0f}",
                )
            )
    show(
        f"Unpaced, {people:,} chats, delivered and settled; medians of {bench.runs}",
        ("sender", "latency", "messages/s", "CPU s per 10,000", "peak MB"),
        rows,
    )
