"""Links that open a program with the appeal in it. Everything is percent-encoded; nothing is sent by opening one."""

import base64
import json
import re
import zlib
from collections.abc import Sequence
from urllib.parse import quote

from content.appeals.appeal import Own
from content.appeals.words import line

LIMIT = 2000
"""Characters of a whole link as it is encoded: about what mail programs take of a `mailto:`."""
LONGEST_PAGE = 2048
"""Characters of a button's link: the most that browsers and Telegram's clients are known to open."""


def mailto(addresses: Sequence[str], subject: str, body: str) -> str:
    """What opens a mail program (RFC 6068); without the body if the link would be too long, `""` if it is even then.

    Raises ValueError if there is no address or no subject.
    """
    if not addresses or not line(subject):
        raise ValueError("an e-mail needs an address and a subject")
    to = ",".join(quote(address, safe="@") for address in addresses)
    return _with_body(f"mailto:{to}?subject={_quoted(line(subject))}", body)


def gmail(addresses: Sequence[str], subject: str, body: str) -> str:
    """Gmail's compose page; without the body if the link would be too long, `""` if it is even then."""
    to = _quoted(",".join(addresses))
    return _with_body(f"https://mail.google.com/mail/?view=cm&fs=1&to={to}&su={_quoted(line(subject))}", body)


def outlook(addresses: Sequence[str], subject: str, body: str) -> str:
    """Outlook's compose page, likewise. Outlook parts addresses by semicolons."""
    to = _quoted(";".join(addresses))
    start = f"https://outlook.live.com/mail/0/deeplink/compose?to={to}&subject={_quoted(line(subject))}"
    return _with_body(start, body)


def post_on_x(text: str) -> str:
    """X with the post in it."""
    return f"https://twitter.com/intent/tweet?text={_quoted(text)}"


def carried(url: str, own: Own) -> str:
    """`url` with what a supporter put in behind its `#`, which no browser sends: `w=` and their words as JSON with the
    keys `paragraph` and `letter`, in UTF-8, deflated without a header (RFC 1951) and in base64url without padding.

    `url` itself if they put in nothing; `""` if the link would be longer than a button's may be.
    """
    if not own:
        return url
    said = json.dumps({"paragraph": own.paragraph, "letter": own.letter}, ensure_ascii=False, separators=(",", ":"))
    deflating = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    packed = deflating.compress(said.encode("utf-8", "replace")) + deflating.flush()
    whole = f"{url.partition('#')[0]}#w={base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
    return whole if len(whole) <= LONGEST_PAGE else ""


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _with_body(start: str, body: str) -> str:
    lines = re.sub(r"\r\n?|\n", "\r\n", body)
    whole = f"{start}&body={_quoted(lines)}"
    return next((link for link in (whole, start) if len(link) <= LIMIT), "")
