"""Clean lines become a header and parts, each the lines under one label."""

import re
from dataclasses import dataclass, field, replace

from content.reading.lines import fold, is_capitals, phrases
from content.reading.tables.labels import (
    FIELDS,
    HEADER_FILLERS,
    HEADER_LABELS,
    LABELS,
    ORDINAL_ENDINGS,
    ORDINALS,
    SERIES,
    UPDATES,
    Part,
)
from content.reading.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Header:
    """The document's own line about itself, as printed: "First UA: 2/19 Index: … country Date: …"."""

    lead: str = ""
    """what stands before "UA": "First", "6th Update\" """
    series: str = ""
    number: str = ""
    index: str = ""
    country: str = ""
    issued: str = ""
    concern: str = ""
    """what the case is about, where that stands in the title's place: "Fear of torture" """
    people: str = ""
    """the names printed in the header, as "TURKEY  Ana Prueba (f), librarian" """


@dataclass(slots=True)
class Sections:
    """A document taken apart. `language` is the one most of its labels are in."""

    language: str = "en"
    header: Header = field(default_factory=Header)
    updated: bool = False
    """the heading calls it an update"""
    parts: dict[Part, list[str]] = field(default_factory=dict)

    def lines(self, part: Part) -> list[str]:
        return self.parts.get(part, [])

    def value(self, part: Part) -> str:
        """A field's lines as one."""
        return " ".join(filter(None, self.lines(part)))


NUMBER = r"\d{1,4}\s?[/.]\s?(?:\d{4}|\d{2})(?![/.]?\d)"
INDEX = r"(?:afr|amr|asa|eur|mde|pol|nws|ior|act|org)\s?\d{2,3}/\d{1,5}/(?:\d{4}|\d{2})(?!\d)"
ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d{{1,2}}\s?{ORDINAL_ENDINGS})"
_LEAD = rf"(?:(?:{ORDINAL}|{phrases(UPDATES)}|{phrases(HEADER_FILLERS)})\b[\s:,'-]*)*"
_HEADER = re.compile(
    rf"^(?P<lead>{_LEAD})(?P<kind>ua|au|urgent action|action urgente)\b\s*:?\s*(?:n[o°]\.?\s*)?"
    rf"(?:(?P<series>{'|'.join(SERIES)})\s+)?(?P<number>{NUMBER})?(?P<rest>.*)$"
)
_REST = re.compile(
    rf"^[\s.,;|-]*(?:(?:ai )?index\s*:?)?\s*(?P<index>{INDEX})?[\s.,;|-]*(?P<country>.*?)[\s.,;|-]*"
    r"(?:\b(?:issue )?date\s*:?\s*(?P<issued>.*))?$"
)
_DATE_BELOW = re.compile(r"^(?:[^:]{0,60}(?P<label>\bdate\s*:).*|(?:\d{1,2}\s+)?(?:[^\W\d]+\s+)?\d{4}\.?)$")
_HEADER_LABELS = {name: re.compile(rf"^{phrases(labels)}\s*:\s*(?=\S)") for name, labels in HEADER_LABELS.items()}
_LABELS = [
    (language, part, re.compile(rf"^(?:\d{{1,2}}[.)]\s+)?{phrases(labels)}(?![\w'])"))
    for language, parts in LABELS.items()
    for part, labels in parts.items()
]


def divide(lines: tuple[str, ...]) -> Sections:
    """The document's parts. Raises Unreadable where nothing looks like an Urgent Action."""
    found = Sections()
    marks = dict.fromkeys(LABELS, 0)
    evidence = 0
    part = before = Part.PREAMBLE
    last = ""  # the last line that was not blank
    for line in _with_whole_headers(lines):
        header = _header(line, found.header)
        if header is None and (part in (Part.PREAMBLE, Part.HEAD) or _is_header(last)):
            header = _loose(line, found.header, dated=part is Part.HEAD)
        if header is not None:
            if not found.header.number and header.number:
                evidence += 2
                marks["fr" if re.search(r"\bAU\b", line) else "en"] += 1
            found.header = header
        elif label := _label(line):
            language, named, value = label
            marks[language] += 1
            evidence += 2 if named is Part.HEAD else 1
            if named is Part.HEAD:
                found.updated |= "update" in fold(line[:40]) or "mise a jour" in fold(line[:40])
            if named is not Part.HEAD or Part.ACTION not in found.parts:  # a second page repeats the heading
                before, part = (before if part in FIELDS else part), named
                found.parts.setdefault(part, []).extend([value] if value else [])
        else:
            if part in FIELDS and not line and any(found.lines(part)):
                part = Part.LEFTOVER if before in (Part.BACKGROUND, Part.LEFTOVER) else before
            found.parts.setdefault(part, []).append(line)
        last = line or last
    if evidence < 2:
        raise Unreadable(
            "Nothing in it looks like an Urgent Action in English or French: check that it is the right file."
        )
    found.language = max(marks, key=lambda language: marks[language])
    return found


def _with_whole_headers(lines: tuple[str, ...]) -> list[str]:
    """The lines with a header's date on the header's line: its tab makes it longer than it looks, so it is wrapped."""
    whole: list[str] = []
    for line in lines:
        last = whole[-1] if whole else ""
        rest = _DATE_BELOW.match(fold(line)) if len(line) <= 80 else None
        undated = not re.search(r"\bdate\b.*\b\d{4}\b", fold(last))
        if rest and undated and (rest["label"] or "date" in fold(last)) and _is_header(last):
            whole[-1] = f"{last} {line}"
        else:
            whole.append(line)
    return whole


def _is_header(line: str) -> bool:
    return _header(line, Header()) is not None


def _header(line: str, known: Header) -> Header | None:
    folded = fold(line)
    match = _HEADER.match(folded) if len(line) <= 300 else None
    if match is None or (match["kind"] in ("ua", "au") and not line[slice(*match.span("kind"))].isupper()):
        return None
    start = match.start("rest")
    rest = _REST.match(folded[start:])
    if rest is None:
        return None

    def printed(name: str) -> str:
        at, end = rest.span(name)
        return line[start + at : start + end] if at >= 0 else ""

    country = printed("country")
    anything = match["number"] and (match["lead"] or not country or rest["index"] or rest["issued"])
    if not (anything or rest["index"]) or not _names_a_country(country):
        return None
    header = Header(
        lead=match["lead"],
        series=match["series"] or "",
        number=match["number"] or "",
        index=printed("index"),
        country=country,
        issued=printed("issued"),
    )
    if not known.number:
        return replace(header, index=header.index or known.index, country=header.country or known.country)
    # The same line again at the head of the next page; a line about another Urgent Action is text.
    same = re.sub(r"\s", "", known.number) == re.sub(r"\s", "", header.number)
    return known if same else None


def _loose(line: str, known: Header, *, dated: bool) -> Header | None:
    for name, pattern in _HEADER_LABELS.items():
        match = pattern.match(fold(line))
        if name == "issued" and not (dated or known.number):
            continue  # a mail's own date comes before anything of the document
        if match and not getattr(known, name) and len(line) <= 100:
            return replace(known, **{name: line[match.end() :]})
    return None


def _names_a_country(text: str) -> bool:
    words = text.split()
    return not words or (len(words) <= 8 and text[0].isupper() and not re.search(r"\d|[.!?]\s", text))


def _label(line: str) -> tuple[str, Part, str] | None:
    folded = fold(line)
    for language, part, pattern in _LABELS:
        match = pattern.match(folded)
        if match is None:
            continue
        rest = re.match(r"\s*(?:\([^()]*\))?\s*(:|$)", folded[match.end() :])
        if rest:
            value = line[match.end() + rest.end() :].strip()
        elif is_capitals(line[: match.end()]) and match.end() > 8:
            value = line[match.end() :].strip()
        else:
            continue
        return language, part, "" if part is Part.ACTION else value
    return None
