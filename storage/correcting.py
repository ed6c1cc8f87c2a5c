"""Correcting: another text, deadline or zone for an action that is out, so that what was counted stays true."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select, update

from content.action import Target, UrgentAction
from content.ids import ActionId
from content.rules.deadlines import Stage
from storage.actions import DROPPED, Kept, Refused, by_id, write
from storage.database.engine import Tx
from storage.database.tables import actions, folds, targets


async def correct(
    tx: Tx, action: ActionId, text: UrgentAction | None, *, deadline: date | None, zone: str | None, now: datetime
) -> Kept:
    """Put another text, deadline or zone in force, each where it is given; an action that is open again reopens.

    A text's own deadline counts if it is in the first document's language and no `deadline` is given. Its targets are
    those of the same name, else of the same place; one that is not in it any more keeps what was sent to it. Raises
    Refused for a translation that names more or fewer targets.
    """
    before = await by_id(tx, action)
    if text is not None and text.language != before.language and len(text.targets) not in (0, len(before.targets)):
        raise Refused(f"UA {before.name} has {len(before.targets)} target(s), and this text {len(text.targets)}.")
    if text is not None:
        if text.language == before.language:
            deadline = deadline or text.deadline
            await _renumber(tx, before, text, now)
        await write(tx, action, text, (), now)
    values = {"deadline": deadline, "zone": zone}
    in_force = {name: value for name, value in values.items() if value is not None}
    corrected = update(actions).where(actions.c.id == action)
    await tx.connection.execute(corrected.values(revision=actions.c.revision + 1, **in_force))
    kept = await by_id(tx, action)
    if kept.closed and kept.stage(now) is Stage.OPEN:
        await tx.connection.execute(update(actions).where(actions.c.id == action).values(closed_at=None))
    return await by_id(tx, action)


async def _renumber(tx: Tx, before: Kept, text: UrgentAction, now: datetime) -> None:
    """Give the corrected text's targets the ids they have, and new ones to the new; the other languages follow."""
    old = before.text.targets
    matched = _matched(old, text.targets)
    if matched != list(range(len(old))):
        of_action = targets.c.action_id == before.id
        last = (await tx.connection.execute(select(func.max(targets.c.position)).where(of_action))).scalar_one()
        away = max(DROPPED, last or 0)
        for at in range(1, len(old) + 1):
            await _move(tx, before.id, at, away + at)
        for at, found in enumerate(matched, start=1):
            if found is None:
                await tx.connection.execute(targets.insert().values(action_id=before.id, position=at))
            else:
                await _move(tx, before.id, away + found + 1, at)
    for language, said in before.texts.items():
        if language != before.language:
            own = tuple(
                new if found is None else _named_anew(said.targets[found], old[found], new)
                for new, found in zip(text.targets, matched, strict=True)
            )
            if own != said.targets:
                await write(tx, before.id, replace(said, targets=own), (), now)


def _matched(old: Sequence[Target], new: Sequence[Target]) -> list[int | None]:
    """For each new target, the position of the old one that it is; of two of one name, the first is the first."""
    left: dict[str, list[int]] = defaultdict(list)
    for position, target in enumerate(old):
        left[target.name.casefold()].append(position)
    names = (target.name.casefold() for target in new)
    matched = [left[name].pop(0) if left[name] else None for name in names]
    for position, found in enumerate(matched):
        if found is None and position < len(old) and position not in matched:
            matched[position] = position
    return matched


def _named_anew(said: Target, old: Target, new: Target) -> Target:
    """A target as another language has it: the name follows, unless it has one of its own there."""
    return replace(said, name=new.name) if said.name == old.name else said


async def _move(tx: Tx, action: ActionId, old: int, new: int) -> None:
    """Give a target another position, and what was folded of it too."""
    for table in (targets, folds):
        mine = (table.c.action_id == action, table.c.position == old)
        await tx.connection.execute(update(table).where(*mine).values(position=new))
