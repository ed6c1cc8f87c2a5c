"""The few words that paper itself needs, in the letter's language. To add a language: a row in `_COVERS`."""

from dataclasses import dataclass
from datetime import date

from content.action import UrgentAction
from content.appeals.words import language


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands before the four facts at the top of a fax."""

    attention: str
    number: str
    pages: str
    subject: str


_COVERS = {
    "en": Cover("For the attention of:", "Fax:", "Pages:", "Subject:"),
    "fr": Cover("À l’attention de :", "Fax :", "Pages :", "Objet :"),
    "es": Cover("A la atención de:", "Fax:", "Páginas:", "Asunto:"),
    "ar": Cover("عناية:", "فاكس:", "عدد الصفحات:", "الموضوع:"),
    "ru": Cover("Кому:", "Факс:", "Страниц:", "Тема:"),
}
_TITLES = {"en": "Letter", "fr": "Lettre", "es": "Carta", "ar": "رسالة", "ru": "Письмо"}
_COMMAS = {"ar": "، ", "fa": "، ", "ur": "، ", "zh": "，", "ja": "、"}


def cover(action: UrgentAction) -> Cover:
    """The words of a fax's cover in the language of the action's texts, else in English."""
    return _COVERS.get(language(action), _COVERS["en"])


def title(action: UrgentAction) -> str:
    """What a reader's window is headed with: no name, as others may see the list of what was opened lately."""
    return _TITLES.get(language(action), _TITLES["en"])


def dated(today: date, tag: str) -> str:
    """What follows the place in the first line of a letter in that language: ", 22 November 2026"."""
    return f"{_COMMAS.get(tag[:2].lower(), ', ')}{day(today, tag)}"


def day(today: date, tag: str) -> str:
    """The day as a letter in that language (BCP 47) is dated."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse("en-GB" if tag.lower() == "en" else tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return today.isoformat()  # in a language nobody knows
    said: str = format_date(today, "long", locale=locale)
    return f"1er{said[1:]}" if locale.language == "fr" and today.day == 1 else said
