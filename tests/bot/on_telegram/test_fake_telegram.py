"""The fake itself: it refuses what the real Bot API refuses, and people can be played through it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from tests.fake_telegram.client import FakeTelegram, fake
from tests.fake_telegram.world import BOT_ID


@pytest.fixture
async def telegram(address: str) -> AsyncIterator[FakeTelegram]:
    """With Alice (1001), who started the bot; violations are the point here."""
    async with fake(address) as fresh:
        await fresh.people(1, first=1001)
        yield fresh


async def send(telegram: FakeTelegram, text: Any = "Hello", **more: Any) -> dict[str, Any]:
    return await telegram.call("sendMessage", **{"chat_id": 1001, "text": text} | more)


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Go", **button}]]}


def bold(offset: Any, length: Any, kind: str = "bold", **more: Any) -> list[dict[str, Any]]:
    return [{"type": kind, "offset": offset, "length": length, **more}]


@pytest.mark.parametrize(
    "good",
    [
        {"text": "x" * 4096},
        {"text": "😀" * 2048},
        {"entities": bold(0, 5)},
        {"text": "a😀b", "entities": bold(1, 2)},
        {"entities": bold(0, 5, "text_link", url="https://example.org")},
        {"reply_markup": keyboard(callback_data="x" * 64)},
        {"reply_markup": keyboard(copy_text={"text": "x" * 256})},
        {"reply_markup": keyboard(url="https://example.org/?a=b")},
        {"reply_markup": keyboard(url="tg://resolve?domain=x")},
        {"reply_markup": '{"inline_keyboard": [[{"text": "Go", "callback_data": "1"}]]}'},
        {"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "1"}] * 8] * 12}},
        {"chat_id": "1001"},
    ],
)
async def test_what_is_good_passes(telegram: FakeTelegram, good: dict[str, Any]) -> None:
    assert (await send(telegram, **good))["ok"] is True
    assert await telegram.violations() == []


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"text": ""}, "text is empty"),
        ({"text": " \n "}, "text is empty"),
        ({"text": 5}, "text is empty"),
        ({"text": "x" * 4097}, "too long"),
        ({"text": "😀" * 2049}, "too long"),
        ({"text": "<b>x</b>", "parse_mode": "HTML"}, "parse_mode"),
        ({"entities": bold(0, 6)}, "out of range"),
        ({"entities": bold(-1, 2)}, "in range"),
        ({"entities": bold(0, 0)}, "in range"),
        ({"entities": bold(0, "2")}, "whole numbers"),
        ({"text": "a😀b", "entities": bold(1, 1)}, "UTF-16"),
        ({"entities": bold(0, 1, "blink")}, "unsupported type"),
        ({"entities": bold(0, 1) * 101}, "too many"),
        ({"entities": "not json"}, "JSON"),
        ({"entities": bold(0, 1, "text_link", url="http://localhost")}, "Wrong HTTP URL"),
        ({"reply_markup": keyboard(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keyboard(copy_text={"text": "x" * 257})}, "BUTTON_COPY_TEXT_INVALID"),
        ({"reply_markup": keyboard(copy_text="x")}, "BUTTON_COPY_TEXT_INVALID"),
        ({"reply_markup": keyboard(url="mailto:a@example.org")}, "Unsupported URL protocol"),
        ({"reply_markup": keyboard(url="tel:+331234")}, "Unsupported URL protocol"),
        ({"reply_markup": keyboard(url="http://localhost:8000/")}, "Wrong HTTP URL"),
        ({"reply_markup": keyboard(url="https://a b.org/")}, "Wrong HTTP URL"),
        ({"reply_markup": keyboard(url="https://a.org:x/")}, "Wrong port"),
        ({"reply_markup": keyboard()}, "text buttons"),
        ({"reply_markup": keyboard(url="https://a.org", callback_data="1")}, "only one"),
        ({"reply_markup": keyboard(text=" ", callback_data="1")}, "text is empty"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "1"}] * 101]}}, "too long"),
        ({"reply_markup": {"inline_keyboard": "x"}}, "Array"),
    ],
)
async def test_what_is_bad_is_refused_and_listed(telegram: FakeTelegram, bad: dict[str, Any], reason: str) -> None:
    answer = await send(telegram, **bad)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert reason in answer["description"]
    assert len(await telegram.violations()) == 1
    assert await telegram.messages(1001) == []


async def test_what_the_real_one_mends_silently_is_listed(telegram: FakeTelegram) -> None:
    assert (await send(telegram, entities=bold(0, 5, "pre") + bold(1, 2)))["ok"] is True
    assert (await send(telegram, markup="x"))["ok"] is True
    row = {"inline_keyboard": [[{"text": "Go", "callback_data": "1"}] * 9]}
    assert (await send(telegram, reply_markup=row))["ok"] is True
    assert [violation.split(": ")[1][:20] for violation in await telegram.violations()] == [
        "pre or code shares i",
        "unknown parameter ma",
        "a row of more than 8",
    ]


async def test_tokens_and_methods(telegram: FakeTelegram) -> None:
    async with ClientSession() as session:
        for path, status in (
            (f"/bot{telegram.token}/getMe", 200),
            (f"/bot{telegram.token}/GETME", 200),
            (f"/bot{telegram.token}/getYou", 404),
            (f"/bot{telegram.token[:-1]}B/getMe", 401),
            ("/botnonsense/getMe", 404),
            ("/", 404),
        ):
            async with session.get(telegram.api + path) as response:
                answer = await response.json()
                assert (response.status, answer["ok"]) == (status, status == 200), path
                assert status == 200 or answer["error_code"] == status


async def test_who_may_be_written_to(telegram: FakeTelegram) -> None:
    await telegram.people(1, first=1002, started=False)
    await telegram.people(2, first=1003)
    await telegram.person(1003).block(silent=True)
    await telegram.control("deactivate", person=1004)
    await telegram.control("group", id=-55)
    await telegram.control("move", chat=-55, to=-10055)
    for chat, status, reason in (
        (9999, 400, "chat not found"),
        ("", 400, "chat_id is empty"),
        (1002, 403, "can't initiate conversation"),
        (1003, 403, "blocked by the user"),
        (1004, 403, "user is deactivated"),
        (-55, 400, "upgraded to a supergroup"),
    ):
        answer = await send(telegram, chat_id=chat)
        assert (answer["error_code"], reason in answer["description"]) == (status, True)
    assert answer["parameters"] == {"migrate_to_chat_id": -10055}
    assert (await send(telegram, chat_id=-10055))["ok"] is True


async def test_editing(telegram: FakeTelegram) -> None:
    sent = (await send(telegram))["result"]["message_id"]
    theirs = telegram.person(1001)
    await theirs.say("mine", wait=False)

    async def edit(message: Any, text: str = "Changed", **more: Any) -> str:
        answer = await telegram.call("editMessageText", chat_id=1001, message_id=message, text=text, **more)
        return str(answer.get("description", "ok"))

    assert await edit(sent, "Hello") == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    assert await edit(sent) == "ok"
    assert await edit(sent, reply_markup=keyboard(callback_data="1")) == "ok"
    assert "to edit not found" in await edit(99999)
    assert "can't be edited" in await edit(sent + 1)
    await telegram.control("freeze", chat=1001, message=sent)
    assert "can't be edited" in await edit(sent, "Again")
    (seen,) = await theirs.messages()
    assert [before["text"] for before in seen.history] == ["Hello", "Changed"]
    document = await upload(telegram, b"x")
    assert "there is no text" in await edit(document["result"]["message_id"])
    assert await telegram.violations() == []


async def test_deleting(telegram: FakeTelegram) -> None:
    sent = (await send(telegram))["result"]["message_id"]
    assert (await telegram.call("deleteMessage", chat_id=1001, message_id=sent))["ok"] is True
    assert await telegram.messages(1001) == []
    again = await telegram.call("deleteMessage", chat_id=1001, message_id=sent)
    assert again["description"] == "Bad Request: message to delete not found"
    await telegram.person(1001).say("mine", wait=False)
    for what in ("mine", "frozen"):
        if what == "frozen":
            await telegram.control("freeze", chat=1001, message=(await send(telegram))["result"]["message_id"])
        last = (await telegram.messages(1001))[-1].id
        answer = await telegram.call("deleteMessage", chat_id=1001, message_id=last)
        assert answer["description"] == "Bad Request: message can't be deleted", what
    assert await telegram.violations() == []


async def test_after_48_hours_a_message_can_be_edited_and_not_deleted(telegram: FakeTelegram) -> None:
    sent = (await send(telegram))["result"]["message_id"]
    await telegram.control("age", chat=1001, message=sent, hours=47.9)
    await telegram.control("age", chat=1001, message=sent, hours=0.2)
    answer = await telegram.call("deleteMessage", chat_id=1001, message_id=sent)
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"
    assert (await telegram.call("editMessageText", chat_id=1001, message_id=sent, text="Emptied"))["ok"] is True
    young = (await send(telegram))["result"]["message_id"]
    await telegram.control("age", chat=1001, message=young, hours=47.9)
    assert (await telegram.call("deleteMessage", chat_id=1001, message_id=young))["ok"] is True


async def test_an_edit_is_judged_as_a_message_is(telegram: FakeTelegram) -> None:
    sent = (await send(telegram))["result"]["message_id"]
    edit = {"chat_id": 1001, "message_id": sent, "text": "Changed"}
    for bad, reason in (
        ({"text": " "}, "text is empty"),
        ({"text": "x" * 4097}, "too long"),
        ({"entities": bold(0, 8)}, "out of range"),
        ({"reply_markup": keyboard(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"reply_markup": {"inline_keyboard": [[{"text": "Go", "callback_data": "1"}] * 101]}}, "too long"),
        ({"message_id": None}, "message identifier is not specified"),
        ({"parse_mode": "HTML"}, "parse_mode"),
    ):
        answer = await telegram.call("editMessageText", **edit | bad)
        assert (answer["ok"], reason in answer["description"]) == (False, True), reason
    assert len(await telegram.violations()) == 7
    await telegram.call("editMessageText", **edit, allow_paid_broadcast=True)
    await telegram.call("deleteMessage", chat_id=1001, message_id=sent, text="x")
    assert (await telegram.violations())[7:] == [
        "editmessagetext: unknown parameter allow_paid_broadcast",
        "deletemessage: unknown parameter text",
    ]


async def upload(telegram: FakeTelegram, body: bytes, **more: str) -> dict[str, Any]:
    form = FormData({"chat_id": "1001", **more})
    form.add_field("document", body, filename="letter.pdf", content_type="application/pdf")
    async with (
        ClientSession() as session,
        session.post(f"{telegram.api}/bot{telegram.token}/sendDocument", data=form) as response,
    ):
        answer: dict[str, Any] = await response.json()
        return answer


async def test_files_go_up_and_come_down(telegram: FakeTelegram) -> None:
    sent = await upload(telegram, b"%PDF", caption="Your letter")
    document = sent["result"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("letter.pdf", "application/pdf", 4)
    path = (await telegram.call("getFile", file_id=document["file_id"]))["result"]["file_path"]
    async with ClientSession() as session, session.get(f"{telegram.api}/file/bot{telegram.token}/{path}") as response:
        assert await response.read() == b"%PDF"
    again = await telegram.call("sendDocument", chat_id=1001, document=document["file_id"])
    assert again["result"]["document"] == document
    assert (await upload(telegram, b"x", caption="x" * 1025))["description"].endswith("caption is too long")
    assert (await upload(telegram, b""))["description"].endswith("non-empty")
    assert (await telegram.call("sendDocument", chat_id=1001, document="file999"))["ok"] is False
    assert (await telegram.call("getFile", file_id="file999"))["ok"] is False


async def test_a_press_is_answered_once(telegram: FakeTelegram) -> None:
    await send(telegram, reply_markup=keyboard(callback_data="1"))
    alice = telegram.person(1001)
    await alice.press("Go", wait=False)
    (update,) = (await telegram.call("getUpdates"))["result"]
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["from"]["id"]) == ("1", 1001, BOT_ID)
    long = await telegram.call("answerCallbackQuery", callback_query_id=query["id"], text="x" * 201)
    assert long["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert (await telegram.call("answerCallbackQuery", callback_query_id=query["id"], text="Hi"))["ok"] is True
    for key in (query["id"], "unknown"):
        answer = await telegram.call("answerCallbackQuery", callback_query_id=key)
        assert "query is too old" in answer["description"]
    assert await alice.notes() == ["Hi"]


async def test_a_button_that_is_not_there_cannot_be_pressed_by_label(telegram: FakeTelegram) -> None:
    await send(telegram, reply_markup=keyboard(url="https://example.org"))
    alice = telegram.person(1001)
    with pytest.raises(AssertionError, match=r"no button 'Stop'; the newest message has \['Go'\]"):
        await alice.press("Stop")
    with pytest.raises(AssertionError, match="opens or copies"):
        await alice.press("Go")
    await alice.press(data="forged", wait=False)


async def updates(telegram: FakeTelegram, **parameters: Any) -> list[str]:
    answer = await telegram.call("getUpdates", **parameters)
    return [update["message"]["text"] for update in answer["result"]]


async def test_updates_wait_until_the_offset_passes_them(telegram: FakeTelegram) -> None:
    alice = telegram.person(1001)
    for text in ("one", "two", "three"):
        await alice.say(text, wait=False)
    last = alice.last_update
    assert await updates(telegram) == ["one", "two", "three"]
    assert await updates(telegram, limit=1) == ["one"]
    assert await updates(telegram, offset=last - 1) == ["two", "three"]
    assert await updates(telegram) == ["two", "three"]
    assert await updates(telegram, offset=-1) == ["three"]
    assert await updates(telegram, offset=last + 1) == []
    await alice.repeat(wait=False)
    assert await updates(telegram, offset=last + 1) == ["three"]
    assert await updates(telegram, offset=last + 1) == []
    assert (await telegram.call("getUpdates", limit=101))["ok"] is False


async def test_a_long_poll_waits_for_news_and_a_second_poller_ends_the_first(telegram: FakeTelegram) -> None:
    first = asyncio.create_task(telegram.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(updates(telegram, timeout=20))
    assert (await first)["error_code"] == 409
    await telegram.person(1001).say("news", wait=False)
    assert await asyncio.wait_for(second, 1) == ["news"]


async def test_only_the_kinds_asked_for_arrive(telegram: FakeTelegram) -> None:
    await telegram.call("getUpdates", allowed_updates=["message"])
    alice = telegram.person(1001)
    await alice.block()
    await alice.unblock()
    await alice.say("back", wait=False)
    assert await updates(telegram) == ["back"]


async def test_webhooks_and_polling_exclude_each_other(telegram: FakeTelegram) -> None:
    for url in ("http://example.org/x", "ftp://example.org"):
        assert (await telegram.call("setWebhook", url=url))["description"].startswith("Bad Request: bad webhook")
    polled = asyncio.create_task(telegram.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    assert (await telegram.call("setWebhook", url="https://hook.invalid/x", secret_token="s"))["ok"] is True
    assert (await polled)["error_code"] == 409
    assert (await telegram.call("getUpdates"))["error_code"] == 409
    assert (await telegram.call("getWebhookInfo"))["result"]["url"] == "https://hook.invalid/x"
    assert (await telegram.call("deleteWebhook"))["ok"] is True
    assert (await telegram.call("getWebhookInfo"))["result"]["url"] == ""
    assert await updates(telegram) == []
    assert (await telegram.call("setWebhook", url="https://hook.invalid/x", secret_token="no spaces"))["ok"] is False


async def test_commands_have_limits(telegram: FakeTelegram) -> None:
    async def set_to(*commands: tuple[str, str], language: str = "") -> bool:
        listed = [{"command": name, "description": said} for name, said in commands]
        answer = await telegram.call("setMyCommands", commands=listed, language_code=language)
        return bool(answer["ok"])

    assert await set_to(("start", "Begin"), language="fr")
    assert not await set_to(("Start", "Begin"))
    assert not await set_to(("x" * 33, "Begin"))
    assert not await set_to(("start", "x" * 257))
    assert not await set_to(("start", "Begin"), language="fra")
    assert not await set_to(*[("start", "Begin")] * 101)


async def test_limits_flood_by_all_and_by_chat(telegram: FakeTelegram) -> None:
    await telegram.people(5, first=2000)
    await telegram.control("limits", per_second=3, retry_after=4)
    answers = [await send(telegram, chat_id=2000 + number) for number in range(5)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False, False]
    assert (answers[-1]["error_code"], answers[-1]["parameters"]) == (429, {"retry_after": 4})
    await telegram.control("limits", per_chat=1)
    assert [(await send(telegram))["ok"] for _ in range(2)] == [True, False]
    calls = await telegram.control("calls")
    assert (calls["by_method"]["sendmessage"], calls["peak"], calls["flooded"]) == (7, 7, 3)
    assert sum(calls["per_second"].values()) == 7


async def test_chat_actions(telegram: FakeTelegram) -> None:
    assert (await telegram.call("sendChatAction", chat_id=1001, action="typing"))["ok"] is True
    assert (await telegram.call("sendChatAction", chat_id=1001, action="dancing"))["ok"] is False
