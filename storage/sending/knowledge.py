"""What a text has to know of the person it goes to: what they were handed and did, and what they put off."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import and_, or_, select

from content.about import About
from content.action import Channel
from content.ids import ActionId, DeliveryId, TargetId
from content.rules.announcing import BroadcastKind
from content.rules.counting import TakingState
from storage.actions import DROPPED, base
from storage.database.engine import Tx
from storage.database.tables import actions, broadcasts, chats, deliveries, laters, supporters, takings, targets
from storage.sending.shards import among

_OF_THE_CASE = (BroadcastKind.UPDATE, BroadcastKind.OUTCOME)


async def abouts(tx: Tx, ids: Collection[DeliveryId]) -> Mapping[DeliveryId, About]:
    """What is known of the people of these deliveries: for the action, or what they did for its whole case."""
    of_case = actions.alias("of_case")
    told: dict[int, list[tuple[TargetId, Channel, TakingState]]] = defaultdict(list)
    handed = (
        select(deliveries.c.id, takings.c.target_id, takings.c.channel, takings.c.state)
        .join_from(deliveries, broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .join(chats, chats.c.id == deliveries.c.chat_id)
        .join(actions, actions.c.id == broadcasts.c.action_id)
        .join(of_case, of_case.c.case_id == actions.c.case_id)
        .join(takings, and_(takings.c.supporter_id == chats.c.supporter_id, takings.c.action_id == of_case.c.id))
        .join(targets, targets.c.id == takings.c.target_id)
        .where(
            among(tx, ids),
            targets.c.position < DROPPED,
            or_(of_case.c.id == actions.c.id, broadcasts.c.kind.in_(_OF_THE_CASE)),
        )
        .order_by(deliveries.c.id, of_case.c.id, targets.c.position, takings.c.channel)
    )
    for row in await tx.connection.execute(handed):
        told[row.id].append((TargetId(row.target_id), Channel(row.channel), TakingState(row.state)))
    people = (
        select(
            deliveries.c.id,
            broadcasts.c.action_id,
            supporters.c.country,
            broadcasts.c.kind,
            laters.c.target_id,
            laters.c.channel,
        )
        .join_from(deliveries, broadcasts, broadcasts.c.id == deliveries.c.broadcast_id)
        .join(chats, chats.c.id == deliveries.c.chat_id)
        .join(supporters, supporters.c.id == chats.c.supporter_id)
        .outerjoin(laters, and_(laters.c.supporter_id == supporters.c.id, laters.c.action_id == broadcasts.c.action_id))
        .where(among(tx, ids))
    )
    rows = (await tx.connection.execute(people)).all()
    embassies = {action: await _embassies(tx, ActionId(action)) for action in {row.action_id for row in rows}}
    return {
        DeliveryId(row.id): About(
            country=row.country if row.country in embassies[row.action_id] else "",
            told=tuple(told[row.id]),
            next=(TargetId(row.target_id), Channel(row.channel))
            if row.kind == BroadcastKind.LATER and row.target_id is not None and row.channel
            else None,
        )
        for row in rows
    }


async def _embassies(tx: Tx, action: ActionId) -> Collection[str]:
    """The countries whose people have more targets than others."""
    text = await base(tx, action)
    return {target.accredited_to for target in text.targets if target.accredited_to} if text else ()
