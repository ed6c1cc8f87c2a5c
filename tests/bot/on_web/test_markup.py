"""A message as the page gets it."""

import pytest

from bot.on_web.markup import draw
from content.message import Attachment, Copy, Link, Message, Press, Span


def test_styles_and_links_stay_with_their_characters() -> None:
    text = (
        Span("Dear "),
        Span("A.S.", bold=True, italic=True),
        Span("/stop", code=True),
        Span("us", link="https://x.org/a"),
    )
    assert draw(Message(text))["parts"] == [
        {
            "block": False,
            "spans": [
                {"text": "Dear "},
                {"text": "A.S.", "bold": True, "italic": True},
                {"text": "/stop", "code": True},
                {"text": "us", "link": "https://x.org/a"},
            ],
        }
    ]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.org", "//x.org", "https:///x", "http://[", "x", ""]
)
def test_what_is_no_web_address_is_no_link(link: str) -> None:
    assert draw(Message((Span("here", link=link),)))["parts"][0]["spans"] == [{"text": "here"}]


def test_a_block_is_a_part_of_its_own_and_empty_lines_at_its_border_go() -> None:
    text = (
        Span("Copy this:\n\n"),
        Span("Dear "),
        Span("\nMinister\n", block=True),
        Span("\n\n"),
        Span("\nThen send it."),
    )
    assert draw(Message(text))["parts"] == [
        {"block": False, "spans": [{"text": "Copy this:\n\n"}, {"text": "Dear "}]},
        {"block": True, "spans": [{"text": "Minister"}]},
        {"block": False, "spans": [{"text": "Then send it."}]},
    ]


def test_a_part_of_line_breaks_alone_is_nothing() -> None:
    assert draw(Message((Span("a", block=True), Span("\n\n"), Span("", block=True))))["parts"] == [
        {"block": True, "spans": [{"text": "a"}]}
    ]


def test_buttons_stay_in_their_rows() -> None:
    rows = ((Press("Join", "1.j"), Copy("Copy", "a@b.org")), (Link("Open", "https://x.org"),))
    assert draw(Message((Span("?"),), rows))["rows"] == [
        [{"label": "Join", "choice": "1.j"}, {"label": "Copy", "copied": "a@b.org"}],
        [{"label": "Open", "url": "https://x.org"}],
    ]


def test_a_file_is_named_and_its_body_stays_here() -> None:
    drawn = draw(Message((), attachment=Attachment("letter.pdf", "application/pdf", b"12345")), "/chat/files/x")
    assert drawn == {"parts": [], "rows": [], "file": {"name": "letter.pdf", "size": 5, "url": "/chat/files/x"}}
