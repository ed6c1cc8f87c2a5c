"""At risk: what organizers warn of before the first choice, the ways that need no name, and hearing how it ends."""

from content.action import Kind
from content.rules.wordings import What
from storage import takings
from storage.words import wordings
from tests.cases import invented
from tests.handlers.conftest import House

RISK = "In some countries a letter to {country} is a crime. If that may be yours, do not write."


async def warn(house: House) -> None:
    async with house.database.writing() as tx:
        await wordings.save(tx, house.action, What.WARNING, "en", RISK)


async def listening(house: House, name: str) -> bool:
    supporter = await house.kept(name)
    async with house.database.reading() as tx:
        return house.action in await takings.listened(tx, supporter.id)


async def test_before_the_first_choice_everybody_reads_it(house: House) -> None:
    await warn(house)
    anna = await house.joined("anna")
    await anna.press("Take action")
    assert anna.last == (
        "Before you decide\n\nIn some countries a letter to France is a crime. If that may be yours, do not write."
    )
    assert anna.labels == ["Go on", "Pass it on instead", "Tell me how it ends", "Back"]
    assert (await house.tally()).whole.started == 0, "nothing was chosen yet"
    await anna.press("Go on")
    assert anna.labels[0] == "Quickest way"
    await anna.press("Quickest way")
    await anna.say("/start")
    await anna.press("Take action")
    assert anna.labels[0] == "Quickest way", "who has taken an appeal has read it"


async def test_no_way_in_passes_it_by(house: House) -> None:
    await warn(house)
    for way in ("More about this case", "Later"):
        anna = await house.joined(way)
        await anna.press(way)
        if way == "Later":
            await anna.press("Tonight")
        await anna.press("Take action")
        assert anna.last.startswith("Before you decide"), way


async def test_without_one_nothing_stands_between(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    assert anna.labels[0] == "Quickest way"


async def test_after_the_end_nobody_is_warned(house: House) -> None:
    await warn(house)
    anna = await house.joined("anna")
    house.clock.go_on(days=5)
    await anna.press("Take action")
    assert "The date has passed" in anna.last


async def test_tell_me_how_it_ends(house: House) -> None:
    await warn(house)
    anna = await house.joined("anna")
    await anna.press("Later")
    await anna.press("Tonight")
    await anna.say("/start")
    await anna.press("Take action")
    messages = len(anna.shown)
    await anna.press("Tell me how it ends")
    assert anna.last.startswith("B.T.: I will tell you what happens, and how it ends. No reminder comes")
    assert anna.labels == ["Undo", "Back"]
    assert len(anna.shown) == messages
    assert await listening(house, "anna")
    assert await house.later("anna") is None, "what was put off does not come back either"
    await anna.press("Undo")
    assert not await listening(house, "anna")
    assert "4 days left" in anna.last
    await anna.press("Take action")
    await anna.press("Tell me how it ends")
    await anna.press("Back")
    await anna.press("Take action")
    assert await listening(house, "anna"), "to read is not to begin"
    await anna.press("Go on")
    assert not await listening(house, "anna")


async def test_passing_it_on_instead(house: House) -> None:
    await warn(house)
    anna = await house.joined("anna")
    await anna.press("Take action")
    messages = len(anna.shown)
    await anna.press("Pass it on instead")
    assert len(anna.shown) == messages + 1
    assert "REFUGEE MAY BE SENT BACK TO TORTURE" in anna.last
    assert (await house.tally()).whole.handed_out == 0


async def test_thanks_of_the_organizers(house: House) -> None:
    async with house.database.writing() as tx:
        await wordings.save(tx, house.action, What.THANKS, "en", "{network} thanks you for {number}.")
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    assert "The Example Network thanks you for 901/26." in anna.last


async def test_an_introduction_stands_above_the_card(empty: House) -> None:
    from storage import actions

    async with empty.database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone="Europe/Paris", now=empty.clock.now)
        await wordings.save(tx, kept.id, What.INTRO, "en", "Only {days_left} for {who}.")
        await wordings.save(tx, kept.id, What.INTRO, "fr", "Il reste {days_left}.")
    await empty.announce(invented())
    anna = await empty.joined("anna")
    assert anna.last.startswith("Only 4 days for B.T..\n\nB.T. · France · 4 days left")
    await anna.say("/language fr")
    await anna.say("/start")
    assert anna.last.startswith("Il reste 4 ")


async def test_how_it_ended_is_read_where_it_is_opened(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    await house.announce(
        invented(
            kind=Kind.OUTCOME,
            sequence=2,
            index="EUR 21/0002/2026",
            deadline=None,
            title="B.T. MAY STAY",
            summary="A court let him stay.",
            letter=None,
            targets=(),
        )
    )
    await anna.say("/start ua_901-26")
    for words in (
        "B.T. · France\n\nB.T. MAY STAY\n\nA court let him stay.",
        "You wrote to Jeanne Exemple by e-mail.",
        "No further action is asked. Thank you for what you did.",
    ):
        assert words in anna.last
    assert anna.labels == []
