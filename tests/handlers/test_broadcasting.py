"""Broadcasting: organizers see how far it is, and halt it; nobody else does."""

from collections.abc import Sequence

import pytest

from content.choices import AskStop, PauseBroadcast, SendAgain, StopBroadcast, pack
from content.courier import Delivered, Gone, Outcome, Unknown
from content.ids import BroadcastId, Platform, Reference
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.roles import Role
from handlers.organizing import broadcasting
from handlers.routes import FOR_ORGANIZERS
from storage.sending import broadcasts
from storage.sending.broadcasts import Broadcast
from tests.cases import invented
from tests.handlers.conftest import House
from tests.talk import Talk

ARRIVED = Delivered(Reference("1"))


async def announced(house: House, people: int = 12) -> Talk:
    """An organizer who has not joined, and an alert that begins to go to so many people."""
    for n in range(people):
        await house.joined(f"supporter {n}")
    house.action = await house.announce(invented())
    await house.give("olga", Role.ORGANIZER)
    return house.talk("olga")


async def leave(house: House, outcomes: Sequence[Outcome]) -> None:
    """So many leave, with these outcomes."""
    await house.leave(Platform.TELEGRAM, outcomes)


async def the_one(house: House) -> Broadcast:
    async with house.database.reading() as tx:
        return (await broadcasts.listed(tx))[-1]


async def test_nothing_was_announced_yet(empty: House) -> None:
    await empty.give("olga", Role.OWNER)
    olga = empty.talk("olga")
    await olga.say("/broadcasts")
    assert "Nothing was announced yet." in olga.last
    assert olga.labels == ["Refresh"]


async def test_counts_rate_and_time_left_are_in_one_message(empty: House) -> None:
    olga = await announced(empty)
    await olga.say("/broadcasts")
    assert olga.last.splitlines() == [
        "UA 901/26 · alert · being sent",
        "0 of 12 · 0 a second",
        "",
        "As of 10:00:00.",
    ]
    assert olga.labels == ["Pause", "Stop", "Refresh"]
    empty.clock.go_on(seconds=2)
    await leave(empty, [ARRIVED] * 9 + [Gone("closed")])
    await olga.press("Refresh")
    assert olga.last.splitlines() == [
        "UA 901/26 · alert · being sent",
        "10 of 12 · 2 a second · 1 s left",
        "arrived: 9 · closed their chat: 1",
        "",
        "As of 10:00:02.",
    ]
    assert (len(olga.shown), olga.shown[-1].edits) == (1, 1), "in place"
    empty.clock.go_on(seconds=10)
    await olga.press("Refresh")
    assert "10 of 12 · 0 a second\n" in olga.last, "what was long ago is no rate"


async def test_paused_and_on_again(empty: House) -> None:
    olga = await announced(empty)
    await olga.say("/broadcasts")
    first = await olga.press("Pause")
    assert "alert · paused: by an organizer\n0 of 12\n" in olga.last
    assert olga.labels == ["Go on", "Stop", "Refresh"]
    assert (await the_one(empty)).reason == "paused by an organizer"
    assert await olga.again() == first
    await olga.press("Go on")
    assert "being sent" in olga.last
    assert (await the_one(empty)).state is BroadcastState.SENDING
    assert (len(olga.shown), olga.notes) == (1, [])


async def test_stopping_takes_two_presses(empty: House) -> None:
    olga = await announced(empty)
    await leave(empty, [ARRIVED] * 2)
    await olga.say("/broadcasts")
    await olga.press("Stop")
    assert olga.last == ("UA 901/26 · alert\nStop it for good? 10 people who have not had it will never get it.")
    assert (await the_one(empty)).state is BroadcastState.SENDING
    await olga.press("Back")
    assert "being sent" in olga.last
    await olga.press("Stop")
    await olga.press("Yes, stop it")
    assert olga.last.splitlines()[:2] == ["UA 901/26 · alert · stopped: by an organizer", "arrived: 2 · left out: 10"]
    assert olga.labels == ["Refresh"]
    one = await the_one(empty)
    assert (one.state, one.counts[DeliveryState.SKIPPED], len(olga.shown)) == (BroadcastState.STOPPED, 10, 1)


async def test_the_unclear_go_once_more_by_a_persons_word(empty: House) -> None:
    olga = await announced(empty, 3)
    lost = Unknown("no answer")
    await leave(empty, [ARRIVED, lost, lost])
    empty.clock.go_on(seconds=31)
    await leave(empty, [lost, lost])
    await olga.say("/broadcasts")
    assert olga.last.splitlines()[:3] == [
        "UA 901/26 · alert · over",
        "arrived: 1 · unclear: 2",
        "Unclear: no answer came, so it may have arrived.",
    ]
    first = await olga.press("Send again")
    assert "being sent\n1 of 3" in olga.last
    assert await olga.again() == first
    await leave(empty, [ARRIVED, ARRIVED])
    await olga.press("Refresh")
    assert olga.last.splitlines()[:2] == ["UA 901/26 · alert · over", "arrived: 3"]
    assert olga.labels == ["Refresh"]


async def test_a_button_that_comes_too_late_gets_a_kind_line(empty: House) -> None:
    olga = await announced(empty, 2)
    await olga.say("/broadcasts")
    pause, stop = olga.choice("Pause"), olga.choice("Stop")
    await leave(empty, [ARRIVED] * 2)
    for late in (pause, stop, pack(StopBroadcast((await the_one(empty)).id)), pack(SendAgain(BroadcastId(1)))):
        await olga.forge(late)
        assert "UA 901/26 · alert · over" in olga.last
        assert olga.notes.pop() == "That cannot be done any more: see how it stands now."
    for forged in (PauseBroadcast(BroadcastId(77)), AskStop(BroadcastId(77)), SendAgain(BroadcastId(77))):
        await olga.forge(pack(forged))
        assert "no longer works" in olga.last


async def test_two_presses_of_one_button_are_one(empty: House) -> None:
    olga = await announced(empty, 2)
    await olga.say("/broadcasts")
    pause = olga.choice("Pause")
    await olga.forge(pause)
    await olga.forge(pause)
    assert "paused" in olga.last
    assert olga.notes == []


async def test_several_are_told_apart_the_newest_first(empty: House) -> None:
    olga = await announced(empty, 1)
    await empty.announce(invented(number="902/26"))
    await olga.say("/broadcasts")
    assert [line for line in olga.last.splitlines() if line.startswith("UA")] == [
        "UA 902/26 · alert · being sent",
        "UA 901/26 · alert · being sent",
    ]
    assert olga.labels == [
        "Pause · 902/26 alert",
        "Stop · 902/26 alert",
        "Pause · 901/26 alert",
        "Stop · 901/26 alert",
        "Refresh",
    ]
    await olga.press("Pause · 901/26 alert")
    assert "UA 902/26 · alert · being sent" in olga.last
    assert "UA 901/26 · alert · paused" in olga.last


async def test_only_the_newest_are_shown(empty: House) -> None:
    olga = await announced(empty, 1)
    for n in range(902, 910):
        await empty.announce(invented(number=f"{n}/26"))
    await olga.say("/broadcasts")
    assert [line.split()[1] for line in olga.last.splitlines() if line.startswith("UA")] == [
        f"{n}/26" for n in range(909, 904, -1)
    ]


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.STAFF])
async def test_nobody_else_sees_or_halts_anything(empty: House, role: Role) -> None:
    olga = await announced(empty, 2)
    await olga.say("/broadcasts")
    await empty.give("anna", role)
    for anna in (empty.talk("anna"), await empty.joined("anna")):
        await anna.say("/broadcasts")
        assert "Only organizers" in anna.last
        one = (await the_one(empty)).id
        for kind in FOR_ORGANIZERS:
            await anna.forge(pack(kind(*([one] if kind.__slots__ else []))))
            assert "Only organizers" in anna.last
    assert (await the_one(empty)).state is BroadcastState.SENDING


async def test_a_role_that_was_taken_away_takes_the_buttons_along(empty: House) -> None:
    olga = await announced(empty, 2)
    await olga.say("/broadcasts")
    await empty.give("olga", Role.SUPPORTER)
    await olga.press("Pause")
    assert "Only organizers" in olga.last
    assert (await the_one(empty)).state is BroadcastState.SENDING


async def test_another_organizers_button_is_nobody_elses(empty: House) -> None:
    await announced(empty, 2)
    anna, bela = await empty.joined("anna"), await empty.joined("bela")
    for name in ("anna", "bela"):
        await empty.give(name, Role.ORGANIZER)
    await anna.say("/broadcasts")
    await bela.forge(anna.choice("Pause"))
    assert "made for somebody else" in bela.last


async def test_in_french(empty: House) -> None:
    await announced(empty, 2)
    await empty.give("oscar", Role.ORGANIZER)
    oscar = empty.talk("oscar", language="fr")
    await oscar.say("/broadcasts")
    assert oscar.last.startswith("UA 901/26 · alerte · en cours d’envoi\n0 sur 2 · 0 par seconde")
    assert oscar.labels == ["Suspendre", "Arrêter", "Actualiser"]


async def test_help_names_it_to_organizers_alone(empty: House) -> None:
    olga = await announced(empty, 1)
    await olga.say("/help")
    assert "/broadcasts" in olga.last
    anna = await empty.joined("anna")
    await anna.say("/help")
    assert "/broadcasts" not in anna.last


def test_every_kind_and_state_has_its_words() -> None:
    assert set(broadcasting.KINDS) == set(BroadcastKind)
    assert set(broadcasting.STANDS) == set(BroadcastState)
