"""A document's number, series and index, however they are printed."""

import re
from collections.abc import Iterable

from content.action import Problem
from content.reading.fields.said import unclear
from content.reading.headers import INDEX, NUMBER
from content.reading.marks import fold, phrases
from content.reading.sections import Sections
from content.reading.tables.phrases import ACTIONS, NUMBERED, OTHERS, SERIES

_SERIES = re.compile(rf"(?<!\w)(?:{'|'.join(SERIES)})(?!\w)")
_MENTION = re.compile(
    rf"(?<![\w'])(?:(?P<kind>{phrases(ACTIONS)})\s*:?\s*(?:{NUMBERED}\s*)?(?:(?P<series>{'|'.join(SERIES)})\s+)?"
    rf"|(?P<alone>{'|'.join(SERIES)})\s*:?\s*)(?P<number>{NUMBER})"
)
_OTHERS = re.compile(rf"\b{phrases(OTHERS)}\W*$")
_FILE = re.compile(r"/uaa?(\d{1,3})(\d{2})\.(?:pdf|html?|docx?)\b")
"""How the office in the USA named its files: uaa22910.pdf is 229/10."""


def number(found: Sections, said: Iterable[str], above: Iterable[str], problems: list[Problem]) -> str:
    """The number as "24/21": the header's, else the one the document calls its own.

    `said` are the lines in which a document speaks of itself: another number there is a problem. Those `above` the text
    may be a web page's list of others, and count where nothing else is printed.
    """
    printed = [found.header.number]
    printed += [mention for line in said for _, mention in mentions(line)]
    if not any(printed):
        printed = [mention for line in above for _, mention in mentions(line)]
    numbers = list(dict.fromkeys(tidied for one in printed if (tidied := two_digit_year(one))))
    if len(numbers) > 1:
        listed = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
        problems.append(unclear("number", f"The document gives more than one number, {listed}: say which."))
    linked = (in_a_link(line) for lines in found.parts.values() for line in lines)
    return numbers[0] if numbers else next(filter(None, linked), "")


def series(found: Sections, said: Iterable[str]) -> str | None:
    """The letters of another series, where the number is in one."""
    printed = _SERIES.search(fold(found.header.series))
    if printed:
        return SERIES[printed[0]]
    if found.header.number:
        return None
    return next((SERIES[letters] for line in said for letters, _ in mentions(line) if letters), None)


def mentions(line: str) -> list[tuple[str, str]]:
    """The Urgent Actions a line names, as folded letters of the series ("" for none) and number as printed."""
    folded = fold(line)
    named = []
    for match in _MENTION.finditer(folded):
        kind = match["kind"] or match["alone"]
        at = match.start("kind") if match["kind"] else match.start("alone")
        if len(kind) <= 5 and not line[at : at + len(kind)].isupper():
            continue  # "au 26/02" is a date
        if not _OTHERS.search(folded[max(0, at - 20) : at]):
            named.append((match["series"] or match["alone"] or "", match["number"]))
    return named


def two_digit_year(printed: str) -> str:
    """Any print of a number as "24/21"; "" where it is none."""
    digits = re.findall(r"\d+", printed)
    return f"{int(digits[0])}/{digits[1][-2:]}" if len(digits) == 2 and len(digits[1]) in (2, 4) else ""


def index(printed: str) -> str:
    """An index as "EUR 46/9686/2019", with the figures it is printed with."""
    found = re.search(INDEX, re.sub(r" ?/ ?", "/", " ".join(fold(printed).split())))
    return f"{found[0][:3].upper()} {found[0][3:].strip()}" if found else ""


def in_a_link(line: str) -> str:
    """The number in the name of a file that a line leads to, as "24/21", or ""."""
    name = _FILE.search(line.lower())
    return f"{int(name[1])}/{name[2]}" if name else ""
