"""Urgent Actions in any language that organizers give, whatever language the buttons are in."""

from dataclasses import replace

import pytest

from content.action import UrgentAction
from content.choices import Join, SetLanguage, pack
from content.ids import ActionId
from storage import actions
from tests.cases import in_french, invented
from tests.handlers.conftest import House


def in_turkish(action: UrgentAction) -> UrgentAction:
    """The same action's Turkish text."""
    return replace(
        in_french(action), language="tr", title="BİR MÜLTECİ İŞKENCEYE GÖNDERİLEBİLİR", summary="B.T. kaçtı."
    )


async def write(house: House, text: UrgentAction) -> None:
    async with house.database.writing() as tx:
        await actions.add(tx, text, zone="Europe/Paris", now=house.clock.now)


async def test_a_turkish_reader_gets_english_buttons_and_the_text_in_turkish(house: House) -> None:
    await write(house, in_turkish(invented()))
    ayse = house.talk("ayse", language="tr")
    await ayse.say("/start")
    assert "people in danger" in ayse.last
    assert ayse.labels == ["Join", "Language: Türkçe"]
    await ayse.press("Join")
    assert (await house.kept("ayse")).language == "tr"
    await ayse.press("Skip")
    assert "BİR MÜLTECİ" in ayse.last
    assert "4 days left" in ayse.last
    assert "Take action" in ayse.labels
    await ayse.say("/settings")
    assert "Language: Türkçe; buttons in English" in ayse.last
    await ayse.say("/mydata")
    assert "Language: Türkçe; buttons in English" in ayse.shown[-2].text


async def test_without_a_text_in_their_language_they_read_english(house: House) -> None:
    joao = await house.joined("joao", language="pt-br")
    assert (await house.kept("joao")).language == "pt-BR"
    assert "REFUGEE MAY BE SENT BACK" in joao.last


async def test_the_languages_to_press_are_ours_and_those_of_what_is_open(house: House) -> None:
    anna = house.talk("anna")
    await anna.say("/start")
    await anna.press("Language: English")
    assert {"English", "français"} <= set(anna.labels)
    assert "Türkçe" not in anna.labels
    await write(house, in_turkish(invented()))
    await anna.say("/start")
    await anna.press("Language: English")
    await anna.press("Türkçe")
    assert anna.labels == ["Join", "Language: Türkçe"]
    await anna.press("Join")
    await anna.press("Skip")
    assert "BİR MÜLTECİ" in anna.last


@pytest.mark.parametrize("said", ["tr", "Turkish", "turc", "Türkçe", "TÜRKÇE"])
async def test_any_language_can_be_named(house: House, said: str) -> None:
    anna = await house.joined("anna")
    await anna.say(f"/language {said}")
    assert "Language: Türkçe; buttons in English" in anna.last
    assert (await house.kept("anna")).language == "tr"
    await anna.say("/language français")
    assert "Langue\u00a0: français" in anna.last


async def test_what_is_no_language_is_said_and_nothing_changes(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/language <b>Atlantean</b>")
    assert "I know no language called “<b>Atlantean</b>”." in anna.last
    assert "English" in anna.labels
    await anna.say("/language")
    assert "Which language" in anna.last
    assert "I know no language" not in anna.last
    assert (await house.kept("anna")).language == "en"


@pytest.mark.parametrize("guess", ["", "x-klingon-forever", "tr-" + "a" * 300, "\0", "en_US_POSIX", "zh-Hans-CN-x-a"])
async def test_whatever_a_platform_guesses_one_can_join(house: House, guess: str) -> None:
    anna = await house.joined("anna", language=guess)
    assert "4 days left" in anna.last


async def test_a_forged_language_is_none(house: House) -> None:
    anna = house.talk("anna")
    await anna.say("/start")
    await anna.forge(pack(SetLanguage("en-Klingon", ActionId(0))))
    assert "no longer works" in anna.last
    await anna.forge(pack(Join("zzz", ActionId(0))))
    assert (await house.kept("anna")).language == "en"


async def test_what_people_type_is_understood_in_their_language_too(house: House) -> None:
    ayse = await house.joined("ayse", language="tr")
    await ayse.say("/country Almanya")
    assert "Germany" in ayse.last
    await ayse.say("/pause 12 Mayıs")
    assert "May 12, 2026" in ayse.last
