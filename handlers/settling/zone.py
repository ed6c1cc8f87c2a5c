"""Their time: whose clock is theirs, asked once in words, and what it is good for."""

from content.choices import ChooseCity, ChooseCountry, OpenSettings, OpenTime, SetCity, SetWakes
from content.ids import ActionId
from content.message import Button, Message
from content.places import countries
from content.places.zones import by_short, city, short, zones_of
from handlers import clock
from handlers.acting import listing
from handlers.settling import settings
from handlers.turn import Reply
from handlers.visit import Visit
from storage import people

SETTINGS = ActionId(2**31 - 1)
"""In a button, in the place of an action (none ever is): it came from the settings, and leads back there."""


async def arrival(visit: Visit, action: ActionId) -> Message:
    """Where the questions about country and clock lead to."""
    return settings.shown(visit) if action == SETTINGS else await listing.arrival(visit, action)


async def ask(visit: Visit, country: str, action: ActionId) -> Message | None:
    """Whose clock is theirs, if the country has several. The only one it has is kept without a question."""
    clocks = zones_of(country, visit.turn.now)
    if visit.here.zone in {name for one in clocks for name in (one.name, *one.others)} or not clocks:
        return None
    if len(clocks) > 1:
        return _question(visit, country, action)
    await people.set_zone(visit.tx, visit.here.id, clocks[0].name)
    return None


async def set_city(visit: Visit, choice: SetCity) -> Reply:
    """A clock was picked, or skipped. Raises LookupError for one that is not the country's."""
    note = ""
    if choice.short:
        zone = by_short(choice.country, choice.short, visit.turn.now)
        if zone is None:
            raise LookupError(choice.short)
        await people.set_zone(visit.tx, visit.here.id, zone)
        visit = await visit.again()
        note = visit.voice.label("Your time: %(time)s", time=clock.there(visit))
    return Reply(messages=(await arrival(visit, choice.action),), in_place=True, note=note)


async def open_time(visit: Visit, _choice: OpenTime) -> Reply:
    """`My time`: it is asked for if it can be and is not known."""
    country = visit.here.country
    asked = await ask(visit, country, SETTINGS) if country and not visit.here.zone else None
    return Reply(messages=(asked or _page(await visit.again()),), in_place=True)


async def choose_city(visit: Visit, _choice: ChooseCity) -> Reply:
    """`Another city`, from there."""
    country = visit.here.country or ""
    several = len(zones_of(country, visit.turn.now)) > 1
    return Reply(messages=(_question(visit, country, SETTINGS) if several else _page(visit),), in_place=True)


async def set_wakes(visit: Visit, choice: SetWakes) -> Reply:
    """Whether what cannot wait may come in the quiet hours."""
    await people.set_wakes(visit.tx, visit.here.id, bool(choice.wakes))
    return Reply(messages=(_page(await visit.again()),), in_place=True)


def _question(visit: Visit, country: str, action: ActionId) -> Message:
    clocks: list[Button] = [
        visit.named(city(one.name, visit.voice.language), SetCity(country, short(one.name), action))
        for one in zones_of(country, visit.turn.now)
    ]
    rows = [clocks[at : at + 2] for at in range(0, len(clocks), 2)]
    skip = visit.button("Skip", SetCity(country, "", action))
    name = countries.name(country, visit.voice.language)
    return visit.message("city", [*rows, [skip]], country=name, quiet=visit.network.quiet is not None)


def _page(visit: Visit) -> Message:
    here = visit.here
    quiet = visit.network.quiet
    wakes = visit.button(
        "When hours count, you may wake me: off" if here.wakes else "When hours count, you may wake me: on",
        SetWakes(0 if here.wakes else 1),
    )
    several = len(zones_of(here.country or "", visit.turn.now)) > 1
    place = visit.button("Another city", ChooseCity()) if several else visit.button("Country", ChooseCountry())
    return visit.message(
        "time",
        [[place], [wakes] if quiet else [], [visit.button("Back", OpenSettings())]],
        time=clock.there(visit),
        told=bool(here.zone),
        country=bool(here.country),
        quiet=quiet and (quiet.begins.strftime("%H:%M"), quiet.ends.strftime("%H:%M")),
        wakes=here.wakes,
    )
