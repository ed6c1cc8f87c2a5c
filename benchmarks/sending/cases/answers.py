"""How long a person waits for an answer while a broadcast leaves at 1000 a second."""

import random
import time
from collections.abc import Mapping
from statistics import median, quantiles
from typing import Any

from benchmarks.sending.bench import FIRST, Bench, show
from benchmarks.sending.whole import serving

RATE = 1000
PEOPLE = 500
"""Those who press joined after the announcement, so that nothing but an answer reaches them."""
APART = 0.05
"""Seconds from one press to the next."""
PATIENCE = 15.0
"""Seconds after the last press within which all must be answered, late or not."""


def measure(bench: Bench) -> None:
    """Seconds from a press to what the chat then shows, the whole of `uabot run` answering and sending."""
    bench.server(rate=RATE)
    luck = random.Random(1)  # noqa: S311 - no secret
    audience = RATE * (bench.seconds + 5)
    rows = []
    for name, kind in bench.ours.items():
        with bench.joined(kind, audience) as (env, _):
            bench.ledger(env, "join", str(PEOPLE))
            with serving(bench, env):
                bench.telegram.until(RATE)
                keyboard = bench.telegram.control("last")["reply_markup"]["inline_keyboard"]
                choice = next(b["callback_data"] for row in keyboard for b in row if "callback_data" in b)
                end = time.monotonic() + bench.seconds - 2
                while time.monotonic() < end:
                    bench.telegram.press(FIRST + audience + luck.randrange(PEOPLE), choice)
                    time.sleep(APART)
                sending = bench.telegram.stats()
                patience = time.monotonic() + PATIENCE
                while (answers := bench.telegram.answers())["waiting"] and time.monotonic() < patience:
                    time.sleep(0.2)
        rows.append(_row(name, answers, sending))
        if answers["waiting"]:
            bench.wrong.append(f"{name}: {answers['waiting']} presses were never answered")
    show(
        f"Answers to presses while sending at {RATE}/s",
        ("sender", "presses", "median ms", "p99 ms", "longest ms", "noted p99 ms", "mean/s", "highest second", "429s"),
        rows,
    )


def _row(name: str, answers: Mapping[str, Any], sending: Mapping[str, Any]) -> tuple[str, ...]:
    shown, noted = answers["shown"], answers["noted"]
    return (
        name,
        f"{len(shown)}",
        f"{median(shown) * 1000:.0f}",
        f"{quantiles(shown, n=100)[98] * 1000:.0f}",
        f"{max(shown) * 1000:.0f}",
        f"{quantiles(noted, n=100)[98] * 1000:.0f}",
        f"{sending['mean']:.0f}",
        f"{sending['highest_second_asked']}",
        f"{sending['floods']}",
    )
