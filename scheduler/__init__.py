"""When we speak first: broadcasts leave at our pace, reminders on time, and what is over is closed.

Everything here works on rows that `storage` made, so that a restart forgets nothing. To do one more thing at intervals:
a file with a function of `(database, now)`, and a line in `runner.TICKS`.
"""
