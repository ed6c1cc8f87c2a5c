"""The chat with the panel beside it, in a real browser: what `uabot demo` shows."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product
from typing import Literal

import pytest
from playwright.async_api import FileChooser, FilePayload, Page, expect

from tests.bot.on_web.browser import DESKTOP, PHONE, browsing, needs_browser
from tests.bot.on_web.demo import DRAFT, FIRST, Demo, served_demo
from tests.bot.on_web.scripted import HOSTILE
from tests.bot.on_web.visitor import PATIENCE

pytestmark = needs_browser

MEGABYTE = 1024 * 1024


@pytest.fixture
async def demo() -> AsyncIterator[Demo]:
    async with served_demo() as demo:
        yield demo


async def test_the_numbers_follow_the_chat_and_the_button_reaches_it(demo: Demo) -> None:
    async with browsing(demo.base) as window:
        page = window.page
        panel = page.get_by_role("complementary", name="What the organizer sees")
        first = panel.get_by_role("article", name="Mira Tolen")
        send = first.get_by_role("button", name="Send the alert")
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
        send = window.page.get_by_role("button", name="Send the alert")
        await expect(send.last).to_be_enabled()
        await send.last.focus()
        seen = window.page.locator("article[data-case='2']")
        await seen.evaluate("element => element.dataset.old = 'yes'")
        demo.announced[FIRST.action] = "Sent to 1 chat"
        await expect(window.page.locator("article[data-old]")).to_have_count(0)
        await expect(send).to_have_count(1)
        await expect(send).to_be_focused()


def document(text: bytes = b"Urgent Action", name: str = "ua-77-26.txt") -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text}


async def drop(page: Page, onto: str, *names: str) -> None:
    """Let files fall on an element, as a person does who drags them there."""
    files = await page.evaluate_handle(
        """names => {
          const carried = new DataTransfer();
          for (const name of names) carried.items.add(new File(["Urgent Action"], name));
          return carried;
        }""",
        list(names),
    )
    for event in ("dragover", "drop"):
        await page.dispatch_event(onto, event, {"dataTransfer": files})


async def test_a_document_is_picked_looked_at_and_checked_with_the_keyboard_alone(demo: Demo) -> None:
    async with browsing(demo.base) as window:
        page, keys = window.page, window.page.keyboard
        panel = page.get_by_role("complementary", name="What the organizer sees")
        choose = panel.get_by_label("Choose a document")
        choosing: asyncio.Queue[FileChooser] = asyncio.Queue()
        page.on("filechooser", choosing.put_nowait)  # early: the browser must know of it before the key is pressed
        line = panel.get_by_role("status").first
        await expect(panel.get_by_text("Live", exact=True)).to_be_visible()
        await page.locator("#say").focus()
        while not await choose.evaluate("input => input === document.activeElement"):
            await keys.press("Tab")
        label = panel.locator("label", has_text="Choose a document")
        await expect(label).to_have_css("outline-style", "solid")
        demo.reading.clear()
        await keys.press("Enter")
        await (await asyncio.wait_for(choosing.get(), PATIENCE)).set_files([document()])
        await expect(line).to_have_text("Reading ua-77-26.txt…")
        await expect(panel.get_by_role("form", name="Send a document")).to_have_attribute("aria-busy", "true")
        demo.reading.set()
        await expect(line).to_have_text("UA 77/26 is kept as a draft.")
        await expect(choose).to_be_focused()
        draft = panel.get_by_role("article", name="Sami Odeh")
        await expect(draft.get_by_text("Please look: 2 things are marked below.")).to_be_visible()
        await expect(draft.locator("dd", has_text="Ambassador").first).to_contain_text("hides where it leads")
        await keys.press("Tab")
        await expect(draft.locator("summary")).to_be_focused()
        await keys.press("Enter")
        await expect(draft.get_by_text("I am writing to you about Mira Tolen")).to_be_visible()
        await expect(draft.get_by_text(HOSTILE)).to_be_visible()
        assert await draft.locator("a, img, script").count() == 0
        assert await page.title() == "Harbour Section"
        demo.draft = replace(DRAFT, days_left=3)  # a fresh panel
        await expect(draft.get_by_text("I am writing to you about Mira Tolen")).to_be_visible()
        await expect(draft.locator("summary")).to_be_focused()
        await keys.press("Tab")
        assert await window.focused() == "Checked: ready to announce"
        await keys.press("Enter")
        checked = panel.get_by_role("article", name="Sami Odeh").filter(has_text="people who sent at least one")
        await expect(checked.get_by_role("heading", name="Sami Odeh")).to_be_focused()
        await expect(checked.get_by_text("UA 77/26 is checked: it can be sent now.")).to_be_visible()
        assert demo.sizes == [13]
        assert window.faults == []


async def test_a_document_can_be_dropped_on_the_panel(demo: Demo) -> None:
    async with browsing(demo.base) as window:
        page = window.page
        line = page.locator("[data-document-said]")
        await expect(page.get_by_text("Live", exact=True)).to_be_visible()
        await drop(page, "#chat", "ua-77-26.pdf")  # a miss: the page stays, and nothing is sent
        await drop(page, ".case", "one.pdf", "two.pdf")
        await expect(line).to_have_text("One document at a time, please.")
        await drop(page, ".document", "ua-77-26.pdf")
        await expect(line).to_have_text("UA 77/26 is kept as a draft.")
        assert demo.sizes == [13]
        assert window.faults == []


async def test_what_cannot_be_read_is_said_beside_the_control_and_the_next_one_is_taken(demo: Demo) -> None:
    async with browsing(demo.base) as window:
        page = window.page
        choose, line = page.get_by_label("Choose a document"), page.locator("[data-document-said]")
        await choose.set_input_files(document(b"x" * 11 * MEGABYTE, "poster.pdf"))
        await expect(line).to_have_text("poster.pdf is larger than 10 MB: send the Urgent Action alone.")
        await expect(choose).to_have_attribute("aria-invalid", "true")
        assert demo.sizes == []
        for _ in range(2):  # the same file can be picked again
            await choose.set_input_files(document(b"milk, bread, honey"))
            await expect(line).to_have_text("Nothing in <b>it</b> looks like an Urgent Action.")
        await page.route("**/dashboard/document", lambda route: route.abort())
        await choose.set_input_files(document())
        await expect(line).to_have_text("That did not work just now. Please try again.")
        await page.unroute("**/dashboard/document")
        await choose.set_input_files(document())
        await expect(line).to_have_text("UA 77/26 is kept as a draft.")
        await expect(choose).to_have_attribute("aria-invalid", "false")
        assert await choose.evaluate("input => input.getAttribute('aria-describedby').split(' ')[0]") == "document-said"
        assert demo.sizes[:2] == [18, 18]
        said = [fault for fault in window.faults if "422" not in fault and "ERR_FAILED" not in fault]
        assert said == []


@pytest.mark.parametrize(
    ("size", "scheme"), list(product((PHONE, DESKTOP, (320, 568), (768, 1024)), ("light", "dark")))
)
async def test_a_draft_fits_and_can_be_read(
    demo: Demo, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    demo.draft = DRAFT
    async with browsing(demo.base, size=size, scheme=scheme) as window:
        page = window.page
        await page.locator(".draft summary").click()
        await page.get_by_label("Choose a document").set_input_files(document(b"milk", "donau" * 30 + ".txt"))
        await expect(page.locator("[data-document-said]")).to_have_attribute("data-state", "wrong")
        assert await window.faint() == []
        await page.locator(".draft-look").first.evaluate(
            "look => look.style.color = getComputedStyle(look).backgroundColor"
        )
        assert len(await window.faint()) == 1, "it does tell"
        demo.draft = replace(DRAFT, blockers=("Say until which day people may act.", "Give it a title."))
        await expect(page.get_by_role("button", name="Checked: ready to announce")).to_be_disabled()
        await expect(page.get_by_text("Give it a title.")).to_be_visible()
        assert await window.faint() == []
        assert await window.overflow() == 0
        for control in await page.locator(".panel label, .panel button, .panel summary").all():
            box = await control.bounding_box()
            assert box is not None
            assert box["height"] >= 44
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0]


@pytest.mark.parametrize(("size", "scheme"), list(product((PHONE, DESKTOP, (320, 568)), ("light", "dark"))))
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
        await page.get_by_role("button", name="Send the alert").last.click()
        if size != DESKTOP:
            await expect(ways.get_by_role("link", name="Chat · new")).to_be_in_viewport(ratio=1)
            await ways.get_by_role("link", name="Chat").click()
            await expect(ways.get_by_text("new")).to_be_hidden()
        await expect(page.get_by_role("button", name="Take action").last).to_be_in_viewport()
        assert await window.overflow() == 0
        assert window.faults == []
