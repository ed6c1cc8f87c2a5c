"""Languages, in the words of every era, in three languages and in their own names."""

import pytest

from content.action import Problem
from content.reading.fields.languages import languages


def told(*lines: str) -> tuple[str, list[str]]:
    problems: list[Problem] = []
    found = languages(lines, problems)
    return " ".join(found), [f"{problem.field} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("printed", "tags"),
    [
        ("French, English.", "fr en"),
        ("RUSSIAN, ENGLISH", "ru en"),
        ("Spanish", "es"),
        ("in Spanish or your own language", "es"),
        ("in Arabic, English or your own language:", "ar en"),
        ("English, French, or in your own language", "en fr"),
        ("English. You can also write in your own language.", "en"),
        ("preferably in Turkish, or in English", "tr en"),
        ("either Hebrew or English if possible", "he en"),
        ("English only", "en"),
        ("Urdu/English", "ur en"),
        ("Farsi, Dari", "fa fa-AF"),
        ("Persian (Farsi)", "fa"),
        ("Kurdish (Sorani), Arabic", "ckb ar"),
        ("Mandarin", "zh"),
        ("Chinese (Mandarin)", "zh"),
        ("Simplified Chinese", "zh-Hans"),
        ("Chinese (simplified), English", "zh-Hans en"),
        ("Bahasa Indonesia and English", "id en"),
        ("Serbo-Croat", "sh"),
        ("Brazilian Portuguese", "pt-BR"),
        ("Haitian Creole & French", "ht fr"),
        ("your own language", ""),
        ("N/A", ""),
        ("", ""),
        ("français, anglais ou votre propre langue", "fr en"),
        ("en arabe, en anglais ou dans votre propre langue", "ar en"),
        ("espagnol. Vous pouvez également écrire dans votre langue.", "es"),
        ("chinois mandarin", "zh"),
        ("Español. También pueden escribir en su propio idioma.", "es"),
        ("español, inglés o su propio idioma", "es en"),
        ("en castellano o en su idioma", "es"),
        ("árabe e inglés", "ar en"),
        ("русский, français", "ru fr"),
        ("العربية, English", "ar en"),
        ("中文", "zh"),
    ],
)
def test_languages_are_tags(printed: str, tags: str) -> None:
    assert told(printed) == (tags, [])


def test_languages_one_below_the_other() -> None:
    assert told("French", "", "English") == ("fr en", [])


def test_the_rest_of_a_label_is_no_language() -> None:
    assert told("POUR ÉCRIRE AUX DESTINATAIRES : français, anglais.") == ("fr en", [])


def test_what_is_no_language_is_a_problem() -> None:
    assert told("Utopian, French") == ("fr", ["languages unclear"])
    assert told("the") == ("", [])
    assert told("as soon as you can") == ("", ["languages unclear"])
