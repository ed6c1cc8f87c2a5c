"""A paragraph of one's own: each answer a whole sentence, nothing added but capitals and full stops."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.appeals.own import paragraph
from content.appeals.words import line
from tests.content.appeals.actions import rough


def test_three_answers_become_three_sentences() -> None:
    answers = ("because nobody should be beaten", "I teach music,", "my aunt lives in Lyon!")

    assert paragraph(answers, "en") == "Because nobody should be beaten. I teach music. My aunt lives in Lyon!"


def test_what_was_skipped_leaves_no_trace() -> None:
    assert paragraph(("", "I am a nurse", "  "), "en") == "I am a nurse."
    assert paragraph(("", "", ""), "en") == paragraph((), "en") == paragraph(("…", "- ,"), "en") == ""


@pytest.mark.parametrize(
    ("typed", "language", "sentence"),
    [
        ("i care", "en", "I care."),
        ("I care…", "en", "I care…"),
        ("is it right?", "en", "Is it right?"),
        ("he said “no more.”", "en", "He said “no more.”"),
        ("“no more”, he said", "en", "“No more”, he said."),
        ("¿hasta cuándo?", "es", "¿Hasta cuándo?"),
        ("él enseñaba música", "es", "Él enseñaba música."),
        ("3 of my pupils fled", "en", "3 of my pupils fled."),
        ("0", "en", "0."),
        ("https://example.org/a tells more", "en", "https://example.org/a tells more."),
        ("istanbul'da doğdum", "tr", "İstanbul'da doğdum."),
        ("istanbul is my home", "en", "Istanbul is my home."),
        ("ßo", "de", "ßo."),
        ("я учитель", "ru", "Я учитель."),
        ("أنا معلّم", "ar", "أنا معلّم."),
        ("لماذا؟", "ar", "لماذا؟"),
        ("میں استاد ہوں", "ur", "میں استاد ہوں۔"),
        ("我是老师", "zh", "我是老师。"),
        ("我是老师。", "zh", "我是老师。"),
        ("मैं शिक्षक हूँ", "hi", "मैं शिक्षक हूँ।"),
        ("მე მასწავლებელი ვარ", "ka", "მე მასწავლებელი ვარ."),
        ("ես ուսուցիչ եմ", "hy", "Ես ուսուցիչ եմ։"),
        ("one\nline \u202e only\x00", "en", "One line only."),
    ],
)
def test_a_sentence_begins_and_ends_as_its_script_has_it(typed: str, language: str, sentence: str) -> None:
    assert paragraph((typed,), language) == sentence


@given(st.lists(rough, max_size=3), st.sampled_from(["en", "fr", "ar", "ru", "tr", "zh", "nonsense"]))
def test_no_word_is_lost_and_none_is_added(answers: list[str], language: str) -> None:
    made = paragraph(answers, language)
    letters = [
        [character for character in text if character.isalnum()]
        for text in (made, "".join(line(answer) for answer in answers))
    ]

    assert "".join(letters[0]).casefold().replace("i̇", "i") == "".join(letters[1]).casefold().replace("i̇", "i")
    assert made == line(made)
