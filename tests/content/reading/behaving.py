"""A reader that does what its document says, in the real child: `python -m tests.content.reading.behaving DAY`.

What a hole in a library would let a document do cannot be waited for; here it is done on purpose.
"""

import ctypes
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path

from content.action import UrgentAction
from content.reading import Reading
from content.reading.__main__ import main

ROOT = Path(__file__).parents[3]
NEW = Path("/tmp/uabot-must-not-be-there")


def burn() -> str:
    while True:
        pass


def sleep() -> str:
    import time

    time.sleep(60)
    return "woke up"


def eat() -> str:
    return str(len(b"x" * (700 * 1024 * 1024)))


def die() -> str:
    os.abort()


def fail() -> str:
    raise ValueError("the words of the document")


def chatter() -> str:
    sys.stderr.write("the words of the document")
    return "said"


def babble() -> str:
    sys.stdout.buffer.write(b"nonsense")
    return ""


def flood() -> str:
    while True:
        sys.stdout.buffer.write(b"x" * 65536)


def environment() -> str:
    return " ".join(f"{name}={value}" for name, value in sorted(os.environ.items()))


def descriptors() -> str:
    found = []
    for number in range(64):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(str(number))
    return " ".join(found)


def attempts() -> str:
    """What is tried and what became of it: a line each."""
    tried: dict[str, Callable[[], object]] = {
        "socket": socket.socket,
        "dns": lambda: socket.getaddrinfo("example.org", 80),
        "url": lambda: urllib.request.urlopen("http://example.org/", timeout=1),
        "program": lambda: subprocess.run(["true"], check=True),
        "shell": lambda: os.system("true"),
        "fork": os.fork,
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "kill": lambda: os.kill(os.getppid(), 0),
        "write": lambda: NEW.write_text("x"),
        "remove": NEW.unlink,
        "append": lambda: Path(__file__).open("a"),  # noqa: SIM115 (it must not open)
        "os.open": lambda: os.open(NEW, os.O_CREAT | os.O_WRONLY),
        "passwords": Path("/etc/passwd").read_text,
        "environment of others": Path("/proc/self/environ").read_bytes,
        "what lies beside the package": (ROOT / "README.md").read_text,
        "the folder beside the package": lambda: list(ROOT.iterdir()),
        "a way round": Path(f"{ROOT}/content/../pyproject.toml").read_text,
        "ctypes": lambda: ctypes.CDLL(None),
        "limits": lambda: __import__("resource").setrlimit(9, (-1, -1)),
    }
    said = []
    for name, attempt in tried.items():
        try:
            attempt()
        except OSError as error:
            said.append(f"{name}: {'refused' if isinstance(error, PermissionError) else type(error).__name__}")
        else:
            said.append(f"{name}: DONE")
    return "\n".join(said)


def network() -> str:
    """Which network this process is on."""
    return str(Path("/proc/self/ns/net").readlink())


BEHAVIOURS = (burn, sleep, eat, die, fail, chatter, babble, flood, environment, descriptors, attempts, network)


def behave(document: bytes, *, today: date) -> Reading:
    wanted = {one.__name__: one for one in BEHAVIOURS}[document.decode()]
    return Reading(action=UrgentAction(number="1/26", issued=today, title=wanted()))


if __name__ == "__main__":
    main(behave)
