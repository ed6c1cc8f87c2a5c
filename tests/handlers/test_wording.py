"""In your own words: three questions, or the whole letter."""

from content.action import Channel
from content.appeals import OURS, Own
from content.appeals.advice import Advice
from content.choices import AskOwn, Choice, OwnWords, WriteWhole, pack
from content.ids import Platform, PlatformId, TargetId
from content.render import Voice
from handlers.router import answering
from handlers.turn import Event, Turn
from handlers.visit import Network, Visit
from handlers.wording.own import advice_lines
from storage import actions
from tests.cases import AMBASSADOR, MINISTER, in_french, invented
from tests.handlers.conftest import House
from tests.handlers.wording import LINK, WHAT, WHOLE, WHY, answered, at_the_letter, body, rows
from tests.talk import Talk


async def test_three_questions_become_a_paragraph_of_the_letter(house: House) -> None:
    anna = await at_the_letter(house)
    assert "In your own words" in anna.labels
    await anna.press("In your own words")
    assert "no name and no address" in anna.last
    assert "24 hours at most" in anna.last
    assert anna.labels == ["Three short questions", "Write the whole letter", "Back"]
    messages = len(anna.shown)
    await anna.press("Three short questions")
    assert len(anna.shown) == messages, "in place"
    assert "Question 1 of 3" in anna.last
    assert "For example" in anna.last
    assert "200 characters" in anna.last
    assert "English" in anna.last, "the letter's language"
    assert anna.labels == ["Skip", "Back"]
    await anna.say(f"  {WHY}\n")
    assert len(anna.shown) == messages + 1, "an answer to typed words is a message of its own"
    assert "Question 2 of 3" in anna.last
    await anna.say(WHAT)
    assert "Question 3 of 3" in anna.last
    await anna.say(LINK)
    for said in (WHY, WHAT, LINK):
        assert said in body(anna)
    assert body(anna).startswith("Dear Minister Exemple,")
    assert "I write to you about B.T." in body(anna)
    assert "I ask you to let him stay." in body(anna)
    await anna.press("I sent it")
    counts = (await house.tally()).whole
    assert (counts.handed_out, counts.sent, counts.own_words, counts.people) == (1, 1, 1, 1)


async def test_each_question_can_be_skipped(house: House) -> None:
    anna = await at_the_letter(house)
    ours = body(anna)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    for question in (2, 3):
        await anna.press("Skip")
        assert f"Question {question} of 3" in anna.last
    await anna.press("Skip")
    assert body(anna) == ours
    assert await rows(house) == 0
    await anna.press("In your own words")
    await anna.press("Three short questions")
    await anna.press("Skip")
    await anna.say(WHAT)
    await anna.press("Skip")
    assert WHAT in body(anna)
    assert WHY not in body(anna)


async def test_back_and_another_answer(house: House) -> None:
    anna = await answered(house)
    await anna.press("In your own words")
    assert "Your answers are in the letter." in anna.last
    await anna.press("Three short questions")
    assert f"You wrote: “{WHY}”" in anna.last
    await anna.press("Keep this answer")
    await anna.say("I am a baker.")
    assert "Question 3 of 3" in anna.last
    await anna.press("Back")
    assert "You wrote: “I am a baker.”" in anna.last
    await anna.press("Back")
    await anna.press("Back")
    assert "Three short questions" in anna.labels
    await anna.press("Back")
    for said in (WHY, "I am a baker.", LINK):
        assert said in body(anna)
    assert WHAT not in body(anna)


async def test_an_answer_that_is_too_long_is_asked_for_again(house: House) -> None:
    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    await anna.say("x" * 205)
    assert "At most 200 characters fit." in anna.last
    assert "5 characters too long" in anna.last
    assert await rows(house) == 0
    await anna.say("\u202e \x00")
    assert "Question 1 of 3" in anna.last, "nothing is left of that"
    await anna.say("x" * 200)
    assert "Question 2 of 3" in anna.last


async def test_the_whole_letter_is_sent_back_as_one_message(house: House) -> None:
    anna = await answered(house)
    await anna.press("In your own words")
    await anna.press("Write the whole letter")
    assert "4,000 characters" in anna.last
    assert WHY in body(anna), "it begins as it is now"
    await anna.say(WHOLE)
    assert body(anna) == WHOLE
    await anna.press("In your own words")
    assert "You have written the whole letter." in anna.last
    await anna.press("Write the whole letter")
    assert body(anna) == WHOLE
    await anna.press("Back")
    await anna.press("Back")
    await anna.press("Back")
    await anna.press("Fax")
    assert "as the sparrows do" in body(anna), "to the same target, by another way"
    await anna.press("I sent it")
    assert (await house.tally()).by_channel[Channel.FAX].own_words == 1


async def test_the_questions_again_put_our_letter_back(house: House) -> None:
    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Write the whole letter")
    await anna.say(WHOLE)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    await anna.say(WHY)
    await anna.press("Skip")
    await anna.press("Skip")
    assert "sparrows" not in body(anna)
    assert WHY in body(anna)


async def test_a_letter_that_is_too_long_is_refused_with_all_its_parts(house: House) -> None:
    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Write the whole letter")
    await anna.say("A letter. " * 409 + "A word")  # 4096, as a platform cuts what is longer
    assert "At most 4,000 characters fit." in anna.last
    assert "96 characters too long" in anna.last
    await anna.say("and the rest of it, in a message of its own.")
    assert "/actions" in anna.last, "which is not taken for the letter"
    assert await rows(house) == 0
    await anna.press("Try again")
    await anna.say("x" * 4000)
    assert body(anna) == "x" * 4000


async def test_words_are_taken_out(house: House) -> None:
    anna = await at_the_letter(house)
    ours = body(anna)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    await anna.say(WHY)
    await anna.press("Back")
    await anna.press("Back")
    await anna.press("Take my words out")
    assert body(anna) == ours
    assert "gone" in anna.notes[-1]
    assert await rows(house) == 0
    await anna.press("I sent it")
    assert (await house.tally()).whole.own_words == 0


async def test_a_second_target_gets_the_same_paragraph_and_a_letter_of_its_own(house: House) -> None:
    bert = await at_the_letter(house, "bert", country="US")
    await bert.press("In your own words")
    await bert.press("Three short questions")
    await bert.say(WHY)
    await bert.press("Skip")
    await bert.press("Skip")
    await bert.press("In your own words")
    await bert.press("Write the whole letter")
    await bert.say(WHOLE)
    await bert.press("I sent it")
    await bert.press(AMBASSADOR.name)
    await bert.press("Web form")
    assert body(bert).startswith("Dear Ambassador,")
    assert "sparrows" not in body(bert)
    assert WHY in body(bert)
    await bert.press("I sent it")
    await bert.press("Another way")
    await bert.press("Phone")
    assert "In your own words" not in bert.labels
    assert WHY not in bert.last
    await bert.press("I called")
    tally = await house.tally()
    assert (tally.whole.sent, tally.whole.own_words) == (3, 2)
    assert {at: part.own_words for at, part in tally.by_target.items()} == {0: 1, 1: 1}
    assert tally.by_channel[Channel.PHONE].own_words == 0


async def test_the_answers_go_into_the_letter_of_each_language(house: House) -> None:
    async with house.database.writing() as tx:
        await actions.add(tx, in_french(invented()), zone="Europe/Paris", now=house.clock.now)
    anna = await at_the_letter(house)
    await anna.press("Read it in French")
    await anna.press("In your own words")
    await anna.press("Three short questions")
    assert "French" in anna.last
    await anna.say("Personne ne doit être renvoyé vers la torture.")
    await anna.press("Skip")
    await anna.press("Skip")
    assert body(anna).startswith("Madame la Ministre,")
    assert "Personne ne doit" in body(anna)


async def test_a_restart_in_the_middle_loses_no_answer(house: House) -> None:
    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    await anna.say(WHY)
    anna.answer = answering(house.database, Network(name="The same network", zone="Europe/Paris"))
    await anna.say(WHAT)
    await anna.press("Skip")
    assert WHY in body(anna)
    assert WHAT in body(anna)


async def test_a_repeated_answer_is_taken_once_and_draws_the_same_again(house: House) -> None:
    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    for answer in (WHY, "x" * 300, WHAT, LINK):
        reply = await anna.say(answer)
        assert await anna.again() == reply
    assert all(body(anna).count(answer) == 1 for answer in (WHY, WHAT, LINK))
    await anna.press("In your own words")
    await anna.press("Write the whole letter")
    for typed in ("x" * 4001, WHOLE):
        reply = await anna.say(typed)
        assert await anna.again() == reply
        if typed != WHOLE:
            await anna.press("Try again")
    await anna.say("one more word")
    assert "/actions" in anna.last, "nothing is asked any more"
    await anna.say("/start")
    await anna.say("and another")
    assert "/actions" in anna.last


async def test_advice_comes_with_own_words_alone_and_in_the_readers_language(house: House) -> None:
    turn = Turn(platform=Platform.WEB, chat=PlatformId("1"), key="1", event=Event.SAID, now=house.clock.now)
    rude = Own(letter="You fools, free Boris Tarkov!")
    async with house.database.reading() as tx:
        for language in ("en", "fr"):
            visit = Visit(turn=turn, tx=tx, network=Network(name="us"), supporter=None, voice=Voice(language))
            assert advice_lines(visit, "You fools!", invented(), MINISTER, OURS) == []
            found = advice_lines(visit, rude.letter, invented(), MINISTER, rude)
            assert found[0] == visit.voice.label(Advice.WITHHELD, detail="Boris Tarkov")
            assert visit.voice.label(Advice.UNNAMED, detail="B.T.") in found
            assert visit.voice.label(Advice.MISSING, detail="I ask you to let him stay.") in found


async def test_whoever_presses_on_has_left_the_question(house: House) -> None:
    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    await anna.press("Back")
    await anna.say(WHY)
    assert "/actions" in anna.last
    assert await rows(house) == 0


async def test_after_the_end_nothing_is_asked_and_nothing_is_taken(house: House) -> None:
    anna = await at_the_letter(house)
    await anna.press("In your own words")
    await anna.press("Three short questions")
    house.clock.go_on(days=5)
    await anna.say(WHY)
    assert "The date has passed" in anna.last
    await anna.say(WHAT)
    assert "/actions" in anna.last
    for label in ("Skip", "In your own words", "Three short questions", "Write the whole letter"):
        bert = await house.joined(f"bert {label}")
        await bert.forge(await _button(house, bert, label))
        assert "The date has passed" in bert.last
    assert await rows(house) == 0


async def test_what_a_button_names_is_looked_at_again(house: House) -> None:
    anna = await at_the_letter(house)
    minister, embassy = await _targets(house)
    owner = (await house.kept("anna")).id
    for choice in (
        OwnWords(house.action, minister, Channel.X, "en"),
        OwnWords(house.action, embassy, Channel.FORM, "en"),
        OwnWords(house.action, minister, Channel.EMAIL, "tlh"),
        AskOwn(house.action, TargetId(999), Channel.EMAIL, "en", 0),
        WriteWhole(house.action, minister, Channel.PHONE, "en"),
    ):
        await anna.forge(pack(choice, owner))
        assert "no longer works" in anna.last, choice
    await anna.forge(pack(AskOwn(house.action, minister, Channel.EMAIL, "en", 10**9), owner))
    assert "I ask you to let him stay." in body(anna), "past the last question is the letter"
    await anna.say(WHY)
    assert "/actions" in anna.last
    draft = invented("905/26")
    async with house.database.writing() as tx:
        kept, _ = await actions.add(tx, draft, zone="Europe/Paris", now=house.clock.now)
    await anna.forge(pack(OwnWords(kept.id, kept.targets[0], Channel.EMAIL, "en"), owner))
    assert "no longer works" in anna.last


async def _targets(house: House) -> tuple[TargetId, ...]:
    async with house.database.reading() as tx:
        return (await actions.by_id(tx, house.action)).targets


async def _button(house: House, person: Talk, label: str) -> str:
    """A button of this conversation, as it stood before the end."""
    minister, *_ = await _targets(house)
    named = (house.action, minister, Channel.EMAIL, "en")
    made: dict[str, Choice] = {
        "Skip": AskOwn(*named, 1),
        "In your own words": OwnWords(*named),
        "Three short questions": AskOwn(*named, 0),
        "Write the whole letter": WriteWhole(*named),
    }
    return pack(made[label], (await house.kept(person.name)).id)
