"""add, actions, appeal: what is here, and how it came."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.commands.reading import problem_lines, read_file
from bot.commands.spoken import Mistaken, checked_language, checked_zone
from bot.opening import opened
from bot.settings import Settings
from content.action import Kind, Problem
from content.places.regions import TOPICS
from storage import actions
from storage.actions import Kept
from storage.database.engine import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What an organizer says of a document that stands nowhere in it; None where nothing is said.

    `topics` are between commas, `hours_count` is the reason for passing quiet hours. Raises Mistaken for what is none.
    """

    zone: str | None = None
    topics: str | None = None
    hours_count: str | None = None
    stop_writing: bool = False

    def __post_init__(self) -> None:
        if self.zone is not None:
            checked_zone(self.zone)
        for topic in self.topic_codes or ():
            if topic not in TOPICS:
                raise Mistaken(f"“{topic[:30]}” is no topic: there are {', '.join(TOPICS)}.")
        if self.hours_count is not None and not 1 <= len(self.hours_count.strip()) <= _REASON:
            raise Mistaken(f"--hours-count wants the reason, in 1 to {_REASON} characters: it is kept.")

    @property
    def topic_codes(self) -> tuple[str, ...] | None:
        """The topics, each once."""
        if self.topics is None:
            return None
        return tuple(dict.fromkeys(said.strip().lower() for said in self.topics.split(",") if said.strip()))


_REASON = 200
"""Characters that are kept of an organizer's reason."""
_ASKED = frozenset({"targets", "letter", "deadline"})
"""What a document that asks for no letters may lack."""


async def add(
    path: Path, settings: Settings, *, approve: bool, deadline: date | None, marks: Marks, language: str = ""
) -> int:
    """`uabot add`: stored as a draft, or approved if nothing blocks. Nothing is stored when approval is refused.

    `language` is the one it is written in, by its tag or name, where that is not what reading finds.
    """
    home = marks.zone or settings.timezone
    reading = await read_file(path, zone=home)
    action = reading.action
    if language:
        action = replace(action, language=checked_language(language))
    if marks.stop_writing and action.kind is not Kind.UPDATE:
        raise Mistaken(f"{path} is no update ({action.kind}): --stop-writing is for updates, an outcome needs none.")
    problems = [problem for problem in reading.problems if not _settled(problem, deadline, marks)]
    now = datetime.now(UTC)
    if deadline is not None:
        printed = action.deadline.isoformat() if action.deadline else "none"
        print(f"Deadline {deadline.isoformat()} as you say (printed: {printed}).")
        action = replace(action, deadline=deadline)
    async with opened(settings) as database, database.writing() as tx:
        kept, new = await actions.add(tx, action, zone=home, now=now, met=problems)
        if marks != Marks():
            kept = await actions.mark(
                tx,
                kept.id,
                zone=marks.zone,
                topics=marks.topic_codes,
                hours_count=marks.hours_count,
                stops_writing=marks.stop_writing or None,
            )
        if approve:
            kept = await actions.approve(tx, kept.id, now=now)
    print("\n".join(problem_lines(problems)), end="\n" if problems else "")
    if marks != Marks():
        print(f"As you say: {'; '.join(marked(kept, settings.timezone)) or 'as it was'}.")
    kind = "" if kept.language == action.language else f" (its text in {action.language})"
    print(f"UA {kept.name}{kind}: {kept.state}" + ("" if new else ", as it was") + _next(kept))
    return 0


def _settled(problem: Problem, deadline: date | None, marks: Marks) -> bool:
    """Whether what the organizer says leaves nothing to look at."""
    if problem.field == "deadline" and deadline is not None:
        return True
    return marks.stop_writing and problem.field in _ASKED and problem.code in ("missing", "past")


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
        said = [f"{row['number']:<12} {row['state']:<10} {row['deadline'] or 'no deadline':<12} {row['who']}"]
        print(" · ".join([*said, *marked(kept, settings.timezone)]))
    if not found:
        print("No Urgent Action is here yet: `uabot add FILE` brings one.")
    return 0


async def wanted(tx: Tx, name: str) -> Kept:
    """The action a person names. Raises Mistaken if there is none."""
    kept = await actions.by_name(tx, name)
    if kept is None:
        raise Mistaken(f"There is no UA “{name[:40]}” here: `uabot actions` lists what is.")
    return kept


def marked(kept: Kept, home: str) -> Sequence[str]:
    """What was said of it beside its document, and that it was corrected; `home` is the organization's zone."""
    said = {
        f"ends by the clock of {kept.zone}": kept.zone != home,
        "stops the writing": kept.stops_writing,
        f"hours count: {kept.hours_count}": kept.hours_count,
        f"topics: {', '.join(kept.topics)}": kept.topics,
        "corrected" if kept.revision == 2 else f"corrected {kept.revision - 1} times": kept.revision > 1,
    }
    return [words for words, so in said.items() if so]


def _row(kept: Kept, now: datetime) -> dict[str, object]:
    return {
        "number": kept.name,
        "sequence": kept.text.sequence,
        "kind": kept.text.kind,
        "state": "withdrawn" if kept.withdrawn else kept.state if kept.stage(now).hands_out else "closed",
        "deadline": kept.text.deadline.isoformat() if kept.text.deadline else None,
        "zone": kept.zone,
        "languages": sorted(kept.texts),
        "who": kept.text.who,
        "title": kept.text.title,
        "targets": len(kept.targets),
        "revision": kept.revision,
        "topics": list(kept.topics),
        "hours_count": kept.hours_count,
        "stops_writing": kept.stops_writing,
    }


def _next(kept: Kept) -> str:
    if kept.state is actions.State.DRAFT:
        return f". Once it is checked: the same command with --approve, then `uabot announce {kept.name}`."
    return f". Next: `uabot announce {kept.name}`." if kept.state is actions.State.APPROVED else "."
