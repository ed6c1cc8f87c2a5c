"""Choosing: for each person of a piece the most urgent reminder that they may have is queued, by one statement.

It is written with numbers of our own. What was queued a moment ago PostgreSQL does not know yet, and takes for nothing:
so it is given no number of a broadcast that it could look up in what it knows, and no way but by the index of both.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from content.ids import BroadcastId, Platform
from storage.database import quick
from storage.database.engine import Tx
from storage.due.urgency import Open
from storage.sending.shards import SIZE, Shard


class Lately(NamedTuple):
    """A broadcast of reminders of these days; of one that is not `of_today`, what left today counts.

    `asked_for`: it brought back what people had put off, so that only they can have something of it.
    """

    id: BroadcastId
    of_today: bool
    asked_for: bool


async def remind(
    tx: Tx, ranked: Sequence[tuple[Open, BroadcastId]], lately: Sequence[Lately], **about: str | int | datetime
) -> list[Shard]:
    """Remind people of a `zone` with ids above `reached` and up to `last`, at `now`; their day began at `midnight`.

    `ranked` are the actions, the most urgent first, with their broadcasts of today; whoever had something of `lately`
    gets nothing. The shards of what was queued, where somebody is told of them.
    """
    own = _listed(broadcast for _, broadcast in ranked)
    at_once = tx.kind == "postgresql"
    whens = (
        f"WHEN {_eligible(one, at_once=at_once and not n)} THEN {broadcast}"  # few are left for the second
        for n, (one, broadcast) in enumerate(ranked)
    )
    reminded = _sent((one for one in lately if not one.asked_for), own)
    back = _sent((one for one in lately if one.asked_for), own)
    chosen = _CHOSEN.format(
        first=" ".join(whens),
        theirs=_THEIRS if at_once else "",
        ids=_IDS if at_once else "",
        reminded=_has("deliveries", reminded, at_once=at_once),
        asked=_has("laters", "true", at_once=at_once),
        back=_has("deliveries", back, at_once=at_once),
    )
    if not at_once:
        await quick.run(tx, chosen + _INSERTION, **about)
        return []
    rows = await quick.run(tx, f"{chosen}, made AS ({_INSERTION} {_RETURNED}", **about)
    return [Shard(broadcast, Platform(platform), bucket) for broadcast, platform, bucket in rows]


def _eligible(one: Open, *, at_once: bool) -> str:
    """Whether a person may be reminded of this action."""
    mine = f"r.action_id = {one.id}"
    alerted = f"r.broadcast_id IN ({_listed(one.announced_by)}) AND r.state IN ('delivered', 'unknown')"
    of_case = f"r.action_id IN ({', '.join(map(str, one.of_case))})"
    answered = f"{of_case} AND (r.listens_at IS NOT NULL OR {mine} AND r.declined_at IS NOT NULL)"
    conditions = {
        "alerted": _has("deliveries", alerted, at_once=at_once),
        "opened": _has("walks", mine, at_once=at_once),
        "sent": _has("takings", f"{mine} AND r.state = 'sent'", at_once=at_once),
        "declined": _has("walks", answered, at_once=at_once),
        "put_off": _has("laters", f"{mine} AND r.state = 'due'", at_once=at_once),
    }
    return _ELIGIBLE.format(**conditions)


def _has(table: str, condition: str, *, at_once: bool) -> str:
    """Whether a person of the piece has a row (`r`) there: each looks for theirs, or all are looked for `at_once`.

    All at once PostgreSQL goes through an index from left to right, in a fifth of the time.
    """
    whose = "chat_id" if table == "deliveries" else "supporter_id"
    return (_AT_ONCE if at_once else _EACH).format(table=table, whose=whose, condition=condition)


def _sent(lately: Iterable[Lately], own: str) -> str:
    found = list(lately)
    of_today = (one.id for one in found if one.of_today)
    return _SENT.format(lately=_listed(one.id for one in found), today=_listed(of_today), own=own)


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(f"(SELECT {one}) + 0" for one in ids) or "0"


_EACH = "EXISTS (SELECT 1 FROM {table} AS r WHERE r.{whose} = piece.{whose} AND {condition})"
_AT_ONCE = """{whose} IN (SELECT r.{whose} FROM {table} AS r
    WHERE r.{whose} = ANY(CAST((SELECT {whose}s FROM ids) AS integer[])) AND {condition})"""
_ELIGIBLE = "({alerted} OR {opened}) AND NOT {sent} AND NOT {declined} AND NOT {put_off}"
_SENT = """r.broadcast_id IN ({lately}) AND (r.state <> 'skipped' OR r.broadcast_id IN ({own}))
    AND (r.settled_at IS NULL OR r.settled_at >= :midnight OR r.broadcast_id IN ({today}))"""
_THEIRS = "AND chats.supporter_id = ANY(CAST((SELECT array_agg(id) FROM them) AS integer[]))"
_IDS = """, ids AS MATERIALIZED (
  SELECT array_agg(chat_id) AS chat_ids, array_agg(supporter_id) AS supporter_ids FROM piece
)"""
_CHOSEN = """
WITH them AS MATERIALIZED (
  SELECT id, language FROM supporters
  WHERE zone = :zone AND id > :reached AND id <= :last
    AND stopped_at IS NULL AND (paused_until IS NULL OR paused_until <= :now)
), piece AS MATERIALIZED (
  SELECT chats.id AS chat_id, chats.supporter_id, chats.platform, them.language
  FROM them JOIN chats ON chats.supporter_id = them.id {theirs}
  WHERE chats.gone_at IS NULL
){ids}, chosen AS MATERIALIZED (
  SELECT chat_id, platform, language, CASE {first} END AS broadcast_id FROM piece
  WHERE NOT {reminded} AND NOT ({asked} AND {back})
)"""
_INSERTION = """
INSERT INTO deliveries (broadcast_id, chat_id, platform, language, state, attempts, doubts, reference, reason, held)
SELECT broadcast_id, chat_id, platform, language, 'queued', 0, 0, '', '', 0
FROM chosen WHERE broadcast_id IS NOT NULL ORDER BY broadcast_id, chat_id
"""
_RETURNED = f"""RETURNING broadcast_id, platform, id)
SELECT DISTINCT broadcast_id, platform, id / {SIZE} AS bucket FROM made ORDER BY broadcast_id, platform, bucket
"""  # noqa: S608 (a number of our own)
