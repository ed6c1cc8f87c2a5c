"""`uabot demo`, as a newcomer has it: one address, a browser, the whole walk, and the count that moves."""

from pathlib import Path

from playwright.async_api import expect

from tests.bot.command import Shell
from tests.bot.on_web.browser import browsing, needs_browser


@needs_browser
async def test_the_whole_walk_in_a_browser(tmp_path: Path) -> None:
    shell = Shell(tmp_path, {"UABOT_LISTEN": "127.0.0.1:0"})
    async with shell.running("demo", until="press Start") as demo:
        address = (await demo.line("http://")).strip()
        async with browsing(address) as window:
            await window.press("Start")
            await window.says("not end-to-end encrypted")
            await window.press("Join")
            await window.press("Skip")
            await window.says("No Urgent Action is open")
            await window.page.get_by_role("button", name="alert").first.click()
            await window.says("4 days left")
            await window.press("Take action")
            await window.says("Who do you want to reach?")
            await window.press("Quickest way")
            await window.says("I am writing to you about M.K.")
            await window.press("I sent it")
            await window.says("Thank you.")
            first = window.page.locator(".case").first.locator(".main-counts dd")
            await expect(first.nth(0)).to_have_text("1")
            await expect(first.nth(1)).to_have_text("1")
            await window.press("Undo")
            await expect(first.nth(0)).to_have_text("0")
            await window.press("I sent it")
            await window.press("Done")
            await expect(first.nth(0)).to_have_text("1")
            assert await window.overflow() == 0
            assert window.faults == []
    assert not any(shell.folder.glob("*")), "nothing of the demo is kept"


@needs_browser
async def test_own_words_reach_the_letters_page_and_somebody_else_comes_by_the_link(tmp_path: Path) -> None:
    shell = Shell(tmp_path, {"UABOT_LISTEN": "127.0.0.1:0"})
    async with shell.running("demo", until="press Start") as demo:
        address = (await demo.line("http://")).strip()
        async with browsing(address) as window:
            for label in ("Start", "Join", "Skip"):
                await window.press(label)
            await window.page.get_by_role("button", name="alert").first.click()
            await window.says("4 days left")
            for label in ("Take action", "Quickest way", "In your own words", "Three short questions"):
                await window.press(label)
            await window.page.get_by_role("textbox").fill("I tune pianos myself.")
            await window.press("Send")
            for question in ("Question 2 of 3", "Question 3 of 3"):
                await window.says(question)
                await window.press("Skip")
            await window.says("Your words are in it.")
            async with window.page.context.expect_page() as opening:
                await window.page.get_by_role("link", name="Open in my mail app").last.click()
            letter = await opening.value
            await expect(letter.get_by_text("I tune pianos myself.")).to_be_visible()
            assert "#" not in letter.url, "the words are taken out of the address"
            await letter.close()
            await window.press("I sent it")
            await window.press("Pass it on")
            await window.says(f"{address}?start=ua_")
            link = await window.page.get_by_text(f"{address}?start=ua_").last.inner_text()
        async with browsing(link.strip().splitlines()[-1]) as friend:
            for label in ("Start", "Join", "Skip"):
                await friend.press(label)
            await friend.says("4 days left")
            assert friend.faults == []
