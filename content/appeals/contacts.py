"""A target's contacts, checked again and as they are to be shown. Whatever is not valid is left out."""

import re
from collections.abc import Iterable

from content.action import Channel, Target
from content.appeals.words import line
from content.message import host
from content.places import countries

_HANDLE = re.compile(r"@\w{1,15}", re.ASCII)


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
    return tuple(dict.fromkeys(one.strip() for one in target.x_handles if _HANDLE.fullmatch(one.strip())))


def forms(target: Target) -> tuple[str, ...]:
    """The addresses of contact forms that may be opened: https or http, a real host, nothing hidden in them."""
    return tuple(dict.fromkeys(one.strip() for one in target.contact_forms if host(one.strip())))


def country(target: Target) -> str | None:
    """The ISO code of the country a target is in, as far as the document says."""
    if target.accredited_to:
        return target.accredited_to
    last = next((line(one) for one in reversed(target.address) if line(one)), "")
    return countries.code(last) or countries.code(last.rpartition(",")[2])


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
    return tuple(dict.fromkeys(_readable(number, region) for number in numbers))


def _readable(printed: str, region: str | None) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(printed, region)
    except phonenumbers.NumberParseException:
        return printed
    digits = "".join(character for character in printed if character.isdigit())
    read = phonenumbers.national_significant_number(number) + (number.extension or "")
    if not phonenumbers.is_valid_number(number) or not digits.endswith(read):
        return printed  # something in it was not understood (two numbers in one, say): better as it stands
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
