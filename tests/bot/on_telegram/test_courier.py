"""A broadcast's message, ready as bytes: the same as by the library's calls, whatever Telegram answers."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.on_telegram import outbound
from bot.on_telegram.markup import PLAIN_LINK, Ready, ready
from bot.on_telegram.outcomes import UNKNOWN_BOT
from bot.on_telegram.platform import Telegram
from content.courier import Courier, Delivered, Gone, Moved, Outcome, Refused, TryLater, Unknown
from content.ids import PlatformId, Reference
from content.message import Attachment, Copy, Link, Message, Press, Span, plain
from handlers.turn import Reply
from tests.bot.on_telegram.conftest import Script, polling, says
from tests.bot.on_telegram.rough import Line, answer, serving
from tests.bot.on_telegram.test_replies import walk
from tests.fake_telegram.client import FakeTelegram

pytestmark = pytest.mark.filterwarnings("ignore:.*attribute `retry_after` will be")  # the library's own plans
NOW = datetime(2026, 2, 22, 18, tzinfo=UTC)
ALICE = PlatformId("1001")
NOBODY = Script(lambda _turn: Reply())

characters = st.one_of(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z")),
    st.sampled_from("&+=%;#?\n\t\"'\\<>{}😀👩🏽‍🎓𝔄\u200f\u202eשלוםعاجل"),
)
words = st.text(characters, min_size=1, max_size=30)
spans = st.builds(
    Span,
    words,
    bold=st.booleans(),
    italic=st.booleans(),
    code=st.booleans(),
    block=st.booleans(),
    link=st.sampled_from([None, "https://example.org/a?b=c&d=%20e+f#g"]),
)
labels = words.filter(str.strip)
buttons = st.one_of(
    st.builds(Press, labels, st.text(st.sampled_from("1:aé&+=% "), min_size=1, max_size=20)),
    st.builds(Copy, labels, labels),
    st.builds(Link, labels, st.sampled_from(["https://example.org/?a=b&c=d+e", "http://example.org"])),
)
messages = st.builds(
    Message,
    st.lists(spans, min_size=1, max_size=8).map(tuple).filter(lambda text: bool(plain(text).strip())),
    st.lists(st.lists(buttons, max_size=3).map(tuple), max_size=4).map(tuple),
)


def form_of(made: Ready) -> bytes:
    assert made.form is not None
    return made.form


@given(messages)
def test_the_form_holds_what_the_library_would_write(message: Message) -> None:
    made = ready(message)
    (part,) = made.parts
    fields: dict[str, object] = {**part.fields, "link_preview_options": PLAIN_LINK}
    theirs = RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()])
    assert parse_qsl(form_of(made).decode("ascii"), strict_parsing=True) == list(theirs.json_parameters.items())


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(message=messages)
async def test_telegram_gets_the_same_message_both_ways(telegram: FakeTelegram, message: Message) -> None:
    await telegram.people(1, first=1001)
    bot = Telegram(telegram.token, telegram.api, NOBODY)
    await bot.open()
    made = bot.courier.ready(message)
    outcomes = [await bot.courier.carry(ALICE, one, now=NOW) for one in (made, replace(made, form=None))]
    await bot.close()
    *_, one, other = await telegram.person(1001).messages()
    assert outcomes == [Delivered(Reference(str(one.id))), Delivered(Reference(str(other.id)))]
    assert replace(one, id=0) == replace(other, id=0)
    assert one.text == plain(message.text)
    assert await telegram.violations() == []


async def test_a_chats_name_is_no_part_of_the_form(telegram: FakeTelegram) -> None:
    await telegram.people(2, first=1001)
    bot = Telegram(telegram.token, telegram.api, NOBODY)
    await bot.open()
    for forged in ("1002&text=Forged", "1002&chat_id=1001", "1002#", "1002%26", "", "é"):
        outcome = await bot.courier.carry(PlatformId(forged), bot.courier.ready(says("Hello")), now=NOW)
        assert isinstance(outcome, Gone if forged else Refused)
    await bot.close()
    assert [await telegram.person(id).messages() for id in (1001, 1002)] == [[], []]  # noqa: A001 - what it is
    assert await telegram.violations() == ["sendmessage: Bad Request: chat_id is empty"]
    await telegram.control("reset")


def test_what_has_a_file_or_several_parts_is_no_form() -> None:
    letter = Attachment("letter.txt", "text/plain", b"Dear Minister")
    assert ready(Message((Span("Here"),), attachment=letter)).form is None
    assert ready(says("word " * 1000)).form is None
    assert len(ready(says("word " * 1000)).parts) == 2
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        ready(says("Hello", "x" * 65))


OK = b'{"ok":true,"result":'
IN_DOUBT = Unknown("the connection broke before a clear answer")
HOSTILE: dict[str, tuple[int, bytes, Outcome]] = {
    "as it comes": (200, OK + b'{"message_id":12345,"date":1}}', Delivered(Reference("12345"))),
    "with spaces": (200, b' {"ok": true,\n "result": {"message_id" : 7 }}', Delivered(Reference("7"))),
    "in another order": (200, b'{"result":{"date":1,"message_id":8},"ok":true}', Delivered(Reference("8"))),
    "nested first": (200, OK + b'{"chat":{"message_id":1},"message_id":9}}', Delivered(Reference("9"))),
    "large": (200, OK + b'{"message_id":10,"text":"' + b"x" * 200_000 + b'"}}', Delivered(Reference("10"))),
    "endlessly large": (200, OK + b'{"message_id":10,"text":"' + b"x" * 2_000_000 + b'"}}', IN_DOUBT),
    "with a text for a number": (200, OK + b'{"message_id":"12345"}}', IN_DOUBT),
    "with a negative number": (200, OK + b'{"message_id":-5}}', IN_DOUBT),
    "with nought": (200, OK + b'{"message_id":0}}', IN_DOUBT),
    "with a fraction": (200, OK + b'{"message_id":1.5}}', IN_DOUBT),
    "with a power": (200, OK + b'{"message_id":1e5}}', IN_DOUBT),
    "with true": (200, OK + b'{"message_id":true}}', IN_DOUBT),
    "with no number": (200, OK + b'{"date":1}}', IN_DOUBT),
    "with a number of 5000 digits": (200, OK + b'{"message_id":' + b"9" * 5000 + b"}}", IN_DOUBT),
    "a list": (200, OK + b'[{"message_id":1}]}', IN_DOUBT),
    "just true": (200, OK + b"true}", IN_DOUBT),
    "without a result": (200, b'{"ok":true}', IN_DOUBT),
    "not ok": (200, b'{"ok":false,"result":{"message_id":1}}', IN_DOUBT),
    "not ok and 200": (200, b'{"ok":false,"description":"Bad Request: x"}', IN_DOUBT),
    "no JSON": (200, b"<html>" + b"x" * 1000, IN_DOUBT),
    "half a JSON": (200, b'{"ok":true,"resu', IN_DOUBT),
    "no UTF-8": (200, b'{"ok":true,"result":"\xff"}', IN_DOUBT),
    "deep": (200, b"[" * 100_000, IN_DOUBT),
    "empty": (200, b"", IN_DOUBT),
    "nothing": (204, b"", IN_DOUBT),
    "elsewhere": (302, b"", IN_DOUBT),
    "a gateway's refusal": (403, b"<html>Forbidden</html>", IN_DOUBT),
    "a gateway's complaint": (400, b"<html>'Bad \"request'</html>", IN_DOUBT),
    "a gateway's flood": (429, b"<html>Too Many Requests</html>", IN_DOUBT),
    "a status nobody knows": (799, b'{"ok":false}', TryLater(NOW + timedelta(seconds=2))),
    "a description of no text": (400, b'{"ok":false,"description":{"a":1}}', IN_DOUBT),
    "parameters of no form": (429, b'{"ok":false,"parameters":"retry_after"}', IN_DOUBT),
    "a wait of no number": (429, b'{"ok":false,"parameters":{"retry_after":"soon"}}', IN_DOUBT),
    "a wait for ever": (
        429,
        b'{"ok":false,"parameters":{"retry_after":99999999999999999999}}',
        TryLater(NOW + timedelta(days=1), halt=True),
    ),
    "a wait into the past": (
        429,
        b'{"ok":false,"parameters":{"retry_after":-60}}',
        TryLater(NOW + timedelta(seconds=1), halt=True),
    ),
    "a flood": (
        429,
        b'{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":35}}',
        TryLater(NOW + timedelta(seconds=35), halt=True),
    ),
    "blocked": (
        403,
        b'{"ok":false,"description":"Forbidden: bot was blocked by the user"}',
        Gone("Forbidden: bot was blocked by the user"),
    ),
    "not found": (400, b'{"ok":false,"description":"Bad Request: chat not found"}', Gone("Chat not found")),
    "moved": (
        400,
        b'{"ok":false,"description":"Bad Request: upgraded","parameters":{"migrate_to_chat_id":-1001234567890123}}',
        Moved(PlatformId("-1001234567890123")),
    ),
    "our mistake": (
        400,
        b'{"ok":false,"description":"Bad Request: can\'t parse entities"}',
        Refused("Can't parse entities"),
    ),
    "a wrong token": (401, b'{"ok":false,"description":"Unauthorized"}', Refused(UNKNOWN_BOT)),
    "no such bot": (404, b"<html>", Refused(UNKNOWN_BOT)),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("way", ["by form", "by call"])
async def test_whatever_is_answered_has_one_outcome(name: str, way: str) -> None:
    status, body, expected = HOSTILE[name]
    if name == "endlessly large" and way == "by call":
        expected = Delivered(Reference("10"))  # within what an answer of many updates may be

    async def say(line: Line) -> None:
        await line.request()
        await line.say(answer(body, status))

    async with serving(say) as server:
        bot = Telegram("7000000001:SECRET", server.url, NOBODY)
        await bot.open()
        made = bot.courier.ready(says("Hello"))
        made = made if way == "by form" else replace(made, form=None)
        outcome = await bot.courier.carry(ALICE, made, now=NOW)
        await bot.close()
        assert len(server.seen) == 1
    assert outcome == expected
    assert "SECRET" not in repr(outcome)


def test_a_chat_has_a_pace_and_a_group_a_slower_one() -> None:
    courier: Courier[Ready] = Telegram("1:A", "http://127.0.0.1:9", NOBODY).courier
    assert [courier.apart(PlatformId(chat)) for chat in ("1001", "-55", "-1001234567890")] == [1, 3, 3]


async def test_answers_to_people_are_counted_once(telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "JUST_NOW", 60.0)
    async with polling(telegram, Script(walk)) as bot:
        alice = telegram.person(1001)
        assert bot.courier.answered() == 0
        await alice.say("hello")
        assert (bot.courier.answered(), bot.courier.answered()) == (1, 0)
        await alice.press("Join")
        assert bot.courier.answered() == 1, "an edit counts as well"
        frozen = (await alice.last()).id
        await alice.press("Back", wait=False)
        await telegram.control("freeze", chat=1001, message=frozen)
        await alice.sees("You pressed Back")
        assert bot.courier.answered() == 2, "so does an edit that was refused, and the message in its place"
        await bot.courier.carry(ALICE, bot.courier.ready(says("An alert")), now=NOW)
        await bot.courier.carry(ALICE, replace(bot.courier.ready(says("An alert")), form=None), now=NOW)
        assert bot.courier.answered() == 0, "a broadcast's own are not"
        monkeypatch.setattr(outbound, "JUST_NOW", 0.1)
        await alice.say("hello")
        await asyncio.sleep(0.2)
        assert bot.courier.answered() == 0, "what is long past delays nobody"
