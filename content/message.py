"""Message, Button, Attachment: only what every platform can show, with a small tree of rich text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE)
_NUMBER = re.compile(r"tel:\+[0-9]{4,15}")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one style. `block` is a passage to be copied as a whole (a letter, a post on X)."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    block: bool = False
    link: str | None = None


Text = tuple[Span, ...]
"""Rich text: spans in reading order. Line breaks are `\\n` inside spans."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button that says something to us: `choice` is what `content.choices.pack` made."""

    label: str
    choice: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies. A platform with a limit leaves out what is over it; the message holds the text as well."""

    label: str
    copied: str


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens a page. Only http and https without white space pass; anything else raises ValueError."""

    label: str
    url: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"a button cannot open {self.url[:80]!r}: only http and https links can be pressed")
        if " " in self.url or not self.url.isprintable():  # urlsplit drops some of them, a platform refuses the message
            raise ValueError(f"a button cannot open {self.url[:80]!r}: it holds white space or control characters")


Button = Press | Copy | Link


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels with a message."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its text, its buttons in rows, and at most one file."""

    text: Text
    rows: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None


def host(url: str) -> str:
    """The host that `url` opens, in ASCII so that look-alike letters show; `""` if it may not be opened.

    Neither white space nor control characters, no user name before the host, and a host with a dot in it.
    """
    if not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").encode("idna").decode()
        good = parts.scheme in ("http", "https") and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return ""
    labels = name.split(".")
    return name if good and len(labels) > 1 and all(_LABEL.fullmatch(one) for one in labels) else ""


def dials(url: str) -> bool:
    """Whether `url` is a telephone number to call: `tel:` and an international number, nothing else."""
    return _NUMBER.fullmatch(url) is not None


def plain(text: Text) -> str:
    """The characters alone."""
    return "".join(span.text for span in text)


def split(message: Message, limit: int, measure: Callable[[str], int] = len) -> tuple[Message, ...]:
    """The message in parts of at most `limit`, as `measure` counts; buttons stay with the last, a file with the first.

    A part ends between paragraphs where it can, else between lines, else between words, and only a single word longer
    than the limit is cut. White space at a border goes; every other character stays, in order, in its style.
    """
    parts: list[Text] = []
    rest = message.text if measure(plain(message.text)) <= limit else _strip(message.text)
    while measure(plain(rest)) > limit:
        text = plain(rest)
        cut = _border(text, limit, measure)
        parts.append(_strip(_take(rest, 0, cut)))
        rest = _strip(_take(rest, cut, len(text)))
    if rest or not parts:
        parts.append(rest)
    last = len(parts) - 1
    return tuple(
        Message(part, message.rows if number == last else (), message.attachment if number == 0 else None)
        for number, part in enumerate(parts)
    )


def _border(text: str, limit: int, measure: Callable[[str], int]) -> int:
    low, high = 1, len(text)
    while low < high:  # the longest head within the limit
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    for border in ("\n\n", "\n", " "):
        cut = text.rfind(border, 1, low + 1)
        if cut > 0 and text[:cut].strip():
            return cut
    return low


def _take(text: Text, start: int, end: int) -> Text:
    taken: list[Span] = []
    at = 0
    for span in text:
        piece = span.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            taken.append(replace(span, text=piece))
        at += len(span.text)
    return tuple(taken)


def _strip(text: Text) -> Text:
    whole = plain(text)
    start = len(whole) - len(whole.lstrip())
    return _take(text, start, max(start, len(whole.rstrip())))
