"""`python -m tests.fake_telegram`: run the fake until it is told to end."""

import argparse
import asyncio
import signal

from tests.fake_telegram.server import Fake
from tests.fake_telegram.world import TOKEN


async def run(port: int, token: str) -> None:
    """Listen, print the port, wait for SIGTERM or Ctrl-C."""
    fake = Fake(token)
    print(await fake.open(port), flush=True)
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    await over.wait()
    await fake.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.fake_telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one; it is printed as the first line")
    parser.add_argument("--token", default=TOKEN)
    given = parser.parse_args()
    asyncio.run(run(given.port, given.token))
