"""A fast stand-in for Telegram's Bot API, for loads and faults: at least 25,000 calls a second on one core.

    python -m tests.fast_telegram --port 0 [--latency 0.06] [--rate 1000] [--log FILE]

prints its port as its first line. `tests.fake_telegram` is the strict one, which judges what a bot says; this one
counts what arrives, at which pace, and goes wrong when told to. Bots talk to `/bot<token>/<method>`; everything else is
under `/control/…` (see `control.py`, or `client.py` for the same in Python). To add a method: a function in
`methods.py`, named there in `METHODS`. To add a fault: `faults.py`.
"""
