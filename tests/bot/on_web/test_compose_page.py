"""The compose page in a real browser: nothing of what is typed or carried leaves it but by the person's own hand."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from content.action import Channel
from content.appeals import OURS, Own, compose
from content.appeals.links import LIMIT, carried
from storage.database.engine import Database
from tests.bot.on_web.browser import Window, browsing, needs_browser
from tests.bot.on_web.composing import ARABIC_CASE, CASE, LONG, LONG_CASE, WAYS, Served, packed, served

pytestmark = needs_browser
PHONE = (360, 740)
BLANK = "[Your name or initials, town and country]"
CLIPBOARD = "navigator.clipboard.readText()"
OWN = Own(paragraph="I am a nurse in Lyon & I care.\nWhat’s more: <b>no</b> charge, 100% innocent…")
WHOLE = Own(letter="Dear Jeanne Exemple,\n\nI wrote this myself: é, ж, ع, 字, 🕊️.\n\nMy best wishes,")


@pytest.fixture
def which() -> str:
    """Only reads: what they give is proved on both kinds elsewhere."""
    return "sqlite"


@pytest.fixture
async def pages(database: Database) -> AsyncIterator[Served]:
    async with served(database) as made:
        yield made


@asynccontextmanager
async def opened(pages: Served, path: str, own: Own = OURS, *, fragment: str = "") -> AsyncIterator[Window]:
    """A phone that opens a page. Whatever it asks for is checked at the end: only our files, never with our words."""
    asked: list[str] = []
    async with browsing("about:blank", size=PHONE) as window:
        window.page.context.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
        await window.page.goto(carried(pages.base + path, own) + fragment)
        await expect(window.page.locator("html.js:not(.reading)")).to_have_count(1)
        yield window
        assert window.page.url == pages.base + path, "the fragment is gone from the address"
        assert await window.page.context.cookies() == []
        assert await window.page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
        assert asked
        for one in asked:
            assert one.startswith(f"{pages.base}/write/"), one
            assert "#" not in one.removeprefix(f"{pages.base}{path}#w="), "as the browser notes it, without sending it"
        assert window.faults == []


async def link(window: Window, name: str) -> str:
    """Where a link leads."""
    found = await window.page.get_by_role("link", name=name).get_attribute("href")
    assert found is not None
    return found


def mail(url: str) -> str:
    """The letter that a link carries, read as a mail program would."""
    body = parse_qs(urlsplit(url).query, keep_blank_values=True).get("body", [""])[0]
    assert "\n" not in body.replace("\r\n", "")
    return body.replace("\r\n", "\n")


async def copied(window: Window, label: str) -> str:
    """What a copy button puts on the clipboard."""
    await window.page.evaluate("navigator.clipboard.writeText('nothing')")
    button = window.page.locator("button:visible").filter(has_text=re.compile(rf"^{re.escape(label)}")).first
    await button.click()
    await expect(button).to_have_attribute("data-done", "Copied")
    return str(await window.page.evaluate(CLIPBOARD)).replace("\r\n", "\n")


async def sign(window: Window, name: str, place: str = "") -> None:
    await window.page.locator("summary").first.click()
    await window.page.get_by_label("Name or initials").fill(name)
    await window.page.get_by_label("Town and country").fill(place)


async def test_an_email_as_it_comes(pages: Served) -> None:
    kept = await pages.keep(CASE)
    appeal = compose(CASE, CASE.targets[0], Channel.EMAIL)
    async with opened(pages, pages.path(kept)) as window:
        assert await link(window, "Open in my mail app") == appeal.mailto
        assert mail(appeal.mailto) == appeal.body
        assert await copied(window, "Copy letter") == appeal.body
        assert await copied(window, "Copy addresses") == "minister@interior.example.org, office@interior.example.org"
        assert await copied(window, "Copy subject") == "B.T."
        await expect(window.page.get_by_role("status")).to_have_text("Copied")
        await expect(window.page.get_by_role("button", name="Copy letter")).to_have_count(1)


async def test_a_name_goes_wherever_the_letter_goes(pages: Served) -> None:
    kept = await pages.keep(CASE)
    body = compose(CASE, CASE.targets[0], Channel.EMAIL).body
    assert body.endswith(BLANK)
    async with opened(pages, pages.path(kept)) as window:
        await sign(window, "Jane  O'Döe\u202e", "Lyon (France)")
        signed = body.removesuffix(BLANK) + "Jane  O'Döe\nLyon (France)"
        for name in ("Open in my mail app", "Gmail", "Outlook"):
            assert mail(await link(window, name)) == signed
        assert await copied(window, "Copy letter") == signed
        await window.press("Initials only")
        await expect(window.page.get_by_label("Name or initials")).to_have_value("J.O.")
        await expect(window.page.get_by_label("Name or initials")).to_be_focused()
        assert mail(await link(window, "Gmail")).endswith("J.O.\nLyon (France)")
        await window.page.get_by_label("Name or initials").fill("")
        await window.page.get_by_label("Town and country").fill("")
        assert await link(window, "Open in my mail app") == compose(CASE, CASE.targets[0], Channel.EMAIL).mailto


ODD = "\ufeff a\u202eb\r\n\t\r\nc\x00d\x85e\u2028 \x1c\n\n\n f \r g\u00a0\v\v h\u2067%0A&body=\"'()*!~\ufffe\u0300"


@pytest.mark.parametrize(
    "own",
    [OWN, WHOLE, Own(paragraph=ODD), Own(letter=ODD), Own(paragraph=ODD, letter="Only this.")],
    ids=["paragraph", "whole", "odd paragraph", "odd whole", "both"],
)
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.POST, Channel.FAX])
async def test_own_words_make_the_letter_that_the_chat_would_make(pages: Served, own: Own, channel: Channel) -> None:
    kept = await pages.keep(CASE)
    appeal = compose(CASE, CASE.targets[0], channel, own)
    async with opened(pages, pages.path(kept, channel), own) as window:
        assert await copied(window, "Copy letter") == appeal.body
        assert await window.page.locator(".letter b").count() == 0
        if channel is Channel.EMAIL:
            assert await link(window, "Open in my mail app") == appeal.mailto
            assert [await link(window, name) for name in ("Gmail", "Outlook")] == [url for _, url in appeal.links]
        else:
            await expect(window.page.get_by_text("The PDF does not have what you wrote yourself")).to_be_visible()


async def test_a_whole_letter_of_ones_own_is_signed_where_it_left_room_or_at_its_end(pages: Served) -> None:
    kept = await pages.keep(CASE)
    for letter in (f"Sir,\n\nlet him stay.\n\n{BLANK}", "Sir,\n\nlet him stay."):
        async with opened(pages, pages.path(kept), Own(letter=letter)) as window:
            await sign(window, "J.D.")
            assert await copied(window, "Copy letter") == "Sir,\n\nlet him stay.\n\nJ.D."


async def test_a_letter_too_long_to_travel_is_copied_first(pages: Served) -> None:
    kept = await pages.keep(LONG_CASE)
    appeal = compose(LONG_CASE, LONG_CASE.targets[0], Channel.EMAIL)
    async with opened(pages, pages.path(kept)) as window:
        assert "&body=" not in await link(window, "Open in my mail app")
        await expect(window.page.get_by_text("too long to travel")).to_be_visible()
        first = window.page.locator("main .strong:visible").first
        await expect(first).to_have_text("Copy letter")
        assert await copied(window, "Copy letter") == appeal.body


async def test_own_words_that_make_it_too_long_are_noticed_and_so_is_a_shorter_letter(pages: Served) -> None:
    kept, long = await pages.keep(CASE), await pages.keep(LONG_CASE)
    advice = "too long to travel"
    for case, own, fits in ((kept, Own(paragraph=LONG * 16), False), (long, WHOLE, True)):
        async with opened(pages, pages.path(case), own) as window:
            start = await link(window, "Open in my mail app")
            assert ("&body=" in start) is fits
            assert len(start) <= LIMIT
            await expect(window.page.get_by_text(advice)).to_be_visible(visible=not fits)


BROKEN = {
    "no base64": "#w=%%%",
    "nothing deflated": "#w=AAAA",
    "no JSON": packed(b"hello"),
    "no object": packed(b"7"),
    "no text": packed(b'{"paragraph": 7}'),
    "no UTF-8": packed(b'{"paragraph": "\xff"}'),
    "half of it": packed(b'{"paragraph": "hello"}')[:-6],
    "a bomb": packed(b'{"paragraph": "' + b"x" * 10_000_000 + b'"}'),
    "too long": "#w=" + "A" * 70_000,
}


@pytest.mark.parametrize("fragment", BROKEN.values(), ids=BROKEN)
async def test_words_that_cannot_be_read_leave_the_letter_as_it_is(pages: Served, fragment: str) -> None:
    kept = await pages.keep(CASE)
    async with opened(pages, pages.path(kept), fragment=fragment) as window:
        await expect(window.page.get_by_role("alert")).to_contain_text("Your own words could not be read here")
        assert await copied(window, "Copy letter") == compose(CASE, CASE.targets[0], Channel.EMAIL).body


async def test_the_same_page_opened_again_with_other_words_takes_them(pages: Served) -> None:
    kept = await pages.keep(CASE)
    path = pages.path(kept)
    async with opened(pages, path, OWN) as window:
        await window.page.goto(carried(pages.base + path, WHOLE))
        await expect(window.page.locator("[data-letter]")).to_contain_text("I wrote this myself")
        assert await copied(window, "Copy letter") == compose(CASE, CASE.targets[0], Channel.EMAIL, WHOLE).body


async def test_a_letter_is_printed_alone_with_what_was_typed(pages: Served, tmp_path: Path) -> None:
    import pypdfium2

    kept = await pages.keep(CASE)
    async with opened(pages, pages.path(kept, Channel.POST), OWN) as window:
        await sign(window, "Jane Doe", "Lyon, France")
        await window.page.get_by_label("Your address, if you want an answer").fill("3 rue Basse\n69001 Lyon")
        await window.page.evaluate("window.print = () => (window.printed = true)")
        await window.press("Print this letter")
        assert await window.page.evaluate("window.printed")
        printed = await window.page.pdf(prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(printed)
    text = document[0].get_textpage().get_text_bounded().replace("\r\n", "\n")
    assert len(document) == 1
    at = 0
    for said in (
        "3 rue Basse",
        "75000 Paris",
        "22 February 2026",
        "B.T.",
        "Dear Minister",
        "I am a nurse",
        "Jane Doe\nLyon",
    ):
        assert (at := text.find(said, at)) >= 0, said
    for said in ("Copy", "Print", "Sign it", "Initials", "/write/"):
        assert said not in text
    document.close()


async def test_posts_on_x_each_open_and_copy(pages: Served) -> None:
    kept = await pages.keep(CASE)
    posts = compose(CASE, CASE.targets[1], Channel.X).posts
    assert len(posts) == 3
    async with opened(pages, pages.path(kept, Channel.X, 1)) as window:
        for number, post in enumerate(posts, 1):
            assert await copied(window, f"Copy post {number}") == post
            assert unquote((await link(window, f"Open X {number}")).partition("text=")[2]) == post


async def test_a_call(pages: Served) -> None:
    kept = await pages.keep(CASE)
    async with opened(pages, pages.path(kept, Channel.PHONE, 1)) as window:
        assert await link(window, "+1 202-555-0123") == "tel:+12025550123"
        assert await copied(window, "Copy number") == "+1 202-555-0123"
        await expect(window.page.get_by_text("Sign it")).to_have_count(0)


@pytest.mark.parametrize("own", [OURS, OWN, Own(letter="x" * 1200 + "🕊️" * 400)], ids=["ours", "own", "one word"])
async def test_a_form_takes_the_letter_in_pieces(pages: Served, own: Own) -> None:
    kept = await pages.keep(LONG_CASE)
    whole = compose(LONG_CASE, LONG_CASE.targets[1], Channel.FORM, own).body
    async with opened(pages, pages.path(kept, Channel.FORM, 1), own) as window:
        assert await link(window, "embassy.example.org") == "https://embassy.example.org/contact"
        for size in (500, 1000):
            pieces = window.page.locator(f"[data-size='{size}']")
            await pieces.locator("summary").click()
            texts = await pieces.locator(".letter").all_text_contents()
            copies = [await one.get_attribute("data-copy") for one in await pieces.locator("button").all()]
            assert texts == copies
            labels = await pieces.locator("button").all_text_contents()
            assert labels == [f"Copy piece {number}" for number in range(1, len(texts) + 1)]
            assert len(texts) > 1
            assert all(0 < len(one.encode("utf-16-le")) / 2 <= size for one in texts)
            assert re.sub(r"\s", "", "".join(texts)) == re.sub(r"\s", "", whole)
            second = pieces.get_by_role("button", name="Copy piece 2")
            await second.click()
            await expect(second).to_have_attribute("data-done", "Copied")
            assert str(await window.page.evaluate(CLIPBOARD)).replace("\r\n", "\n") == texts[1]


@pytest.mark.parametrize(("channel", "position"), WAYS)
async def test_without_scripts_everything_to_copy_is_there_and_nothing_is_dead(
    pages: Served, channel: Channel, position: int
) -> None:
    kept = await pages.keep(LONG_CASE if channel is Channel.EMAIL else CASE)
    text = kept.text
    appeal = compose(text, text.targets[position], channel)
    async with without_scripts(pages.base + pages.path(kept, channel, position)) as page:
        assert await page.locator("button:visible, input:visible, textarea:visible").count() == 0
        seen = " ".join((await page.locator("main").inner_text()).split())
        copies = [copy for _, copy in appeal.copies] if channel is not Channel.EMAIL else [appeal.subject, *appeal.to]
        for said in (*copies, *appeal.body.split("\n\n"), *appeal.posts):
            assert " ".join(said.split()) in seen, said
        for one in await page.locator(".taken:visible").all():
            assert await one.evaluate("one => getComputedStyle(one).userSelect") == "all"
        assert await page.locator("a:visible").count() >= 1


@asynccontextmanager
async def without_scripts(address: str) -> AsyncIterator[Page]:
    async with browsing("about:blank") as window:
        browser = window.page.context.browser
        assert browser is not None
        context = await browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
        page = await context.new_page()
        await page.goto(address)
        yield page


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize(("channel", "position"), WAYS)
async def test_it_is_accessible_and_fits_a_narrow_phone(pages: Served, channel: Channel, position: int) -> None:
    for kept in (await pages.keep(CASE), await pages.keep(ARABIC_CASE)):
        async with opened(pages, pages.path(kept, channel, position), OWN) as window:
            for details in await window.page.locator("summary:visible").all():
                await details.click()
            for scheme in SCHEMES:
                await window.page.emulate_media(color_scheme=scheme)
                assert await serious(window.page) == []
                assert await window.faint() == []
            assert await window.overflow() == 0
            small = await window.page.locator("button:visible, a:visible, summary:visible, input:visible").evaluate_all(
                "all => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent)"
            )
            assert small == []


async def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody from using the page."""
    # The page's policy lets no script in, so axe comes by the browser's own door, as playwright's do.
    found: Any = (await Axe().run(page)).response
    assert found["testEngine"]["name"] == "axe-core"
    return [f"{one['id']}: {one['help']}" for one in found["violations"] if one["impact"] in ("serious", "critical")]


async def test_nothing_moves_while_the_page_comes(pages: Served) -> None:
    kept = await pages.keep(LONG_CASE)
    watch = """new PerformanceObserver((list) => {
      for (const one of list.getEntries()) window.moved = (window.moved ?? 0) + one.value;
    }).observe({type: "layout-shift", buffered: true})"""
    async with browsing("about:blank", size=PHONE) as window:
        await window.page.add_init_script(watch)
        await window.page.goto(carried(pages.base + pages.path(kept), OWN))
        await expect(window.page.locator("html.js:not(.reading)")).to_have_count(1)
        await window.page.wait_for_timeout(300)
        assert await window.page.evaluate("window.moved ?? 0") < 0.01
