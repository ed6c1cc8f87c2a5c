"""Links that open a program with the appeal in it. Everything is percent-encoded; nothing is sent by opening one."""

from collections.abc import Sequence
from urllib.parse import quote

LIMIT = 2000
"""Characters of a whole link: about what mail programs take of a `mailto:`."""


def gmail(addresses: Sequence[str], subject: str, body: str) -> str:
    """Gmail's compose page; without the body if the link would be too long."""
    start = f"https://mail.google.com/mail/?view=cm&fs=1&to={_quoted(','.join(addresses))}&su={_quoted(subject)}"
    return _with_body(start, body)


def outlook(addresses: Sequence[str], subject: str, body: str) -> str:
    """Outlook's compose page; without the body if the link would be too long. Outlook parts addresses by semicolons."""
    to = _quoted(";".join(addresses))
    return _with_body(f"https://outlook.live.com/mail/0/deeplink/compose?to={to}&subject={_quoted(subject)}", body)


def post_on_x(text: str) -> str:
    """X with the post in it."""
    return f"https://twitter.com/intent/tweet?text={_quoted(text)}"


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _with_body(start: str, body: str) -> str:
    whole = f"{start}&body={_quoted(body.replace(chr(10), chr(13) + chr(10)))}"
    return whole if len(whole) <= LIMIT else start
