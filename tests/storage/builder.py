"""Puts people, actions and what they did straight into the tables, for tests of what comes after."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import func, select

from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, PlatformId, SupporterId
from content.rules.announcing import DeliveryState
from storage.actions import State
from storage.database.engine import Database, Tx
from storage.database.tables import actions, cases, chats, deliveries, supporters, takings, targets, walks

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
) -> Person:
    """Somebody who joined; `supporter` gives one who is there a second chat."""
    if supporter is None:
        row = supporters.insert().values(
            language=language, plain=False, joined_at=NOON, stopped_at=NOON if stopped else None
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
) -> ActionId:
    """An action, without texts; `case_of` puts it on the case of another."""
    if case_of is None:
        new = cases.insert().values(series="", number=f"{next(_numbers)}/24")
        case = (await tx.connection.execute(new.returning(cases.c.id))).scalar_one()
    else:
        case = (await tx.connection.execute(select(actions.c.case_id).where(actions.c.id == case_of))).scalar_one()
    row = actions.insert().values(
        case_id=case,
        kind="first",
        sequence=sequence,
        index="",
        language="en",
        deadline=deadline,
        zone=zone,
        state=state,
        added_at=NOON,
    )
    return ActionId((await tx.connection.execute(row.returning(actions.c.id))).scalar_one())


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
