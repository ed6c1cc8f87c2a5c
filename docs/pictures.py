"""Takes the README's pictures: start `uabot demo` afresh, then `python -m docs.pictures http://127.0.0.1:8000/`.

Afresh, because each of its sample alerts can be sent once.
"""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import expect

from tests.bot.on_web.browser import DESKTOP, PHONE, Window, browsing

HERE = Path(__file__).parent


async def take(address: str) -> None:
    """phone-start, phone-alert, phone-letter, demo-light and demo-dark."""
    async with browsing(address, size=PHONE) as window:
        await expect(window.page.get_by_role("button", name="Start", exact=True)).to_be_visible()
        await shoot(window, "phone-start")
        await window.press("Start")
        await window.press("Join")
        await window.press("Skip")
        await window.page.get_by_role("button", name="Send the alert").first.click()
        await expect(window.page.get_by_text("Sent to 1 chat", exact=True)).to_be_visible()
        await shoot(window, "phone-alert")
        await window.press("Take action")
        await window.press("⚡ Quickest way")
        await window.says("Dear")
        await shoot(window, "phone-letter")
        await window.press("✅ I sent it")
        await expect(window.page.get_by_role("definition").first).to_have_text("1")
        await window.page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        await window.press("Another way")
        await window.press("📠 Fax")
        await window.says("Dear")
        await shoot(window, "demo-light")
        await window.page.emulate_media(color_scheme="dark")
        await shoot(window, "demo-dark")


async def shoot(window: Window, name: str) -> None:
    """The window as it is, seen from its top, with nothing under the mouse."""
    await window.page.mouse.move(0, 0)
    await window.page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
    await asyncio.sleep(0.5)  # a picture shows what has settled
    await window.page.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1]))
