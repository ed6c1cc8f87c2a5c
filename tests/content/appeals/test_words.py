"""Clean lines, whole sentences, the case's number, a subject that is never empty."""

from dataclasses import replace

import pytest
from hypothesis import example, given

from content.action import Person, UrgentAction
from content.appeals.words import case, filled, line, paragraphs, prose, sentences, subject
from tests.content.appeals.actions import DEMANDS, HARBOUR, actions, rough, wordy


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("Ada\u00a0 Low\n", "Ada Low"),
        ("Ada\r\nBcc: x@example.org", "Ada Bcc: x@example.org"),
        ("Ada\u202eLow", "AdaLow"),
        ("\ufeffAda \ud800Low", "Ada Low"),
        ("می‌خواهم", "می‌خواهم"),  # a joiner inside a Persian word is spelling
    ],
)
def test_a_line_is_one_line(printed: str, cleaned: str) -> None:
    assert line(printed) == cleaned


@given(rough)
def test_a_cleaned_line_can_be_sent_anywhere(text: str) -> None:
    cleaned = line(text)

    assert cleaned.encode().decode() == cleaned
    assert cleaned == line(cleaned) == " ".join(cleaned.split())
    assert not any(ord(character) < 32 for character in cleaned)


def test_a_paragraph_keeps_its_lines() -> None:
    assert prose(" - free her\r\n\r\n - a lawyer\x00 \n") == "- free her\n- a lawyer"


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert paragraphs("One\r\n- a\x00\r\n \u202e \r\n\r\nTwo\n") == ("One\n- a", "Two")
    assert paragraphs(" \n\n") == paragraphs("") == ()


def test_sentences_end_where_people_end_them() -> None:
    text = "A.S. fled in 2009. Dr. Who saw Gen. Low! “Was it art. 3?” Yes… perhaps. No. 5 is next"

    assert sentences(text) == (
        "A.S. fled in 2009.",
        "Dr. Who saw Gen. Low!",
        "“Was it art. 3?”",
        "Yes… perhaps.",
        "No. 5 is next",
    )
    assert sentences("她被捕了。她没有律师。") == ("她被捕了。", "她没有律师。")
    assert sentences("") == ()


@given(wordy)
def test_sentences_lose_no_word(text: str) -> None:
    assert "".join(sentences(text)).replace(" ", "") == line(text).replace(" ", "")


def test_the_case_has_its_number_and_its_series() -> None:
    assert case(HARBOUR) == "UA 3/26"
    assert case(DEMANDS) == "EXTRA 139/95"
    assert case(replace(HARBOUR, number="")) == ""


def test_the_subject_is_the_names_as_printed_else_the_title() -> None:
    assert subject(HARBOUR) == "Mina T."
    assert subject(replace(HARBOUR, people=(*HARBOUR.people, Person(name="JO OLD")))) == "Mina T., JO OLD"
    assert subject(replace(HARBOUR, people=())) == "Harbour teacher held without charge"
    assert subject(replace(HARBOUR, people=(), title=" ")) == "UA 3/26"
    assert subject(UrgentAction(number="")) == "Urgent Action"


def test_a_subject_is_short_however_many_there_are() -> None:
    many = replace(HARBOUR, people=tuple(Person(name=f"Mina Tarova {number}") for number in range(1, 41)))

    assert subject(many).startswith("Mina Tarova 1, Mina Tarova 2, ")
    assert subject(many).endswith("Mina Tarova…")
    assert len(subject(many)) <= 120
    assert subject(replace(HARBOUR, people=(), title="x" * 500)) == "x" * 119 + "…"


@given(actions)
@example(UrgentAction(number="1" * 15 + " 2"))
def test_a_subject_is_never_empty_and_one_line(action: UrgentAction) -> None:
    assert subject(action) == line(subject(action)) != ""
    assert len(subject(action)) <= 120


def test_initials_bring_their_own_full_stop() -> None:
    assert filled("About {}.", "A.S.") == "About A.S."
    assert filled("About {}.", "Mina") == "About Mina."
    assert filled("About {}.", "{0} {}") == "About {0} {}."
    assert filled("About {}.", "") == ""
