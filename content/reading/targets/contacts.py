"""Contacts as they are printed, each checked before it comes out."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import urlsplit

from content.message import host
from content.reading.marks import fold, phrases
from content.reading.tables.contacts import NO_NUMBERS, SHORTENERS
from content.reading.tables.phrases import NOTHING

_NOTHING = re.compile(phrases(NOTHING))
_HIDDEN = re.compile(
    r"\[?\s*e-?mail\s*(?:protected|redacted|hidden)\s*\]?|\[\s*(?:protected|redacted)\s*\]|(?:\w|\.\.)(?:\.{3}|…|\*{2,})@"
)
_BETWEEN = re.compile(r"[\s,;|]+|/(?=[@\s])|(?<=[\w.-])/(?=[\w.+-]+@)")
_MAILBOX = re.compile(r"[^\W_][\w.+'&-]*")
_FRAGMENT = re.compile(r"(?!(?:or|and|ou|et|y|o|e|u|to|at|via|cc|copy|mailto|email|mail|oder|und)$)[a-z0-9._-]{1,20}")
_HANDLE = re.compile(r"@?([A-Za-z0-9_]{1,15})")
_X_HOSTS = frozenset({"twitter.com", "www.twitter.com", "mobile.twitter.com", "x.com", "www.x.com"})
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")

_EXTENSION = r"(?:\s*,?\s*(?:ext(?:ension)?\.?|x|poste|anexo|int\.?|ramal|durchwahl)\s*\.?:?\s*\d{1,6})?"
_NUMBER = re.compile(rf"(?:\+\s*)?\(?(?:\+\s*)?\d[\d\s().\-–/]*\d{_EXTENSION}", re.IGNORECASE)
_NO_NUMBER = re.compile("|".join(NO_NUMBERS))
_REMARK = re.compile(r"\((?![\d\s+.-]{1,10}\))[^()]*\)?|\[[^\[\]]*\]?|[\"“][^\"”]*[\"”]")
"""What is said in brackets, unless it is "(0)" or "(202)"."""
_BETWEEN_NUMBERS = re.compile(
    r"([,;|•]|\s/\s|\sI\s|(?<=\d)\s*/\s*(?=[+(])|\s(?:or|ou|o|and|et|y|e|und|oder)\s|(?<=\d)\s+(?=\+))"
)
_FEWEST, _MOST = 6, 15
"""Digits: local numbers of small countries, and E.164."""
_ENDING = 5
"""Digits below which a number is another ending of the one before it."""


def is_hidden(text: str) -> bool:
    """Whether a page put a placeholder where an e-mail address was, or a mask over a part of it."""
    return _HIDDEN.search(fold(text)) is not None


def says_nothing(text: str) -> bool:
    return not text.strip(" .-") or _NOTHING.fullmatch(fold(text).strip(" .")) is not None


def emails(text: str) -> tuple[list[str], list[str]]:
    """Valid addresses, and the pieces that are none. No piece is repaired: one with `?bcc=` or `%0a` is none."""
    from email_validator import EmailNotValidError, validate_email

    valid: list[str] = []
    invalid: list[str] = []
    before = ""
    for piece in _pieces(text):
        above, before = before, piece
        if "@" not in piece or piece.startswith("@"):
            continue
        if _FRAGMENT.fullmatch(above) and f"{above} {piece}" in text:
            invalid.append(f"{above} {piece}")  # "gref e@…": a part was torn off
            continue
        address = re.sub(r"^mailto:", "", piece, flags=re.IGNORECASE)
        mailbox, _, domain = address.partition("@")
        try:
            if is_hidden(piece) or not _MAILBOX.fullmatch(mailbox) or not _HOST.fullmatch(domain):
                raise EmailNotValidError
            validate_email(address, check_deliverability=False, globally_deliverable=False)
        except EmailNotValidError:
            invalid.append(piece)
        else:
            valid.append(address)
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
    """Phone or fax numbers as printed, without remarks in brackets, and what looks like one and cannot be dialled.

    An ending printed for another line ("202 332 3344 | 4350") stays with its number. `region` is the ISO country the
    number is in, where that is known. Numbers of documents, boxes, days and hours are none.
    """
    text = _without_others(_REMARK.sub(" ", text))
    found: list[tuple[str, str]] = []  # the number, and the whole with its other endings
    invalid: list[str] = []
    separator = ""
    for at, piece in enumerate(_BETWEEN_NUMBERS.split(text)):
        if at % 2:
            separator = re.sub(r"\s+", " ", piece)
            continue
        match = _NUMBER.search(piece)
        digits = sum(character.isdigit() for character in (match[0] if match else piece))
        if found and 0 < digits < _ENDING and re.fullmatch(r"[\s\d-]+\.?", piece):
            number, whole = found[-1]
            found[-1] = (number, f"{whole}{_spaced(separator)}{piece.strip(' .')}")
        elif match and digits >= _ENDING:
            number = re.sub(r"\s+", " ", match[0]).strip(" .-–/")
            if number.count("(") > number.count(")"):
                number = number.replace("(", "", 1)
            if can_be_dialled(number, region):
                found.append((number, number))
            else:
                invalid.append(number)
        elif match or (digits and not found):
            invalid.append(piece.strip())
    return [whole for _, whole in found], invalid


def can_be_dialled(number: str, region: str | None) -> bool:
    """Whether the number is possible. One of the 1990s that is shorter than today's numbers is let through."""
    import phonenumbers

    plain = re.split(r"[^\W\d_]|[,/|]", number.replace("(0)", " "))[0]
    digits = "".join(re.findall(r"\d", plain))
    if not _FEWEST <= len(digits) <= _MOST:
        return False
    international = "+" in number
    if not international and region is None:
        return True
    for printed in (plain, "+" + digits):
        try:
            parsed = phonenumbers.parse(printed, region)
        except phonenumbers.NumberParseException:
            continue
        reason = phonenumbers.is_possible_number_with_reason(parsed)
        if reason in (
            phonenumbers.ValidationResult.IS_POSSIBLE,
            phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY,
            phonenumbers.ValidationResult.INVALID_LENGTH,
        ):
            return True
        if reason == phonenumbers.ValidationResult.TOO_SHORT and len(str(parsed.national_number)) >= _ENDING:
            return True
        if reason == phonenumbers.ValidationResult.TOO_LONG and not international:
            return True  # dialled from here with a prefix: "011 52 …"
    return False


def forms(text: str) -> tuple[list[str], list[str]]:
    """Addresses of web pages, and the pieces that look like one and are none."""
    valid: list[str] = []
    invalid: list[str] = []
    pieces = list(_pieces(text))
    for piece in pieces:
        bare = _HOST.match(piece) and (
            piece.lower().startswith("www.") or len(pieces) == 1 or ("/" in piece and _links()(piece))
        )
        if not bare and not re.match(r"[a-z][a-z0-9+.-]*:", piece, re.IGNORECASE):
            continue
        whole = url(f"https://{piece}" if bare else piece)
        if whole:
            valid.append(whole)
        elif bare or "//" in piece or not piece.endswith(":"):
            invalid.append(piece)
    return valid, invalid


def url(text: str) -> str | None:
    """The address if it is one a person may be sent to: http or https, a public name, nothing smuggled in."""
    text = text.strip("<>").rstrip(".,;")
    smuggled = re.search(r"[\s\\\"<>`{}|^]|%0[0-9a-f]|%1[0-9a-f]|%7f", text, re.IGNORECASE)
    return text if len(text) <= 2000 and not smuggled and _HOST.fullmatch(host(text)) else None


def hides_where_it_leads(address: str) -> bool:
    """Whether a link is one of a service that shortens links."""
    return _host(address).removeprefix("www.") in SHORTENERS


def _without_others(text: str) -> str:
    kept, at = [], 0
    for match in _NO_NUMBER.finditer(fold(text)):
        kept.append(text[at : match.start()])
        at = match.end()
    return " ; ".join([*kept, text[at:]])


def _spaced(separator: str) -> str:
    bare = separator.strip()
    return f"{bare} " if bare in (",", ";") else f" {bare} " if bare else " "


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _pieces(text: str) -> Iterator[str]:
    for piece in _BETWEEN.split(text):
        bare = piece.strip("<>()[]\"'“”‘’.,;:")
        if bare:
            yield bare


@cache
def _links() -> Callable[[str], bool]:
    from linkify_it import LinkifyIt

    found: Callable[[str], bool] = LinkifyIt().test
    return found
