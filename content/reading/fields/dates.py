"""A labelled fragment becomes a day, or why it does not. Nothing here looks for dates in running text."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from content.reading.marks import fold

LONGEST_APPEAL = timedelta(days=366)
"""From a document to its deadline. Ours: the longest seen is four months."""

_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th|ero|er|ere|re|[aoºª°]))?"
_MONTH = r"[^\W\d_]{3,12}"
_DATES = re.compile(
    r"(?<!\d)(?:(?P<iso>\d{4}\s?[-/]\s?\d{1,2}\s?[-/]\s?\d{1,2})"
    r"|(?P<numeric>\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2}))"
    rf"|(?P<day>(?:{_DAY}|1st|premier|primero)[.,]?[\s/-]*(?:(?:of|de|del)\s+)?{_MONTH}[.,]*[\s/-]*(?:(?:de|del|of)\s+)?\d{{4}})"
    rf"|(?P<month>{_MONTH}\.?,?\s+{_DAY}[.,]*\s+(?:(?:de|del)\s+)?\d{{4}}))(?!\d)"
)
_ANYTHING = re.compile(r"\d|[^\W\d]")
_LANGUAGES = ("en", "fr", "es", "de")
_DAY_FIRST = ("fr", "es", "de")
"""Languages that print 05/06/2021 for the fifth of June wherever they are written."""


def day(text: str, language: str, *, after: date | None = None, order: str | None = None) -> tuple[date | None, str]:
    """The one day in a fragment that a label announced, and "": or no day, and the code of the problem.

    A date in figures that reads both ways is told by `order` ("DMY", "MDY": see `figures`), by the language, or, for a
    deadline, by the day it must come `after`. The code is `unclear` where no single day can be told (a month alone, no
    year, two days, 05/06/2021), `invalid` where the calendar has no such day, `missing` where there is nothing.
    """
    if not _ANYTHING.search(text):
        return None, "missing"
    found: set[date] = set()
    for match in _DATES.finditer(re.sub(r"\s+", " ", fold(text[:600]))):
        printed = match[0]
        if match["numeric"]:
            readings = _readings(printed, language, order)
            near = {reading for reading in readings if after and after <= reading <= after + LONGEST_APPEAL}
            readings = near if len(readings) > 1 and near else readings
            if len(readings) != 1:
                return None, "unclear" if readings else "invalid"
            found |= readings
            continue
        parsed = _parsed(printed, language)
        if parsed is None:
            return None, "invalid" if match["iso"] or _names_a_month(printed, language) else "unclear"
        found.add(parsed)
    return (found.pop(), "") if len(found) == 1 else (None, "unclear")


def figures(fragments: Iterable[str]) -> str | None:
    """The order a document prints days and months in, where all its dates in figures that read one way agree."""
    orders = set()
    for fragment in fragments:
        for match in _DATES.finditer(fold(fragment[:600])):
            if match["numeric"] and "." not in match[0]:
                first, second, _ = (int(number) for number in re.findall(r"\d+", match[0]))
                if (first > 12) != (second > 12):
                    orders.add("DMY" if first > 12 else "MDY")
    return orders.pop() if len(orders) == 1 else None


def _readings(printed: str, language: str, order: str | None) -> set[date]:
    """The days a date in figures can be."""
    first, second, year = (int(number) for number in re.findall(r"\d+", printed))
    if year < 100:
        year += 1900 if year >= 70 else 2000
    # With dots the day comes first wherever dates are printed so; with slashes or dashes it depends on the country.
    day_first = "." in printed or order == "DMY" or (order is None and language in _DAY_FIRST)
    pairs = {(second, first), (first, second)}
    if day_first or order == "MDY":
        pairs = {(second, first) if day_first else (first, second)}
    found = set()
    for month, number in pairs:
        try:
            found.add(date(year, month, number))
        except ValueError:
            continue
    return found


def _parsed(text: str, language: str) -> date | None:
    import dateparser

    if re.match(r"\d{4}\D", text):
        try:
            return date(*(int(number) for number in re.findall(r"\d+", text)))
        except ValueError:
            return None
    settings = {
        "STRICT_PARSING": True,
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "PARSERS": ["absolute-time"],  # the others are of "two days ago", and slow to load
    }
    plain = re.sub(r"\b(?:premier|primero)\b", "1", text)
    plain = re.sub(r"(?<=\d)\s?(?:st|nd|rd|th|ero|er|ere|re|[aoºª°])(?![^\W\d])", "", plain)
    plain = re.sub(r"\b(?:of|del?)\b|(?<=\D)[.,]|(?<=\d)[.,](?=\D)|[/-]", " ", plain)
    plain = re.sub(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", " ", plain)
    for known in dict.fromkeys((language, *_LANGUAGES)):
        if known not in _LANGUAGES:
            continue
        parsed = dateparser.parse(" ".join(plain.split()), languages=[known], settings=settings)
        if parsed is not None and 1970 <= parsed.year <= 2100:
            return date(parsed.year, parsed.month, parsed.day)
    return None


def _names_a_month(text: str, language: str) -> bool:
    # The first of the same month is a day whatever the month is: so only the day was wrong.
    return _parsed(re.sub(r"(?<!\d)\d{1,2}(?!\d)", "1", text, count=1), language) is not None
