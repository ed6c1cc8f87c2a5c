"""`uabot` with a wall clock that can be moved: `python -m tests.faults.moved FILE run`.

FILE holds by how many seconds the clock is wrong, and may be changed at any time; beside it, `FILE.is` says by how many
it is. Only the wall clock moves, as when somebody sets it: what the machine counts from its start goes on.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from time import sleep

import time_machine

from bot.__main__ import main


def follow(file: Path) -> None:
    """Keep the clock as wrong as the file says."""
    wrong: time_machine.travel | None = None
    is_so = ""
    while True:
        wanted = file.read_text().strip() or "0"
        if wanted != is_so:
            if wrong is not None:
                wrong.stop()
            wrong = time_machine.travel(datetime.now(UTC) + timedelta(seconds=float(wanted)), tick=True)
            wrong.start()
            is_so = wanted
            Path(f"{file}.is").write_text(is_so)
        sleep(0.01)


if __name__ == "__main__":
    Thread(target=follow, args=[Path(sys.argv.pop(1))], daemon=True).start()
    main()
