"""Whom to write to: lines become targets with checked contacts.

`breaks` joins lines that a narrow column broke, `labels` takes a line apart, `blocks` puts the lines of one target
together (`strangers` are nobody's), `columns` parts what stood side by side, `officials` finds names and offices by
`words`, `places` says where an embassy stands, and `contacts` checks every way to reach somebody. To add a label for a
contact, a city, or a word officials are named with: a line in `content/reading/tables/`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.action import Problem, Target
from content.reading.marks import unlinked
from content.reading.tables.contacts import Label
from content.reading.targets import columns, contacts, labels, officials, strangers
from content.reading.targets.blocks import Block, Row, blocks
from content.reading.targets.words import is_name

_GLUED_POSTCODE = re.compile(r"(?<=[^\W\d_])(?<![A-Z])(?=\d{4,6}\s+[^\W\d_])")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{5})\.$")
"""Of a sentence; that of "Ave." and "Blvd." stays."""
_TURN = "Two addresses are printed side by side and cannot be told apart:"


@dataclass(frozen=True, slots=True)
class Addressees:
    targets: tuple[Target, ...]
    copies_to: tuple[str, ...]


def addressees(lines: Sequence[str], problems: list[Problem]) -> Addressees:
    """The targets and who gets copies; contacts that cannot be used are left out and added to `problems`."""
    found, copies = blocks(lines)
    for block in _torn(found):
        said = _short(" / ".join(block.words[:2]))
        _complain(problems, "unclear", f"What stands below “{said}” is of several people: take it from the document.")
        block.rows = [Row(row.words) for row in block.rows]
    targets: list[Target] = []
    for block in columns.headed(found):
        parted = columns.parted(block)
        if not parted.whole:
            said = _short(" / ".join(block.words[:2]) or "contacts")
            _complain(problems, "unclear", f"{_TURN} take {said} from the document.")
        for column in parted.blocks:
            targets += _targets(column, problems)
    return Addressees(tuple(targets), tuple(filter(None, (_copy(copy, problems) for copy in copies))))


def _torn(found: Sequence[Block]) -> list[Block]:
    """The blocks with two salutations, where another has none: columns that went on on the next page, one by one."""
    greeted = [{text for label, text in block.contacts if label is Label.SALUTATION} for block in found]
    if all(greeted):
        return []
    return [block for block, salutations in zip(found, greeted, strict=True) if len(salutations) > 1]


def _targets(block: Block, problems: list[Problem]) -> list[Target]:
    printed = [
        (label, text) for label, text in block.contacts if label is Label.SALUTATION or not strangers.is_publisher(text)
    ]
    if block.contacts and not printed and not any(officials.is_role(line) for line in block.words):
        return []
    heads, address = officials.heads([unlinked(line) for line in block.words])
    if not heads and address and officials.is_institution(address[0]):
        heads = [(address.pop(0), "")]  # nobody is named: the house is written to
    reachable = [label for label, _ in printed if label not in (Label.SALUTATION, Label.OTHER)]
    if not heads:
        if reachable:
            said = _short(block.words[0] if block.words else printed[0][1])
            _complain(problems, "unclear", f"It is not clear whose contacts follow “{said}”: say who is written to.")
        return []
    pieces = [piece for line in address for piece in _GLUED_POSTCODE.split(line)]
    lines = tuple(kept for piece in pieces if (kept := _FULL_STOP.sub("", piece.strip(" ,"))))
    name, role = heads[0]
    named = bool(printed) or block.numbered
    if not reachable and not lines and not (role and (name or named)):
        return []  # a heading, or a word in passing
    if not (role or named or (officials.is_institution(name) and lines) or (is_name(name) and len(lines) > 1)):
        return []
    if doubt := officials.doubt(name, role, [unlinked(line) for line in block.words], lines):
        _complain(problems, "unclear", f"It is not clear what “{_short(doubt)}” is to {name or role}: say so.")
    target = Target(name=name, role=role, address=lines)
    if officials.is_diplomatic(target):
        target = replace(target, accredited_to=officials.country_of(lines))
    target = _reached(target, printed, problems)
    return [replace(target, name=name, role=role) for name, role in heads]


def _reached(target: Target, printed: Sequence[tuple[Label, str]], problems: list[Problem]) -> Target:
    """The target with its contacts."""
    emails: list[str] = []
    faxes: list[str] = []
    phones: list[str] = []
    handles: list[str] = []
    forms: list[str] = []
    salutation = ""
    whom = target.name or target.role

    def keep(kept: list[str], found: tuple[list[str], list[str]], what: str) -> None:
        valid, invalid = found
        kept += valid
        for piece in invalid:
            message = f"“{_short(piece)}” is no {what} that {whom} can be reached by: correct it."
            _complain(problems, "invalid", message)

    for label, text in printed:
        if contacts.says_nothing(text):
            continue
        if contacts.is_hidden(text) and label not in (Label.SALUTATION, Label.OTHER):
            message = f"A web page hid an e-mail address of {whom} behind “{_short(text)}”: give the address."
            _complain(problems, "unclear", message)
            keep(emails, (contacts.emails(text)[0], []), "e-mail address")
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
            pages = contacts.forms(text) if label is Label.FORM or not found[0] else ([], [])
            if not found[1]:
                keep(forms, pages, "address of a web page")
            if not any(found) and not any(pages):
                _complain(problems, "invalid", f"“{_short(text)}” is no way to reach {whom}: give the whole address.")
    return replace(
        target,
        emails=_once(emails),
        faxes=_once(faxes),
        phones=_once(phones),
        x_handles=_once(handles),
        contact_forms=_once(forms),
        salutation=salutation,
    )


def _copy(lines: Sequence[str], problems: list[Problem]) -> str:
    """One recipient of copies, on one line."""
    kept = [unlinked(line).strip(" ,:") for line in lines if not strangers.is_publisher(line)]
    if hidden := next((line for line in kept if contacts.is_hidden(line)), ""):
        message = f"A web page hid an e-mail address behind “{_short(hidden)}”: give the address."
        problems.append(Problem(field="copies_to", code="unclear", message=message))
    kept = [line for line in kept if line and not contacts.is_hidden(line)]
    if kept and not any(labels.labelled(line)[0] for line in kept):
        message = f"It is not clear who gets a copy at “{_short(kept[0])}”: give the name, or leave it out."
        problems.append(Problem(field="copies_to", code="unclear", message=message))
        return ""
    return ", ".join(kept)


def _complain(problems: list[Problem], code: str, message: str) -> None:
    problems.append(Problem(field="targets", code=code, message=message))


def _once(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
