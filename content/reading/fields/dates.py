"""A labelled fragment becomes a day, or why it does not. Nothing here looks for dates in running text."""

import re
from datetime import date

from content.reading.lines import fold

_DATES = re.compile(
    r"\b(?P<iso>\d{4}-\d{1,2}-\d{1,2})\b"
    r"|\b(?P<numeric>\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4})\b"
    r"|\b(?P<day>\d{1,2}(?:st|nd|rd|th|er|ere)?\.?,?\s+(?:of\s+|de\s+)?[^\W\d]{3,12}\.?,?\s+\d{4})\b"
    r"|\b(?P<month>[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})\b"
)
_ANYTHING = re.compile(r"\d|[^\W\d]")


def day(text: str, language: str) -> tuple[date | None, str]:
    """The one day in a fragment that a label announced, and "": or no day, and the code of the problem.

    The code is `unclear` where no single day can be told (a month alone, no year, two days, 05/06/2021), `invalid`
    where the calendar has no such day, `missing` where there is nothing.
    """
    if not _ANYTHING.search(text):
        return None, "missing"
    found: set[date] = set()
    for match in _DATES.finditer(fold(text[:200])):
        if (match["numeric"] or "") and _reads_both_ways(match["numeric"]):
            return None, "unclear"
        parsed = _parsed(match[0], language)
        if parsed is None:
            return None, "invalid" if match["iso"] or match["numeric"] or _names_a_month(
                match[0], language
            ) else "unclear"
        found.add(parsed)
    return (found.pop(), "") if len(found) == 1 else (None, "unclear")


def _parsed(text: str, language: str) -> date | None:
    import dateparser

    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY", "PREFER_LOCALE_DATE_ORDER": False}
    if re.match(r"\d{4}-", text):
        settings["DATE_ORDER"] = "YMD"
    for known in dict.fromkeys((language, "en", "fr")):
        parsed = dateparser.parse(re.sub(r"\s?([./-])\s?", r"\1", text), languages=[known], settings=settings)
        if parsed is not None and 1970 <= parsed.year <= 2100:
            return date(parsed.year, parsed.month, parsed.day)
    return None


def _names_a_month(text: str, language: str) -> bool:
    # The first of the same month is a day whatever the month is: so only the day was wrong.
    return _parsed(re.sub(r"\b\d{1,2}(?:st|nd|rd|th|er|ere)?\b", "1", text, count=1), language) is not None


def _reads_both_ways(text: str) -> bool:
    # With dots the day comes first wherever dates are printed so; with slashes or dashes it depends on the country.
    if "." in text:
        return False
    first, second, _ = (int(number) for number in re.findall(r"\d+", text))
    return first <= 12 and second <= 12 and first != second
