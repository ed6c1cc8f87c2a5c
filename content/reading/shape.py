"""The shape of an action in JSON: what `uabot read --json` prints, and what storage keeps."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from content.action import Kind, Letter, Person, Problem, Target, UrgentAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document read: what it says, and what a person must look at before it is sent."""

    action: UrgentAction
    problems: tuple[Problem, ...] = ()


def as_json(reading: Reading) -> dict[str, object]:
    """Every key of the printed object, in its order; `null`, "" or [] where the document does not say."""
    return document(reading.action) | {"problems": [asdict(problem) for problem in reading.problems]}


def document(action: UrgentAction) -> dict[str, object]:
    """An action as JSON holds it: days as ISO dates, lists for tuples. `from_document` takes it back without loss."""
    return {name: _plain(part) for name, part in asdict(action).items()}


def from_document(kept: Mapping[str, Any]) -> UrgentAction:
    """The action that `document` gave. Raises KeyError, TypeError or ValueError for what it never gave."""
    letter = kept["letter"]
    return UrgentAction(
        **{name: kept[name] for name in ("number", "series", "index", "language", "sequence", "country", "title")},
        summary=kept["summary"],
        previous=kept["previous"],
        kind=Kind(kept["kind"]),
        issued=_day(kept["issued"]),
        deadline=_day(kept["deadline"]),
        people=tuple(Person(**person) for person in kept["people"]),
        targets=tuple(Target(**_tuples(target)) for target in kept["targets"]),
        copies_to=tuple(kept["copies_to"]),
        asks=tuple(kept["asks"]),
        letter=None if letter is None else Letter(**_tuples(letter)),
        background=tuple(kept["background"]),
        languages=tuple(kept["languages"]),
    )


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Kind):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _tuples(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(part) if isinstance(part, list) else part for name, part in kept.items()}


def _day(printed: str | None) -> date | None:
    return date.fromisoformat(printed) if printed else None
