"""Organizing: a document sent to the chat becomes a draft; nobody else's is even fetched."""

from dataclasses import replace
from datetime import date

import pytest

from content.action import Problem, Target, UrgentAction
from content.message import plain
from content.reading import LIMIT, Reading
from content.render import Voice
from content.rules.roles import Role
from content.samples import documents
from handlers.organizing.bringing import Opened, bring
from handlers.turn import Reply, Turn
from handlers.visit import Network, Visit
from storage import actions
from tests.handlers.conftest import START, House
from tests.talk import Talk

ENGLISH, FRENCH, OTHER = (sample.document for sample in documents(START.date()))


@pytest.fixture
async def olga(empty: House) -> Talk:
    """An organizer who has not joined as a supporter."""
    await empty.give("olga", Role.ORGANIZER)
    return empty.talk("olga")


async def kept(house: House) -> list[tuple[str, str, list[str]]]:
    async with house.database.reading() as tx:
        return [(one.name, one.state.value, sorted(one.texts)) for one in await actions.listed(tx)]


async def test_a_document_becomes_a_draft(empty: House, olga: Talk) -> None:
    await olga.send_file(ENGLISH)
    assert olga.last.splitlines() == [
        "UA 901/26 · M.K. (name withheld) · until March 1, 2026 · letter in English · 2 people to write to",
        "✔ Camille Exemple: Letter, Email, Fax",
        "✔ Dominique Modèle: Letter, Phone, X, Web form — an embassy: United States",
        "",
        "Kept as a draft.",
        "Once it is checked, approve it on the machine where I run: uabot add FILE --approve",
    ]
    assert await kept(empty) == [("901/26", "draft", ["en"])]


async def test_the_same_document_twice_changes_nothing_and_says_so(empty: House, olga: Talk) -> None:
    first = await olga.send_file(ENGLISH)
    assert await olga.again() == first, "the platform's repeat draws the same answer"
    await olga.send_file(ENGLISH)
    assert "It was here already: nothing has changed." in olga.last
    assert await kept(empty) == [("901/26", "draft", ["en"])]


async def test_its_french_text(empty: House, olga: Talk) -> None:
    await olga.send_file(ENGLISH)
    await olga.send_file(FRENCH)
    assert "Kept as the text in French of UA 901/26." in olga.last
    assert await kept(empty) == [("901/26", "draft", ["en", "fr"])]


async def test_a_corrected_text_takes_the_place_of_a_draft_and_of_nothing_that_was_checked(
    empty: House, olga: Talk
) -> None:
    corrected = ENGLISH.replace(b"MUSIC TEACHER", b"VIOLINIST")
    await olga.send_file(ENGLISH)
    await olga.send_file(corrected)
    assert "Kept as a draft." in olga.last
    async with empty.database.writing() as tx:
        (draft,) = await actions.listed(tx)
        assert draft.text.title.startswith("VIOLINIST")
        await actions.approve(tx, draft.id, now=empty.clock.now)
    await olga.send_file(ENGLISH)
    assert "Not kept: UA 901/26 is here already in this language" in olga.last
    await olga.send_file(corrected)
    assert "It was here already" in olga.last
    assert "uabot announce 901/26" in olga.last
    assert await kept(empty) == [("901/26", "approved", ["en"])]


async def test_what_is_to_be_looked_at_is_numbered(empty: House, olga: Talk) -> None:
    empty.clock.go_on(days=30)
    await olga.send_file(OTHER)
    lines = olga.last.splitlines()
    at = lines.index("Please look:")
    assert lines[at + 1].startswith("1. ")
    assert "deadline" in lines[at + 1]
    assert await kept(empty) == [("902/26", "draft", ["en"])], "a draft may be incomplete"


async def test_what_cannot_be_read_is_one_plain_line(empty: House, olga: Talk) -> None:
    for body, says in (
        (b"", "empty"),
        (b"Two eggs, flour.", "looks like an Urgent Action"),
        (bytes(range(256)) * 9, "not text"),
    ):
        await olga.send_file(body)
        assert says in olga.last
        assert "\n" not in olga.last
    assert await kept(empty) == []


async def test_what_is_too_large_is_not_fetched(empty: House, olga: Talk) -> None:
    await olga.send_file(b"x", size=LIMIT + 1)
    assert ("10 MB" in olga.last, olga.fetched) == (True, 0)
    await olga.send_file(b"x" * (LIMIT + 1))
    assert ("10 MB" in olga.last, olga.fetched) == (True, 1)
    assert await kept(empty) == []


async def test_what_the_platform_cannot_give(empty: House, olga: Talk) -> None:
    await olga.send_file(ENGLISH, lost=True)
    assert "did not reach me" in olga.last
    await olga.send_file(ENGLISH)
    assert "Kept as a draft." in olga.last


async def test_a_picture_gets_a_kind_line(olga: Talk) -> None:
    await olga.send_file()
    assert "PDF, Word" in olga.last


async def test_nobody_elses_document_is_fetched(empty: House) -> None:
    anna, stella, zoe = await empty.joined("anna"), empty.talk("stella"), empty.talk("zoe")
    await empty.give("stella", Role.STAFF)
    for person in (anna, stella, zoe):
        await person.send_file(ENGLISH)
        assert person.fetched == 0
    assert "cannot read files" in anna.last
    assert "Join" in zoe.labels
    assert await kept(empty) == []


async def test_a_role_taken_away_while_it_is_read_counts(empty: House, olga: Talk) -> None:
    answer = empty.answer

    async def taken(turn: Turn) -> Reply:
        file = turn.file
        assert file is not None

        async def fetch() -> bytes:
            await empty.give("olga", Role.SUPPORTER)
            return await file.fetch()

        return await answer(replace(turn, file=replace(file, fetch=fetch)))

    olga.answer = taken
    await olga.send_file(ENGLISH)
    assert olga.fetched == 1
    assert await kept(empty) == []


async def test_an_organizer_reads_it_in_their_language(empty: House) -> None:
    await empty.give("odile", Role.OWNER)
    odile = empty.talk("odile", language="fr")
    await odile.send_file(FRENCH.replace(b"ministre@", b"cabinet@interieur.example.org, ministre@"))
    assert "lettre en français · 2 personnes à qui écrire" in odile.last
    assert "✔ Camille Exemple: Lettre, Fax, 2 adresses e-mail" in odile.last
    assert "une ambassade\u00a0: États-Unis" in odile.last
    assert "Gardée comme brouillon." in odile.last


async def test_help_tells_organizers(olga: Talk, empty: House) -> None:
    await olga.say("/help")
    assert "it becomes a draft" in olga.last
    zoe = empty.talk("zoe")
    await zoe.say("/help")
    assert "draft" not in zoe.last


async def test_a_document_with_a_thousand_targets_is_told_in_few_lines(empty: House, olga: Talk) -> None:
    await olga.send_file()
    targets = tuple(Target(name="N" * 5000, emails=("a@example.org",)) for _ in range(1000))
    problems = tuple(Problem(field="targets", code="unclear", message="m" * 5000) for _ in range(1000))
    reading = Reading(action=UrgentAction(number="9/26", title="T", targets=targets), problems=problems)
    async with empty.database.writing() as tx:
        visit = Visit(turn=olga.turns[-1], tx=tx, network=Network(name="N"), supporter=None, voice=Voice("en"))
        reply = await bring(visit, Opened(reading))
    said = plain(reply.messages[0].text)
    assert len(said) < 10_000
    assert "1,976 more lines" in said


async def test_the_day_is_the_organizations(empty: House, olga: Talk) -> None:
    """The sample ends on 1 March: at 23:30 UTC on that day it is 2 March in Paris, and past."""
    assert START.date() == date(2026, 2, 25)
    empty.clock.go_on(days=4, hours=14, minutes=30)
    await olga.send_file(ENGLISH)
    assert "Please look:" in olga.last
