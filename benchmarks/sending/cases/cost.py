"""What 10,000 messages cost, unpaced: every sender in turn, as many times as asked, medians."""

from statistics import median

from benchmarks.sending.bench import LATENCIES, Bench, show
from benchmarks.sending.peers import LIMITED
from benchmarks.sending.running import Run


def measure(bench: Bench) -> None:
    """Messages a second, CPU for 10,000, peak memory; at the server's latency of 0 and 60 ms."""
    for latency, in_flight in LATENCIES.items():
        bench.server(latency=latency)
        peers = [name for name in bench.peers.commands if name != LIMITED]  # paced by its nature: see pace
        taken: dict[str, list[Run]] = {name: [] for name in (*bench.ours, *peers)}
        for _ in range(bench.runs):
            for name, kind in bench.ours.items():
                taken[name].append(bench.send(kind, bench.chats))
            for name in peers:
                taken[name].append(bench.let(name, bench.chats, in_flight=in_flight))
        costs = {name: [run.cpu_per(10_000) for run in runs] for name, runs in taken.items()}
        least = median(costs["uabot, SQLite"])
        show(
            f"Unpaced, {bench.chats:,} chats, {latency * 1000:.0f} ms of latency; medians of {bench.runs}",
            ("sender", "messages/s", "CPU s per 10,000", "lowest to highest", "times ours", "peak MB"),
            [
                (
                    name,
                    f"{median(run.speed for run in runs):,.0f}",
                    f"{median(costs[name]):.2f}",
                    f"{min(costs[name]):.2f} to {max(costs[name]):.2f}",
                    f"{median(costs[name]) / least:.1f}",
                    f"{median(run.peak for run in runs):.0f}",
                )
                for name, runs in taken.items()
            ],
        )
