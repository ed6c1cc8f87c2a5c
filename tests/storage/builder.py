"""Puts people, actions and what they did straight into the tables, for tests of what comes after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import func, select

from content.action import Kind
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, PlatformId, SupporterId
from content.rules.announcing import DeliveryState
from storage import actions as actions_of
from storage.actions import State
from storage.database.engine import Database, Tx
from storage.database.tables import actions, cases, chats, deliveries, supporters, takings, targets, walks, zones
from tests.cases import invented

NOON = datetime(2024, 2, 22, 12, tzinfo=UTC)
DEADLINE = date(2024, 2, 26)
PARIS = "Europe/Paris"
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A supporter with one chat."""

    supporter: SupporterId
    chat: ChatId
    name: PlatformId


async def person(
    tx: Tx,
    name: str,
    *,
    platform: Platform = Platform.TELEGRAM,
    language: str = "en",
    stopped: bool = False,
    gone: bool = False,
    supporter: SupporterId | None = None,
    zone: str = "",
    **more: object,
) -> Person:
    """Somebody who joined; `supporter` gives one who is there a second chat. `more` are columns of `supporters`."""
    if supporter is None:
        await tx.connection.execute(tx.insert(zones).values(name=zone).on_conflict_do_nothing())
        row = supporters.insert().values(
            language=language, plain=False, joined_at=NOON, stopped_at=NOON if stopped else None, zone=zone, **more
        )
        supporter = SupporterId((await tx.connection.execute(row.returning(supporters.c.id))).scalar_one())
    at = PlatformId(name)
    chat = chats.insert().values(
        supporter_id=supporter,
        platform=platform,
        finger=tx.vault.finger(platform, at),
        sealed=tx.vault.seal(at),
        gone_at=NOON if gone else None,
    )
    made = (await tx.connection.execute(chat.returning(chats.c.id))).scalar_one()
    return Person(supporter=supporter, chat=ChatId(made), name=at)


async def people(tx: Tx, n: int, *, platform: Platform = Platform.TELEGRAM, language: str = "en") -> list[Person]:
    """`n` supporters who can be reached, called 1, 2, 3…"""
    return [await person(tx, str(at), platform=platform, language=language) for at in range(1, n + 1)]


async def action(
    tx: Tx,
    *,
    deadline: date | None = DEADLINE,
    state: State = State.APPROVED,
    sequence: int | None = 1,
    case_of: ActionId | None = None,
    zone: str = PARIS,
    kind: Kind = Kind.FIRST,
    **more: object,
) -> ActionId:
    """An action, without texts; `case_of` puts it on the case of another. `more` are columns of `actions`."""
    if case_of is None:
        new = cases.insert().values(series="", number=f"{next(_numbers)}/24")
        case = (await tx.connection.execute(new.returning(cases.c.id))).scalar_one()
    else:
        case = (await tx.connection.execute(select(actions.c.case_id).where(actions.c.id == case_of))).scalar_one()
    columns = {"index": "", "language": "en", "added_at": NOON, **more}
    row = actions.insert().values(
        case_id=case, kind=kind, sequence=sequence, deadline=deadline, zone=zone, state=state, **columns
    )
    return ActionId((await tx.connection.execute(row.returning(actions.c.id))).scalar_one())


async def written(
    tx: Tx,
    *,
    case_of: ActionId | None = None,
    zone: str = PARIS,
    stops_writing: bool = False,
    hours_count: str = "",
    topics: Sequence[str] = (),
    **said: object,
) -> ActionId:
    """An action with a text, approved; `said` are fields of its document, the others what its organizer says."""
    number = f"{next(_numbers)}/24"
    if case_of is not None:
        number = (await actions_of.by_id(tx, case_of)).text.number
    text = invented(**({"number": number, "deadline": DEADLINE} | said))  # type: ignore[arg-type]  # as in `invented`
    kept, _ = await actions_of.add(tx, text, zone=zone, now=NOON)
    await actions_of.mark(tx, kept.id, stops_writing=stops_writing, hours_count=hours_count, topics=topics)
    return (await actions_of.approve(tx, kept.id, now=NOON)).id


async def took(tx: Tx, who: Person, what: ActionId, state: str = "sent") -> None:
    """They were handed an appeal, and said this of it."""
    position = (
        await tx.connection.execute(select(func.count()).select_from(targets).where(targets.c.action_id == what))
    ).scalar_one()
    row = targets.insert().values(action_id=what, position=position + 1).returning(targets.c.id)
    target = (await tx.connection.execute(row)).scalar_one()
    await tx.connection.execute(
        takings.insert().values(
            supporter_id=who.supporter,
            action_id=what,
            target_id=target,
            channel="email",
            state=state,
            handed_at=NOON,
        )
    )


async def walked(tx: Tx, who: Person, what: ActionId, *, declined: bool = False) -> None:
    """They opened the action, and perhaps said that it is not for them."""
    await tx.connection.execute(
        walks.insert().values(
            supporter_id=who.supporter, action_id=what, opened_at=NOON, declined_at=NOON if declined else None
        )
    )


async def states(database: Database, broadcast: BroadcastId) -> dict[ChatId, DeliveryState]:
    """Each chat's state in a broadcast."""
    asked = select(deliveries.c.chat_id, deliveries.c.state).where(deliveries.c.broadcast_id == broadcast)
    async with database.reading() as tx:
        return {ChatId(row.chat_id): DeliveryState(row.state) for row in await tx.connection.execute(asked)}


async def rows(database: Database, broadcast: BroadcastId) -> dict[DeliveryId, tuple[str, int, int, str, str]]:
    """Each row of a broadcast: state, attempts, doubts, reason, reference."""
    asked = select(deliveries).where(deliveries.c.broadcast_id == broadcast).order_by(deliveries.c.id)
    async with database.reading() as tx:
        return {
            DeliveryId(row.id): (row.state, row.attempts, row.doubts, row.reason, row.reference)
            for row in await tx.connection.execute(asked)
        }
