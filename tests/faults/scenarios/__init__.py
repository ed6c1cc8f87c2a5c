"""What goes wrong, one function for each fault: it plays the fault on a stage and gives what came of it.

To add one: a function with `@scenario` in the file it belongs to, its name the fault's and its first line what the
table says of it. It announces, starts what sends, lets the fault happen, waits for the end, and asserts what is special
to it; what holds for all is `Outcome.check`'s.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.outcome import Outcome
from tests.faults.stage import Stage

BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One fault. `databases` are those it can happen to.

    `times` is how often the tests play it; more than none says that it comes at another moment each time. `shards` is
    how many it needs at least: what one process takes at once is one of them.
    """

    name: str
    play: Callable[[Stage], Outcome]
    databases: tuple[str, ...]
    times: int
    own_server: bool
    shards: int

    @property
    def said(self) -> str:
        """What it is, in a few words."""
        return (self.play.__doc__ or self.name).strip().splitlines()[0].rstrip(".")


SCENARIOS: list[Scenario] = []


def scenario(
    *, databases: tuple[str, ...] = BOTH, times: int = 0, own_server: bool = False, shards: int = 1
) -> Callable[[Callable[[Stage], Outcome]], Callable[[Stage], Outcome]]:
    """Put a function among the scenarios: see `Scenario`. `own_server`: PostgreSQL's is its own, for it is stopped."""

    def put(play: Callable[[Stage], Outcome]) -> Callable[[Stage], Outcome]:
        SCENARIOS.append(Scenario(play.__name__, play, databases, times, own_server, shards))
        return play

    return put
