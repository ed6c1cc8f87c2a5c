"""A web page's headline: "Urgent Action: Librarian held (France: UA 24.21)"."""

import re
from dataclasses import dataclass

from content.reading.headers.header import NUMBER, ORDINAL, Header
from content.reading.marks import fold, phrases
from content.reading.tables.around.openings import HEADER_FILLERS
from content.reading.tables.phrases import UPDATES

_KIND = r"(?:ua|au|urgent action|action urgente|accion urgente)"
_BEFORE = re.compile(
    rf"(?P<lead>(?:(?:{ORDINAL}|{phrases(UPDATES)}|{phrases(HEADER_FILLERS)}"
    r"|urgent action|action urgente|accion urgente"
    r"|victory|outcome|success|good news|bonne nouvelle|buenas noticias|network)(?![^\W_])[\s,-]*)+)[:!]\s*"
)
_AFTER = re.compile(rf"\s*\((?P<country>[^():]{{2,60}}):?\s*{_KIND}:?\s*(?P<number>{NUMBER})\)\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    header: Header
    title: str


def found(line: str) -> Found | None:
    """The header and title a headline holds, or None. It may be the page's title, with the site's name behind it."""
    if len(line) > 400 or "(" not in line:
        return None
    line = re.sub(r"\s*[|–—-]\s*Amnesty International[\w\s]{0,20}$", "", line)
    at = line.rfind("(")
    after = _AFTER.match(fold(line), at)
    if after is None:
        return None
    before = _BEFORE.match(fold(line))
    title = line[before.end() if before else 0 : at].strip(" –—-")
    if not title:
        return None
    country = line[slice(*after.span("country"))].strip(" ,")
    lead = re.sub(r"\s+", " ", re.sub(_KIND, " ", before["lead"])).strip() if before else ""
    return Found(Header(lead=lead, country=country, number=after["number"]), title)


def whole(lines: list[str]) -> list[str]:
    """The lines with a headline on one, where the page broke it."""
    joined: list[str] = []
    for line in lines:
        last = joined[-1] if joined else ""
        if last and line.endswith(")") and len(last) <= 200 and _goes_on(last, line):
            joined[-1] = f"{last} {line}"
        else:
            joined.append(line)
    return joined


def _goes_on(last: str, line: str) -> bool:
    begun = last.count("(") > last.count(")") or (_BEFORE.match(fold(last)) and found(last) is None)
    return bool(begun) and found(f"{last} {line}") is not None
