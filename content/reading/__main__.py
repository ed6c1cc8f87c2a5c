"""The child that reads one document: bytes on standard input, JSON on standard output; see `confined.py`.

    python -m content.reading 2026-02-22 < ua-24-21.pdf

Whatever a document makes the libraries do, it happens here: in a process with nothing in it but the document, with
little memory and time, that can neither write a file, start a program nor reach a network.
"""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

from content.reading import Reading, Unreadable, as_json, read

MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""
CPU = 8
"""Seconds."""
TOO_MUCH = "The document is too much to read: save it again as a simple PDF, or as text, and send that."

_FILES = 32
_ALONE = 20
"""Seconds after which a child is gone even if its parent is, which would have ended it before."""
_LIBRARIES = ("babel.dates", "dateparser", "email_validator", "langcodes", "linkify_it", "phonenumbers")
_KINDS = {b"%PDF": "pypdf", b"PK": "mammoth", b"<": "selectolax.lexbor"}
"""How a kind of file begins, and what reads it."""
_NAMESPACES = 0x40000000, 0x10000000
"""Linux: CLONE_NEWNET, CLONE_NEWUSER."""
_REFUSED = (
    *("socket.", "ctypes.", "subprocess.", "os.", "pty.", "signal.", "resource.", "fcntl.", "mmap.", "syslog."),
    *("urllib.", "http.", "ftplib.", "imaplib.", "poplib.", "smtplib.", "telnetlib.", "nntplib.", "webbrowser."),
    *("sqlite3.", "shutil.", "tempfile.", "pdb.", "cpython.run_", "_winapi.", "winreg.", "msvcrt."),
)
"""Families of audit events: https://docs.python.org/3/library/audit_events.html"""
_ALLOWED = frozenset({"os.listdir", "os.scandir"})
"""What an import does. Where it may look is where it may read."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main(reader: Callable[..., Reading] = read) -> None:
    """Read the document with `reader` and print the answer: the reading, or `{"unreadable": one plain line}`."""
    signal.alarm(_ALONE)
    document = sys.stdin.buffer.read()
    _prepare(document)
    confine()
    try:
        answer = as_json(reader(document, today=date.fromisoformat(sys.argv[1])))
    except Unreadable as error:
        answer = {"unreadable": str(error)}
    except MemoryError:
        answer = {"unreadable": TOO_MUCH}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
    sys.stdout.buffer.flush()


def confine() -> None:
    """Close the doors of this process: from here on it can compute, and read Python's own files, and no more."""
    _leave_the_network()
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))  # the first ends it by a signal that says why
    sys.addaudithook(_guard(_readable()))


def _prepare(document: bytes) -> None:
    """Load what will be needed before the doors close, while Python may still keep it compiled for the next time."""
    for name in ("formats", "lines", "sections", "fields", "problems"):
        import_module(f"content.reading.{name}")
    beginning = document[:64].lstrip()
    for library in (*_LIBRARIES, *(kind for mark, kind in _KINDS.items() if beginning.startswith(mark))):
        import_module(library)


def _leave_the_network() -> None:
    """Move to a network with nobody on it, where the system lets this user; the audit hook stands in any case."""
    network, user = _NAMESPACES
    wanted = network if os.geteuid() == 0 else network | user  # root needs no other user, and would lose files by it
    try:
        if sys.version_info >= (3, 12):
            os.unshare(wanted)
        else:
            import ctypes

            ctypes.CDLL(None).unshare(wanted)
    except (OSError, AttributeError):
        pass


def _readable() -> tuple[str, ...]:
    """Where Python, its libraries, the time zones and this package lie, and not what lies beside it in a checkout."""
    from zoneinfo import TZPATH

    root = Path(__file__).parents[2].resolve()
    own = root if (root / "pypdf").exists() else root / "content"
    places = [Path(place).resolve() for place in (*sys.path, *TZPATH) if place]
    return tuple(f"{place}/" for place in (own, *places) if place != root or place == own)


def _guard(readable: tuple[str, ...]) -> Callable[[str, tuple[object, ...]], None]:
    def guard(event: str, said: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = said
            if isinstance(flags, int) and flags & _WRITES:
                raise PermissionError("nothing is written here")
            look(path)
        elif event in _ALLOWED:
            look(said[0])
        elif event.startswith(_REFUSED):
            raise PermissionError(f"{event} is refused here")

    def look(path: object) -> None:
        if isinstance(path, int):
            return  # it is open already
        place = os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else ""
        if not f"{place}/".startswith(readable):
            raise PermissionError("that lies outside")

    return guard


if __name__ == "__main__":
    main()
