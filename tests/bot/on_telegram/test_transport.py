"""What is known of a request when its connection fails: against real sockets that refuse, drop, hang and lie."""

import asyncio
import random
import socket
import time
from collections import Counter
from pathlib import Path

import pytest
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.on_telegram.transport import (
    BrokenOff,
    NeverOpened,
    Transport,
    TurnedBack,
)
from tests.bot.on_telegram.rough import Deed, Line, answer, sent, serving, silent_when_read, stranger
from tests.bot.on_telegram.ways import Way, failure, library


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6], ids=["IPv4", "IPv6"])
async def test_refused_it_never_left(transport: Transport, way: Way, family: socket.AddressFamily) -> None:
    host = "127.0.0.1" if family is socket.AF_INET else "::1"
    with socket.socket(family) as closed:  # bound and not listening: nobody else gets the port
        try:
            closed.bind((host, 0))
        except OSError:
            pytest.skip("this machine has no IPv6")
        shown = f"[{host}]" if ":" in host else host
        assert await failure(way, transport, f"http://{shown}:{closed.getsockname()[1]}") is NeverOpened


async def test_to_a_name_nobody_has_it_never_left(transport: Transport, way: Way) -> None:
    assert await failure(way, transport, "http://nobody.invalid") is NeverOpened


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://a:99999", "nothing"])
async def test_to_what_is_no_address_it_never_left(transport: Transport, way: Way, address: str) -> None:
    assert await failure(way, transport, address) is NeverOpened


async def test_where_nobody_accepts_it_never_left(hasty: Transport, way: Way) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        await asyncio.sleep(0.05)
        assert await failure(way, hasty, f"http://127.0.0.1:{full.getsockname()[1]}") is NeverOpened
        for one in waiting:
            one.close()


async def test_to_who_cannot_be_trusted_it_never_left(transport: Transport, way: Way, tmp_path: Path) -> None:
    async def greet(line: Line) -> None:
        await line.request()

    async with serving(greet, tls=stranger(tmp_path)) as server:
        assert await failure(way, transport, server.url) is NeverOpened
        assert server.seen == []
    async with serving(greet) as server:
        assert await failure(way, transport, server.url.replace("http:", "https:")) is NeverOpened
        assert server.seen == []


async def test_where_tls_is_never_answered_it_never_left(hasty: Transport, way: Way) -> None:
    async with serving(lambda _line: asyncio.sleep(5)) as server:
        assert await failure(way, hasty, server.url.replace("http:", "https:")) is NeverOpened


async def test_after_the_end_it_never_left(transport: Transport, way: Way) -> None:
    await transport.shutdown()
    assert await failure(way, transport, "http://127.0.0.1:1") is NeverOpened


async def at_once(_line: Line) -> None:
    """Closes."""


async def at_once_hard(line: Line) -> None:
    line.cut()


async def when_read(line: Line) -> None:
    await line.request()


async def when_read_hard(line: Line) -> None:
    await line.request()
    line.cut()


async def in_the_head(line: Line) -> None:
    await line.request()
    await line.say(sent(1)[:12])


async def in_the_body(line: Line) -> None:
    await line.request()
    await line.say(sent(1)[:-3])


async def in_a_chunk(line: Line) -> None:
    await line.request()
    await line.say(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{")


async def with_nonsense(line: Line) -> None:
    await line.request()
    await line.say(b"220 mail.example.org ESMTP\r\n\r\n")


@pytest.mark.parametrize(
    "deed",
    [
        at_once,
        when_read,
        when_read_hard,
        in_the_head,
        in_the_body,
        in_a_chunk,
        with_nonsense,
    ],
    ids=lambda deed: deed.__name__,
)
async def test_broken_off_it_may_have_arrived_and_left_once(transport: Transport, way: Way, deed: Deed) -> None:
    async with serving(deed) as server:
        assert await failure(way, transport, server.url) is BrokenOff
        assert len(server.seen) <= 1


async def test_reset_before_anything_was_read_it_is_in_doubt_at_most(transport: Transport, way: Way) -> None:
    async with serving(at_once_hard) as server:
        for _ in range(20):  # sometimes the reset overtakes the connection itself: then nothing can have left
            assert await failure(way, transport, server.url) in (BrokenOff, NeverOpened)
        assert server.seen == []


async def silent(_line: Line) -> None:
    await asyncio.sleep(5)


async def silent_in_the_body(line: Line) -> None:
    await line.request()
    await line.say(sent(1)[:-3])
    await asyncio.sleep(5)


async def drop_by_drop(line: Line) -> None:
    await line.request()
    await line.say(sent(1)[:-30])
    for at in range(-30, 0):
        await asyncio.sleep(0.4)
        await line.say(sent(1)[at : at + 1])


@pytest.mark.parametrize(
    "deed", [silent, silent_when_read, silent_in_the_body, drop_by_drop], ids=lambda deed: deed.__name__
)
async def test_timed_out_it_may_have_arrived(hasty: Transport, way: Way, deed: Deed) -> None:
    async with serving(deed) as server:
        begun = time.monotonic()
        assert await failure(way, hasty, server.url) is TimedOut
        assert time.monotonic() - begun < 8, "the whole is limited, however it trickles"
        assert len(server.seen) <= 1


async def test_a_kept_connection_that_ends_under_a_request_leaves_it_in_doubt_and_sends_it_once(
    transport: Transport, way: Way
) -> None:
    async def end_under_the_second(line: Line) -> None:
        await line.request()
        await line.say(sent(1))
        await line.request()
        if len(server.seen) % 4 == 0:
            line.cut()

    async with serving(end_under_the_second) as server:
        for _ in range(3):
            await way(transport, server.url)
            assert await failure(way, transport, server.url) is BrokenOff
        assert len(server.seen) == 6


async def test_a_kept_connection_that_ended_meanwhile_is_not_used(transport: Transport, way: Way) -> None:
    async def end(line: Line) -> None:
        await line.request()
        await line.say(sent(1))

    async with serving(end) as server:
        for _ in range(3):
            await way(transport, server.url)
            await asyncio.sleep(0.05)
        assert len(server.seen) == 3


async def test_nothing_is_ever_sent_twice_and_what_never_left_never_came(transport: Transport) -> None:
    """Connections end at every moment of their lives, most often just as they are used again."""
    chance = random.Random(24)
    came: Counter[bytes] = Counter()

    async def end_sometime(line: Line) -> None:
        while True:
            await line.reader.readuntil(b"\r\n\r\n")
            tag = await line.reader.readexactly(9)
            came[tag] += 1
            match chance.randrange(10):
                case 0:
                    return line.cut()
                case 1:
                    return None
            await line.say(sent(1))
            match chance.randrange(4):
                case 0:
                    return line.cut()
                case 1:
                    return None
                case 2:
                    await asyncio.sleep(chance.random() * 0.002)
                    return None

    outcomes: Counter[str] = Counter()
    tags = iter(range(4000))

    async def call(url: str) -> None:
        for number in tags:
            tag = b"tag=%05d" % number
            try:
                await transport.post_form(url, tag)
            except NeverOpened:
                assert came[tag] == 0
                outcomes["never"] += 1
            except BrokenOff:
                outcomes["broken"] += 1
            else:
                assert came[tag] == 1
                outcomes["answered"] += 1

    async with serving(end_sometime) as server:
        await asyncio.gather(*(call(server.url) for _ in range(20)))
    assert max(came.values()) == 1
    assert min(outcomes["answered"], outcomes["broken"]) > 300


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (500, b'{"ok":false,"description":"Internal Server Error"}', TurnedBack),
        (503, b'{"ok":false}', TurnedBack),
        (500, b"<html>", BrokenOff),
        (500, b'{"ok":true,"result":{"message_id":7}}', BrokenOff),
        (500, b'{"ok":false,"result":{}}', BrokenOff),
        (500, b'["ok"]', BrokenOff),
        (502, b'{"ok":false}', BrokenOff),
        (504, b'{"ok":false}', BrokenOff),
        (403, b"<html>a gateway of our own hoster's</html>", BrokenOff),
        (400, b"<html>", BrokenOff),
        (302, b"", BrokenOff),
        (413, b"<html>", BadRequest),
    ],
)
async def test_only_the_bot_apis_own_answer_says_that_nothing_happened(
    transport: Transport, status: int, body: bytes, expected: type[NetworkError]
) -> None:
    async def answering(line: Line) -> None:
        await line.request()
        await line.say(answer(body, status, b"Location: http://127.0.0.1:9/"))

    async with serving(answering) as server:
        assert await failure(library, transport, server.url) is expected
        assert await transport.post_form(server.url, b"") == (status, body)
        assert len(server.seen) == 2
