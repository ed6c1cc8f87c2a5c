"""What a text has to know of the person it goes to: what they were handed and did, and what they put off."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import and_, or_, select

from content.about import About
from content.action import Channel
from content.ids import ActionId, ChatId, DeliveryId, TargetId
from content.rules.announcing import BroadcastKind, DeliveryState
from content.rules.counting import TakingState
from storage.actions import DROPPED, base
from storage.database import quick
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


async def discreet(tx: Tx, ids: Collection[DeliveryId]) -> frozenset[DeliveryId]:
    """Those of them that go to chats whose screen others may see."""
    return frozenset(DeliveryId(one) for (one,) in await quick.run(tx, _DISCREET, ids=list(ids)))


async def warned(tx: Tx, action: ActionId, chat: ChatId) -> bool:
    """Whether this chat was sent, or may have been, that a text of the action was wrong."""
    told = select(broadcasts.c.id).where(broadcasts.c.action_id == action, broadcasts.c.kind == BroadcastKind.WARNING)
    states = (DeliveryState.SENDING, DeliveryState.DELIVERED, DeliveryState.UNKNOWN)
    mine = select(deliveries.c.id).where(
        deliveries.c.broadcast_id.in_(told), deliveries.c.chat_id == chat, deliveries.c.state.in_(states)
    )
    return (await tx.connection.execute(mine.limit(1))).first() is not None


async def _embassies(tx: Tx, action: ActionId) -> Collection[str]:
    """The countries whose people have more targets than others."""
    text = await base(tx, action)
    return {target.accredited_to for target in text.targets if target.accredited_to} if text else ()


_DISCREET = """
WITH them AS MATERIALIZED (SELECT id, chat_id FROM deliveries WHERE id = ANY(:ids))
SELECT them.id FROM them JOIN chats ON chats.id = chat_id WHERE discreet
"""
# PostgreSQL looks into the index of discreet chats first, once it knows that they are few; asked first whether there is
# one at all, it goes through everybody until it knows that
