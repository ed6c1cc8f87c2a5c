"""Plain text passes as it is, in whichever encoding."""

import pytest

from content.reading import Unreadable
from content.reading.formats import text

TEXT = "ACTION URGENTE\r\n\r\n> Bibliothécaire détenue “pour l’exemple” – à Évreux\n\tet ailleurs"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert text(TEXT.encode(encoding)) == TEXT


def test_a_western_text_with_bytes_that_mean_nothing() -> None:
    assert text(b"URGENT ACTION\x81 \xe9t\xe9") == "URGENT ACTION  été"


@pytest.mark.parametrize(
    "copied",
    [
        "From: A <a@example.org>\nSent: Monday\nTo: b@example.org\nSubject: UA 1/26\n\nURGENT ACTION",
        "Date: 1 May 2026\nCountry: France\n\nURGENT ACTION",
        "URGENT ACTION\n\nContent-Type: is a word that mails have",
        "Subject: UA\n\nMIME-Version: 1.0",
    ],
)
def test_copied_mail_stays_plain(copied: str) -> None:
    assert text(copied.encode()) == copied


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (bytes(range(256)) * 8, "not text"),
        (b"\x00\x01\x02\x03odd", "not text"),
        ("URGENT ACTION: Gérald".encode() + b" \xe9t\xe9", "two encodings"),
    ],
)
def test_no_text(document: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        text(document)
