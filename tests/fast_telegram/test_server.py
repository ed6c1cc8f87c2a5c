"""The fast server itself: it counts right, refuses what it should, and goes wrong when told to."""

import asyncio
import http.client
import json
import random
import socket
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.fast_telegram.client import FastTelegram, fast
from tests.fast_telegram.counting import Window

KEYBOARD = {"inline_keyboard": [[{"text": "Take action", "callback_data": "1.t.7"}]]}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def server() -> Iterator[FastTelegram]:
    with fast() as running:
        yield running


@pytest.fixture
def telegram(server: FastTelegram) -> FastTelegram:
    server.control("rate", rate=0)
    server.control("latency", seconds=0)
    server.control("opening", seconds=0)
    server.reset()
    return server


def ask(telegram: FastTelegram, path: str, body: str, kind: str) -> tuple[int, dict[str, object]]:
    connection = http.client.HTTPConnection(urlsplit(telegram.api).netloc, timeout=5)
    connection.request("POST", path, body, {"Content-Type": kind})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def raw(chat: int, text: str = "Hello") -> bytes:
    """One request as bytes, for a server at work."""
    body = f"chat_id={chat}&text={text}".encode()
    head = f"POST /bot{FastTelegram('').token}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def opened(telegram: FastTelegram) -> socket.socket:
    parts = urlsplit(telegram.api)
    return socket.create_connection((parts.hostname, parts.port), timeout=5)


def test_a_message_is_answered_as_telegram_would(telegram: FastTelegram) -> None:
    path = f"/bot{telegram.token}/sendMessage"
    form = urllib.parse.urlencode({"text": "Élan & co", "chat_id": 77, "reply_markup": json.dumps(KEYBOARD)})
    for number, (body, kind) in enumerate(
        [
            (form, FORM),
            (form, FORM),
            (json.dumps({"chat_id": 77, "text": "Élan & co", "reply_markup": KEYBOARD}), "application/json"),
            (json.dumps({"chat_id": "77", "text": "Élan & co", "reply_markup": KEYBOARD}), "application/json"),
        ],
        1,
    ):
        status, answer = ask(telegram, path, body, kind)
        result = answer["result"]
        assert status == 200
        assert isinstance(result, dict)
        assert (result["message_id"], result["chat"]["id"]) == (number, 77)
        assert (result["text"], result["reply_markup"]) == ("Élan & co", KEYBOARD)
    assert telegram.control("last") == {"text": "Élan & co", "reply_markup": KEYBOARD}
    assert telegram.received() == {77: 4}


def test_each_chat_has_its_own_message_though_all_are_alike(telegram: FastTelegram) -> None:
    for chat in (5, 66, -777):
        result = telegram.call("sendMessage", text='not "chat_id": 9', chat_id=chat)["result"]
        assert (result["chat"]["id"], result["text"]) == (chat, 'not "chat_id": 9')
    assert telegram.received() == {5: 1, 66: 1, -777: 1}
    stats = telegram.stats(first=5, count=3)
    assert stats["accepted"] == 3
    assert stats["chats"] == {"none": 2, "once": 1, "more": 0}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/bot1:wrong/sendMessage", {"chat_id": 1, "text": "x"}, 401),
        ("/elsewhere", {}, 404),
        ("/bot{token}/sendPigeon", {"chat_id": 1}, 404),
        ("/bot{token}/sendMessage", {"text": "x"}, 400),
        ("/bot{token}/sendMessage", {"chat_id": 1}, 400),
        ("/bot{token}/sendMessage", {"chat_id": 1, "text": " "}, 400),
        ("/bot{token}/sendMessage", {"chat_id": 1, "text": "x" * 4097}, 400),
        ("/bot{token}/sendMessage", {"chat_id": 1, "text": "😀" * 2049}, 400),
        ("/bot{token}/sendMessage", {"chat_id": 1, "text": "x", "reply_markup": "{"}, 400),
        ("/bot{token}/answerCallbackQuery", {"callback_query_id": "9"}, 400),
        ("/bot{token}/sendDocument", {"chat_id": 1}, 400),
    ],
)
def test_what_the_real_one_refuses(telegram: FastTelegram, path: str, body: dict[str, object], status: int) -> None:
    answer = ask(telegram, path.replace("{token}", telegram.token), json.dumps(body), "application/json")
    assert answer[0] == status
    assert answer[1]["ok"] is False
    assert telegram.stats()["accepted"] == 0


def test_a_text_of_4096_units_passes(telegram: FastTelegram) -> None:
    assert telegram.call("sendMessage", chat_id=1, text="😀" * 2048)["ok"]


def test_requests_in_one_piece_and_in_pieces_are_answered_in_order(telegram: FastTelegram) -> None:
    telegram.control("latency", seconds=0.01)
    stream = b"".join(raw(chat) for chat in range(1, 21))
    with opened(telegram) as connection:
        connection.sendall(stream[:700])
        time.sleep(0.02)
        for at in range(700, len(stream), 97):
            connection.sendall(stream[at : at + 97])
        answered = b""
        while answered.count(b'"message_id":') < 20:
            answered += connection.recv(65536)
    assert [part.split(b",")[0] for part in answered.split(b'"chat":{"id":')[1:]] == [b"%d" % n for n in range(1, 21)]


def test_a_connection_takes_its_time_to_open_and_only_then(telegram: FastTelegram) -> None:
    telegram.control("opening", seconds=0.2)
    with opened(telegram) as connection:
        took = []
        for chat in (1, 2):
            began = time.monotonic()
            connection.sendall(raw(chat))
            assert b'"message_id":' in connection.recv(65536)
            took.append(time.monotonic() - began)
    assert took[0] >= 0.2
    assert took[1] < took[0]


def test_the_highest_sliding_second_is_the_highest() -> None:
    luck = random.Random(3)
    times = sorted(luck.choice((0.0, 0.5, 0.999, luck.random())) + luck.randrange(6) for _ in range(500))
    window = Window()
    for at in times:
        window.add(at)
    assert window.most == max(sum(at - 1.0 < other <= at for other in times) for at in times)


def test_more_than_the_rate_meets_429_and_the_halt_holds(telegram: FastTelegram) -> None:
    telegram.control("rate", rate=50)
    answers = [telegram.call("sendMessage", chat_id=n, text="x") for n in range(1, 61)]
    assert [answer["ok"] for answer in answers] == [True] * 51 + [False] * 9
    assert answers[51]["parameters"] == {"retry_after": 1}
    stats = telegram.stats()
    assert (stats["accepted"], stats["highest_second"], stats["floods"]) == (51, 51, 9)
    assert stats["highest_second_asked"] == 60
    time.sleep(0.5)
    assert not telegram.call("sendMessage", chat_id=1, text="x")["ok"]
    time.sleep(0.6)
    assert telegram.call("sendMessage", chat_id=1, text="x")["ok"]


def test_a_dropped_call_has_arrived(telegram: FastTelegram) -> None:
    telegram.fault("drop", count=1)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        telegram.call("sendMessage", chat_id=1, text="x")
    assert telegram.received() == {1: 1}
    assert telegram.call("sendMessage", chat_id=1, text="x")["ok"]


def test_a_call_that_hangs_has_arrived(telegram: FastTelegram) -> None:
    telegram.fault("hang", seconds=30)
    with opened(telegram) as connection:
        connection.sendall(raw(8))
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
    telegram.fault("none")
    assert telegram.received() == {8: 1}
    assert telegram.call("sendMessage", chat_id=8, text="x")["ok"]


def test_what_is_turned_back_has_not_arrived(telegram: FastTelegram) -> None:
    telegram.fault("status", count=1, status=500)
    assert telegram.call("sendMessage", chat_id=1, text="x")["error_code"] == 500
    telegram.fault("flood", count=1, retry_after=7)
    assert telegram.call("sendMessage", chat_id=1, text="x")["parameters"] == {"retry_after": 7}
    telegram.fault("blocked", chats=[4])
    assert telegram.call("sendMessage", chat_id=4, text="x")["error_code"] == 403
    telegram.fault("migrated", every=5)
    moved = telegram.call("sendMessage", chat_id=-50, text="x")["parameters"]["migrate_to_chat_id"]
    assert moved < -(10**12)
    telegram.fault("status", chats=[6], status=502, html=True)
    status, body = telegram._post(f"/bot{telegram.token}/sendMessage", {"chat_id": 6, "text": "x"})
    assert (status, body[:6]) == (502, b"<html>")
    assert telegram.stats()["accepted"] == 0
    assert telegram.call("sendMessage", chat_id=moved, text="x")["ok"]
    assert telegram.call("sendMessage", chat_id=3, text="x")["ok"]
    assert telegram.stats()["refused_by_status"] == {"400": 1, "403": 1, "429": 1, "500": 1, "502": 1}


def test_a_share_of_the_calls_goes_wrong(telegram: FastTelegram) -> None:
    telegram.fault("status", share=0.25)
    answers = [telegram.call("sendMessage", chat_id=n, text="x")["ok"] for n in range(1, 201)]
    assert 25 < answers.count(False) < 80


def test_no_fault_is_called_that(telegram: FastTelegram) -> None:
    with pytest.raises(AssertionError, match="no fault is called 'rain'"):
        telegram.fault("rain")


def test_a_closed_door_opens_again_and_calls_under_way_are_answered(telegram: FastTelegram) -> None:
    telegram.control("latency", seconds=0.2)
    with opened(telegram) as idle, opened(telegram) as busy:
        busy.sendall(raw(1))
        time.sleep(0.05)
        telegram.fault("refuse", seconds=0.6)
        assert idle.recv(1) == b""
        with pytest.raises(ConnectionRefusedError):
            opened(telegram)
        assert busy.recv(65536).startswith(b"HTTP/1.1 200")
        assert busy.recv(1) == b""
    end = time.monotonic() + 5
    while True:
        try:
            opened(telegram).close()
        except ConnectionRefusedError:
            assert time.monotonic() < end
            time.sleep(0.05)
        else:
            break
    assert telegram.stats()["accepted"] == 1


@pytest.mark.parametrize("kind", [FORM, "application/json"])
def test_edits_and_deletions_are_told_from_messages_and_kept_in_their_order(telegram: FastTelegram, kind: str) -> None:
    def call(method: str, **given: object) -> dict[str, object]:
        body = urllib.parse.urlencode(given) if kind == FORM else json.dumps(given)
        status, answer = ask(telegram, f"/bot{telegram.token}/{method}", body, kind)
        assert status == 200, answer
        return answer

    began = time.time()
    for chat in (5, 66):
        call("sendMessage", chat_id=chat, text="An alert & more")
    for chat, number in ((66, 2), (5, 1)):
        answer = call("editMessageText", chat_id=chat, message_id=number, text='not "message_id": 9, closed')
        result = answer["result"]
        assert isinstance(result, dict)
        assert (result["message_id"], result["chat"]["id"]) == (number, chat)
    assert call("deleteMessage", chat_id=66, message_id=2)["result"] is True
    call("sendMessage", chat_id=5, text="Another")
    found = telegram.journal()
    assert [(one.method, one.chat, one.message, one.text) for one in found] == [
        ("sendmessage", 5, 1, "An alert & more"),
        ("sendmessage", 66, 2, "An alert & more"),
        ("editmessagetext", 66, 2, 'not "message_id": 9, closed'),
        ("editmessagetext", 5, 1, 'not "message_id": 9, closed'),
        ("deletemessage", 66, 2, ""),
        ("sendmessage", 5, 3, "Another"),
    ]
    times = [one.at for one in found]
    assert times == sorted(times)
    assert began - 0.1 < times[0] <= times[-1] < time.time() + 0.1
    assert [one.method for one in telegram.journal(chat=66)] == ["sendmessage", "editmessagetext", "deletemessage"]
    assert [one.chat for one in telegram.journal(method="editMessageText")] == [66, 5]
    stats = telegram.stats()
    assert (stats["accepted"], telegram.received()) == (3, {5: 2, 66: 1}), "an edit is no new message"
    assert stats["arrived"] == {"sendmessage": 3, "editmessagetext": 2, "deletemessage": 1}
    assert telegram.until_arrived("editMessageText", 2)["arrived"] == stats["arrived"]
    with pytest.raises(AssertionError, match=r"within 0.1 s only 1 of 2 arrived"):
        telegram.until_arrived("deleteMessage", 2, seconds=0.1)


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessage"])
@pytest.mark.parametrize("number", [None, "", "x", 0, -3])
def test_a_change_names_its_message(telegram: FastTelegram, method: str, number: object) -> None:
    said = {"text": "x"} if method == "editMessageText" else {}
    assert telegram.call(method, chat_id=1, message_id=1, **said)["ok"]
    answer = telegram.call(method, chat_id=1, message_id=number, **said)
    assert answer["description"] == "Bad Request: message identifier is not specified"
    status, answer = ask(telegram, f"/bot{telegram.token}/{method}", "chat_id=1&message_id=&text=x", FORM)
    assert (status, answer["ok"]) == (400, False)
    assert not telegram.call("editMessageText", chat_id=1, message_id=1)["ok"], "nor is a deletion an edit to nothing"
    assert telegram.stats()["arrived"] == {method.lower(): 1}


def test_edits_and_deletions_count_towards_the_rate(telegram: FastTelegram) -> None:
    telegram.control("rate", rate=50)
    methods = ("sendMessage", "editMessageText", "deleteMessage")
    answers = [telegram.call(methods[n % 3], chat_id=n, message_id=n, text="x") for n in range(1, 61)]
    assert [answer["ok"] for answer in answers] == [True] * 51 + [False] * 9
    assert answers[51]["parameters"] == {"retry_after": 1}
    stats = telegram.stats()
    assert (stats["highest_second"], stats["highest_second_asked"], stats["floods"]) == (51, 60, 9)
    assert stats["arrived"] == dict.fromkeys(map(str.lower, methods), 17)
    assert stats["accepted"] == 17


@pytest.mark.parametrize("method", ["editMessageText", "deleteMessage"])
def test_edits_and_deletions_go_wrong_as_messages_do(telegram: FastTelegram, method: str) -> None:
    said = "Bad Request: message can't be edited"
    telegram.fault("status", method=method, count=1, status=400, says=said)
    assert telegram.call("sendMessage", chat_id=1, text="x")["ok"]
    assert telegram.call(method, chat_id=1, message_id=1, text="y")["description"] == said
    telegram.fault("blocked", method=method, chats=[4])
    assert telegram.call(method, chat_id=4, message_id=1, text="y")["error_code"] == 403
    telegram.fault("drop", method=method, count=1)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        telegram.call(method, chat_id=1, message_id=1, text="y")
    assert [one.chat for one in telegram.journal(method=method)] == [1], "what was dropped has arrived"
    assert telegram.stats()["refused_by_status"] == {"400": 1, "403": 1}


async def test_a_press_is_given_and_its_answers_are_timed(telegram: FastTelegram) -> None:
    telegram.call("sendMessage", chat_id=77, text="x", reply_markup=KEYBOARD)
    waiting = asyncio.create_task(asyncio.to_thread(telegram.call, "getUpdates", timeout=5))
    await asyncio.sleep(0.1)
    telegram.reset()
    telegram.call("sendMessage", chat_id=77, text="x", reply_markup=KEYBOARD)
    telegram.press(77, message=1)
    (update,) = (await waiting)["result"]
    query = update["callback_query"]
    assert (query["data"], query["message"]["chat"]["id"]) == ("1.t.7", 77)
    await asyncio.sleep(0.1)
    assert telegram.call("answerCallbackQuery", callback_query_id=query["id"])["ok"]
    assert telegram.answers()["waiting"] == 1
    edited = telegram.call("editMessageText", chat_id=77, message_id=1, text="y")["result"]
    assert (edited["message_id"], edited["text"]) == (1, "y")
    answers = telegram.answers()
    assert answers["waiting"] == 0
    assert 0.1 <= answers["noted"][0] <= answers["shown"][0] < 5
    assert telegram.call("getUpdates", offset=update["update_id"])["result"] == [update]
    assert telegram.call("getUpdates", offset=update["update_id"] + 1)["result"] == []


def test_methods_a_bot_starts_with(telegram: FastTelegram) -> None:
    assert telegram.call("getMe")["result"]["is_bot"] is True
    assert telegram.call("setMyCommands", commands=[])["result"] is True
    assert telegram.call("deleteWebhook")["result"] is True
    parts = "--Edge\r\nContent-Disposition: form-data; name={}\r\n\r\n{}\r\n"
    body = parts.format('"chat_id"', "5") + parts.format('"document"; filename="a.txt"', "text") + "--Edge--\r\n"
    kind = "multipart/form-data; boundary=Edge"
    status, answer = ask(telegram, f"/bot{telegram.token}/sendDocument", body, kind)
    assert status == 200, answer
    assert telegram.received() == {5: 1}


def test_the_log_has_a_line_for_each_message(tmp_path: Path) -> None:
    with fast(log=tmp_path / "log", latency=0.001) as telegram:
        telegram.fault("blocked", chats=[2])
        for chat in (1, 2):
            telegram.call("sendMessage", chat_id=chat, text="x")
        telegram.stats()
        lines = [line.split()[1:] for line in (tmp_path / "log").read_text().splitlines()]
    assert lines == [["1", "200"], ["2", "403", "blocked"]]
