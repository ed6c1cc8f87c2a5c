"""A label and its value: "INDEX NUMBER: AFR 54/3634/2016", or the value on the next line."""

import re
from dataclasses import replace

from content.reading.headers.header import INDEX, Header
from content.reading.marks import fold, is_capitals, phrases
from content.reading.tables.around.openings import HEADER_LABELS

_LABELS = {
    name: re.compile(rf"{phrases(labels)}(?:\s*\([^()]*\))?\s*(?P<colon>:|$)\s*")
    for name, labels in HEADER_LABELS.items()
}
_LONGEST = 120


def named(line: str) -> tuple[str, str] | None:
    """Which field a line's label names, and the value behind it."""
    if not line or len(line) > _LONGEST:
        return None
    folded = fold(line)
    for name, pattern in _LABELS.items():
        if match := pattern.match(folded):
            sure = " " in folded[: match.end()].strip(" :") or is_capitals(line)
            if match["colon"] or sure:
                return name, line[match.end() :]
    return None


def filled(known: Header, name: str, value: str) -> Header:
    """The header with a value, unless it has that already."""
    if name == "index":
        index = re.search(INDEX, fold(value))
        value = value[slice(*index.span())] if index else value
    return (
        known
        if getattr(known, name) or not value
        else replace(known, **{name: value.strip(" .") if name != "issued" else value})
    )
