"""A real browser for a test: `async with browsing(base) as window: await window.page.…`."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt-get install chromium)")

PHONE = (390, 844)
DESKTOP = (1280, 860)
_QUIET = ("no-first-run", "disable-background-networking", "disable-component-update", "disable-sync", "disable-quic")

_FAINT = (Path(__file__).parent / "faint.js").read_text()


@dataclass
class Window:
    """A page in a browser. `faults` are what went wrong in it: errors of scripts, of the policy, of requests."""

    page: Page
    faults: list[str] = field(default_factory=list)

    async def press(self, label: str) -> None:
        """Click the last button with this label, whatever symbol stands before it."""
        name = re.compile(rf"^(\W+ )?{re.escape(label)}$")
        await self.page.get_by_role("button", name=name).last.click()

    async def says(self, text: str) -> None:
        """Wait until the chat's last message says it."""
        await self.page.locator(".message").last.filter(has_text=text).wait_for()

    async def focused(self) -> str:
        """What has the focus: its label, else its text, else its tag."""
        found = await self.page.evaluate("(at => at.ariaLabel || at.innerText || at.tagName)(document.activeElement)")
        return str(found)

    async def faint(self) -> list[str]:
        """Texts with less than 4.5 to 1 against what they stand on, as the browser paints them; disabled ones aside."""
        return list(await self.page.evaluate(_FAINT))

    async def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@asynccontextmanager
async def browsing(
    address: str,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: Literal["light", "dark"] = "light",
    locale: str = "en-GB",
) -> AsyncIterator[Window]:
    """A window on `address`, closed afterwards. Nothing moves in it, and it may use the clipboard."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", *(f"--{flag}" for flag in _QUIET)]
        )
        try:
            context = await browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme=scheme,
                reduced_motion="reduce",
                locale=locale,
                permissions=["clipboard-read", "clipboard-write"],
            )
            context.set_default_timeout(10_000)
            page = await context.new_page()
            window = Window(page)
            page.on(
                "console",
                lambda said: window.faults.append(said.text) if said.type in ("error", "warning") else None,
            )
            page.on("pageerror", lambda error: window.faults.append(str(error)))
            await page.goto(address)
            yield window
        finally:
            await browser.close()
