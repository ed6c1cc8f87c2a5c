"""wording: what organizers say beside a document, on the command line."""

from dataclasses import dataclass
from pathlib import Path

from bot.commands.adding import wanted
from bot.commands.spoken import Mistaken
from bot.opening import opened
from bot.settings import Settings
from content.languages import find
from content.rules.wordings import What
from storage.actions import Kept
from storage.database.engine import Tx
from storage.words import wordings

_LARGEST = 100_000
"""Bytes of a file: many times what the longest wording may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be said, or taken away; neither shows what is there. Raises Mistaken for more than one of them.

    `language` is `""` for the document's own.
    """

    what: str | None = None
    language: str = ""
    text: str | None = None
    file: Path | None = None
    remove: bool = False

    def __post_init__(self) -> None:
        given = (self.text is not None) + (self.file is not None) + self.remove
        if given > 1:
            raise Mistaken("--text, --file and --remove exclude each other: give one of them.")
        if self.what is not None and self.what not in set(What):
            raise Mistaken(f"“{self.what[:30]}” is no place for a wording: there are {', '.join(What)}.")
        if given and self.what is None:
            raise Mistaken(f"Say which wording is meant, before its text: {', '.join(What)}.")

    @property
    def changes(self) -> bool:
        return self.text is not None or self.file is not None or self.remove


async def wording(settings: Settings, name: str, asked: Asked) -> int:
    """`uabot wording`: shown, saved or taken away."""
    said = _read(asked.file) if asked.file is not None else asked.text
    if not asked.changes:
        async with opened(settings) as database, database.reading() as tx:
            await _show(tx, await wanted(tx, name), asked)
        return 0
    what = What(asked.what or "")
    async with opened(settings) as database, database.writing() as tx:
        kept = await wanted(tx, name)
        language = _language(asked.language, kept)
        there = said is None and await wordings.remove(tx, kept.id, what, language)
        text = "" if said is None else await wordings.save(tx, kept.id, what, language, said)
    if said is None and not there:
        raise Mistaken(f"UA {kept.name} has no {what} in {language}: `uabot wording {kept.name}` lists what it has.")
    if text:
        print(f"UA {kept.name} · {what} ({language}), as it is kept:\n\n{text}")
    else:
        print(f"UA {kept.name} · {what} ({language}): taken away.")
    return 0


async def _show(tx: Tx, kept: Kept, asked: Asked) -> None:
    language = _language(asked.language, kept) if asked.language else ""
    found = [
        f"{what} ({tag})\n{text}"
        for what, texts in (await wordings.of(tx, kept.id)).items()
        for tag, text in texts.items()
        if asked.what in (None, what) and language in ("", tag)
    ]
    print("\n\n".join(found) or f"UA {kept.name} has none of it yet: `uabot wording {kept.name} WHAT --text TEXT`.")


def _language(said: str, kept: Kept) -> str:
    if not said:
        return kept.language
    found = find(said)
    if found is None:
        raise Mistaken(f"“{said[:30]}” is no language: write a tag such as fr or pt-BR.")
    return found


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            body = file.read(_LARGEST + 1)
        if len(body) > _LARGEST:
            raise Mistaken(f"{path} is over {_LARGEST} bytes: no wording is that long.")
        return body.decode("utf-8-sig")
    except OSError as error:
        raise Mistaken(f"{path} cannot be read ({(error.strerror or 'error').lower()}): check the name.") from None
    except UnicodeDecodeError:
        raise Mistaken(f"{path} is no text in UTF-8: save it as such.") from None
