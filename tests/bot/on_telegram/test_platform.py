"""Starting: who we are, the menu of commands, and plain words for what only a person can mend."""

import asyncio

import pytest

from bot.on_telegram.platform import Telegram, TelegramRefused
from handlers.turn import Reply
from tests.bot.on_telegram.conftest import Script
from tests.fake_telegram.client import FakeTelegram, process

COMMANDS = {"": [("start", "Begin"), ("stop", "Leave")], "fr": [("start", "Commencer" * 60), ("stop", "Partir")]}
SCRIPT = Script(lambda _turn: Reply())


async def test_starting_gives_the_username_and_sets_the_menu(telegram: FakeTelegram) -> None:
    bot = Telegram(telegram.token, telegram.api + "/", SCRIPT, COMMANDS)
    assert await bot.start() == "ua_test_bot"
    await bot.close()
    menu = await telegram.control("commands")
    assert menu[""] == [{"command": "start", "description": "Begin"}, {"command": "stop", "description": "Leave"}]
    assert [command["description"] for command in menu["fr"]] == [("Commencer" * 60)[:256], "Partir"]


async def test_a_menu_telegram_does_not_take_stops_nothing(telegram: FakeTelegram) -> None:
    await telegram.go_wrong("status", count=2, method="setMyCommands")
    bot = Telegram(telegram.token, telegram.api, SCRIPT, COMMANDS)
    assert await bot.start() == "ua_test_bot"
    await bot.close()


@pytest.mark.parametrize("wrong", ["12345:short", "nonsense", "7000000002:" + "B" * 35])
async def test_a_wrong_token_is_one_plain_line_without_the_token(telegram: FakeTelegram, wrong: str) -> None:
    bot = Telegram(wrong, telegram.api, SCRIPT)
    with pytest.raises(TelegramRefused) as refused:
        await bot.start()
    await bot.close()
    said = str(refused.value)
    assert "UABOT_TELEGRAM_TOKEN" in said
    assert "\n" not in said
    assert wrong not in said
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("wrong", ["", "has space:AAA", "a/../b", "çedille"])
def test_what_cannot_be_a_token_is_refused_at_once(wrong: str) -> None:
    with pytest.raises(TelegramRefused, match="UABOT_TELEGRAM_TOKEN"):
        Telegram(wrong, "https://api.telegram.org", SCRIPT)


@pytest.mark.parametrize("wrong", ["", "api.telegram.org", "ftp://api.telegram.org", "http://a:99999", "http://[::1"])
def test_what_cannot_be_an_address_is_refused_at_once(wrong: str) -> None:
    with pytest.raises(TelegramRefused, match="UABOT_TELEGRAM_API"):
        Telegram("1:A", wrong, SCRIPT)


async def test_a_token_revoked_while_polling_ends_it_plainly() -> None:
    with process(token="7000000002:" + "B" * 35) as address:
        bot = Telegram("7000000002:" + "C" * 35, address, SCRIPT)
        await bot.open()  # not `start`, which would refuse already
        with pytest.raises(TelegramRefused, match="UABOT_TELEGRAM_TOKEN"):
            await asyncio.wait_for(bot.poll(asyncio.Event()), 5)
        await bot.close()


async def test_an_unreachable_telegram_is_waited_for(telegram: FakeTelegram) -> None:
    await telegram.control("refuse", seconds=0.5)
    bot = Telegram(telegram.token, telegram.api, SCRIPT)
    assert await bot.start() == "ua_test_bot"
    await bot.close()
