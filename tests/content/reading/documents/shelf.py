"""The documents there are, and where their sources, their files and their expected JSON lie."""

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
MADE = FOLDER / "made"

_SOURCES = {"html": "html", "pdf": "html", "docx": "html", "drawn.pdf": "page"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a folder. `made` are the endings of the files made from it, `today` the day it is read."""

    folder: str
    name: str
    layout: str
    today: date
    made: tuple[str, ...]
    shows: str

    def source(self, ending: str) -> Path:
        """The file that the made file with this ending comes from."""
        return FOLDER / self.folder / f"{self.name}.{_SOURCES.get(ending, 'txt')}"

    def file(self, ending: str) -> Path:
        """The made file with this ending."""
        return MADE / self.folder / f"{self.name}.{ending}"

    @property
    def expected(self) -> dict[str, Any]:
        """What `as_json` should give, but for the problems' messages."""
        text = (FOLDER / self.folder / f"{self.name}.json").read_text("utf-8")
        found: dict[str, Any] = json.loads(text)
        return found


def documents(*folders: str) -> tuple[Document, ...]:
    """All documents of these folders, or of all. Raises KeyError or TypeError for a table that is not whole."""
    tables = sorted(FOLDER.glob("*/documents.toml"))
    return tuple(
        Document(folder=table.parent.name, name=name, layout=layout, **row | {"made": tuple(row["made"])})
        for table in tables
        if not folders or table.parent.name in folders
        for layout, rows in [_rows(table)]
        for name, row in rows.items()
    )


def _rows(table: Path) -> tuple[str, dict[str, Any]]:
    rows = tomllib.loads(table.read_text("utf-8"))
    return rows.pop("layout"), rows
