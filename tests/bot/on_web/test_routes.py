"""The page, its files, and the headers that everything carries."""

import json
import re
from html import unescape

import pytest
from starlette.applications import Starlette

from bot.on_web.outbound import WebCourier
from bot.on_web.routes import HERE, web_routes
from bot.on_web.words import words
from content.languages import INTERFACE
from content.render import Voice
from dashboard.guard import POLICY
from tests.bot.on_web.conftest import Chat
from tests.bot.on_web.scripted import Scripted
from tests.bot.on_web.serving import serving
from tests.bot.on_web.visitor import Visitor

TEMPLATE = (HERE / "templates" / "chat.html").read_text()


@pytest.mark.parametrize("path", ["/", "/static/chat.js", "/static/look.css", "/static/nothing", "/chat/files/none"])
async def test_everything_carries_the_safe_headers(chat: Chat, path: str) -> None:
    headers = (await (await chat.visitor()).http.get(path)).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == ("no-cache" if path.startswith("/static") else "no-store")


def test_the_policy_allows_nothing_from_elsewhere_and_nothing_inline() -> None:
    assert POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


async def test_the_page_has_no_script_or_style_of_its_own_and_loads_only_from_here(chat: Chat) -> None:
    page = (await (await chat.visitor()).http.get("/")).text
    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    assert not re.search(r"<script(?![^>]* src=)", page)
    addresses = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert addresses
    assert all(address.startswith(("/", "#")) for address in addresses)
    assert "/dashboard" not in page
    assert "Set-Cookie" not in (await Visitor(chat.base).http.get("/")).headers


async def test_the_pages_files_are_all_there(chat: Chat) -> None:
    http = (await chat.visitor()).http
    page = (await http.get("/")).text
    for address in re.findall(r'(?:src|href)="(/static[^"]*)"', page):
        assert (await http.get(address)).status_code == 200, address
    unchanged = await http.get("/static/chat.js")
    again = await http.get("/static/chat.js", headers={"If-None-Match": unchanged.headers["ETag"]})
    assert again.status_code == 304


async def test_a_hostile_name_is_escaped() -> None:
    courier = WebCourier()
    app = Starlette(routes=web_routes(Scripted(), courier, name='<b>"x', commands=(("/a", "<i>"),)))
    async with serving(app, courier.close) as base, Visitor(base).http as http:
        page = (await http.get("/")).text
    assert "<b>&#34;x" not in page
    assert "&lt;b&gt;&#34;x" in page
    assert "&lt;i&gt;" in page


def test_our_scripts_read_no_html_from_messages() -> None:
    for script in sorted((HERE / "static").glob("*.js")):
        source = script.read_text()
        for door in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "DOMParser",
            "eval(",
            "Function(",
        ):
            assert door not in source, f"{script.name}: {door}"


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        *((language, language) for language in INTERFACE),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("tr", "en"),
        ("", "en"),
        ("<script>", "en"),
        ("fr" * 500, "en"),
    ],
)
async def test_the_page_speaks_the_browsers_language(chat: Chat, asked: str, spoken: str) -> None:
    voice = Voice(spoken)
    answer = await (await chat.visitor()).http.get("/", headers={"Accept-Language": asked})
    assert answer.headers["Vary"] == "Accept-Language"
    assert f'<html lang="{spoken}" dir="{"rtl" if spoken == "ar" else "ltr"}">' in answer.text
    assert f">{voice.label('Start')}<" in answer.text
    given = re.search(r'data-words="([^"]*)"', answer.text)
    assert given is not None
    assert json.loads(unescape(given[1])) == words(voice)


def test_the_page_and_its_scripts_use_the_words_there_are_and_no_others() -> None:
    sources = [TEMPLATE, *((HERE / "static" / f"{name}.js").read_text() for name in ("bubbles", "chat", "talk"))]
    used = {name for source in sources for name in re.findall(r"\bwords\.(\w+)", source)} - {"js"}
    assert used == set(words(Voice("en")))
