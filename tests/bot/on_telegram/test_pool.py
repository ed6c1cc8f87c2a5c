"""The connections as a whole: how many, how long, how much, and how they end."""

import asyncio
import random
import sys
from pathlib import Path

import pytest
from telegram import InputFile
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.on_telegram import transport as module
from bot.on_telegram.platform import Telegram, TelegramRefused
from bot.on_telegram.transport import (
    CALLS,
    FORMS,
    LONGEST_SENT,
    POLLS,
    BrokenOff,
    Transport,
)
from handlers.turn import Reply
from tests.bot.on_telegram.conftest import Script
from tests.bot.on_telegram.rough import Line, answer, sent, serving, silent_when_read
from tests.bot.on_telegram.ways import Way, failure, form, library
from tests.fake_telegram.client import until

BRIEF = """
import asyncio, contextlib
from bot.on_telegram.transport import NeverOpened, Transport

async def run():
    transport = Transport()
    await transport.initialize()
    with contextlib.suppress(NeverOpened):
        await transport.post_form("http://127.0.0.1:1", b"")
    await transport.shutdown()

asyncio.run(run())
"""


async def test_an_endless_answer_is_cut_off(transport: Transport) -> None:
    told = 0

    async def tell_on(line: Line) -> None:
        nonlocal told
        await line.request()
        await line.say(b'HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n{"ok":true,"result":{"message_id":7,"')
        while True:
            await line.say(b"x" * 65536)
            told += 65536

    async with serving(tell_on) as server:
        assert await failure(form, transport, server.url) is BrokenOff
        assert told < LONGEST_SENT + 16 * 1024 * 1024, "what the system itself holds for both"
        assert len(await transport.download(server.url, most=100_000)) == 100_000


async def test_neither_compression_nor_cookies_nor_a_proxy_is_used(
    transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = []

    async def note(line: Line) -> None:
        while True:
            heads.append(await line.reader.readuntil(b"\r\n\r\n"))
            await line.reader.readexactly(12)
            await line.say(answer(b"\x1f\x8b", 200, b"Set-Cookie: a=b", b"Content-Encoding: gzip"))

    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fresh = Transport(read=5)
    await fresh.initialize()
    async with serving(note) as server:
        for _ in range(2):
            assert await form(fresh, server.url) == (200, b"\x1f\x8b")
    await fresh.shutdown()
    assert [head.lower().count(b"application/x-www-form-urlencoded") for head in heads] == [1, 1]
    assert not any(word in head.lower() for head in heads for word in (b"accept-encoding", b"cookie"))


async def test_an_upload_may_take_its_time(hasty: Transport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UPLOAD", 3.0)

    async def slowly(line: Line) -> None:
        await asyncio.sleep(0.8)
        await line.request()
        await line.say(sent(1))

    name = 'Lettre à "A.S." \\ (français).pdf'
    upload = RequestParameter("document", None, [InputFile(b"%PDF-\xe9" * 1000, filename=name)])
    async with serving(slowly) as server:
        await hasty.post(server.url, RequestData([RequestParameter("caption", "é&", None), upload]))
        (body,) = server.seen
    assert 'filename="Lettre à \\"A.S.\\" \\\\ (français).pdf"'.encode() in body
    assert b"%PDF-\xe9" * 1000 in body
    assert "é&".encode() in body


async def test_a_full_pool_starves_neither_the_answers_nor_the_polls(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FORMS + CALLS + POLLS <= 900, "the Bot API server turns a bot back at 1000"
    monkeypatch.setattr(module, "FORMS", 6)
    crowd, polls = Transport(read=30, calls=3), Transport(read=30, calls=1)
    let_go = asyncio.Event()
    most = 0

    async def hold(line: Line) -> None:
        nonlocal most
        while True:
            await line.request()
            most = max(most, server.open)
            await let_go.wait()
            await line.say(sent(1))

    async def came(count: int) -> None:
        async def enough() -> bool:
            return len(server.seen) >= count

        await until(enough, f"{count} requests come")
        await asyncio.sleep(0.1)
        assert (server.open, len(server.seen)) == (count, count), "and no more"

    await crowd.initialize()
    await polls.initialize()
    async with serving(hold) as server:
        calls = [asyncio.create_task(form(crowd, server.url)) for _ in range(20)]
        await came(6)
        calls += [asyncio.create_task(library(crowd, server.url)) for _ in range(5)]
        await came(9)
        calls.append(asyncio.create_task(library(polls, server.url)))
        await came(10)
        let_go.set()
        await asyncio.gather(*calls)
        assert (most, len(server.seen)) == (10, 26)
        await crowd.shutdown()
        await polls.shutdown()


async def test_what_is_given_up_or_closed_on_the_way_ends_at_once(transport: Transport, way: Way) -> None:
    async with serving(silent_when_read) as server:
        given_up = asyncio.create_task(way(transport, server.url))
        await asyncio.sleep(0.05)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(given_up, 1)
        left = asyncio.create_task(failure(way, transport, server.url))
        await asyncio.sleep(0.05)
        await transport.shutdown()
        assert await asyncio.wait_for(left, 1) is BrokenOff


async def test_what_is_given_up_as_its_answer_comes_is_given_up(transport: Transport, way: Way) -> None:
    chance = random.Random(24)

    async def soon(line: Line) -> None:
        while True:
            await line.request()
            await asyncio.sleep(0.001)
            await line.say(sent(1))

    given_up = 0
    async with serving(soon) as server:
        for _ in range(300):
            call = asyncio.create_task(way(transport, server.url))
            await asyncio.sleep(chance.random() * 0.004)
            given_up += call.cancel()
            await asyncio.wait({call})
            given_up -= call.cancelled()
    assert given_up == 0


async def test_a_machine_without_certificates_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    bot = Telegram("1:A", "https://127.0.0.1:9", Script(lambda _turn: Reply()))
    with pytest.raises(TelegramRefused, match="ca-certificates"):
        await bot.start()
    await bot.close()


async def test_a_program_that_ends_right_after_its_last_call_ends_well() -> None:
    root = Path(__file__).parents[3]
    runs = [await asyncio.create_subprocess_exec(sys.executable, "-c", BRIEF, cwd=root) for _ in range(8)]
    assert [await run.wait() for run in runs] == [0] * 8
