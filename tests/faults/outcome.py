"""What a fault did: the same figures for each, so that they stand in one table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One scenario, played once to its end.

    `lost`: neither at the server nor in the ledger as anything that says so. `twice`: arrivals beyond the first in a
    chat; `most_twice` how many there may be. `doubts`: deliveries whose outcome was unknown at some time; `unknown`:
    those that stayed so, `arrived` of them at the server. `first`: seconds from the restart (or the end of the fault)
    to the first message that arrived after it. `ended`: what the scenario itself timed, in seconds. `highest`: the most
    messages in a second, at whichever moment it begins, of `rate`.
    """

    recipients: int
    lost: int
    twice: int
    most_twice: int
    doubts: int
    unknown: int
    arrived: int
    adds_up: bool
    highest: int
    rate: int
    floods: int
    first: float | None = None
    ended: float | None = None

    def check(self) -> None:
        """What holds for whatever happened. Raises AssertionError."""
        assert self.lost == 0, f"{self.lost} lost: {self}"
        assert self.adds_up, f"the states do not add up to the audience: {self}"
        assert self.twice <= self.most_twice, f"{self.twice} sent twice, {self.most_twice} may be: {self}"
        assert self.highest <= self.rate * _NOT_TWO_LANES, f"the rate is {self.rate}: {self}"


_NOT_TWO_LANES = 1.8
"""A busy machine bunches what was sent evenly, and no test fails on time; two processes at a pace each would be 2."""


@dataclass
class Tally:
    """All the times one scenario was played on one database."""

    name: str
    database: str
    outcomes: list[Outcome] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def row(self) -> tuple[str, ...]:
        """A row of the table: sums where they must be nought, else the median and the worst."""
        found = self.outcomes
        return (
            self.name,
            self.database,
            f"{len(found)}{f' + {len(self.failures)} FAILED' if self.failures else ''}",
            str(sum(one.recipients for one in found)),
            str(sum(one.lost for one in found)),
            _both([one.twice for one in found]),
            _both([one.most_twice for one in found]),
            _both([one.doubts for one in found]),
            f"{sum(one.unknown for one in found)} ({sum(one.arrived for one in found)})",
            _both([one.first for one in found if one.first is not None]),
            _both([one.ended for one in found if one.ended is not None]),
            _percent([one.highest / one.rate for one in found]),
        )


COLUMNS = (
    "fault",
    "database",
    "times",
    "recipients",
    "lost",
    "twice",
    "may be",
    "in doubt",
    "unknown (arrived)",
    "first send, s",
    "over after, s",
    "highest second",
)


def table(tallies: Sequence[Tally]) -> str:
    """The table as the README has it. Two figures are the median and the worst."""
    rows = [COLUMNS, *(tally.row() for tally in tallies)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def _both(found: Sequence[float]) -> str:
    if not found:
        return "–"
    middle, worst = median(found), max(found)
    if all(isinstance(one, int) for one in found):
        return f"{worst}" if middle == worst else f"{middle:g}, {worst}"
    return f"{middle:.1f}" if len(found) == 1 else f"{middle:.1f}, {worst:.1f}"


def _percent(found: Sequence[float]) -> str:
    return f"{max(found):.1%}" if found else "–"
