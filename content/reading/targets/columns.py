"""Columns that a PDF gave row by row become one block each again, where that is certain."""

import re
from dataclasses import dataclass
from itertools import pairwise

from content.reading.tables.contacts import Label
from content.reading.tables.officials import CONNECTORS, INSTITUTIONS
from content.reading.tables.roles import STARTERS
from content.reading.targets.blocks import Block, Row
from content.reading.targets.places import country_at
from content.reading.targets.words import folded_words, is_name, is_role, split, title_at

_NUMBER = re.compile(r"\s+\(?\d{1,2}[.)]\s+")
_LONGEST = 300
"""Characters of a row: three columns have fewer."""


@dataclass(frozen=True, slots=True)
class Parted:
    """The columns' blocks, none where they cannot be told apart, and whether all their lines could be."""

    blocks: tuple[Block, ...]
    whole: bool


def headed(blocks: list[Block]) -> list[Block]:
    """The blocks, where numbered offices on one line head the blocks below it: "1) Minister 2) Governor"."""
    for at, block in enumerate(blocks):
        numbered = _NUMBER.split(block.words[0]) if block.words and len(block.words[0]) <= _LONGEST else []
        others = blocks[at + 1 : at + len(numbered)]
        if len(numbered) < 2 or len(others) + 1 != len(numbered) or _count(block) > 1:
            continue
        if not all(map(is_role, numbered)):
            continue
        first = next(row for row in block.rows if row.words)
        first.words = numbered[0]
        for other, role in zip(others, numbered[1:], strict=True):
            other.rows.insert(0, Row(role))
    return blocks


def parted(block: Block) -> Parted:
    """The block as it is, or as its columns."""
    if block.merged:
        return Parted((), whole=False)
    if any(len(words) > _LONGEST for words in block.words):
        return Parted((block,), whole=True)
    count = _count(block)
    roles = _roles(block.words[0], count) if block.words else []
    if count < 2:
        if len(roles) < 2 or not block.words[1:] or not _names(block.words[1], len(roles)):
            return Parted((block,), whole=True)
        count = len(roles)
    names = _names(block.words[1], count) if len(block.words) > 1 else []
    if len(roles) != count and len(names) != count:
        return Parted((), whole=False)
    columns = tuple(Block(numbered=True) for _ in range(count))
    heads = [pieces for pieces in (roles, names) if len(pieces) == count]
    address = [_places(words, count) for words in block.words[len(heads) :]]
    whole = all(address)
    for pieces in heads + (address if whole else []):
        for column, piece in zip(columns, pieces, strict=True):
            column.rows.append(Row(piece))
    for row in block.rows:
        if len(row.labelled) == count and len({names for names, _ in row.labelled}) == 1:
            for column, labelled in zip(columns, row.labelled, strict=True):
                column.rows.append(Row(labelled=[labelled]))
        elif row.labelled:
            whole = False
    return Parted(columns, whole=whole)


def _count(block: Block) -> int:
    """How many columns the labels show: as many as a line has salutations, or as most lines repeat their one label."""
    repeated = []
    for row in block.rows:
        kinds = [names for names, _ in row.labelled]
        if kinds.count((Label.SALUTATION,)) > 1:
            return kinds.count((Label.SALUTATION,))
        if kinds:
            repeated.append(len(kinds) if len(set(kinds)) == 1 else 1)
    counts = set(repeated)
    two = len(repeated) > 1 and len(counts) == 1
    return counts.pop() if two else 1


def _roles(line: str, count: int) -> list[str]:
    """Offices printed one after the other without a word between them."""
    numbered = _NUMBER.split(line)
    if len(numbered) > 1 and all(map(is_role, numbered)):
        return numbered
    words, folded = line.split(), folded_words(line)
    starts = [0] if is_role(line) else []
    for at in range(1, len(words)):
        rest = " ".join(words[at:])
        if (
            starts
            and words[at][:1].isupper()
            and folded[at - 1] not in CONNECTORS
            and folded[at - 1] not in STARTERS
            and not words[at - 1].endswith(",")
            and is_role(rest)
            and is_role(" ".join(words[starts[-1] : at]))
            and (folded[at - 1], folded[at]) not in {("prime", "minister"), ("vice", "president")}
            and folded[at] not in ("general", "chief", "justice", "secretary", "state")
        ):
            starts.append(at)
    pieces = _cut(words, starts)
    return pieces if all(not split(piece)[1] for piece in pieces) or len(pieces) == count else []


def _names(line: str, count: int) -> list[str]:
    """Names printed one after the other, each with its title."""
    words = line.split()
    starts: list[int] = []
    at = 0
    while at < len(words):
        length = title_at(" ".join(words[at:]))
        if length:
            starts.append(at)
            at += len(" ".join(words[at:])[:length].split())
        at += 1
    if not starts or starts[0] != 0:
        return []
    pieces = _cut(words, starts)
    return pieces if len(pieces) == count and all(is_name(piece) for piece in pieces) else []


def _places(line: str, count: int) -> list[str]:
    """Lines of addresses: houses that begin alike, or towns that end with the same country."""
    words, folded = line.split(), folded_words(line)
    houses = [at for at, word in enumerate(folded) if word in INSTITUTIONS]
    starts = [at for at in houses if at == 0 or folded[at - 1] not in CONNECTORS]
    if len(starts) == count and starts[0] == 0 and len({folded[at] for at in starts}) == 1:
        return _cut(words, starts)
    ends = [at + length for at in range(len(words)) if (length := country_at(folded, at))]
    if len(ends) == count and ends[-1] == len(words):
        return _cut(words, [0, *ends[:-1]])
    pieces = _cut(words, list(range(0, len(words), max(1, len(words) // count))))
    return pieces if len(pieces) == count and len(set(pieces)) == 1 else []


def _cut(words: list[str], starts: list[int]) -> list[str]:
    return [" ".join(words[begin:end]) for begin, end in pairwise([*starts, len(words)])]
