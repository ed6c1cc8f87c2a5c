"""Acting: from the card to a counted appeal, as the people who do it would tell it."""

from datetime import date

from content.action import Kind
from content.cards import card
from content.render import Voice
from content.rules.counting import Counts
from tests.cases import AMBASSADOR, MINISTER, in_french, invented
from tests.handlers.conftest import House
from tests.talk import bare


async def test_the_whole_walk(house: House) -> None:
    anna = await house.joined("anna")
    assert anna.labels == ["Take action", "More about this case", "Later", "Not this case"]
    messages = len(anna.shown)
    await anna.press("Take action")
    assert len(anna.shown) == messages + 1, "the walk has a message of its own"
    assert anna.labels == ["Quickest way", MINISTER.name, "Back"]
    await anna.press(MINISTER.name)
    assert anna.labels == ["Email", "Fax", "Letter", "Back"]
    assert "4 days left" in anna.last
    await anna.press("Email")
    assert "I write to you about B.T." in anna.last
    assert "Dear Minister Exemple," in anna.last
    for words in ("I sent it", "Could not send", "Later", "Not this case", "Back"):
        assert words in anna.labels
    await anna.press("I sent it")
    assert "Thank you" in anna.last
    assert "Undo" in anna.labels
    assert "Done" in anna.labels
    assert len(anna.shown) == messages + 1, "edited in place, not a trail"
    counts = (await house.tally()).whole
    assert (counts.started, counts.handed_out, counts.sent, counts.people) == (1, 1, 1, 1)
    await anna.press("Done")
    assert "Email · Jeanne Exemple" in anna.last


async def test_an_embassy_exists_only_for_those_who_live_where_it_stands(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    assert AMBASSADOR.name not in anna.labels
    bert = await house.joined("bert", country="United States")
    await bert.press("Take action")
    assert bert.labels == ["Quickest way", MINISTER.name, AMBASSADOR.name, "Back"]
    await bert.press(AMBASSADOR.name)
    forged = bert.choice("Phone").split(":")
    forged[1] = anna.choice("Quickest way").split(":")[1]
    await anna.forge(":".join(forged))
    assert "no longer works" in anna.last
    assert (await house.tally()).whole.handed_out == 0


async def test_four_appeals_by_one_person(house: House) -> None:
    bert = await house.joined("bert", country="USA")
    await bert.press("Take action")
    for target, channel, sent in (
        (MINISTER.name, "Email", "I sent it"),
        (MINISTER.name, "Fax", "I sent it"),
        (AMBASSADOR.name, "X", "I posted it"),
        (AMBASSADOR.name, "Web form", "I sent it"),
    ):
        await bert.say("/start")
        await bert.press("Take action")
        await bert.press(target)
        await bert.press(channel)
        await bert.press(sent)
    tally = await house.tally()
    assert tally.whole == Counts(started=1, handed_out=4, sent=4, people=1)
    assert {position: part.sent for position, part in tally.by_target.items()} == {0: 2, 1: 2}


async def test_after_a_confirmation_the_next_target_is_offered_the_same_on_request(house: House) -> None:
    bert = await house.joined("bert", country="US")
    await bert.press("Take action")
    await bert.press("Quickest way")
    await bert.press("I sent it")
    assert bert.labels == [AMBASSADOR.name, "Another way", "Pass it on", "Undo", "Back", "Done"]
    await bert.press("Another way")
    assert "Fax" in bert.labels


async def test_quickest_goes_on_to_what_is_not_done(house: House) -> None:
    anna = await house.joined("anna")
    seen = []
    for _ in range(3):
        await anna.say("/start")
        await anna.press("Take action")
        await anna.press("Quickest way")
        seen.append(bare(anna.last.split(" · ")[0]))
        await anna.press("I sent it")
    assert seen == ["Email", "Fax", "Letter"]
    await anna.say("/start")
    await anna.press("Take action")
    assert "Quickest way" not in anna.labels


async def test_undo_and_could_not(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    await anna.press("Back")
    await anna.press(MINISTER.name)
    assert "✓ Email" in anna.last
    await anna.press("Email")
    await anna.press("Undo")
    assert (await house.tally()).whole == Counts(started=1, handed_out=1)
    assert "no longer counted" in anna.notes[-1]
    assert "Undo" not in anna.labels
    await anna.press("Could not send")
    assert (await house.tally()).whole == Counts(started=1, handed_out=1, tried=1)
    assert anna.labels == ["Fax", "Letter", "Undo", "Back", "Done"]
    await anna.press("Undo")
    assert (await house.tally()).whole == Counts(started=1, handed_out=1)


async def test_later_and_not_this_case_can_be_taken_back(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Later")
    await anna.press("Tonight")
    assert "I will come back today at 19:00" in anna.last
    await anna.press("Undo")
    await anna.press("Not this case")
    assert "no reminder" in anna.last
    await anna.press("Undo")
    assert "4 days left" in anna.last


async def test_back_leads_all_the_way(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press(MINISTER.name)
    await anna.press("Fax")
    for expected in ("Email", "Quickest way", "Take action"):
        await anna.press("Back")
        assert expected in anna.labels


async def test_the_letter_in_the_readers_language_and_the_other_on_request(house: House) -> None:
    async with house.database.writing() as tx:
        from storage import actions

        await actions.add(tx, in_french(invented()), zone="Europe/Paris", now=house.clock.now)
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    assert "Dear Minister Exemple," in anna.last
    await anna.press("Read it in French")
    assert "Madame la Ministre," in anna.last
    await anna.press("Read it in English")
    assert "Dear Minister Exemple," in anna.last
    await anna.press("I sent it")
    assert (await house.tally()).whole.sent == 1


async def test_an_alert_is_left_alone(house: House) -> None:
    anna = await house.joined("anna")
    alert = card(Voice("en"), house.action, invented(), days=4)
    for label in ("Take action", "More about this case", "Later", "Not this case"):
        anna.get(alert)
        shown = len(anna.shown)
        await anna.press(label)
        assert len(anna.shown) == shown + 1, "the answer is a message of its own"
        assert anna.shown[-2].message == alert, "the alert belongs to its broadcast"


async def test_after_the_deadline(house: House) -> None:
    anna = await house.joined("anna")
    bert = await house.joined("bert")
    await anna.press("Take action")
    await anna.press("Quickest way")
    house.clock.go_on(days=5)
    await anna.press("Back")
    assert "The date has passed" in anna.last
    assert "ua@example.org" in anna.last
    assert "I sent it" in anna.labels
    await anna.press("I sent it")
    assert (await house.tally()).whole.sent == 1
    await bert.press("Take action")
    assert "The date has passed" in bert.last
    assert bert.labels == []
    house.clock.go_on(days=8)
    await anna.press("Undo")
    assert "no longer be counted" in anna.last
    assert (await house.tally()).whole.sent == 1


async def test_after_the_deadline_somebody_else_is_offered(house: House) -> None:
    anna = await house.joined("anna")
    house.clock.go_on(days=5)
    await house.announce(invented("904/26", date(2026, 4, 1), people=(), title="ANOTHER CASE"))
    await anna.press("Take action")
    assert anna.labels == ["ANOTHER CASE"]


async def test_plain_steps_without_emoji(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/settings")
    await anna.press("New messages at each step: on")
    await anna.say("/start")
    await anna.press("Take action")
    shown = len(anna.shown)
    await anna.press("Quickest way")
    assert len(anna.shown) == shown + 1
    assert all(button.label[0].isalnum() for button in anna.shown[-1].buttons)


async def test_an_outcome_ends_its_case(house: House) -> None:
    anna = await house.joined("anna")
    bert = await house.joined("bert")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await house.announce(
        invented(kind=Kind.OUTCOME, sequence=2, index="EUR 21/0002/2026", deadline=None, letter=None, targets=())
    )
    await bert.say("/actions")
    assert "No Urgent Action is open" in bert.last
    await bert.say("/start ua_901-26")
    assert "No further action is asked" in bert.last
    assert bert.labels == []
    await bert.press("Take action")
    assert "No further action is asked" in bert.last
    await anna.press("Back")
    assert "No further action is asked" in anna.last
    assert (await house.tally()).whole.handed_out == 1
    await anna.press("I sent it")
    assert (await house.tally()).whole.sent == 1, "what was handed out before may still be told"
