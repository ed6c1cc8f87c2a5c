"""Every text has every language of the interface, with every placeholder and tag it needs."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import content
from content.languages import INTERFACE
from content.render import Voice
from tests.content.texts import said

LOCALES = Path(content.__file__).parent / "locales"
OTHERS = [language for language in INTERFACE if language != "en"]


def parts(text: str) -> list[str]:
    """What must stand in a translation too: placeholders, tags, commands."""
    return sorted(re.findall(r"%\(\w+\)s|\{\w+\}|</?\w+>|(?<![\w<])/[a-z]+", text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there(language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES" / "uabot.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    wanted = said()
    singles = {text if isinstance(text, str) else text[0] for text in wanted}
    translated = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue if message.id}
    assert singles - translated == set(), "not translated"
    assert translated - singles == set(), "translated and never said"
    for message in catalogue:
        if not message.id:
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        for string in strings:
            assert string, originals
            assert parts(string) in [parts(original) for original in originals], string
        assert not message.fuzzy


@pytest.mark.parametrize("language", INTERFACE)
def test_plurals(language: str) -> None:
    voice = Voice(language)
    one = voice.labels("%(num)s day left", "%(num)s days left", 1)
    many = voice.labels("%(num)s day left", "%(num)s days left", 2)
    assert one != many


def test_an_unknown_language_speaks_english() -> None:
    assert Voice("tlh").label("Take action") == "Take action"
