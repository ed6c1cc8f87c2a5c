"""What a document is called: lines in capitals, a heading, or the beginning of a line that runs into the summary."""

import re
from collections.abc import Sequence

from content.reading.marks import fold, is_capitals

_TITLED = re.compile(r"[.?!]$")


def title(lines: Sequence[str], headings: frozenset[str]) -> tuple[str, list[str]]:
    """The title above the summary, over one line or several, and the lines below it.

    Where no line is in capitals, and the file marks none as a heading, it is the first line.
    """
    rest = list(lines)
    while rest and not rest[0]:
        rest.pop(0)
    if not rest:
        return "", []
    marked = next((at for at, line in enumerate(rest[:8]) if line in headings), None)
    if marked is not None and not is_capitals(rest[0]):
        found = [rest[marked]]
        while following := next(((at, line) for at, line in enumerate(rest) if at > marked and line), None):
            if following[1] not in headings or (following[0] > marked + 1 and not following[1][0].islower()):
                break
            found.append(rest.pop(following[0]))
        return " ".join(found), rest[:marked] + rest[marked + 1 :]
    if not is_capitals(rest[0]):
        first, below = parted(rest[0])
        return first, [below, *rest[1:]] if below else rest[1:]
    found = []
    while rest and (not rest[0] or is_capitals(rest[0]) or not found):
        line = rest.pop(0)
        if line and found and _is_heading_of_its_own(line):
            rest.insert(0, line)
            break
        found += [line] if line else []
    if rest and rest[0] and found:
        more, below = parted(rest[0])
        if below and len(more.split()) >= 2:
            found.append(more)
            rest[0] = below
    return " ".join(found), rest


def parted(line: str) -> tuple[str, str]:
    """A title in capitals and the text it runs into; the whole line and "" where there is no such seam."""
    words = line.split()
    at = 0
    while at < len(words) and not re.search(
        r"[a-zß-öø-ÿ]", re.sub(r"(?<=\w)[’'‘]s\b|^Mc|^al-|^de$|^né", "", words[at])
    ):
        at += 1
    if at == len(words):
        return line, ""
    if at and (words[at][0].islower() or words[at][0].isdigit()):
        at -= 1  # "A LIBRARIAN IS HELD A.S., a librarian": the sentence begins a word earlier
    above, below = " ".join(words[:at]), " ".join(words[at:])
    return (above, below) if at >= 3 and is_capitals(above) and len(above) >= 12 else (line, "")


def same(one: str, other: str) -> bool:
    """Whether two lines print the same words."""
    return re.sub(r"\W", "", fold(one)) == re.sub(r"\W", "", fold(other))


def _is_heading_of_its_own(line: str) -> bool:
    return _TITLED.search(line) is not None and len(line) > 120
