"""Revising: what was announced is corrected, or taken back, once enough people have approved.

What waits for approvals is a draft broadcast, a correction's content lies beside it in `revisions`. Once in force it is
done, and broadcasts of edits change what was delivered. Every function here wants a transaction that writes.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, distinct, func, select, update

from content.action import Problem, UrgentAction
from content.ids import ActionId, BroadcastId
from content.reading.shape import document, from_document
from content.rules.announcing import (
    ANNOUNCING,
    BroadcastKind,
    BroadcastState,
    DeliveryState,
    blockers,
    enough_approvals,
)
from content.rules.deadlines import Stage
from storage import amending
from storage.actions import Kept, Refused, State, by_id
from storage.correcting import correct
from storage.database.engine import Tx
from storage.database.tables import actions, approvals, chats, deliveries, revisions, supporters, takings
from storage.database.tables import broadcasts as rows
from storage.due import laters
from storage.sending import broadcasts
from storage.sending.audience import REACHABLE

WITHDRAWN = "the Urgent Action was withdrawn"
CORRECTED = "the Urgent Action was corrected"
"""Why what was under way goes no further."""
_UNDER_WAY = (BroadcastState.SENDING, BroadcastState.PAUSED)
_UNSENT = (BroadcastState.DRAFT, BroadcastState.APPROVED)
_OF_ITS_END = {BroadcastKind.CLOSING, BroadcastKind.PROMISE}
_UNCLEAR = (DeliveryState.UNKNOWN, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Change:
    """One field that would say something else, as the document's JSON has it; `zone` beside them."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A correction before it is in force: the action as it is and as it would be, `language` telling the text it is of.

    `approvals` are those it has already. `replaces`: another correction waits, which this one would replace.
    """

    before: Kept
    after: Kept
    language: str
    blockers: tuple[Problem, ...]
    approvals: int = 0
    replaces: bool = False

    @property
    def text(self) -> UrgentAction:
        """What it would say."""
        return self.after.texts[self.language]

    @property
    def rewords(self) -> bool:
        """Whether appeals that were handed out have a text that would be wrong: more than the deadline changes."""
        return _words(self.after) != _words(self.before)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs, in the order of the document's JSON."""
        old = document(self.before.texts[self.language]) | {"zone": self.before.zone}
        new = document(self.text) | {"zone": self.after.zone}
        return tuple(Change(name, old[name], new[name]) for name in new if new[name] != old[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """What a revision would touch now: messages that are edited, those of which nobody knows whether they arrived, and
    people who took an appeal and would be told."""

    messages: int
    unclear: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """What came of one person's approval.

    In force: `broadcasts` edit what was delivered, `warning` tells whoever took an appeal. If not: `broadcasts` is the
    draft that waits. `replaced`: another correction waited, and is gone with its approvals. `already`: it was withdrawn
    before, and nothing was done.
    """

    kept: Kept
    broadcasts: tuple[BroadcastId, ...]
    approvals: int
    in_force: bool
    already: bool = False
    warning: BroadcastId | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class _Content:
    """What a correction puts in force: a text where one changes, and always the deadline and zone that then hold."""

    text: UrgentAction | None
    deadline: date | None
    zone: str | None


async def proposed(
    tx: Tx,
    action: ActionId,
    *,
    text: UrgentAction | None = None,
    deadline: date | None = None,
    zone: str | None = None,
    now: datetime,
) -> Proposal:
    """What a correction would change; with none of the three given, the one that waits for approval.

    Nothing is changed. Raises LookupError for an action that is not here, and Refused for what cannot be corrected so,
    but for `blockers`.
    """
    proposal, _, _ = await _proposed(tx, await by_id(tx, action), _Content(text, deadline, zone), now)
    return proposal


async def affected(tx: Tx, action: ActionId) -> Affected:
    """Whom a correction or a withdrawal would reach now."""
    out = await amending.announced_by(tx, action)
    counted = (
        select(deliveries.c.state, func.count())
        .where(deliveries.c.broadcast_id.in_(out), deliveries.c.state.in_((DeliveryState.DELIVERED, *_UNCLEAR)))
        .where(deliveries.c.origin.is_(None), deliveries.c.chat_id.is_not(None))
        .group_by(deliveries.c.state)
    )
    found = {DeliveryState(state): n for state, n in await tx.connection.execute(counted)}
    took = (
        select(func.count(distinct(takings.c.supporter_id)))
        .select_from(takings)
        .join(supporters, supporters.c.id == takings.c.supporter_id)
        .join(chats, chats.c.supporter_id == supporters.c.id)
        .where(takings.c.action_id == action, *REACHABLE)
    )
    return Affected(
        messages=found.get(DeliveryState.DELIVERED, 0),
        unclear=sum(found.get(state, 0) for state in _UNCLEAR),
        people=(await tx.connection.execute(took)).scalar_one(),
    )


async def waiting(tx: Tx, action: ActionId, kind: BroadcastKind) -> BroadcastId | None:
    """The draft of this kind that waits for approvals."""
    found = (await tx.connection.execute(_of(action, [kind], _UNSENT).order_by(rows.c.id.desc()))).scalars().first()
    return None if found is None else BroadcastId(found)


async def revise(
    tx: Tx,
    action: ActionId,
    *,
    text: UrgentAction | None = None,
    deadline: date | None = None,
    zone: str | None = None,
    approver: str,
    needed: int,
    now: datetime,
) -> Revised:
    """Count one person's approval of a correction; with none of the three given, of the one that waits.

    As soon as `needed` different people have approved, it is in force in this transaction: what has not left says it by
    itself, what was delivered is edited, and whoever took an appeal is told if more than the deadline changed. Another
    content replaces what waits. `approver` as in `broadcasts.announce`. Raises LookupError for an action that is not
    here, Refused for what cannot be corrected so.
    """
    before = await _held(tx, action)
    proposal, content, draft = await _proposed(tx, before, _Content(text, deadline, zone), now)
    if proposal.blockers:
        raise Refused(f"UA {before.name} cannot be corrected so.", proposal.blockers)
    if draft is None or proposal.replaces:
        draft = await _keep(tx, before, content, draft, now)
    given, replaced = await _approve(tx, draft, approver, now), proposal.replaces
    if not enough_approvals(given, needed):
        return Revised(kept=before, broadcasts=(draft,), approvals=len(given), in_force=False, replaced=replaced)
    kept = await correct(tx, action, content.text, deadline=content.deadline, zone=content.zone, now=now)
    await tx.connection.execute(update(rows).where(rows.c.action_id == action).values(revision=kept.revision))
    over = {BroadcastKind.CORRECTION}
    if proposal.rewords:
        over.add(BroadcastKind.WARNING)
    if kept.stage(now) is Stage.OPEN:
        over |= _OF_ITS_END
    await _stop(tx, _of(action, over, _UNDER_WAY), CORRECTED, now)
    approved = _of(action, ANNOUNCING, _UNSENT)  # another text
    await tx.connection.execute(delete(approvals).where(approvals.c.broadcast_id.in_(approved)))
    await broadcasts.go(tx, draft, now=now)
    edits = await _amend(tx, action, BroadcastKind.CORRECTION, now)
    warned = await amending.warn(tx, action, now=now) if proposal.rewords else None
    n = len(given)
    return Revised(kept=kept, broadcasts=edits, approvals=n, in_force=True, warning=warned, replaced=replaced)


def check_withdrawal(kept: Kept) -> None:
    """Raises Refused for an action that nobody has."""
    if kept.state is not State.ANNOUNCED:
        raise Refused(f"UA {kept.name} was not announced: nobody has it, and there is nothing to withdraw.")


async def withdraw(tx: Tx, action: ActionId, *, approver: str, needed: int, now: datetime) -> Revised:
    """Count one person's approval of taking an announced action back.

    As soon as `needed` different people have approved, in this transaction: nothing more of it leaves, what was
    delivered is removed or emptied, and whoever took an appeal is told. Raises LookupError for an action that is not
    here, Refused for one that was not announced.
    """
    kept = await _held(tx, action)
    if kept.withdrawn:
        return Revised(kept=kept, broadcasts=(), approvals=0, in_force=True, already=True)
    check_withdrawal(kept)
    draft = await waiting(tx, action, BroadcastKind.WITHDRAWAL)
    draft = draft or await broadcasts.make(tx, action, BroadcastKind.WITHDRAWAL, now=now)
    given = await _approve(tx, draft, approver, now)
    if not enough_approvals(given, needed):
        return Revised(kept=kept, broadcasts=(draft,), approvals=len(given), in_force=False)
    await tx.connection.execute(update(actions).where(actions.c.id == action).values(withdrawn_at=now))
    over = set(BroadcastKind) - {BroadcastKind.WITHDRAWAL, BroadcastKind.TALLY}
    await _stop(tx, _of(action, over, (*_UNDER_WAY, *_UNSENT)), WITHDRAWN, now)
    await laters.skip(tx, action, WITHDRAWN)
    await broadcasts.go(tx, draft, now=now)
    edits = [*await _amend(tx, action, BroadcastKind.WITHDRAWAL, now), *await _reopen_others(tx, kept, now)]
    warned = await amending.warn(tx, action, now=now)
    kept = await by_id(tx, action)
    return Revised(kept=kept, broadcasts=tuple(edits), approvals=len(given), in_force=True, warning=warned)


async def _reopen_others(tx: Tx, gone: Kept, now: datetime) -> list[BroadcastId]:
    """What only this one had ended on its case is open again, and its cards say so."""
    closed = (actions.c.case_id == gone.case, actions.c.id != gone.id, actions.c.closed_at.is_not(None))
    edits: list[BroadcastId] = []
    for other in (await tx.connection.execute(select(actions.c.id).where(*closed).order_by(actions.c.id))).scalars():
        if (await by_id(tx, ActionId(other))).stage(now) is Stage.OPEN:
            await tx.connection.execute(update(actions).where(actions.c.id == other).values(closed_at=None))
            await _stop(tx, _of(ActionId(other), _OF_ITS_END, _UNDER_WAY), WITHDRAWN, now)
            edits += await _amend(tx, ActionId(other), BroadcastKind.CORRECTION, now)
    return edits


async def _held(tx: Tx, action: ActionId) -> Kept:
    """The action, for us alone: nothing of it is marked as leaving, or approved, till the end of the transaction."""
    await tx.hold_ledger()
    held = select(actions.c.id).where(actions.c.id == action).with_for_update(key_share=True)
    await tx.connection.execute(held)
    return await by_id(tx, action)


async def _proposed(
    tx: Tx, before: Kept, said: _Content, now: datetime
) -> tuple[Proposal, _Content, BroadcastId | None]:
    """The proposal, its content as it is kept, and the draft that waits, of this content or another."""
    if before.state is State.DRAFT:
        raise Refused(f"UA {before.name} is a draft that nobody was sent: `uabot add FILE` replaces its text.")
    if before.withdrawn:
        raise Refused(f"UA {before.name} was withdrawn: there is nothing left to correct.")
    if before.folded:
        raise Refused(f"UA {before.name} closed long ago, and what was counted belongs to nobody: it stays closed.")
    draft = await waiting(tx, before.id, BroadcastKind.CORRECTION)
    there = None if draft is None else await _content(tx, draft)
    if said == _Content(None, None, None):
        if there is None:
            raise Refused(f"No correction of UA {before.name} waits for approval: say what is to change.")
        said = there
    after = await _tried(tx, before, said, now)
    if after.texts == before.texts and after.zone == before.zone:
        raise Refused(f"UA {before.name} says all this already: there is nothing to correct.")
    deadline = after.text.deadline
    text = replace(said.text, deadline=deadline) if said.text and _words(after) != _words(before) else None
    content = _Content(text, deadline, after.zone)
    language = content.text.language if content.text else before.language
    today = now.astimezone(ZoneInfo(after.zone)).date()
    replaces = there is not None and there != content
    found = blockers(after.texts[language], today=today, stops_writing=after.stops_writing)
    if deadline == before.text.deadline:  # what is over may have to be corrected too, if it says what harms somebody
        found = tuple(problem for problem in found if problem.code != "past")
    proposal = Proposal(
        before=before,
        after=after,
        language=language,
        blockers=found,
        approvals=0 if draft is None or replaces else len(await _approvers(tx, draft)),
        replaces=replaces,
    )
    return proposal, content, draft


async def _tried(tx: Tx, before: Kept, said: _Content, now: datetime) -> Kept:
    """The action as it would be: it is corrected, looked at, and as it was before."""
    if said.zone is not None:
        try:
            ZoneInfo(said.zone)
        except (KeyError, ValueError, OSError):
            raise Refused(f"“{said.zone[:40]}” is no time zone: write one such as Europe/Paris.") from None
    if said.text is not None:
        _same_document(before, said.text)
    async with tx.connection.begin_nested() as attempt:
        after = await correct(tx, before.id, said.text, deadline=said.deadline, zone=said.zone, now=now)
        await attempt.rollback()
    return after


def _same_document(before: Kept, text: UrgentAction) -> None:
    for field in ("series", "number", "kind", "sequence", "index"):
        old, new = getattr(before.text, field), getattr(text, field)
        if new != old:
            raise Refused(
                f"That is another document than UA {before.name}: its {field} is {_said(new)}, and not {_said(old)}. "
                "An older document of a case is named as 24/21#1."
            )
    if text.language not in before.texts:
        raise Refused(f"UA {before.name} has no text in “{text.language}” yet: `uabot add FILE` brings one.")


def _said(value: object) -> str:
    return "none" if value in (None, "") else str(value)


def _words(kept: Kept) -> dict[str, UrgentAction]:
    """Its texts without the deadline, which stands in no appeal."""
    return {language: replace(text, deadline=None) for language, text in kept.texts.items()}


async def _content(tx: Tx, draft: BroadcastId) -> _Content:
    row = (await tx.connection.execute(select(revisions).where(revisions.c.broadcast_id == draft))).one()
    text = None if row.body is None else from_document(json.loads(row.body))
    return _Content(text, row.deadline, row.zone)


async def _keep(tx: Tx, before: Kept, content: _Content, draft: BroadcastId | None, now: datetime) -> BroadcastId:
    """The draft with this content, and no approvals."""
    if draft is None:
        draft = await broadcasts.make(tx, before.id, BroadcastKind.CORRECTION, now=now)
    for table in (approvals, revisions):
        await tx.connection.execute(delete(table).where(table.c.broadcast_id == draft))
    body = None if content.text is None else json.dumps(document(content.text), ensure_ascii=False)
    row = revisions.insert().values(
        broadcast_id=draft,
        action_id=before.id,
        language=content.text.language if content.text else "",
        body=body,
        deadline=content.deadline,
        zone=content.zone,
    )
    await tx.connection.execute(row)
    return draft


async def _approve(tx: Tx, draft: BroadcastId, approver: str, now: datetime) -> set[str]:
    """Everybody who approved, once this approval is counted."""
    row = tx.insert(approvals).values(broadcast_id=draft, approver=approver, at=now)
    await tx.connection.execute(row.on_conflict_do_nothing())
    return await _approvers(tx, draft)


async def _approvers(tx: Tx, draft: BroadcastId) -> set[str]:
    asked = select(approvals.c.approver).where(approvals.c.broadcast_id == draft)
    return set((await tx.connection.execute(asked)).scalars())


async def _stop(tx: Tx, which: Select[int], reason: str, now: datetime) -> None:
    for broadcast in (await tx.connection.execute(which.order_by(rows.c.id))).scalars().all():
        await broadcasts.stop(tx, BroadcastId(broadcast), reason, now=now)


async def _amend(tx: Tx, action: ActionId, kind: BroadcastKind, now: datetime) -> tuple[BroadcastId, ...]:
    """Edit what was delivered of it."""
    edits = [await amending.amend(tx, one, kind, now=now) for one in await amending.announced_by(tx, action)]
    return tuple(one for one in edits if one is not None)


def _of(action: ActionId, kinds: Collection[BroadcastKind], states: Collection[BroadcastState]) -> Select[int]:
    """Those of the action's broadcasts."""
    return select(rows.c.id).where(
        rows.c.action_id == action, rows.c.kind.in_(sorted(kinds)), rows.c.state.in_(sorted(states))
    )
