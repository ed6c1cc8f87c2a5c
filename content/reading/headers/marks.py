"""Marks above and below the number: "EXTERNAL (for general distribution)  AI Index: EUR 44/52/94  Distr: UA/SC", and a
date or an index on a line of its own.
"""

import re
from dataclasses import replace

from content.reading.headers.header import INDEX, Header
from content.reading.headers.place import is_country
from content.reading.marks import DATE, fold
from content.reading.tables.around.openings import DISTRIBUTION

_MARKS = re.compile(
    rf"(?:(?P<index>(?:(?:ai )?index(?: ai| number)?|indice(?: ai)?)?\s*:?\s*(?P<own>{INDEX})(?:/[a-z]\b)?)"
    rf"|(?:fecha\s*/\s*|issued:?\s+|published:?\s+)?(?P<date>{DATE})|(?:{'|'.join(DISTRIBUTION)}))(?=$|[\s.,:;/|])[\s.,:;/|–-]*"
)


def found(line: str, known: Header) -> Header | None:
    """What a line of nothing but such marks says: an index, a date, or nothing."""
    if len(line) > 160:
        return None
    first, dot, rest = line.partition(" · ")
    if dot and not known.country and is_country(first):
        return found(rest, replace(known, country=first))
    folded = fold(line)
    at = 0
    while at < len(folded):
        match = _MARKS.match(folded, at)
        if match is None or match.end() == at:
            return None
        if match["own"] and not known.index:
            known = replace(known, index=line[slice(*match.span("own"))])
        elif match["date"] and (not known.number or not known.issued):
            # Before the number the last date counts: those above it are of whoever passed the document on.
            known = replace(known, issued=line[slice(*match.span("date"))])
        at = match.end()
    return known
