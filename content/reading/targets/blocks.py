"""Lines become blocks, one for each target, and lists of who gets a copy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from content.reading.lines import BULLET, fold
from content.reading.tables.contacts import Label
from content.reading.targets import contacts, officials

_REMARK = re.compile(r"\(.*\)|.*\b(?:please|due to|veuillez|merci de|en raison de)\b.*")


@dataclass(slots=True)
class Block:
    """What is printed about one target: lines without a label, and labels with their text, in order."""

    words: list[str] = field(default_factory=list)
    contacts: list[tuple[Label, str]] = field(default_factory=list)


def blocks(lines: Sequence[str]) -> tuple[list[Block], list[list[str]]]:
    """The targets' blocks, and the recipients of copies, each as its lines.

    A block ends where, after its contacts, another official is named. Blank lines only help to tell: in some documents
    one stands after the name, in others between all lines.
    """
    printed = [contacts.spelled_out(BULLET.sub("", line)) for line in lines]
    found: list[Block] = []
    copies: list[list[str]] | None = None
    label: Label | None = None  # of the line above, for lines that go on with it
    gap = True
    for at, line in enumerate(printed):
        if not line:
            gap = True
            continue
        words, labelled = contacts.labelled(line)
        following = [line for line in printed[at : at + 8] if line]
        if labelled and Label.COPIES in labelled[0][0]:
            copies = [[labelled[0][1]]] if labelled[0][1] else []
        elif copies is not None:
            if not copies or (officials.begins_a_head(following) and (gap or all(officials.heads(copies[-1])))):
                copies.append([])
            copies[-1].append(line)
        elif labelled:
            if not found or (words and _begins_another(found[-1], [words], gap)):
                found.append(Block())
            found[-1].words += [words] if words else []
            for names, text in labelled:
                _add(found[-1], names, text)
            label = labelled[-1][0][0]
        elif shape := _shape(line, label, found):
            _add(found[-1], (shape,), line)
            label = shape
        elif not _REMARK.fullmatch(fold(line)):
            if not found or (_begins_another(found[-1], following, gap) and label is not Label.ADDRESS):
                found.append(Block())
            found[-1].words.append(line)
            label = None
        gap = False
    return found, copies or []


def _add(block: Block, labels: tuple[Label, ...], text: str) -> None:
    if labels == (Label.ADDRESS,):
        block.words += [text] if text else []
    else:
        block.contacts += [(label, text) for label in labels if text]


def _shape(line: str, label: Label | None, found: list[Block]) -> Label | None:
    """What a line without a label is: more of the line above, or a contact by its shape."""
    if not found:
        return None
    if label in (Label.PHONE, Label.FAX) and re.fullmatch(r"[+(]?\d[\d\s().\-–/|,;]{5,}", line):
        return label
    if label is Label.SALUTATION and not found[-1].contacts[-1:]:
        return label
    shape = contacts.unlabelled(line)
    return label if shape is Label.FORM and label in (Label.EMAIL, Label.OTHER) else shape


def _begins_another(block: Block, following: Sequence[str], gap: bool) -> bool:
    line = following[0]
    if officials.begins_a_head(following):
        named, address = officials.heads(block.words)
        return bool(block.contacts) or (gap and bool(named) and bool(address))
    if not block.contacts or re.search(r"\d", line) or officials.is_place(line):
        return False
    return gap or not officials.is_institution(line) or officials.begins_a_head(following, 1)
