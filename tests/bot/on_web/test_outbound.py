"""What we say, on its way to the open pages of a chat."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.on_web import outbound, rooms
from bot.on_web.outbound import WebCourier
from content.courier import Courier, Delivered, Uneditable
from content.ids import Platform, PlatformId, Reference
from content.message import Attachment, Message, Span
from handlers.turn import Reply
from tests.bot.on_web.conftest import Chat, chat_of
from tests.bot.on_web.serving import serving
from tests.bot.on_web.visitor import Event, text_of

NOW = datetime(2026, 2, 22, 12, 0, tzinfo=UTC)
ODD = "line\u2028separators \u0085 and\r\nbreaks, א and 😀"


def say(text: str) -> Message:
    return Message((Span(text),))


def a_file(name: str, size: int = 5) -> Message:
    return Message((), attachment=Attachment(name, "application/pdf", b"x" * size))


async def test_what_is_carried_comes_to_every_open_page_of_the_chat_and_to_no_other(chat: Chat) -> None:
    visitor, other = await chat.visitor(), await chat.visitor()
    courier: Courier[Message] = chat.courier
    assert (courier.platform, courier.apart(chat_of(visitor)), courier.answered()) == (Platform.WEB, 0, 0)
    async with visitor.events() as one, visitor.events() as two, other.events() as foreign:
        for stream in (one, two, foreign):
            assert (await stream.batch())[0] == []
        outcome = await courier.carry(chat_of(visitor), courier.ready(say(ODD)), now=chat.now)
        for stream in (one, two):
            (message,) = await stream.messages(1)
            assert outcome == Delivered(message["id"])
            assert text_of(message) == ODD
        await courier.carry(chat_of(other), say("for the other"), now=chat.now)
        assert [text_of(message) for message in await foreign.messages(1)] == ["for the other"]


async def test_a_chat_that_is_away_finds_its_message_when_it_comes(chat: Chat) -> None:
    visitor = await chat.visitor()
    await chat.courier.carry(chat_of(visitor), say("an alert"), now=chat.now)
    assert [text_of(message) for message in await visitor.shown()] == ["an alert"]


async def test_after_a_lost_connection_only_what_is_new_or_changed_comes(chat: Chat) -> None:
    visitor = await chat.visitor()
    me = chat_of(visitor)
    first = await chat.courier.carry(me, say("first"), now=chat.now)
    await chat.courier.carry(me, say("second"), now=chat.now)
    async with visitor.events() as stream:
        messages, key = await stream.batch()
    assert len(messages) == 2
    assert isinstance(first, Delivered)
    chat.courier.reply(
        me, Reply(messages=(say("first, edited"), say("third")), in_place=True), first.reference, now=NOW
    )
    async with visitor.events(last=key) as stream:
        messages, later = await stream.batch()
    assert [text_of(message) for message in messages] == ["first, edited", "third"]
    assert messages[0]["id"] == first.reference
    async with visitor.events(last=later) as stream:
        assert (await stream.batch())[0] == []


@pytest.mark.parametrize("key", ["0badcafe.1", "nonsense", "0badcafe." + "9" * 5000, "."])
async def test_a_key_of_before_a_restart_brings_everything(chat: Chat, key: str) -> None:
    visitor = await chat.visitor()
    await chat.courier.carry(chat_of(visitor), say("new here"), now=chat.now)
    async with visitor.events(last=key) as stream:
        messages, new_key = await stream.batch()
    assert [text_of(message) for message in messages] == ["new here"]
    assert new_key.partition(".")[0] != "0badcafe"


async def test_a_restarted_server_goes_on_with_the_same_chat(chat: Chat) -> None:
    visitor = await chat.visitor()
    await chat.courier.carry(chat_of(visitor), say("before"), now=chat.now)
    async with visitor.events() as stream:
        _, key = await stream.batch()
    after = Chat()
    async with serving(after.app(), after.courier.close) as base:
        visitor.http.base_url = base
        visitor.http.headers["Origin"] = base
        async with visitor.events(last=key) as stream:
            assert (await stream.batch())[0] == []
            await after.courier.carry(chat_of(visitor), say("after"), now=after.now)
            assert [text_of(message) for message in await stream.messages(1)] == ["after"]
        await visitor.http.aclose()


async def test_an_open_page_does_not_keep_the_server_from_stopping() -> None:
    chat = Chat()
    async with serving(chat.app(), chat.courier.close) as chat.base:
        visitor = await chat.visitor()
        async with visitor.events() as stream:
            await stream.batch()
            began = time.monotonic()
            chat.courier.close()
            with pytest.raises(StopAsyncIteration):
                await stream.next()
            async with visitor.events() as late:
                with pytest.raises(StopAsyncIteration):
                    await late.next()
        await visitor.http.aclose()
    assert time.monotonic() - began < 5, "well before the next heartbeat"


async def test_a_file_is_given_to_its_own_chat_alone_and_only_to_be_saved(chat: Chat) -> None:
    visitor, other = await chat.visitor(), await chat.visitor()
    letter = Attachment('Brief für "A.S."/\r\nX-Evil: 1.pdf', "application/pdf", b"%PDF-1.7 body")
    await chat.courier.carry(chat_of(visitor), Message((Span("to print"),), attachment=letter), now=chat.now)
    (shown,) = await visitor.shown()
    assert shown["file"]["name"] == letter.name
    assert shown["file"]["size"] == 13
    given = await visitor.http.get(shown["file"]["url"])
    assert given.content == letter.body
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"].startswith(
        "attachment; filename*=UTF-8''Brief%20f%C3%BCr%20%22A.S.%22%2F"
    )
    assert given.headers["Cache-Control"] == "no-store"
    assert "X-Evil" not in given.headers
    assert (await other.http.get(shown["file"]["url"])).status_code == 404
    other.http.cookies.clear()
    assert (await other.http.get(shown["file"]["url"])).status_code == 401


async def test_a_type_that_is_none_is_just_bytes(chat: Chat) -> None:
    visitor = await chat.visitor()
    letter = Attachment("a.txt", "text/html\r\nX-Evil: 1", b"<script>")
    await chat.courier.carry(chat_of(visitor), Message((), attachment=letter), now=chat.now)
    (shown,) = await visitor.shown()
    given = await visitor.http.get(shown["file"]["url"])
    assert given.headers["Content-Type"] == "application/octet-stream"


async def carried(chat: Chat, to: PlatformId, text: str) -> Reference:
    outcome = await chat.courier.carry(to, say(text), now=chat.now)
    assert isinstance(outcome, Delivered)
    return outcome.reference


async def test_a_message_is_amended_in_its_place_on_every_open_page(chat: Chat) -> None:
    visitor = await chat.visitor()
    me = chat_of(visitor)
    first = await carried(chat, me, "An alert")
    await carried(chat, me, "Another")
    hour = chat.now
    async with visitor.events() as stream:
        await stream.batch()
        chat.wait(3600)
        for text in ("Closed", "Closed"):  # one that says so already is delivered too
            outcome = await chat.courier.amend(me, first, chat.courier.ready(say(text)), now=chat.now)
            assert outcome == Delivered(first)
        (message, *_) = await stream.messages(1)
        assert (message["id"], text_of(message), message["at"]) == (first, "Closed", hour.isoformat())
    assert [text_of(message) for message in await visitor.shown()] == ["Closed", "Another"]


async def test_a_message_is_removed_from_open_pages_and_from_those_that_come_back(chat: Chat) -> None:
    visitor = await chat.visitor()
    me = chat_of(visitor)
    first = await carried(chat, me, "A wrong alert")
    second = await carried(chat, me, "Another")
    async with visitor.events() as stream:
        _, before = await stream.batch()
        for _ in range(2):
            outcome = await chat.courier.remove(me, first, say("Taken back"), sent_at=chat.now, now=chat.now)
            assert outcome == Delivered(first), "what is gone already is gone"
        assert (await stream.next())[:2] == ("gone", first)
    for key in (before, ""):  # a page that was away for a moment, and one that remembers nothing and still shows it
        async with visitor.events(last=key) as stream:
            heard: list[Event] = []
            while not heard or heard[-1][0] != "ready":
                heard.append(await stream.next())
        assert ("gone", first) in [(name, data) for name, data, _ in heard]
        assert [data["id"] for name, data, _ in heard if name == "message"] == ([] if key else [second])
    assert [text_of(message) for message in await visitor.shown()] == ["Another"]
    assert await chat.courier.amend(me, first, say("Closed"), now=chat.now) == outbound.FORGOTTEN


async def test_what_is_forgotten_here_can_neither_be_amended_nor_removed(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = await chat.visitor()
    me, nobody = chat_of(visitor), PlatformId("nobody")
    monkeypatch.setattr(rooms, "KEPT_MESSAGES", 1)
    first = await carried(chat, me, "An alert")
    await carried(chat, me, "Another")
    for to, reference in ((me, first), (me, Reference("0badcafe.1")), (me, Reference("17")), (nobody, first)):
        results = (
            await chat.courier.amend(to, reference, say("Closed"), now=chat.now),
            await chat.courier.remove(to, reference, say("Closed"), sent_at=chat.now, now=chat.now),
        )
        assert all(isinstance(result, Uneditable) for result in results), reference
    assert [text_of(message) for message in await visitor.shown()] == ["Another"]
    assert nobody not in chat.courier._rooms, "asking opens no room"


async def test_it_is_never_too_late_to_remove_and_an_answer_to_what_is_gone_comes_last(chat: Chat) -> None:
    visitor = await chat.visitor()
    me = chat_of(visitor)
    first = await carried(chat, me, "An alert")
    await carried(chat, me, "Another")
    long_ago = chat.now - timedelta(days=30)
    assert await chat.courier.remove(me, first, say("x"), sent_at=long_ago, now=chat.now) == Delivered(first)
    chat.courier.reply(me, Reply(messages=(say("You pressed it"),), in_place=True), first, now=chat.now)
    assert [text_of(message) for message in await visitor.shown()] == ["Another", "You pressed it"]


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "KEPT_ROOMS", 3)
    monkeypatch.setattr(outbound, "KEPT_BYTES", 20)
    monkeypatch.setattr(rooms, "KEPT_MESSAGES", 2)
    courier = WebCourier()
    chats = [PlatformId(str(number)) for number in range(4)]
    for chat in chats:
        for text in ("one", "two", "three"):
            await courier.carry(chat, say(text), now=NOW)

    async def shown(chat: PlatformId) -> bytes:
        events = courier.room(chat).follow("")
        batch = b""
        while b"ready" not in batch:
            batch += await anext(events)
        await events.aclose()  # type: ignore[attr-defined]  # it is a generator, said to be an iterator
        return batch

    assert b"one" not in await shown(chats[3])
    assert b"two" in await shown(chats[3])
    assert b"three" not in await shown(chats[0])

    room = courier.room(chats[3])
    for _ in range(5):
        await courier.carry(chats[3], a_file("letter.pdf", 9), now=NOW)
    kept = [name for name in courier._files if courier.file(chats[3], name)]
    assert len(kept) == 2
    assert courier.room(chats[3]) is room


async def test_a_forgotten_chat_ends_its_streams_so_that_the_page_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "KEPT_ROOMS", 1)
    courier = WebCourier()
    events = courier.room(PlatformId("one")).follow("")
    assert b"ready" in await anext(events)
    waiting = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)
    courier.room(PlatformId("two"))
    with pytest.raises(StopAsyncIteration):
        await waiting


async def test_a_chat_has_a_few_open_pages_at_most(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "LISTENERS", 1)
    visitor = await chat.visitor()
    async with visitor.events() as stream:
        await stream.batch()
        assert (await visitor.http.get("/chat/events")).status_code == 429
    await asyncio.sleep(0.1)
    assert await visitor.shown() == []


async def test_a_reply_without_a_message_pressed_is_appended() -> None:
    courier = WebCourier()
    chat = PlatformId("one")
    courier.reply(chat, Reply(messages=(say("a"),), in_place=True), None, now=NOW)
    courier.reply(chat, Reply(messages=(say("b"),)), Reference("00000000.1"), now=NOW)
    courier.reply(chat, Reply(), Reference("00000000.1"), now=NOW)
    events = courier.room(chat).follow("")
    assert b'"text": "a"' in await anext(events)
    assert b'"text": "b"' in await anext(events)
    assert b"ready" in await anext(events)
