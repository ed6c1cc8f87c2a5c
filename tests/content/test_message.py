"""Message: what can be pressed, and how a long text becomes several messages without losing a character."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.message import Attachment, Copy, Link, Message, Press, Span, Text, plain, split

FILE = Attachment("letter.pdf", "application/pdf", b"%PDF")
ROWS = ((Press("Take action", "t1"), Copy("Copy subject", "A. Bright")), (Link("Gmail", "https://mail.example.org/"),))


def utf16(text: str) -> int:
    """How Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


words = st.text(st.sampled_from("ab é漢😀 \n\t.@"), max_size=60)
texts = st.lists(st.builds(Span, words, bold=st.booleans(), block=st.booleans()), max_size=6).map(tuple)


def styled(text: Text) -> list[tuple[str, bool, bool]]:
    return [(letter, span.bold, span.block) for span in text for letter in span.text]


@given(texts, st.integers(2, 40), st.sampled_from([len, utf16]))
def test_nothing_but_white_space_at_a_border_is_lost_and_no_part_is_too_long(
    text: Text, limit: int, measure: Callable[[str], int]
) -> None:
    parts = split(Message(text, ROWS, FILE), limit, measure)

    assert all(measure(plain(part.text)) <= limit for part in parts)
    assert len(parts) == 1 or all(plain(part.text).strip() for part in parts)
    rest = styled(text)
    for part in parts:
        mine = styled(part.text)
        while rest[: len(mine)] != mine:
            dropped, *rest = rest
            assert dropped[0].isspace()
        rest = rest[len(mine) :]
    assert all(letter.isspace() for letter, *_ in rest)
    assert [bool(part.rows) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert [part.attachment for part in parts] == [FILE] + [None] * (len(parts) - 1)


@given(texts, st.integers(0, 20))
def test_what_fits_stays_as_it_is(text: Text, more: int) -> None:
    message = Message(text, ROWS, FILE)

    assert split(message, len(plain(text)) + more) == (message,)


def test_paragraphs_are_kept_together_before_lines_and_lines_before_words() -> None:
    message = Message((Span("one two\nthree\n\nfour five six"),))

    assert [plain(part.text) for part in split(message, 16)] == ["one two\nthree", "four five six"]
    assert [plain(part.text) for part in split(message, 13)] == ["one two\nthree", "four five six"]
    assert [plain(part.text) for part in split(message, 9)] == ["one two", "three", "four five", "six"]


def test_a_word_longer_than_a_message_is_cut() -> None:
    parts = split(Message((Span("x" * 25, bold=True),)), 10)

    assert [part.text for part in parts] == [
        (Span("x" * 10, bold=True),),
        (Span("x" * 10, bold=True),),
        (Span("x" * 5, bold=True),),
    ]


@pytest.mark.parametrize(
    "text",
    ["word" + " " * 50, " " * 50 + "word", "\n" * 50 + "word and word" + "\n" * 50],
    ids=["after", "before", "both"],
)
def test_white_space_at_either_end_makes_no_empty_message(text: str) -> None:
    parts = split(Message((Span(text),), ROWS), 20)

    assert [plain(part.text) for part in parts] == [text.strip()]
    assert parts[0].rows == ROWS


def test_white_space_alone_leaves_one_message_with_its_buttons() -> None:
    assert split(Message((Span(" " * 50),), ROWS), 20) == (Message((), ROWS),)


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "http://example.org", "https://exämple.org/é"])
def test_a_link_opens_a_page(url: str) -> None:
    assert Link("Open", url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "mailto:a@example.org",
        "tel:+33123",
        "javascript:alert(1)",
        "tg://user?id=1",
        "https://",
        "example.org",
        "",
        "//a.b",
    ],
)
def test_a_link_opens_nothing_else(url: str) -> None:
    with pytest.raises(ValueError, match="only http and https"):
        Link("Open", url)


@pytest.mark.parametrize(
    "url", ["https://example.org/\nx", "https://exam\tple.org", "https://example.org/a b", " https://a.b"]
)
def test_a_link_holds_no_white_space_or_control_characters(url: str) -> None:
    with pytest.raises(ValueError, match="white space"):
        Link("Open", url)
