"""Turns: which were heard already, and what a person was asked to type next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from content.ids import ChatId, Platform
from storage.database.engine import Tx
from storage.database.tables import heard, talks


@dataclass(frozen=True, slots=True)
class Awaited:
    """What the next typed words of a chat mean: `what` names the question, `detail` what it was about."""

    what: str
    detail: str


async def hear(tx: Tx, platform: Platform, key: str, *, now: datetime) -> bool:
    """Whether this update is new. It counts as heard only if the transaction is committed."""
    inserted = await tx.connection.execute(
        tx.insert(heard).values(platform=platform, key=key, at=now).on_conflict_do_nothing().returning(heard.c.key)
    )
    return inserted.scalar_one_or_none() is not None


async def expect(tx: Tx, chat: ChatId, what: str, *, detail: str = "", now: datetime) -> None:
    """The next words typed in this chat answer this question."""
    values = {"awaiting": what, "detail": detail, "since": now}
    asked = tx.insert(talks).values(chat_id=chat, **values)
    await tx.connection.execute(asked.on_conflict_do_update(index_elements=[talks.c.chat_id], set_=values))


async def expected(tx: Tx, chat: ChatId) -> Awaited | None:
    row = (await tx.connection.execute(select(talks).where(talks.c.chat_id == chat))).one_or_none()
    return None if row is None else Awaited(row.awaiting, row.detail)


async def expect_nothing(tx: Tx, chat: ChatId) -> None:
    await tx.connection.execute(delete(talks).where(talks.c.chat_id == chat))
