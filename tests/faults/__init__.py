"""Faults: `uabot` processes as they are, killed, cut off and misled while they send, and what became of every message.

`stage.py` is where one fault happens, `scenarios/` says which there are and how to add one, `play.py` plays them.
`test_faults.py` is the short run; `python -m tests.faults` the long one, which prints the table.
"""
