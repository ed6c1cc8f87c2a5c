"""A document sent to the whole bot: a draft, and nobody waits for a hostile one."""

import asyncio
import io
import textwrap
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from content.ids import Platform, PlatformId
from content.reading import confined
from content.rules.roles import Role
from content.samples import documents
from handlers.router import answering
from handlers.visit import Network
from storage import actions, staff
from storage.database.engine import Database
from tests.bot.command import M_K, Shell
from tests.bot.on_telegram.conftest import polling
from tests.content.reading.test_confined import children
from tests.databases import on_sqlite
from tests.fake_telegram.client import FakeTelegram, Person, fake, until

SAMPLE = documents(datetime.now(UTC).date())[0].document


@asynccontextmanager
async def organized(telegram: FakeTelegram, database: Database) -> AsyncIterator[tuple[Person, Person]]:
    """The bot on Telegram, somebody who may send, and somebody else."""
    async with database.writing() as tx:
        await staff.give(tx, Platform.TELEGRAM, PlatformId("1001"), Role.ORGANIZER, now=datetime.now(UTC))
    async with polling(telegram, answering(database, Network(name="The Example Network"))):
        yield telegram.person(1001), telegram.person(1002)


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    async with fake() as fresh:
        yield fresh
        assert await fresh.violations() == []


async def said_more(person: Person, before: int) -> bool:
    return len(await person.messages()) > before


async def gone() -> bool:
    return not children()


def as_pdf(document: bytes) -> bytes:
    """The text, drawn on pages."""
    made = io.BytesIO()
    canvas, height = Canvas(made), 780.0
    for paragraph in document.decode().splitlines():
        for line in textwrap.wrap(paragraph, 100) or [""]:
            canvas.drawString(60, height, line)
            height -= 14
            if height < 60:
                canvas.showPage()
                height = 780.0
    canvas.save()
    return made.getvalue()


async def test_from_a_pdf_on_a_phone_to_the_list_of_drafts(telegram: FakeTelegram, tmp_path: Path) -> None:
    settings = {
        "UABOT_TELEGRAM_TOKEN": telegram.token,
        "UABOT_TELEGRAM_API": telegram.api,
        "UABOT_OWNERS": "telegram:1001",
    }
    shell = Shell(tmp_path, settings)
    olga, zoe = telegram.person(1001), telegram.person(1002)
    async with shell.running("run", "--verbose") as running:
        await olga.send_file("ua-901-26.pdf", as_pdf(SAMPLE), "application/pdf", wait=False)
        told = (await olga.sees("Kept as a draft.", seconds=30)).text
        assert f"UA {M_K} · M.K. (name withheld)" in told
        assert "✔ Camille Exemple: Letter, Email, Fax" in told
        await olga.send_file("broken.pdf", as_pdf(SAMPLE)[:1500], "application/pdf", wait=False)
        broken = (await olga.sees("PDF", seconds=30)).text
        assert "\n" not in broken
        await zoe.send_file("ua-901-26.pdf", as_pdf(SAMPLE), "application/pdf")
        assert "Leave any time" in (await zoe.last()).text
    (draft,) = shell.uabot("actions", "--json").json
    assert (draft["number"], draft["state"]) == (M_K, "draft")
    assert (await telegram.control("calls"))["by_method"]["file"] == 2
    log = "\n".join(running.lines)
    for secret in (telegram.token.split(":")[1], "1001", M_K, "documents/"):
        assert secret not in log


@on_sqlite
async def test_a_document_becomes_a_draft(telegram: FakeTelegram, database: Database) -> None:
    async with organized(telegram, database) as (olga, _):
        await olga.send_file("ua-901-26.txt", SAMPLE, "text/plain", wait=False)
        await olga.sees("Kept as a draft.", seconds=15)
    async with database.reading() as tx:
        assert [kept.name for kept in await actions.listed(tx)] == [M_K]


@on_sqlite
async def test_while_a_hostile_one_is_read_others_are_answered(
    telegram: FakeTelegram, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "_MODULE", "tests.content.reading.behaving")
    async with organized(telegram, database) as (olga, zoe):
        for _ in range(3):  # one chat's, in order
            await olga.send_file("ua.txt", b"burn", "text/plain", wait=False)
        await asyncio.sleep(1)
        assert children(), "it burns"
        for _ in range(2):
            for words, answered in (("/help", "/actions"), ("/privacy", "key"), ("/start", "Leave any time")):
                before = len(await zoe.messages())
                await zoe.say(words, wait=False)  # it is confirmed after what came before it
                await until(lambda: said_more(zoe, before), "an answer")  # noqa: B023 (called at once)
                assert answered in (await zoe.last()).text
        assert children(), "it still burns"
        assert await olga.messages() == []
        await olga.sees("takes too long", seconds=20)


@on_sqlite
async def test_stopped_meanwhile_nothing_is_waited_for(
    telegram: FakeTelegram, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined, "_MODULE", "tests.content.reading.behaving")
    async with organized(telegram, database) as (olga, _):
        await olga.send_file("ua.txt", b"burn", "text/plain", wait=False)
        await asyncio.sleep(1)
        assert children()
        began = time.monotonic()
    await until(gone, "the child is gone")
    assert time.monotonic() - began < 4
    assert (await telegram.control("state"))["pending"] == 1, "it comes again"
