"""A message becomes Telegram's: nothing lost, nothing misplaced, nothing that Telegram would refuse."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.on_telegram.markup import Part, entities, opens, parts, units
from content.message import Attachment, Copy, Link, Message, Press, Span, Text, plain
from tests.fake_telegram import checks

characters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z"), include_characters="\n😀👩🏽‍🎓𝔄")
words = st.text(characters, max_size=40)
links = st.sampled_from([None, "https://example.org/a?b=c", "http://localhost:8000", "javascript:alert(1)"])
spans = st.builds(
    Span, words, bold=st.booleans(), italic=st.booleans(), code=st.booleans(), block=st.booleans(), link=links
)
texts = st.lists(spans, max_size=12).map(tuple)


def cut(text: str, offset: int, length: int) -> str:
    """What an entity covers, counted as Telegram counts."""
    coded = text.encode("utf-16-le")
    return coded[2 * offset : 2 * (offset + length)].decode("utf-16-le")


@given(texts)
def test_the_text_that_goes_in_comes_out_and_every_style_lies_on_its_words(text: Text) -> None:
    (part,) = parts(Message(text))
    assert part.text == plain(text)
    checks.entities([entity.to_dict() for entity in part.entities], part.text)
    for kind, styled in (
        ("pre", [span.text for span in text if span.block]),
        ("code", [span.text for span in text if span.code and not span.block]),
        ("bold", [span.text for span in text if span.bold and not span.code and not span.block]),
        ("italic", [span.text for span in text if span.italic and not span.code and not span.block]),
    ):
        found = [cut(part.text, entity.offset, entity.length) for entity in part.entities if entity.type == kind]
        assert found == [words for words in styled if words]
    assert not checks.overlaps([entity.to_dict() for entity in part.entities])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(characters, min_size=1, max_size=1500).map(Span), min_size=1, max_size=12).map(tuple))
def test_a_long_text_is_split_under_the_limit_and_only_border_white_space_is_lost(text: Text) -> None:
    made = parts(Message(text, ((Press("Go", "1"),),)))
    assert all(units(part.text) <= 4096 for part in made)
    assert all(part.text.strip() for part in made[1:])
    assert "".join("".join(part.text.split()) for part in made) == "".join(plain(text).split())
    assert [part.keyboard is not None for part in made] == [False] * (len(made) - 1) + [True]
    for before, after in pairwise(made):
        assert units(before.text) + units(after.text) > 2048, "no part is split off for nothing"


def test_emoji_count_twice() -> None:
    assert units("a😀") == 3
    assert [units(part.text) for part in parts(Message((Span("😀" * 2049),)))] == [4096, 2]


def test_white_space_beyond_the_limit_does_not_make_an_empty_message() -> None:
    (part,) = parts(Message((Span("a" * 4096 + "   "),), ((Press("Go", "1"),),)))
    assert part.text == "a" * 4096
    assert part.keyboard is not None


def test_of_more_than_a_hundred_styles_the_blocks_stay() -> None:
    text = (*(Span("b", bold=not number % 2) for number in range(400)), Span("letter", block=True))
    found = entities(text)
    assert len(found) == 100
    assert found[-1].type == "pre"
    assert [entity.offset for entity in found] == sorted(entity.offset for entity in found)


def test_buttons_telegram_would_refuse_are_left_out() -> None:
    row = (
        Press("Yes", "1:yes"),
        Copy("Address", "x" * 256),
        Copy("Letter", "x" * 257),
        Copy("Nothing", ""),
        Link("Page", "https://example.org/go"),
        Link("Here", "http://localhost:8000/"),
        Link("Long", "https://example.org/" + "x" * 3000),
    )
    assert labels(Message((Span("Hi"),), (row, (Link("Here", "http://localhost/"),)))) == [["Yes", "Address", "Page"]]
    assert parts(Message((Span("Hi"),), ((Link("Here", "http://localhost/"),),)))[0].keyboard is None


def test_at_most_eight_buttons_a_row_and_a_hundred_in_all() -> None:
    row = tuple(Press(str(number), str(number)) for number in range(60))
    found = labels(Message((Span("Hi"),), (row, row)))
    assert max(map(len, found)) == 8
    assert [label for line in found for label in line] == [str(number) for number in (*range(60), *range(40))]


def labels(message: Message) -> list[list[str]]:
    keyboard = parts(message)[-1].keyboard
    assert keyboard is not None
    checks.keyboard(keyboard.to_dict())
    return [[button.text for button in row] for row in keyboard.inline_keyboard]


@pytest.mark.parametrize("choice", ["", "x" * 65, "é" * 33])
def test_a_choice_over_64_bytes_is_a_bug_of_ours_and_is_seen(choice: str) -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        parts(Message((Span("Hi"),), ((Press("Go", choice),),)))


def test_a_file_takes_a_short_text_as_its_caption_and_goes_before_a_long_one() -> None:
    file = Attachment("letter.pdf", "application/pdf", b"%PDF")
    rows = ((Press("Go", "1"),),)
    (short,) = parts(Message((Span("Your letter", bold=True),), rows, file))
    assert (short.attachment, short.fields["caption"], "caption_entities" in short.fields) == (
        file,
        "Your letter",
        True,
    )
    assert short.keyboard is not None
    alone, *told = parts(Message((Span("word " * 1500),), rows, file))
    assert (alone.attachment, alone.text, alone.keyboard) == (file, "", None)
    assert [part.attachment for part in told] == [None, None]
    assert [part.keyboard is not None for part in told] == [False, True]


@pytest.mark.parametrize(
    ("url", "passes"),
    [
        ("https://example.org", True),
        ("http://127.0.0.1:8000/a", True),
        ("https://example.org/?text=a%20b", True),
        ("mailto:minister@example.org", False),
        ("tel:+33123456", False),
        ("https://localhost/", False),
        ("https://example.org:port/", False),
        ("https://.org/", False),
        ("https://example.org/a b", False),
        ("https://exa\u202emple.org/", False),
        ("https://[::1/", False),
        ("tg://user?id=1", False),
    ],
)
def test_only_links_that_telegram_opens_pass(url: str, passes: bool) -> None:
    assert opens(url) is passes
    assert [entity.type for entity in entities((Span("page", link=url),))] == (["text_link"] if passes else [])


def test_markup_in_a_text_stays_text() -> None:
    hostile = "<b>*_`[x](tg://user?id=1)</b> &amp;"
    assert parts(Message((Span(hostile),))) == (Part(hostile),)


def test_half_a_character_becomes_a_question_mark_and_moves_nothing() -> None:
    (part,) = parts(Message((Span("a\ud83d"), Span("b", bold=True)), ((Press("\ude00", "1"),),)))
    assert (part.text, part.entities[0].offset) == ("a?b", 2)
    assert part.keyboard is not None
    assert part.keyboard.inline_keyboard[0][0].text == "?"
