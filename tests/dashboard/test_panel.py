"""The panel's numbers and its button, on real databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from content.action import Channel, UrgentAction
from content.courier import Delivered, Gone, Outcome, Unknown
from content.ids import ActionId, Platform, PlatformId, Reference
from content.rules.announcing import BroadcastKind, BroadcastState
from content.rules.counting import Said
from content.rules.hours import Hours
from dashboard.panel import NOBODY, Board
from dashboard.view import Bar, Case, Sending
from storage import actions, people, takings
from storage.database.engine import Database
from storage.sending import broadcasts, deliveries, settling
from tests.cases import invented

NOW = datetime(2026, 2, 25, 9, 0, tzinfo=UTC)


async def approved(database: Database, action: UrgentAction) -> ActionId:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, action, zone="Europe/Paris", now=NOW)
        await actions.approve(tx, kept.id, now=NOW)
    return kept.id


async def join(database: Database, *names: str) -> None:
    async with database.writing() as tx:
        for name in names:
            await people.join(tx, Platform.WEB, PlatformId(name), language="en", now=NOW)


async def deliver(database: Database, *outcomes: Outcome, now: datetime = NOW) -> None:
    """Let so many of what is queued leave, with these outcomes in turn."""
    async with database.writing() as tx:
        queued = await deliveries.due(tx, Platform.WEB, now=now, limit=len(outcomes))
        await deliveries.mark_sending(tx, queued, now=now)
        await settling.settle(tx, list(zip(queued, outcomes, strict=True)), now=now)


async def test_a_draft_is_no_case_and_an_approved_action_waits_for_somebody_to_join(database: Database) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    async with database.writing() as tx:
        await actions.add(tx, invented(number="902/26"), zone="Europe/Paris", now=NOW)
    assert (await panel.panel(NOW)).cases == ()
    action = await approved(database, invented())
    (case,) = (await panel.panel(NOW)).cases
    assert (case.action, case.number, case.who, case.country) == (action, "901/26", "B.T.", "France")
    assert (case.deadline, case.days_left) == (date(2026, 3, 1), 4)
    assert (case.can_announce, case.why_not, case.announced) == (False, NOBODY, "")
    assert await panel.announce(action, NOW) == NOBODY
    async with database.reading() as tx:
        assert await broadcasts.listed(tx) == ()
    await join(database, "anna")
    (case,) = (await panel.panel(NOW)).cases
    assert (case.can_announce, case.why_not) == (True, "")


async def test_the_button_sends_once_and_says_how_far_it_is(database: Database) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, "anna", "bela")
    assert await panel.announce(action, NOW) == "On its way to 2 chats."
    (case,) = (await panel.panel(NOW)).cases
    assert (case.can_announce, case.announced) == (False, "Sending: 0 of 2 chats so far")
    assert await panel.announce(action, NOW) == "It was announced before. Sending: 0 of 2 chats so far."
    await deliver(database, Delivered(Reference("1")), Gone("closed"))
    (case,) = (await panel.panel(NOW)).cases
    assert case.announced == "Sent to 1 of 2 chats, 1 closed to us"
    assert case.counts.delivered == 1
    async with database.reading() as tx:
        (one,) = await broadcasts.listed(tx)
    assert (one.kind, one.audience) == (BroadcastKind.ALERT, 2)


async def test_with_two_approvals_the_button_is_one_of_them(database: Database) -> None:
    panel = Board(database, approvals=2, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, "anna")
    for _ in range(2):
        assert await panel.announce(action, NOW) == "1 of 2 approvals: somebody else must approve too."
    (case,) = (await panel.panel(NOW)).cases
    assert (case.can_announce, case.announced) == (True, "")


async def test_the_numbers_follow_what_people_say(database: Database) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, "anna")
    await panel.announce(action, NOW)
    await deliver(database, Delivered(Reference("1")))
    async with database.writing() as tx:
        anna = await people.find(tx, Platform.WEB, PlatformId("anna"))
        assert anna is not None
        minister, ambassador = (await actions.by_id(tx, action)).targets
        await takings.start_walk(tx, anna.id, action, now=NOW)
        for target, channel in ((minister, Channel.EMAIL), (minister, Channel.FAX), (ambassador, Channel.X)):
            await takings.say(tx, anna.id, action, target, channel, Said.ASKED, now=NOW)
        await takings.say(tx, anna.id, action, minister, Channel.EMAIL, Said.SENT, now=NOW)
        await takings.say(tx, anna.id, action, ambassador, Channel.X, Said.TRIED, now=NOW)
    (case,) = (await panel.panel(NOW)).cases
    counts = case.counts
    assert (counts.delivered, counts.started, counts.handed_out) == (1, 1, 3)
    assert (counts.sent, counts.tried, counts.people) == (1, 1, 1)
    assert case.announced == "Sent to 1 chat"
    assert case.by_target == (Bar(label="Jeanne Exemple", sent=1), Bar(label="Paul Modèle", sent=0))
    assert case.by_channel == (
        Bar(label="E-mails", sent=1),
        Bar(label="Faxes", sent=0),
        Bar(label="Posts on X", sent=0),
    )


@pytest.mark.parametrize(("days", "left", "offered"), [(4, 0, True), (5, -1, False), (11, -7, False)])
async def test_after_the_deadline_it_is_shown_while_words_still_count_and_cannot_be_sent(
    database: Database, days: int, left: int, offered: bool
) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, "anna")
    later = NOW + timedelta(days=days)
    (case,) = (await panel.panel(later)).cases
    assert (case.days_left, case.can_announce, case.why_not) == (left, offered, "")
    if not offered:
        assert (await panel.announce(action, later)).startswith("Not sent: its deadline has passed")
    assert (await panel.panel(NOW + timedelta(days=12))).cases == ()


async def test_an_action_that_is_not_there(database: Database) -> None:
    await join(database, "anna")
    with pytest.raises(LookupError):
        await Board(database, approvals=1, hours=Hours(None, "Europe/Paris")).announce(ActionId(77), NOW)


async def shown(panel: Board, seconds: float = 0) -> Case:
    (case,) = (await panel.panel(NOW + timedelta(seconds=seconds))).cases
    return case


async def test_while_it_is_sending_it_says_how_fast_and_how_long(database: Database) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, *(f"chat {n}" for n in range(40)))
    await panel.announce(action, NOW)
    arrived = [Delivered(Reference(str(n))) for n in range(9)]
    await deliver(database, *arrived, Gone("closed"), now=NOW + timedelta(seconds=1))
    case = await shown(panel, 2)
    assert case.announced == "Sending: 9 of 40 chats so far, 1 closed to us · 2 a second · 15 s left"
    assert case.sending == Sending(state=BroadcastState.SENDING, done=10, total=40, left=30)
    assert (await shown(panel, 60)).announced == "Sending: 9 of 40 chats so far, 1 closed to us"


async def test_it_is_paused_goes_on_and_is_stopped(database: Database) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, "anna", "bela", "carla")
    with pytest.raises(LookupError):
        await panel.pause(action, NOW)
    await panel.announce(action, NOW)
    assert (await panel.pause(action, NOW)).startswith("Paused")
    case = await shown(panel)
    assert case.announced == "Paused: 0 of 3 chats so far"
    assert case.sending == Sending(state=BroadcastState.PAUSED, done=0, total=3, left=3)
    assert (await panel.pause(action, NOW)).startswith("That cannot be done any more")
    assert await panel.resume(action, NOW) == "It goes on."
    await deliver(database, Delivered(Reference("1")))
    assert await panel.stop(action, NOW) == "Stopped: 2 chats will not get it."
    case = await shown(panel)
    assert (case.announced, case.sending) == ("Stopped: sent to 1 of 3 chats, 2 left out", None)
    assert case.stopped
    for late in (panel.pause, panel.resume, panel.stop, panel.again):
        assert (await late(action, NOW)).startswith("That cannot be done any more")


async def test_a_fault_of_ours_that_paused_it_is_said(database: Database) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, "anna")
    await panel.announce(action, NOW)
    async with database.writing() as tx:
        (one,) = await broadcasts.listed(tx)
        await broadcasts.pause(tx, one.id, "the token is wrong", now=NOW)
    assert (await shown(panel)).announced == "Paused: 0 of 1 chat so far · the token is wrong"


async def test_the_unclear_go_once_more(database: Database) -> None:
    panel = Board(database, approvals=1, hours=Hours(None, "Europe/Paris"))
    action = await approved(database, invented())
    await join(database, "anna", "bela")
    await panel.announce(action, NOW)
    lost, later = Unknown("no answer"), NOW + timedelta(seconds=31)
    await deliver(database, Delivered(Reference("1")), lost)
    await deliver(database, lost, now=later)
    case = await shown(panel, 31)
    assert case.announced == "Sent to 1 of 2 chats, 1 unclear"
    assert case.sending == Sending(state=BroadcastState.DONE, done=2, total=2, missing=1)
    assert await panel.again(action, later) == "On its way once more to 1 chat."
    assert (await shown(panel, 31)).announced.startswith("Sending: 1 of 2 chats so far")
    await deliver(database, Delivered(Reference("2")), now=later)
    assert (await shown(panel, 31)).announced == "Sent to 2 chats"
    assert await panel.again(action, later) == "Nothing of it is unclear or failed any more."
