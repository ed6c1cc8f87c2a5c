"""Whom to write to: lines become targets with checked contacts.

To add a label for a contact, or a word officials are named with: a line in `content/reading/tables/`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.action import Problem, Target
from content.reading.lines import unlinked
from content.reading.tables.contacts import Label
from content.reading.targets import contacts, officials
from content.reading.targets.blocks import Block, blocks

_GLUED_POSTCODE = re.compile(r"(?<=[^\W\d_])(?<![A-Z])(?=\d{4,6}\s+[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Addressees:
    targets: tuple[Target, ...]
    copies_to: tuple[str, ...]


def addressees(lines: Sequence[str], problems: list[Problem]) -> Addressees:
    """The targets and who gets copies; contacts that cannot be used are left out and added to `problems`."""
    found, copies = blocks(lines)
    targets = [target for block in found for target in _targets(block, problems)]
    return Addressees(tuple(targets), tuple(", ".join(map(unlinked, copy)) for copy in copies if any(copy)))


def _targets(block: Block, problems: list[Problem]) -> list[Target]:
    if officials.is_publisher([*block.words, *(text for label, text in block.contacts if label is Label.EMAIL)]):
        return []
    words = [unlinked(line) for line in block.words]
    heads, address = officials.heads(words)
    if not heads and address and officials.is_institution(address[0]):
        heads = [(address.pop(0), "")]  # nobody is named: the house is written to
    lines = tuple(piece.strip(" ,") for line in address for piece in _GLUED_POSTCODE.split(line))
    name, role = heads[0] if heads else ("", "")
    target = Target(name=name, role=role, address=lines)
    if officials.is_diplomatic(target):
        target = replace(target, accredited_to=officials.country_of(lines))
    target = _reached(target, block.contacts, problems)
    return [replace(target, name=name, role=role) for name, role in heads] or [target]


def _reached(target: Target, printed: Sequence[tuple[Label, str]], problems: list[Problem]) -> Target:
    """The target with its contacts."""
    emails: list[str] = []
    faxes: list[str] = []
    phones: list[str] = []
    handles: list[str] = []
    forms: list[str] = []
    salutation = ""
    whom = target.name or target.role or "a target without a name"

    def complain(code: str, message: str) -> None:
        problems.append(Problem(field="targets", code=code, message=message))

    def keep(kept: list[str], found: tuple[list[str], list[str]], what: str) -> None:
        valid, invalid = found
        kept += valid
        for piece in invalid:
            complain("invalid", f"“{_short(piece)}” is no {what} that {whom} can be reached by: correct it.")

    for label, text in printed:
        if contacts.says_nothing(text):
            continue
        if contacts.is_hidden(text):
            complain(
                "unclear", f"A web page hid an e-mail address of {whom} behind “{_short(text)}”: give the address."
            )
        elif label is Label.SALUTATION:
            salutation = salutation or unlinked(text)
        elif label is Label.PHONE:
            keep(phones, contacts.numbers(text, target.accredited_to), "phone number")
        elif label is Label.FAX:
            keep(faxes, contacts.numbers(text, target.accredited_to), "fax number")
        elif label is Label.X:
            keep(handles, contacts.handles(text), "handle on X")
        elif label in (Label.EMAIL, Label.FORM):
            found = contacts.emails(text)
            keep(emails, found, "e-mail address")
            if not any(found):
                pages = contacts.forms(text)
                keep(forms, pages, "address of a web page")
                if not any(pages):
                    complain("invalid", f"“{_short(text)}” is no way to reach {whom}: give the whole address.")
    return replace(
        target,
        emails=_once(emails),
        faxes=_once(faxes),
        phones=_once(phones),
        x_handles=_once(handles),
        contact_forms=_once(forms),
        salutation=salutation,
    )


def _once(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
