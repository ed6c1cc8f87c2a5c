"""The line with the number: "First UA: 2/19 Index: EUR 46/9686/2019 Russian Federation Date: 15 January 2019".

Up to 2009 it was "UA 329/94  Fear of torture  9 September 1994".
"""

import re
from dataclasses import dataclass, replace

from content.reading.headers.header import INDEX, NUMBER, ORDINAL, Header
from content.reading.headers.place import is_country
from content.reading.marks import DATE, fold, phrases
from content.reading.tables.around.openings import FOLLOWED, HEADER_FILLERS
from content.reading.tables.phrases import SERIES, UPDATES

_LEAD = rf"(?:(?:{ORDINAL}|{phrases(UPDATES)}|{phrases(HEADER_FILLERS)})(?:(?<=')|(?![^\W_]))[\s:,'!-]*)*"
_SERIES = "|".join(SERIES)
_LINE = re.compile(
    rf"^(?:public[oa]?:?\s+|external[eo]?:?\s+)?(?P<lead>{_LEAD})"
    r"(?:(?P<kind>(?:urgent action|eilaktion)\s+(?:ua|au)|ua|au|urgent action|action urgente|accion urgente)"
    rf"(?![^\W\d_])\s*:?\s*(?:n[o°]\.?\s*|number:?\s*|-\s*)?"
    rf"(?:(?P<series>{_SERIES})\s*:?\s+)?(?P<number>{NUMBER})?|(?P<other>{_SERIES})\s+(?P<numbered>{NUMBER}))"
    r"(?P<rest>.*)$"
)
_OWN_INDEX = re.compile(
    rf"(?:(?:ai )?index(?: ai| number)?|indice(?: ai)?|numero d'index)?\s*:?\s*(?P<index>{INDEX})(?:/[a-z]\b)?"
)
_EARLIER = re.compile(rf"[\s,;-]*(?:{'|'.join(FOLLOWED)})?\s*\((?P<inside>[^()]*)\)")
_REISSUED = re.compile(
    rf"(?:[\s,;]*(?:and|et|y)?\s*(?:re-?)?(?:issued|dated|published|emise?|publiee?|du|de fecha|emitida|publicada)\s+"
    rf"(?:on\s+|le\s+|el\s+)?{DATE})+"
)
_DATE_LABEL = re.compile(
    r"\b(?:(?:issue|publication) )?(?:date|fecha)(?: de (?:publicacion|publication|emision))?\s*:\s*(?P<date>.*)$"
)
_DATE_LAST = re.compile(rf"(?:^|[\s,;|/–—-])(?P<date>{DATE})[\s.]*$")
_DATE_BELOW = re.compile(rf"^(?:[^:]{{0,60}}(?P<label>\b(?:date|fecha)\s*:).*|{DATE}\.?|(?:[^\W\d]+\s+)?\d{{4}}\.?)$")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Found:
    """`previous` is the last earlier index printed in brackets: the document before this one."""

    header: Header
    previous: str = ""


def found(line: str, known: Header) -> Found | None:
    """The header a line is, or None. The same line again, at the head of a page, is `known`."""
    folded = fold(line) if len(line) <= _LONGEST else ""
    match = _LINE.match(folded)
    if match is None:
        return None
    if match["kind"] in ("ua", "au") and not line[slice(*match.span("kind"))].isupper():
        return None
    if match["other"] and not line[slice(*match.span("other"))].isupper():
        return None
    number = match["number"] or match["numbered"] or ""
    read = _rest(line[match.start("rest") :])
    header = replace(
        read.header, lead=match["lead"].strip(), series=match["series"] or match["other"] or "", number=number
    )
    if not number and (not header.index or header.concern):
        return None
    if not _is_heading(header.country or header.concern):
        return None
    if not known.number:
        return Found(
            replace(
                header,
                index=header.index or known.index,
                country=header.country or known.country,
                issued=header.issued or known.issued,
                people=known.people,
            ),
            read.previous,
        )
    # The same line again at the head of the next page; a line about another Urgent Action is text.
    same = re.sub(r"\s", "", known.number) == re.sub(r"\s", "", number)
    counted = re.search(ORDINAL, header.lead) and not re.search(ORDINAL, known.lead)
    return Found(replace(known, lead=header.lead) if counted else known) if same else None


def whole(lines: list[str]) -> list[str]:
    """The lines with a header on one: a tab makes it longer than it looks, so its date is wrapped, as brackets are."""
    joined: list[str] = []
    for line in lines:
        last = joined[-1] if joined else ""
        if last and line and len(line) <= 160 and len(last) <= _LONGEST and _goes_on(last, line):
            joined[-1] = last + ("" if _in_index(last, line, "") and not _in_index(last, line, " ") else " ") + line
        else:
            joined.append(line)
    return joined


def _goes_on(line: str, following: str) -> bool:
    if _in_index(line, following, " ") or _in_index(line, following, ""):
        return True
    if _LINE.match(fold(line)) is None or _LINE.match(fold(following)):
        return False
    if _in_date(line, following):
        return True
    if line.count("(") > line.count(")") or re.search(r"[-–—,;]$|\b(?:and|et|y)$", line):
        return found(line, Header()) is not None or line.count("(") > line.count(")")
    rest = _DATE_BELOW.match(fold(following)) if len(following) <= 80 else None
    undated = not re.search(r"\b(?:date|fecha)\b.*\b\d{4}\b", fold(line))
    labelled = rest is not None and (rest["label"] or re.search(r"\b(?:date|fecha)\b", fold(line)))
    return bool(labelled) and undated and found(line, Header()) is not None


def _in_index(line: str, following: str, space: str) -> bool:
    """Whether an index goes on behind the end of a line: "AI Index: EUR" and "70/019/2001" below it."""
    if not following[:1].isdigit() and following[:1] != "/":
        return False
    index = re.search(rf"(?<!\w){INDEX}", fold(line[-12:] + space + following[:20]))
    return index is not None and index.start() < len(line[-12:]) < index.end() and line[-12:][index.start()].isupper()


def _in_date(line: str, following: str) -> bool:
    """Whether the date at the end of a line goes on below it, and ends there: "24" and "August 2001"."""
    if len(following) > 30:
        return False
    whole = f"{line} {following}"
    date = _DATE_LAST.search(fold(whole))
    return date is not None and date.start("date") < len(line) < date.end("date")


def _rest(text: str) -> Found:
    """What follows the number: earlier documents in brackets, index, country or concern, date."""
    previous = ""
    at = 0
    if reissued := _REISSUED.match(fold(text)):
        at = reissued.end()
    while earlier := _EARLIER.match(fold(text), at):
        indexes = re.findall(INDEX, earlier["inside"])
        if not indexes:
            at = earlier.end() if re.fullmatch(rf"[\s,;]*{DATE}[\s,;]*", earlier["inside"]) else at
            break
        start = earlier.start("inside") + earlier["inside"].rfind(indexes[-1])
        previous = text[start : start + len(indexes[-1])]
        at = earlier.end()
    text = text[at:]
    issued = index = ""
    if date := _DATE_LABEL.search(fold(text)):
        issued, text = text[date.start("date") :], text[: date.start()]
    dated = bool(date)
    if own := _OWN_INDEX.search(fold(text)):
        index, text = text[own.start("index") : own.end()], f"{text[: own.start()]} {text[own.end() :]}"
    if not issued and (date := _DATE_LAST.search(fold(text))):
        issued, text = text[date.start("date") : date.end("date")], text[: date.start("date")]
    words = re.sub(r"\s+", " ", text).strip(" .,;|/:–—-")
    words = re.sub(r"\s*\b(?:Date|Fecha)$", "", re.sub(r"^\(([^()]*)\)$", r"\1", words))
    if index or dated or is_country(words):
        return Found(Header(index=index, country=words, issued=issued.strip()), previous)
    return Found(Header(index=index, concern=words, issued=issued.strip()), previous)


def _is_heading(text: str) -> bool:
    """Whether words are those of a country or a concern, and not a sentence about some Urgent Action."""
    words = text.split()
    text = text.lstrip("\"'“”‘’«» ")
    return not words or (len(words) <= 30 and text[:1].isupper() and not re.search(r"[.!?]\s|[.:]$", text))
