"""A small world for tests that last weeks: people, organizers and a platform around a real database and the real ticks.

`records` is what it keeps in plain words, `running` does what it is asked to, `rules` says what each step must make and
`leaving` what may leave. To add a rule: a method in one of the last two, asked from plain records alone.
"""
