"""The languages an official is best addressed in, as BCP 47 tags."""

import re
from collections.abc import Iterable

from content.action import Problem
from content.reading.fields.said import short, unclear
from content.reading.marks import fold, phrases, unlinked
from content.reading.tables.phrases import NOTHING
from content.reading.tables.tongues import AFTER_LANGUAGES, AROUND_LANGUAGES, LANGUAGES, OWN_LANGUAGE

_NOTHING = re.compile(phrases(NOTHING))
_OWN = re.compile(rf"(?<!\w){phrases(OWN_LANGUAGE)}")
_BETWEEN = re.compile(r"[,;/.|:+&\n•·]|\s(?:and|or|et|ou|y|e|o|u|und|oder|-)(?=\s)", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:{phrases(AROUND_LANGUAGES)}(?!\w)\s*)+")
_AFTER = re.compile(rf"(?:\s*(?<!\w){phrases(AFTER_LANGUAGES)})+$")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def languages(lines: Iterable[str], problems: list[Problem]) -> tuple[str, ...]:
    """The tags of the languages named, in their order; "or your own language" adds nothing."""
    found: list[str] = []
    values = [line.rpartition(":")[2] or line for line in lines]  # what stands before a colon is more of the label
    for name in _names(unlinked("\n".join(values))[:600]):
        tag = _tag(name)
        if tag:
            found.append(tag)
        else:
            message = f"“{short(name)}” is no language that is known: name it another way."
            problems.append(unclear("languages", message))
    return tuple(dict.fromkeys(found))


def _names(text: str) -> list[str]:
    folded = fold(text)
    if _NOTHING.fullmatch(folded.strip(" .")):
        return []
    kept, at = "", 0
    for own in _OWN.finditer(folded):
        kept += text[at : own.start()] + ","
        at = own.end()
    kept += text[at:]
    # What brackets hold may be separated inside: "Chinese (Mandarin, simplified)".
    pieces = _BETWEEN.split(_BRACKETS.sub(lambda found: found[0].replace(",", " ").replace("/", " "), kept))
    names = []
    for piece in pieces:
        name = piece.strip(" \t–—-*’'“”\"")
        name = name[len(before[0]) :] if (before := _BEFORE.match(fold(name))) else name
        name = name[: after.start()] if (after := _AFTER.search(fold(name))) else name
        if name.strip("() ") and not _NOTHING.fullmatch(fold(name)):
            names.append(name.strip())
    return names


def _tag(name: str) -> str:
    """The tag of a language's name, as it stands, or without what is in brackets."""
    import langcodes

    plain = " ".join(_BRACKETS.sub(" ", name).split())
    for known in dict.fromkeys((name, plain)):
        folded = " ".join(fold(known).split())
        if folded in LANGUAGES:
            return LANGUAGES[folded]
        if not known or len(known) > 40 or (len(known) < 4 and known.isascii() and known != "Lao"):
            continue  # "as" and "the" are names of languages too
        try:
            return langcodes.find(known).to_tag()
        except LookupError:
            continue
    return ""
