"""The background: in pages fit for a phone, with the organization's notes and points for one's own words."""

from dataclasses import replace

import pytest

from content.cards.short import units
from content.choices import MorePage, pack
from content.rules.wordings import What
from storage import revising
from storage.words import wordings
from tests.cases import in_french, invented
from tests.handlers.conftest import House

SENTENCE = "She taught at the school by the harbour until they came for her one morning in May. "
LONG = invented(
    "905/26",
    title="TEACHER TAKEN",
    people=(),
    summary="A teacher was taken. Nobody has seen her.",
    background=tuple(f"{number}. {SENTENCE * 4}" for number in range(1, 7)),
    asks=("Say where she is.", "Let her go."),
    copies_to=("The Ombudsperson, 2 Example Street",),
)


async def say(house: House, what: What, said: str, language: str = "en") -> None:
    async with house.database.writing() as tx:
        await wordings.save(tx, house.action, what, language, said)


async def test_page_after_page_in_one_message(empty: House) -> None:
    empty.action = await empty.announce(LONG)
    anna = await empty.joined("anna")
    messages = len(anna.shown)
    await anna.press("More about this case")
    assert anna.labels == ["Next page", "Talking points", "Take action", "Pass it on", "Back"]
    pages = []
    while True:
        pages.append(anna.last)
        if "Next page" not in anna.labels:
            break
        await anna.press("Next page")
    assert len(anna.shown) == messages, "one in place of the other"
    assert pages[0].startswith("TEACHER TAKEN\nUA 905/26 · EUR 21/0001/2026\n\nA teacher was taken.")
    assert [page.splitlines()[-1] for page in pages] == [
        f"Page {at} of {len(pages)}" for at in range(1, len(pages) + 1)
    ]
    assert all(units(page) < 1000 for page in pages)
    whole = " ".join(pages)
    assert all(f"{number}. She taught" in whole for number in range(1, 7))
    assert anna.labels[0] == "Previous page"
    await anna.press("Previous page")
    assert anna.last == pages[-2]
    await anna.press("Back")
    assert anna.labels[0] == "Take action"


async def test_a_short_one_is_one_page(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("More about this case")
    assert "B.T. has lived in France for ten years." in anna.last
    assert "Page" not in anna.last
    assert anna.labels == ["Talking points", "Take action", "Pass it on", "Back"]


async def test_talking_points(empty: House) -> None:
    empty.action = await empty.announce(LONG)
    anna = await empty.joined("anna")
    await anna.press("More about this case")
    await anna.press("Talking points")
    assert anna.last == (
        "TEACHER TAKEN\nUA 905/26\n\nTalking points\n\n"
        "You can ask for:\n• Say where she is.\n• Let her go.\n\n"
        "What has happened:\n• A teacher was taken.\n• Nobody has seen her.\n\n"
        "The organization asks for copies to:\n• The Ombudsperson, 2 Example Street"
    )
    assert anna.labels == ["More about this case", "Take action", "Pass it on", "Back"]
    await anna.press("More about this case")
    assert "1. She taught" in anna.last
    await anna.press("Take action")
    assert "Quickest way" in anna.labels


async def test_without_demands_the_letter_says_what_to_ask(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("More about this case")
    await anna.press("Talking points")
    assert "You can ask for:\n• I ask you to let him stay." in anna.last


async def test_the_organization_s_notes_in_the_readers_language(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("More about this case")
    assert "Notes" not in anna.labels
    await say(
        house, What.NOTES, "For {who}, {days_left} are left, until {date}.\n\nWe ({network}) answer. " + SENTENCE * 12
    )
    await say(house, What.NOTES, "Pour {who} ({country}), encore {days_left}.", "fr")
    await anna.press("Back")
    await anna.press("More about this case")
    await anna.press("Notes")
    assert "Notes\n\nFor B.T., 4 days are left, until March 1, 2026.\n\nWe (The Example Network) answer." in anna.last
    assert anna.labels[0] == "Next page"
    await anna.press("Next page")
    assert "Page 2 of 2" in anna.last
    assert "More about this case" in anna.labels
    await anna.say("/language fr")
    await anna.forge(pack(MorePage(house.action, "notes", 1), (await house.kept("anna")).id))
    assert "Pour B.T. (France), encore 4 " in anna.last, "its last page, since there are fewer"


async def test_each_reads_the_document_in_their_language(empty: House) -> None:
    empty.action = await empty.announce(invented())
    async with empty.database.writing() as tx:
        from storage import actions

        french = replace(in_french(invented()), background=("B.T. vit en France depuis dix ans.",))
        await actions.add(tx, french, zone="Europe/Paris", now=empty.clock.now)
    anna = await empty.joined("anna")
    await anna.say("/language fr")
    await anna.forge(pack(MorePage(empty.action, "", 0), (await empty.kept("anna")).id))
    assert "B.T. vit en France depuis dix ans." in anna.last


async def test_after_the_end_there_is_only_to_read(house: House) -> None:
    anna = await house.joined("anna")
    house.clock.go_on(days=6)
    await anna.press("More about this case")
    assert anna.labels == ["Back"]


async def test_of_one_that_was_withdrawn_nothing_is_read(house: House) -> None:
    await say(house, What.NOTES, "What was wrong.")
    anna = await house.joined("anna")
    old = [pack(MorePage(house.action, what, 0), (await house.kept("anna")).id) for what in ("", "notes", "points")]
    async with house.database.writing() as tx:
        await revising.withdraw(tx, house.action, approver="a test", needed=1, now=house.clock.now)
    for payload in old:
        await anna.forge(payload)
        assert "Withdrawn." in anna.last
        assert "B.T." not in anna.last


@pytest.mark.parametrize("what", ["x", "notes2"])
async def test_what_is_not_there_is_not_read(house: House, what: str) -> None:
    anna = await house.joined("anna")
    await anna.forge(pack(MorePage(house.action, what, 0), (await house.kept("anna")).id))
    assert "no longer works" in anna.last
    await anna.forge(pack(MorePage(house.action, "notes", 7), (await house.kept("anna")).id))
    assert "The document gives no more" in anna.last
