"""Every fault, on both databases: nobody is lost, and nobody gets more than what was in flight twice.

The short run. `python -m tests.faults` is the long one, which prints the table.
"""

import pytest

from tests.faults.play import SCENARIOS, Plays, Wanted, every
from tests.faults.scenarios import BOTH
from tests.faults.waiting import Skipped


@pytest.mark.parametrize("wanted", every(SCENARIOS, BOTH), ids=str)
def test_nobody_is_lost(wanted: Wanted, plays: Plays) -> None:
    try:
        outcome = plays.outcome(wanted)
    except Skipped as why:
        pytest.skip(str(why))
    outcome.check()
    print(f"{wanted}: {outcome}")
