"""Documents are read in a child that can do nothing else: what hostile ones come to, and how soon."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from content.reading import LIMIT, Unreadable, as_json, confined, read
from content.samples import documents
from tests.content.reading.behaving import network

TODAY = date(2026, 2, 25)
SAMPLE = documents(TODAY)[0].document


@pytest.fixture
def behaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child reads with `tests.content.reading.behaving`: it does what its document says."""
    monkeypatch.setattr(confined, "_MODULE", "tests.content.reading.behaving")


async def said(document: bytes) -> str:
    return (await confined.confined(document, today=TODAY)).action.title


async def refused(document: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        await confined.confined(document, today=TODAY)
    line = str(error.value)
    assert "\n" not in line
    assert line.endswith(".")
    return line


def children() -> set[int]:
    """The readers among the children of this process that have not gone."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        numbers: list[str] = []
        with contextlib.suppress(OSError):  # a thread that is gone since
            numbers = (task / "children").read_text().split()
        for number in numbers:
            with contextlib.suppress(OSError):  # gone since
                if "reading" in Path(f"/proc/{number}/cmdline").read_text():
                    found.add(int(number))
    return found


def may_leave_the_network() -> bool:
    own = "-n" if os.geteuid() == 0 else "-Un"
    return subprocess.run(["unshare", own, "true"], check=False, capture_output=True).returncode == 0


async def until_there_is_a_child() -> None:
    while not children():  # noqa: ASYNC110 (the system tells nobody)
        await asyncio.sleep(0.01)


async def test_it_says_what_reading_says() -> None:
    assert await confined.confined(SAMPLE, today=TODAY) == read(SAMPLE, today=TODAY)
    for document in (b"", b"Two eggs, flour.", bytes(range(256)) * 9):
        with pytest.raises(Unreadable) as error:
            read(document, today=TODAY)
        assert await refused(document) == str(error.value)


async def test_what_is_too_large_never_meets_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    assert "10 MB" in await refused(b"x" * (LIMIT + 1))


@pytest.mark.usefixtures("behaving")
async def test_nothing_of_ours_is_in_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UABOT_TELEGRAM_TOKEN", "123456:a-token-of-ours")
    names = [pair.partition("=")[0] for pair in (await said(b"environment")).split()]
    assert set(names) <= {"PYTHONPATH", "TZ", "LC_CTYPE"}, "LC_CTYPE is Python's own"
    with socket.socket() as ours:
        ours.set_inheritable(True)
        assert await said(b"descriptors") == "0 1 2"


@pytest.mark.usefixtures("behaving")
async def test_it_can_compute_and_no_more() -> None:
    outcomes = dict(line.split(": ") for line in (await said(b"attempts")).splitlines())
    assert len(outcomes) > 15
    assert set(outcomes.values()) == {"refused"}, outcomes


@pytest.mark.usefixtures("behaving")
async def test_it_has_a_network_of_its_own_where_the_system_lets_it() -> None:
    if not may_leave_the_network():
        pytest.skip("this system lets nobody leave the network")
    assert await said(b"network") != network()


@pytest.mark.usefixtures("behaving")
@pytest.mark.parametrize(
    ("behaviour", "says", "seconds"),
    [
        (b"burn", "takes too long", 18),
        (b"eat", "too much", 5),
        (b"die", "broken", 5),
        (b"fail", "broken", 5),
        (b"babble", "broken", 5),
        (b"flood", "broken", 5),
        (b"no such behaviour", "broken", 5),
    ],
)
async def test_whatever_it_does_it_is_one_plain_line_in_time(
    behaviour: bytes, says: str, seconds: float, capfd: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    line = await refused(behaviour)
    assert says in line
    assert "save it again" in line
    assert time.monotonic() - began < seconds
    assert children() == set()
    assert "words of the document" not in "".join(capfd.readouterr())


@pytest.mark.usefixtures("behaving")
async def test_one_that_only_waits_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    assert confined.WALL <= 15
    monkeypatch.setattr(confined, "WALL", 2.0)
    began = time.monotonic()
    assert "takes too long" in await refused(b"sleep")
    assert time.monotonic() - began < 4
    assert children() == set()


@pytest.mark.usefixtures("behaving")
async def test_what_it_grumbles_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    assert await said(b"chatter") == "said"
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("behaving")
async def test_given_up_it_is_gone_at_once() -> None:
    reading = asyncio.create_task(confined.confined(b"sleep", today=TODAY))
    await until_there_is_a_child()
    await asyncio.sleep(0.3)
    began = time.monotonic()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert time.monotonic() - began < confined.WALL / 2
    assert children() == set()


@pytest.mark.usefixtures("behaving")
async def test_two_at_a_time_and_the_rest_wait() -> None:
    most = 0

    async def watch() -> None:
        nonlocal most
        while True:
            most = max(most, len(children()))
            await asyncio.sleep(0.005)

    watching = asyncio.create_task(watch())
    assert await asyncio.gather(*(said(b"chatter") for _ in range(5))) == ["said"] * 5
    watching.cancel()
    assert most == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"unreadable": 5}',
        b'{"unreadable": "two\\nlines"}',
        b'{"unreadable": "' + b"x" * 5000 + b'"}',
        b'{"number": "1/26"}',
        b"\xff\xfe",
        b"1" * 10_000,
    ],
)
async def test_an_answer_is_trusted_no_more_than_a_document(answer: bytes) -> None:
    with pytest.raises(Unreadable, match="broken"):
        confined._checked(answer)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 5),
        ("title", None),
        ("kind", "alert"),
        ("sequence", "1"),
        ("sequence", True),
        ("issued", 5),
        ("issued", "soon"),
        ("people", [{"name": "A", "withheld": "yes", "pronouns": ""}]),
        ("people", [{"name": "A", "token": "x"}]),
        ("targets", [{"name": ["A"]}]),
        ("targets", [{"name": "A", "emails": "abc"}]),
        ("targets", [{"name": "A", "emails": [5]}]),
        ("asks", [{}]),
        ("letter", {"salutation": "", "paragraphs": [None]}),
        ("letter", "Dear"),
        ("problems", [{"field": "title", "code": "missing"}]),
        ("problems", [{"field": "title", "code": "missing", "message": 5}]),
        ("problems", None),
    ],
)
def test_every_value_of_an_answer_is_of_its_kind(key: str, value: object) -> None:
    right = as_json(read(SAMPLE, today=TODAY))
    assert confined._checked(json.dumps(right).encode()) == read(SAMPLE, today=TODAY)
    with pytest.raises(Unreadable, match="broken"):
        confined._checked(json.dumps(right | {key: value}).encode())
