"""The keys: a platform's id is stored sealed, and found again by a keyed hash, so a stolen file names nobody.

One secret, one key for each purpose (HKDF-SHA256, RFC 5869): finding (HMAC-SHA256), sealing (AES-256-GCM with a random
nonce). The database keeps a fingerprint of the secret, so that a wrong one is refused before anything is written. What
a person typed has a random key of its own, which is kept beside it, sealed: without that key nobody reads it again.
"""

import hashlib
import hmac
import os
from functools import cached_property
from typing import TYPE_CHECKING

from content.ids import Platform, PlatformId

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1


class Vault:
    """Seals and finds platform ids, and seals words, with keys made from one secret."""

    def __init__(self, secret: str) -> None:
        material = hashlib.sha256(secret.encode()).digest()
        self._finding = _derive(material, "find a chat")
        self._sealing = _derive(material, "seal a platform id")
        self._keys = _derive(material, "seal a key of words")
        self.fingerprint = _derive(material, "fingerprint").hex()[:16]

    def finger(self, platform: Platform, chat: PlatformId) -> str:
        """The keyed hash a chat is found by: 64 hexadecimal digits, the same every time."""
        return hmac.new(self._finding, f"{platform}:{chat}".encode(), hashlib.sha256).hexdigest()

    def mark(self, who: str) -> str:
        """A keyed hash that tells people apart who are no chats, such as whoever is at the command line."""
        return hmac.new(self._finding, f"somebody:{who}".encode(), hashlib.sha256).hexdigest()

    def seal(self, chat: PlatformId) -> bytes:
        """The platform id, encrypted: version byte, nonce, ciphertext. Different every time."""
        return _sealed(self._cipher, chat.encode())

    def unseal(self, sealed: bytes) -> PlatformId:
        """What was sealed. Raises cryptography's InvalidTag if it was sealed with another secret."""
        return PlatformId(_unsealed(self._cipher, sealed).decode())

    def seal_words(self, words: str) -> tuple[bytes, bytes]:
        """A key made for these words alone, itself sealed, and the words sealed with it."""
        key = os.urandom(32)
        return _sealed(_cipher(self._keys), key), _sealed(_cipher(key), words.encode())

    def unseal_words(self, key: bytes, sealed: bytes) -> str:
        """The words again. Raises InvalidTag if the key is not theirs, or was sealed with another secret."""
        return _unsealed(_cipher(_unsealed(_cipher(self._keys), key)), sealed).decode()

    @cached_property
    def _cipher(self) -> "AESGCM":
        return _cipher(self._sealing)


def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _sealed(cipher: "AESGCM", plain: bytes) -> bytes:
    nonce = os.urandom(12)
    return bytes([VERSION]) + nonce + cipher.encrypt(nonce, plain, bytes([VERSION]))


def _unsealed(cipher: "AESGCM", sealed: bytes) -> bytes:
    return cipher.decrypt(sealed[1:13], sealed[13:], sealed[:1])


def _derive(material: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 with an empty salt, one block: extract, then expand for the purpose."""
    extracted = hmac.new(b"\0" * 32, material, hashlib.sha256).digest()
    return hmac.new(extracted, f"uabot {VERSION} {purpose}".encode() + b"\x01", hashlib.sha256).digest()
