"""The background: what the document tells beside its card, the organization's notes, and points for one's own words.

It comes in pages fit for a phone, one in place of the other.
"""

from content.action import UrgentAction
from content.appeals.words import line
from content.cards import paged, points
from content.choices import More, MorePage, OpenAction, Share
from content.message import Button
from content.rules.deadlines import Stage
from content.rules.wordings import What
from handlers.acting import listing
from handlers.acting.around import warning
from handlers.acting.around.said import said
from handlers.turn import Reply
from handlers.visit import Visit
from storage.actions import Kept

STORY, NOTES, POINTS = "", "notes", "points"
HEADINGS = {STORY: "More about this case", NOTES: "Notes", POINTS: "Talking points"}
"""What there is to read, in English: keys for translation, on buttons and above the pages."""


async def more(visit: Visit, choice: More) -> Reply:
    """`More about this case`: its first page."""
    return await more_page(visit, MorePage(choice.action, STORY, 0))


async def more_page(visit: Visit, choice: MorePage) -> Reply:
    """A page; past the last one it is the last. Raises LookupError for what is not there to read."""
    kept = await listing.announced(visit, choice.action)
    if kept.withdrawn:
        return Reply(messages=(await listing.closed_message(visit, kept),), in_place=True)
    text = kept.read_in(visit.voice.reads)
    notes = await said(visit, kept, What.NOTES)
    there = {STORY: [text.summary, *text.background], NOTES: [notes] if notes else [], POINTS: _points(visit, text)}
    pages = paged(there[choice.what])  # KeyError is a LookupError
    others = [what for what, found in there.items() if what != choice.what and (found or what == STORY)]
    page = min(choice.page, max(len(pages) - 1, 0))
    return visit.instead(
        "background",
        [_turning(visit, choice, page, len(pages)), *await _rows(visit, kept, others)],
        who=text.who,
        number=kept.name,
        index=text.index if page == 0 and choice.what == STORY else "",
        heading=visit.voice.label(HEADINGS[choice.what]) if choice.what != STORY else "",
        page=page + 1,
        pages=len(pages),
        paragraphs=pages[page] if pages else (),
    )


def _turning(visit: Visit, choice: MorePage, page: int, pages: int) -> list[Button]:
    before, after = (MorePage(choice.action, choice.what, to) for to in (max(page - 1, 0), page + 1))
    back: list[Button] = [visit.button("Previous page", before)] if page else []
    return [*back, visit.button("Next page", after)] if page + 1 < pages else back


async def _rows(visit: Visit, kept: Kept, others: list[str]) -> list[list[Button]]:
    still_open = kept.stage(visit.turn.now) is Stage.OPEN
    reading: list[Button] = [
        visit.button(HEADINGS[what], More(kept.id) if what == STORY else MorePage(kept.id, what, 0))
        for what in (STORY, NOTES, POINTS)
        if what in others and (still_open or what != POINTS)
    ]
    acting: list[Button] = []
    if still_open:
        take = visit.button("Take action", await warning.first_step(visit, kept))
        acting = [take, visit.button("Pass it on", Share(kept.id))]
    return [reading, acting, [visit.button("Back", OpenAction(kept.id))]]


def _points(visit: Visit, text: UrgentAction) -> list[str]:
    """Three lists: what to ask for, what has happened, who should get a copy."""
    asked, happened = points(text)
    copies = [one for said_ in text.copies_to if (one := line(said_))]
    lists = (
        (visit.voice.label("You can ask for:"), asked),
        (visit.voice.label("What has happened:"), happened),
        (visit.voice.label("The organization asks for copies to:"), copies),
    )
    return ["\n".join([heading, *(f"• {one}" for one in found)]) for heading, found in lists if found]
