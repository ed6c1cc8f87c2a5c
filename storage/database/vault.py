"""The keys: a platform's id is stored sealed, and found again by a keyed hash, so a stolen file names nobody.

One secret, one key for each purpose (HKDF-SHA256, RFC 5869): finding (HMAC-SHA256), sealing (AES-256-GCM with a random
nonce). The database keeps a fingerprint of the secret, so that a wrong one is refused before anything is written.
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
    """Seals and finds platform ids with keys made from one secret."""

    def __init__(self, secret: str) -> None:
        material = hashlib.sha256(secret.encode()).digest()
        self._finding = _derive(material, "find a chat")
        self._sealing = _derive(material, "seal a platform id")
        self.fingerprint = _derive(material, "fingerprint").hex()[:16]

    def finger(self, platform: Platform, chat: PlatformId) -> str:
        """The keyed hash a chat is found by: 64 hexadecimal digits, the same every time."""
        return hmac.new(self._finding, f"{platform}:{chat}".encode(), hashlib.sha256).hexdigest()

    def mark(self, who: str) -> str:
        """A keyed hash that tells people apart who are no chats, such as whoever is at the command line."""
        return hmac.new(self._finding, f"somebody:{who}".encode(), hashlib.sha256).hexdigest()

    def seal(self, chat: PlatformId) -> bytes:
        """The platform id, encrypted: version byte, nonce, ciphertext. Different every time."""
        nonce = os.urandom(12)
        return bytes([VERSION]) + nonce + self._cipher.encrypt(nonce, chat.encode(), bytes([VERSION]))

    def unseal(self, sealed: bytes) -> PlatformId:
        """What was sealed. Raises cryptography's InvalidTag if it was sealed with another secret."""
        opened = self._cipher.decrypt(sealed[1:13], sealed[13:], sealed[:1])
        return PlatformId(opened.decode())

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._sealing)


def _derive(material: bytes, purpose: str) -> bytes:
    """HKDF-SHA256 with an empty salt, one block: extract, then expand for the purpose."""
    extracted = hmac.new(b"\0" * 32, material, hashlib.sha256).digest()
    return hmac.new(extracted, f"uabot {VERSION} {purpose}".encode() + b"\x01", hashlib.sha256).digest()
