"""What it costs to send, and how well the rate is kept, beside peers in one run: `python -m benchmarks.sending`.

Every sender is a child process that says `ready`, waits for a line and sends the same 900 characters with a keyboard to
the same chats at `tests.fast_telegram`, which is a process of its own and counts what arrives. What is measured, and
what came out, stands in `benchmarks/README.md`. To add a peer: a script in `peers/` and a line in `peers.py`; to add a
case: a file in `cases/`, named in `__main__.CASES`.
"""
