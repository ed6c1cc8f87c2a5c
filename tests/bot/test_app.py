"""The parts put together: what `uabot run` and `uabot worker` do from their start, seen from outside."""

import asyncio
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import work
from bot.opening import opened
from bot.settings import load
from content.reading import read
from content.rules.announcing import BroadcastKind, DeliveryState
from content.samples import documents
from storage import actions
from storage.sending import broadcasts
from tests.bot.command import Shell
from tests.databases import SECRET
from tests.fake_telegram.client import fake, until
from tests.storage.builder import person


async def test_a_worker_sends_is_seen_and_answers_nobody(
    blank: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop, now = asyncio.Event(), datetime.now(UTC)
    async with fake() as telegram, httpx.AsyncClient() as http:
        settings = replace(
            load(),
            database=blank,
            secret=SECRET,
            telegram_token=telegram.token,
            telegram_api=telegram.api,
            host="127.0.0.1",
            port=0,
            quiet=None,  # it runs at any hour
        )
        async with opened(settings, migrate=True) as database:
            chats = await telegram.people(3)
            async with database.writing() as tx:
                for chat in chats:
                    await person(tx, str(chat))
                alert = read(documents(now.date())[0].document, today=now.date()).action
                kept, _ = await actions.add(tx, alert, zone=settings.timezone, now=now)
                await actions.approve(tx, kept.id, now=now)
                await broadcasts.announce(tx, kept.id, BroadcastKind.ALERT, approver="me", needed=1, now=now)
            await telegram.person(chats[0]).say("/start", wait=False)
            working = asyncio.create_task(work(settings, database, stop, ready=address.set_result))
            said = await until_ready(http, await asyncio.wait_for(address, 15))
            assert (said["telegram"], said["ticks"]) == ("ok", None)

            async def sent() -> bool:
                answer = await http.get(f"{await address}metrics")
                return 'uabot_sends_total{lane="telegram",outcome="delivered"} 3.0' in answer.text

            await until(sent, "all have it", seconds=15)
            stop.set()
            await asyncio.wait_for(working, 10)
            async with database.reading() as tx:
                [done] = await broadcasts.listed(tx)
            assert done.counts[DeliveryState.DELIVERED] == 3
        for chat in chats:
            assert len([seen for seen in await telegram.messages(chat) if seen.by_bot]) == 1
        assert (await telegram.control("state"))["pending"] == 1, "who writes is for `uabot run` to answer"
        assert await telegram.violations() == []


class TestProcess:
    """`uabot run`, as it is started."""

    async def test_two_at_once_each_tells_of_itself(self, tmp_path: Path) -> None:
        shell = Shell(tmp_path, {"UABOT_LISTEN": "127.0.0.1:0", "UABOT_WEB_CHAT": "true"})
        async with (
            shell.running("run", UABOT_DATABASE=f"sqlite+aiosqlite:///{tmp_path / 'one.db'}") as one,
            shell.running("run", UABOT_DATABASE=f"sqlite+aiosqlite:///{tmp_path / 'two.db'}") as two,
            httpx.AsyncClient() as http,
        ):
            addresses = {(await running.line("ready")).split()[-1] for running in (one, two)}
            assert len(addresses) == 2
            for address in addresses:
                await until_ready(http, address)
                answer = await http.get(f"{address}metrics")
                assert "uabot_tick_age_seconds" in answer.text
        assert one.process.returncode == 0

    async def test_it_lives_before_telegram_is_reached_and_is_ready_after(self, tmp_path: Path) -> None:
        port = free_port()
        async with fake() as telegram:
            away = free_port()
            settings = {
                "UABOT_LISTEN": f"127.0.0.1:{port}",
                "UABOT_TELEGRAM_TOKEN": telegram.token,
                "UABOT_TELEGRAM_API": f"http://127.0.0.1:{away}",
            }
            shell = Shell(tmp_path, settings)
            async with (
                shell.running("run", until="cannot be reached") as waiting,
                httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http,
            ):
                assert (await http.get("/healthz")).status_code == 200
                answer = await http.get("/readyz")
                assert (answer.status_code, answer.json()["telegram"]) == (503, "not reached yet")
                waiting.process.terminate()
                assert await asyncio.wait_for(waiting.process.wait(), 10) == 0
            async with (
                shell.running("run", UABOT_TELEGRAM_API=telegram.api),
                httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http,
            ):
                said = await until_ready(http)
                assert (said["telegram"], said["database"], said["schema"]) == ("ok", "ok", "ok")

    def test_an_address_in_use_is_one_plain_line(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            said = Shell(tmp_path, {"UABOT_LISTEN": address, "UABOT_WEB_CHAT": "true"}).uabot("run")
        assert said.status == 2
        assert address in said.err
        assert "UABOT_LISTEN" in said.err
        assert len(said.err.splitlines()) == 1


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def until_ready(http: httpx.AsyncClient, address: str = "/") -> dict[str, Any]:
    async def good() -> dict[str, Any] | None:
        answer = await http.get(f"{address}readyz")
        return answer.json() if answer.status_code == 200 else None

    said: dict[str, Any] = await until(good, "it is ready", seconds=15)
    return said
