"""The compose page over HTTP: who gets it, what is in it, and what it carries along."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import httpx
import pytest

from bot.on_web.compose.routes import POLICY
from content.action import Channel, Kind
from content.appeals import compose
from storage import actions
from storage.database.engine import Database
from tests.bot.on_web.composing import ARABIC_CASE, CASE, NOW, WAYS, Served, served
from tests.cases import in_french, invented


@pytest.fixture
def which() -> str:
    """Only reads: what they give is proved on both kinds elsewhere."""
    return "sqlite"


@pytest.fixture
async def pages(database: Database) -> AsyncIterator[Served]:
    async with served(database, contact="urgent@section.example") as made:
        yield made


@pytest.fixture
async def http(pages: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=pages.base) as client:
        yield client


def shown(page: str) -> str:
    """The text of a page, its elements apart by spaces."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize(("channel", "position"), WAYS)
async def test_all_of_an_appeal_is_there_as_text(
    pages: Served, http: httpx.AsyncClient, channel: Channel, position: int
) -> None:
    kept = await pages.keep(CASE)
    answer = await http.get(pages.path(kept, channel, position))
    assert answer.status_code == 200
    appeal = compose(CASE, CASE.targets[position], channel)
    text = shown(answer.text)
    wanted = [
        *appeal.body.split("\n\n"),
        *appeal.posts,
        *(appeal.to if channel not in (Channel.X, Channel.FORM) else ()),
    ]
    for said in wanted:
        assert " ".join(said.split()) in text, said
    for _, url in appeal.links:
        assert url in unescape(answer.text)
    if appeal.mailto:
        assert appeal.mailto in unescape(answer.text)


async def test_it_has_the_safe_headers_and_no_cookie(pages: Served, http: httpx.AsyncClient) -> None:
    kept = await pages.keep(CASE)
    for path in (pages.path(kept), pages.path(kept, Channel.POST) + "/letter.pdf", "/write/forged"):
        headers = (await http.get(path)).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in headers


def test_the_policy_lets_nothing_in_and_nothing_out() -> None:
    assert POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "connect-src" not in POLICY  # and so default-src holds: the page can ask the network for nothing
    for word in ("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
        assert word in POLICY
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(("channel", "position"), WAYS)
async def test_it_loads_only_its_own_files_by_relative_links_and_its_title_names_nobody(
    pages: Served, http: httpx.AsyncClient, channel: Channel, position: int
) -> None:
    kept = await pages.keep(CASE)
    page = (await http.get(pages.path(kept, channel, position))).text
    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    loaded = re.findall(r'<(?:link|script|img)[^>]* (?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(one.startswith("static/") for one in loaded)
    for one in loaded:
        assert (await http.get(f"/write/{one}")).status_code == 200, one
    assert re.findall(r"<title>(.*?)</title>", page) == ["Your letter"]


@pytest.mark.parametrize("path", ["/write/forged", "/write/WzEsMSwiZW1haWwiLCIiXQ.AAAA", "/write/forged/letter.pdf"])
async def test_a_forged_address_opens_nothing_and_tells_nothing(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert answer.status_code == 404
    assert "There is no letter under this address." in answer.text


async def test_what_was_not_announced_looks_like_what_is_not_there(pages: Served, http: httpx.AsyncClient) -> None:
    draft = await pages.keep(CASE, announced=False)
    answer = await http.get(pages.path(draft))
    assert (answer.status_code, answer.text) == (404, (await http.get("/write/forged")).text)


async def test_another_actions_target_and_a_channel_it_lacks_open_nothing(
    pages: Served, http: httpx.AsyncClient
) -> None:
    kept, other = await pages.keep(CASE), await pages.keep(ARABIC_CASE)
    for path in (
        pages.path(replace(kept, targets=other.targets)),
        pages.path(kept, Channel.PHONE),
        pages.path(kept, Channel.EMAIL) + "/letter.pdf",
        pages.path(kept, Channel.FAX, 1) + "/letter.pdf",
    ):
        assert (await http.get(path)).status_code == 404


async def test_after_the_deadline_it_asks_kindly_not_to_write(pages: Served, http: httpx.AsyncClient) -> None:
    kept = await pages.keep(CASE)
    last = pages.path(kept)
    pages.now = NOW + timedelta(days=7, hours=10)  # 1 March, 23 o'clock in Paris
    assert (await http.get(last)).status_code == 200
    pages.now += timedelta(hours=2)
    for path in (last, pages.path(kept, Channel.POST) + "/letter.pdf"):
        answer = await http.get(path)
        assert answer.status_code == 410
        text = shown(answer.text)
        assert "The date has passed (March 1, 2026). Please do not write now without asking us first." in text
        assert "Ask: urgent@section.example" in text
        assert "B.T." not in text


async def test_what_was_withdrawn_or_ended_is_not_written_any_more(pages: Served, http: httpx.AsyncClient) -> None:
    kept = await pages.keep(CASE)
    await pages.keep(
        invented(kind=Kind.OUTCOME, index="EUR 21/0009/2026", sequence=2, title="RELEASED", targets=(), letter=None)
    )
    answer = await http.get(pages.path(kept))
    assert answer.status_code == 410
    assert "No further action is asked in this case." in answer.text
    await pages.change(kept, withdrawn_at=pages.now)
    answer = await http.get(pages.path(kept))
    assert answer.status_code == 410
    assert "Withdrawn." in answer.text


async def test_the_letter_is_in_the_tickets_language_and_the_page_in_the_readers(
    pages: Served, http: httpx.AsyncClient
) -> None:
    kept = await pages.keep(CASE, in_french(CASE))

    async def page(language: str, reads: str = "") -> str:
        answer = await http.get(pages.path(kept, language=language), headers={"Accept-Language": reads})
        return answer.text

    assert 'lang="en" dir="ltr" data-letter' in await page("en")
    assert "Madame la Ministre," in await page("fr")
    assert "Dear Minister Exemple," in await page("de"), "a language it lacks gives the document's own"
    assert '<html lang="fr" dir="ltr">' in await page("en", "fr-CH, fr;q=0.9, en;q=0.8")
    assert '<html lang="fr" dir="ltr">' in await page("en", "xx, fr;q=0.5")
    for odd in ("", "*", "en-GB,fr;q=0.3", "<script>", "," * 5000):
        assert '<html lang="en" dir="ltr">' in await page("en", odd)


async def test_an_arabic_letter_runs_from_right_to_left_in_an_english_page(
    pages: Served, http: httpx.AsyncClient
) -> None:
    kept = await pages.keep(ARABIC_CASE)
    page = (await http.get(pages.path(kept))).text
    assert '<html lang="en" dir="ltr">' in page
    assert 'lang="ar" dir="rtl" data-letter' in page


async def test_the_letter_to_print_is_a_pdf_and_the_same_all_day(pages: Served, http: httpx.AsyncClient) -> None:
    kept = await pages.keep(CASE)
    for channel in (Channel.POST, Channel.FAX):
        path = f"{pages.path(kept, channel)}/letter.pdf"
        page = (await http.get(pages.path(kept, channel))).text
        assert f'href="{path.removeprefix("/write/")}"' in page
        answer = await http.get(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == 'inline; filename="letter.pdf"'
        assert answer.content.startswith(b"%PDF-")
        assert (await http.get(path)).content == answer.content
        pages.now += timedelta(days=1)
        assert (await http.get(path)).content != answer.content, "it bears the day"
        pages.now = NOW


async def test_a_letter_that_no_font_can_print_says_so(pages: Served, http: httpx.AsyncClient) -> None:
    assert CASE.letter is not None
    odd = replace(CASE, letter=replace(CASE.letter, paragraphs=("A letter of nobody’s: \U0010fffd",)))
    kept = await pages.keep(odd)
    answer = await http.get(f"{pages.path(kept, Channel.POST)}/letter.pdf")
    assert answer.status_code == 422
    assert "This letter cannot be made into a PDF." in answer.text
    assert (await http.get(pages.path(kept, Channel.POST))).status_code == 200


async def test_a_correction_shows_at_once(pages: Served, http: httpx.AsyncClient) -> None:
    assert CASE.letter is not None
    kept = await pages.keep(CASE)
    before = (await http.get(f"{pages.path(kept, Channel.POST)}/letter.pdf")).content
    async with pages.database.writing() as tx:
        text = replace(CASE, letter=replace(CASE.letter, paragraphs=("Let him stay, and let him work.",)))
        await actions.write(tx, kept.id, text, (), pages.now)
    await pages.change(kept, revision=2)
    assert "and let him work." in (await http.get(pages.path(kept))).text
    assert (await http.get(f"{pages.path(kept, Channel.POST)}/letter.pdf")).content != before


HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


@pytest.mark.parametrize(("channel", "position"), WAYS)
async def test_what_a_document_says_is_never_markup(
    pages: Served, http: httpx.AsyncClient, channel: Channel, position: int
) -> None:
    targets = tuple(
        replace(one, name=HOSTILE, role=HOSTILE, salutation=HOSTILE, address=(HOSTILE,)) for one in CASE.targets
    )
    assert CASE.letter is not None
    letter = replace(CASE.letter, paragraphs=(HOSTILE,), closing=HOSTILE)
    case = replace(
        CASE, title=HOSTILE, summary=HOSTILE, targets=targets, letter=letter, asks=(HOSTILE,), deadline=date(2026, 3, 1)
    )
    kept = await pages.keep(case)
    page = (await http.get(pages.path(kept, channel, position))).text
    assert "<img" not in page
    assert page.count("<script") == 1
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("strips", [True, False])
async def test_behind_a_proxy_with_a_path_of_its_own(database: Database, strips: bool) -> None:
    """What a browser asks the proxy for is what stands in the page, relative to the page's own address."""
    async with served(database, under="/ua") as pages, httpx.AsyncClient() as http:
        kept = await pages.keep(CASE)
        outside = httpx.URL(f"https://example.org/ua{pages.path(kept, Channel.POST)}")

        async def through(url: httpx.URL) -> httpx.Response:
            assert str(url).startswith("https://example.org/ua/write/")
            return await http.get(pages.base + (url.path.removeprefix("/ua") if strips else url.path))

        page = await through(outside)
        assert page.status_code == 200
        linked = re.findall(r'(?:src|href)="([^":]*)"', page.text)
        assert any(one.endswith("letter.pdf") for one in linked)
        for one in linked:
            assert (await through(outside.join(one))).status_code == 200, one
