"""A strict stand-in for Telegram's Bot API: a process of its own, real HTTP, refusing what the real one refuses.

    python -m tests.fake_telegram --port 0          prints its port as its first line

Bots talk to `/bot<token>/<method>`; people are played through `/control/…` (see `control.py`, or `client.py` for the
same in Python). What it refuses for our markup's sake is also listed by `/control/violations`. To add a method: a
function in `methods.py`, named there in `METHODS` with its parameters. To add a fault: `faults.py`.
"""
