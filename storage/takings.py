"""Takings and walks: what each supporter opened, was handed and says they sent; and what it adds up to."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Select, and_, distinct, func, select, update

from content.action import Channel
from content.ids import ActionId, SupporterId, TargetId
from content.rules.announcing import ANNOUNCING, DeliveryState
from content.rules.counting import Counts, Part, Said, TakingState, Tally, after
from storage.actions import DROPPED
from storage.database.engine import Tx
from storage.database.tables import actions, broadcasts, deliveries, folds, takings, targets, walks


async def open_walk(tx: Tx, supporter: SupporterId, action: ActionId, *, now: datetime) -> None:
    """The supporter saw the action's card. Again changes nothing."""
    row = tx.insert(walks).values(supporter_id=supporter, action_id=action, opened_at=now)
    await tx.connection.execute(row.on_conflict_do_nothing())


async def start_walk(tx: Tx, supporter: SupporterId, action: ActionId, *, now: datetime) -> None:
    """The supporter pressed "Take action"; whoever comes back no longer declines, or only listens. Again changes
    nothing."""
    await open_walk(tx, supporter, action, now=now)
    await tx.connection.execute(
        update(walks)
        .where(walks.c.supporter_id == supporter, walks.c.action_id == action)
        .values(started_at=func.coalesce(walks.c.started_at, now), declined_at=None)
    )
    await _listen_no_more(tx, supporter, action)


async def answer_walk(
    tx: Tx, supporter: SupporterId, action: ActionId, *, declined: bool = False, now: datetime
) -> None:
    """ "Not this case", or that taken back, as is "tell me how it ends"."""
    await open_walk(tx, supporter, action, now=now)
    await tx.connection.execute(
        update(walks)
        .where(walks.c.supporter_id == supporter, walks.c.action_id == action)
        .values(declined_at=now if declined else None)
    )
    await _listen_no_more(tx, supporter, action)


async def listen(tx: Tx, supporter: SupporterId, action: ActionId, *, now: datetime) -> None:
    """ "Tell me how it ends": no reminder of its case from now on, but what becomes of it."""
    await answer_walk(tx, supporter, action, now=now)
    await tx.connection.execute(
        update(walks).where(walks.c.supporter_id == supporter, walks.c.action_id == action).values(listens_at=now)
    )


async def listened(tx: Tx, supporter: SupporterId) -> frozenset[ActionId]:
    """The actions of which this supporter wants to know no more than how they end."""
    asked = select(walks.c.action_id).where(walks.c.supporter_id == supporter, walks.c.listens_at.is_not(None))
    return frozenset(ActionId(action) for action in (await tx.connection.execute(asked)).scalars())


async def say(
    tx: Tx,
    supporter: SupporterId,
    action: ActionId,
    target: TargetId,
    channel: Channel,
    said: Said,
    *,
    own: bool = False,
    now: datetime,
) -> TakingState | None:
    """What the supporter does about one appeal, by the rule `after`; None where it was never handed out.

    `own`: what is said to be sent had words of their own in it. It goes with that word, and is taken back with it.
    """
    mine = and_(
        takings.c.supporter_id == supporter,
        takings.c.action_id == action,
        takings.c.target_id == target,
        takings.c.channel == channel,
    )
    found = (await tx.connection.execute(select(takings.c.state).where(mine))).scalar_one_or_none()
    old = None if found is None else TakingState(found)
    new = after(old, said)
    if new is None or new is old:
        return new
    if old is None:
        row = tx.insert(takings).values(
            supporter_id=supporter, action_id=action, target_id=target, channel=channel, state=new, handed_at=now
        )
        await tx.connection.execute(row.on_conflict_do_nothing())
    else:
        said_at = None if new is TakingState.HANDED else now
        with_own = own and new is TakingState.SENT
        await tx.connection.execute(update(takings).where(mine).values(state=new, said_at=said_at, own=with_own))
    return new


async def of(tx: Tx, supporter: SupporterId, action: ActionId) -> dict[tuple[TargetId, Channel], TakingState]:
    """What one supporter was handed for one action, and what they said of it, in the order it was handed out.

    Not for targets that a correction has dropped.
    """
    asked = (
        select(takings.c.target_id, takings.c.channel, takings.c.state)
        .join(targets, targets.c.id == takings.c.target_id)
        .where(takings.c.supporter_id == supporter, takings.c.action_id == action, targets.c.position < DROPPED)
        .order_by(takings.c.handed_at, takings.c.id)
    )
    rows = await tx.connection.execute(asked)
    return {(TargetId(row.target_id), Channel(row.channel)): TakingState(row.state) for row in rows}


async def with_own_words(tx: Tx, supporter: SupporterId, action: ActionId) -> frozenset[tuple[TargetId, Channel]]:
    """What one supporter said they sent with words of their own in it."""
    asked = select(takings.c.target_id, takings.c.channel).where(
        takings.c.supporter_id == supporter, takings.c.action_id == action, takings.c.own
    )
    rows = await tx.connection.execute(asked)
    return frozenset((TargetId(row.target_id), Channel(row.channel)) for row in rows)


async def touched(tx: Tx, supporter: SupporterId) -> tuple[ActionId, ...]:
    """The actions this supporter opened, for showing them what we keep."""
    asked = select(walks.c.action_id).where(walks.c.supporter_id == supporter).order_by(walks.c.opened_at)
    return tuple(ActionId(action) for action in (await tx.connection.execute(asked)).scalars())


async def tally(tx: Tx, action: ActionId) -> Tally:
    """What the action's takings add up to: the folded base plus the live rows.

    What went to targets that a correction has dropped is in the whole, and under no target.
    """
    base = await _base(tx, action)
    by_target: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_channel: dict[Channel, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    whole: dict[str, int] = defaultdict(int)
    for (position, channel, what), n in [*base.items(), *(await live(tx, action)).items()]:
        if what in ("people", "started", "arrived"):  # distinct, kept for each view
            view = by_channel[Channel(channel)] if channel else by_target[position - 1] if position else whole
            view[what] += n
        else:
            for each in (whole, by_target[position - 1], by_channel[Channel(channel)]):
                each[what] += n
    whole["delivered"] = (await tx.connection.execute(_delivered(action))).scalar_one()
    return Tally(
        whole=Counts(**whole),
        by_target={position: Part(**by_target[position]) for position in sorted(by_target) if position < DROPPED},
        by_channel={channel: Part(**by_channel[channel]) for channel in Channel if channel in by_channel},
    )


async def _listen_no_more(tx: Tx, supporter: SupporterId, action: ActionId) -> None:
    case = select(actions.c.case_id).where(actions.c.id == action).scalar_subquery()
    of_case = select(actions.c.id).where(actions.c.case_id == case)
    mine = (walks.c.supporter_id == supporter, walks.c.action_id.in_(of_case), walks.c.listens_at.is_not(None))
    await tx.connection.execute(update(walks).where(*mine).values(listens_at=None))


async def _base(tx: Tx, action: ActionId) -> Mapping[tuple[int, str, str], int]:
    rows = await tx.connection.execute(select(folds).where(folds.c.action_id == action))
    return {(row.position, row.channel, row.what): row.n for row in rows}


async def live(tx: Tx, action: ActionId) -> Mapping[tuple[int, str, str], int]:
    """What the live takings add up to, in the shape of the base: position 0 and channel `""` mean all."""
    joined = takings.join(targets, targets.c.id == takings.c.target_id)
    mine = takings.c.action_id == action
    each = (
        select(targets.c.position, takings.c.channel, takings.c.state, takings.c.own, func.count().label("n"))
        .select_from(joined)
        .where(mine)
        .group_by(targets.c.position, takings.c.channel, takings.c.state, takings.c.own)
    )
    found: dict[tuple[int, str, str], int] = defaultdict(int)
    for row in await tx.connection.execute(each):
        found[row.position, row.channel, "handed_out"] += row.n
        if row.state != TakingState.HANDED:
            found[row.position, row.channel, row.state] += row.n
        if row.own:
            found[row.position, row.channel, "own_words"] += row.n
    people = func.count(distinct(takings.c.supporter_id)).label("n")
    sent = and_(mine, takings.c.state == TakingState.SENT)
    found[0, "", "people"] = (await tx.connection.execute(select(people).where(sent))).scalar_one()
    by_target = select(targets.c.position, people).select_from(joined).where(sent).group_by(targets.c.position)
    for row in await tx.connection.execute(by_target):
        found[row.position, "", "people"] = row.n
    for row in await tx.connection.execute(select(takings.c.channel, people).where(sent).group_by(takings.c.channel)):
        found[0, row.channel, "people"] = row.n
    started = select(func.count()).where(walks.c.action_id == action, walks.c.started_at.is_not(None))
    found[0, "", "started"] = (await tx.connection.execute(started)).scalar_one()
    return found


def _delivered(action: ActionId) -> Select[int]:
    """Deliveries of what announced the action: reminders go to the same people again, so they are not in it."""
    return (
        select(func.count())
        .select_from(deliveries.join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id))
        .where(
            broadcasts.c.action_id == action,
            broadcasts.c.kind.in_(sorted(ANNOUNCING)),
            deliveries.c.state == DeliveryState.DELIVERED,
        )
    )
