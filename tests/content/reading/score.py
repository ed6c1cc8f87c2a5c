"""How well documents are read: `python -m tests.content.reading.score [--worst N] [FILE…]`.

Every made file of `documents/` (or those named: any part of a path will do) is read and compared with its JSON. A field
scores from 0 to 1, the fields of a document weigh the same, and so do the files. Precision and recall are counted over
all files together: of targets by name (by role where there is no name), of e-mail addresses, of phone and fax numbers
by their digits.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import mean
from typing import Any

from content.reading import as_json, read
from tests.content.reading.compare import FIELDS, alike, field_score, folded, name, pairs
from tests.content.reading.documents.making import content
from tests.content.reading.documents.shelf import Document, documents

CONTACTS = ("targets", "e-mails", "numbers")


@dataclass(slots=True)
class Count:
    """What was expected, what was got, and how much of that is right."""

    expected: int = 0
    got: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """1 where nothing was got."""
        return self.right / self.got if self.got else 1.0

    @property
    def recall(self) -> float:
        """1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    def add(self, other: "Count") -> None:
        """Take in another count."""
        self.expected += other.expected
        self.got += other.got
        self.right += other.right


@dataclass(frozen=True, slots=True)
class Score:
    """One file's. `got` is None where it could not be read, which scores 0 in every field; `why` then says why."""

    document: Document
    ending: str
    expected: dict[str, Any]
    got: dict[str, Any] | None
    fields: dict[str, float]
    why: str = ""
    counts: dict[str, Count] = field(default_factory=dict)

    @property
    def mean(self) -> float:
        """Over the fields."""
        return mean(self.fields.values())

    @property
    def file(self) -> str:
        """The made file's path, from the folder of made files."""
        return f"{self.document.folder}/{self.document.name}.{self.ending}"


def score(document: Document, ending: str) -> Score:
    """Read one made file, and compare."""
    expected = document.expected
    try:
        got = as_json(read(content(document, ending), today=document.today))
    except Exception as why:  # a crash is the worst reading there is, and no reason not to see the other files
        counts = {name: Count(expected=count.expected) for name, count in contacts(expected, expected).items()}
        return Score(document, ending, expected, None, dict.fromkeys(FIELDS, 0.0), repr(why), counts)
    fields = {key: field_score(key, expected[key], got[key]) for key in FIELDS}
    return Score(document, ending, expected, got, fields, "", contacts(expected, got))


def scores(wanted: Sequence[str] = ()) -> list[Score]:
    """Of all made files, or of those whose path holds one of these."""
    return [
        score(document, ending)
        for document in documents()
        for ending in document.made
        if not wanted or any(part in document.file(ending).as_posix() for part in wanted)
    ]


def contacts(expected: dict[str, Any], got: dict[str, Any]) -> dict[str, Count]:
    """Of one file: targets, e-mails and numbers that were expected, were got, and are right."""
    ours, theirs = expected["targets"], got["targets"]
    right = sum(_same_official(one, other) for one, other in pairs(ours, theirs))
    counts = {"targets": Count(len(ours), len(theirs), right)}
    for key, parts in (("e-mails", ("emails",)), ("numbers", ("phones", "faxes"))):
        wanted, found = (
            {
                folded(text) if key == "e-mails" else _digits(text)
                for one in side
                for part in parts
                for text in one[part]
            }
            for side in (ours, theirs)
        )
        counts[key] = Count(len(wanted), len(found), len(wanted & found))
    return counts


def total(found: Iterable[Score]) -> dict[str, Count]:
    """The counts of many files together."""
    sums = {key: Count() for key in CONTACTS}
    for one in found:
        for key, count in one.counts.items():
            sums[key].add(count)
    return sums


def _same_official(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["name"]:
        return alike(name(one["name"]), name(other["name"])) >= 0.8
    return not other["name"] and alike(one["role"], other["role"]) >= 0.8


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())


def _table(title: str, rows: dict[str, list[float]]) -> None:
    _say(f"\n{title}")
    for label, values in rows.items():
        _say(f"  {label:<28} {mean(values):6.3f}  ({len(values)})")


def _report(found: list[Score]) -> None:
    by_field = {key: [one.fields[key] for one in found] for key in FIELDS}
    by_layout: dict[str, list[float]] = defaultdict(list)
    by_ending: dict[str, list[float]] = defaultdict(list)
    for one in found:
        by_layout[one.document.layout].append(one.mean)
        by_ending[one.ending].append(one.mean)
    _table("field", by_field)
    _table("layout", dict(sorted(by_layout.items())))
    _table("format", dict(sorted(by_ending.items())))
    _say("\ncontacts                  precision  recall")
    for key, count in total(found).items():
        counted = f"({count.right} right of {count.got} got, {count.expected} expected)"
        _say(f"  {key:<24} {count.precision:8.3f} {count.recall:7.3f}  {counted}")
    _say(f"\nmean field score {mean(one.mean for one in found):.4f} over {len(found)} files")


def _worst(found: list[Score], most: int) -> None:
    for one in found:
        if one.got is None and most:
            _say(f"{one.file}: {one.why}")
    every = [(value, one, key) for one in found if one.got for key, value in one.fields.items() if value < 1]
    for value, one, key in sorted(every, key=lambda row: row[0])[:most]:
        _say(f"\n{value:.3f}  {key}  {one.file}")
        _say(f"  expected  {one.expected[key]!r}")
        _say(f"  got       {one.got and one.got[key]!r}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; with `--worst N` the N fields that are furthest from what is expected, too."""
    parser = argparse.ArgumentParser(prog="python -m tests.content.reading.score")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("files", nargs="*", metavar="FILE")
    chosen = parser.parse_args(arguments)
    found = scores(chosen.files)
    if not found:
        parser.error("no made file has such a name")
    _worst(found, chosen.worst)
    _report(found)


if __name__ == "__main__":
    main()
