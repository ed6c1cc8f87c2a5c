"""How fast a broadcast goes, read from its rows; and the newest broadcasts alone."""

from datetime import timedelta

from content.courier import Delivered, Gone, Outcome
from content.ids import BroadcastId, Platform, Reference
from content.rules.announcing import BroadcastKind
from storage.database.engine import Database
from storage.sending import broadcasts, deliveries, settling
from tests.storage import builder
from tests.storage.builder import NOON

ARRIVED = Delivered(Reference("1"))


async def sent(database: Database, n: int) -> BroadcastId:
    """A broadcast to so many people."""
    async with database.writing() as tx:
        await builder.people(tx, n)
        action = await builder.action(tx)
        made = await broadcasts.announce(tx, action, BroadcastKind.ALERT, approver="a", needed=1, now=NOON)
    return made.id


async def leave(database: Database, *outcomes: Outcome, seconds: float) -> None:
    """So many leave and are answered, so many seconds after noon."""
    now = NOON + timedelta(seconds=seconds)
    async with database.writing() as tx:
        queued = await deliveries.due(tx, Platform.TELEGRAM, now=now, limit=len(outcomes))
        await deliveries.mark_sending(tx, queued, now=now)
        await settling.settle(tx, list(zip(queued, outcomes, strict=True)), now=now)


async def pace(database: Database, broadcast: BroadcastId, seconds: float) -> float:
    async with database.reading() as tx:
        return await broadcasts.pace(tx, broadcast, now=NOON + timedelta(seconds=seconds))


async def test_only_the_last_five_seconds_count(database: Database) -> None:
    broadcast = await sent(database, 40)
    assert await pace(database, broadcast, 1) == 0
    await leave(database, *[ARRIVED] * 10, seconds=1)
    await leave(database, *[ARRIVED] * 9, Gone("closed"), seconds=4)
    found = [await pace(database, broadcast, seconds) for seconds in (0.5, 4, 5.9, 6.1, 8.9, 9.1)]
    assert found == [0, 4, 4, 2, 2, 0]


async def test_what_is_on_its_way_and_other_broadcasts_do_not_count(database: Database) -> None:
    first = await sent(database, 6)
    await leave(database, *[ARRIVED] * 5, seconds=1)
    async with database.writing() as tx:
        action = await builder.action(tx)
        second = await broadcasts.announce(tx, action, BroadcastKind.ALERT, approver="a", needed=1, now=NOON)
        (last,) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=1)
        await deliveries.mark_sending(tx, [last], now=NOON)
    assert await pace(database, first, 2) == 1
    assert await pace(database, second.id, 2) == 0
    assert await pace(database, BroadcastId(77), 2) == 0


async def test_the_newest_alone(database: Database) -> None:
    made = []
    for _ in range(4):
        async with database.writing() as tx:
            made.append(await broadcasts.make(tx, await builder.action(tx), BroadcastKind.ALERT, now=NOON))
    async with database.reading() as tx:
        assert [one.id for one in await broadcasts.listed(tx, newest=3)] == made[1:]
        assert [one.id for one in await broadcasts.listed(tx, newest=9)] == made
        assert await broadcasts.listed(tx, newest=0) == ()
