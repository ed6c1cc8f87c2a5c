"""Whether the sender's memory grows with the audience; and with `--long` the whole of a million at 1000 a second."""

from benchmarks.sending.bench import Bench, show

RATE = 1000
FEW, MANY = 10_000, 1_000_000


def measure(bench: Bench) -> None:
    """Peak memory at 10,000 and at 1,000,000 chats (100,000 if quick), at 1000/s."""
    bench.server(rate=RATE)
    many = MANY // 10 if bench.quick else MANY
    rows = []
    for name, kind in bench.ours.items():
        few = bench.send(kind, FEW, rate=RATE)
        run = bench.send(kind, many, rate=RATE, seconds=None if bench.long else FEW / RATE)
        took = f"{run.said['seconds']:.1f} s" if bench.long else f"{run.arrived['accepted']:,} of them"
        rows.append((name, f"{few.peak:.0f}", f"{run.peak:.0f}", f"{round(run.peak - few.peak):+d}", took))
    show(
        f"Peak memory of the sender, MB, at {RATE}/s",
        ("sender", f"{FEW:,} chats", f"{many:,} chats", "more", "sent"),
        rows,
    )
