"""A document's parts become the fields of an action. What is absent stays empty; what is unclear is a problem."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from content.action import Kind, Problem, UrgentAction
from content.reading import prose
from content.reading.body import Body, divide
from content.reading.fields.dates import day
from content.reading.fields.people import people
from content.reading.lines import LINK, fold, phrases, unlinked
from content.reading.sections import INDEX, NUMBER, ORDINAL, Sections
from content.reading.tables.labels import NOTHING, ORDINALS, OUTCOMES, SERIES, UPDATES, Part
from content.reading.targets import addressees
from content.reading.targets.contacts import url

_MENTION = re.compile(
    rf"(?<![\w'])(?P<kind>urgent action|action urgente|ua|au)\s*:?\s*(?:n[o°]\.?\s*)?(?P<number>{NUMBER})"
)
_UPDATE_OF = re.compile(rf"\b(?P<ordinal>{ORDINAL})[\s-]+{phrases(UPDATES)}\b")
_NOTHING = re.compile(phrases(NOTHING))
_OWN_LANGUAGE = re.compile(
    r"\b(?:(?:or|and|ou|et)\s+)?(?:in\s+|dans\s+)?(?:your|their|votre|leur)\s+(?:own\s+|propre\s+)?(?:language|langue)\b"
)
_BETWEEN_LANGUAGES = re.compile(r"[,;/.|]|\s(?:and|or|et|ou|&)\s", re.IGNORECASE)


def action(found: Sections, problems: list[Problem]) -> UrgentAction:
    """The action a document's parts say; what is unclear in them is added to `problems`."""
    body = divide(found)
    if body.letter and not body.letter.salutation:
        problems.append(_unclear("letter", "The sample letter does not say whom it greets: write its salutation."))
    reached = addressees(body.block, problems)
    background = tuple(
        text
        for text in prose.paragraphs(found.lines(Part.BACKGROUND)) or body.tail
        if fold(text) not in (fold(body.title), "amnesty international")  # printed again on the second page
    )
    kind, sequence = _kind(found, [*body.summary, *body.steps, *background])
    return UrgentAction(
        number=_number(found, body, problems),
        series=SERIES.get(found.header.series),
        index=_index(found.header.index),
        language=found.language,
        kind=kind,
        sequence=sequence,
        issued=_issued(found, problems),
        country=found.header.country or body.country,
        title=body.title,
        summary="\n\n".join(body.summary),
        people=people(_listed(found.lines(Part.PEOPLE))),
        targets=reached.targets,
        copies_to=reached.copies_to,
        asks=body.asks,
        letter=body.letter,
        background=background,
        languages=_languages(found.value(Part.LANGUAGES), problems),
        deadline=_deadline(found, problems),
        previous=_previous(found.value(Part.PREVIOUS), problems),
    )


def _number(found: Sections, body: Body, problems: list[Problem]) -> str:
    printed = [found.header.number, body.number]
    for line in [*found.lines(Part.PREAMBLE), *found.lines(Part.HEAD), *body.steps]:
        printed += [
            match["number"]
            for match in _MENTION.finditer(fold(line))
            if len(match["kind"]) > 2 or line[slice(*match.span("kind"))].isupper()  # "au 26/02" is a date
        ]
    numbers = list(dict.fromkeys(_two_digit_year(number) for number in printed if number))
    if len(numbers) > 1:
        problems.append(
            _unclear("number", f"The document gives more than one number, {' and '.join(numbers)}: say which.")
        )
    return numbers[0] if numbers else ""


def _two_digit_year(number: str) -> str:
    count, year = re.findall(r"\d+", number)
    return f"{int(count)}/{year[-2:]}"


def _index(printed: str) -> str:
    return f"{printed[:3].upper()} {printed[3:].strip()}" if printed else ""


def _kind(found: Sections, said: Iterable[str]) -> tuple[Kind, int | None]:
    text = fold(" ".join(said))
    sequence = _sequence(found, text)
    if any(re.search(phrase.replace(" ", r"\s+"), text) for phrase in OUTCOMES):
        return Kind.OUTCOME, sequence if found.header.lead else None
    return (Kind.FIRST if sequence == 1 else Kind.UPDATE), sequence


def _sequence(found: Sections, text: str) -> int | None:
    lead = found.header.lead
    if update := _UPDATE_OF.search(lead):
        return _counted(update["ordinal"]) + 1  # the first update is the second document
    if ordinal := re.search(ORDINAL, lead):
        return _counted(ordinal[0])
    if update := re.search(rf"\bthis\s+is\s+the\s+{_UPDATE_OF.pattern}", text):
        return _counted(update["ordinal"]) + 1
    return None if found.updated or re.search(phrases(UPDATES), lead) else 1


def _counted(ordinal: str) -> int:
    return ORDINALS.get(ordinal) or int(re.findall(r"\d+", ordinal)[0])


def _issued(found: Sections, problems: list[Problem]) -> date | None:
    issued, code = day(found.header.issued, found.language)
    if code and code != "missing":
        message = f"The date of the document, “{_short(found.header.issued)}”, names no single day: give it."
        problems.append(Problem(field="issued", code=code, message=message))
    return issued


def _deadline(found: Sections, problems: list[Problem]) -> date | None:
    printed = found.value(Part.DEADLINE)
    deadline, code = day(printed, found.language)
    if code and code != "missing" and not _NOTHING.fullmatch(fold(printed).strip(" .")):
        message = f"The deadline, “{_short(printed)}”, names no single day: give the last day to write."
        problems.append(Problem(field="deadline", code=code, message=message))
    return deadline


def _languages(printed: str, problems: list[Problem]) -> tuple[str, ...]:
    import langcodes

    found: list[str] = []
    text = re.sub(r"\([^()]*\)", "", printed)
    own = _OWN_LANGUAGE.search(fold(text))
    if own:
        text = text[: own.start()] + "," + text[own.end() :]
    for piece in _BETWEEN_LANGUAGES.split(text):
        name = re.sub(r"^(?:in|en)\s+", "", piece.strip(), flags=re.IGNORECASE)
        if not name or _NOTHING.fullmatch(fold(name)):
            continue
        try:
            if len(name) > 40:
                raise LookupError
            found.append(langcodes.find(name).to_tag())
        except LookupError:
            problems.append(
                _unclear("languages", f"“{_short(name)}” is no language that is known: name it another way.")
            )
    return tuple(dict.fromkeys(found))


def _previous(printed: str, problems: list[Problem]) -> str:
    addresses = [link[2] for link in LINK.finditer(printed)] + re.findall(r"https?://[^\s<>\"()\[\]]+", printed)
    for address in addresses:
        if whole := url(address):
            return whole
    text = fold(unlinked(printed)).strip(" .")
    if index := re.search(INDEX, text):
        number = re.search(NUMBER, text.replace(index[0], " "))
        return _two_digit_year(number[0]) if number else _index(index[0])
    if number := re.search(rf"(?<!\d){NUMBER}", text):
        return _two_digit_year(number[0])
    if text and not _NOTHING.fullmatch(text):
        problems.append(
            _unclear("previous", f"“{_short(printed)}” is no link, number or index: give the UA before this one.")
        )
    return ""


def _listed(lines: Sequence[str]) -> str:
    """Names one below the other, as one list; a line that goes on with the one above stays with it."""
    names: list[str] = []
    open_brackets = 0
    for line in filter(None, lines):
        if names and (open_brackets > 0 or line[0] == "(" or line[0].islower() or names[-1][-1] in ",;"):
            names += [" ", line]
        else:
            names += ["; ", line]
        open_brackets += line.count("(") - line.count(")")
    return "".join(names[1:])


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _unclear(field: str, message: str) -> Problem:
    return Problem(field=field, code="unclear", message=message)
