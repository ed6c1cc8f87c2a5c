"""Every text has every language of the interface, with every placeholder and tag it needs."""

import gettext
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import content
from content.languages import INTERFACE
from content.render import Voice
from tests.content.texts import Text, said

LOCALES = Path(content.__file__).parent / "locales"
OTHERS = [language for language in INTERFACE if language != "en"]
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
COUNTS = (0, 1, 2, 3, 5, 11, 21, 22, 100, 102, 1912)


@pytest.fixture(scope="module")
def texts() -> set[Text]:
    return said()


def parts(text: str) -> list[str]:
    """What must stand in a translation too: placeholders, tags, commands."""
    return sorted(re.findall(r"%\(\w+\)s|\{\w+\}|</?\w+>|(?<![\w<])/[a-z]+", text))


def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "uabot.po").open("rb") as source:
        return read_po(source, locale=language)


def originals(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def of_one_number(language: str) -> set[int]:
    """The plural forms that stand for one number alone: its word may say it, as Arabic's dual does."""
    form = gettext.c2py(Catalog(locale=language).plural_expr)
    counted: dict[int, set[int]] = defaultdict(set)
    for n in range(2000):
        counted[form(n)].add(n)
    return {number for number, counts in counted.items() if len(counts) == 1}


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there(language: str, texts: set[Text]) -> None:
    singles = {text if isinstance(text, str) else text[0] for text in texts}
    translated = {originals(message)[0] for message in catalogue(language) if message.id}
    assert singles - translated == set(), "not translated"
    assert translated - singles == set(), "translated and never said"


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_what_its_text_has(language: str, texts: set[Text]) -> None:
    pairs = {text[0] for text in texts if not isinstance(text, str)}
    spelled_out = of_one_number(language)
    for message in catalogue(language):
        if not message.id:
            continue
        wanted = [parts(original) for original in originals(message)]
        wordless = [[part for part in those if part != "%(num)s"] for those in wanted]
        assert (originals(message)[0] in pairs) == (not isinstance(message.id, str)), "counts in one place only"
        for number, string in enumerate(translations(message)):
            assert string.strip(), originals(message)
            allowed = wanted + (wordless if number in spelled_out else [])
            assert parts(string) in (allowed if not isinstance(message.id, str) else wanted), string
            assert string.count("%") == len(PLACEHOLDER.findall(string)), string
            assert balanced(string), string
        assert not message.fuzzy, originals(message)


@pytest.mark.parametrize("language", OTHERS)
def test_every_plural_form_is_filled_in(language: str) -> None:
    here, known = catalogue(language), Catalog(locale=language)
    assert (here.num_plurals, here.plural_expr) == (known.num_plurals, known.plural_expr)
    assert str(here.locale) == language
    for message in here:
        if message.id and not isinstance(message.id, str):
            assert len(translations(message)) == known.num_plurals, originals(message)


def balanced(text: str) -> bool:
    """Whether every tag is closed, the last one opened first."""
    opened: list[str] = []
    for closing, tag in re.findall(r"<(/?)(\w+)>", text):
        if not closing:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return False
    return not opened


@pytest.mark.parametrize("language", INTERFACE)
def test_every_text_can_be_said_with_its_values(language: str, texts: set[Text]) -> None:
    voice = Voice(language)
    for text in texts:
        values = dict.fromkeys(PLACEHOLDER.findall(text if isinstance(text, str) else " ".join(text)), "A.S.")
        if isinstance(text, str):
            heard = [voice.label(text, **values)]
        else:
            values.pop("num", None)
            heard = [voice.labels(*text, n, **values) for n in COUNTS]
        for one in heard:
            assert "%(" not in one
            assert ("A.S." in one) == bool(values)


@pytest.mark.parametrize("language", INTERFACE)
def test_plurals(language: str) -> None:
    voice = Voice(language)
    heard = {n: voice.labels("%(num)s day left", "%(num)s days left", n) for n in COUNTS}
    assert heard[1] != heard[2]
    assert voice.number(1912) in heard[1912]
    different = {re.sub(r"[\d.,\s\u202f\xa0]+", "", words) for words in heard.values()}
    forms = {"en": 2, "ar": 6, "ru": 3}.get(language, 2)
    assert forms - 2 <= len(different) <= forms  # two of the Arabic ones may look alike


@pytest.mark.parametrize("language", INTERFACE)
def test_dates_and_numbers_are_the_languages_own(language: str) -> None:
    written = {
        "en": ("May 12, 2026", "1,912"),
        "fr": ("12 mai 2026", "1\u202f912"),
        "es": ("12 de mayo de 2026", "1.912"),
        "ar": ("12 مايو 2026", "1,912"),
        "ru": ("12 мая 2026\u202fг.", "1\xa0912"),
    }
    voice = Voice(language)
    assert (voice.date(date(2026, 5, 12)), voice.number(1912)) == written[language]


def test_an_unknown_language_speaks_english() -> None:
    assert Voice("tlh").label("Take action") == "Take action"
