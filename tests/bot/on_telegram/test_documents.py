"""Documents sent to the bot: named in the turn, and fetched when asked for, no further than can be read."""

import logging

import pytest

from content.reading import LIMIT
from handlers.turn import Event, Reply, Turn, Unfetched
from tests.bot.on_telegram.conftest import Script, polling, says
from tests.bot.on_telegram.test_webhook import listening
from tests.fake_telegram.client import FakeTelegram


async def fetched(turn: Turn) -> Reply:
    """Says what came with the turn."""
    if turn.file is None:
        return Reply(messages=(says(f"{turn.event} without a file"),))
    try:
        body = await turn.file.fetch()
    except Unfetched:
        return Reply(messages=(says("unfetched"),))
    return Reply(messages=(says(f"{turn.file.size} said, {len(body)} came, {body[:20]!r} {turn.what}"),))


async def test_a_document_comes_with_its_turn(telegram: FakeTelegram) -> None:
    async with polling(telegram, fetched):
        alice = telegram.person(1001)
        await alice.send_file("ua.txt", b"URGENT ACTION", "text/plain", caption="/stop")
        assert (await alice.last()).text == "13 said, 13 came, b'URGENT ACTION' "
        await alice.send_file("ua.txt", b"URGENT ACTION", "text/plain", size=None)
        assert (await alice.last()).text == "None said, 13 came, b'URGENT ACTION' "
        await alice.say("hello")
        assert (await alice.last()).text == "said without a file"


async def test_by_webhook_too(telegram: FakeTelegram) -> None:
    async with listening(telegram, fetched):
        alice = telegram.person(1001)
        await alice.send_file("ua.txt", b"URGENT ACTION", "text/plain")
        assert (await alice.last()).text.startswith("13 said, 13 came")


async def test_it_is_fetched_only_when_asked_for(telegram: FakeTelegram) -> None:
    script = Script(lambda _turn: Reply(messages=(says("no"),)))
    async with polling(telegram, script):
        await telegram.person(1001).send_file("ua.txt", b"URGENT ACTION", "text/plain")
    assert script.told == [(Event.SENT_FILE.value, "")]
    calls = (await telegram.control("calls"))["by_method"]
    assert (calls.get("getfile"), calls.get("file")) == (None, None)


async def test_no_more_of_it_comes_than_can_be_read(telegram: FakeTelegram) -> None:
    async with polling(telegram, fetched):
        alice = telegram.person(1001)
        await alice.send_file("ua.pdf", b"x" * (LIMIT + 4096), "application/pdf", size=5)
        assert f"5 said, {LIMIT + 1} came" in (await alice.last()).text
        await alice.send_file("ua.pdf", b"x" * (21 * 1024 * 1024), "application/pdf", size=None)
        assert (await alice.last()).text == "unfetched", "Telegram gives bots 20 MB at most"


@pytest.mark.parametrize(
    ("method", "kind", "more"),
    [
        ("getFile", "status", {}),
        ("getFile", "flood", {}),
        ("getFile", "drop", {}),
        ("file", "status", {"status": 404}),
        ("file", "status", {"status": 302}),
        ("file", "status", {"status": 502, "html": True}),
        ("file", "drop", {}),
        ("file", "hang", {"seconds": 3}),
    ],
)
async def test_what_does_not_come_is_said_and_the_token_is_not(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, method: str, kind: str, more: dict[str, int]
) -> None:
    caplog.set_level(logging.DEBUG)
    async with polling(telegram, fetched, read=0.5):
        alice = telegram.person(1001)
        await telegram.go_wrong(kind, 2, method=method, **more)  # a dropped GET is tried once more
        await alice.send_file("ua.txt", b"URGENT ACTION", "text/plain")
        assert (await alice.last()).text == "unfetched"
    assert telegram.token not in caplog.text
    assert telegram.token.split(":")[1] not in caplog.text
