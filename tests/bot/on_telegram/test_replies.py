"""Answers to what people say and press, as they see them."""

import asyncio
import logging

import pytest

from bot.on_telegram.answering import Words
from content.message import Attachment, Message, Press, Span
from handlers.turn import Event, Reply, Turn
from tests.bot.on_telegram.conftest import Script, polling, says
from tests.fake_telegram.client import FakeTelegram

pytestmark = pytest.mark.filterwarnings("ignore:.*attribute `retry_after` will be")  # the library's own plans


def walk(turn: Turn) -> Reply:
    """Say anything: a menu. Press: the pressed message says what was pressed."""
    match turn.event:
        case Event.SAID | Event.SENT_FILE:
            return Reply(messages=(says(f"You said {turn.what}", "Join", "Later"),))
        case Event.PRESSED:
            return Reply(messages=(says(f"You pressed {turn.what}", "Join", "Back"),), in_place=True, note="Noted")
        case _:
            return Reply()


async def test_a_walk_is_one_message_edited_in_place(telegram: FakeTelegram) -> None:
    async with polling(telegram, Script(walk)):
        alice = telegram.person(1001, language="fr")
        await alice.say("/start ua_24-21")
        (menu,) = await alice.messages()
        assert (menu.text, menu.rows) == ("You said /start ua_24-21", [["Join", "Later"]])
        await alice.press("Join")
        (menu,) = await alice.messages()
        assert (menu.text, menu.labels) == ("You pressed Join", ["Join", "Back"])
        assert [before["text"] for before in menu.history] == ["You said /start ua_24-21"]
        assert await alice.notes() == ["Noted"]


async def test_pressing_again_changes_nothing_and_is_no_error(telegram: FakeTelegram) -> None:
    async with polling(telegram, Script(walk)):
        alice = telegram.person(1001)
        await alice.say("hello")
        await alice.press("Join")
        await alice.press("Join")
        (menu,) = await alice.messages()
        assert len(menu.history) == 1
        assert await alice.notes() == ["Noted", "Noted"]


async def test_a_repeated_press_is_answered_again_and_its_note_becomes_a_message(telegram: FakeTelegram) -> None:
    script = Script(walk)
    async with polling(telegram, script):
        alice = telegram.person(1001)
        await alice.say("hello")
        await alice.press("Join")
        await alice.repeat()
        assert [turn.key for turn in script.turns[1:]] == [script.turns[1].key] * 2
        assert [message.text for message in await alice.messages()] == ["You pressed Join", "Noted"]


@pytest.mark.parametrize("what", ["freeze", "delete"])
async def test_where_the_pressed_message_cannot_be_edited_a_new_one_is_sent(telegram: FakeTelegram, what: str) -> None:
    async with polling(telegram, Script(walk)):
        alice = telegram.person(1001)
        await alice.say("hello")
        pressed = (await alice.last()).id
        await alice.press("Join", wait=False)
        await telegram.control(what, chat=1001, message=pressed)
        seen = await alice.sees("You pressed Join")
        assert seen.id != pressed


async def test_a_press_under_a_document_is_answered_with_a_new_message(telegram: FakeTelegram) -> None:
    def letter(turn: Turn) -> Reply:
        if turn.event is Event.PRESSED:
            return walk(turn)
        file = Attachment("letter.txt", "text/plain", b"Dear Minister")
        return Reply(messages=(Message((Span("Your letter"),), ((Press("Back", "back"),),), file),))

    async with polling(telegram, Script(letter)):
        alice = telegram.person(1001)
        await alice.send_file("UA.pdf", b"%PDF", "application/pdf")
        await alice.press("Back")
        assert [message.text for message in await alice.messages()] == ["Your letter", "You pressed back"]


async def test_a_long_answer_in_place_goes_on_below_with_its_buttons(telegram: FakeTelegram) -> None:
    def long(turn: Turn) -> Reply:
        if turn.event is Event.SAID:
            return walk(turn)
        return Reply(messages=(says("word " * 1700, "Back"), says("And more")), in_place=True)

    async with polling(telegram, Script(long)):
        alice = telegram.person(1001)
        await alice.say("hello")
        pressed = (await alice.last()).id
        await alice.press("Join")
        seen = await alice.messages()
        assert [message.labels for message in seen] == [[], [], ["Back"], []]
        assert seen[0].id == pressed
        assert seen[-1].text == "And more"


async def test_a_note_without_a_press_or_for_a_press_too_old_is_a_message(telegram: FakeTelegram) -> None:
    async with polling(telegram, Script(lambda _turn: Reply(note="Welcome back"))):
        alice = telegram.person(1001)
        await alice.say("hello")
        assert (await alice.last()).text == "Welcome back"
        row = [[{"text": "Go", "callback_data": "1"}]]
        await telegram.call("sendMessage", chat_id=1001, text="Old", reply_markup={"inline_keyboard": row})
        await telegram.control("latency", seconds=0.1)
        await alice.press("Go", wait=False)
        await telegram.control("expire")
        await alice.sees("Welcome back")
        assert await alice.notes() == []


async def test_a_note_over_two_hundred_characters_is_cut(telegram: FakeTelegram) -> None:
    def long(turn: Turn) -> Reply:
        return walk(turn) if turn.event is Event.SAID else Reply(note="x" * 300)

    async with polling(telegram, Script(long)):
        alice = telegram.person(1001)
        await alice.say("hello")
        await alice.press("Join")
        assert await alice.notes() == ["x" * 199 + "…"]


async def test_a_flood_is_waited_out(telegram: FakeTelegram) -> None:
    async with polling(telegram, Script(walk)):
        await telegram.go_wrong("flood", method="sendMessage", retry_after=1)
        alice = telegram.person(1001)
        await alice.say("hello")
        assert (await alice.last()).text == "You said hello"


async def test_who_blocked_us_unsaid_is_noted_as_gone(telegram: FakeTelegram) -> None:
    script = Script(walk)
    async with polling(telegram, script):
        alice = telegram.person(1001)
        await alice.say("hello", wait=False)
        await alice.block(silent=True)
        await telegram.answered([alice.last_update])
        assert script.told in ([("said", "hello")], [("said", "hello"), ("blocked", "")])
        await alice.say("still here?")
    assert script.told[-1] == ("blocked", "")
    assert script.turns[-1].key == f"{alice.last_update}/gone"


async def test_blocking_and_coming_back_are_turns(telegram: FakeTelegram) -> None:
    script = Script(walk)
    async with polling(telegram, script):
        alice = telegram.person(1001, language="fr")
        await alice.block()
        await alice.unblock()
        await alice.send_file("UA.pdf", b"%PDF", "application/pdf", caption="here")
    assert script.told == [("blocked", ""), ("unblocked", ""), ("sent_file", "")]
    assert {turn.language for turn in script.turns} == {"fr"}


async def test_a_group_is_shown_the_way_to_the_private_chat_and_nothing_else(telegram: FakeTelegram) -> None:
    script = Script(walk)
    words = Words(in_private="En privé.", to_private="Ouvrir")
    async with polling(telegram, script, words=lambda language: words if language == "fr" else Words()):
        await telegram.control("group", id=-100200)
        alice = telegram.person(1001, language="fr")
        await alice.say("hello everybody", group=-100200)
        await alice.say("/start@other_bot", group=-100200)
        await alice.say("/start@UA_test_bot", group=-100200)
        (seen,) = [message for message in await telegram.messages(-100200) if message.by_bot]
        assert seen.text == "En privé."
        assert seen.button("Ouvrir")["url"] == "https://t.me/ua_test_bot"
        await alice.press(data="1:anything", chat=-100200)
        assert await alice.notes() == ["En privé."]
        assert await alice.messages() == []
    assert script.turns == []


async def test_a_forged_press_on_somebody_elses_message_reaches_nobody(telegram: FakeTelegram) -> None:
    script = Script(walk)
    async with polling(telegram, script):
        alice, mallory = telegram.person(1001), telegram.person(1002)
        await alice.say("hello")
        await mallory.press("Join", chat=1001)
        assert script.told == [("said", "hello")]
        assert [message.text for message in await alice.messages()] == ["You said hello"]


async def test_a_bug_in_a_reply_is_logged_without_a_word_of_it(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    script = Script(lambda turn: walk(turn) if turn.what == "fine" else Reply(messages=(says("secret", "x" * 65),)))
    async with polling(telegram, script):
        alice = telegram.person(1001)
        await alice.say("private words")
        await alice.say("fine")
        assert (await alice.last()).text == "You said fine"
    assert len(script.turns) == 2
    assert "a reply could not be made: ValueError" in caplog.text
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("asyncio"))
    for secret in ("private words", "secret", "1001", telegram.token):
        assert secret not in ours


async def test_while_telegram_is_slow_to_take_an_answer_the_bot_goes_on(telegram: FakeTelegram) -> None:
    async with polling(telegram, Script(walk), read=0.4):
        await telegram.go_wrong("hang", method="sendMessage", chat=1001, seconds=3)
        alice, bob = telegram.person(1001), telegram.person(1002)
        await alice.say("hello", wait=False)
        await asyncio.sleep(0.05)
        await bob.say("hello", wait=False)
        await bob.sees("You said hello", seconds=1)
        await alice.say("again")
        assert (await alice.last()).text == "You said again"
