"""How long it takes to freeze an audience into deliveries."""

from benchmarks.sending.bench import Bench, show

SIZES = (10_000, 100_000, 1_000_000)


def measure(bench: Bench) -> None:
    """Seconds from the last approval to the commit, for 10,000 to 1,000,000 chats."""
    sizes = SIZES[:2] if bench.quick else SIZES
    rows = []
    for name, kind in bench.ours.items():
        taken = []
        for people in sizes:
            with bench.joined(kind, people) as (_, said):
                taken.append(f"{said['planned']:.2f}")
                if said["audience"] != people:
                    bench.wrong.append(f"{name}: {said['audience']} of {people} chats were planned")
        rows.append((name, *taken))
    show("Planned, seconds", ("database", *(f"{people:,}" for people in sizes)), rows)
