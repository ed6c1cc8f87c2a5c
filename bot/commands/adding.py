"""add, actions, appeal: what is here, and how it came."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.commands.reading import problem_lines, read_file
from bot.commands.spoken import Mistaken
from bot.opening import opened
from bot.settings import Settings
from content.action import Channel
from content.appeals import Unreachable, compose
from storage import actions
from storage.actions import Kept
from storage.database.engine import Tx


async def add(path: Path, settings: Settings, *, approve: bool, deadline: date | None) -> int:
    """`uabot add`: stored as a draft, or approved if nothing blocks. Nothing is stored when approval is refused."""
    reading = await read_file(path, zone=settings.timezone)
    action = reading.action
    problems = [problem for problem in reading.problems if deadline is None or problem.field != "deadline"]
    now = datetime.now(UTC)
    if deadline is not None:
        printed = action.deadline.isoformat() if action.deadline else "none"
        print(f"Deadline {deadline.isoformat()} as you say (printed: {printed}).")
        action = replace(action, deadline=deadline)
    async with opened(settings) as database, database.writing() as tx:
        kept, new = await actions.add(tx, action, zone=settings.timezone, now=now, met=problems)
        if approve:
            kept = await actions.approve(tx, kept.id, now=now)
    print("\n".join(problem_lines(problems)), end="\n" if problems else "")
    kind = "" if kept.language == action.language else f" (its text in {action.language})"
    print(f"UA {kept.name}{kind}: {kept.state}" + ("" if new else ", as it was") + _next(kept))
    return 0


async def listed(settings: Settings, *, as_json_text: bool) -> int:
    """`uabot actions`: what is here, with state and deadline."""
    now = datetime.now(UTC)
    async with opened(settings) as database, database.reading() as tx:
        found = await actions.listed(tx)
    if as_json_text:
        print(json.dumps([_row(kept, now) for kept in found], ensure_ascii=False, indent=2))
        return 0
    for kept in found:
        row = _row(kept, now)
        print(f"{row['number']:<12} {row['state']:<10} {row['deadline'] or 'no deadline':<12} {row['who']}")
    if not found:
        print("No Urgent Action is here yet: `uabot add FILE` brings one.")
    return 0


async def appeal(settings: Settings, name: str, target: int, channel: str, *, language: str, out: Path | None) -> int:
    """`uabot appeal`: the ready text on standard output, or in a file."""
    if out is not None and out.suffix.lower() != ".txt":
        raise Mistaken(f"{out}: appeals are written as text for now: name a file that ends with .txt.")
    async with opened(settings) as database, database.reading() as tx:
        kept = await wanted(tx, name)
    if language and language not in kept.texts:
        raise Mistaken(f"UA {kept.name} has no text in {language}: it has {', '.join(sorted(kept.texts))}.")
    text = kept.texts[language] if language else kept.text
    if not 1 <= target <= len(text.targets):
        raise Mistaken(f"UA {kept.name} has {len(text.targets)} target(s), counted from 1: there is no {target}.")
    chosen = text.targets[target - 1]
    try:
        made = compose(text, chosen, Channel(channel))
    except ValueError as error:
        if not isinstance(error, Unreachable) and channel in set(Channel):
            raise
        names = ", ".join(one.value for one in chosen.channels)
        raise Mistaken(f"{chosen.name} cannot be reached by “{channel}”: there is {names or 'no channel'}.") from None
    head = [*made.to, *([f"Subject: {made.subject}"] if made.channel is Channel.EMAIL else [])]
    whole = "\n".join(head) + "\n\n" + made.body + "\n"
    if out is None:
        print(whole, end="")
    else:
        out.write_text(whole, "utf-8")  # noqa: ASYNC240 (nothing else waits for this loop)
    return 0


async def wanted(tx: Tx, name: str) -> Kept:
    """The action a person names. Raises Mistaken if there is none."""
    kept = await actions.by_name(tx, name)
    if kept is None:
        raise Mistaken(f"There is no UA “{name[:40]}” here: `uabot actions` lists what is.")
    return kept


def _row(kept: Kept, now: datetime) -> dict[str, object]:
    return {
        "number": kept.name,
        "sequence": kept.text.sequence,
        "kind": kept.text.kind,
        "state": kept.state if kept.stage(now).hands_out else "closed",
        "deadline": kept.text.deadline.isoformat() if kept.text.deadline else None,
        "languages": sorted(kept.texts),
        "who": kept.text.who,
        "title": kept.text.title,
        "targets": len(kept.targets),
    }


def _next(kept: Kept) -> str:
    if kept.state is actions.State.DRAFT:
        return f". Once it is checked: the same command with --approve, then `uabot announce {kept.name}`."
    return f". Next: `uabot announce {kept.name}`." if kept.state is actions.State.APPROVED else "."
