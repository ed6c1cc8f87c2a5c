"""What a browser sends, and what comes of it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator

import pytest

from bot.on_web.inbound import LARGEST
from content.ids import Platform
from handlers.turn import Event
from tests.bot.on_web.conftest import Chat, chat_of
from tests.bot.on_web.scripted import HOSTILE
from tests.bot.on_web.visitor import Visitor, text_of

KEY = "a-key-of-the-browser-1"


async def test_a_browser_gets_a_chat_that_no_script_and_no_other_site_can_read(chat: Chat) -> None:
    visitor = Visitor(chat.base)
    given = (await visitor.open()).headers["set-cookie"]
    assert "HttpOnly" in given
    assert "SameSite=strict" in given
    assert len(chat_of(visitor)) == 43  # 256 bits
    again = await visitor.open()
    assert "set-cookie" not in again.headers
    assert chat_of(await chat.visitor()) != chat_of(visitor)
    await visitor.http.aclose()


async def test_over_https_the_cookie_stays_on_https(chat: Chat) -> None:
    visitor = Visitor(chat.base)
    given = await visitor.http.post("/chat/open", json={}, headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in given.headers["set-cookie"]
    await visitor.http.aclose()


@pytest.mark.parametrize("cookie", ["", "short", "a" * 44, "a" * 42 + "."])
async def test_without_a_chat_nothing_is_said(chat: Chat, cookie: str) -> None:
    visitor = Visitor(chat.base)
    visitor.http.headers["Cookie"] = f"uabot_chat={cookie}"
    assert (await visitor.say("/start")).status_code == 401
    assert (await visitor.http.get("/chat/events")).status_code == 401
    assert chat.answer.turns == []
    await visitor.http.aclose()


async def test_what_is_said_becomes_a_turn_and_its_answer_comes_to_the_page(chat: Chat) -> None:
    visitor = await chat.visitor()
    async with visitor.events() as stream:
        assert (await stream.batch())[0] == []
        assert (await visitor.say(" /start ua_24-21\n", headers={"Accept-Language": "fr-CH, en;q=0.8"})).json() == {
            "note": ""
        }
        mine, welcome = await stream.messages(2)
    (turn,) = chat.answer.turns
    assert (turn.platform, turn.chat, turn.event) == (Platform.WEB, chat_of(visitor), Event.SAID)
    assert (turn.what, turn.language, turn.now) == ("/start ua_24-21", "fr-CH", chat.now)
    assert mine["mine"]
    assert text_of(mine) == "/start ua_24-21"
    assert text_of(welcome).startswith("Urgent Actions of the Harbour Section.")
    assert welcome["at"] == "2026-02-22T12:00:00+00:00"


async def test_a_press_answers_in_place_and_below(chat: Chat) -> None:
    visitor = await chat.visitor()
    await visitor.say("/start")
    _, welcome = await visitor.shown()
    async with visitor.events() as stream:
        await stream.batch()
        await visitor.press(welcome["id"], "j")
        joined, alert = await stream.messages(2)
    assert joined["id"] == welcome["id"]
    assert alert["id"] != welcome["id"]
    assert [text_of(message)[:15] for message in await visitor.shown()] == [
        "/start",
        "You have joined",
        "Mira Tolen · Lu",
    ]
    assert chat.answer.turns[-1].event is Event.PRESSED
    assert chat.answer.turns[-1].what == "j"


async def test_a_note_comes_back_to_the_page_that_pressed(chat: Chat) -> None:
    visitor = await chat.visitor()
    assert (await visitor.press("00000000.1", "later")).json() == {"note": "We will remind you tomorrow at 18:00."}
    assert await visitor.shown() == []


async def test_a_repeated_key_acts_once_and_shows_once(chat: Chat) -> None:
    visitor = await chat.visitor()
    both = await asyncio.gather(visitor.say("hello", KEY), visitor.say("hello", KEY))
    assert [answer.status_code for answer in both] == [200, 200]
    assert (await visitor.say("hello", KEY)).status_code == 200
    assert len(chat.answer.turns) == 1
    assert [text_of(message) for message in await visitor.shown()] == ["hello", "You said: hello"]
    note = (await visitor.press("00000000.1", "later", KEY + "2")).json()
    assert (await visitor.press("00000000.1", "later", KEY + "2")).json() == note


async def test_two_browsers_with_the_same_key_are_two(chat: Chat) -> None:
    one, two = await chat.visitor(), await chat.visitor()
    await one.say("one", KEY)
    await two.say("two", KEY)
    assert len({turn.key for turn in chat.answer.turns}) == 2
    assert [text_of(message) for message in await two.shown()] == ["two", "You said: two"]


async def test_a_failure_is_told_kindly_and_the_same_key_tries_again(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = await chat.visitor()
    chat.answer.fail_next = 1
    with caplog.at_level(logging.ERROR, "bot.on_web.inbound"):
        failed = await visitor.say("hello", KEY)
    assert failed.status_code == 503
    assert failed.text == "That did not work. Please try again."
    assert "RuntimeError" in caplog.text
    assert "scripted.py" in caplog.text
    assert "secret" not in caplog.text
    assert chat_of(visitor) not in caplog.text
    assert (await visitor.say("hello", KEY)).status_code == 200
    assert chat.answer.done == 1
    assert [text_of(message) for message in await visitor.shown()] == ["hello", "You said: hello"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
async def test_another_sites_page_cannot_act_for_the_visitor(chat: Chat, headers: dict[str, str]) -> None:
    visitor = await chat.visitor()
    assert (await visitor.say("/start", headers=headers)).status_code == 403
    assert chat.answer.turns == []


async def test_a_request_that_proves_nothing_changes_nothing(chat: Chat) -> None:
    visitor = await chat.visitor()
    for header in ("Origin", "Sec-Fetch-Site"):
        del visitor.http.headers[header]
    assert (await visitor.say("/start")).status_code == 403
    assert (await visitor.open()).status_code == 403


async def test_another_sites_page_cannot_listen(chat: Chat) -> None:
    visitor = await chat.visitor()
    answer = await visitor.http.get("/chat/events", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


async def test_only_json_is_read(chat: Chat) -> None:
    visitor = await chat.visitor()
    body = json.dumps({"key": KEY, "text": "/start"})
    form = await visitor.http.post("/chat/say", content=body, headers={"Content-Type": "text/plain"})
    assert form.status_code == 415
    for bad in ("", "{", "[]", '"/start"', "null", "[" * 30_000, '{"text": 1}', json.dumps({"text": "hi"})):
        answer = await visitor.http.post("/chat/say", content=bad, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, bad[:20]
    assert chat.answer.turns == []


@pytest.mark.parametrize("text", ["", "  \n", "x" * 4097, "\ud800", "\0"])
async def test_a_text_has_1_to_4096_characters(chat: Chat, text: str) -> None:
    visitor = await chat.visitor()
    content = json.dumps({"key": KEY, "text": text})
    answer = await visitor.http.post("/chat/say", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert (await visitor.say("😀" * 4096)).status_code == 200


async def test_an_oversize_request_is_refused(chat: Chat) -> None:
    visitor = await chat.visitor()
    assert (await visitor.say("x" * LARGEST)).status_code == 413

    async def unending() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (LARGEST // 10)

    json_type = {"Content-Type": "application/json"}
    answer = await visitor.http.post("/chat/say", content=unending(), headers=json_type)
    assert answer.status_code == 413
    assert chat.answer.turns == []


@pytest.mark.parametrize(
    ("on", "choice"),
    [
        ("me.abc", "j"),
        ("../../x", "j"),
        ("", "j"),
        ("00000000.1", ""),
        ("00000000.1", "x" * 65),
        ("00000000.1", "é" * 33),
    ],
)
async def test_a_press_on_no_button_of_ours_is_refused(chat: Chat, on: str, choice: str) -> None:
    visitor = await chat.visitor()
    assert (await visitor.press(on, choice)).status_code == 400
    assert chat.answer.turns == []


async def test_a_press_on_a_message_of_before_a_restart_is_answered_in_its_place(chat: Chat) -> None:
    visitor = await chat.visitor()
    async with visitor.events() as stream:
        await stream.batch()
        await visitor.press("0badcafe.7", "b")
        (asked,) = await stream.messages(1)
    assert asked["id"] == "0badcafe.7"


async def test_a_flood_is_slowed_down_and_passes(chat: Chat) -> None:
    visitor, other = await chat.visitor(), await chat.visitor()
    answers = [await visitor.say(f"{number}") for number in range(22)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "1"
    assert (await other.say("hello")).status_code == 200
    chat.wait(1)
    assert (await visitor.say("again")).status_code == 200


async def test_hostile_text_stays_text(chat: Chat) -> None:
    visitor = await chat.visitor()
    await visitor.press("00000000.1", "m")
    await visitor.say(HOSTILE)
    shown = await visitor.shown()
    assert [text_of(message) for message in shown] == [HOSTILE, HOSTILE, f"You said: {HOSTILE}"]
    assert all(set(span) == {"text"} for message in shown for part in message["parts"] for span in part["spans"])
