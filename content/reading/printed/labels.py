"""A line is looked up among the labels of `tables/labels.py`: which part it begins, and what values it holds itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from content.reading.marks import DATE, fold, is_capitals
from content.reading.tables.around.spoken import OWN, SPOKEN
from content.reading.tables.labels import GENDERED, GENDERS, LABELS, NAMED, WRAPPED, Part

_WORD = r"[^\W\d]{3,20}"
_AND = r"(?:and|or|et|ou|y|o|u)"
_LANGUAGES = (
    rf"(?:{'|'.join(sorted(SPOKEN, key=len, reverse=True))}|{OWN}"
    rf"|{_WORD}(?:,? (?:{_AND} )?(?:in |en )?{_WORD}){{0,6}}?,? {_AND} (?:in |en |dans )?{OWN})\b[^:;]{{0,120}}?"
)
"""A list that begins with a known language, or ends with "or your own language"."""
_DAY = rf"(?:the )?(?:{DATE}|[^:]{{0,20}}?\d[^:]{{0,20}}?\b\d{{4}}\b|\d{{1,2}}\s+{_WORD}|{_WORD}\s+(?:del?\s+)?\d{{4}})"
"""A day, or as much of one as is printed: what is wrong with it is not for here to say."""
_SLOTS = {"{languages}": f"(?P<languages>{_LANGUAGES})", "{deadline}": f"(?P<deadline>{_DAY})"}
_COMPLETE = (":", ":?", "{deadline}", ".*")
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Label:
    """`language` and `part` of a label, the text after it, and the values of other parts printed within it."""

    language: str
    part: Part
    value: str
    within: dict[Part, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Phrase:
    language: str
    part: Part
    printed: str

    def match(self, folded: str, start: int) -> re.Match[str] | None:
        """The phrase there. Values are dear to look for: what stands before them is looked for first."""
        if "{" in self.printed and not _pattern(_SLOT.split(self.printed)[0]).match(folded, start):
            return None
        return _pattern(self.printed).match(folded, start)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(_expression(phrase))


def _expression(phrase: str) -> str:
    expression = _SLOT.sub(lambda slot: _SLOTS[slot[0]], phrase)
    return rf"(?:{expression})(?![\w'])" if phrase[-1].isalnum() or phrase[-1] == "}" else f"(?:{expression})"


_SLOT = re.compile(r"\{(?:languages|deadline)\}")
_PHRASES = sorted(
    (_Phrase(language, part, phrase) for language, parts in LABELS.items() for part in parts for phrase in parts[part]),
    key=lambda phrase: -len(phrase.printed),
)


@cache
def _beginnings(language: str) -> re.Pattern[str]:
    """How any label of a language begins, up to its first value: nearly every line is none, and this says so."""
    phrases = (_SLOT.split(phrase.printed)[0] for phrase in _PHRASES if phrase.language == language)
    return re.compile("|".join(map(_expression, phrases)))


def _matches(folded: str, start: int) -> Iterator[tuple[_Phrase, re.Match[str]]]:
    spoken = [language for language in LABELS if _beginnings(language).match(folded, start)]
    for phrase in _PHRASES if spoken else ():
        if phrase.language in spoken and (match := phrase.match(folded, start)):
            yield phrase, match


_BEFORE = re.compile(r"^(?:\(?\d{1,2}[.)]\s+|[•■-]\s+)?")
_WORDED = re.compile(r"[\w']")
_WRAPPED = re.compile("|".join(WRAPPED))
_NAMED = re.compile(rf"(?:{'|'.join(NAMED)})\s*:\s*")
_GENDERED = re.compile(rf"(?<!\w)(?:{'|'.join(GENDERED)})\s*:\s*")
_BRACKETED = re.compile(r"\((?:(?:both|all|ambos|tous|toutes|todos|todas) )?[mfh]\)")
_GENDER = re.compile(rf"(?:{'|'.join(GENDERS)})\s*$")
_PARTED = re.compile(
    rf"(?<=[.!?”\"])\s(?=(?:{'|'.join(NAMED)})\s?:[^:]{{1,300}}(?:{'|'.join(GENDERED)})\s?:)"
    r"|\s(?=(?:[^\W\d]\w* ){0,5}\b[ua][ua]\s?:?\s?\d{1,4}/\d{2,4}\s(?:ai )?ind(?:ex|ice)\b)"
)


def label(line: str, below: tuple[str, ...] = ()) -> tuple[Label | None, int]:
    """The label at the beginning of a line, and how many of the lines `below` it goes on over."""
    folded = fold(line[:_LONGEST])
    if len(line) < 5:
        return None, 0
    if _WRAPPED.match(_BEFORE.sub("", folded)):
        for used in range(len(below), 0, -1):
            found = _label(" ".join([line, *below[:used]]))
            if found and found.within and not found.value:
                return found, used
    return _label(line), 0


def starts(line: str, parts: tuple[Part, ...] = tuple(Part)) -> bool:
    """Whether a line begins with the words of one of these parts' labels, whatever follows."""
    return len(line) >= 5 and any(phrase.part in parts for phrase, _ in _matches(fold(line[:_LONGEST]), 0))


def within(line: str) -> list[int]:
    """Where, in a line that lost its line ends, labels in capitals and "Please write in …:" begin and end."""
    folded = fold(line)
    found: list[int] = []
    ahead: dict[str, int] = {}
    at = 0
    while match := _next(folded, at, ahead):
        printed = line[match.start() : match.end()]
        capitals = is_capitals(printed) and (
            " " in printed or folded[match.end() : match.end() + 2].lstrip()[:1] == ":"
        )
        if capitals or printed.endswith(":"):
            found.append(match.start())
            if printed.endswith(":"):
                found.append(match.end())
        at = match.end()
    found += [match.start() for match in _PARTED.finditer(folded)]
    return sorted(found)


def _next(folded: str, at: int, ahead: dict[str, int]) -> re.Match[str] | None:
    """The next label from there on; `ahead` keeps where each language's next beginning is."""
    while True:
        for language in LABELS:
            if ahead.get(language, -1) < at:
                begins = _beginnings(language).search(folded, at)
                ahead[language] = begins.start() if begins else len(folded)
        at = min(ahead.values())
        if at == len(folded):
            return None
        if at == 0 or not _WORDED.match(folded[at - 1]):
            for _, match in _matches(folded, at):
                return match
        at += 1


def named(line: str, below: str) -> str | None:
    """The name of "Name: … Gender m/f: …", or None; the line below may hold the gender."""
    folded = fold(line[:_LONGEST])
    name = _NAMED.match(folded)
    if name is None:
        return None
    gender = _GENDERED.search(folded, name.end())
    if gender is None and not is_gender(below) and not _BRACKETED.search(folded):
        return None
    return line[name.end() : gender.start() if gender else len(line)].strip(" ,;")


def is_gender(line: str) -> bool:
    """Whether a line says no more than a "Gender m/f: f"."""
    return len(line) <= 160 and (_GENDERED.match(fold(line)) or _GENDER.match(fold(line))) is not None


def _label(line: str) -> Label | None:
    folded = fold(line[:_LONGEST])
    before = _BEFORE.match(folded)
    start = before.end() if before else 0
    found: Label | None = None
    furthest = (start, 0)
    for phrase, match in _matches(folded, start):
        end = match.end() - (match[0][-1:] == ":")
        if (end, match.lastindex or 0) <= furthest:
            continue
        rest = re.match(r"\s*(?:\([^()]*\))?\s*(?::|\.?$)", folded[match.end() :])
        if phrase.printed.endswith(_COMPLETE) or rest:
            value = line[match.end() + (rest.end() if rest else 0) :]
        elif is_capitals(line[start : match.end()]) and match.end() - start > 8:
            value = re.sub(r"^[^:a-zß-ÿ]{0,80}:\s*", "", line[match.end() :])
        else:
            continue
        furthest = end, match.lastindex or 0
        values = {Part(name): line[slice(*match.span(name))] for name, text in match.groupdict().items() if text}
        if phrase.part in values:
            value = values.pop(phrase.part)
        elif phrase.printed.endswith(".*"):  # a sentence that is its own value
            value = line[start:]
        found = Label(phrase.language, phrase.part, value.strip(), values)
    return found
