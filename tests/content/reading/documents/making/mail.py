"""Text as mail programs leave it: broken lines, quoting, and a message's own encoding."""

import textwrap
from email.message import EmailMessage
from email.parser import Parser
from email.policy import SMTP

WIDTH = 72


def wrapped(source: str) -> bytes:
    """UTF-8, every line broken at 72 columns."""
    return _broken(source).encode()


def quoted(source: str) -> bytes:
    """The same, `> ` before every line but the first, which somebody who answers above leaves bare."""
    first, *others = _broken(source).split("\n")
    return "\n".join([first, *(f"> {line}".rstrip() for line in others)]).encode()


def message(source: str) -> bytes:
    """An e-mail of the source's headers and text, in Latin-1 as quoted-printable (UTF-8 if Latin-1 lacks a letter)."""
    found = Parser().parsestr(source)
    mail = EmailMessage(policy=SMTP)
    for name, value in found.items():
        mail[name] = value
    text = str(found.get_payload())
    charset = "iso-8859-1" if all(ord(letter) < 256 for letter in text) else "utf-8"
    mail.set_content(text, charset=charset, cte="quoted-printable")
    return mail.as_bytes()


def _broken(source: str) -> str:
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False) for line in source.split("\n")
    )
