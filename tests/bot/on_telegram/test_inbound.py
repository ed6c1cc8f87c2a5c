"""An update becomes a turn, or nothing; whatever its shape, reading it never raises."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.on_telegram.inbound import Arrival, chat_of, read
from content.ids import Platform, PlatformId
from handlers.turn import Event, Turn

NOW = datetime(2026, 2, 22, 18, tzinfo=UTC)
ALICE = {"id": 1001, "is_bot": False, "first_name": "Alice", "language_code": "fr"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Alice"}
GROUP = {"id": -100200, "type": "supergroup", "title": "Letter writers"}


def arrival(**update: Any) -> Arrival | None:
    return read({"update_id": 7, **update}, username="ua_test_bot", now=NOW)


def turn(event: Event, what: str = "") -> Turn:
    chat = PlatformId("1001")
    return Turn(platform=Platform.TELEGRAM, chat=chat, key="7", event=event, what=what, language="fr", now=NOW)


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 5, "from": ALICE, "chat": PRIVATE, "date": 1, **more}


def press(**more: Any) -> dict[str, Any]:
    return {"id": "q1", "from": ALICE, "message": message(**{"from": {"id": 7, "is_bot": True}}), "data": "1:a", **more}


def member(status: str, **more: Any) -> dict[str, Any]:
    return {"chat": PRIVATE, "from": ALICE, "new_chat_member": {"status": status}, **more}


def test_what_a_person_says() -> None:
    found = arrival(message=message(text="/start ua_24-21"))
    assert found is not None
    assert found.turn == turn(Event.SAID, "/start ua_24-21")
    assert (found.pressed, found.query) == (None, None)


def test_what_a_person_presses() -> None:
    found = arrival(callback_query=press())
    assert found is not None
    assert found.turn == turn(Event.PRESSED, "1:a")
    assert (found.chat, found.pressed, found.query) == ("1001", 5, "q1")


def test_a_button_of_a_month_ago_still_counts() -> None:
    found = arrival(callback_query=press(message={"chat": PRIVATE, "message_id": 5, "date": 0}))
    assert found is not None
    assert found.turn == turn(Event.PRESSED, "1:a")


@pytest.mark.parametrize("kind", ["document", "photo", "voice", "sticker", "location", "contact", "poll"])
def test_whatever_else_a_person_sends(kind: str) -> None:
    found = arrival(message=message(**{kind: {}, "caption": "look"}))
    assert found is not None
    assert found.turn == turn(Event.SENT_FILE)


@pytest.mark.parametrize(("status", "event"), [("kicked", Event.BLOCKED), ("member", Event.UNBLOCKED)])
def test_blocking_and_coming_back(status: str, event: Event) -> None:
    found = arrival(my_chat_member=member(status))
    assert found is not None
    assert found.turn == turn(event)


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("/start@ua_test_bot", True),
        ("/help@UA_Test_Bot x", True),
        ("/start@other_bot", False),
        ("/start", False),
        ("hi @ua_test_bot", False),
        (" ", False),
    ],
)
def test_in_a_group_only_a_command_to_us_is_answered_and_it_is_no_turn(text: str, answered: bool) -> None:
    found = arrival(message=message(chat=GROUP, text=text))
    assert found == (Arrival(chat="-100200", language="fr") if answered else None)  # type: ignore[arg-type]  # a plain id


def test_a_press_in_a_group_or_on_somebody_elses_message_is_only_noted() -> None:
    for chat in (GROUP, {"id": 1002, "type": "private"}):
        found = arrival(callback_query=press(message=message(chat=chat)))
        assert found is not None
        assert (found.turn, found.query, found.chat) == (None, "q1", "1001")


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"message": None},
        {"message": []},
        {"message": {"text": "hi"}},
        {"message": message(text=5)},
        {"message": message(text="")},
        {"message": message(**{"from": None, "text": "hi"})},
        {"message": message(**{"from": {"id": 1001, "is_bot": True}, "text": "hi"})},
        {"message": message(**{"from": {"id": 9}, "text": "hi"})},
        {"message": message(chat={"id": "1001", "type": "private"}, text="hi")},
        {"message": message(pinned_message={})},
        {"callback_query": press(data=None)},
        {"callback_query": press(id=None)},
        {"callback_query": press(**{"from": None})},
        {"my_chat_member": member("administrator")},
        {"my_chat_member": member("kicked", chat=GROUP)},
        {"my_chat_member": member("kicked", new_chat_member=None)},
        {"channel_post": message(text="hi")},
        {"edited_message": message(text="hi")},
        {"something_new": {"chat": PRIVATE}},
    ],
)
def test_what_is_odd_or_not_for_us_is_nothing(update: dict[str, Any]) -> None:
    assert arrival(**update) is None


def test_text_that_no_database_takes_is_mended() -> None:
    found = arrival(message=message(text="a\0b\ud800c"))
    assert found is not None
    assert found.turn == turn(Event.SAID, "ab?c")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([ALICE, PRIVATE, GROUP]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                ["id", "from", "chat", "message", "text", "data", "type", "document", "new_chat_member", "status"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    values
    | st.fixed_dictionaries(
        {"update_id": st.integers()}, optional={"message": values, "callback_query": values, "my_chat_member": values}
    )
)
def test_reading_never_raises(update: Any) -> None:
    found = read(update, username="ua_test_bot", now=NOW)
    assert found is None or isinstance(found, Arrival)
    assert chat_of(update) is None or isinstance(chat_of(update), int)
