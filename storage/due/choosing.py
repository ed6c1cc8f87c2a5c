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
    if tx.kind == "sqlite":
        back = [one for one in lately if one.asked_for]
        reminded = [one for one in lately if not one.asked_for]
        had, free = "", _FREE.format(reminded=_sent(reminded, own), back=_sent(back, own))
    else:
        had, free = _HAD.format(sent=_sent(lately, own)), _NOT_HAD
    first = " ".join(f"WHEN {_eligible(one)} THEN {broadcast}" for one, broadcast in ranked)
    chosen = _CHOSEN.format(first=first, had=had, free=free)
    if tx.kind == "sqlite":
        await quick.run(tx, chosen + _INSERTION, **about)
        return []
    rows = await quick.run(tx, f"{chosen}, made AS ({_INSERTION} {_RETURNED}", **about)
    return [Shard(broadcast, Platform(platform), bucket) for broadcast, platform, bucket in rows]


def _eligible(one: Open) -> str:
    return _ELIGIBLE.format(action=one.id, alerts=_listed(one.announced_by))


def _sent(lately: Sequence[Lately], own: str) -> str:
    of_today = (one.id for one in lately if one.of_today)
    return _SENT.format(lately=_listed(one.id for one in lately), today=_listed(of_today), own=own)


def _listed(ids: Iterable[int]) -> str:
    return ", ".join(f"(SELECT {one}) + 0" for one in ids) or "0"


_ELIGIBLE = """(
    EXISTS (SELECT 1 FROM deliveries AS a WHERE a.broadcast_id IN ({alerts}) AND a.chat_id = piece.chat_id
      AND a.state IN ('delivered', 'unknown'))
    OR EXISTS (SELECT 1 FROM walks AS w WHERE w.supporter_id = piece.supporter_id AND w.action_id = {action})
  ) AND NOT EXISTS (SELECT 1 FROM takings AS t WHERE t.supporter_id = piece.supporter_id AND t.action_id = {action}
    AND t.state = 'sent')
  AND NOT EXISTS (SELECT 1 FROM walks AS d WHERE d.supporter_id = piece.supporter_id AND d.action_id = {action}
    AND d.declined_at IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM laters AS l WHERE l.supporter_id = piece.supporter_id AND l.action_id = {action}
    AND l.state = 'due')"""
_SENT = """r.broadcast_id IN ({lately}) AND (r.state <> 'skipped' OR r.broadcast_id IN ({own}))
    AND (r.settled_at IS NULL OR r.settled_at >= :midnight OR r.broadcast_id IN ({today}))"""
_FREE = """NOT EXISTS (SELECT 1 FROM deliveries AS r WHERE r.chat_id = piece.chat_id AND {reminded})
  AND NOT (EXISTS (SELECT 1 FROM laters AS p WHERE p.supporter_id = piece.supporter_id)
    AND EXISTS (SELECT 1 FROM deliveries AS r WHERE r.chat_id = piece.chat_id AND {back}))"""
_HAD = """, chats_of AS MATERIALIZED (
  SELECT array_agg(chat_id ORDER BY chat_id) AS piece FROM piece
), had AS MATERIALIZED (
  SELECT chat_id FROM deliveries AS r
  WHERE r.chat_id = ANY(CAST((SELECT piece FROM chats_of) AS integer[])) AND {sent}
)"""  # PostgreSQL goes through the index once for all of them, which takes a fifth of the time
_NOT_HAD = "chat_id NOT IN (SELECT chat_id FROM had)"
_CHOSEN = """
WITH piece AS MATERIALIZED (
  SELECT chats.id AS chat_id, chats.supporter_id, chats.platform, supporters.language
  FROM supporters JOIN chats ON chats.supporter_id = supporters.id
  WHERE supporters.zone = :zone AND supporters.id > :reached AND supporters.id <= :last
    AND supporters.stopped_at IS NULL AND chats.gone_at IS NULL
    AND (supporters.paused_until IS NULL OR supporters.paused_until <= :now)
){had}, chosen AS MATERIALIZED (
  SELECT chat_id, platform, language, CASE {first} END AS broadcast_id FROM piece WHERE {free}
)"""
_INSERTION = """
INSERT INTO deliveries (broadcast_id, chat_id, platform, language, state, attempts, doubts, reference, reason, held)
SELECT broadcast_id, chat_id, platform, language, 'queued', 0, 0, '', '', 0
FROM chosen WHERE broadcast_id IS NOT NULL ORDER BY broadcast_id, chat_id
"""
_RETURNED = f"""RETURNING broadcast_id, platform, id)
SELECT DISTINCT broadcast_id, platform, id / {SIZE} AS bucket FROM made ORDER BY broadcast_id, platform, bucket
"""  # noqa: S608 (a number of our own)
