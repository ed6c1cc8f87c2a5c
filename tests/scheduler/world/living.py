"""What people do: they join, go and come back, say when and what they want to hear, and act, or put it off."""

from collections.abc import Collection
from datetime import datetime

from content.ids import Platform, PlatformId
from content.rules.counting import Said, TakingState
from content.rules.pacing import Pace, Wish
from content.rules.roles import Role
from storage import people, staff, takings
from storage.database.engine import Tx
from storage.due import laters
from tests.scheduler.world.records import Action, Aim, Person, Put
from tests.scheduler.world.running import World


def join(world: World, name: PlatformId, zone: str, pace: Pace, *, organizer: bool) -> None:
    async def work(tx: Tx) -> Person:
        joined = await people.join(tx, Platform.TELEGRAM, name, language="en", now=world.now)
        await people.set_zone(tx, joined.id, zone)
        await people.set_pace(tx, joined.id, pace)
        if organizer:
            await staff.give(tx, Platform.TELEGRAM, name, Role.ORGANIZER, now=world.now)
        return Person(name, joined.id, joined.chat, world.now, world.now, zone=zone, pace=pace, organizer=organizer)

    world.people[name] = world.write(work)
    world.zones |= {"", zone}


def stop(world: World, who: Person) -> None:
    world.write(lambda tx: people.stop(tx, who.supporter, now=world.now))
    who.stopped = True
    world.see("stopping")


def forget(world: World, who: Person) -> None:
    world.write(lambda tx: people.forget(tx, who.supporter, now=world.now))
    del world.people[who.name]
    world.see("forgetting")


def come_back(world: World, who: Person) -> None:
    """Somebody who stopped, or blocked us, writes again."""

    async def work(tx: Tx) -> None:
        await people.reopen(tx, who.chat)
        if who.stopped:
            await people.join(tx, Platform.TELEGRAM, who.name, language="en", now=world.now)

    world.write(work)
    who.paused_until = None if who.stopped else who.paused_until
    who.stopped = who.gone = False


def pause(world: World, who: Person, until: datetime | None) -> None:
    world.write(lambda tx: people.pause(tx, who.supporter, until))
    who.paused_until = until


def move(world: World, who: Person, zone: str) -> None:
    world.write(lambda tx: people.set_zone(tx, who.supporter, zone))
    who.zone, who.moved_at = zone, world.now
    world.zones.add(zone)


def settle(world: World, who: Person, pace: Pace, *, wakes: bool) -> None:
    async def work(tx: Tx) -> None:
        await people.set_pace(tx, who.supporter, pace)
        await people.set_wakes(tx, who.supporter, wakes)

    world.write(work)
    who.chose_at = who.chose_at if pace is who.pace else world.now
    who.pace, who.wakes = pace, wakes


def wish(world: World, who: Person, regions: Collection[str], topics: Collection[str]) -> None:
    async def work(tx: Tx) -> None:
        await people.set_wishes(tx, who.supporter, Wish.REGION, regions)
        await people.set_wishes(tx, who.supporter, Wish.TOPIC, topics)

    world.write(work)
    who.regions, who.topics = frozenset(regions), frozenset(topics)


def answer(world: World, who: Person, what: Action, *, declines: bool) -> None:
    """The card is opened: it is not for them, or it is."""

    async def work(tx: Tx) -> None:
        await takings.answer_walk(tx, who.supporter, what.id, declined=declines, now=world.now)
        if declines:
            await laters.cancel(tx, who.supporter, what.id)

    world.write(work)
    who.opened.add(what.id)
    (who.declined.add if declines else who.declined.discard)(what.id)
    if declines:
        _cancelled(who, what)


def act(world: World, who: Person, what: Action, aim: Aim, said: Said) -> None:
    """An appeal is handed out, and something said of it."""
    put = who.puts.get(what.id)
    done = said is Said.SENT and put is not None and put.state == "due" and put.aim in (None, aim)

    async def work(tx: Tx) -> TakingState | None:
        await takings.start_walk(tx, who.supporter, what.id, now=world.now)
        await takings.say(tx, who.supporter, what.id, *aim, Said.ASKED, now=world.now)
        if done:
            await laters.cancel(tx, who.supporter, what.id)
        return await takings.say(tx, who.supporter, what.id, *aim, said, now=world.now)

    state = world.write(work)
    who.opened.add(what.id)
    who.declined.discard(what.id)
    who.handed.add((what.id, aim))
    (who.sent.add if state is TakingState.SENT else who.sent.discard)((what.id, aim))
    if done:
        _cancelled(who, what)


def put_off(world: World, who: Person, what: Action, due_at: datetime, aim: Aim | None, *, asked: bool) -> None:
    """ "Later", or what could not be sent and comes back by another way."""
    target, channel = aim or (None, None)

    async def work(tx: Tx) -> None:
        if asked:
            await takings.answer_walk(tx, who.supporter, what.id, now=world.now)
        await laters.keep(tx, who.supporter, what.id, due_at=due_at, asked=asked, target=target, channel=channel)

    world.write(work)
    if asked:
        who.opened.add(what.id)
        who.declined.discard(what.id)
    who.puts[what.id] = Put(due_at, asked, aim)


def take_back(world: World, who: Person, what: Action) -> None:
    """What was put off need not come."""
    world.write(lambda tx: laters.cancel(tx, who.supporter, what.id))
    _cancelled(who, what)


def _cancelled(who: Person, what: Action) -> None:
    put = who.puts.get(what.id)
    if put is not None and put.state == "due":
        put.state = "taken back"
