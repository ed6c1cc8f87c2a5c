"""Urgent Actions: cases by series and number, each document an action, its texts in revisions that never change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select, update

from content.action import Kind, Problem, UrgentAction
from content.ids import ActionId, TargetId
from content.languages import best
from content.languages import name as language_name
from content.reading.shape import document, from_document
from content.rules.announcing import blockers
from content.rules.deadlines import Stage, stage
from storage.database.engine import Tx
from storage.database.tables import actions, cases, documents, targets


class State(StrEnum):
    """Draft → approved (ready to announce) → announced. Whether it is still open, its stage tells."""

    DRAFT = "draft"
    APPROVED = "approved"
    ANNOUNCED = "announced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An action as we keep it: its texts by language, its targets' ids in the document's order, its state.

    `ended`: on its case an outcome was announced, or an update that stops the writing, this one or another, and nobody
    is asked to write any more. `revision` counts its corrections, from 1. `hours_count` is the organizer's reason for
    passing quiet hours, `""` for none. `closed`: what follows its end is made; `folded`: it cannot be opened again.
    """

    id: ActionId
    case: int
    state: State
    zone: str
    language: str
    texts: Mapping[str, UrgentAction]
    met: Mapping[str, tuple[Problem, ...]]
    """by language, what reading the document met that its text alone does not show"""
    targets: tuple[TargetId, ...]
    ended: bool
    revision: int
    hours_count: str
    stops_writing: bool
    topics: tuple[str, ...]
    withdrawn: bool
    closed: bool
    folded: bool

    @property
    def text(self) -> UrgentAction:
        """The first document's text, with the deadline in force."""
        return self.texts[self.language]

    def read_in(self, language: str) -> UrgentAction:
        """The text for a reader of `language`; the first document's where there is none."""
        return self.texts[best(language, (self.language, *self.texts))]

    @property
    def name(self) -> str:
        """How people call it: `24/21`, with its series in front if it has one."""
        return f"{self.text.series} {self.text.number}" if self.text.series else self.text.number

    def stage(self, now: datetime) -> Stage:
        """Closed by its deadline, an outcome or its withdrawal; what was handed out may be told a while."""
        found = stage(self.text.deadline, self.zone, now)
        return Stage.GRACE if (self.ended or self.withdrawn) and found is Stage.OPEN else found


_SHARED = frozenset({"number", "series", "index", "kind", "sequence", "deadline", "targets", "copies_to"})
"""Fields that the first document gives for all languages of its action: see `_with_contacts`."""
DROPPED = 10_000
"""Targets at such positions were in the document before it was corrected; what was sent to them stays counted."""


class Refused(Exception):
    """An action cannot be stored or moved on. The text is one plain line; `problems` says what is in the way."""

    def __init__(self, line: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(line)
        self.problems = problems


async def add(
    tx: Tx, action: UrgentAction, *, zone: str, now: datetime, met: Sequence[Problem] = ()
) -> tuple[Kept, bool]:
    """Store a document as a draft, or as one more language of the action it belongs to; whether anything was new.

    `met` are the problems of its reading. It is another language only if number, series, kind, sequence and index
    agree. A draft's text in the same language gives way to a corrected one. Raises Refused when an action that was
    checked is here in the same language with another text, or when it lacks a number and so cannot be told from others.
    """
    if not action.number:
        raise Refused("it has no number, so it cannot be told from other Urgent Actions: add the number and try again.")
    case = await _case(tx, action)
    same = await tx.connection.execute(
        select(actions.c.id).where(
            actions.c.case_id == case,
            actions.c.kind == action.kind,
            actions.c.sequence.is_not_distinct_from(action.sequence),
            actions.c.index == action.index,
        )
    )
    twin = same.scalar_one_or_none()
    if twin is None:
        made = await _insert(tx, action, case, zone, now)
        await write(tx, made, action, _hidden(met), now)
        return await by_id(tx, made), True
    kept = await by_id(tx, ActionId(twin))
    here = kept.texts.get(action.language)
    if here is not None and here == _in_force(action, kept):
        return kept, False
    if here is not None and kept.state is not State.DRAFT:
        if replace(here, deadline=None) == replace(_in_force(action, kept), deadline=None):
            raise Refused(f"UA {kept.name} is here already, with the deadline {here.deadline}.")
        raise Refused(f"UA {kept.name} is here already in this language, checked, and with another text.")
    alone = set(kept.texts) <= {action.language}
    wordless = action.language != kept.language and not action.targets  # nobody could be read in this language
    if len(action.targets) != len(kept.targets) and not alone and not wordless:
        raise Refused(f"UA {kept.name} is here in another language with more or fewer targets: correct one of them.")
    if action.language != kept.language:
        met = _of_a_translation(action, met, kept.text.deadline)
    else:
        met = _hidden(met)
        await tx.connection.execute(update(actions).where(actions.c.id == twin).values(deadline=action.deadline))
        if len(action.targets) != len(kept.targets):
            await tx.connection.execute(targets.delete().where(targets.c.action_id == twin))
            await _number(tx, kept.id, len(action.targets))
    await write(tx, kept.id, action, met, now)
    return await by_id(tx, kept.id), True


async def approve(tx: Tx, action: ActionId, *, now: datetime) -> Kept:
    """Move a draft to approved. Raises Refused, with the blockers, if something blocks an announcement."""
    kept = await by_id(tx, action)
    today = now.astimezone(ZoneInfo(kept.zone)).date()
    found = blockers(kept.text, today=today, stops_writing=kept.stops_writing)
    if found:
        raise Refused(f"UA {kept.name} cannot be approved yet.", found)
    if kept.state is State.DRAFT:
        await tx.connection.execute(update(actions).where(actions.c.id == action).values(state=State.APPROVED))
    return await by_id(tx, action)


async def mark(
    tx: Tx,
    action: ActionId,
    *,
    zone: str | None = None,
    topics: Sequence[str] | None = None,
    hours_count: str | None = None,
    stops_writing: bool | None = None,
) -> Kept:
    """What the document does not say and an organizer does, each where it is given. Raises Refused once announced."""
    kept = await by_id(tx, action)
    if kept.state is State.ANNOUNCED:
        raise Refused(f"UA {kept.name} is announced: `uabot revise` corrects it.")
    given = {
        "zone": zone,
        "topics": None if topics is None else " ".join(topics),
        "hours_count": None if hours_count is None else hours_count.strip()[:200],
        "stops_writing": stops_writing,
    }
    values = {name: value for name, value in given.items() if value is not None}
    if values:
        await tx.connection.execute(update(actions).where(actions.c.id == action).values(**values))
    return await by_id(tx, action)


async def by_id(tx: Tx, action: ActionId) -> Kept:
    """The action. Raises LookupError if there is none."""
    found = await _kept(tx, _asked().where(actions.c.id == action))
    if not found:
        raise LookupError(action)
    return found[0]


async def of_case(tx: Tx, case: int) -> tuple[Kept, ...]:
    """The actions of a case, in their order."""
    return tuple(await _kept(tx, _asked().where(actions.c.case_id == case)))


async def newest(tx: Tx, case: int) -> Kept | None:
    """The last announced action of a case that was not withdrawn; None if there is none."""
    return next(
        (one for one in reversed(await of_case(tx, case)) if one.state is State.ANNOUNCED and not one.withdrawn), None
    )


async def base(tx: Tx, action: ActionId) -> UrgentAction | None:
    """The newest text in the first document's language alone; None where no text is kept."""
    asked = select(documents.c.body).join(actions, actions.c.id == documents.c.action_id)
    mine = (actions.c.id == action, documents.c.language == actions.c.language)
    newest = asked.where(*mine).order_by(documents.c.id.desc()).limit(1)
    body = (await tx.connection.execute(newest)).scalar_one_or_none()
    return None if body is None else from_document(json.loads(body))


async def by_name(tx: Tx, name: str) -> Kept | None:
    """`24/21` is the newest on its case, `24/21#1` the first; `EXTRA 24/21` or a bare number, if only one case has it.

    A deep link's `24-21` and a number padded or dotted (`024.21`) mean the same.
    """
    words = name.strip().removeprefix("#").split("#")
    series, number = _normal(words[0])
    asked = _asked().where(cases.c.number == number)
    if series:
        asked = asked.where(cases.c.series == series)
    found = await _kept(tx, asked)
    if not found or len({one.case for one in found}) > 1:
        return None
    if len(words) == 1:
        return found[-1]
    wanted = words[1].strip()
    if not wanted.isdecimal() or not 1 <= int(wanted) <= len(found):
        return None
    return found[int(wanted) - 1]


async def open_now(tx: Tx, now: datetime) -> tuple[Kept, ...]:
    """What supporters can act on, the most urgent first: announced, and its deadline not over; newest of its case."""
    announced = await _kept(tx, _asked().where(actions.c.state == State.ANNOUNCED))
    newest = {kept.case: kept for kept in announced if not kept.withdrawn}
    still = [kept for kept in newest.values() if kept.stage(now) is Stage.OPEN]
    return tuple(sorted(still, key=lambda kept: (kept.text.deadline or date.max, kept.id)))


async def listed(tx: Tx) -> tuple[Kept, ...]:
    """Every action, in the order they came."""
    return tuple(await _kept(tx, _asked()))


async def _case(tx: Tx, action: UrgentAction) -> int:
    values = {"series": action.series or "", "number": action.number}
    await tx.connection.execute(tx.insert(cases).values(values).on_conflict_do_nothing())
    asked = select(cases.c.id).filter_by(**values).with_for_update()
    return int((await tx.connection.execute(asked)).scalar_one())


async def write(tx: Tx, action: ActionId, text: UrgentAction, met: Sequence[Problem], now: datetime) -> None:
    """Keep a document's text as the next revision in its language."""
    body = json.dumps(document(text) | {"met": [asdict(problem) for problem in met]}, ensure_ascii=False)
    before = select(func.count()).where(documents.c.action_id == action, documents.c.language == text.language)
    revision = (await tx.connection.execute(before)).scalar_one() + 1
    row = documents.insert().values(
        action_id=action, language=text.language, revision=revision, body=body, added_at=now
    )
    await tx.connection.execute(row)


async def _insert(tx: Tx, action: UrgentAction, case: int, zone: str, now: datetime) -> ActionId:
    row = actions.insert().values(
        case_id=case,
        kind=action.kind,
        sequence=action.sequence,
        index=action.index,
        language=action.language,
        deadline=action.deadline,
        zone=zone,
        state=State.DRAFT,
        added_at=now,
    )
    made = ActionId((await tx.connection.execute(row.returning(actions.c.id))).scalar_one())
    await _number(tx, made, len(action.targets))
    return made


async def _number(tx: Tx, action: ActionId, count: int) -> None:
    """Give each of an action's targets its id."""
    if count:
        positions = [{"action_id": action, "position": at} for at in range(1, count + 1)]
        await tx.connection.execute(targets.insert(), positions)


def ended() -> ColumnElement[bool]:
    """Whether the case of the action at hand has an outcome, or a word to stop, that was announced and stands."""
    last = actions.alias("last")
    return exists().where(
        last.c.case_id == actions.c.case_id,
        or_(last.c.kind == Kind.OUTCOME, last.c.stops_writing),
        last.c.state == State.ANNOUNCED,
        last.c.withdrawn_at.is_(None),
    )


def _asked() -> Select[Any]:
    return (
        select(actions, cases.c.series, cases.c.number, ended().label("ended"))
        .join(cases, cases.c.id == actions.c.case_id)
        .order_by(actions.c.case_id, func.coalesce(actions.c.sequence, 1_000_000), actions.c.id)
    )


async def _kept(tx: Tx, asked: Select[Any]) -> list[Kept]:
    rows = (await tx.connection.execute(asked)).all()
    wanted = [row.id for row in rows]
    read: dict[int, dict[str, UrgentAction]] = {action: {} for action in wanted}
    met: dict[int, dict[str, tuple[Problem, ...]]] = {action: {} for action in wanted}
    bodies = (
        select(documents.c.action_id, documents.c.language, documents.c.body)
        .where(documents.c.action_id.in_(wanted))
        .order_by(documents.c.id)  # a later revision takes the place of an earlier one
    )
    for body in await tx.connection.execute(bodies):
        said = json.loads(body.body)
        read[body.action_id][body.language] = from_document(said)
        met[body.action_id][body.language] = tuple(Problem(**problem) for problem in said.get("met", ()))
    ids: dict[int, list[TargetId]] = {action: [] for action in wanted}
    order = (
        select(targets.c.action_id, targets.c.id)
        .where(targets.c.action_id.in_(wanted), targets.c.position < DROPPED)
        .order_by(targets.c.position)
    )
    for target in await tx.connection.execute(order):
        ids[target.action_id].append(TargetId(target.id))
    return [_assembled(row, read[row.id], met[row.id], ids[row.id]) for row in rows]


def _assembled(
    row: Row[Any],
    read: Mapping[str, UrgentAction],
    met: Mapping[str, tuple[Problem, ...]],
    ids: Sequence[TargetId],
) -> Kept:
    base = read[row.language]
    return Kept(
        id=ActionId(row.id),
        case=row.case_id,
        state=State(row.state),
        zone=row.zone,
        language=row.language,
        texts={language: _with_contacts(text, base, row.deadline) for language, text in read.items()},
        met=met,
        targets=tuple(ids),
        ended=bool(row.ended),
        revision=row.revision,
        hours_count=row.hours_count,
        stops_writing=row.stops_writing,
        topics=tuple(row.topics.split()),
        withdrawn=row.withdrawn_at is not None,
        closed=row.closed_at is not None,
        folded=row.folded_at is not None,
    )


def _hidden(met: Sequence[Problem]) -> Sequence[Problem]:
    """What was met without what is missing or past: that, the text shows by itself whenever it is looked at."""
    return [problem for problem in met if problem.code not in ("missing", "past")]


def _of_a_translation(text: UrgentAction, met: Sequence[Problem], deadline: date | None) -> Sequence[Problem]:
    """What to look at in one more language of an action: only its words are used, the rest is the first document's."""
    called = language_name(text.language, "en")
    found = [
        replace(problem, message=f"In the {called} document: {problem.message}")
        for problem in met
        if problem.field not in _SHARED
    ]
    if text.deadline not in (None, deadline):
        message = f"The {called} document says {text.deadline}, and the first one’s {deadline} stands: which is right?"
        found.append(Problem(field="deadline", code="unclear", message=message))
    return found


def _in_force(action: UrgentAction, kept: Kept) -> UrgentAction:
    """A document's text as it would be read back from what is kept."""
    if action.language == kept.language or len(action.targets) not in (0, len(kept.targets)):
        return action
    return _with_contacts(action, kept.text, kept.text.deadline)


def _with_contacts(text: UrgentAction, base: UrgentAction, deadline: date | None) -> UrgentAction:
    """A text in another language keeps its words; whom it reaches, and until when, is the same in all of them.

    One that names nobody takes names and roles as well.
    """
    own = tuple(
        replace(target, name=said.name or target.name, role=said.role, salutation=said.salutation)
        for target, said in zip(base.targets, text.targets or base.targets, strict=True)
    )
    return replace(text, targets=own, deadline=deadline)


def _normal(name: str) -> tuple[str, str]:
    """`EXTRA 024.21` → (`EXTRA`, `24/21`)."""
    *series, number = name.upper().replace("UA", "").split() or [""]
    parts = number.replace(".", "/").replace("-", "/").split("/")
    if len(parts) == 2 and all(part.isdecimal() for part in parts):
        number = f"{int(parts[0])}/{parts[1]}"
    return " ".join(series), number
