"""Updates are answered before they are confirmed: in order in a chat, side by side between chats, and none is lost."""

import asyncio
import logging
import time
from collections import defaultdict

import pytest

from bot.on_telegram.outcomes import SECOND_POLLER
from bot.on_telegram.platform import Telegram, TelegramRefused
from handlers.turn import Reply, Turn
from tests.bot.on_telegram.conftest import Script, polling, says
from tests.fake_telegram.client import FakeTelegram, until


def echo(turn: Turn) -> Reply:
    return Reply(messages=(says(f"You said {turn.what}"),))


async def test_said_and_answered(telegram: FakeTelegram) -> None:
    script = Script(echo)
    async with polling(telegram, script):
        alice = telegram.person(1001)
        await alice.say("hello")
        assert [message.text for message in await alice.messages()] == ["You said hello"]
        assert (await telegram.control("state"))["pending"] == 0


async def test_a_repeated_update_draws_the_same_answer_under_the_same_key(telegram: FakeTelegram) -> None:
    script = Script(echo)
    async with polling(telegram, script):
        alice = telegram.person(1001)
        await alice.say("hello")
        await telegram.person(1002).say("between")
        await alice.repeat()
        assert [message.text for message in await alice.messages()] == ["You said hello"] * 2
        await alice.say("after")
    assert [turn.what for turn in script.turns] == ["hello", "between", "hello", "after"]
    assert script.turns[0].key == script.turns[2].key == str(alice.last_update - 2)


async def test_one_chat_in_order_and_others_beside_it(telegram: FakeTelegram) -> None:
    answered: dict[str, list[str]] = defaultdict(list)
    most = busy = 0

    async def slowly(turn: Turn) -> Reply:
        nonlocal most, busy
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.02 if turn.what != "0" else 0.1)
        busy -= 1
        answered[turn.chat].append(turn.what)
        return Reply()

    async with polling(telegram, Script(slowly)):
        people = [telegram.person(1000 + number) for number in range(24)]
        for what in range(4):
            for person in people:
                await person.say(str(what), wait=False)
        await telegram.answered([person.last_update for person in people])
    assert list(answered.values()) == [["0", "1", "2", "3"]] * 24
    assert 2 <= most <= 16


async def test_a_slow_answer_holds_up_nobody_else(telegram: FakeTelegram) -> None:
    over = asyncio.Event()

    async def wait(turn: Turn) -> Reply:
        if turn.what == "slow":
            await over.wait()
        return echo(turn)

    async with polling(telegram, Script(wait)):
        alice, bob = telegram.person(1001), telegram.person(1002)
        await alice.say("slow", wait=False)
        await asyncio.sleep(0.2)
        for word in ("one", "two"):
            await bob.say(word, wait=False)
            await bob.sees(f"You said {word}", seconds=2)
        assert await alice.messages() == []
        over.set()
        await alice.sees("You said slow")
        await telegram.answered([alice.last_update, bob.last_update])


async def test_an_answer_that_fails_at_first_is_given_all_the_same(telegram: FakeTelegram) -> None:
    failures = [OSError("database is locked")]

    def once(turn: Turn) -> Reply:
        if turn.what == "hello" and failures:
            raise failures.pop()
        return echo(turn)

    script = Script(once)
    async with polling(telegram, script, retries=(0.05,)):
        alice = telegram.person(1001)
        await alice.say("hello", wait=False)
        await alice.say("second")
        assert [message.text for message in await alice.messages()] == ["You said hello", "You said second"]
    assert [turn.what for turn in script.turns] == ["hello", "hello", "second"]


async def test_a_poison_update_is_passed_over_and_the_person_told(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    def poisoned(turn: Turn) -> Reply:
        if turn.what == "poison":
            raise ValueError(turn.what)
        return echo(turn)

    script = Script(poisoned)
    async with polling(telegram, script, retries=(0.02, 0.02, 1.0)):
        alice, bob = telegram.person(1001), telegram.person(1002)
        await alice.say("poison", wait=False)
        await alice.say("after", wait=False)
        await alice.sees("Sorry")
        await bob.say("meanwhile", wait=False)
        await bob.sees("You said meanwhile")
        assert len(await alice.messages()) == 1, "what came after waits for its turn"
        await telegram.answered([alice.last_update])
        texts = [message.text for message in await alice.messages()]
        assert texts[0].startswith("Sorry")
        assert texts[1:] == ["You said after"]
    assert [turn.what for turn in script.turns].count("poison") == 4
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 5
    assert "passed over" in errors[-1]
    assert not any("poison" in error.replace("poisoned", "") or "1001" in error for error in errors)


async def test_what_was_not_answered_comes_again_after_a_restart(telegram: FakeTelegram) -> None:
    reached = asyncio.Event()

    async def stuck(turn: Turn) -> Reply:
        if turn.what == "two":
            reached.set()
            await asyncio.sleep(60)
        return echo(turn)

    alice, bob = telegram.person(1001), telegram.person(1002)
    async with polling(telegram, Script(stuck)):
        await alice.say("one")
        await bob.say("two", wait=False)
        await asyncio.wait_for(reached.wait(), 2)
        began = time.monotonic()
    assert time.monotonic() - began < 5, "the bot does not wait for what is stuck"
    assert (await telegram.control("state"))["pending"] == 1
    again = Script(echo)
    async with polling(telegram, again):
        await bob.sees("You said two")
    assert [turn.what for turn in again.turns] == ["two"]


async def test_what_was_answered_is_confirmed_at_the_stop(telegram: FakeTelegram) -> None:
    reached = asyncio.Event()

    async def slowly(turn: Turn) -> Reply:
        reached.set()
        await asyncio.sleep(0.2)
        return echo(turn)

    alice = telegram.person(1001)
    async with polling(telegram, Script(slowly)):
        await alice.say("hello", wait=False)
        await asyncio.wait_for(reached.wait(), 2)
    assert (await telegram.control("state"))["pending"] == 0
    assert (await alice.last()).text == "You said hello"


async def test_cancelling_stops_at_once_and_confirms_nothing_unanswered(telegram: FakeTelegram) -> None:
    script = Script(lambda _turn: asyncio.sleep(60, Reply()))
    bot = Telegram(telegram.token, telegram.api, script)
    await bot.start()
    running = asyncio.create_task(bot.poll(asyncio.Event()))
    await telegram.person(1001).say("hello", wait=False)

    async def asked() -> bool:
        return bool(script.turns)

    await until(asked, "the bot was not asked")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(running, 2)
    await bot.close()
    assert (await telegram.control("state"))["pending"] == 1


async def test_odd_updates_are_confirmed_and_forgotten(telegram: FakeTelegram) -> None:
    script = Script(echo)
    async with polling(telegram, script):
        for kind, body in (
            ("message", {"text": "from nobody"}),
            ("callback_query", {"id": "1", "from": {"id": 1}}),
            ("my_chat_member", {"chat": {"id": -5, "type": "group"}}),
        ):
            await telegram.control("update", kind=kind, body=body)
        await telegram.person(1001).say("hello")
        assert (await telegram.control("state"))["pending"] == 0
    assert [turn.what for turn in script.turns] == ["hello"]


async def test_the_bot_outlives_a_bad_network(telegram: FakeTelegram) -> None:
    async with polling(telegram, Script(echo)):
        alice = telegram.person(1001)
        await alice.say("before")
        await telegram.go_wrong("drop", method="getUpdates")
        await alice.say("during", wait=False)  # wakes the poll; the next one is cut off
        await alice.sees("You said during")
        await telegram.control("refuse", seconds=0.3)
        await asyncio.sleep(0.4)
        await alice.say("after", wait=False)
        await alice.sees("You said after")


async def test_two_programs_cannot_poll_for_one_bot(telegram: FakeTelegram) -> None:
    first = Telegram(telegram.token, telegram.api, Script(echo))
    await first.start()
    running = asyncio.create_task(first.poll(asyncio.Event()))
    await asyncio.sleep(0.1)
    async with polling(telegram, Script(echo)):
        with pytest.raises(TelegramRefused) as refused:
            await asyncio.wait_for(running, 3)
        assert str(refused.value) == SECOND_POLLER
    await first.close()


async def test_three_hundred_people_at_once(telegram: FakeTelegram) -> None:
    async with polling(telegram, Script(echo)):
        people = await telegram.people(300)
        await telegram.all_say(people, "hello")
        counts = await telegram.control("counts")
        assert [counts[str(person)] for person in people] == [1] * len(people)
