"""Contacts as they are printed, each checked before it comes out."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from content.reading.lines import LABELLED, LINK, fold, phrases
from content.reading.tables.contacts import CONTACTS, SHORTENERS, Label
from content.reading.tables.labels import NOTHING

_LABELS = [(re.compile(pattern), labels) for pattern, labels in CONTACTS.items()]
_BARE = re.compile(
    rf"(?P<label>{'|'.join(CONTACTS)})\.?\s+(?=https?://|@\w|\+\d|\(?\d[\d\s().-]{{5,}}$|[^\s@]+@[^\s@]+$)"
)
_NOTHING = re.compile(phrases(NOTHING))
_HIDDEN = re.compile(r"\[?\s*e-?mail\s*(?:protected|redacted)\s*\]?|\[\s*protected\s*\]")
_BETWEEN = re.compile(r"[\s,;|]+|/(?=[@\s])")
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-–/]*\d(?:\s*(?:ext\.?|x|poste|extension)\s*\d{1,6})?", re.IGNORECASE)
_MAILBOX = re.compile(r"[^\W_][\w.+'-]*")
_SEPARATORS = " |;,/·•–-"
"""What stands between two contacts on a line, besides a capital I."""
_HANDLE = re.compile(r"@?([A-Za-z0-9_]{1,15})")
_X_HOSTS = frozenset({"twitter.com", "www.twitter.com", "mobile.twitter.com", "x.com", "www.x.com"})
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")


def spelled_out(line: str) -> str:
    """A line with each markdown link as what it says; where that is no contact, followed by where it leads."""
    return LINK.sub(_said, line)


def labelled(line: str) -> tuple[str, list[tuple[tuple[Label, ...], str]]]:
    """What stands before the first label of a line, and each label with its text."""
    folded = fold(line)
    found = list(LABELLED.finditer(folded))
    if not found:
        bare = _BARE.match(folded)
        return ("", [(_named(bare["label"]), _trimmed(line[bare.end() :]))]) if bare else (line, [])
    ends = [match.start() for match in found[1:]] + [len(line)]
    values = [
        (_named(match[0].rstrip(": .")), _trimmed(line[match.end() : end]))
        for match, end in zip(found, ends, strict=True)
    ]
    return _trimmed(line[: found[0].start()]), values


def unlabelled(line: str) -> Label | None:
    """What a line without a label is by its shape alone, or None for words."""
    tokens = [token for token in _BETWEEN.split(line) if token]
    if not tokens:
        return None
    if all("@" in token.strip("<>")[1:] for token in tokens):
        return Label.EMAIL
    if all(token.startswith("@") for token in tokens):
        return Label.X
    if all(re.match(r"<?https?://", token) for token in tokens):
        hosts = {_host(token.strip("<>")) for token in tokens}
        return Label.X if hosts <= _X_HOSTS else Label.FORM
    return Label.PHONE if re.fullmatch(r"\+[\d\s().\-]{6,}", line) else None


def is_hidden(text: str) -> bool:
    """Whether a page put a placeholder where an e-mail address was."""
    return _HIDDEN.search(fold(text)) is not None


def says_nothing(text: str) -> bool:
    return not text.strip(" .-") or _NOTHING.fullmatch(fold(text).strip(" .")) is not None


def emails(text: str) -> tuple[list[str], list[str]]:
    """Valid addresses, and the pieces that are none. No piece is repaired: one with `?bcc=` or `%0a` is none."""
    from email_validator import EmailNotValidError, validate_email

    valid: list[str] = []
    invalid: list[str] = []
    for piece in _pieces(text):
        if "@" not in piece:
            continue
        address = re.sub(r"^mailto:", "", piece, flags=re.IGNORECASE)
        try:
            if not _MAILBOX.fullmatch(address.partition("@")[0]):
                raise EmailNotValidError
            valid.append(validate_email(address, check_deliverability=False).normalized)
        except EmailNotValidError:
            invalid.append(piece)
    return valid, invalid


def handles(text: str) -> tuple[list[str], list[str]]:
    """X handles, from links too, and the pieces that are none. Words between handles are passed over."""
    valid: list[str] = []
    invalid: list[str] = []
    pieces = list(_pieces(text))
    for piece in pieces:
        link = re.match(r"https?://[^/]*/(?P<name>[^?#]*)", piece)
        name = link["name"].strip("/") if link and _host(piece) in _X_HOSTS else piece
        match = _HANDLE.fullmatch(name)
        if match and (piece.startswith("@") or link or len(pieces) == 1):
            valid.append("@" + match[1])
        elif "@" in piece or "://" in piece:
            invalid.append(piece)
    return valid, invalid


def numbers(text: str, region: str | None) -> tuple[list[str], list[str]]:
    """Phone or fax numbers as printed, and those among them that cannot be dialled.

    An ending printed for another line ("202 332 3344 | 4350") stays with its number. `region` is the ISO country the
    number is in, where that is known.
    """
    found: list[str] = []
    for piece in re.split(r"([,;|]|\s/\s|\s(?:or|ou|and|et)\s)", text):
        match = _NUMBER.search(piece)
        if match is None:
            if found and re.fullmatch(r"\s*\d\s*", piece):
                found[-1] += " / " + piece.strip()
            continue
        digits = sum(character.isdigit() for character in match[0])
        if digits < 5 and found:
            found[-1] += " | " + match[0]
        else:
            found.append(match[0])
    return found, [number for number in found if not _can_be_dialled(number.partition(" | ")[0], region)]


def forms(text: str) -> tuple[list[str], list[str]]:
    """Addresses of web pages, and the pieces that look like one and are none."""
    valid: list[str] = []
    invalid: list[str] = []
    pieces = list(_pieces(text))
    for piece in pieces:
        bare = _HOST.match(piece) and (piece.lower().startswith("www.") or len(pieces) == 1)
        if not bare and not re.match(r"[a-z][a-z0-9+.-]*:", piece, re.IGNORECASE):
            continue
        whole = url(f"https://{piece}" if bare else piece)
        if whole:
            valid.append(whole)
        else:
            invalid.append(piece)
    return valid, invalid


def url(text: str) -> str | None:
    """The address if it is one a person may be sent to: http or https, a public name, nothing smuggled in."""
    text = text.strip("<>").rstrip(".,;")
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        named = parts.username is not None or parts.port == 0
    except ValueError:
        return None
    smuggled = re.search(r"[\s\\\"<>`{}|^]|%0[0-9a-f]|%1[0-9a-f]|%7f", text, re.IGNORECASE)
    if parts.scheme not in ("http", "https") or smuggled or named:
        return None
    return text if len(text) <= 2000 and _HOST.fullmatch(host) else None


def hides_where_it_leads(address: str) -> bool:
    """Whether a link is one of a service that shortens links."""
    return _host(address).removeprefix("www.") in SHORTENERS


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _said(link: re.Match[str]) -> str:
    text, address = link.groups()
    if "@" in text or "://" in text or _NUMBER.fullmatch(text) or address == "#":
        return text
    return f"{text} {address.partition(':')[2] if address.startswith(('tel:', 'mailto:')) else address}"


def _pieces(text: str) -> Iterator[str]:
    for piece in _BETWEEN.split(text):
        bare = piece.strip("<>()[]\"'“”‘’.,;:")
        if bare:
            yield bare


def _trimmed(text: str) -> str:
    text = text.strip(_SEPARATORS)
    return text.removesuffix(" I").rstrip(_SEPARATORS)


def _named(label: str) -> tuple[Label, ...]:
    return next(labels for pattern, labels in _LABELS if pattern.fullmatch(label))


def _can_be_dialled(number: str, region: str | None) -> bool:
    import phonenumbers

    digits = "".join(re.findall(r"\d", number))
    if not number.startswith("+") and region is None:
        return 6 <= len(digits) <= 15
    for printed in (number, "+" + digits):
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(printed, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
