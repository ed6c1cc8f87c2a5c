"""A target's contacts, checked again and as they are to be shown. Whatever is not valid is left out."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from content.action import Channel, Target
from content.appeals.words import line
from content.message import host
from content.places import countries

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_HANDLE = re.compile(r"@\w{1,15}", re.ASCII)
_LABEL = re.compile(r"^(?:t[eé]l|phone|t[eé]l[eé]phone|fax|mobile)\b[.:\s]*", re.IGNORECASE)
_NUMBER = re.compile(
    r"\(?[+＋]?\s?[\d(][\d\s().‐‑–\-]*\d(?:,?\s*(?:ext(?:ension)?|extn|x|poste|anexo|int|доб|#)[.:]?\s*\d{1,6})?",
    re.IGNORECASE,
)
"""One number, and nothing else but its extension."""
_PLAIN = re.compile(r"\+[\d .]+")
_BETWEEN = re.compile(
    r"\s*[/|,;]\s*(?!\s*(?:ext|x|poste|anexo|int|доб|#))|\s+(?:or|and|ou|et|o|y|или|и|أو)\s+", re.IGNORECASE
)
_WITH_00 = re.compile(r"^\(?00\s?")
_ENDING = re.compile(r"\s?[‐‑–-]\s?\d{1,3}$")
_WITH_ENDINGS = (43, 49)
_FEWEST, _MOST = 7, 15
"""Digits of an international number: the shortest in use, and E.164."""
_AFTER_CODE = re.compile(r"\d\S*\s+(\D+)$")
_COMMA = re.compile("[,،，、]")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESSED = ("en", "fr", "es", "ar", "ru")
"""The languages addresses are printed in, besides the country's own."""


def usable(target: Target) -> tuple[Channel, ...]:
    """The channels that have something valid to write to, in the order of the enumeration."""
    found = {
        Channel.POST: any(line(one) for one in target.address),
        Channel.EMAIL: emails(target),
        Channel.FAX: _numbers(target.faxes),
        Channel.PHONE: _numbers(target.phones),
        Channel.X: handles(target),
        Channel.FORM: forms(target),
    }
    return tuple(channel for channel, contacts in found.items() if contacts)


def address(target: Target) -> tuple[str, ...]:
    """The lines of an envelope: name and role, unless the address has them already, then the address."""
    lines = [line(one) for one in target.address if line(one)]
    printed = " ".join(lines)
    head = [one for one in (line(target.name), line(target.role)) if one and not _holds(printed, one)]
    return (*head, *lines) if lines else ()


def addressee(target: Target) -> str:
    """Name and role in one line: "Jane Doe, Minister of Justice"."""
    name, role = line(target.name), line(target.role)
    if not name or not role or _holds(name, role):
        return name or role
    return f"{name}, {role}"


def emails(target: Target) -> tuple[str, ...]:
    """The valid e-mail addresses, each once, with the domain in ASCII."""
    if not target.emails:
        return ()
    from email_validator import EmailNotValidError, validate_email

    found: list[str] = []
    for printed in target.emails:
        try:
            valid = validate_email(printed.strip(), check_deliverability=False)
        except EmailNotValidError:
            continue
        found.append(valid.ascii_email or valid.normalized)
    return tuple(dict.fromkeys(found))


def faxes(target: Target) -> tuple[str, ...]:
    """The fax numbers, in international form where they can be read as numbers of the target's country."""
    return _international(target.faxes, target)


def phones(target: Target) -> tuple[str, ...]:
    """The telephone numbers, in international form where they can be read as numbers of the target's country."""
    return _international(target.phones, target)


def handles(target: Target) -> tuple[str, ...]:
    """The valid handles on X, each once."""
    valid = (one.strip() for one in target.x_handles if _HANDLE.fullmatch(one.strip()))
    return tuple({one.casefold(): one for one in reversed([*valid])}.values())[::-1]


def forms(target: Target) -> tuple[str, ...]:
    """The addresses of contact forms that may be opened: https or http, a real host, nothing hidden in them."""
    return tuple(dict.fromkeys(one.strip() for one in target.contact_forms if host(one.strip())))


def country(target: Target) -> str | None:
    """The ISO code of the country a target is in, as far as the document says: where an embassy stands, else what the
    last line of the address ends with.
    """
    if target.accredited_to:
        return target.accredited_to
    return _named_last(next((line(one) for one in reversed(target.address) if line(one)), ""))


def dialled(number: str) -> str:
    """A shown number as a telephone takes it from anywhere: "+33140072991", without an extension; `""` if it is none.

    One without its country is none, nor is one in which something was not understood ("+1 202 332 3344 | 4350").
    """
    import phonenumbers

    if not number.startswith("+") or not _NUMBER.fullmatch(number):
        return ""
    read = _read(number, None)
    if read is not None:
        return str(phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164))
    digits = _digits(number)
    return f"+{digits}" if _PLAIN.fullmatch(number) and _FEWEST <= len(digits) <= _MOST else ""


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _numbers(printed: Iterable[str]) -> tuple[str, ...]:
    lines = (line(one) for one in printed)
    return tuple(dict.fromkeys(one for one in lines if any(digit.isdigit() for digit in one)))


def _international(printed: Iterable[str], target: Target) -> tuple[str, ...]:
    numbers = _numbers(printed)
    if not numbers:
        return ()
    region = country(target)
    return tuple(dict.fromkeys(shown for number in numbers for shown in _shown(number, region)))


def _shown(printed: str, region: str | None) -> tuple[str, ...]:
    """The numbers in `printed` as they are dialled from abroad; `printed` itself if not all of it is understood.

    "202 332 3344 | 4350" may be another ending or an extension, and "+49 30 12345678/79" is not one long number.
    """
    import phonenumbers

    pieces = [piece.strip() for piece in _BETWEEN.split(printed) if piece.strip()]
    found = [_read(piece, region) for piece in pieces]
    if len(pieces) == 2 and found[0] is None:  # "030/1234567": what stands before is an area's code
        found = [_read(f"{pieces[0]} {pieces[1]}", region)]
    shown = [phonenumbers.format_number(one, phonenumbers.PhoneNumberFormat.INTERNATIONAL) for one in found if one]
    return tuple(shown) if shown and len(shown) == len(found) else (printed,)


def _read(printed: str, region: str | None) -> "PhoneNumber | None":
    """One whole number, understood to its last digit; None if it may be something else."""
    import phonenumbers

    bare = _LABEL.sub("", printed)
    if not _NUMBER.fullmatch(bare):
        return None
    for said in (bare, _WITH_00.sub("+", bare)):
        try:
            number = phonenumbers.parse(said, region)
        except phonenumbers.NumberParseException:
            continue
        read = phonenumbers.national_significant_number(number) + (number.extension or "")
        if not phonenumbers.is_valid_number(number) or not _digits(said).endswith(read):
            continue
        if not _ends_twice(bare, number) and not _is_local(_digits(said), number, region):
            return number
    return None


def _ends_twice(printed: str, number: "PhoneNumber") -> bool:
    """Whether the last digits may be another ending: "345 6789-90", where without them it is a number too.

    In Germany and Austria such digits belong to the number.
    """
    import phonenumbers

    head = _ENDING.sub("", printed)
    if head == printed or number.country_code in _WITH_ENDINGS:
        return False
    try:
        shorter = phonenumbers.parse(head, phonenumbers.region_code_for_number(number))
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(shorter)


def _is_local(digits: str, number: "PhoneNumber", region: str | None) -> bool:
    """Whether its area's code may be missing: where a 0, say, is dialled before that code, numbers are of many lengths,
    and this one begins without it. It would still be some number of the country, but another one.
    """
    import phonenumbers

    country = phonenumbers.PhoneMetadata.metadata_for_region(region or "")
    if country is None or country.fixed_line is None or not country.national_prefix:
        return False
    several = len(country.fixed_line.possible_length) > 1
    return several and digits == phonenumbers.national_significant_number(number)


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(character)) for character in text if character.isdecimal())


@lru_cache(maxsize=1024)
def _named_last(text: str) -> str | None:
    """The country at the end of an address: the line, what follows its last comma, or what follows a postcode.

    Two letters may be a state ("Los Angeles, CA"), unless they are UK or US.
    """
    after_code = _AFTER_CODE.search(text)
    for said in (text, _COMMA.split(text)[-1], after_code[1] if after_code else ""):
        name = said.strip(" .")
        if len(_LETTER.findall(name)) < 3 and name.replace(".", "") not in ("UK", "US"):
            continue
        for language in _ADDRESSED:
            found = countries.code(name, language)
            if found:
                return found
    return None
