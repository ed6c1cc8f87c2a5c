"""The chat with the panel beside it, in a real browser: what `uabot demo` shows."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import product
from typing import Literal

import pytest
from playwright.async_api import expect
from starlette.applications import Starlette

from bot.on_web.outbound import WebCourier
from bot.on_web.routes import web_routes
from content.ids import ActionId
from content.rules.counting import Counts
from dashboard.routes import dashboard_routes
from dashboard.view import Bar, Case, Panel
from tests.bot.on_web.browser import DESKTOP, PHONE, browsing, needs_browser
from tests.bot.on_web.scripted import ALERT, COMMANDS, Scripted
from tests.bot.on_web.serving import serving

pytestmark = needs_browser

FIRST = Case(
    action=ActionId(1), number="24/21", who="Mira Tolen", title="Held in secret", days_left=4, country="Lunaria"
)
SECOND = replace(FIRST, action=ActionId(2), number="7/26", who="سامي", title="<b>Missing</b>", days_left=15)


@dataclass
class Demo:
    """The source of the panel: what was pressed in the scripted chat is what it counts."""

    answer: Scripted = field(default_factory=Scripted)
    courier: WebCourier = field(default_factory=WebCourier)
    announced: dict[ActionId, str] = field(default_factory=dict)
    base: str = ""

    async def panel(self, now: datetime) -> Panel:
        sent = sum(turn.what == "sent" for turn in self.answer.turns)
        joined = any(turn.what == "j" for turn in self.answer.turns)
        counts = Counts(started=sum(turn.what == "t" for turn in self.answer.turns), sent=sent, people=min(sent, 1))
        bars = (Bar(label="Minister of Justice", sent=sent),)
        return Panel(
            cases=tuple(
                replace(
                    case,
                    counts=counts,
                    by_target=bars,
                    can_announce=joined and case.action not in self.announced,
                    why_not="" if joined else "Nobody has joined yet.",
                    announced=self.announced.get(case.action, ""),
                )
                for case in (FIRST, SECOND)
            )
        )

    async def announce(self, action: ActionId, now: datetime) -> str:
        await self.courier.carry(self.answer.turns[0].chat, ALERT, now=now)
        self.announced[action] = "Sent to 1 chat"
        return "On its way to 1 chat."


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    demo, stopping = Demo(), asyncio.Event()
    app = Starlette(
        routes=[
            *web_routes(demo.answer, demo.courier, name="Harbour Section", commands=COMMANDS, panel=True),
            *dashboard_routes(demo, stopping=stopping),
        ]
    )

    def close() -> None:
        stopping.set()
        demo.courier.close()

    async with serving(app, close) as demo.base:
        yield demo


async def test_the_numbers_follow_the_chat_and_the_button_reaches_it(demo: Demo) -> None:
    async with browsing(demo.base) as window:
        page = window.page
        panel = page.get_by_role("complementary", name="What the organizer sees")
        first = panel.get_by_role("article", name="Mira Tolen")
        send = first.get_by_role("button", name="Send the sample alert")
        await expect(panel.get_by_text("Live", exact=True)).to_be_visible()
        await expect(first.get_by_text("Nobody has joined yet.")).to_be_visible()
        await expect(send).to_be_disabled()
        await window.press("Start")
        await window.press("Join")
        await expect(send).to_be_enabled()
        await send.focus()
        await page.keyboard.press("Enter")
        await expect(first.get_by_text("Sent to 1 chat", exact=True)).to_be_visible()
        await expect(send).to_have_count(0)
        await expect(first.get_by_role("heading", name="Mira Tolen")).to_be_focused()  # the button is gone
        await expect(panel.get_by_role("status")).to_have_text("On its way to 1 chat.")
        await expect(page.get_by_role("log").get_by_role("button", name="Take action")).to_have_count(2)
        await window.press("Take action")
        await window.press("Quickest way")
        await window.press("I sent it")
        await expect(first.get_by_role("definition").first).to_have_text("1")
        await expect(first.get_by_text("letter, call or post that somebody told us they sent")).to_be_visible()
        await expect(first.get_by_role("region", name="Sent, by whom they reach")).to_contain_text(
            "Minister of Justice"
        )
        await expect(panel.get_by_text("<b>Missing</b>")).to_be_visible()
        assert list(demo.announced) == [FIRST.action]
        assert window.faults == []


async def test_a_fresh_panel_keeps_the_keyboards_place(demo: Demo) -> None:
    async with browsing(demo.base) as window:
        await window.press("Start")
        await window.press("Join")
        send = window.page.get_by_role("button", name="Send the sample alert")
        await expect(send.last).to_be_enabled()
        await send.last.focus()
        seen = window.page.locator("article[data-case='2']")
        await seen.evaluate("element => element.dataset.old = 'yes'")
        demo.announced[FIRST.action] = "Sent to 1 chat"
        await expect(window.page.locator("article[data-old]")).to_have_count(0)
        await expect(send).to_have_count(1)
        await expect(send).to_be_focused()


@pytest.mark.parametrize(("size", "scheme"), list(product((PHONE, DESKTOP), ("light", "dark"))))
async def test_it_fits_and_the_way_between_both_is_in_view(
    demo: Demo, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    async with browsing(demo.base, size=size, scheme=scheme) as window:
        page = window.page
        await expect(page.get_by_role("button", name="Start", exact=True)).to_be_in_viewport(ratio=1)
        await expect(page.locator("#say")).to_be_in_viewport(ratio=1)
        assert await window.overflow() == 0
        await window.press("Start")
        await window.press("Join")
        ways = page.get_by_role("navigation", name="On this page")
        if size == DESKTOP:
            await expect(ways).to_be_hidden()
        else:
            await ways.get_by_role("link", name="Organizer").click()
            await expect(page.get_by_role("heading", name="What the organizer sees")).to_be_in_viewport()
        await page.get_by_role("button", name="Send the sample alert").last.click()
        if size == PHONE:
            await expect(ways.get_by_role("link", name="Chat · new")).to_be_in_viewport(ratio=1)
            await ways.get_by_role("link", name="Chat").click()
            await expect(ways.get_by_text("new")).to_be_hidden()
        await expect(page.get_by_role("button", name="Take action").last).to_be_in_viewport()
        assert await window.overflow() == 0
        assert window.faults == []
