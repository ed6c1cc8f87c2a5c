"""Settings: what is set, with a way to each of its pages."""

from content.choices import (
    ChooseCountry,
    ChooseLanguage,
    EndPause,
    OpenPace,
    OpenPause,
    OpenSettings,
    OpenTime,
    SetDiscreet,
    SetPlain,
)
from content.languages import name as language_name
from content.message import Message
from content.places import countries
from handlers import clock
from handlers.settling import pace, pause
from handlers.turn import Reply
from handlers.visit import NONE, Visit
from storage import people


async def settings(visit: Visit, _rest: str) -> Reply:
    """`/settings`."""
    return Reply(messages=(shown(visit),))


async def open_settings(visit: Visit, _choice: OpenSettings) -> Reply:
    return Reply(messages=(shown(visit),), in_place=True)


def shown(visit: Visit) -> Message:
    """What is set, with a button for each."""
    here = visit.here
    language = language_name(visit.voice.reads, visit.voice.reads)
    plain = visit.button(
        "New messages at each step: off" if visit.plain else "New messages at each step: on",
        SetPlain(0 if visit.plain else 1),
    )
    discreet = visit.button(
        "Discreet alerts: off" if here.discreet else "Discreet alerts: on", SetDiscreet(0 if here.discreet else 1)
    )
    until = pause.until(visit)
    rows = [
        [visit.button("Language: %(name)s", ChooseLanguage(NONE), name=language)],
        [visit.button("Country", ChooseCountry()), visit.button("My time", OpenTime())],
        [
            visit.button("How often", OpenPace()),
            visit.button("Go on now", EndPause()) if until else visit.button("Pause", OpenPause()),
        ],
        [plain],
        [discreet],
    ]
    return visit.message(
        "settings",
        rows,
        reads=visit.voice.called,
        country=countries.name(here.country, visit.voice.language) if here.country else "",
        time=clock.there(visit),
        told=bool(here.zone),
        until=until,
        plain=visit.plain,
        discreet=here.discreet,
        **pace.facts(visit),
    )


async def set_plain(visit: Visit, choice: SetPlain) -> Reply:
    await people.set_plain(visit.tx, visit.here.id, bool(choice.plain))
    return Reply(messages=(shown(await visit.again()),), in_place=True)


async def set_discreet(visit: Visit, choice: SetDiscreet) -> Reply:
    """Whether what arrives in this chat unasked names no case: others may see its screen."""
    await people.set_discreet(visit.tx, visit.here.chat, bool(choice.discreet))
    return Reply(messages=(shown(await visit.again()),), in_place=True)
