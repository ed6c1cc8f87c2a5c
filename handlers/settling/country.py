"""The country, which opens its embassies and says which clocks there are."""

from content.choices import ChooseCountry, OpenSettings, SetCountry
from content.ids import ActionId
from content.message import Button, Message
from content.places import countries
from handlers.settling import zone
from handlers.settling.zone import SETTINGS
from handlers.turn import Reply
from handlers.visit import NONE, Visit
from storage import actions, people, talks


async def country(visit: Visit, name: str) -> Reply:
    """`/country [NAME]`."""
    if not name:
        return Reply(messages=(await question(visit, SETTINGS),))
    code = countries.code(name, visit.voice.reads)
    if code is None:
        return _unknown(visit, name, SETTINGS)
    asked = await _live_in(visit, code, SETTINGS)
    if asked is not None:
        return Reply(messages=(asked,))
    return visit.reply("country_kept", country=countries.name(code, visit.voice.language))


async def choose_country(visit: Visit, _choice: ChooseCountry) -> Reply:
    return Reply(messages=(await question(visit, SETTINGS),), in_place=True)


async def question(visit: Visit, action: ActionId) -> Message:
    """Which country: those whose embassies can be written to first, then any other, typed."""
    found: list[str] = []
    for kept in await actions.open_now(visit.tx, visit.turn.now):
        found += [target.accredited_to for target in kept.text.targets if target.accredited_to]
    likely = list(dict.fromkeys(found))[:4]
    named: list[Button] = [
        visit.named(countries.name(code, visit.voice.language), SetCountry(code, action)) for code in likely
    ]
    others = [visit.button("Other…" if likely else "Type it…", SetCountry("?", action)), *_none(visit, action)]
    return visit.message("country", [named[:2], named[2:], others])


async def set_country(visit: Visit, choice: SetCountry) -> Reply:
    """A country was picked, skipped, or is to be typed."""
    if choice.country == "?":
        await talks.expect(visit.tx, visit.here.chat, "country", detail=str(choice.action), now=visit.turn.now)
        return visit.instead("country_typed", [_none(visit, choice.action)])
    await talks.expect_nothing(visit.tx, visit.here.chat)
    if not choice.country:
        if choice.action in (NONE, SETTINGS):
            await people.set_country(visit.tx, visit.here.id, None)
        return Reply(messages=(await zone.arrival(await visit.again(), choice.action),), in_place=True)
    _known(visit, choice.country)
    asked = await _live_in(visit, choice.country, choice.action)
    told = visit.voice.label("Your country: %(name)s", name=countries.name(choice.country, visit.voice.language))
    arrived = asked or await zone.arrival(await visit.again(), choice.action)
    return Reply(messages=(arrived,), in_place=True, note=told)


async def typed(visit: Visit, detail: str) -> Reply:
    """The country, typed after `Other…`."""
    action = ActionId(int(detail or 0))
    code = countries.code(visit.turn.what, visit.voice.reads)
    if code is None:
        return _unknown(visit, visit.turn.what, action)
    await talks.expect_nothing(visit.tx, visit.here.chat)
    asked = await _live_in(visit, code, action)
    return Reply(messages=(asked or await zone.arrival(await visit.again(), action),))


async def _live_in(visit: Visit, code: str, action: ActionId) -> Message | None:
    """Keep the country, and its clock if it has one; the question, if it has several."""
    await people.set_country(visit.tx, visit.here.id, code)
    return await zone.ask(await visit.again(), code, action)


def _none(visit: Visit, action: ActionId) -> list[Button]:
    """The ways on without a country, or back to the settings."""
    if action != SETTINGS:
        return [visit.button("Skip", SetCountry("", action))]
    back: list[Button] = [visit.button("Back", OpenSettings())]
    return [visit.button("No country", SetCountry("", action)), *back] if visit.here.country else back


def _unknown(visit: Visit, typed: str, action: ActionId) -> Reply:
    return visit.reply("country_unknown", [_none(visit, action)], typed=typed[:60])


def _known(visit: Visit, code: str) -> None:
    if countries.code(code, visit.voice.reads) != code:
        raise LookupError(code)
