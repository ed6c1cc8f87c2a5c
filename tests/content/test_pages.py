"""Pages: long text in pieces fit for a phone, of which nothing is lost; and points to make."""

from hypothesis import given
from hypothesis import strategies as st

from content.action import Letter
from content.cards import paged, points
from content.cards.short import units
from tests.cases import invented
from tests.content.appeals.actions import rough, wordy

SENTENCE = "He was taken from his home on the second of May and nobody has seen him since then. "


def test_paragraphs_stay_whole_where_they_can() -> None:
    assert paged(["One.", "Two.\n\nThree."]) == (("One.", "Two.", "Three."),)
    assert paged(["a" * 500, "b" * 398, "c"]) == (("a" * 500, "b" * 398), ("c",))
    assert paged(["a" * 500, "b" * 399]) == (("a" * 500,), ("b" * 399,))
    assert paged(["", " \n\n "]) == ()


def test_lines_of_a_paragraph_stay_lines() -> None:
    assert paged(["You can ask:\n• one\n• two"]) == (("You can ask:\n• one\n• two",),)


def test_a_longer_paragraph_is_cut_between_sentences() -> None:
    pages = paged([SENTENCE * 20])
    assert len(pages) == 2
    assert all(page[0].endswith("since then.") for page in pages)


def test_what_must_be_cut_anyway_begins_where_there_is_room() -> None:
    pages = paged(["One.", SENTENCE * 20])
    assert pages[0][0] == "One."
    assert pages[0][1].endswith("since then.")
    assert [len(page) for page in paged(["a" * 700, SENTENCE * 20])] == [1, 1, 1], "not for a line or two"


def test_a_list_that_is_too_long_is_cut_between_its_lines() -> None:
    pages = paged(["\n".join(f"• {SENTENCE * 2}" for _ in range(9))])
    assert all(line.startswith("•") for page in pages for piece in page for line in piece.splitlines())


def test_a_longer_sentence_is_cut_between_words() -> None:
    pages = paged(["word " * 400])
    assert {word for page in pages for piece in page for word in piece.split()} == {"word"}


@given(st.lists(st.one_of(rough, wordy, st.text(max_size=200)), max_size=8), st.integers(20, 900))
def test_nothing_is_lost_and_every_page_fits(texts: list[str], limit: int) -> None:
    pages = paged(texts, limit)
    shown = ["\n\n".join(page) for page in pages]
    assert all(0 < units(page) <= limit for page in shown)
    whole = "\n\n".join("\n\n".join(page) for page in paged(texts, 10**6))
    assert "".join("".join(shown).split()) == "".join(whole.split())
    assert all(piece == piece.strip() and piece for page in pages for piece in page)


@given(st.lists(wordy, max_size=4))
def test_every_word_of_the_texts_is_there(texts: list[str]) -> None:
    from content.appeals.words import line

    wanted = [word for text in texts for word in line(text).split()]
    assert [word for page in paged(texts, 10**6) for piece in page for word in piece.split()] == wanted


def test_the_points_are_the_demands_and_the_facts() -> None:
    asked, happened = points(invented(asks=("Free him.", " ", "x" * 300)))
    assert asked[0] == "Free him."
    assert len(asked) == 2
    assert all(units(one) <= 200 for one in asked)
    assert happened == ("B.T. fled torture and was taken in.", "Now he may be sent back within days.")


def test_without_a_list_the_letter_s_end_is_what_is_asked() -> None:
    assert points(invented())[0] == ("I ask you to let him stay.",)
    empty = invented(letter=Letter(salutation="Dear", paragraphs=("",)), summary="")
    assert points(empty) == ((), ())
    assert points(invented(letter=None))[0] == ()


def test_of_many_points_the_first_stand_for_all() -> None:
    asked, _ = points(invented(asks=tuple(f"Ask {number}." for number in range(12))))
    assert asked[-2:] == ("Ask 7.", "…")
