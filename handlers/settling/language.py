"""The language we speak, and the one that Urgent Actions are read in, which may be any."""

from dataclasses import replace

from content.choices import ChooseLanguage, OpenSettings, SetLanguage
from content.languages import INTERFACE, find, known
from content.languages import name as language_name
from content.message import Button
from content.render import Voice
from handlers import joining
from handlers.settling import settings
from handlers.turn import Reply
from handlers.visit import NONE, Visit
from storage import actions, people

MOST = 20
"""Languages beside the interface's that are offered to be pressed: any other can be typed."""


async def language(visit: Visit, said: str) -> Reply:
    """`/language [TAG or NAME]`: any language."""
    tag = find(said)
    if tag is None:
        return replace(await _choose(visit, ChooseLanguage(NONE), unknown=said[:60]), in_place=False)
    await people.set_language(visit.tx, visit.here.id, tag)
    return Reply(messages=(settings.shown(await visit.again()),))


async def choose_language(visit: Visit, choice: ChooseLanguage) -> Reply:
    """The languages we speak and those that open Urgent Actions are written in, each in its own name."""
    return await _choose(visit, choice)


async def set_language(visit: Visit, choice: SetLanguage) -> Reply:
    """A language was picked: before joining the consent in it, afterwards the settings. LookupError for no language."""
    if known(choice.language) != choice.language:
        raise LookupError(choice.language)
    if visit.supporter is None or visit.supporter.stopped:
        spoken = replace(visit, voice=Voice(choice.language))
        return Reply(messages=(joining.consent(spoken, choice.action),), in_place=True)
    await people.set_language(visit.tx, visit.supporter.id, choice.language)
    return Reply(messages=(settings.shown(await visit.again()),), in_place=True)


async def _choose(visit: Visit, choice: ChooseLanguage, *, unknown: str = "") -> Reply:
    written = {known(tag) for kept in await actions.open_now(visit.tx, visit.turn.now) for tag in kept.texts}
    others = sorted(written.difference(INTERFACE), key=lambda tag: language_name(tag, tag).casefold())[:MOST]
    buttons: list[Button] = [
        visit.named(language_name(tag, tag), SetLanguage(tag, choice.action)) for tag in (*INTERFACE, *others)
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    if visit.supporter is not None:
        rows.append([visit.button("Back", OpenSettings())])
    return visit.instead("languages", rows, unknown=unknown, joined=visit.supporter is not None)
