"""A document's parts become the fields of an action. What is absent stays empty; what is unclear is a problem.

Each file reads one kind of field from `Sections` and what `body.divide` made of them; this one puts them together. The
words they look for are in `tables/`.
"""

from content.action import Kind, Person, Problem, UrgentAction
from content.reading.body import Body, divide
from content.reading.fields import days, numbers
from content.reading.fields.kinds import kind
from content.reading.fields.languages import languages
from content.reading.fields.people import people
from content.reading.fields.previous import previous
from content.reading.fields.said import unclear
from content.reading.fields.subjects import given_away, subjects
from content.reading.marks import fold, read_aloud
from content.reading.parts import prose
from content.reading.sections import Sections
from content.reading.tables.labels import Part
from content.reading.tables.phrases import ACTIONS
from content.reading.targets import addressees


def action(found: Sections, problems: list[Problem]) -> UrgentAction:
    """The action a document's parts say; what is unclear in them is added to `problems`."""
    found = days.gathered(found)
    body = divide(found)
    reached = addressees(body.block, problems)
    header = found.header
    above = [*found.lines(Part.PREAMBLE), *found.lines(Part.HEAD)]
    own = [*body.steps, *body.remarks]  # the lines in which a document speaks of itself
    said = [*above, *own]  # those in which it may
    number = numbers.number(found, own, above, problems)
    index = numbers.index(header.index)
    labelled = " ".join(filter(None, found.lines(Part.PREVIOUS)))
    before = previous(labelled, header.lead, said, number, problems)
    narrative = _narrative(found, body)
    named, sequence = kind(
        header.lead,
        said,
        [*body.remarks, *body.summary, *body.steps, *body.block, *body.asks, *narrative, *_running(found)],
        updated=found.updated,
        follows=bool(before),
        asks=bool(reached.targets and (body.letter or body.asks)),
        problems=problems,
    )
    if body.letter and not body.letter.salutation and named is not Kind.OUTCOME:
        problems.append(unclear("letter", "The sample letter does not say whom it greets: write its salutation."))
    issued = days.issued(found, problems)
    deadline = days.deadline(found, body.remarks, body.steps, issued, named, problems)
    days.check_years(number, index, named, (issued, deadline), problems)
    return UrgentAction(
        number=number,
        series=numbers.series(found, said),
        index=index,
        language=found.language,
        kind=named,
        sequence=sequence,
        issued=issued,
        country=_tidied(header.country),
        title=_title(found, body),
        summary="\n\n".join(body.summary),
        people=_people(found, problems),
        targets=reached.targets,
        copies_to=reached.copies_to,
        asks=body.asks,
        letter=body.letter,
        background=narrative,
        languages=languages(found.lines(Part.LANGUAGES), problems),
        deadline=deadline,
        previous=before,
    )


def _running(found: Sections) -> tuple[str, ...]:
    """Running text above and between the parts, where older layouts say that nothing more is asked."""
    parts = (Part.PREAMBLE, Part.HEAD, Part.SUMMARY, Part.ASKS, Part.TARGETS, Part.LEFTOVER)
    return tuple(text for part in parts for text in prose.paragraphs(found.lines(part)))


def _narrative(found: Sections, body: Body) -> tuple[str, ...]:
    """What happened, and the additional information."""
    background = prose.paragraphs(found.lines(Part.BACKGROUND)) or body.tail
    again = (fold(body.title), "amnesty international")  # printed again on the second page
    return tuple(text for text in (*body.narrative, *background) if fold(text) not in again)


def _title(found: Sections, body: Body) -> str:
    """The title, or the concern that stands in its place; a heading such as "URGENT ACTION" is none."""
    for title in (body.title, " ".join(filter(None, found.lines(Part.TITLE))), found.header.concern):
        if title.strip(" :") and fold(title).strip(" :.") not in ACTIONS:
            return read_aloud(title).strip()
    return ""


def _people(found: Sections, problems: list[Problem]) -> tuple[Person, ...]:
    labelled = people(found.lines(Part.PEOPLE), found.language)
    header = subjects(found.header.people, found.header.country, found.language)
    if labelled and given_away(labelled, header):
        problems.append(
            unclear("people", "A withheld name is printed in full in the header: check whether it may be given.")
        )
    return labelled or header


def _tidied(country: str) -> str:
    plain = " ".join(country.split()).strip(" .,:;|–—-/")
    return plain if plain.count("(") == plain.count(")") else plain.strip("()")
