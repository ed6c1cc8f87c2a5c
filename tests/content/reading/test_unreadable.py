"""What cannot be read at all says so in one plain line."""

import pytest

from content.reading import LIMIT, Unreadable, read
from tests.content.reading.printing import TODAY, printed, reading


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (b"", "empty"),
        (b"  \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\x00\x00\x00\x00", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (b"{\\rtf1\\ansi URGENT ACTION}", "RTF"),
        (b"<!DOCTYPE html><html><body>A shopping list", "looks like an Urgent Action"),
        (b"\n<HTML><body>A shopping list", "looks like an Urgent Action"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"GIF89a\x01\x00", "picture"),
        (b"\x1f\x8b\x08\x00\x00", "compressed"),
        (bytes(range(256)) * 8, "not text"),
        (b"\x00\x01\x02\x03odd", "not text"),
        (b"\x00a\xd8\x00\x00a", "not text"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "not text"),
        ("URGENT ACTION: Gérald".encode() + b" \xe9t\xe9", "two encodings"),
        (b"Dear Minister,\n\nplease.\n\nYours sincerely,", "looks like an Urgent Action"),
        (b"A letter about the urgent action that is needed.", "looks like an Urgent Action"),
        (b"x" * (LIMIT + 1), "10 MB"),
        (b"URGENT ACTION\n\nTAKE ACTION\n\n" + b"word " * 50_000, "longer than any"),
    ],
)
def test_unreadable(document: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(document, today=TODAY)
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = printed(title="Bibliothécaire détenue “pour l’exemple” – à Évreux")
    assert read(text.encode(encoding), today=TODAY) == reading(text)


def test_quotes_and_dashes_stay_as_printed() -> None:
    assert reading(title="A “QUOTE”, AN ’ AND A – DASH").action.title == "A “QUOTE”, AN ’ AND A – DASH"


def test_invisible_characters_go() -> None:
    found = reading(title="LIBRARIAN\u202e HELD\u200b OVER\u00ad BO\ufb03NS").action
    assert found.title == "LIBRARIAN HELD OVER BOffiNS"
