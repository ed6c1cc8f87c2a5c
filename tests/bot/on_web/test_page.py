"""The page in a real browser, with a scripted answer."""

import asyncio
import re
from contextlib import AsyncExitStack
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Route, expect

from content.courier import Delivered
from content.direction import turned
from content.languages import INTERFACE
from content.message import Message, Press, Span
from content.render import Voice
from tests.bot.on_web.browser import DESKTOP, PHONE, Window, browsing, needs_browser
from tests.bot.on_web.conftest import Chat
from tests.bot.on_web.scripted import ARABIC, HOSTILE, LETTER, PDF
from tests.bot.on_web.serving import serving

pytestmark = needs_browser


async def walk_to_the_letter(window: Window) -> None:
    await window.press("Start")
    await window.press("Join")
    await window.says("We ask:")
    await window.press("Take action")
    await window.says("Who do you want to reach?")
    await window.press("Quickest way")
    await window.says("E-mail to the Minister of Justice.")


async def test_a_newcomer_walks_from_start_to_thanks(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await expect(window.page.get_by_role("button", name="Start", exact=True)).to_be_visible()
        await expect(window.page.get_by_text("online", exact=True)).to_be_visible()
        await walk_to_the_letter(window)
        await expect(window.page.locator(".message")).to_have_count(4)  # /start, joined, the alert, the walk in place
        await expect(window.page.get_by_role("button", name="Start", exact=True)).to_be_hidden()
        await window.press("Later")
        await expect(window.page.get_by_role("status").filter(has_text="We will remind you tomorrow")).to_be_visible()
        await window.press("I sent it")
        await expect(window.page.get_by_text("You are one of 412 people")).to_be_visible()
        async with window.page.expect_download() as saving:
            await window.page.get_by_role("link", name="Letter to the Minister.pdf").click()
        saved = await saving.value
        assert PDF.attachment is not None
        assert saved.suggested_filename == "Letter to the Minister.pdf"
        assert (await asyncio.to_thread(Path(await saved.path()).read_bytes)) == PDF.attachment.body
        assert [turn.what for turn in chat.answer.turns] == ["/start", "j", "t", "q", "later", "sent"]
        await window.page.reload()
        await expect(window.page.locator(".message")).to_have_count(5)
        assert window.faults == []


async def test_what_can_be_copied_is_copied_whole(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await walk_to_the_letter(window)
        clipboard = "navigator.clipboard.readText()"
        await window.press("Copy address")
        await expect(window.page.get_by_role("button", name="Copied")).to_be_focused()
        assert await window.page.evaluate(clipboard) == "minister@justice.example"
        blocks = window.page.locator(".block")
        for number, text in enumerate((LETTER, ARABIC)):
            await blocks.nth(number).get_by_role("button", name="Copy").click()
            await expect(blocks.nth(number).get_by_role("button", name="Copied")).to_be_visible()
            assert await window.page.evaluate(clipboard) == text
        await expect(window.page.get_by_role("button", name="Copy address")).to_be_visible()  # "Copied" goes again
        await expect(blocks.first.locator(".text")).to_have_css("max-height", "168px")
        await blocks.nth(1).locator(".text").click()
        await expect(blocks.nth(1).get_by_role("button", name="Copied")).to_be_visible()
        await window.press("Show all")
        await expect(window.page.get_by_role("button", name="Show less")).to_have_attribute("aria-expanded", "true")
        await expect(blocks.first.locator(".text")).to_have_css("max-height", "none")
        await expect(blocks.nth(1).locator(".text")).to_have_css("direction", "rtl")
        gmail = window.page.get_by_role("link", name="Open in Gmail (opens in a new tab)")
        assert await gmail.get_attribute("target") == "_blank"
        assert await gmail.get_attribute("rel") == "noopener noreferrer"
        assert window.faults == []


async def test_without_a_clipboard_copying_works_the_old_way(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await walk_to_the_letter(window)
        await window.page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        await window.press("Copy subject")
        await expect(window.page.get_by_role("button", name="Copied")).to_be_focused()
        await window.page.locator("#say").focus()
        await window.page.keyboard.press("Control+v")
        await expect(window.page.locator("#say")).to_have_value("Mira Tolen")


async def test_the_keyboard_alone_is_enough_and_never_loses_its_place(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        keys = window.page.keyboard
        await expect(window.page.get_by_role("button", name="Start", exact=True)).to_be_visible()
        while await window.focused() != "Start":
            await keys.press("Tab")
        await keys.press("Enter")
        await window.says("Urgent Actions of the Harbour Section.")
        await expect(window.page.get_by_label("Message", exact=True)).to_be_focused()
        while await window.focused() != "Join":
            await keys.press("Shift+Tab")
        await keys.press("Space")
        await window.says("We ask:")
        joined = window.page.locator(".message").filter(has_text="You have joined")
        await expect(joined).to_be_focused()  # the answer is where the question was
        await keys.press("Tab")
        assert await window.focused() == "Take action"
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert await window.page.evaluate(outline) == "solid"
        await keys.press("Enter")
        await window.says("Who do you want to reach?")
        await expect(window.page.locator(".message").last).to_be_focused()  # the answer is a new message
        await keys.press("Tab")
        assert await window.focused() == "Quickest way"
        await keys.press("Enter")
        await window.says("E-mail to the Minister")
        await expect(window.page.locator(".message").last).to_be_focused()
        await keys.press("Tab")
        assert await window.focused() == "Copy"
        assert window.faults == []


async def test_commands_are_at_hand(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        keys, say = window.page.keyboard, window.page.get_by_label("Message", exact=True)
        hints = window.page.get_by_role("group", name="Commands")
        await expect(window.page.get_by_text("online", exact=True)).to_be_visible()
        await window.page.get_by_role("button", name="Commands").click()
        await expect(hints.get_by_role("button")).to_have_count(6)
        await keys.press("ArrowDown")
        assert (await window.focused()).startswith("/actions")
        await keys.press("Escape")
        await expect(hints).to_be_hidden()
        await expect(say).to_be_focused()
        await keys.type("/s")
        await expect(hints.get_by_role("button")).to_have_count(3)
        await keys.press("ArrowUp")
        assert (await window.focused()).startswith("/stop")
        await keys.press("Enter")
        await window.says("You said: /stop")
        await expect(say).to_be_focused()
        await expect(say).to_have_value("")
        await keys.type("one")
        await keys.press("Shift+Enter")
        await keys.type("two")
        await keys.press("Enter")
        await window.says("You said: one\ntwo")
        await keys.press("Enter")  # nothing to send
        assert len(chat.answer.turns) == 2
        one = chat.answer.turns[0].chat
        hint = Message((Span("(/help)/stop /nothing https://x.org/help "), Span("/actions", bold=True)))
        await chat.courier.carry(one, hint, now=chat.now)
        await window.says("/nothing")
        said = window.page.locator(".message").last
        await expect(said.get_by_role("button")).to_have_text(["/actions"])
        await said.get_by_role("button").click()
        await window.says("You said: /actions")
        assert window.faults == []


async def test_hostile_text_is_shown_and_nothing_else(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await walk_to_the_letter(window)
        await window.press("More about this case")
        await window.says(HOSTILE)
        assert await window.page.locator(".message img, .message script, .message b:text('bold?')").count() == 0
        assert await window.page.title() == "Harbour Section"
        assert window.faults == []


@pytest.mark.parametrize(("size", "scheme"), list(product((PHONE, DESKTOP, (320, 568)), ("light", "dark"))))
async def test_it_fits(chat: Chat, size: tuple[int, int], scheme: Literal["light", "dark"]) -> None:
    async with browsing(chat.base, size=size, scheme=scheme) as window:
        await expect(window.page.get_by_role("button", name="Start", exact=True)).to_be_in_viewport()
        await walk_to_the_letter(window)
        await window.page.get_by_label("Message", exact=True).fill("Donaudampfschifffahrtsgesellschaft" * 20)
        await window.press("Send")
        await window.says("You said: Donau")
        assert await window.overflow() == 0
        log = "document.querySelector('[role=log]')"
        assert await window.page.evaluate(f"{log}.scrollWidth - {log}.clientWidth") == 0
        ground = await window.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == {"light": "rgb(243, 239, 230)", "dark": "rgb(18, 17, 14)"}[scheme]
        small = (
            "[...document.querySelectorAll('button:not(.command)')].filter(b => b.offsetHeight && b.offsetHeight < 36)"
        )
        assert await window.page.evaluate(f"{small}.map(b => b.innerText)") == []
        assert window.faults == []


async def test_a_screen_reader_finds_its_way(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await walk_to_the_letter(window)
        page = window.page
        await expect(page.get_by_role("main").get_by_role("region", name="Harbour Section")).to_be_visible()
        await expect(page.get_by_role("log", name="Messages")).to_have_attribute("aria-live", "polite")
        await expect(page.get_by_role("article", name=re.compile(r"^Harbour Section, \d\d:\d\d$")).last).to_be_visible()
        await expect(page.get_by_role("article", name=re.compile(r"^You, \d\d:\d\d$"))).to_have_count(1)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Section")
        nameless = "[...document.querySelectorAll('button, a')].filter(e => !e.ariaLabel && !e.textContent.trim())"
        assert await page.evaluate(f"{nameless}.length") == 0


async def test_a_failure_offers_to_try_again_and_acts_once(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await window.press("Start")
        await window.says("Urgent Actions of the Harbour Section.")
        chat.answer.fail_next = 2
        await window.press("Join")
        await expect(window.page.get_by_text("That did not work just now. Nothing was lost.")).to_be_visible()
        await window.press("Try again")
        await expect(window.page.get_by_text("That did not work just now. Nothing was lost.")).to_be_visible()
        await window.press("Try again")
        await window.says("We ask:")
        await expect(window.page.get_by_text("That did not work")).to_have_count(0)
        assert chat.answer.done == 2
        assert len({turn.key for turn in chat.answer.turns}) == 2


async def test_an_answer_lost_on_the_way_is_asked_for_again_under_the_same_key(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        lost = 0

        async def lose_the_first(route: Route) -> None:
            nonlocal lost
            if lost < 2:
                lost += 1
                await route.fetch()  # it arrives, and its answer does not
                await route.abort("connectionreset")
            else:
                await route.continue_()

        await window.page.route("**/chat/say", lose_the_first)
        await window.press("Start")
        await window.says("Urgent Actions of the Harbour Section.")
        await asyncio.sleep(2)
        assert lost == 2
        assert len(chat.answer.turns) == 1
        await expect(window.page.locator(".message")).to_have_count(2)
        await expect(window.page.get_by_text("Try again")).to_have_count(0)


async def test_two_windows_of_one_browser_show_the_same(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await window.press("Start")
        await window.says("Urgent Actions of the Harbour Section.")
        second = Window(await window.page.context.new_page())
        await second.page.goto(chat.base)
        await second.says("Urgent Actions of the Harbour Section.")
        await second.press("Join")
        await window.says("We ask:")
        await second.says("We ask:")
        assert window.faults == []


async def test_what_is_amended_or_removed_changes_on_the_open_page_and_the_keyboard_keeps_its_place(chat: Chat) -> None:
    async with browsing(chat.base) as window:
        await window.press("Start")
        await window.press("Join")
        await window.says("We ask:")
        one = chat.answer.turns[0].chat
        sent = [await chat.courier.carry(one, Message((Span(text),)), now=chat.now) for text in ("First", "Second")]
        first, second = (outcome.reference for outcome in sent if isinstance(outcome, Delivered))
        await window.says("Second")
        messages = window.page.locator(".message")
        await expect(messages).to_have_count(5)
        await chat.courier.amend(one, first, Message((Span("First, closed"),)), now=chat.now)
        await expect(messages.nth(3)).to_contain_text("First, closed")
        await messages.nth(3).focus()
        await chat.courier.remove(one, first, Message(()), sent_at=chat.now, now=chat.now)
        await expect(messages).to_have_count(4)
        await expect(messages.last).to_be_focused()
        await expect(messages.last).to_contain_text("Second")

        hidden = "Object.defineProperty(document, 'hidden', {value: %s, configurable: true}); "
        told = "document.dispatchEvent(new Event('visibilitychange'))"
        await window.page.evaluate(hidden % "true" + told)  # the page lets go of its line
        await chat.courier.remove(one, second, Message(()), sent_at=chat.now, now=chat.now)
        await window.page.evaluate(hidden % "false" + told)
        await expect(messages).to_have_count(3)
        await expect(messages.last).to_be_focused()
        await window.page.reload()
        await expect(messages).to_have_count(3)
        await window.says("We ask:")
        assert window.faults == []


async def test_a_link_with_a_payload_offers_to_start_with_it(chat: Chat) -> None:
    async with browsing(f"{chat.base}/?start=ua_24-21") as window:
        await window.press("Start")
        await window.says("Urgent Actions of the Harbour Section.")
        assert chat.answer.turns[-1].what == "/start ua_24-21"
        assert window.page.url == f"{chat.base}/"
        await window.page.goto(f"{chat.base}/?start=ua_2-19")
        await window.press("Start")
        await expect(window.page.locator(".message")).to_have_count(4)
        assert chat.answer.turns[-1].what == "/start ua_2-19"
        await window.page.goto(f"{chat.base}/?start=<b>")
        await expect(window.page.locator(".message")).to_have_count(4)
        await expect(window.page.get_by_role("button", name="Start", exact=True)).to_be_hidden()
        assert window.faults == []


async def test_the_page_outlives_a_restart_and_its_buttons_still_work() -> None:
    before, after = Chat(), Chat()
    async with AsyncExitStack() as browser:
        async with serving(before.app(), before.courier.close) as base:
            window = await browser.enter_async_context(browsing(base))
            await window.press("Start")
            await window.press("Join")
            await window.says("We ask:")
        await expect(window.page.get_by_text("no connection, trying again…")).to_be_visible()
        async with serving(after.app(), after.courier.close, port=int(base.rpartition(":")[2])):
            await expect(window.page.get_by_text("online", exact=True)).to_be_visible(timeout=20_000)
            await expect(window.page.locator(".message")).to_have_count(3)
            await window.press("Take action")
            await window.says("Who do you want to reach?")
            await window.press("Quickest way")
            await window.says("E-mail to the Minister")
            await expect(window.page.locator(".message")).to_have_count(4)
            chat = after.answer.turns[0].chat
            assert chat == before.answer.turns[0].chat
            await after.courier.carry(chat, Message((Span("A new alert"),)), now=after.now)
            await window.says("A new alert")


async def test_a_slow_answer_shows_that_one_is_coming_and_a_long_history_can_be_read_in_peace(chat: Chat) -> None:
    async with browsing(chat.base, size=PHONE) as window:
        await walk_to_the_letter(window)
        typing = window.page.get_by_text("An answer is being written")
        one = chat.answer.turns[0].chat
        async with chat.courier.room(one).turn:  # as if an earlier turn took its time
            await window.press("Back")
            await expect(typing).to_be_attached()
            await expect(window.page.locator(".message").last).to_have_attribute("aria-busy", "true")
        await window.says("Who do you want to reach?")
        await expect(typing).to_be_hidden()
        for number in range(12):
            await chat.courier.carry(one, Message((Span(f"News {number}\n\nand more"),)), now=chat.now)
        await window.says("News 11")
        log = window.page.get_by_role("log")
        await log.evaluate("log => log.scrollTop = 0")
        await chat.courier.carry(one, Message((Span("News for later"),)), now=chat.now)
        newer = window.page.get_by_role("button", name="New message")
        await expect(newer).to_be_visible()
        assert await log.evaluate("log => log.scrollTop") == 0
        await newer.click()
        await expect(window.page.get_by_text("News for later")).to_be_in_viewport()
        await expect(newer).to_be_hidden()
        assert window.faults == []


async def test_each_message_runs_the_way_of_its_words(chat: Chat) -> None:
    number = Span("+33 1 99 00 12 34", code=True)
    said = turned((Span("A.S.", bold=True), Span(" · باقي 4 أيام\n"), number, Span("\nمساعدة: /help")))
    async with browsing(chat.base) as window:
        await window.press("Start")
        await window.says("Urgent Actions of the Harbour Section.")
        message = Message(said, ((Press("لاحقًا", "l"), Press("Later", "l")),))
        await chat.courier.carry(chat.answer.turns[0].chat, message, now=chat.now)
        await window.says("مساعدة")
        last = window.page.locator(".message").last
        await expect(last.locator(".text")).to_have_css("direction", "rtl")
        await expect(last.locator("code")).to_have_css("direction", "ltr")
        await expect(last.locator(".row span").first).to_have_css("direction", "rtl")
        await expect(last.locator(".row span").last).to_have_css("direction", "ltr")
        await last.get_by_role("button", name="/help").click()
        await window.says("You said: /help")
        assert window.faults == []


@pytest.mark.parametrize("language", INTERFACE)
async def test_the_page_in_every_language(chat: Chat, language: str) -> None:
    voice = Voice(language)
    async with browsing(chat.base, size=PHONE, locale=language) as window:
        await expect(window.page.get_by_text(voice.label("online"), exact=True)).to_be_visible()
        await window.press(voice.label("Start"))
        await window.says("Urgent Actions of the Harbour Section.")
        theirs = await window.page.locator(".message").last.bounding_box()
        mine = await window.page.locator(".mine").bounding_box()
        assert theirs is not None
        assert mine is not None
        assert (mine["x"] > theirs["x"]) == (voice.direction == "ltr")
        await window.press("Join")
        await window.says("We ask:")
        assert await window.overflow() == 0
        assert window.faults == []
