"""Lanes: how fast we may send, in one row each, shared by every process.

The algorithm is GCRA: a lane keeps the moment at which it is free again, and who takes n slots moves that on by n times
the distance between two. A lane starts without a burst. Its moments are PostgreSQL's own clock or, where one machine
has the file, `now`; a clock that jumps does no lasting harm.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from storage.database import quick
from storage.database.engine import Tx
from storage.database.tables import lanes

AHEAD = 2.0
"""Seconds: no slot is given further ahead of the clock than this, so that little is lost when a sender dies."""
_JUMPED = AHEAD + 1.0  # a lane that is free later than that (and one slot) was written by a clock that went wrong
_SOON = 0.1  # seconds until it is worth asking again
_LONGEST_HALT = 86_400.0  # seconds; whoever says more is asked again after a day


@dataclass(frozen=True, slots=True)
class Slots:
    """What a lane gives: `n` slots, the first `wait` seconds from this moment, the others each `apart` after another.

    With n == 0 there is none now: ask again after `wait` seconds, or, where the platform asks us to wait, `halted`.
    `spent` is the number of all slots this lane ever gave.
    """

    n: int
    wait: float
    halted: float
    spent: int


async def reserve(tx: Tx, lane: str, n: int, *, apart: float, taken: int = 0, now: datetime) -> Slots:
    """Take up to `n` slots, `apart` seconds from one another (0: as many as you like, at once, unless halted).

    `taken` slots were used already, without asking: they are charged first, but never make the lane wait for more than
    `AHEAD` seconds. Fewer than `n` are given where more would lie further ahead than that.
    """
    await tx.hold_ledger()
    values: dict[str, quick.Value] = {
        "lane": lane,
        "n": n,
        "taken": taken,
        "apart": float(apart),
        "now": now.timestamp(),
    }
    rows = await quick.run(tx, _reservation(tx.kind), **values)
    if not rows:
        await tx.connection.execute(tx.insert(lanes).values(name=lane).on_conflict_do_nothing())
        rows = await quick.run(tx, _reservation(tx.kind), **values)
    free_at, given, halted_at, halt_until, spent, at = rows[0]
    halted = halt_until - at if halted_at <= at < halt_until else 0.0
    if given:
        return Slots(given, max(0.0, free_at - given * apart - at), 0.0, spent)
    full = free_at - at - AHEAD
    return Slots(0, 0.0 if halted else max(full, min(apart, _SOON)), halted, spent)


async def halt(tx: Tx, lane: str, *, seconds: float, now: datetime) -> None:
    """The platform asks everybody to wait. Of two halts that are in force the longer one stays."""
    await tx.hold_ledger()
    length = min(max(seconds, 0.0), _LONGEST_HALT)
    await tx.connection.execute(tx.insert(lanes).values(name=lane).on_conflict_do_nothing())
    await quick.run(tx, _HALT.format(clock=_CLOCK[tx.kind]), lane=lane, length=length, now=now.timestamp())


_CLOCK = {"sqlite": ":now", "postgresql": "CAST(extract(epoch FROM clock_timestamp()) AS double precision)"}
"""The moment, in seconds since 1970: of the server's clock where there is one, so that processes need not agree."""
_WHOLE = {"sqlite": "CAST(ahead / :apart AS INTEGER)", "postgresql": "CAST(floor(ahead / :apart) AS INTEGER)"}

_RESERVATION = """
WITH read AS (
  SELECT name, free_at, halted_at <= {clock} AND {clock} < halt_until AS halted, {clock} AS now
  FROM lanes WHERE name = :lane
), begun AS (
  SELECT read.*, CASE
    WHEN :apart <= 0 OR free_at < now OR free_at > now + {jumped} + :apart THEN now ELSE free_at END AS base
  FROM read
), started AS (
  SELECT begun.*, base + :taken * :apart AS start, now + {ahead} - base - :taken * :apart AS ahead FROM begun
), ended AS (
  SELECT name,
    CASE WHEN ahead >= 0 THEN start WHEN base > now + {ahead} THEN base ELSE now + {ahead} END AS charged,
    CASE WHEN halted THEN 0 WHEN :apart <= 0 THEN :n WHEN ahead < 0 THEN 0
         WHEN ahead / :apart + 1 < :n THEN {whole} + 1 ELSE :n END AS given
  FROM started
)
UPDATE lanes
SET free_at = charged + ended.given * :apart, given = ended.given, spent = spent + :taken + ended.given
FROM ended WHERE lanes.name = ended.name
RETURNING lanes.free_at, lanes.given, lanes.halted_at, lanes.halt_until, lanes.spent, {clock}
"""
_HALT = """
WITH asked AS (SELECT {clock} AS now)
UPDATE lanes
SET halted_at = CASE WHEN halted_at <= now AND halt_until > now + :length THEN halted_at ELSE now END,
    halt_until = CASE WHEN halted_at <= now AND halt_until > now + :length THEN halt_until ELSE now + :length END
FROM asked WHERE lanes.name = :lane
"""


@cache
def _reservation(kind: str) -> str:
    """The one statement. What it reads nobody changes meanwhile: see `Tx.hold_ledger`."""
    return _RESERVATION.format(clock=_CLOCK[kind], whole=_WHOLE[kind], ahead=AHEAD, jumped=_JUMPED)
