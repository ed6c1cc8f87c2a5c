"""revise, withdraw: what was announced is corrected in place, or taken back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from shlex import quote
from zoneinfo import ZoneInfo

from bot.commands.adding import wanted
from bot.commands.reading import read_file
from bot.commands.sending.announcing import approver, to_look_at
from bot.commands.sending.broadcasting import row
from bot.commands.spoken import checked_zone
from bot.opening import opened
from bot.settings import Settings
from content.action import Kind
from content.rules.announcing import BroadcastKind
from storage import revising
from storage.actions import Kept
from storage.database.engine import Tx
from storage.revising import Affected, Change, Revised
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast

_SHORT = 60
"""Characters of a value that are shown; of a longer one only that it changed."""


async def revise(
    settings: Settings,
    name: str,
    path: Path | None,
    *,
    deadline: date | None,
    zone: str | None,
    yes: bool,
    as_json_text: bool,
) -> int:
    """`uabot revise UA [FILE]`: what would change, and for how many; with `yes` one approval, in force once enough.

    With neither file, deadline nor zone it is about the correction that waits for approvals.
    """
    now = datetime.now(UTC)
    home = settings.timezone if zone is None else checked_zone(zone)
    reading = None if path is None else await read_file(path, zone=home)
    text = None if reading is None else reading.action
    async with opened(settings) as database, database.writing() as tx:
        kept = await wanted(tx, name)
        asked = await revising.proposed(tx, kept.id, text=text, deadline=deadline, zone=zone, now=now)
        found = await revising.affected(tx, kept.id)
        done: Revised | None = None
        if yes:
            done = await revising.revise(
                tx,
                kept.id,
                text=text,
                deadline=deadline,
                zone=zone,
                approver=approver(tx),
                needed=settings.approvals,
                now=now,
            )
        made = await _made(tx, done)
    today = now.astimezone(ZoneInfo(asked.after.zone)).date()
    warnings = to_look_at(asked.text, today=today, blocked=asked.blockers, stops_writing=asked.after.stops_writing)
    met = reading.problems if reading else ()
    warnings += [problem.message for problem in met if problem.code not in ("missing", "past")]  # those it has seen
    if asked.replaces:
        said = (
            "took its place" if yes else f"would take its place; `uabot revise {quote(name)}` shows the one that waits"
        )
        warnings.append(f"Another correction waits for approval. This one {said}.")
    if as_json_text:
        whole = {
            "changes": [asdict(change) for change in asked.changes],
            "blockers": [problem.message for problem in asked.blockers],
            "warnings": list(dict.fromkeys(warnings)),
            "approvals": done.approvals if done else asked.approvals,
        }
        print(_json(kept, found, whole, done, made, told=asked.rewords))
    else:
        print(_heading(kept))
        print("\n".join(f"  {described(change)}" for change in asked.changes))
        for problem in asked.blockers:
            print(f"blocked: {problem.message}")
        for warning in dict.fromkeys(warnings):
            print(f"warning: {warning}")
        if done is None:
            print(_would(found, "edited in place", told=asked.rewords))
            print(f"Nothing was changed. {_so_far(settings, asked.approvals)}")
        else:
            print(_said(settings, f"uabot revise {quote(name)} --yes", done, made))
    return 1 if asked.blockers else 0


async def withdraw(settings: Settings, name: str, *, yes: bool, as_json_text: bool) -> int:
    """`uabot withdraw UA`: how many would lose it; with `yes` one approval, and taken back once there are enough."""
    now = datetime.now(UTC)
    async with opened(settings) as database, database.writing() as tx:
        kept = await wanted(tx, name)
        revising.check_withdrawal(kept)
        found = await revising.affected(tx, kept.id)
        done: Revised | None = None
        if yes or kept.withdrawn:
            done = await revising.withdraw(tx, kept.id, approver=approver(tx), needed=settings.approvals, now=now)
        made = await _made(tx, done)
        waiting = await revising.waiting(tx, kept.id, BroadcastKind.WITHDRAWAL)
        given = done.approvals if done else (await broadcasts.find(tx, waiting)).approvals if waiting else 0
    if as_json_text:
        print(_json(kept, found, {"approvals": given}, done, made, told=True))
        return 0
    print(_heading(kept))
    if done is None:
        print(_would(found, "removed, or emptied where that cannot be", told=True))
        print("What has not left yet would never leave, and nobody could act on it any more. This cannot be undone.")
        print(f"Nothing was changed. {_so_far(settings, given)}")
    elif done.already:
        print("It was withdrawn before: nothing was done.")
    else:
        print(_said(settings, f"uabot withdraw {quote(name)} --yes", done, made))
    return 0


def described(change: Change) -> str:
    """A change in a line: `deadline: 2026-02-26 → 2026-03-05`, `letter: changed`."""
    if change.field == "targets":
        return f"targets: {_targets(change.old, change.new)}"
    old, new = _shown(change.old), _shown(change.new)
    if old == new or max(len(old), len(new)) > _SHORT or "\n" in old + new:
        return f"{change.field}: {'changed' if old and new else 'added' if new else 'removed'}"
    return f"{change.field}: {old or 'none'} → {new or 'none'}"


def _shown(value: object) -> str:
    """Whatever stands in a document's JSON, in words."""
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        return str(value["name"]) if "name" in value else " ".join(map(_shown, value.values()))
    return "" if value is None else str(value)


def _targets(old: Iterable[Mapping[str, object]], new: Iterable[Mapping[str, object]]) -> str:
    before = {str(target["name"]): target for target in old}
    after = {str(target["name"]): target for target in new}
    said = [f"{name} added" for name in after if name not in before]
    said += [f"{name} removed" for name in before if name not in after]
    for name, target in after.items():
        fields = [
            field.replace("_", " ") for field, value in target.items() if value != before.get(name, target)[field]
        ]
        if fields:
            said.append(f"{name} changed ({', '.join(fields)})")
    return "; ".join(said) or "in another order"


def _heading(kept: Kept) -> str:
    kind = "" if kept.text.kind is Kind.FIRST else f", {kept.text.kind}"
    return f"UA {kept.name}{kind} · {kept.text.who}"


def _so_far(settings: Settings, approvals: int) -> str:
    return f"It has {approvals} of {settings.approvals} approvals, and the same command with --yes adds one."


def _would(found: Affected, how: str, *, told: bool) -> str:
    said = [f"{_n(found.messages, 'delivered message')} would be {how}."]
    if found.unclear:
        said.append(f"{found.unclear} more may have arrived: those people would get a short message.")
    if told:
        said.append(f"{_n(found.people, 'person', 'people')} who took an appeal would be told.")
    return "\n".join(said)


def _said(settings: Settings, command: str, done: Revised, made: Sequence[Broadcast]) -> str:
    if not done.in_force:
        return (
            f"{done.approvals} of {settings.approvals} approvals: somebody else must approve too, with `{command}`. "
            "Nothing was changed (UABOT_APPROVALS=1 is for a team of one)."
        )
    edits = [one for one in made if one.id != done.warning]
    told = [one for one in made if one.id == done.warning]
    said = []
    if edits:
        ids = ", ".join(str(one.id) for one in edits)
        n = sum(one.audience for one in edits)
        said.append(f"{_n(n, 'message')} changed (broadcast{'' if len(edits) == 1 else 's'} {ids})")
    said += [f"{_n(one.audience, 'person', 'people')} told (broadcast {one.id})" for one in told]
    if not said:
        return "In force. Nothing was delivered, so nothing is changed anywhere."
    return f"In force: {', '.join(said)}. `uabot run` sends it; `uabot broadcasts` shows how far it is."


def _n(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or f'{one}s'}"


async def _made(tx: Tx, done: Revised | None) -> list[Broadcast]:
    if done is None:
        return []
    ids = [*done.broadcasts, *([done.warning] if done.warning else [])]
    return [await broadcasts.find(tx, one) for one in ids]


def _json(
    kept: Kept,
    found: Affected,
    more: Mapping[str, object],
    done: Revised | None,
    made: Sequence[Broadcast],
    *,
    told: bool,
) -> str:
    whole = {
        "number": kept.name,
        **more,
        "messages": found.messages,
        "unclear": found.unclear,
        "people": found.people if told else 0,
        "in_force": done is not None and done.in_force,
        "already": done is not None and done.already,
        "broadcasts": [row(one) for one in made],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
