"""Supporters and their chats: who joined, what they set, and where they can be reached."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, select, update

from content.ids import ChatId, Platform, PlatformId, SupporterId
from content.rules.pacing import Pace, Wish
from storage import folding
from storage.database.engine import Tx
from storage.database.tables import broadcasts, chats, deliveries, supporters, wishes, zones
from storage.words import own_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporter:
    """A person who joined. `country` is ISO 3166 or None; `plain` asks for new messages without emoji at each step.

    `zone` is an IANA name, `""` while it is not told; `wakes` lets what cannot wait through their quiet hours. Nothing
    comes until `paused_until` (aware UTC). `regions` and `topics` are codes of `content.places.regions`, none for all;
    `alerted_on` is the day of the last alert that their pace let through. `gone`: the chat is shut to us, as far as we
    know. `discreet`: what arrives there unasked names no case.
    """

    id: SupporterId
    chat: ChatId
    language: str
    country: str | None
    plain: bool
    joined_at: datetime
    stopped: bool
    gone: bool
    zone: str
    wakes: bool
    pace: Pace
    paused_until: datetime | None
    alerted_on: date | None
    regions: frozenset[str]
    topics: frozenset[str]
    discreet: bool


async def find(tx: Tx, platform: Platform, chat: PlatformId) -> Supporter | None:
    """The supporter behind a chat. On PostgreSQL the row is held, so that one person's turns come one after another."""
    asked = (
        select(supporters, chats.c.id.label("chat"), chats.c.gone_at, chats.c.discreet)
        .join(chats, chats.c.supporter_id == supporters.c.id)
        .where(chats.c.platform == platform, chats.c.finger == tx.vault.finger(platform, chat))
        .with_for_update(of=supporters)
    )
    row = (await tx.connection.execute(asked)).one_or_none()
    if row is None:
        return None
    wanted = await _wishes(tx, SupporterId(row.id))
    return Supporter(
        id=SupporterId(row.id),
        chat=ChatId(row.chat),
        language=row.language,
        country=row.country,
        plain=row.plain,
        joined_at=row.joined_at,
        stopped=row.stopped_at is not None,
        gone=row.gone_at is not None,
        zone=row.zone,
        wakes=row.wakes,
        pace=Pace(row.pace),
        paused_until=row.paused_until,
        alerted_on=row.alerted_on,
        regions=frozenset(wanted[Wish.REGION]),
        topics=frozenset(wanted[Wish.TOPIC]),
        discreet=row.discreet,
    )


async def join(tx: Tx, platform: Platform, chat: PlatformId, *, language: str, now: datetime) -> Supporter:
    """Make this chat's supporter, or bring back one who had stopped or paused. Joining twice changes nothing."""
    known = await find(tx, platform, chat)
    if known is None:
        await _keep_zone(tx, "")
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
    elif known.stopped or known.paused_until is not None:
        await _set(tx, known.id, stopped_at=None, paused_until=None)
    found = await find(tx, platform, chat)
    if found is None:
        raise LookupError("a supporter just stored is not there")
    return found


async def set_language(tx: Tx, supporter: SupporterId, language: str) -> None:
    await _set(tx, supporter, language=language)


async def set_country(tx: Tx, supporter: SupporterId, country: str | None) -> None:
    await _set(tx, supporter, country=country)


async def set_plain(tx: Tx, supporter: SupporterId, plain: bool) -> None:
    await _set(tx, supporter, plain=plain)


async def set_discreet(tx: Tx, chat: ChatId, discreet: bool) -> None:
    """Whether what arrives in this chat unasked names no case."""
    await tx.connection.execute(update(chats).where(chats.c.id == chat).values(discreet=discreet))


async def set_zone(tx: Tx, supporter: SupporterId, zone: str) -> None:
    """`zone` is an IANA name that the caller has checked, `""` to take it back."""
    await _keep_zone(tx, zone)
    await _set(tx, supporter, zone=zone)


async def set_wakes(tx: Tx, supporter: SupporterId, wakes: bool) -> None:
    await _set(tx, supporter, wakes=wakes)


async def set_pace(tx: Tx, supporter: SupporterId, pace: Pace) -> None:
    await _set(tx, supporter, pace=pace)


async def pause(tx: Tx, supporter: SupporterId, until: datetime | None) -> None:
    """Nothing is to come until then; None goes on."""
    await _set(tx, supporter, paused_until=until)


async def set_wishes(tx: Tx, supporter: SupporterId, what: Wish, values: Collection[str]) -> None:
    """Only these regions or topics are wanted from now on; none of them: all."""
    await tx.connection.execute(delete(wishes).where(wishes.c.supporter_id == supporter, wishes.c.what == what))
    if values:
        rows = [{"supporter_id": supporter, "what": what, "value": value} for value in sorted(set(values))]
        await tx.connection.execute(wishes.insert(), rows)


async def stop(tx: Tx, supporter: SupporterId, *, now: datetime) -> None:
    """Nothing more is sent to this person, what is queued included; what they have is still corrected, silently.

    What they did stays counted.
    """
    await tx.connection.execute(
        update(supporters).where(supporters.c.id == supporter, supporters.c.stopped_at.is_(None)).values(stopped_at=now)
    )
    await own_words.drop_all(tx, supporter)
    await _skip_queued(tx, supporter, "stopped", now, deliveries.c.origin.is_(None))


async def forget(tx: Tx, supporter: SupporterId, *, now: datetime) -> None:
    """Erase the person and everything tied to them. Every total stays: what they did is folded into the base first."""
    await own_words.drop_all(tx, supporter)
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


async def _set(tx: Tx, supporter: SupporterId, **values: object) -> None:
    await tx.connection.execute(update(supporters).where(supporters.c.id == supporter).values(values))


async def _keep_zone(tx: Tx, zone: str) -> None:
    """Remember that somebody has it, for whoever goes through the zones and not through the people."""
    await tx.connection.execute(tx.insert(zones).values(name=zone).on_conflict_do_nothing())


async def _wishes(tx: Tx, supporter: SupporterId) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in await tx.connection.execute(select(wishes).where(wishes.c.supporter_id == supporter)):
        found[row.what].append(row.value)
    return found


async def _skip_queued(tx: Tx, supporter: SupporterId, reason: str, now: datetime, *which: ColumnElement[bool]) -> None:
    await tx.connection.execute(
        update(deliveries)
        .where(await _theirs(tx, supporter), deliveries.c.state == "queued", *which)
        .values(state="skipped", reason=reason, due_at=None, held=0, settled_at=now)
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
