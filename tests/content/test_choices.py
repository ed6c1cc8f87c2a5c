"""Choices: what is packed is read back, and nothing else is."""

from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import choices
from content.action import Channel
from content.choices import LIMIT, Choice, Stale, pack, unpack
from content.ids import ActionId, SupporterId

KINDS = get_args(Choice)
WORDS = st.from_regex(r"[A-Za-z-]{0,16}|\?", fullmatch=True)
NUMBERS = st.integers(0, 2**63 - 1)
IDS = st.integers(0, 2**31 - 1)


def _values(kind: object) -> st.SearchStrategy[object]:
    if kind == Channel | None:
        return st.none() | st.sampled_from(Channel)
    if kind is Channel:
        return st.sampled_from(Channel)
    return WORDS if kind is str else NUMBERS if kind is int else IDS


@st.composite
def any_choice(draw: st.DrawFn) -> Choice:
    kind = draw(st.sampled_from(KINDS))
    made: Choice = kind(*(draw(_values(field.type)) for field in fields(kind)))
    return made


@given(any_choice(), st.none() | IDS.map(SupporterId))
def test_what_is_packed_is_read_back(choice: Choice, owner: SupporterId | None) -> None:
    packed = pack(choice, owner)
    assert len(packed.encode()) <= LIMIT
    assert unpack(packed) == choices.Pressed(choice, owner)


@given(st.text(max_size=80) | st.from_regex(r"1:[0-9a-z]{0,3}:[a-zA-Z](:[0-9a-zA-Z-]{0,4}){0,5}", fullmatch=True))
def test_anything_else_is_stale_or_means_what_it_says(payload: str) -> None:
    try:
        pressed = unpack(payload)
    except Stale:
        return
    assert pack(pressed.choice, pressed.owner) == payload


def test_every_choice_has_a_code_of_its_own() -> None:
    packed = {
        pack(
            kind(
                *(
                    "en" if field.type is str else Channel.FAX if field.type in (Channel, Channel | None) else 1
                    for field in fields(kind)
                )
            )
        )
        for kind in KINDS
    }
    assert len(packed) == len(KINDS)


def test_the_largest_ids_and_the_longest_words_fit() -> None:
    for kind in KINDS:
        largest = (
            "x" * 16
            if field.type is str
            else Channel.FAX
            if field.type in (Channel, Channel | None)
            else (2**63 if field.type is int else 2**31) - 1
            for field in fields(kind)
        )
        choice = kind(*largest)
        assert unpack(pack(choice, SupporterId(2**31 - 1))).choice == choice


def test_an_id_that_no_table_has_room_for_is_stale() -> None:
    for payload in ("1::t:zik0zk", "1:zik0zk:t:1", "1::H:1y2p0ij32e8e8"):
        with pytest.raises(Stale):
            unpack(payload)


def test_no_button_can_be_too_long() -> None:
    with pytest.raises(ValueError, match="xxxx"):
        pack(choices.SetLanguage("x" * 17, ActionId(1)))
