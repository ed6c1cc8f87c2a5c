"""Who is written to, at the top of a block: names and offices in whatever order they are printed."""

import re
from collections.abc import Sequence

from content.action import Target
from content.reading.marks import fold, phrases
from content.reading.tables.officials import AMBASSADORS, CONNECTORS, FIELD_NAMES
from content.reading.targets.places import country_of, is_embassy, is_place
from content.reading.targets.words import (
    bare_name,
    folded_words,
    is_institution,
    is_name,
    is_only_title,
    is_role,
    is_titled,
    may_be_role,
    names_an_office,
    plain,
    split,
    title_at,
)

__all__ = ["begins_a_head", "country_of", "heads", "is_diplomatic", "is_institution", "is_place", "is_role", "opened"]

_AMBASSADOR = re.compile(AMBASSADORS)
_AND = re.compile(r"^(?:and|et|y|e|und|&)\s+(?:to\s+)?", re.IGNORECASE)
_FIELD_NAME = re.compile(rf"{phrases(FIELD_NAMES)}\s*:\s*")
_BEFORE_A_ROLE = re.compile(r",\s+|\s[-–—/]\s|\s?\((?=[^()]+\)$)|:\s+")
_COMMA = re.compile(r",\s+")
_ADDRESS = re.compile(r"\d|^c/o\b", re.IGNORECASE)


def heads(lines: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The (name, role) pairs at the top of a block, and its other lines: the address.

    There are two where two officials share an address, and none where only an institution is named.
    """
    rest = _whole(_opened(lines))
    above: list[str] = []
    while len(rest) > 1 and is_institution(rest[0]) and _heads_below(rest):
        above.append(rest.pop(0))
    if len(rest) > 1 and not _head(rest)[2] and begins_a_head(rest, 1) and is_role(rest[1]):
        above.append(rest.pop(0))  # a house that is called by no known word
    found: list[tuple[str, str]] = []
    shape = ""
    while rest:
        name, role, used, order = _head(rest)
        joined = _AND.match(rest[0]) is not None
        if not used or (found and not joined and not (name and role and order == shape)):
            break
        if not found or joined or not (len(found) == 1 and _same(found[0], name)):
            found.append((name, role))
        shape = shape or order
        rest = rest[used:]
        if found and not all(found[-1]):
            rest = _completed(found, rest)
    for at, line in enumerate(rest):  # "And Mr X, Minister of Justice" below the address of the other
        if found and at and _AND.match(line) and begins_a_head([_AND.sub("", line, count=1), *rest[at + 1 : at + 2]]):
            name, role, used, _ = _head(rest[at:])
            found.append((name, role))
            rest = [*rest[:at], *rest[at + used :]]
            break
    return [(bare_name(name), role) for name, role in found], above + rest


def begins_a_head(lines: Sequence[str], at: int = 0) -> bool:
    """Whether an official is named at this line: by a role, or by a name with a role after or below it."""
    if at >= len(lines):
        return False
    line = opened(lines[at])
    if is_role(line) or _role_after(line):
        return True
    return is_name(line) and at + 1 < len(lines) and is_role(opened(lines[at + 1]))


def doubt(name: str, role: str, printed: Sequence[str], address: Sequence[str]) -> str:
    """The line that is somebody's office or is not, which nothing printed tells: "" where there is none."""
    if role:
        known = is_role(role) or names_an_office(role) or any(is_titled(opened(line)) for line in printed)
        if name or not known:
            return "" if known else role
        return next((line for line in address[1:3] if is_name(line) and " " in line and is_institution(address[0])), "")
    return address[0] if name and address and may_be_role(address[0]) else ""


def is_diplomatic(target: Target) -> bool:
    """Whether a target is at an embassy, a consulate or a mission."""
    lines = [target.name, *target.address]
    if any(is_embassy(line) for line in lines) or is_embassy(target.role):
        return True
    others = any(is_institution(line) for line in lines)
    return _AMBASSADOR.match(fold(target.role)) is not None and not others


def opened(line: str) -> str:
    """A line without "Name:", "Title:" and the like before it, and without a colon at its end."""
    match = _FIELD_NAME.match(fold(line[:40]))
    return (line[match.end() :] if match else line).strip(" ,:|•").removeprefix("- ")


def _head(lines: Sequence[str]) -> tuple[str, str, int, str]:
    """Name, role, how many lines they take (0 where neither is there), and in which order."""
    line = _AND.sub("", lines[0], count=1) if len(lines[0]) < 200 else lines[0]
    below = lines[1] if len(lines) > 1 else ""
    if is_role(line):
        return _role_first(line, below)
    if after := _role_after(line):
        return after[0], plain(after[1]), 1, "name role"
    if is_institution(line):
        return "", "", 0, ""
    if _is_unknown_role(lines):
        return below, line, 2, "role below"
    if not is_name(line):
        return "", "", 0, ""
    office = is_role(below) and not (split(below)[1] and split(below)[2])
    if office or (names_an_office(below) and not is_titled(below)):
        return line, plain(below), 2, "name below"
    return line, "", 1, "name"


def _role_first(line: str, below: str) -> tuple[str, str, int, str]:
    """The same, of a line that begins with an office."""
    role, name, sure = split(line)
    if _is_anothers(name, below, line, sure=sure):
        role, name = plain(line), ""
    if not name:
        again, named, _ = split(below) if is_role(below) else ("", "", False)
        if named and (plain(below) != below or (" " not in again and not _AMBASSADOR.match(fold(again)))):
            return named, role, 2, "role below"  # "Señor Presidente Juan Pérez", "Governor Jane Roe"
        below_it = is_name(below) and (is_titled(below) or not _repeats(role, below))
        return (below, role, 2, "role below") if below_it else ("", role, 1, "role")
    if is_role(below) and not split(below)[1]:
        if title_at(line) > len(role):
            return line, plain(below), 2, "name below"  # "Crown Prince Omar Roe", who is Prime Minister
        if " " not in role:
            return name, plain(below), 2, "role twice"  # "Minister Jane Doe", and below it of what
    if not sure and " " not in name and is_institution(line):
        return "", role, 1, "role"
    return name, role, 1, "role name"


def _is_anothers(name: str, below: str, line: str, *, sure: bool) -> bool:
    """Whether what looks like the name after an office is none, because the name stands below."""
    if not name or is_titled(name):
        return False
    if sure:
        return is_titled(below) and _COMMA.search(line) is not None  # "Chief Minister, Utopia Pradesh"
    return is_titled(below) or (" " not in name and is_name(below))


def _is_unknown_role(lines: Sequence[str]) -> bool:
    """Whether a line that may be an office stands above somebody whose office is printed nowhere else."""
    line, below, third = (*lines[:3], "", "")[:3]
    if is_titled(line) or not may_be_role(line) or _role_after(below) or is_role(third):
        return False
    if names_an_office(line):
        return is_name(below) or (is_role(below) and bool(split(below)[1]))
    return not is_role(below) and (is_titled(below) or (not is_name(line) and is_name(below)))


def _heads_below(lines: list[str]) -> bool:
    return is_titled(lines[1]) or any(begins_a_head(lines, at) for at in (1, 2))


def _repeats(role: str, name: str) -> bool:
    """Whether the line below an office is the office again, in the country's language: "Sirnak Valisi"."""
    return not set(folded_words(role)).isdisjoint(folded_words(name))


def _completed(found: list[tuple[str, str]], rest: list[str]) -> list[str]:
    """The half of a head that stands below an institution: its name if it has a title, or its role."""
    name, role = found[-1]
    for at in range(min(3, len(rest))):
        if at and not is_institution(rest[at - 1]):
            break
        if role and is_titled(rest[at]) and not _role_after(rest[at]):
            found[-1] = (rest[at], role)
        elif name and is_role(rest[at]) and not split(rest[at])[1] and not is_name("".join(rest[at + 1 : at + 2])):
            found[-1] = (name, plain(rest[at]))
        else:
            continue
        return [*rest[:at], *rest[at + 1 :]]
    return rest


def _opened(lines: Sequence[str]) -> list[str]:
    """The lines without what announces them; an official and an address on one line are two."""
    rest: list[str] = []
    for line in filter(None, map(opened, lines)):
        first = all(is_institution(above) for above in rest) or _AND.match(line)
        rest += _apart(line) if first else [line]
    return rest


def _apart(line: str) -> list[str]:
    """An official and an address that are printed on one line."""
    if "," not in line and "c/o" not in line:
        return [line]
    pieces = re.split(r",\s+|\s(?=c/o\s)", line)
    if len(pieces) > 1 and is_role(pieces[0]) and is_role(pieces[1]) and " " in pieces[1]:
        role, name, _ = split(pieces[0])
        if name and " " not in role:  # "Presidente Juan Roe, Presidente de la República, Palacio …"
            return [f"{name}, {pieces[1]}", *filter(None, [", ".join(pieces[2:])])]
    if len(pieces) > 1 and _is_bare(pieces[0]) and is_institution(pieces[1]):
        # "Chairperson, Human Rights Commission": of what, where the word alone does not say it
        return [", ".join(pieces[:2]), *filter(None, [", ".join(pieces[2:])])]
    if len(pieces) > 2 and is_place(pieces[-1].strip(" .")):
        for at in range(1, len(pieces) - 1):
            left = ", ".join(pieces[:at])
            named = _role_after(left) or (is_role(left) and split(left)[1])
            if named and not is_role(pieces[at]):
                return [left, ", ".join(pieces[at:])]
    for at, piece in enumerate(pieces[1:], start=1):
        if (_ADDRESS.search(piece) or is_institution(piece)) and begins_a_head([", ".join(pieces[:at])]):
            return [", ".join(pieces[:at]), ", ".join(pieces[at:])]
    return [line]


def _is_bare(role: str) -> bool:
    """Whether an office is one word, which says nothing of what it is held over."""
    return is_role(role) and len(folded_words(plain(role))) == 1


def _whole(lines: list[str]) -> list[str]:
    """A role that goes on in the next line, as "Minister of Justice and", or a title alone becomes one line with it."""
    for at, line in enumerate(lines[:3]):
        words = folded_words(line)
        if at + 1 == len(lines) or not words:
            break
        torn = _is_torn(lines[at : at + 3])
        if torn or is_only_title(line) or (words[-1] in CONNECTORS and len(words) > 1 and is_role(line)):
            return [*lines[:at], f"{line} {lines[at + 1]}", *lines[at + 2 :]]
    return lines


def _is_torn(lines: list[str]) -> bool:
    """Whether the second line is the last word of the role above it, and the third the name: "Sultan of Brunei"."""
    return (
        len(lines) == 3
        and re.fullmatch(r"[^\W\d_]+", lines[1]) is not None
        and is_role(lines[0])
        and not split(lines[0])[1]
        and not (is_role(lines[1]) or is_institution(lines[1]) or is_place(lines[1]))
        and is_name(lines[2])
    )


def _role_after(line: str) -> tuple[str, str] | None:
    match = _BEFORE_A_ROLE.search(line)
    if match is None:
        return None
    name, role = line[: match.start()].strip(" ,"), line[match.end() :].strip(" )")
    return (name, role) if is_role(role) and is_name(name) else None


def _same(head: tuple[str, str], name: str) -> bool:
    return bool(name) and fold(head[0]) == fold(name)
