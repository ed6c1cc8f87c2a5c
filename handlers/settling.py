"""Settling: the language we speak, the country that opens its embassies, one message or many."""

from dataclasses import replace

from content import countries
from content.choices import ChooseCountry, ChooseLanguage, OpenSettings, SetLanguage, SetPlain
from content.languages import INTERFACE
from content.languages import name as language_name
from content.render import Voice
from handlers import joining
from handlers.turn import Reply
from handlers.visit import Visit
from storage import people


async def settings(visit: Visit, _rest: str) -> Reply:
    """`/settings`."""
    return await show(visit, in_place=False)


async def open_settings(visit: Visit, _choice: OpenSettings) -> Reply:
    return await show(visit, in_place=True)


async def show(visit: Visit, *, in_place: bool) -> Reply:
    """What is set, with a button for each."""
    language = language_name(visit.voice.language, visit.voice.language)
    country = countries.name(visit.here.country, visit.voice.language) if visit.here.country else ""
    plain = visit.button(
        "New messages at each step: off" if visit.plain else "New messages at each step: on",
        SetPlain(0 if visit.plain else 1),
    )
    rows = [
        [visit.button("Language: %(name)s", ChooseLanguage(joining.NONE), name=language)],
        [visit.button("Country", ChooseCountry())],
        [plain],
    ]
    message = visit.message("settings", rows, reads=language, country=country, plain=visit.plain)
    return Reply(messages=(message,), in_place=in_place)


async def choose_country(visit: Visit, _choice: ChooseCountry) -> Reply:
    return Reply(messages=(await joining.country_question(visit, joining.NONE),), in_place=True)


async def set_plain(visit: Visit, choice: SetPlain) -> Reply:
    await people.set_plain(visit.tx, visit.here.id, bool(choice.plain))
    return await show(await joining.again(visit), in_place=True)


async def language(visit: Visit, tag: str) -> Reply:
    """`/language [TAG]`."""
    if tag.lower() in INTERFACE:
        await people.set_language(visit.tx, visit.here.id, tag.lower())
        return await show(await joining.again(visit), in_place=False)
    return Reply(messages=(await choose_language(visit, ChooseLanguage(joining.NONE))).messages)


async def choose_language(visit: Visit, choice: ChooseLanguage) -> Reply:
    """The languages we speak, each in its own name."""
    rows = [[visit.named(language_name(tag, tag), SetLanguage(tag, choice.action))] for tag in INTERFACE]
    if visit.supporter is not None:
        rows.append([visit.button("Back", OpenSettings())])
    return visit.instead("languages", rows)


async def set_language(visit: Visit, choice: SetLanguage) -> Reply:
    """A language was picked: before joining the consent in it, afterwards the settings."""
    if choice.language not in INTERFACE:
        raise LookupError(choice.language)
    if visit.supporter is None or visit.supporter.stopped:
        spoken = replace(visit, voice=Voice(choice.language))
        return Reply(messages=(joining.consent(spoken, choice.action),), in_place=True)
    await people.set_language(visit.tx, visit.supporter.id, choice.language)
    return await show(await joining.again(visit), in_place=True)
