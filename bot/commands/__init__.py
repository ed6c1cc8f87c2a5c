"""The command line, one file for what belongs together. To add a command: a function here, a few lines in `__main__`.
What sends to many is in `sending/`.

A command prints its answer on standard output and returns its exit status. What goes wrong is raised; `__main__` turns
it into one plain line on standard error.
"""
