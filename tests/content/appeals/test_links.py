"""Links hold the appeal percent-encoded, and the letter only while the whole link is short enough."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from content.appeals import links
from content.appeals.words import line, prose
from tests.content.appeals.actions import rough, wordy

TO = ("a+b&c@example.org", "d@example.org")


def test_gmail_has_addresses_subject_and_letter() -> None:
    url = links.gmail(TO, "A & B?", "One.\n\nTwo.")

    assert url.startswith("https://mail.google.com/mail/?view=cm&fs=1&to=")
    assert parse_qs(urlsplit(url).query) == {
        "view": ["cm"],
        "fs": ["1"],
        "to": ["a+b&c@example.org,d@example.org"],
        "su": ["A & B?"],
        "body": ["One.\r\n\r\nTwo."],
    }


def test_outlook_parts_addresses_by_semicolons() -> None:
    url = links.outlook(TO, "A & B?", "One.")

    assert url.startswith("https://outlook.live.com/mail/0/deeplink/compose?to=")
    assert parse_qs(urlsplit(url).query)["to"] == ["a+b&c@example.org;d@example.org"]


def test_a_letter_that_is_too_long_stays_out_whole() -> None:
    for make in (links.gmail, links.outlook):
        bare = make(TO, "Mina T.", "x" * 3000)
        room = links.LIMIT - len(bare) - len("&body=")
        assert "body" not in bare
        assert len(make(TO, "Mina T.", "x" * room)) == links.LIMIT
        assert make(TO, "Mina T.", "x" * (room + 1)) == bare


@given(st.lists(st.emails(), min_size=1, max_size=3), rough, wordy)
def test_a_link_always_parses_and_gives_back_what_went_in(to: list[str], subject: str, body: str) -> None:
    subject, body = line(subject), prose(body)
    for url in (links.gmail(to, subject, body), links.outlook(to, subject, body)):
        asked = parse_qs(urlsplit(url).query, keep_blank_values=True, strict_parsing=True, errors="strict")
        assert url.isascii()
        assert url.isprintable()
        assert " " not in url
        assert subject in (asked.get("su") or asked["subject"])
        assert asked.get("body", [""])[0].replace("\r\n", "\n") in ("", body)
    post = links.post_on_x(body)
    assert parse_qs(urlsplit(post).query, keep_blank_values=True) == {"text": [body]}
