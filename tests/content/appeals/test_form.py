"""A form: the text in few pieces that its fields hold, parted where a reader would, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.appeals.channels.form import SIZES, TOPICS, pieces
from tests.content.appeals.actions import wordy

LETTER = "Dear Minister,\n\nI write about Mina T. She is ill.\n\nFree her. Let her see a lawyer.\n\nYours sincerely,"


def units(text: str) -> int:
    """Characters as a browser counts them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("size", "found"),
    [
        (500, LETTER),
        (
            60,
            "Dear Minister,\n\nI write about Mina T. She is ill. | Free her. Let her see a lawyer.\n\nYours sincerely,",
        ),
        (36, "Dear Minister, | I write about Mina T. She is ill. | Free her. Let her see a lawyer. | Yours sincerely,"),
    ],
)
def test_pieces_hold_whole_paragraphs_else_sentences_else_words(size: int, found: str) -> None:
    assert " | ".join(pieces(LETTER, size)) == found


def test_only_a_sentence_that_is_too_long_is_parted_between_words() -> None:
    assert pieces("She is ill. I write about Mina T. today. Free her.", 17) == (
        "She is ill.",
        "I write about",
        "Mina T. today.",
        "Free her.",
    )


def test_a_paragraph_is_parted_only_where_that_saves_a_piece() -> None:
    assert pieces("Aa bb. Cc dd.\n\nEe ff. Gg hh.", 20) == ("Aa bb. Cc dd.", "Ee ff. Gg hh.")
    assert pieces("Aa bb.\n\nCc dd. Ee ff.\n\nGg hh.", 20) == ("Aa bb.\n\nCc dd.", "Ee ff.\n\nGg hh.")


def test_initials_end_no_sentence() -> None:
    assert pieces("She knew. A.S. Bird taught her well.", 30) == ("She knew.", "A.S. Bird taught her well.")


def test_lines_of_a_list_stay_whole() -> None:
    asks = "These are my requests:\n- free her\n- let her see a lawyer"
    assert pieces(asks, 35) == ("These are my requests:\n- free her", "- let her see a lawyer")


def test_chinese_is_parted_after_its_sentences() -> None:
    assert pieces("她被捕了。她没有律师。她病了。", 12) == ("她被捕了。她没有律师。", "她病了。")


def test_a_word_that_is_too_long_is_cut_and_an_accent_stays_with_its_letter() -> None:
    assert pieces("x" * 25, 10) == ("x" * 10, "x" * 10, "x" * 5)
    assert pieces("abcde\u0301fgh", 5) == ("abcd", "e\u0301fgh")
    assert pieces("see https://example.org/a", 21) == ("see", "https://example.org/a")


def test_an_emoji_takes_two_as_in_a_browser() -> None:
    assert pieces("😷" * 6, 5) == ("😷😷",) * 3


def test_of_nothing_there_is_nothing() -> None:
    assert pieces(" \n\n ", 500) == ()


def test_what_to_choose_is_one_sentence_to_translate() -> None:
    assert TOPICS.endswith(".")
    assert "%" not in TOPICS


@given(st.lists(wordy, max_size=5).map("\n\n".join), st.sampled_from([*SIZES, 2, 3, 17, 60]))
def test_nothing_is_lost_but_white_space_at_a_border(body: str, size: int) -> None:
    found = pieces(body, size)

    assert all(piece == piece.strip() and 0 < units(piece) <= size for piece in found)
    rest = body.strip()
    for piece in found:
        assert rest.startswith(piece)
        rest = rest[len(piece) :].strip()
    assert not rest


@given(st.lists(st.sampled_from(["Free her.", "Is she well?", "Let her go!"]), min_size=1, max_size=30), st.data())
def test_there_are_as_few_pieces_as_sentences_allow(said: list[str], data: st.DataObject) -> None:
    """Sentences put one after another while they fit, with what is between them: nothing needs fewer."""
    between = data.draw(st.lists(st.sampled_from([" ", "\n", "\n\n"]), min_size=len(said), max_size=len(said)))
    size = data.draw(st.integers(12, 80))
    fewest, room = 0, 0
    for sentence, space in zip(said, ["", *between], strict=False):
        room -= len(space) + len(sentence)
        if room < 0:
            fewest, room = fewest + 1, size - len(sentence)
    body = "".join(sentence + space for sentence, space in zip(said, between, strict=True))

    found = pieces(body, size)
    assert len(found) == fewest
    assert all(piece[-1] in ".?!" for piece in found)
