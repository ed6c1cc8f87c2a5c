"""Whole commands timed in turn, so that a machine that slows down slows all of them."""

import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence


def show(commands: Mapping[str, Sequence[str]], *, runs: int, given: bytes = b"") -> None:
    """Run the commands and print each one's median, fastest and slowest in seconds; `given` is their standard input.

    One run more than `runs` is made: the first fills the caches and is not counted.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, words in commands.items():
            began = time.perf_counter()
            subprocess.run(words, input=given, check=False, capture_output=True)
            taken[name].append(time.perf_counter() - began)
    for name, seconds in taken.items():
        counted = seconds[1:]
        print(f"{name:<26} {statistics.median(counted):.3f}  ({min(counted):.3f} to {max(counted):.3f})")
