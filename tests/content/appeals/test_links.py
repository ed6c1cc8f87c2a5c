"""Links hold the appeal percent-encoded, and the letter only while the whole link is short enough."""

from urllib.parse import parse_qs, urlsplit

import pytest
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


def test_mailto_is_written_as_mail_programs_read_it() -> None:
    url = links.mailto(("a+b&c?bcc=d@example.org", "é@exämple.org"), "A & B?\r\nBcc: x@example.org", "Où?\n\nOne + 1.")

    assert url == (
        "mailto:a%2Bb%26c%3Fbcc%3Dd@example.org,%C3%A9@ex%C3%A4mple.org?subject=A%20%26%20B%3F%20Bcc%3A%20x%40example.org"
        "&body=O%C3%B9%3F%0D%0A%0D%0AOne%20%2B%201."
    )


def test_an_email_has_somebody_to_go_to_and_a_subject() -> None:
    for to, subject in (((), "A"), (TO, ""), (TO, " \u202e\n")):
        with pytest.raises(ValueError, match="needs an address and a subject"):
            links.mailto(to, subject, "One.")


def test_line_ends_are_those_of_mail_whatever_they_were() -> None:
    for body in ("a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc"):
        for make in (links.mailto, links.gmail, links.outlook):
            assert make(TO, "A", body).endswith("&body=a%0D%0Ab%0D%0A%0D%0Ac")


def test_a_link_that_cannot_hold_all_addresses_is_none() -> None:
    many = [f"{'a' * 30}{number}@example.org" for number in range(60)]
    for make in (links.mailto, links.gmail, links.outlook):
        assert make(many, "A", "One.") == ""


def test_a_letter_that_is_too_long_stays_out_whole() -> None:
    for make in (links.mailto, links.gmail, links.outlook):
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
