"""`python -m benchmarks.sending`: the cases, one after another."""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.sending import databases, message, peers
from benchmarks.sending.bench import Bench
from benchmarks.sending.cases import answers, cost, memory, pace, planning, senders, speed
from benchmarks.sending.running import Failed
from tests.fast_telegram.client import fast

CASES: dict[str, Callable[[Bench], None]] = {
    "cost": cost.measure,
    "speed": speed.measure,
    "pace": pace.measure,
    "answers": answers.measure,
    "senders": senders.measure,
    "planning": planning.measure,
    "memory": memory.measure,
}


def main() -> int:
    """Status 1 if a message was lost or came twice, or a case could not be run; never for being slow."""
    told = "\n".join(f"  {name}: {(case.__doc__ or '').splitlines()[0]}" for name, case in CASES.items())
    parser = argparse.ArgumentParser(
        "python -m benchmarks.sending", epilog=told, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: only to see that it runs")
    parser.add_argument("--long", action="store_true", help="also the whole of 1,000,000 at 1000/s, 17 minutes each")
    parser.add_argument("--chats", type=int, help="the audience of an unpaced run (10,000; quick: 2,000)")
    parser.add_argument("--runs", type=int, help="how many make a median (3; quick: 1)")
    parser.add_argument("--only", action="append", choices=CASES, help="this case; may be given several times")
    parser.add_argument("--without-peers", action="store_true", help="ours alone")
    given = parser.parse_args()
    wrong: list[str] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="uabot-benchmark-")))
        message.write(folder / "message.json")
        bench = Bench(
            telegram=stack.enter_context(fast()),
            databases=stack.enter_context(databases.opened(folder)),
            peers=peers.Peers() if given.without_peers else peers.installed(),
            folder=folder,
            message=folder / "message.json",
            chats=given.chats or (2_000 if given.quick else 10_000),
            seconds=10 if given.quick else 60,
            runs=given.runs or (1 if given.quick else 3),
            quick=given.quick,
            long=given.long,
            wrong=wrong,
        )
        print(f"Python {platform.python_version()} on {os.cpu_count()} processors, {platform.system()}")
        print(f"PostgreSQL: {bench.databases.named or bench.databases.missing}")
        for name, why in bench.peers.missing.items():
            print(f"missing: {name} ({why})")
        for name in given.only or CASES:
            try:
                CASES[name](bench)
            except Failed as error:
                wrong.append(f"{name}: {error}")
    for line in wrong:
        print(f"\nWRONG: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
