"""How long a command takes to say anything: `python -m benchmarks.start_up` (seconds, whole processes, medians)."""

import sys

from benchmarks import timing

RUNS = 15
COMMANDS = {
    "uabot --help": ["-m", "bot", "--help"],
    "the interpreter alone": ["-c", "pass"],
    "pip --help (a peer)": ["-m", "pip", "--help"],
    "alembic --help (a peer)": ["-m", "alembic.config", "--help"],
}

if __name__ == "__main__":
    timing.show({name: [sys.executable, *words] for name, words in COMMANDS.items()}, runs=RUNS)
