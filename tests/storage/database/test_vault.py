"""A platform's id is sealed, found again by its finger, and readable with our secret only."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from content.ids import Platform, PlatformId
from storage.database.vault import VERSION, Vault

OURS = Vault("our secret")


@given(st.text())
def test_what_is_sealed_is_unsealed(name: str) -> None:
    chat = PlatformId(name)
    assert OURS.unseal(OURS.seal(chat)) == chat


def test_sealing_twice_looks_different_and_hides_the_id() -> None:
    chat = PlatformId("123456789")
    one, two = OURS.seal(chat), OURS.seal(chat)
    assert one != two
    assert one[0] == VERSION
    assert chat.encode() not in one


def test_another_secret_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        Vault("another secret").unseal(OURS.seal(PlatformId("1")))


@pytest.mark.parametrize("at", [0, 1, 13, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    sealed = bytearray(OURS.seal(PlatformId("12345")))
    sealed[at] ^= 1
    with pytest.raises(InvalidTag):
        OURS.unseal(bytes(sealed))


def test_a_finger_is_the_same_every_time_and_another_for_each_platform_chat_and_secret() -> None:
    finger = OURS.finger(Platform.TELEGRAM, PlatformId("1"))
    assert finger == Vault("our secret").finger(Platform.TELEGRAM, PlatformId("1"))
    assert len(finger) == 64
    others = {
        OURS.finger(Platform.TELEGRAM, PlatformId("2")),
        OURS.finger(Platform.SLACK, PlatformId("1")),
        Vault("another secret").finger(Platform.TELEGRAM, PlatformId("1")),
    }
    assert finger not in others
    assert len(others) == 3


def test_the_fingerprint_tells_secrets_apart_and_gives_no_key_away() -> None:
    assert OURS.fingerprint == Vault("our secret").fingerprint != Vault("another secret").fingerprint
    assert len(OURS.fingerprint) == 16
