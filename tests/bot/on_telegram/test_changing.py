"""What became of a change to a message that is there already: put in its place, deleted, or left as it stands."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.on_telegram.platform import Telegram
from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Uneditable, Unknown
from content.ids import PlatformId, Reference
from content.message import Attachment, Message, Press, Span
from handlers.turn import Reply
from tests.bot.on_telegram.conftest import Script, says
from tests.bot.on_telegram.rough import Line, answer, serving
from tests.fake_telegram.client import FakeTelegram

pytestmark = pytest.mark.filterwarnings("ignore:.*attribute `retry_after` will be")  # the library's own plans
NOW = datetime(2026, 2, 22, 18, tzinfo=UTC)
LATELY = NOW - timedelta(hours=1)
ALICE = PlatformId("1001")
HELLO, CLOSED = says("Hello", "Take action"), says("Closed", "Another case")
NOBODY = Script(lambda _turn: Reply())
METHODS = {"amend": "editMessageText", "remove": "deleteMessage"}
Change = Callable[..., Awaitable[Outcome]]


async def change(
    bot: Telegram, how: str, reference: str, chat: PlatformId = ALICE, message: Message = CLOSED
) -> Outcome:
    made, at = bot.courier.ready(message), Reference(reference)
    if how == "amend":
        return await bot.courier.amend(chat, at, made, now=NOW)
    return await bot.courier.remove(chat, at, made, sent_at=LATELY, now=NOW)


@pytest.fixture
async def bot(telegram: FakeTelegram) -> AsyncIterator[Telegram]:
    """A bot with the paid rate, which an edit must not ask for; Alice has started it."""
    made = Telegram(telegram.token, telegram.api, NOBODY, read=0.3, paid=True)
    await telegram.people(1, first=1001)
    await made.open()
    yield made
    await made.close()


@pytest.fixture
async def sent(bot: Telegram) -> str:
    """The reference of a message to Alice."""
    outcome = await bot.courier.carry(ALICE, bot.courier.ready(HELLO), now=NOW)
    assert isinstance(outcome, Delivered)
    return outcome.reference


async def calls(telegram: FakeTelegram, method: str) -> int:
    return int((await telegram.control("calls"))["by_method"].get(method.lower(), 0))


async def test_a_message_takes_the_place_of_another_with_its_buttons(
    telegram: FakeTelegram, bot: Telegram, sent: str
) -> None:
    message = Message((Span("Closed. ", bold=True), Span("Thank you & goodbye")), ((Press("Another case", "1"),),))
    assert await change(bot, "amend", sent, message=message) == Delivered(Reference(sent))
    (seen,) = await telegram.person(1001).messages()
    assert (seen.id, seen.text, seen.labels) == (int(sent), "Closed. Thank you & goodbye", ["Another case"])
    assert seen.entities == [{"type": "bold", "offset": 0, "length": 8}]
    assert [before["text"] for before in seen.history] == ["Hello"]


async def test_buttons_that_are_left_out_go(telegram: FakeTelegram, bot: Telegram, sent: str) -> None:
    assert isinstance(await change(bot, "amend", sent, message=says("Withdrawn")), Delivered)
    assert (await telegram.person(1001).last()).labels == []


async def test_one_that_says_so_already_is_delivered(telegram: FakeTelegram, bot: Telegram, sent: str) -> None:
    assert [await change(bot, "amend", sent) for _ in range(2)] == [Delivered(Reference(sent))] * 2
    assert len((await telegram.person(1001).last()).history) == 1


async def test_a_message_is_deleted_and_stays_so(telegram: FakeTelegram, bot: Telegram, sent: str) -> None:
    assert [await change(bot, "remove", sent) for _ in range(2)] == [Delivered(Reference(sent))] * 2
    assert await telegram.person(1001).messages() == []
    assert (await calls(telegram, "deleteMessage"), await calls(telegram, "editMessageText")) == (2, 0)


@pytest.mark.parametrize(
    ("age", "deleted"), [(timedelta(hours=47, minutes=54), 1), (timedelta(hours=47, minutes=56), 0)]
)
async def test_after_48_hours_it_is_not_even_tried_to_delete(
    telegram: FakeTelegram, bot: Telegram, sent: str, age: timedelta, deleted: int
) -> None:
    made = bot.courier.ready(CLOSED)
    outcome = await bot.courier.remove(ALICE, Reference(sent), made, sent_at=NOW - age, now=NOW)
    assert outcome == Delivered(Reference(sent))
    assert [seen.text for seen in await telegram.person(1001).messages()] == (["Closed"] if not deleted else [])
    assert await calls(telegram, "deleteMessage") == deleted


async def test_what_telegram_no_longer_deletes_is_emptied_at_once(
    telegram: FakeTelegram, bot: Telegram, sent: str
) -> None:
    await telegram.control("age", chat=1001, message=sent, hours=48)
    assert await change(bot, "remove", sent) == Delivered(Reference(sent))
    assert [seen.text for seen in await telegram.person(1001).messages()] == ["Closed"]
    assert (await calls(telegram, "deleteMessage"), await calls(telegram, "editMessageText")) == (1, 1)


async def test_what_can_neither_be_deleted_nor_edited_stands(telegram: FakeTelegram, bot: Telegram, sent: str) -> None:
    await telegram.control("freeze", chat=1001, message=sent)
    assert await change(bot, "remove", sent) == Uneditable("Message can't be edited")
    assert await change(bot, "amend", sent) == Uneditable("Message can't be edited")
    assert (await telegram.person(1001).last()).text == "Hello"


async def test_what_is_deleted_cannot_be_edited(telegram: FakeTelegram, bot: Telegram, sent: str) -> None:
    await telegram.control("delete", chat=1001, message=sent)
    assert await change(bot, "amend", sent) == Uneditable("Message to edit not found")
    assert await change(bot, "amend", "987654") == Uneditable("Message to edit not found")


async def test_a_persons_own_message_and_a_file_cannot_be_edited(telegram: FakeTelegram, bot: Telegram) -> None:
    await telegram.person(1001).say("hello", wait=False)
    theirs = (await telegram.messages(1001))[-1].id
    assert await change(bot, "amend", str(theirs)) == Uneditable("Message can't be edited")
    letter = Message((Span("Your letter"),), attachment=Attachment("letter.txt", "text/plain", b"Dear Minister"))
    outcome = await bot.courier.carry(ALICE, bot.courier.ready(letter), now=NOW)
    assert isinstance(outcome, Delivered)
    assert await change(bot, "amend", outcome.reference) == Uneditable("There is no text in the message to edit")
    assert await change(bot, "remove", outcome.reference) == Delivered(outcome.reference)


@pytest.mark.parametrize("how", METHODS)
@pytest.mark.parametrize("reference", ["", "0", "-7", "x", "C1:1700.5", "1&text=Forged", "1 ", "١", "1\n", "9" * 30])
async def test_a_reference_of_another_platform_never_leaves(
    telegram: FakeTelegram, bot: Telegram, how: str, reference: str
) -> None:
    assert isinstance(await change(bot, how, reference), Uneditable)
    assert await calls(telegram, METHODS[how]) == 0


@pytest.mark.parametrize("how", METHODS)
async def test_a_closed_chat_is_gone(telegram: FakeTelegram, bot: Telegram, sent: str, how: str) -> None:
    await telegram.people(1, first=1002)
    await telegram.control("deactivate", person=1002)
    await telegram.person(1001).block(silent=True)
    for chat in ("1001", "1002", "9999", "1001&message_id=1"):
        assert isinstance(await change(bot, how, sent, PlatformId(chat)), Gone)


@pytest.mark.parametrize("how", METHODS)
async def test_in_a_group_that_moved_the_number_is_another_messages(
    telegram: FakeTelegram, bot: Telegram, how: str
) -> None:
    await telegram.control("group", id=-55)
    group = PlatformId("-55")
    outcome = await bot.courier.carry(group, bot.courier.ready(HELLO), now=NOW)
    assert isinstance(outcome, Delivered)
    assert isinstance(await change(bot, how, outcome.reference, group), Delivered)
    await telegram.control("move", chat=-55, to=-10055)
    assert await change(bot, how, outcome.reference, group) == Uneditable("the group has moved")
    assert await bot.courier.carry(group, bot.courier.ready(HELLO), now=NOW) == Moved(PlatformId("-10055"))


@pytest.mark.parametrize("how", METHODS)
async def test_too_many_requests_halt_the_platform(telegram: FakeTelegram, bot: Telegram, sent: str, how: str) -> None:
    await telegram.go_wrong("flood", method=METHODS[how], retry_after=7)
    assert await change(bot, how, sent) == TryLater(NOW + timedelta(seconds=7), halt=True)
    assert [seen.text for seen in await telegram.person(1001).messages()] == ["Hello"], "no edit instead of a deletion"
    assert await change(bot, how, sent) == Delivered(Reference(sent))


@pytest.mark.parametrize("how", METHODS)
@pytest.mark.parametrize(
    ("status", "html", "expected"),
    [(500, False, TryLater), (503, False, TryLater), (500, True, Unknown), (502, True, Unknown), (200, True, Unknown)],
)
async def test_a_fault_of_telegrams_is_tried_later_if_telegram_itself_says_so(
    telegram: FakeTelegram, bot: Telegram, sent: str, how: str, status: int, html: bool, expected: type[Outcome]
) -> None:
    await telegram.go_wrong("status", method=METHODS[how], status=status, html=html)
    assert type(await change(bot, how, sent)) is expected
    assert [seen.text for seen in await telegram.person(1001).messages()] == ["Hello"]


@pytest.mark.parametrize("how", METHODS)
@pytest.mark.parametrize("arrives", [False, True])
@pytest.mark.parametrize("kind", ["drop", "hang"])
async def test_without_an_answer_it_is_unknown_and_doing_it_again_does_no_harm(
    telegram: FakeTelegram, bot: Telegram, sent: str, how: str, kind: str, arrives: bool
) -> None:
    await telegram.go_wrong(kind, method=METHODS[how], arrives=arrives, seconds=3)
    assert isinstance(await change(bot, how, sent), Unknown)
    assert await change(bot, how, sent) == Delivered(Reference(sent))
    seen = await telegram.person(1001).messages()
    assert [(one.text, len(one.history)) for one in seen] == ([("Closed", 1)] if how == "amend" else [])


@pytest.mark.parametrize("how", METHODS)
async def test_a_connection_that_never_opened_is_tried_later(telegram: FakeTelegram, how: str) -> None:
    with socket.socket() as closed:  # bound and not listening: nobody else gets the port
        closed.bind(("127.0.0.1", 0))
        bot = Telegram(telegram.token, f"http://127.0.0.1:{closed.getsockname()[1]}", NOBODY, read=0.3)
        await bot.open()
        assert await change(bot, how, "17") == TryLater(NOW + timedelta(seconds=2), unreached=True)
        await bot.close()


async def test_a_mistake_of_ours_is_refused(telegram: FakeTelegram, bot: Telegram, sent: str) -> None:
    assert await change(bot, "amend", sent, message=Message((Span(" \n"),))) == Refused("Message text is empty")
    assert await telegram.violations() == ["editmessagetext: Bad Request: message text is empty"]
    await telegram.control("reset")


async def test_of_what_cannot_take_a_place_whole_the_last_part_does(
    telegram: FakeTelegram, bot: Telegram, sent: str
) -> None:
    long = Message((Span("One. ", bold=True), Span("word " * 1000), Span("The end.")), ((Press("Go", "1"),),))
    assert await change(bot, "amend", sent, message=long) == Delivered(Reference(sent))
    (seen,) = await telegram.person(1001).messages()
    assert seen.text.endswith("word The end.")
    assert seen.labels == ["Go"]
    file = Message((Span("With a file", italic=True),), ((Press("Go", "1"),),), Attachment("a.txt", "text/plain", b"x"))
    assert await change(bot, "amend", sent, message=file) == Delivered(Reference(sent))
    (seen,) = await telegram.person(1001).messages()
    assert (seen.text, seen.labels, seen.document) == ("With a file", ["Go"], None)
    assert seen.entities == [{"type": "italic", "offset": 0, "length": 11}]


def bad(said: str) -> tuple[int, bytes]:
    return 400, b'{"ok":false,"error_code":400,"description":"Bad Request: %b"}' % said.encode()


OK = b'{"ok":true,"result":'
DONE, IN_DOUBT = Delivered(Reference("17")), Unknown("the connection broke before a clear answer")
ANSWERS: dict[str, tuple[tuple[int, bytes], Outcome]] = {
    "the message": ((200, OK + b'{"message_id":17,"date":1}}'), DONE),
    "just true": ((200, b' {"ok" : true, "result":true}'), DONE),
    "in another order": ((200, b'{"result":true,"ok":true}'), DONE),
    "not ok and 200": ((200, b'{"ok":false,"description":"Bad Request: x"}'), IN_DOUBT),
    "ok and not 200": ((502, OK + b"true}"), IN_DOUBT),
    "a gateway's page": ((400, b"<html>message is not modified</html>"), IN_DOUBT),
    "nothing": ((200, b""), IN_DOUBT),
    "not modified": (bad("message is not modified: the same"), DONE),
    "nothing to delete": (bad("message to delete not found"), DONE),
    "nothing to edit": (bad("message to edit not found"), Uneditable("Message to edit not found")),
    "not to be deleted": (
        bad("message can't be deleted for everyone"),
        Uneditable("Message can't be deleted for everyone"),
    ),
    "an invalid number": (bad("MESSAGE_ID_INVALID"), Uneditable("Message_id_invalid")),
    "an author required": (bad("MESSAGE_AUTHOR_REQUIRED"), Uneditable("Message_author_required")),
    "too late": (bad("MESSAGE_EDIT_TIME_EXPIRED"), Uneditable("Message_edit_time_expired")),
    "no rights": (bad("not enough rights to send text messages"), Gone("Not enough rights to send text messages")),
    "no chat": (bad("chat not found"), Gone("Chat not found")),
    "our mistake": (bad("can't parse entities"), Refused("Can't parse entities")),
}


@pytest.mark.parametrize("how", METHODS)
@pytest.mark.parametrize("name", ANSWERS)
async def test_whatever_is_answered_has_one_outcome(name: str, how: str) -> None:
    (status, body), expected = ANSWERS[name]

    async def say(line: Line) -> None:
        while True:
            await line.request()
            await line.say(answer(body, status))

    async with serving(say) as server:
        bot = Telegram("7000000001:SECRET", server.url, NOBODY, paid=True)
        await bot.open()
        outcome = await change(bot, how, "17")
        await bot.close()
    assert outcome == expected
    falls_back = how == "remove" and isinstance(outcome, Uneditable)
    assert len(server.seen) == 1 + falls_back
    assert "SECRET" not in repr(outcome)


async def test_what_leaves_is_the_same_but_for_where_it_goes_and_what_it_costs() -> None:
    async def say(line: Line) -> None:
        while True:
            await line.request()
            await line.say(answer(OK + b'{"message_id":17,"date":1}}'))

    seen: list[dict[str, Any]] = []
    for paid in (False, True):
        async with serving(say) as server:
            bot = Telegram("1:A", server.url, NOBODY, paid=paid)
            await bot.open()
            assert await bot.courier.carry(ALICE, bot.courier.ready(CLOSED), now=NOW) == DONE
            assert [await change(bot, how, "17") for how in METHODS] == [DONE, DONE]
            await bot.close()
        seen = [parse_qs(body.decode(), strict_parsing=True) for body in server.seen]
        sent, edited, deleted = seen
        assert sent.pop("allow_paid_broadcast", None) == (["true"] if paid else None)
        assert edited.pop("message_id") == ["17"]
        assert edited == sent
        assert deleted == {"chat_id": ["1001"], "message_id": ["17"]}
