"""Putting off: it comes back when they like, and what could not be sent comes back on another way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from content.action import Channel
from content.cards import card
from content.choices import Choice, ComeBack, ComeBackAt, Later, PickDay, PickHour, PutOff, UndoLater, pack
from content.ids import ActionId, TargetId
from content.render import Voice
from handlers.router import answering
from handlers.visit import Network
from storage import people, takings
from tests.cases import AMBASSADOR, MINISTER, invented
from tests.handlers.conftest import HOURS, House
from tests.talk import Talk

ELSEWHERE = replace(MINISTER, address=MINISTER.address[:2])
"""The minister, in a country that the address does not name."""
LAST_DAY = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
"""23:30 in Paris on the invented deadline's day."""


async def in_zone(house: House, name: str, zone: str, country: str = "") -> Talk:
    """Somebody with a clock of their own."""
    person = await house.joined(name, country)
    async with house.database.writing() as tx:
        await people.set_zone(tx, (await house.kept(name)).id, zone)
        await house.plan_reminders(tx)
    return person


@pytest.mark.parametrize(
    ("label", "comes", "said"),
    [
        ("In an hour", datetime(2026, 2, 25, 10, 0, tzinfo=UTC), "today at 13:00"),
        ("Tonight", datetime(2026, 2, 25, 16, 0, tzinfo=UTC), "today at 19:00"),
        ("Tomorrow morning", datetime(2026, 2, 26, 6, 0, tzinfo=UTC), "tomorrow at 09:00"),
    ],
)
async def test_moments_with_a_name_are_those_of_the_persons_own_clock(
    house: House, label: str, comes: datetime, said: str
) -> None:
    anna = await in_zone(house, "anna", "Europe/Moscow")
    await anna.press("Later")
    assert anna.labels == ["In an hour", "Tonight", "Tomorrow morning", "Pick a time", "Back"]
    assert "If you choose nothing, a reminder comes on Friday at 18:00." in anna.last
    await anna.press(label)
    assert f"I will come back {said}." in anna.last
    assert anna.labels == ["Take action", "Undo", "Back"]
    kept = await house.later("anna")
    assert kept is not None
    assert (kept.due_at, kept.asked, kept.target, kept.channel) == (comes, True, None, None)


async def test_who_told_no_clock_is_told_whose_it_is(house: House) -> None:
    anna = await in_zone(house, "anna", "")
    await anna.press("Later")
    assert "a reminder comes on Friday at 18:00 (Paris time)." in anna.last
    await anna.press("Tonight")
    assert "I will come back today at 19:00 (Paris time)." in anna.last


async def test_moments_are_reckoned_when_they_are_pressed(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    await anna.press("Later")
    house.clock.go_on(days=1, hours=1)
    await anna.press("Tonight")
    kept = await house.later("anna")
    assert kept is not None
    assert kept.due_at == datetime(2026, 2, 26, 18, tzinfo=UTC)
    await anna.press("Back")
    tonight = anna.choice("Tonight")
    house.clock.go_on(hours=12)
    await anna.forge(tonight)
    assert anna.notes[-1] == "That moment has passed: please choose another."
    assert anna.labels == ["In an hour", "Tomorrow morning", "Pick a time", "Back"]


async def test_an_alert_stays_and_the_answer_is_a_message_of_its_own(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    alert = card(Voice("en"), house.action, invented(), days=4)
    anna.get(alert)
    shown = len(anna.shown)
    await anna.press("Later")
    await anna.press("Tonight")
    assert len(anna.shown) == shown + 1, "from here on in place"
    assert anna.shown[-2].message == alert
    await anna.press("Undo")
    assert "does not come back by itself" in anna.notes[-1]
    assert anna.labels == ["Take action", "More about this case", "Later", "Not this case"]
    assert await house.later("anna") is None


async def test_a_day_and_an_hour(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    await anna.press("Later")
    await anna.press("Pick a time")
    assert anna.labels == ["Today", "Tomorrow", "Fri, Feb 27", "Sat, Feb 28", "Sun, Mar 1", "Back"], (
        "none after its end"
    )
    await anna.press("Sun, Mar 1")
    assert "Sun, Mar 1: at what time?" in anna.last
    assert anna.labels == ["08:00", "10:00", "12:00", "14:00", "16:00", "18:00", "20:00", "22:00", "Back"]
    await anna.press("Back")
    await anna.press("Today")
    assert anna.labels[0] == "12:00", "it is ten"
    await anna.press("20:00")
    assert "I will come back today at 20:00." in anna.last
    await anna.press("Back")
    assert "I come back today at 20:00. Another time?" in anna.last
    await anna.press("Pick a time")
    await anna.press("Sat, Feb 28")
    await anna.press("10:00")
    assert "I will come back on Saturday at 10:00." in anna.last
    kept = await house.later("anna")
    assert kept is not None
    assert kept.due_at == datetime(2026, 2, 28, 9, tzinfo=UTC), "the new moment has taken the place of the old"


async def test_who_told_no_clock_sees_whose_hours_they_pick(house: House) -> None:
    anna = await house.joined("anna")
    for label in ("Later", "Pick a time", "Tomorrow"):
        await anna.press(label)
    assert "Tomorrow: at what time? (Paris time)" in anna.last


async def test_a_day_that_is_over_leads_to_the_days_that_are_left(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    for label in ("Later", "Pick a time"):
        await anna.press(label)
    today = anna.choice("Today")
    await anna.press("Today")
    at_eight = anna.choice("20:00")
    house.clock.go_on(hours=11)
    await anna.forge(at_eight)
    assert anna.notes[-1] == "That moment has passed: please choose another."
    house.clock.go_on(hours=2)
    await anna.forge(today)
    assert "On which day" in anna.last
    assert "Today" not in anna.labels
    assert await house.later("anna") is None


async def test_nothing_is_promised_for_a_pause(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    await anna.say("/pause")
    await anna.press("A week")
    await anna.say("/start")
    await anna.press("Later")
    assert "a reminder comes" not in anna.last
    await anna.press("Tonight")
    assert "You have paused until March 4, 2026: nothing comes before that day." in anna.last
    assert anna.labels == ["Take action", "Undo", "Go on now", "Back"]
    await anna.press("Go on now")
    assert (await house.kept("anna")).paused_until is None
    assert await house.later("anna") is not None
    await anna.say("/pause 1 May")
    await tried(anna, MINISTER.name, "Email")
    assert "As you asked" not in anna.last
    assert "If you like" not in anna.last


async def test_whoever_puts_it_off_is_reminded_again(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    await anna.press("Not this case")
    await anna.press("Back")
    await anna.press("Later")
    assert "If you choose nothing, a reminder comes on Friday at 18:00." in anna.last
    async with house.database.reading() as tx:
        from sqlalchemy import select

        from storage.database.tables import walks

        assert (await tx.connection.execute(select(walks.c.declined_at))).scalars().all() == [None]


async def test_an_appeal_that_was_put_off_comes_back_as_that_appeal(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    for label in ("Take action", MINISTER.name, "Fax", "Later"):
        await anna.press(label)
    assert "Fax · Jeanne Exemple" in anna.last
    await anna.press("Back")
    assert "Fax to:" in anna.last
    await anna.press("Later")
    await anna.press("Tomorrow morning")
    assert "Fax · Jeanne Exemple" in anna.last
    kept = await house.later("anna")
    assert kept is not None
    assert kept.channel is Channel.FAX
    assert kept.target is not None
    await anna.press("Take action")
    assert "Fax to:" in anna.last, "straight to it"
    assert await house.later("anna") is not None, "until it is sent"
    await anna.press("I sent it")
    assert await house.later("anna") is None
    await anna.press("Undo")
    await anna.press("Later")
    await anna.press("Tonight")
    await anna.press("Undo")
    assert "Fax to:" in anna.last


async def test_what_was_put_off_as_a_whole_is_done_with_what_is_sent(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Later")
    await anna.press("Tonight")
    await anna.press("Take action")
    await anna.press("Quickest way")
    assert await house.later("anna") is not None
    await anna.press("I sent it")
    assert await house.later("anna") is None


async def test_another_appeal_stays_put_off(house: House) -> None:
    anna = await house.joined("anna")
    for label in ("Take action", MINISTER.name, "Fax", "Later", "Tonight", "Take action", "Back", "Email", "I sent it"):
        await anna.press(label)
    kept = await house.later("anna")
    assert kept is not None
    assert kept.channel is Channel.FAX


async def test_who_has_sent_one_puts_off_the_next_best(house: House) -> None:
    """What is put off as a whole is over with the first appeal that is sent."""
    anna = await in_zone(house, "anna", "Europe/Paris")
    for label in ("Take action", "Quickest way", "I sent it"):
        await anna.press(label)
    await anna.say("/start")
    await anna.press("Later")
    assert "Fax · Jeanne Exemple" in anna.last
    assert "reminder" not in anna.last, "who has acted is not reminded"
    await anna.press("Tonight")
    kept = await house.later("anna")
    assert kept is not None
    assert kept.channel is Channel.FAX
    await anna.say("/start")
    for label in ("Take action", "Quickest way", "I sent it", "Another way", "Letter", "I sent it"):
        await anna.press(label)
    assert await house.later("anna") is None
    await anna.say("/start")
    await anna.press("Later")
    assert "You have done all that can be done from here." in anna.last
    assert anna.labels == ["Back"]


async def test_not_this_case_takes_back_what_was_put_off(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Later")
    await anna.press("Tonight")
    await anna.say("/start")
    await anna.press("Not this case")
    assert await house.later("anna") is None
    await anna.press("Undo")
    await anna.press("Later")
    await anna.press("Tonight")
    assert await house.later("anna") is not None


async def test_where_no_time_is_left_it_is_said_kindly(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    house.clock.now = LAST_DAY
    await anna.press("Later")
    assert "There is no time left to put it off." in anna.last
    assert anna.labels == ["Take action", "Not this case", "Back"]
    await anna.press("Take action")
    assert "Who do you want to reach?" in anna.last


async def test_after_the_end_nothing_is_put_off(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    for label in ("Take action", MINISTER.name, "Fax", "Later", "Tonight", "Back", "Pick a time"):
        await anna.press(label)
    payloads = [button.choice for _, button in anna.presses()]
    house.clock.go_on(days=5)
    for payload in [*payloads, *(turn.what for turn in anna.turns if turn.event == "pressed")]:
        before = await house.later("anna")
        await anna.forge(payload)
        assert await house.later("anna") in (before, None)
    await anna.say("/start ua_901-26")
    assert "The date has passed" in anna.last


async def test_a_repeat_keeps_one_and_says_the_same(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Later")
    first = await anna.press("Tonight")
    kept = await house.later("anna")
    anna.answer = answering(house.database, Network(name="The same network", zone=HOURS.home, quiet=HOURS.quiet))
    assert await anna.again() == first
    assert await house.later("anna") == kept


async def test_forged_moments_are_stale_or_ask_again(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press(MINISTER.name)
    await anna.press("Fax")
    supporter = (await house.kept("anna")).id
    async with house.database.reading() as tx:
        (minister, _), *_ = await takings.of(tx, supporter, house.action)
    other = TargetId(minister + 1)
    action, none = house.action, TargetId(0)
    stale: Sequence[Choice] = [
        ComeBack(action, none, None, "never"),
        ComeBack(action, none, None, ""),
        PutOff(action, none, Channel.FAX),
        PutOff(action, minister, None),
        PutOff(action, minister, Channel.PHONE),
        PutOff(action, other, Channel.PHONE),
        PutOff(action, TargetId(2**31 - 1), Channel.FAX),
        PickDay(action, other, Channel.PHONE),
        ComeBackAt(action, TargetId(99), Channel.FAX, 29_535_000),
        UndoLater(ActionId(2**31 - 1), none, None),
        Later(ActionId(2**62)),
    ]
    for choice in stale:
        await anna.forge(pack(choice, supporter))
        assert "no longer works" in anna.last, choice
    again: Sequence[Choice] = [
        PickHour(action, none, None, 0),
        PickHour(action, none, None, 2**62),
        PickHour(action, none, None, date(2026, 3, 2).toordinal()),
        ComeBackAt(action, none, None, 0),
        ComeBackAt(action, none, None, 2**62),
        ComeBackAt(action, none, None, int(datetime(2026, 2, 25, 12, 1, tzinfo=UTC).timestamp()) // 60),
        ComeBackAt(action, none, None, int(datetime(2026, 3, 2, 9, 0, tzinfo=UTC).timestamp()) // 60),
    ]
    for choice in again:
        await anna.forge(pack(choice, supporter))
        assert "shall I come back?" in anna.last, choice
    assert await house.later("anna") is None


async def test_in_plain_steps_each_is_a_message_of_its_own(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/settings")
    await anna.press("New messages at each step: on")
    await anna.say("/start")
    shown = len(anna.shown)
    for n, label in enumerate(("Later", "Pick a time", "Tomorrow", "10:00"), start=1):
        await anna.press(label)
        assert len(anna.shown) == shown + n
        assert all(button.label[0].isalnum() for button in anna.shown[-1].buttons)
    assert "I will come back tomorrow at 10:00" in anna.last


async def test_in_french(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/language fr")
    await anna.say("/start")
    await anna.forge(pack(PickDay(house.action, TargetId(0), None), (await house.kept("anna")).id))
    assert "ven. 27 févr." in anna.labels
    assert all(anna.labels)


# What could not be sent


async def tried(person: Talk, target: str, channel: str) -> None:
    await person.say("/start")
    for label in ("Take action", target, channel, "Could not send"):
        await person.press(label)


async def test_what_could_not_be_sent_comes_back_on_the_next_way_in_office_hours(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    await tried(anna, MINISTER.name, "Email")
    assert "If you like, do nothing: today at 11:00 I bring it back by fax." in anna.last
    assert anna.labels == ["Fax", "Letter", "Undo", "Back", "Done"]
    kept = await house.later("anna")
    assert kept is not None
    assert (kept.due_at, kept.asked) == (datetime(2026, 2, 25, 10, tzinfo=UTC), False)
    assert kept.channel is Channel.FAX
    await tried(anna, MINISTER.name, "Fax")
    assert "If you like" not in anna.last, "a letter on paper would be late"
    assert await house.later("anna") is None


async def test_offices_are_open_by_their_own_clock_and_the_person_is_told_by_theirs(house: House) -> None:
    bert = await in_zone(house, "bert", "Europe/Paris", country="US")
    await tried(bert, AMBASSADOR.name, "Web form")
    assert "If you like, do nothing: today at 15:00 (09:00 New York time) I bring it back by phone." in bert.last
    carla = await house.joined("carla", country="US")
    await tried(carla, AMBASSADOR.name, "Web form")
    assert "today at 15:00 (Paris time; 09:00 New York time) I bring it back by phone." in carla.last


async def test_over_the_weekend_it_waits_until_monday(house: House) -> None:
    long = await house.announce(
        invented("905/26", date(2026, 3, 20), country="Russia", targets=(ELSEWHERE, AMBASSADOR))
    )
    anna = await in_zone(house, "anna", "Europe/Moscow")
    house.clock.now = datetime(2026, 2, 27, 14, tzinfo=UTC)
    await anna.say("/start ua_905-26")
    for label in ("Take action", MINISTER.name, "Email", "Could not send"):
        await anna.press(label)
    assert "If you like, do nothing: on Monday at 09:00 I bring it back as a letter." in anna.last, "three weeks left"
    kept = await house.later("anna", long)
    assert kept is not None
    assert kept.due_at == datetime(2026, 3, 2, 6, tzinfo=UTC)


async def test_nothing_is_promised_where_there_is_no_time_or_no_office(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    house.clock.now = datetime(2026, 2, 27, 16, tzinfo=UTC)
    await tried(anna, MINISTER.name, "Email")
    assert "If you like" not in anna.last, "it ends on Sunday"
    nowhere = await house.announce(
        invented("905/26", date(2026, 3, 20), country="Atlantis", targets=(ELSEWHERE, AMBASSADOR))
    )
    await anna.say("/start ua_905-26")
    for label in ("Take action", MINISTER.name, "Email", "Could not send"):
        await anna.press(label)
    assert "If you like" not in anna.last
    assert "Fax" in anna.labels
    assert await house.later("anna") is None
    assert await house.later("anna", nowhere) is None


async def test_quiet_hours_hold_for_what_we_bring_back_unasked(house: House) -> None:
    bert = await in_zone(house, "bert", "Asia/Tokyo", country="US")
    house.clock.now = datetime(2026, 2, 26, 1, tzinfo=UTC)
    await tried(bert, AMBASSADOR.name, "Web form")
    assert "If you like" not in bert.last, "when Washington works, Tokyo sleeps"
    assert await house.later("bert") is None
    await house.announce(invented("905/26", date(2026, 3, 20), country="Russia", targets=(ELSEWHERE, AMBASSADOR)))
    anna = await in_zone(house, "anna", "Europe/London")
    house.clock.now = datetime(2026, 2, 26, 20, tzinfo=UTC)
    await anna.say("/start ua_905-26")
    for label in ("Take action", MINISTER.name, "Email", "Could not send"):
        await anna.press(label)
    assert "tomorrow at 08:00 (11:00 Moscow time) I bring it back as a letter." in anna.last


async def test_undone_it_does_not_come_back(house: House) -> None:
    anna = await house.joined("anna")
    await tried(anna, MINISTER.name, "Email")
    assert await house.later("anna") is not None
    await anna.press("Undo")
    assert await house.later("anna") is None


async def test_reached_another_way_it_does_not_come_back(house: House) -> None:
    anna = await house.joined("anna")
    await tried(anna, MINISTER.name, "Email")
    await anna.press("Letter")
    await anna.press("I sent it")
    assert await house.later("anna") is None


async def test_what_they_chose_themselves_stays(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    await anna.press("Later")
    await anna.press("Tonight")
    mine = await house.later("anna")
    await tried(anna, MINISTER.name, "Email")
    assert "As you asked, I come back today at 19:00." in anna.last
    assert await house.later("anna") == mine
    await anna.press("Undo")
    assert await house.later("anna") == mine


async def test_unless_it_is_what_could_not_be_sent(house: House) -> None:
    anna = await in_zone(house, "anna", "Europe/Paris")
    for label in ("Take action", MINISTER.name, "Email", "Later", "Tonight", "Take action", "Could not send"):
        await anna.press(label)
    assert "I bring it back by fax" in anna.last
    kept = await house.later("anna")
    assert kept is not None
    assert (kept.asked, kept.channel) == (False, Channel.FAX)


async def test_what_comes_back_opens_the_appeal_and_counts_as_begun(house: House) -> None:
    """A reminder's button leads straight to an appeal: whoever takes it has begun."""
    from content.choices import OpenAppeal

    anna = await house.joined("anna")
    async with house.database.reading() as tx:
        from storage import actions

        minister = (await actions.by_id(tx, house.action)).targets[0]
    await anna.forge(pack(OpenAppeal(house.action, minister, Channel.FAX, "")))
    assert "Fax to:" in anna.last
    counts = (await house.tally()).whole
    assert (counts.started, counts.handed_out) == (1, 1)
