"""Joining: consent in one message, the language, the country, and the Urgent Action one came for."""

from dataclasses import replace

from content import countries
from content.choices import Choice, ChooseLanguage, Join, SetCountry
from content.ids import ActionId
from content.languages import name as language_name
from content.message import Button, Message
from content.render import Voice
from handlers.acting import listing
from handlers.turn import Reply
from handlers.visit import Visit
from storage import actions, people, talks

NONE = ActionId(0)


async def start(visit: Visit, payload: str) -> Reply:
    """`/start [ua_24-21]`: the consent; for those who joined, the action of the link or the most urgent one."""
    action = await _linked(visit, payload)
    if visit.supporter is None or visit.supporter.stopped:
        return Reply(messages=(consent(visit, action),))
    return Reply(messages=(await _arrival(visit, action),))


async def start_from(visit: Visit, choice: Choice) -> Reply:
    """Somebody who has not joined pressed a button: the consent first, then what they wanted to see."""
    wanted = getattr(choice, "action", NONE)
    return Reply(messages=(consent(visit, wanted),))


async def join(visit: Visit, choice: Join) -> Reply:
    """Yes to the consent."""
    turn = visit.turn
    await people.join(visit.tx, turn.platform, turn.chat, language=choice.language, now=turn.now)
    joined = await again(visit)
    if joined.here.country is not None:
        return Reply(messages=(await _arrival(joined, choice.action),), in_place=True)
    return Reply(messages=(await country_question(joined, choice.action),), in_place=True)


def consent(visit: Visit, action: ActionId) -> Message:
    """Who we are, what is kept, who may read it, and the way out, before anything is kept."""
    language = language_name(visit.voice.language, visit.voice.language)
    rows = [
        [
            visit.button("Join", Join(visit.voice.language, action)),
            visit.button("Language: %(name)s", ChooseLanguage(action), name=language),
        ]
    ]
    return visit.message("consent", rows, name=visit.network.name)


async def country_question(visit: Visit, action: ActionId) -> Message:
    """Which country: those whose embassies can be written to first, then any other, typed."""
    found: list[str] = []
    for kept in await actions.open_now(visit.tx, visit.turn.now):
        found += [target.accredited_to for target in kept.text.targets if target.accredited_to]
    likely = list(dict.fromkeys(found))[:4]
    named: list[Button] = [
        visit.named(countries.name(code, visit.voice.language), SetCountry(code, action)) for code in likely
    ]
    others: list[Button] = [
        visit.button("Other…" if likely else "Type it…", SetCountry("?", action)),
        visit.button("Skip", SetCountry("", action)),
    ]
    return visit.message("country", [named[:2], named[2:], others])


async def set_country(visit: Visit, choice: SetCountry) -> Reply:
    """A country was picked, skipped, or is to be typed."""
    if choice.country == "?":
        await talks.expect(visit.tx, visit.here.chat, "country", detail=str(choice.action), now=visit.turn.now)
        return visit.instead("country_typed", [[visit.button("Skip", SetCountry("", choice.action))]])
    await talks.expect_nothing(visit.tx, visit.here.chat)
    if choice.country:
        _known(visit, choice.country)
        await people.set_country(visit.tx, visit.here.id, choice.country)
    elif choice.action == NONE:
        await people.set_country(visit.tx, visit.here.id, None)
    arrival = await _arrival(await again(visit), choice.action)
    return Reply(messages=(arrival,), in_place=True, note=_told(visit, choice.country))


async def country_typed(visit: Visit, detail: str) -> Reply:
    """The country, typed after `Other…`."""
    action = ActionId(int(detail or 0))
    code = countries.code(visit.turn.what, visit.voice.language)
    if code is None:
        return _unknown(visit, visit.turn.what, action)
    await talks.expect_nothing(visit.tx, visit.here.chat)
    await people.set_country(visit.tx, visit.here.id, code)
    return Reply(messages=(await _arrival(await again(visit), action),))


async def country(visit: Visit, name: str) -> Reply:
    """`/country [NAME]`."""
    if not name:
        return Reply(messages=(await country_question(visit, NONE),))
    code = countries.code(name, visit.voice.language)
    if code is None:
        return _unknown(visit, name, NONE)
    await people.set_country(visit.tx, visit.here.id, code)
    return visit.reply("country_kept", country=countries.name(code, visit.voice.language))


def _told(visit: Visit, code: str) -> str:
    return visit.voice.label("Your country: %(name)s", name=countries.name(code, visit.voice.language)) if code else ""


def _unknown(visit: Visit, typed: str, action: ActionId) -> Reply:
    skip = visit.button("Skip", SetCountry("", action))
    return visit.reply("country_unknown", [[skip]], typed=typed[:60])


def _known(visit: Visit, code: str) -> None:
    if countries.code(code, visit.voice.language) != code:
        raise LookupError(code)


async def _linked(visit: Visit, payload: str) -> ActionId:
    """The action a deep link names (`ua_24-21`), if it is here and was announced."""
    if payload.startswith("ua_"):
        kept = await actions.by_name(visit.tx, payload.removeprefix("ua_"))
        if kept is not None and kept.state is actions.State.ANNOUNCED:
            return kept.id
    return NONE


async def _arrival(visit: Visit, action: ActionId) -> Message:
    """What somebody sees who is in: the action they came for, else the most urgent, else a welcome."""
    try:
        return await listing.card_message(visit, await listing.announced(visit, action))
    except LookupError:
        open_now = await actions.open_now(visit.tx, visit.turn.now)
    return await listing.card_message(visit, open_now[0]) if open_now else visit.message("joined")


async def again(visit: Visit) -> Visit:
    """The visit with the supporter as they are now, in the language they have now."""
    supporter = await people.find(visit.tx, visit.turn.platform, visit.turn.chat)
    return replace(visit, supporter=supporter, voice=Voice(supporter.language) if supporter else visit.voice)
