"""The router: repeats, restarts, stale, forged and foreign buttons."""

from content.action import Channel
from content.choices import Sent, TakeAction, pack
from content.ids import ActionId, SupporterId, TargetId
from handlers.router import answering
from handlers.visit import Network
from tests.handlers.conftest import House


async def test_a_repeated_update_changes_nothing_and_draws_the_same_answer(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    first = await anna.press("I sent it")
    assert await anna.again() == first
    assert (await house.tally()).whole.sent == 1


async def test_an_old_repeat_does_not_undo_an_undo(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    sent = anna.turns[-1]
    await anna.press("Undo")
    reply = await house.answer(sent)
    assert reply.messages, "never silence"
    assert (await house.tally()).whole.sent == 0


async def test_a_forged_stale_or_broken_button_gets_a_kind_answer(house: House) -> None:
    anna = await house.joined("anna")
    owner = SupporterId(1)
    for payload in (
        "",
        "x",
        "1",
        "1::t",
        "1:1:t:zzzzzzzzzzzzzz",
        "0:1:t:1",
        "1:1:t:1:1",
        "1:1:?:1",
        "1:01:t:1",
        "é" * 40,
        "1:1:s:1:1:q",
        pack(TakeAction(ActionId(999)), owner),
        pack(Sent(house.action, TargetId(999), Channel.FAX), owner),
    ):
        await anna.forge(payload)
        assert "no longer works" in anna.last, payload
    assert (await house.tally()).whole.sent == 0


async def test_sent_before_it_was_handed_out_hands_it_out(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    target = TargetId(int(anna.choice("I sent it").split(":")[4], 36))
    await anna.forge(pack(Sent(house.action, target, Channel.FAX), SupporterId(1)))
    assert "Fax to:" in anna.last
    assert (await house.tally()).whole.sent == 0


async def test_somebody_elses_button_changes_nothing(house: House) -> None:
    anna = await house.joined("anna")
    bert = await house.joined("bert")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await bert.forge(anna.choice("I sent it"))
    assert "somebody else" in bert.last
    assert (await house.tally()).whole.sent == 0


async def test_a_month_old_button_works_after_a_restart(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    anna.answer = answering(house.database, Network(name="The same network"))
    house.clock.go_on(days=2)
    await anna.press("I sent it")
    assert (await house.tally()).whole.sent == 1


async def test_a_draft_cannot_be_opened_by_a_forged_button(house: House) -> None:
    from storage import actions
    from tests.cases import invented

    async with house.database.writing() as tx:
        draft, _ = await actions.add(tx, invented("905/26"), zone="Europe/Paris", now=house.clock.now)
    anna = await house.joined("anna")
    await anna.forge(pack(TakeAction(draft.id), SupporterId(1)))
    assert "no longer works" in anna.last
    stranger = house.talk("stranger")
    await stranger.forge(pack(TakeAction(draft.id)))
    await stranger.press("Join")
    await stranger.press("Skip")
    assert "4 days left" in stranger.last


async def test_words_and_files_get_a_kind_answer(house: House) -> None:
    anna = await house.joined("anna")
    for words in ("hello", "", "   ", "/unknown", "/" * 50, "x" * 5000):
        await anna.say(words)
        assert "/actions" in anna.last
    await anna.send_file()
    assert "/actions" in anna.last
