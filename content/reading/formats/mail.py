"""Saved e-mails and single-file web pages (MIME): the Urgent Action attached to a mail, else what the mail says."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from content.reading.formats import docx, html, pdf
from content.reading.formats.header import is_header, is_urgent_action
from content.reading.unreadable import Unreadable

_MOST_PARTS = 200
"""Ours: mails with many pictures have some dozens."""
_MOST_LINES = 2000
"""That begin as a border between parts does; the parser is slow with them."""
_NAMED = rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?"
_MIME = re.compile(
    rb"^(?:MIME-Version|Content-Type|Content-Transfer-Encoding|Received|Return-Path):", re.IGNORECASE | re.MULTILINE
)


def is_mail(beginning: bytes) -> bool:
    """Whether a file begins with the header of a saved mail: names and values up to a blank line, some of MIME's.

    Mail text that somebody copied ("From: …", "Sent: …") has none of those.
    """
    header = re.split(rb"\r?\n[ \t]*\r?\n", beginning.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    lines = re.sub(rb"^From [^\n]*\n", b"", header).splitlines()
    whole = lines[:-1] if len(header) >= len(beginning) - 4 else lines  # the last line may be cut
    return bool(_MIME.search(header)) and all(re.match(_NAMED, line) or line[:1] in (b" ", b"\t") for line in whole)


def text(document: bytes) -> str:
    """The text of a mail's attached PDF or DOCX if that is an Urgent Action, else of the mail itself.

    Raises Unreadable for a mail without any text, or with an attachment that cannot be read and nothing else.
    """
    refused: Unreadable | None = None
    if document.count(b"\n--") > _MOST_LINES:
        raise _endless()
    try:
        message = message_from_bytes(document.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
        parts = _parts(message)
        for content in _attached(parts):
            try:
                found = docx.text(content) if content.startswith(b"PK") else pdf.text(content)
            except Unreadable as error:
                refused = error
            else:
                if is_urgent_action(found):
                    return found
        found = _said(parts)
        subject = str(message.get("Subject", ""))
    except (MessageError, RecursionError, MemoryError, LookupError, ValueError, AttributeError, TypeError):
        # the standard library's parser lets such errors through for headers that no program writes
        raise Unreadable("The e-mail is broken: copy its text, or save what is attached, and send that.") from None
    if refused is not None and not is_urgent_action(found):
        raise Unreadable(f"What is attached to the e-mail cannot be read. {refused}")
    if not found.strip():
        raise Unreadable("The e-mail has no text in it: send what is attached to it, as PDF or DOCX.")
    if is_header(subject) and not any(is_header(line) for line in found.split("\n")):
        return f"Subject: {subject}\n\n{found}"
    return found


def _parts(message: Message) -> list[Message]:
    parts: list[Message] = []
    for part in message.walk():
        if len(parts) >= _MOST_PARTS:
            raise _endless()
        if not part.is_multipart():
            parts.append(part)
    return parts


def _endless() -> Unreadable:
    return Unreadable("The e-mail has far too many parts: send what is attached to it, as PDF or DOCX.")


def _attached(parts: list[Message]) -> Iterator[bytes]:
    """What begins as PDF or DOCX do, whatever it is called."""
    for part in parts:
        if part.get_content_maintype() != "text":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and (content.startswith((b"PK\x03\x04", b"%PDF"))):
                yield content


def _said(parts: list[Message]) -> str:
    """The mail's own words: its HTML, which keeps links, unless the plain text says far more."""
    said = {"text/html": "", "text/plain": ""}
    for part in parts:
        kind = part.get_content_type()
        if kind in said and not said[kind] and part.get_content_disposition() != "attachment":
            said[kind] = _decoded(part, kind)
    web, typed = said["text/html"], said["text/plain"]
    return web if 2 * len(web) >= len(typed) else typed


def _decoded(part: Message, kind: str) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset() or ""
    if kind == "text/html":
        return html.from_markup(html.decoded(content, charset))
    found = html.decoded(content, charset) if content.strip() else ""
    if str(part.get_param("format", "")).lower() == "flowed":
        found = re.sub(r"^ (?=[> ]|From )", "", found.replace("\r\n", "\n"), flags=re.MULTILINE)
        without = str(part.get_param("delsp", "")).lower() == "yes"
        found = re.sub(r"(?<=[^\n-]) \n(?=[^\n>])", "" if without else " ", found)
    return found
