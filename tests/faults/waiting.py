"""Waiting for what nothing tells us of."""

from collections.abc import Callable
from time import monotonic, sleep

PATIENCE = 90.0
"""Seconds: far more than anything takes, so that a slow machine makes a test slow and not red."""


class Skipped(Exception):
    """What a scenario needs cannot be had here; the text says what."""


def until(
    true: Callable[[], bool], what: str | Callable[[], str], *, seconds: float = PATIENCE, every: float = 0.03
) -> float:
    """Wait until it is true; how many seconds that took. Raises AssertionError when it does not come."""
    began = monotonic()
    while not true():
        if monotonic() - began > seconds:
            raise AssertionError(f"not within {seconds:g} s: {what if isinstance(what, str) else what()}")
        sleep(every)
    return monotonic() - began
