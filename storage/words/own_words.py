"""Own words: what a person typed for their letter, kept sealed and for a short while.

Each row is sealed with a key of its own, and that key by the vault. To destroy one, its key is written over first.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from content.ids import ActionId, ChatId, SupporterId, TargetId
from storage.database.engine import Tx
from storage.database.tables import chats, own_words

KEPT_FOR = timedelta(hours=24)
"""At most, from the first word typed."""
QUESTIONS = 3
NO_ANSWERS = ("",) * QUESTIONS
_NO_KEY = bytes(61)
"""As long as a sealed key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What one person put in for one action: the answers, `""` where they skipped; `letter`, whole, to this target in
    this language, or `""`, None and `""`. `since` is when the first of it was typed.
    """

    action: ActionId
    answers: tuple[str, ...] = NO_ANSWERS
    letter: str = ""
    target: TargetId | None = None
    language: str = ""
    since: datetime


async def keep(tx: Tx, chat: ChatId, words: OwnWords) -> None:
    """These and no others from now on: what this chat had put in before is destroyed, for another action too."""
    await drop(tx, chat)
    told = {
        "answers": words.answers,
        "letter": words.letter,
        "target": words.target,
        "language": words.language,
    }
    key, sealed = tx.vault.seal_words(json.dumps(told, ensure_ascii=False))
    row = own_words.insert().values(chat_id=chat, action_id=words.action, key=key, sealed=sealed, since=words.since)
    await tx.connection.execute(row)


async def of(tx: Tx, chat: ChatId, action: ActionId, *, now: datetime) -> OwnWords | None:
    """What this chat has put in for the action; None for nothing, or nothing younger than `KEPT_FOR`."""
    found = await kept(tx, chat, now=now)
    return found if found is not None and found.action == action else None


async def kept(tx: Tx, chat: ChatId, *, now: datetime) -> OwnWords | None:
    """The same for whichever action it is."""
    asked = select(own_words).where(own_words.c.chat_id == chat, own_words.c.since > now - KEPT_FOR)
    row = (await tx.connection.execute(asked)).one_or_none()
    if row is None:
        return None
    told = json.loads(tx.vault.unseal_words(row.key, row.sealed))
    return OwnWords(
        action=ActionId(row.action_id),
        answers=tuple(told["answers"]),
        letter=told["letter"],
        target=None if told["target"] is None else TargetId(told["target"]),
        language=told["language"],
        since=row.since,
    )


async def drop(tx: Tx, chat: ChatId, action: ActionId | None = None) -> None:
    """Destroy what this chat has put in, for one action or for any."""
    which = own_words.c.chat_id == chat
    await _destroy(tx, which if action is None else which & (own_words.c.action_id == action))


async def drop_all(tx: Tx, supporter: SupporterId) -> None:
    """Destroy what a person has put in, in all their chats."""
    await _destroy(tx, own_words.c.chat_id.in_(select(chats.c.id).where(chats.c.supporter_id == supporter)))


async def drop_old(tx: Tx, *, now: datetime, ahead: timedelta = timedelta()) -> None:
    """Destroy what has been kept for `KEPT_FOR`, or will have been within `ahead`, before we are here again."""
    await _destroy(tx, own_words.c.since <= now + ahead - KEPT_FOR)


async def _destroy(tx: Tx, which: ColumnElement[bool]) -> None:
    await tx.connection.execute(update(own_words).where(which).values(key=_NO_KEY, sealed=b""))
    await tx.connection.execute(delete(own_words).where(which))
