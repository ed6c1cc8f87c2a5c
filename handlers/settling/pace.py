"""How often Urgent Actions come, and which: of some regions or topics alone."""

from collections.abc import Mapping

from content.choices import OpenPace, OpenSettings, OpenWishes, SetPace, SetWish
from content.message import Message
from content.places.regions import REGIONS, TOPICS
from content.rules.pacing import Pace, Wish
from handlers.turn import Reply
from handlers.visit import Visit
from storage import people

PACES = {
    Pace.EVERY: "Every Urgent Action",
    Pace.DAILY: "At most one a day",
    Pace.WEEKLY: "At most one a week",
}
"""How often, in English: keys for translation."""
NAMES: Mapping[Wish, Mapping[str, str]] = {Wish.REGION: REGIONS, Wish.TOPIC: TOPICS}


def wishes(visit: Visit) -> Mapping[Wish, list[str]]:
    """What this person wants alone, by its English names, in the order of the lists; none for all."""
    kept = {Wish.REGION: visit.here.regions, Wish.TOPIC: visit.here.topics}
    return {what: [name for code, name in NAMES[what].items() if code in kept[what]] for what in Wish}


def facts(visit: Visit) -> dict[str, object]:
    """What is set, in words."""
    named = {what: [visit.voice.label(one) for one in names] for what, names in wishes(visit).items()}
    often = visit.voice.label(PACES[visit.here.pace])
    return {"often": often, "regions": named[Wish.REGION], "topics": named[Wish.TOPIC]}


async def open_pace(visit: Visit, _choice: OpenPace) -> Reply:
    return Reply(messages=(_page(visit),), in_place=True)


async def set_pace(visit: Visit, choice: SetPace) -> Reply:
    """How often was picked. Raises LookupError for what is none."""
    try:
        pace = Pace(choice.pace)
    except ValueError:
        raise LookupError(choice.pace) from None
    await people.set_pace(visit.tx, visit.here.id, pace)
    return Reply(messages=(_page(await visit.again()),), in_place=True)


async def open_wishes(visit: Visit, choice: OpenWishes) -> Reply:
    return Reply(messages=(_choose(visit, _wish(choice.what)),), in_place=True)


async def set_wish(visit: Visit, choice: SetWish) -> Reply:
    """One of the regions or topics was picked or taken back, or all were. Raises LookupError for what is none."""
    what = _wish(choice.what)
    kept = visit.here.regions if what is Wish.REGION else visit.here.topics
    if choice.value and choice.value not in NAMES[what]:
        raise LookupError(choice.value)
    wanted = {*kept, choice.value} if choice.wanted else kept - {choice.value}
    await people.set_wishes(visit.tx, visit.here.id, what, wanted if choice.value else ())
    return Reply(messages=(_choose(await visit.again(), what),), in_place=True)


def _page(visit: Visit) -> Message:
    rows = [
        [visit.ticked(visit.voice.label(said), SetPace(pace), pace is visit.here.pace)] for pace, said in PACES.items()
    ]
    more = [visit.button("Regions", OpenWishes(Wish.REGION)), visit.button("Topics", OpenWishes(Wish.TOPIC))]
    return visit.message("pace", [*rows, more, [visit.button("Back", OpenSettings())]], **facts(visit))


def _choose(visit: Visit, what: Wish) -> Message:
    kept = visit.here.regions if what is Wish.REGION else visit.here.topics
    rows = [
        [visit.ticked(visit.voice.label(name), SetWish(what, code, 0 if code in kept else 1), code in kept)]
        for code, name in NAMES[what].items()
    ]
    every = visit.ticked(visit.voice.label("All"), SetWish(what, "", 0), not kept)
    return visit.message("wishes", [*rows, [every], [visit.button("Back", OpenPace())]], region=what is Wish.REGION)


def _wish(what: str) -> Wish:
    try:
        return Wish(what)
    except ValueError:
        raise LookupError(what) from None
