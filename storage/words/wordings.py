"""Wordings: what organizers say beside an action's document, one text for each place and language."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, delete, select

from content.ids import ActionId
from content.languages import best
from content.rules.announcing import BroadcastState
from content.rules.wordings import What, checked
from storage.actions import Refused, State, by_id
from storage.database.engine import Tx
from storage.database.tables import actions, broadcasts, wordings


async def save(tx: Tx, action: ActionId, what: What, language: str, said: str) -> str:
    """Keep it, in place of the one that was there; as it is kept.

    Raises Misworded for a wording that cannot be kept, Refused for an introduction that people may have approved, and
    LookupError for an action that is not here.
    """
    text = checked(said, what)
    await _changeable(tx, action, what)
    row = tx.insert(wordings).values(action_id=action, what=what, language=language, said=text)
    keys = ["action_id", "what", "language"]
    await tx.connection.execute(row.on_conflict_do_update(index_elements=keys, set_={"said": text}))
    return text


async def remove(tx: Tx, action: ActionId, what: What, language: str) -> bool:
    """Take it away; whether it was there. Raises Refused and LookupError as `save`."""
    await _changeable(tx, action, what)
    mine = and_(_of(action, what), wordings.c.language == language)
    return bool((await tx.connection.execute(delete(wordings).where(mine))).rowcount)


async def of(tx: Tx, action: ActionId) -> Mapping[What, Mapping[str, str]]:
    """All there is for an action, by place and language."""
    asked = select(wordings).where(wordings.c.action_id == action).order_by(wordings.c.what, wordings.c.language)
    found: dict[What, dict[str, str]] = defaultdict(dict)
    for row in await tx.connection.execute(asked):
        found[What(row.what)][row.language] = row.said
    return found


async def said(tx: Tx, action: ActionId, what: What, reads: str) -> str:
    """The one for a reader of this language (BCP 47), with its placeholders; `""` if there is none in any."""
    asked = select(wordings.c.language, wordings.c.said).where(_of(action, what)).order_by(wordings.c.language)
    found = {row.language: row.said for row in await tx.connection.execute(asked)}
    return str(found[best(reads, tuple(found))]) if found else ""


def _of(action: ActionId, what: What) -> ColumnElement[bool]:
    return and_(wordings.c.action_id == action, wordings.c.what == what)


async def _changeable(tx: Tx, action: ActionId, what: What) -> None:
    """Raise Refused for what is part of the message that people approve, or approved. No draft is made meanwhile."""
    held = select(actions.c.id).where(actions.c.id == action).with_for_update()
    await tx.connection.execute(held)
    kept = await by_id(tx, action)
    if what is not What.INTRO:
        return
    if kept.state is State.ANNOUNCED:
        raise Refused(f"UA {kept.name} is announced, and its introduction with it: put this into the notes instead.")
    unsent = (BroadcastState.DRAFT, BroadcastState.APPROVED)
    waiting = select(broadcasts.c.id).where(broadcasts.c.action_id == action, broadcasts.c.state.in_(unsent))
    if (await tx.connection.execute(waiting.limit(1))).first() is not None:
        raise Refused(f"UA {kept.name} waits for approvals, its introduction is part of what is approved: it stays.")
