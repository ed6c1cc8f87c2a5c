"""Documents that become drafts, and drafts that become cases: real documents, really read, on real databases."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from content.ids import ActionId, Platform, PlatformId
from content.reading import Unreadable
from content.rules.hours import Hours
from content.samples import documents
from dashboard.panel import Board
from dashboard.view import Draft
from storage import actions, people
from storage.actions import Refused, State
from storage.database.engine import Database
from tests.cases import invented

NOW = datetime(2026, 2, 25, 9, 0, tzinfo=UTC)
ENGLISH, FRENCH, OTHER = (sample.document for sample in documents(NOW.date()))


def board(database: Database) -> Board:
    return Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))


def without_deadline(document: bytes) -> bytes:
    """The document with nothing after the words that lead to its deadline."""
    left, found = re.subn(rb"(?<=UNTIL: )[^\n]+", b"", document)
    assert found == 1
    return left


async def drafts(panel: Board, now: datetime = NOW) -> tuple[Draft, ...]:
    return (await panel.panel(now)).drafts


async def kept(database: Database) -> list[tuple[str, State]]:
    async with database.reading() as tx:
        return [(one.name, one.state) for one in await actions.listed(tx)]


async def test_a_document_becomes_a_draft_and_is_shown_with_what_was_read(database: Database) -> None:
    panel = board(database)
    assert await panel.add(ENGLISH, NOW) == "UA 901/26 is kept as a draft. Nothing to look at."
    (draft,) = await drafts(panel)
    assert (draft.number, draft.who, draft.country) == ("901/26", "M.K.", "France")
    assert (draft.deadline, draft.days_left) == (date(2026, 3, 1), 4)
    assert (draft.looks, draft.blockers) == ({}, ())
    (wording,) = draft.wordings
    assert (wording.language, wording.called) == ("en", "English")
    assert wording.title == "MUSIC TEACHER FACES RETURN TO DANGER IN RUSSIA"
    assert wording.letter[0].startswith("Dear ")
    assert 300 < wording.words < 500
    minister, ambassador = draft.targets
    assert [(way.called, way.contacts) for way in minister.ways if way.called != "post"] == [
        ("e-mail", ("ministre@interieur.example.org",)),
        ("fax", ("+33 1 99 00 12 34",)),
    ]
    assert (minister.stands_in, ambassador.stands_in) == ("", "United States")
    assert (await panel.panel(NOW)).cases == ()


async def test_the_same_document_again_is_here_already(database: Database) -> None:
    panel = board(database)
    await panel.add(ENGLISH, NOW)
    assert await panel.add(ENGLISH, NOW) == "UA 901/26 is here already, as a draft. Nothing to look at."
    (draft,) = await drafts(panel)
    await panel.approve(draft.action, NOW)
    assert await panel.add(ENGLISH, NOW) == "UA 901/26 is here already, checked and ready to announce."
    await join(database)
    await panel.announce(draft.action, NOW)
    assert await panel.add(ENGLISH, NOW) == "UA 901/26 is here already, and announced."
    assert len(await kept(database)) == 1


async def test_a_document_in_another_language_becomes_its_texts_and_says_so(database: Database) -> None:
    panel = board(database)
    await panel.add(ENGLISH, NOW)
    said = await panel.add(FRENCH, NOW)
    assert said == "UA 901/26 is here already: this document was kept as its French texts. Nothing to look at."
    (draft,) = await drafts(panel)
    assert [wording.called for wording in draft.wordings] == ["English", "French"]
    assert draft.wordings[1].title.startswith("UN PROFESSEUR")
    assert draft.wordings[1].letter[0].startswith("Madame la Ministre")


async def test_another_deadline_in_the_other_language_is_something_to_look_at(database: Database) -> None:
    panel = board(database)
    await panel.add(ENGLISH, NOW)
    later = documents(NOW.date() + timedelta(1))[1].document
    assert (await panel.add(later, NOW)).endswith("One thing to look at.")
    (draft,) = await drafts(panel)
    assert draft.deadline == date(2026, 3, 1)
    assert draft.looks == {
        "deadline": ("The French document says 2026-03-02, and the first one’s 2026-03-01 stands: which is right?",)
    }


async def test_what_blocks_is_said_and_nothing_is_checked(database: Database) -> None:
    panel = board(database)
    assert await panel.add(without_deadline(ENGLISH), NOW) == "UA 901/26 is kept as a draft. One thing to look at."
    (draft,) = await drafts(panel)
    assert list(draft.looks) == ["deadline"]
    assert draft.blockers == ("Say until which day people may act.",)
    said = await panel.approve(draft.action, NOW)
    assert said == "UA 901/26 cannot be approved yet. Say until which day people may act."
    assert await kept(database) == [("901/26", State.DRAFT)]


async def test_a_checked_draft_is_a_case_that_can_be_announced(database: Database) -> None:
    panel = board(database)
    await panel.add(ENGLISH, NOW)
    (draft,) = await drafts(panel)
    assert await panel.approve(draft.action, NOW) == "UA 901/26 is checked: it can be sent now."
    await join(database)
    shown = await panel.panel(NOW)
    assert shown.drafts == ()
    assert [(case.action, case.can_announce) for case in shown.cases] == [(draft.action, True)]
    assert await panel.announce(draft.action, NOW) == "On its way to 1 chat."


async def test_texts_that_join_a_checked_action_say_at_once_what_to_look_at(database: Database) -> None:
    panel = board(database)
    await panel.add(ENGLISH, NOW)
    (draft,) = await drafts(panel)
    await panel.approve(draft.action, NOW)
    later = documents(NOW.date() + timedelta(1))[1].document
    said = await panel.add(later, NOW)
    assert said.startswith("UA 901/26 is here already: this document was kept as its French texts. Please look: ")
    assert (await panel.panel(NOW)).drafts == ()


async def test_what_cannot_be_read_or_kept_leaves_nothing(database: Database) -> None:
    panel = board(database)
    with pytest.raises(Unreadable):
        await panel.add(b"A shopping list: milk, bread, honey.\n", NOW)
    await panel.add(ENGLISH, NOW)
    (draft,) = await drafts(panel)
    await panel.approve(draft.action, NOW)
    with pytest.raises(Refused, match="is here already in this language, checked, and with another text"):
        await panel.add(ENGLISH.replace(b"MUSIC TEACHER", b"DANCE TEACHER"), NOW)
    assert await kept(database) == [("901/26", State.APPROVED)]


async def test_a_corrected_document_takes_the_drafts_place(database: Database) -> None:
    panel = board(database)
    await panel.add(without_deadline(ENGLISH), NOW)
    assert await panel.add(ENGLISH, NOW) == "UA 901/26 is kept as a draft. Nothing to look at."
    (draft,) = await drafts(panel)
    assert draft.deadline == date(2026, 3, 1)
    assert not draft.blockers


async def test_what_to_look_at_is_there_after_a_restart(database: Database) -> None:
    await board(database).add(ENGLISH.replace(b"French, English", b"Nonsuch, French"), NOW)
    (draft,) = await drafts(board(database))
    assert list(draft.looks) == ["languages"]


async def test_the_newest_draft_comes_first(database: Database) -> None:
    panel = board(database)
    await panel.add(OTHER, NOW)
    await panel.add(ENGLISH, NOW)
    assert [draft.number for draft in await drafts(panel)] == ["901/26", "902/26"]


async def test_a_draft_that_came_another_way_shows_its_own_problems(database: Database) -> None:
    async with database.writing() as tx:
        await actions.add(tx, invented(country="", deadline=None), zone="Europe/Paris", now=NOW)
    (draft,) = await drafts(board(database))
    assert list(draft.looks) == ["country", "deadline"]
    assert draft.days_left is None


@pytest.mark.parametrize(("hour", "blocked"), [(22, False), (23, True)])
async def test_a_deadline_passes_at_midnight_where_the_organization_is(
    database: Database, hour: int, blocked: bool
) -> None:
    panel = board(database)
    night = datetime(2026, 3, 1, hour, 30, tzinfo=UTC)  # half past eleven in Paris, and half past midnight
    said = await panel.add(ENGLISH, night)
    assert said.endswith("One thing to look at." if blocked else "Nothing to look at.")
    (draft,) = await drafts(panel, night)
    assert bool(draft.blockers) == blocked


async def test_a_draft_that_is_not_there(database: Database) -> None:
    with pytest.raises(LookupError):
        await board(database).approve(ActionId(77), NOW)


async def join(database: Database) -> None:
    async with database.writing() as tx:
        await people.join(tx, Platform.WEB, PlatformId("anna"), language="en", now=NOW)
