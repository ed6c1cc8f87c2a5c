"""The panel's hand on a broadcast, in a real browser: how far it is, pausing, going on, stopping."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product
from typing import Literal

import pytest
from playwright.async_api import expect

from content.rules.announcing import BroadcastState
from dashboard.view import Sending
from tests.bot.on_web.browser import DESKTOP, PHONE, browsing, needs_browser
from tests.bot.on_web.demo import FIRST, Demo, served_demo

pytestmark = needs_browser
UNDER_WAY = Sending(state=BroadcastState.SENDING, done=1240, total=1602, left=362)


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with served_demo() as demo:
        yield demo


def far(demo: Demo, done: int) -> None:
    """The broadcast is so far by now."""
    demo.announced[FIRST.action] = f"Sending: {done:,} of 1,602 chats so far · 30 a second · 12 s left"
    demo.sending = replace(demo.sending or UNDER_WAY, done=done, left=1602 - done)


async def test_a_broadcast_is_paused_let_go_on_and_stopped_with_the_keyboard(demo: Demo) -> None:
    far(demo, 1240)
    async with browsing(demo.base) as window:
        page, keys = window.page, window.page.keyboard
        case = page.get_by_role("article", name="Mira Tolen")
        spoken = page.get_by_role("complementary").get_by_role("status").last
        await expect(case.get_by_text("1,240 of 1,602 chats so far · 30 a second · 12 s left")).to_be_visible()
        await case.get_by_role("button", name="Pause").focus()
        await keys.press("Enter")
        await expect(case.get_by_role("button", name="Go on")).to_be_focused()  # it took the place of the other
        await expect(case.get_by_text("It is paused now.")).to_be_visible()
        await keys.press("Space")
        await expect(case.get_by_role("button", name="Pause")).to_be_focused()
        await keys.press("Tab")
        await keys.press("Enter")
        await expect(spoken).to_have_text("Stop for good: 362 chats never get it. Press again to do it.")
        far(demo, 1270)  # a fresh panel changes the number and forgets no question
        await expect(case.get_by_role("button", name="Stop for good: 332 chats never get it")).to_be_focused()
        assert demo.turned == ["paused", "sending"]
        await keys.press("Enter")
        await expect(case.get_by_role("group")).to_have_count(0)
        assert demo.turned == ["paused", "sending", "stopped"]
        assert window.faults == []


async def test_a_question_that_nobody_answers_is_taken_back(demo: Demo) -> None:
    far(demo, 1240)
    async with browsing(demo.base) as window:
        stop = window.page.get_by_role("button", name="Stop", exact=True)
        await stop.click()
        await expect(stop).to_have_count(0)
        await window.page.get_by_role("button", name="Pause").click()
        await expect(stop).to_be_visible()
        assert demo.turned == ["paused"]


async def test_a_press_is_not_lost_when_a_fresh_panel_comes_while_the_button_is_held(demo: Demo) -> None:
    far(demo, 1240)
    async with browsing(demo.base) as window:
        page = window.page
        button = page.get_by_role("button", name="Pause")
        await button.hover()
        await page.mouse.down()
        far(demo, 1270)
        await asyncio.sleep(1.6)  # longer than a fresh panel takes
        await expect(page.get_by_text("1,240 of 1,602")).to_be_visible()
        await page.mouse.up()
        await expect(page.get_by_role("button", name="Go on")).to_be_visible()
        await expect(page.get_by_text("1,270 of 1,602")).to_be_visible()
        assert demo.turned == ["paused"]


async def test_what_went_wrong_with_a_button_is_said_beside_it(demo: Demo) -> None:
    far(demo, 1240)
    async with browsing(demo.base) as window:
        page = window.page
        await page.route("**/dashboard/pause", lambda route: route.abort())
        await page.get_by_role("button", name="Pause").click()
        await expect(page.locator("[data-said='1']")).to_have_text("That did not work just now. Please try again.")
        assert demo.turned == []


@pytest.mark.parametrize(
    ("size", "scheme"), list(product((PHONE, DESKTOP, (320, 568), (768, 1024)), ("light", "dark")))
)
async def test_what_is_being_sent_fits_and_can_be_read(
    demo: Demo, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    far(demo, 1240)
    async with browsing(demo.base, size=size, scheme=scheme) as window:
        page = window.page
        await page.get_by_role("button", name="Stop", exact=True).click()
        await expect(page.get_by_role("button", name="Stop for good")).to_be_visible()
        assert await window.faint() == []
        assert await window.overflow() == 0
        for control in await page.locator(".controls button").all():
            box = await control.bounding_box()
            assert box is not None
            assert box["height"] >= 44
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0]
