"""How long a command takes to say anything: `python -m benchmarks.start_up` (seconds, whole processes, medians)."""

import statistics
import subprocess
import sys
import time

RUNS = 15
COMMANDS = {
    "uabot --help": ["-m", "bot", "--help"],
    "the interpreter alone": ["-c", "pass"],
    "pip --help (a peer)": ["-m", "pip", "--help"],
    "alembic --help (a peer)": ["-m", "alembic.config", "--help"],
}


def main() -> None:
    """Run the commands in turn, so that a machine that slows down slows all of them."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS + 1):
        for name, words in COMMANDS.items():
            began = time.perf_counter()
            subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
            taken[name].append(time.perf_counter() - began)
    for name, seconds in taken.items():
        counted = seconds[1:]  # the first fills the caches
        print(f"{name:<26} {statistics.median(counted):.3f}  ({min(counted):.3f} to {max(counted):.3f})")


if __name__ == "__main__":
    main()
