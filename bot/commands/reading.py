"""read: what a document says. It needs no database, so it loads none."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.spoken import Mistaken
from content.action import Problem
from content.reading import LIMIT, Reading, as_json
from content.reading.confined import confined


async def read_file(path: Path, *, zone: str) -> Reading:
    """The document's reading, as of today in `zone`. Raises Mistaken or content.reading.Unreadable."""
    try:
        with path.open("rb") as file:
            document = file.read(LIMIT + 1)
    except OSError as error:
        raise Mistaken(f"{path} cannot be read ({(error.strerror or 'error').lower()}): check the name.") from None
    return await confined(document, today=datetime.now(UTC).astimezone(ZoneInfo(zone)).date())


async def show(path: Path, *, as_json_text: bool, zone: str) -> int:
    """`uabot read`: 0 if there is nothing to look at, 3 if there are problems."""
    reading = await read_file(path, zone=zone)
    if as_json_text:
        print(json.dumps(as_json(reading), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_summary(reading)))
    return 3 if reading.problems else 0


def _summary(reading: Reading) -> Iterable[str]:
    action = reading.action
    yield f"UA {action.number or '?'} · {action.who or '?'} · until {action.deadline or '?'} · in {action.language}"
    for target in action.targets:
        yield f"✓ {target.name or target.role}: {', '.join(one.value for one in target.channels) or 'no contact'}"
    yield from problem_lines(reading.problems)


def problem_lines(problems: Iterable[Problem]) -> Iterable[str]:
    return (f"! {problem.field} ({problem.code}): {problem.message}" for problem in problems)
