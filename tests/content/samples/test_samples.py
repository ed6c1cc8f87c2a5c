"""The samples are documents without a problem, on whatever day they are taken."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.action import Channel, Person
from content.reading import Reading, read
from content.samples import documents

TODAY = date(2026, 11, 27)


def read_all(today: date) -> dict[str, Reading]:
    return {sample.name: read(sample.document, today=today) for sample in documents(today)}


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return read_all(TODAY)


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2069, 1, 1)))
@settings(deadline=None, max_examples=40)
def test_on_any_day_nothing_is_left_to_look_at(today: date) -> None:
    """Until 2069: from 70 on, a year of two digits is one of the last century, when the first were issued."""
    found = read_all(today)
    assert {name: reading.problems for name, reading in found.items()} == dict.fromkeys(found, ())
    assert [(reading.action.deadline or today) - today for reading in found.values()] == [
        timedelta(4),
        timedelta(4),
        timedelta(19),
    ]
    assert all(reading.action.issued and reading.action.issued < today for reading in found.values())


def test_three_documents_of_two_cases(readings: dict[str, Reading]) -> None:
    assert {name: (reading.action.number, reading.action.language) for name, reading in readings.items()} == {
        "ua-901-26.txt": ("901/26", "en"),
        "ua-901-26.fr.txt": ("901/26", "fr"),
        "ua-902-26.txt": ("902/26", "en"),
    }


def test_the_french_document_is_the_same_action(readings: dict[str, Reading]) -> None:
    english, french = readings["ua-901-26.txt"].action, readings["ua-901-26.fr.txt"].action
    for name in ("number", "series", "index", "kind", "sequence", "issued", "deadline", "country", "languages"):
        assert getattr(french, name) == getattr(english, name)
    for left, right in zip(english.targets, french.targets, strict=True):
        assert left.channels == right.channels
        assert (left.name, left.emails, left.faxes, left.phones) == (
            right.name,
            right.emails,
            right.faxes,
            right.phones,
        )
        assert (left.x_handles, left.contact_forms) == (right.x_handles, right.contact_forms)
        assert left.accredited_to == right.accredited_to


def test_every_channel_is_met(readings: dict[str, Reading]) -> None:
    minister, ambassador = readings["ua-901-26.txt"].action.targets
    assert minister.channels == (Channel.POST, Channel.EMAIL, Channel.FAX)
    assert ambassador.channels == (Channel.POST, Channel.PHONE, Channel.X, Channel.FORM)
    assert (minister.accredited_to, ambassador.accredited_to) == (None, "US")
    prosecutor, commissioner = readings["ua-902-26.txt"].action.targets
    assert prosecutor.channels == (Channel.POST, Channel.FAX)
    assert commissioner.channels == (Channel.EMAIL,)


def test_people_have_their_pronouns(readings: dict[str, Reading]) -> None:
    assert readings["ua-901-26.txt"].action.people == (Person(name="M.K.", withheld=True, pronouns="he, him, his"),)
    assert readings["ua-901-26.fr.txt"].action.people == (Person(name="M.K.", withheld=True, pronouns="il, lui"),)
    assert [person.name for person in readings["ua-902-26.txt"].action.people] == ["Z.T.", "R.T."]


def test_letters_are_of_a_real_letters_length(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        letter = reading.action.letter
        assert letter is not None
        assert letter.closing
        assert 350 <= len(" ".join(letter.paragraphs).split()) <= 450
        assert all(person.name in " ".join(letter.paragraphs) for person in reading.action.people)


def test_nobody_can_be_reached_by_mistake(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        for target in reading.action.targets:
            assert all(re.search(r"[@.]example\.(org|com)$", address) for address in target.emails)
            assert all("example" in handle for handle in target.x_handles)
            assert all(re.match(r"https://([a-z]+\.)?example\.org/", form) for form in target.contact_forms)
            for number in target.phones + target.faxes:
                assert number.startswith(("+33 1 99 00 ", "202 555 01", "+7 495 000 "))  # reserved, or never given out


def test_no_placeholder_is_left() -> None:
    assert all(b"{{" not in sample.document for sample in documents(TODAY))


def test_dates_are_printed_in_the_documents_language() -> None:
    english, french, _ = documents(TODAY)
    assert b"1 December 2026" in english.document
    assert "1er décembre 2026".encode() in french.document
