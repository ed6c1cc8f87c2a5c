"""Documents of our own to show and test everything with: invented people and contacts, dates counted from the day.

To add one: its text beside this file, with `{{issued}}`, `{{deadline}}`, and the issue's `{{year}}` and
`{{yy}}` (two digits) where they go, and a row in `_SAMPLES`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A document as it would arrive: `name` is its file's, `document` its bytes (UTF-8 text)."""

    name: str
    document: bytes


_SAMPLES = (
    # name, language of its dates, days since it was issued, days until its deadline
    ("ua-901-26.txt", "en", 3, 4),
    ("ua-901-26.fr.txt", "fr", 3, 4),
    ("ua-902-26.txt", "en", 8, 19),
)


def documents(today: date) -> tuple[Sample, ...]:
    """The samples as they are on that day: 901 in English and in French with 4 days left, and 902 with 19.

    They were issued 3 and 8 days before, and their numbers and indexes have that year, as real ones have.
    """
    return tuple(
        Sample(name=name, document=_filled(name, language, today - timedelta(issued), today + timedelta(left)))
        for name, language, issued, left in _SAMPLES
    )


def _filled(name: str, language: str, issued: date, deadline: date) -> bytes:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    text = text.replace("{{issued}}", _printed(issued, language)).replace("{{deadline}}", _printed(deadline, language))
    return text.replace("{{year}}", f"{issued:%Y}").replace("{{yy}}", f"{issued:%y}").encode()


def _printed(day: date, language: str) -> str:
    from babel.dates import format_date

    printed = format_date(day, "d MMMM y", locale=language)
    return f"1er{printed[1:]}" if language == "fr" and day.day == 1 else printed
