"""Supporters and their chats: who joined, in which language, and where they can be reached."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, update

from content.ids import ChatId, Platform, PlatformId, SupporterId
from storage import folding
from storage.database.engine import Tx
from storage.database.tables import broadcasts, chats, deliveries, supporters


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """A person who joined. `country` is ISO 3166 or None; `plain` asks for new messages without emoji at each step.

    `gone`: the chat is shut to us, as far as we know.
    """

    id: SupporterId
    chat: ChatId
    language: str
    country: str | None
    plain: bool
    joined_at: datetime
    stopped: bool
    gone: bool


async def find(tx: Tx, platform: Platform, chat: PlatformId) -> Supporter | None:
    """The supporter behind a chat. On PostgreSQL the row is held, so that one person's turns come one after another."""
    asked = (
        select(supporters, chats.c.id.label("chat"), chats.c.gone_at)
        .join(chats, chats.c.supporter_id == supporters.c.id)
        .where(chats.c.platform == platform, chats.c.finger == tx.vault.finger(platform, chat))
        .with_for_update(of=supporters)
    )
    row = (await tx.connection.execute(asked)).one_or_none()
    if row is None:
        return None
    return Supporter(
        id=SupporterId(row.id),
        chat=ChatId(row.chat),
        language=row.language,
        country=row.country,
        plain=row.plain,
        joined_at=row.joined_at,
        stopped=row.stopped_at is not None,
        gone=row.gone_at is not None,
    )


async def join(tx: Tx, platform: Platform, chat: PlatformId, *, language: str, now: datetime) -> Supporter:
    """Make this chat's supporter, or bring back one who had stopped. Joining twice changes nothing."""
    known = await find(tx, platform, chat)
    if known is None:
        made = supporters.insert().values(language=language, joined_at=now).returning(supporters.c.id)
        supporter = (await tx.connection.execute(made)).scalar_one()
        await tx.connection.execute(
            chats.insert().values(
                supporter_id=supporter,
                platform=platform,
                finger=tx.vault.finger(platform, chat),
                sealed=tx.vault.seal(chat),
            )
        )
    elif known.stopped:
        await tx.connection.execute(update(supporters).where(supporters.c.id == known.id).values(stopped_at=None))
    found = await find(tx, platform, chat)
    if found is None:
        raise LookupError("a supporter just stored is not there")
    return found


async def set_language(tx: Tx, supporter: SupporterId, language: str) -> None:
    await tx.connection.execute(update(supporters).where(supporters.c.id == supporter).values(language=language))


async def set_country(tx: Tx, supporter: SupporterId, country: str | None) -> None:
    await tx.connection.execute(update(supporters).where(supporters.c.id == supporter).values(country=country))


async def set_plain(tx: Tx, supporter: SupporterId, plain: bool) -> None:
    await tx.connection.execute(update(supporters).where(supporters.c.id == supporter).values(plain=plain))


async def stop(tx: Tx, supporter: SupporterId, *, now: datetime) -> None:
    """Nothing more is sent to this person, what is queued included. What they did stays counted."""
    await tx.connection.execute(
        update(supporters).where(supporters.c.id == supporter, supporters.c.stopped_at.is_(None)).values(stopped_at=now)
    )
    await _skip_queued(tx, supporter, "stopped", now)


async def forget(tx: Tx, supporter: SupporterId, *, now: datetime) -> None:
    """Erase the person and everything tied to them. Every total stays: what they did is folded into the base first."""
    await _skip_queued(tx, supporter, "forgotten", now)
    await tx.connection.execute(update(deliveries).where(await _theirs(tx, supporter)).values(chat_id=None))
    await folding.fold(tx, supporter)
    await tx.connection.execute(delete(supporters).where(supporters.c.id == supporter))


async def close(tx: Tx, platform: Platform, chat: PlatformId, *, now: datetime) -> None:
    """The chat is shut to us (blocked) until it is written from again."""
    await tx.connection.execute(
        update(chats)
        .where(chats.c.platform == platform, chats.c.finger == tx.vault.finger(platform, chat))
        .values(gone_at=now)
    )


async def reopen(tx: Tx, chat: ChatId) -> None:
    """The chat can be written to again: it wrote to us, or unblocked us."""
    await tx.connection.execute(update(chats).where(chats.c.id == chat).values(gone_at=None))


async def _skip_queued(tx: Tx, supporter: SupporterId, reason: str, now: datetime) -> None:
    await tx.connection.execute(
        update(deliveries)
        .where(await _theirs(tx, supporter), deliveries.c.state == "queued")
        .values(state="skipped", reason=reason, due_at=None, settled_at=now)
    )


async def _theirs(tx: Tx, supporter: SupporterId) -> ColumnElement[bool]:
    """Which deliveries are to this person; each is held from here on.

    Broadcast by broadcast: there are few of them, and an index by chat alone would make every announcement slower.
    """
    mine = (await tx.connection.execute(select(chats.c.id).where(chats.c.supporter_id == supporter))).scalars().all()
    asked = select(deliveries.c.id).where(
        deliveries.c.broadcast_id.in_(select(broadcasts.c.id)), deliveries.c.chat_id.in_(mine)
    )
    held = await tx.connection.execute(asked.order_by(deliveries.c.id).with_for_update())
    return deliveries.c.id.in_(held.scalars().all())
