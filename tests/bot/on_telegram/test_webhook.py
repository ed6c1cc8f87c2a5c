"""Updates posted to us: taken with the right secret only, confirmed when answered, repeated until then."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.on_telegram.platform import Telegram, TelegramRefused
from handlers.turn import Reply, Turn
from tests.bot.on_telegram.conftest import Script, says
from tests.fake_telegram.client import FakeTelegram

SECRET = "a-secret_of-ours"
ALICE = {"id": 1001, "is_bot": False, "first_name": "Alice", "language_code": "en"}
UPDATE = {
    "update_id": 7,
    "message": {"message_id": 1, "date": 1, "text": "hello", "from": ALICE, "chat": {"id": 1001, "type": "private"}},
}


def echo(turn: Turn) -> Reply:
    return Reply(messages=(says(f"You said {turn.what}"),))


class Door:
    """A web server around `receive`, as the web part mounts it; `statuses` are what it answered."""

    def __init__(self, bot: Telegram) -> None:
        self.bot = bot
        self.url = ""
        self.statuses: list[int] = []

    async def post(self, request: web.Request) -> web.Response:
        header = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.statuses.append(await self.bot.receive(await request.read(), header))
        return web.Response(status=self.statuses[-1])


@asynccontextmanager
async def listening(telegram: FakeTelegram, answer: Callable[[Turn], Awaitable[Reply]]) -> AsyncIterator[Door]:
    bot = Telegram(telegram.token, telegram.api, answer)
    door = Door(bot)
    app = web.Application()
    app.router.add_post("/telegram", door.post)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    door.url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    await bot.start()
    await bot.listen(door.url, SECRET)
    try:
        yield door
    finally:
        await runner.cleanup()
        await bot.close()


async def test_a_walk_by_webhook(telegram: FakeTelegram) -> None:
    async with listening(telegram, Script(echo)) as door:
        alice = telegram.person(1001)
        await alice.say("hello")
        await alice.say("again")
        assert [message.text for message in await alice.messages()] == ["You said hello", "You said again"]
        assert door.statuses == [200, 200]


@pytest.mark.parametrize(
    ("body", "header", "status"),
    [
        (json.dumps(UPDATE), None, 403),
        (json.dumps(UPDATE), "", 403),
        (json.dumps(UPDATE), "a-secret_of-theirs", 403),
        (json.dumps(UPDATE), "ä", 403),
        ("{", SECRET, 400),
        ("\xff", SECRET, 400),
        ("[" * 100_000, SECRET, 400),
        ("[]", SECRET, 200),
        ("{}", SECRET, 200),
        (json.dumps(UPDATE), SECRET, 200),
    ],
)
async def test_only_telegram_gets_in(telegram: FakeTelegram, body: str, header: str | None, status: int) -> None:
    script = Script(lambda _turn: Reply())
    async with listening(telegram, script) as door:
        assert await door.bot.receive(body.encode("latin-1"), header) == status
    assert len(script.turns) == (status == 200 and "hello" in body)


async def test_without_a_webhook_nothing_gets_in(telegram: FakeTelegram) -> None:
    bot = Telegram(telegram.token, telegram.api, Script(echo))
    assert await bot.receive(json.dumps(UPDATE).encode(), "") == 403


async def test_taken_only_after_the_answer(telegram: FakeTelegram) -> None:
    committed = asyncio.Event()

    async def slowly(turn: Turn) -> Reply:
        await committed.wait()
        return echo(turn)

    async with listening(telegram, Script(slowly)) as door:
        alice = telegram.person(1001)
        await alice.say("hello", wait=False)
        await asyncio.sleep(0.2)
        assert door.statuses == []
        committed.set()
        await telegram.answered([alice.last_update])
        assert door.statuses == [200]


async def test_while_the_database_fails_telegram_repeats(telegram: FakeTelegram) -> None:
    failures = [OSError("database is locked")] * 3

    def at_last(turn: Turn) -> Reply:
        if turn.what == "hello" and failures:
            raise failures.pop()
        return echo(turn)

    script = Script(at_last)
    async with listening(telegram, script) as door:
        alice = telegram.person(1001)
        await alice.say("hello", wait=False)
        await alice.say("after")
        assert door.statuses == [503, 503, 503, 200, 200]
        assert (await telegram.control("state"))["last_error"].endswith("503 Service Unavailable")
        sorry, *answers = [message.text for message in await alice.messages()]
        assert sorry.startswith("Sorry")
        assert answers == ["You said hello", "You said after"]
    assert len({turn.key for turn in script.turns}) == 2


async def test_a_poison_update_is_passed_over_after_six_tries(telegram: FakeTelegram) -> None:
    def poisoned(_turn: Turn) -> Reply:
        raise ValueError("always")

    async with listening(telegram, Script(poisoned)) as door:
        posted = [await door.bot.receive(json.dumps(UPDATE).encode(), SECRET) for _ in range(7)]
    assert posted == [503, 503, 503, 503, 503, 200, 503]


async def test_a_repeat_changes_nothing_for_the_answer(telegram: FakeTelegram) -> None:
    script = Script(echo)
    async with listening(telegram, script):
        alice = telegram.person(1001)
        await alice.say("hello")
        await alice.repeat()
    assert [turn.key for turn in script.turns] == [str(alice.last_update)] * 2


async def test_from_webhook_back_to_polling(telegram: FakeTelegram) -> None:
    async with listening(telegram, Script(echo)):
        pass
    alice = telegram.person(1001)
    await alice.say("hello", wait=False)  # posted to nobody
    bot = Telegram(telegram.token, telegram.api, Script(echo))
    await bot.start()
    stop = asyncio.Event()
    running = asyncio.create_task(bot.poll(stop))
    await alice.sees("You said hello")
    stop.set()
    await running
    await bot.close()


async def test_an_address_telegram_cannot_reach_is_said_plainly(telegram: FakeTelegram) -> None:
    bot = Telegram(telegram.token, telegram.api, Script(echo))
    await bot.start()
    with pytest.raises(TelegramRefused, match=r"UABOT_PUBLIC_URL must be an https address"):
        await bot.listen("http://example.org/telegram", SECRET)
    await bot.close()
    await telegram.control("reset")


async def test_the_fake_posts_with_the_secret_and_repeats_until_it_is_taken(telegram: FakeTelegram) -> None:
    seen: list[tuple[Any, str | None]] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((await request.json(), request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return web.Response(status=500 if len(seen) < 3 else 204)

    app = web.Application()
    app.router.add_post("/", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    async with ClientSession() as session:
        await session.post(f"{telegram.api}/bot{telegram.token}/setWebhook", data={"url": url, "secret_token": "s"})
    alice = telegram.person(1001)
    await alice.say("hello")
    await runner.cleanup()
    assert [header for _, header in seen] == ["s"] * 3
    assert {update["update_id"] for update, _ in seen} == {alice.last_update}
    assert (await telegram.call("getUpdates"))["error_code"] == 409
