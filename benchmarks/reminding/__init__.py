"""How long it takes to find and queue what is due, beside a peer in one run: `python -m benchmarks.reminding`.

`world.py` makes the database, once for each kind; each measure (`ours.py`) and the peer (`peer.py`) is a process of its
own on a copy of it. `crossing.py` is `uabot run` itself, with an alert that comes while cards are being closed. What is
measured, and what came out, stands in `benchmarks/README.md`. To measure one more thing: a function in `ours.MEASURES`.
"""
