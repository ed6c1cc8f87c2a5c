"""What became of a message, against a server where things really go wrong."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.on_telegram.outcomes import UNKNOWN_BOT
from bot.on_telegram.platform import Telegram
from content.courier import Delivered, Gone, Moved, Outcome, Refused, TryLater, Unknown
from content.ids import Platform, PlatformId
from content.message import Attachment, Message, Press, Span
from handlers.turn import Reply, Turn
from tests.bot.on_telegram.conftest import says
from tests.fake_telegram.client import FakeTelegram

pytestmark = pytest.mark.filterwarnings("ignore:.*attribute `retry_after` will be")  # the library's own plans
NOW = datetime(2026, 2, 22, 18, tzinfo=UTC)
ALICE = PlatformId("1001")
HELLO = says("Hello", "Go")
Carry = Callable[..., Awaitable[Outcome]]


async def nobody(_turn: Turn) -> Reply:
    raise AssertionError("nobody is asked anything here")


def bot_at(telegram: FakeTelegram, **options: Any) -> Telegram:
    given: dict[str, Any] = {"token": telegram.token, "api": telegram.api, "answer": nobody, "read": 0.3} | options
    return Telegram(**given)


@pytest.fixture(params=["by form", "by call"])
async def carry(telegram: FakeTelegram, request: pytest.FixtureRequest) -> AsyncIterator[Carry]:
    """Carry a message to Alice, who has started the bot: as a ready form, or as what has files or parts goes."""
    bot = bot_at(telegram)
    await telegram.people(1, first=1001)
    await bot.start()

    async def carry(message: Message = HELLO, chat: PlatformId = ALICE) -> Outcome:
        ready = bot.courier.ready(message)
        if request.param == "by call":
            ready = replace(ready, form=None)
        return await bot.courier.carry(chat, ready, now=NOW)

    yield carry
    await bot.close()


async def test_delivered_is_known_by_the_message_that_has_the_buttons(telegram: FakeTelegram, carry: Carry) -> None:
    outcome = await carry(Message((Span("One. ", bold=True), Span("word " * 1700)), ((Press("Go", "1"),),)))
    first, second, third = await telegram.person(1001).messages()
    assert outcome == Delivered(str(third.id))  # type: ignore[arg-type]  # a plain id
    assert [message.labels for message in (first, second, third)] == [[], [], ["Go"]]
    assert first.entities == [{"type": "bold", "offset": 0, "length": 5}]


async def test_a_file_travels_with_its_name_and_its_text(telegram: FakeTelegram, carry: Carry) -> None:
    name = 'Lettre à "A.S." (français).pdf'
    outcome = await carry(
        Message((Span("Votre lettre"),), ((Press("Go", "1"),),), Attachment(name, "x/y", b"%PDF-\xe9"))
    )
    seen = await telegram.person(1001).last()
    assert outcome == Delivered(str(seen.id))  # type: ignore[arg-type]  # a plain id
    assert seen.document is not None
    assert (seen.document["file_name"], seen.document["file_size"]) == (name, 6)
    assert (seen.text, seen.labels) == ("Votre lettre", ["Go"])


async def test_accepted_and_then_silence_is_unknown(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.go_wrong("hang", method="sendMessage", seconds=3)
    assert isinstance(await carry(), Unknown)


async def test_accepted_and_then_cut_off_is_unknown_even_where_it_arrived(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.go_wrong("drop", method="sendMessage")
    await telegram.go_wrong("drop", method="sendMessage", arrives=True)
    assert isinstance(await carry(), Unknown)
    assert isinstance(await carry(), Unknown)
    assert len(await telegram.person(1001).messages()) == 1


async def test_a_connection_that_never_opened_is_tried_later(telegram: FakeTelegram) -> None:
    with socket.socket() as closed:  # bound and not listening: nobody else gets the port
        closed.bind(("127.0.0.1", 0))
        bot = bot_at(telegram, api=f"http://127.0.0.1:{closed.getsockname()[1]}")
        await bot.open()  # not `start`, which waits for Telegram
        outcome = await bot.courier.carry(ALICE, bot.courier.ready(HELLO), now=NOW)
        await bot.close()
    assert outcome == TryLater(NOW + timedelta(seconds=2), unreached=True)


async def test_while_telegram_closes_its_door_nothing_has_left(telegram: FakeTelegram, carry: Carry) -> None:
    assert isinstance(await carry(), Delivered)  # leaves an open connection behind, which must not be trusted
    await telegram.control("refuse", seconds=0.5)
    await asyncio.sleep(0.1)  # till its end is noticed; a message sent before that is Unknown, and rightly
    assert isinstance(await carry(), TryLater)


async def test_too_many_requests_halt_the_platform(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.go_wrong("flood", retry_after=7)
    assert await carry() == TryLater(NOW + timedelta(seconds=7), halt=True)


async def test_over_the_rate_the_fake_floods_as_the_real_one(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.control("limits", per_second=2, retry_after=3)
    assert [type(await carry()) for _ in range(3)] == [Delivered, Delivered, TryLater]


@pytest.mark.parametrize(
    ("status", "html", "expected"),
    [
        (500, False, TryLater),
        (503, False, TryLater),
        (500, True, Unknown),
        (502, True, Unknown),
        (504, False, Unknown),
        (200, True, Unknown),
    ],
)
async def test_a_fault_of_telegrams_is_tried_later_if_telegram_itself_says_so(
    telegram: FakeTelegram, carry: Carry, status: int, html: bool, expected: type[Outcome]
) -> None:
    await telegram.go_wrong("status", status=status, html=html)
    assert type(await carry()) is expected


async def test_a_blocked_deactivated_or_unknown_chat_is_gone(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.people(2, first=1001)
    await telegram.people(1, first=1003, started=False)
    await telegram.person(1001).block(silent=True)
    await telegram.control("deactivate", person=1002)
    for chat in ("1001", "1002", "1003", "9999", "nobody"):
        assert isinstance(await carry(chat=PlatformId(chat)), Gone)


async def test_a_group_that_became_a_supergroup_has_moved(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.control("group", id=-55)
    await telegram.control("move", chat=-55, to=-10055)
    assert await carry(chat=PlatformId("-55")) == Moved(PlatformId("-10055"))


async def test_a_mistake_of_ours_is_seen_before_anything_leaves(carry: Carry) -> None:
    with pytest.raises(ValueError, match="1 to 64 bytes"):
        await carry(says("Hello", "x" * 65))


async def test_an_empty_message_is_refused(telegram: FakeTelegram, carry: Carry) -> None:
    assert await carry(Message((Span(" \n"),))) == Refused("Message text is empty")
    assert await telegram.violations() == ["sendmessage: Bad Request: message text is empty"]
    await telegram.control("reset")


async def test_a_wrong_token_is_refused_and_never_shown(telegram: FakeTelegram) -> None:
    for token in (f"{telegram.token[:-3]}xyz", "12345:short"):
        bot = bot_at(telegram, token=token)
        await bot.open()  # not `start`, which would refuse already
        assert await bot.courier.carry(ALICE, bot.courier.ready(HELLO), now=NOW) == Refused(UNKNOWN_BOT)
        await bot.close()


async def test_the_end_of_a_long_message_waits_a_little(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.control("limits", per_chat=1, retry_after=1)
    assert isinstance(await carry(says("word " * 1000, "Go")), Delivered)
    assert [message.labels for message in await telegram.person(1001).messages()] == [[], ["Go"]]


async def test_a_beginning_without_its_end_is_unknown(telegram: FakeTelegram, carry: Carry) -> None:
    await telegram.control("limits", per_chat=1, retry_after=60)
    assert await carry(says("word " * 1000, "Go")) == Unknown("only the beginning arrived")


async def test_paid_broadcasts_are_asked_for_only_where_they_are_wanted(telegram: FakeTelegram) -> None:
    await telegram.people(1, first=1001)
    await telegram.control("limits", per_second=1, paid_per_second=5)
    bot = bot_at(telegram, paid=True)
    await bot.start()
    outcomes = [await bot.courier.carry(ALICE, bot.courier.ready(HELLO), now=NOW) for _ in range(3)]
    assert all(isinstance(outcome, Delivered) for outcome in outcomes)
    assert bot.courier.platform is Platform.TELEGRAM
    await bot.close()
