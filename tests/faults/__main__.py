"""The long run: every fault, those at random moments many times, and the table of what came of them.

    python -m tests.faults [--times 20] [--only NAME] [--database sqlite|postgresql] [--short]

One after another, on a machine that does nothing else, or the seconds mean little. Ends with status 1 if anything was
lost, or anything else was not as it must be.
"""

import argparse
import sys
import traceback

from tests.faults.outcome import Tally, table
from tests.faults.play import FULL, SCENARIOS, SHORT, Plays, every
from tests.faults.scenarios import BOTH
from tests.faults.waiting import Skipped


def main() -> int:
    """Play them; the exit status."""
    names = [scenario.name for scenario in SCENARIOS]
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=20, help="for each fault that comes at random moments")
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--database", choices=BOTH)
    parser.add_argument("--short", action="store_true", help="as small as the tests play them")
    given = parser.parse_args()
    chosen = [scenario for scenario in SCENARIOS if not given.only or scenario.name in given.only]
    wanted = every(chosen, [given.database] if given.database else BOTH, times=given.times)
    tallies: dict[tuple[str, str], Tally] = {}
    with Plays(wanted, SHORT if given.short else FULL) as plays:
        for one in wanted:
            tally = tallies.setdefault(
                (one.scenario.name, one.database), Tally(f"{one.scenario.said} (`{one.scenario.name}`)", one.database)
            )
            try:
                outcome = plays.outcome(one)
                outcome.check()
            except Skipped as why:
                print(f"{one}: skipped: {why}", file=sys.stderr, flush=True)
            except Exception as error:  # whatever went wrong, the others are still worth knowing
                tally.failures.append(str(error))
                traceback.print_exception(error)
            else:
                tally.outcomes.append(outcome)
                print(f"{one}: {outcome}", file=sys.stderr, flush=True)
    print(table(list(tallies.values())))
    return 1 if any(tally.failures for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
