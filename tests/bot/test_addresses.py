"""Where we are reached from outside, as conversations are told, and as a process answers there."""

import asyncio
import socket
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot import app
from bot.addresses import Addresses
from bot.on_web.compose.ticket import Ticket, Tickets
from bot.opening import opened
from bot.settings import load
from content.action import Channel
from content.ids import ActionId, Platform, TargetId
from handlers.doors import SHUT, Doors
from handlers.turn import Reply, Turn
from handlers.visit import Network
from storage.database.engine import Database
from tests.bot.command import Shell
from tests.databases import SECRET
from tests.fake_telegram.client import fake

LETTER = (ActionId(1), TargetId(2), Channel.EMAIL, "fr")
NOTHING = "There is no letter under this address."


def test_nothing_is_known_before_anything_is_up() -> None:
    doors = Addresses(Tickets(SECRET)).doors
    assert doors.page(*LETTER) == SHUT.page(*LETTER) == ""
    assert [doors.entry(platform, "ua_24-21") for platform in Platform] == ["", "", ""]


def test_a_page_is_named_by_a_ticket_under_whatever_path_the_public_address_has() -> None:
    addresses = Addresses(Tickets(SECRET), "https://example.org/ua")
    page = addresses.doors.page(*LETTER)
    assert page.startswith("https://example.org/ua/write/")
    assert Tickets(SECRET).read(page.rpartition("/")[2]) == Ticket(*LETTER)
    assert addresses.doors.entry(Platform.WEB, "ua_24-21") == "", "there is no web chat"


def test_a_chat_is_entered_where_the_person_is() -> None:
    addresses = Addresses(Tickets(SECRET), chat=True)
    doors = addresses.doors  # what was handed out before we were up learns of it
    addresses.base, addresses.username = "http://127.0.0.1:8000", "section_bot"
    assert doors.entry(Platform.WEB, "ua_24-21") == "http://127.0.0.1:8000/?start=ua_24-21"
    assert doors.entry(Platform.TELEGRAM, "ua_24-21") == "https://t.me/section_bot?start=ua_24-21"
    assert doors.entry(Platform.SLACK, "ua_24-21") == ""


async def served_doors(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, telegram: tuple[str, str] = ("", ""), public_url: str = ""
) -> tuple[str, Doors]:
    """The address at which `serve` listened, and the doors that its conversations had."""
    monkeypatch.chdir(tmp_path)
    had: list[Doors] = []

    def listening(database: Database, network: Network) -> object:
        had.append(network.doors)

        async def silent(_turn: Turn) -> Reply:
            return Reply()

        return silent

    monkeypatch.setattr(app, "answering", listening)
    settings = replace(
        load(),
        database=f"sqlite+aiosqlite:///{tmp_path / 'uabot.db'}",
        secret=SECRET,
        telegram_token=telegram[0],
        telegram_api=telegram[1] or "https://api.telegram.org",
        host="127.0.0.1",
        port=0,
        web_chat=True,
        public_url=public_url,
    )
    stop, up = asyncio.Event(), asyncio.get_running_loop().create_future()
    async with opened(settings, migrate=True) as database:
        serving = asyncio.create_task(app.serve(settings, database, stop, ready=up.set_result))
        address = await asyncio.wait_for(up, 15)
        async with httpx.AsyncClient() as http:
            answer = await http.get(f"{address}write/forged")
            assert (answer.status_code, NOTHING in answer.text) == (404, True)
            assert "form-action 'none'" in answer.headers["Content-Security-Policy"], "the stricter policy stands"
        stop.set()
        await asyncio.wait_for(serving, 10)
    return address, had[0]


async def test_the_web_chat_alone_is_reached_where_it_listens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    address, doors = await served_doors(monkeypatch, tmp_path)
    assert doors.page(*LETTER).startswith(f"{address}write/")
    assert doors.entry(Platform.WEB, "ua_24-21") == f"{address}?start=ua_24-21"
    assert doors.entry(Platform.TELEGRAM, "ua_24-21") == ""


async def test_people_on_telegram_get_no_address_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with fake() as telegram:
        _, doors = await served_doors(monkeypatch, tmp_path, telegram=(telegram.token, telegram.api))
    assert doors.page(*LETTER) == ""
    assert doors.entry(Platform.TELEGRAM, "ua_24-21") == "https://t.me/ua_test_bot?start=ua_24-21"


async def test_a_public_address_is_the_one_that_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _, doors = await served_doors(monkeypatch, tmp_path, public_url="https://example.org/ua")
    assert doors.page(*LETTER).startswith("https://example.org/ua/write/")
    assert doors.entry(Platform.WEB, "ua_24-21") == "https://example.org/ua/?start=ua_24-21"


async def test_a_process_answers_under_its_public_name_and_path(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shell = Shell(tmp_path, {"UABOT_LISTEN": f"127.0.0.1:{port}", "UABOT_WEB_CHAT": "true"})
    async with (
        shell.running("run", UABOT_PUBLIC_URL="https://example.org/ua"),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"Host": "example.org"}) as http,
    ):
        for path in ("/write/forged", "/ua/write/forged"):
            answer = await http.get(path)
            assert (answer.status_code, NOTHING in answer.text) == (404, True)
        assert (await http.get("/ua/write/static/compose.css")).status_code == 200
        assert (await http.get("/write/forged", headers={"Host": "evil.example"})).status_code == 400
