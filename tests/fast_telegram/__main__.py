"""`python -m tests.fast_telegram`: run it until it is told to end."""

import argparse
import asyncio
import gc
import signal
from pathlib import Path

from tests.fake_telegram.world import TOKEN
from tests.fast_telegram.server import Fast


async def run(given: argparse.Namespace) -> None:
    """Listen, print the port, wait for SIGTERM or Ctrl-C."""
    fast = Fast(given.token, latency=given.latency, rate=given.rate, log=given.log)
    print(await fast.open(given.port), flush=True)
    gc.freeze()
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    await over.wait()
    await fast.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fast_telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one; it is printed as the first line")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument(
        "--rate", type=float, default=0.0, help="enforced: more than 2 %% above it in a second gets 429"
    )
    parser.add_argument("--log", type=Path, help="a line for each sendMessage: time, chat, status, fault")
    given = parser.parse_args()
    try:
        import uvloop
    except ImportError:  # no such thing on Windows: slower there
        asyncio.run(run(given))
    else:
        uvloop.run(run(given))


if __name__ == "__main__":
    main()
