"""The cases, each a file with a function that takes a bench and prints a table; `--only` calls it by the file's name.

To add one: a file with `measure(bench)`, named in `benchmarks/sending/__main__.py`.
"""
