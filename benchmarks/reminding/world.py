"""A million supporters in twelve zones and fifty open Urgent Actions, made by statements on whole tables."""

# ruff: noqa: S608 (what is put into statements here is numbers and names of our own)

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import bindparam, text, update

from content.ids import ActionId, BroadcastId
from content.places.regions import REGIONS, TOPICS
from content.rules.announcing import BroadcastKind, BroadcastState
from content.rules.hours import Hours, Quiet
from storage import actions
from storage.actions import State
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.database.tables import Moment
from storage.sending import broadcasts
from tests.cases import invented

HOURS = Hours(Quiet(time(22), time(8)), "Europe/Paris")
LABEL = "2d@18:00"
ZONES = (
    "Europe/London",
    "Europe/Berlin",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Asia/Kolkata",
)
"""Where those are who told their zone, four in ten; the others are at home."""
DUE = datetime(2026, 9, 15, 16, tzinfo=UTC)
"""Six in the evening at home: the moment of the reminder, two days before five deadlines."""
BEFORE = DUE - timedelta(days=1)
ACTIONS, URGENT = 50, 5
_ALERTED = BEFORE - timedelta(days=3)
_LANGUAGES = ("en", "fr", "es", "de")


async def build(database: Database, people: int) -> None:
    """Set it up, the deliveries of past alerts included. `people` should be much more than a hundred."""
    async with database.writing() as tx:
        await _join(tx, people)
        found = [await _announced(tx, n) for n in range(ACTIONS)]
    for n, (_, broadcast) in enumerate(found):
        async with database.writing() as tx:
            await _delivered(tx, broadcast, None if n < URGENT else n % 10)
    async with database.writing() as tx:
        await _act(tx, [action for action, _ in found[:URGENT]])
        for n, (action, _) in enumerate(found):
            await _came_back(tx, action, n)


async def _join(tx: Tx, people: int) -> None:
    zones = " ".join(f"WHEN {n} THEN '{zone}'" for n, zone in enumerate(ZONES))
    languages = " ".join(f"WHEN {n} THEN '{language}'" for n, language in enumerate(_LANGUAGES))
    await _do(
        tx,
        f"""
        INSERT INTO supporters (id, language, plain, joined_at, zone, wakes, pace, paused_until)
        WITH RECURSIVE numbers (n) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM numbers WHERE n < {people})
        SELECT n, CASE n % 4 {languages} END, false, :at,
          CASE WHEN {_drawn(1, 10)} < 6 THEN '' ELSE CASE n % {len(ZONES)} {zones} END END,
          {_drawn(2, 20)} = 0,
          CASE {_drawn(3, 25)} WHEN 0 THEN 'daily' WHEN 1 THEN 'weekly' ELSE 'every' END,
          CASE WHEN {_drawn(4, 50)} = 0 THEN :later END
        FROM numbers
        """,
        later=DUE + timedelta(days=30),
    )
    here = tx.kind == "sqlite"
    finger, sealed = (
        ("printf('%064x', id)", "zeroblob(39)")
        if here
        else ("md5(id::text) || md5((-id)::text)", "decode(repeat('00', 39), 'hex')")
    )
    await _do(
        tx,
        f"INSERT INTO chats (id, supporter_id, platform, finger, sealed) "
        f"SELECT id, id, 'telegram', {finger}, {sealed} FROM supporters ORDER BY id",
    )
    await tx.connection.execute(tables.zones.insert(), [{"name": zone} for zone in ZONES])
    wished = {"region": (5, 12, sorted(REGIONS)), "topic": (6, 20, sorted(TOPICS))}
    for what, (salt, share, values) in wished.items():
        named = " ".join(f"WHEN {n} THEN '{value}'" for n, value in enumerate(values))
        await _do(
            tx,
            f"INSERT INTO wishes (supporter_id, what, value) "
            f"SELECT n, '{what}', CASE n % {len(values)} {named} END "
            f"FROM (SELECT CAST(id AS bigint) AS n FROM supporters) AS them WHERE {_drawn(salt, share)} = 0",
        )


async def _announced(tx: Tx, n: int) -> tuple[ActionId, BroadcastId]:
    """The nth action, whose alert is over; the first five end two days after the reminder's day."""
    day = DUE.date() + timedelta(days=2 if n < URGENT else n)
    regions = sorted(REGIONS)
    document = invented(f"{n + 1}/26", day, index=f"{regions[n % len(regions)]} 21/{n:04}/2026")
    kept, _ = await actions.add(tx, document, zone=HOURS.home, now=_ALERTED)
    await actions.approve(tx, kept.id, now=_ALERTED)
    broadcast = await broadcasts.make(tx, kept.id, BroadcastKind.ALERT, now=_ALERTED)
    mine = tables.actions.c.id == kept.id
    await tx.connection.execute(update(tables.actions).where(mine).values(state=State.ANNOUNCED))
    over = update(tables.broadcasts).where(tables.broadcasts.c.id == broadcast)
    await tx.connection.execute(over.values(state=BroadcastState.DONE, ended_at=_ALERTED))
    return kept.id, broadcast


async def _delivered(tx: Tx, broadcast: BroadcastId, tenth: int | None) -> None:
    """Its alert reached everybody, or a tenth."""
    some = "" if tenth is None else f"WHERE chats.id % 10 = {tenth}"
    await _do(
        tx,
        f"""
        INSERT INTO deliveries (broadcast_id, chat_id, platform, language, state, attempts, doubts, reference, reason,
          settled_at, held)
        SELECT {broadcast}, chats.id, platform, language, 'delivered', 1, 0, CAST(chats.id AS text), '', :at, 0
        FROM chats JOIN supporters ON supporters.id = supporter_id {some} ORDER BY chats.id
        """,
    )


async def _act(tx: Tx, urgent: Sequence[ActionId]) -> None:
    """One in ten has acted on one of the urgent five, one in twenty declined, one in a hundred put one off."""
    them = "(SELECT CAST(id AS bigint) AS n FROM supporters) AS them"
    for k, action in enumerate(urgent):
        mine = f"{_drawn(8, URGENT)} = {k}"
        await _do(
            tx,
            f"INSERT INTO walks (supporter_id, action_id, opened_at, started_at, declined_at) "
            f"SELECT n, {action}, :at, :at, CASE WHEN {_drawn(7, 20)} = 2 THEN :at END "
            f"FROM {them} WHERE {_drawn(7, 20)} < 3 AND {mine}",
        )
        await _do(
            tx,
            f"INSERT INTO takings (supporter_id, action_id, target_id, channel, state, handed_at, said_at) "
            f"SELECT n, {action}, (SELECT min(id) FROM targets WHERE action_id = {action}), 'email', 'sent', :at, :at "
            f"FROM {them} WHERE {_drawn(7, 20)} < 2 AND {mine}",
        )
        await _do(
            tx,
            f"INSERT INTO laters (supporter_id, action_id, channel, due_at, asked, state, reason) "
            f"SELECT n, {action}, '', :later, true, 'due', '' FROM {them} WHERE {_drawn(9, 100)} = 0 AND {mine}",
            later=DUE + timedelta(days=2),
        )


async def _came_back(tx: Tx, action: ActionId, n: int) -> None:
    """In the morning one of five thousand had it back, as they had put it off."""
    morning = DUE - timedelta(hours=8)
    made = await broadcasts.make(tx, action, BroadcastKind.LATER, day=DUE.date(), now=morning)
    over = update(tables.broadcasts).where(tables.broadcasts.c.id == made)
    await tx.connection.execute(over.values(state=BroadcastState.DONE, ended_at=morning))
    some = f"id % 5000 = {n}"
    await _do(
        tx,
        f"INSERT INTO laters (supporter_id, action_id, channel, due_at, asked, state, reason) "
        f"SELECT id, {action}, '', :later, true, 'done', '' FROM supporters WHERE {some} ON CONFLICT DO NOTHING",
        later=morning,
    )
    await _do(
        tx,
        f"""
        INSERT INTO deliveries (broadcast_id, chat_id, platform, language, state, attempts, doubts, reference, reason,
          settled_at, held)
        SELECT {made}, id, 'telegram', 'en', 'delivered', 1, 0, CAST(id AS text), '', :later, 0 FROM chats WHERE {some}
        """,
        later=morning,
    )


_PRIMES = (
    1_000_000_007,
    998_244_353,
    754_974_721,
    1_224_736_769,
    469_762_049,
    167_772_161,
    1_107_296_257,
    880_803_841,
    645_922_817,
)


def _drawn(which: int, of: int) -> str:
    """A number below `of`, drawn for supporter `n`: the same on every database, and no draw tells of another."""
    return f"(n * {_PRIMES[which - 1]} % 2147483647 % {of})"


async def _do(tx: Tx, statement: str, **moments: datetime) -> None:
    """Execute it; `:at` is when the alerts went."""
    known = {"at": _ALERTED, **moments}
    used = [bindparam(name, value, Moment) for name, value in known.items() if f":{name}" in statement]
    await tx.connection.execute(text(statement).bindparams(*used))
