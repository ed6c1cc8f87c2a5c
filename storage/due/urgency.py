"""Urgency: which announced actions are open, and which of them comes first when a person is to get only one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import distinct, func, select

from content.ids import ActionId, BroadcastId
from content.rules.announcing import ANNOUNCING
from content.rules.counting import TakingState
from content.rules.deadlines import Stage, stage
from storage.actions import State, ended
from storage.database.engine import Tx
from storage.database.tables import actions, broadcasts, takings


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An action that people can act on. `announced_by` are the broadcasts that told of it, the newest last; `of_case`
    all actions of its case."""

    id: ActionId
    case: int
    deadline: date | None
    zone: str
    announced_by: tuple[BroadcastId, ...]
    of_case: tuple[ActionId, ...]

    @property
    def urgency(self) -> tuple[date]:
        """What ends sooner is smaller; without a deadline it comes last."""
        return (self.deadline or date.max,)

    def is_open(self, now: datetime) -> bool:
        return stage(self.deadline, self.zone, now) is Stage.OPEN


async def opened(tx: Tx, *, now: datetime) -> tuple[Open, ...]:
    """The newest announced action of each case, if it is open and was not withdrawn."""
    columns = (actions.c.id, actions.c.case_id, actions.c.deadline, actions.c.zone)
    asked = select(*columns).where(actions.c.state == State.ANNOUNCED, actions.c.withdrawn_at.is_(None), ~ended())
    order = (actions.c.case_id, func.coalesce(actions.c.sequence, 1_000_000), actions.c.id)
    newest = {row.case_id: row for row in await tx.connection.execute(asked.order_by(*order))}
    told: dict[int, list[BroadcastId]] = {row.id: [] for row in newest.values()}
    announcing = (broadcasts.c.action_id.in_(told), broadcasts.c.kind.in_(sorted(ANNOUNCING)))
    rows = await tx.connection.execute(
        select(broadcasts.c.id, broadcasts.c.action_id).where(*announcing).order_by(broadcasts.c.id)
    )
    for row in rows:
        told[row.action_id].append(BroadcastId(row.id))
    others: dict[int, list[ActionId]] = {case: [] for case in newest}
    rows = await tx.connection.execute(
        select(actions.c.id, actions.c.case_id).where(actions.c.case_id.in_(others)).order_by(actions.c.id)
    )
    for row in rows:
        others[row.case_id].append(ActionId(row.id))
    found = (
        Open(
            id=ActionId(row.id),
            case=row.case_id,
            deadline=row.deadline,
            zone=row.zone,
            announced_by=tuple(told[row.id]),
            of_case=tuple(others[row.case_id]),
        )
        for row in newest.values()
    )
    return tuple(one for one in found if one.is_open(now))


async def acted(tx: Tx) -> Mapping[ActionId, int]:
    """How many people said of each action that they sent something."""
    people = func.count(distinct(takings.c.supporter_id))
    asked = select(takings.c.action_id, people).where(takings.c.state == TakingState.SENT)
    return {ActionId(row[0]): row[1] for row in await tx.connection.execute(asked.group_by(takings.c.action_id))}
