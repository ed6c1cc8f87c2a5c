"""Folding: what people added up to goes into the base, so that the people can go and every total stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from content.ids import ActionId, SupporterId
from content.rules.counting import TakingState
from content.rules.deadlines import GRACE_DAYS, ends_at
from storage.actions import ended
from storage.database.engine import Tx
from storage.database.tables import actions, folds, laters, takings, targets, walks
from storage.takings import live


@dataclass(frozen=True, slots=True)
class Fold:
    """One number of the base. Position 0 is every target, channel `""` every channel."""

    action: ActionId
    position: int
    channel: str
    what: str


async def fold(tx: Tx, supporter: SupporterId) -> None:
    """Add all that this supporter did to the base. The caller removes the supporter in the same transaction."""
    done = await tx.connection.execute(
        select(takings.c.action_id, takings.c.channel, takings.c.state, takings.c.own, targets.c.position)
        .join(targets, targets.c.id == takings.c.target_id)
        .where(takings.c.supporter_id == supporter)
    )
    kept: list[Fold] = []
    people: set[Fold] = set()
    for row in done:
        action = ActionId(row.action_id)
        kept.append(Fold(action, row.position, row.channel, "handed_out"))
        if row.state == TakingState.HANDED:
            continue
        kept.append(Fold(action, row.position, row.channel, row.state))
        if row.own:
            kept.append(Fold(action, row.position, row.channel, "own_words"))
        if row.state == TakingState.SENT:
            people |= {Fold(action, *view, "people") for view in _views(row.position, row.channel)}
    started = select(walks.c.action_id).where(walks.c.supporter_id == supporter, walks.c.started_at.is_not(None))
    kept += [Fold(ActionId(action), 0, "", "started") for action in (await tx.connection.execute(started)).scalars()]
    for one in [*kept, *people]:
        await _add(tx, one)


def _views(position: int, channel: str) -> Iterable[tuple[int, str]]:
    """Where a person is counted once: in all, by target, by channel."""
    return ((0, ""), (position, ""), (0, channel))


async def fold_closed(tx: Tx, *, days: int, now: datetime) -> int:
    """Fold every action that closed `days` ago or longer, its week of grace included: its takings and walks keep no
    person, its tally stays, and it does not open again. How many actions were folded.

    Who wants to know how a case ends is kept until it has.
    """
    after = timedelta(days=max(days, GRACE_DAYS))
    asked = select(actions.c.id, actions.c.deadline, actions.c.zone).where(
        actions.c.deadline < (now - after + timedelta(days=1)).date(), actions.c.folded_at.is_(None)
    )
    closed = [
        ActionId(row.id) for row in await tx.connection.execute(asked) if now >= ends_at(row.deadline, row.zone) + after
    ]
    for action in closed:
        for (position, channel, what), n in (await live(tx, action)).items():
            await _add(tx, Fold(action, position, channel, what), n)
        for table in (takings, laters):
            await tx.connection.execute(delete(table).where(table.c.action_id == action))
        mine = walks.c.action_id == action
        await tx.connection.execute(delete(walks).where(mine, walks.c.listens_at.is_(None)))
        await tx.connection.execute(update(walks).where(mine).values(started_at=None))
        await tx.connection.execute(update(actions).where(actions.c.id == action).values(folded_at=now))
    over = select(actions.c.id).where(actions.c.folded_at.is_not(None), ended())
    await tx.connection.execute(delete(walks).where(walks.c.action_id.in_(over)))
    return len(closed)


async def arrive(tx: Tx, action: ActionId) -> None:
    """Somebody came by the action's link. It is a number of the base from the first: nobody is kept for it."""
    await _add(tx, Fold(action, 0, "", "arrived"))


async def _add(tx: Tx, one: Fold, n: int = 1) -> None:
    row = tx.insert(folds).values(action_id=one.action, position=one.position, channel=one.channel, what=one.what, n=n)
    await tx.connection.execute(
        row.on_conflict_do_update(
            index_elements=["action_id", "position", "channel", "what"], set_={"n": folds.c.n + row.excluded.n}
        )
    )
