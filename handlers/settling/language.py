"""The language we speak."""

from dataclasses import replace

from content.choices import ChooseLanguage, OpenSettings, SetLanguage
from content.languages import INTERFACE
from content.languages import name as language_name
from content.render import Voice
from handlers import joining
from handlers.settling import settings
from handlers.turn import Reply
from handlers.visit import NONE, Visit
from storage import people


async def language(visit: Visit, tag: str) -> Reply:
    """`/language [TAG]`."""
    if tag.lower() in INTERFACE:
        await people.set_language(visit.tx, visit.here.id, tag.lower())
        return Reply(messages=(settings.shown(await visit.again()),))
    return Reply(messages=(await choose_language(visit, ChooseLanguage(NONE))).messages)


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
    return Reply(messages=(settings.shown(await visit.again()),), in_place=True)
