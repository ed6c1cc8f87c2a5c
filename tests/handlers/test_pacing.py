"""Their pace: how often, of what, and not for a while."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from content.choices import Choice, OpenWishes, SetPace, SetPause, SetWish, pack
from content.ids import PlatformId
from content.rules.pacing import Pace
from storage import people
from tests.handlers.conftest import House
from tests.talk import Talk


async def settings(house: House, *pages: str) -> Talk:
    """Somebody on a page of the settings."""
    anna = await house.joined("anna")
    await anna.say("/settings")
    for page in pages:
        await anna.press(page)
    return anna


async def test_how_often(house: House) -> None:
    anna = await settings(house)
    assert "How often: Every Urgent Action" in anna.last
    await anna.press("How often")
    assert [button.label for button in anna.shown[-1].buttons] == [
        "✓ Every Urgent Action",
        "At most one a day",
        "At most one a week",
        "Regions",
        "Topics",
        "Back",
    ]
    shown = len(anna.shown)
    for label, pace in (("At most one a week", Pace.WEEKLY), ("At most one a day", Pace.DAILY)):
        await anna.press(label)
        assert (await house.kept("anna")).pace is pace
        assert f"✓ {label}" in [button.label for button in anna.shown[-1].buttons]
    assert len(anna.shown) == shown, "in place"
    await anna.press("Back")
    assert "How often: At most one a day" in anna.last


async def test_some_regions_and_topics_alone(house: House) -> None:
    anna = await settings(house, "How often", "Regions")
    assert "✓ All" in [button.label for button in anna.shown[-1].buttons]
    africa = anna.choice("Africa")
    await anna.press("Africa")
    await anna.forge(africa)
    await anna.press("Americas")
    assert sorted((await house.kept("anna")).regions) == ["AFR", "AMR"], "two presses of one button are one"
    await anna.press("Africa")
    await anna.press("Back")
    assert "Regions: Americas\nTopics: all" in anna.last
    await anna.press("Topics")
    await anna.press("Women and girls")
    await anna.press("Death penalty")
    await anna.press("Back")
    await anna.press("Back")
    assert "Regions: Americas\nTopics: Death penalty, Women and girls\n" in anna.last
    await anna.press("How often")
    await anna.press("Topics")
    await anna.press("All")
    kept = await house.kept("anna")
    assert (sorted(kept.regions), sorted(kept.topics)) == (["AMR"], [])


async def test_what_is_chosen_is_said_in_words_to_those_who_want_no_signs(house: House) -> None:
    anna = await settings(house, "New messages at each step: on", "How often")
    assert "Every Urgent Action (chosen)" in anna.labels
    shown = len(anna.shown)
    await anna.press("At most one a day")
    assert len(anna.shown) == shown + 1, "each step is a message of its own"
    assert all(button.label[0].isalnum() for button in anna.shown[-1].buttons)


@pytest.mark.parametrize(
    ("label", "ends", "said"),
    [
        ("A week", datetime(2026, 3, 3, 23, tzinfo=UTC), "March 4, 2026"),
        ("A month", datetime(2026, 3, 24, 23, tzinfo=UTC), "March 25, 2026"),
        ("Three months", datetime(2026, 5, 24, 22, tzinfo=UTC), "May 25, 2026"),
    ],
)
async def test_a_pause(house: House, label: str, ends: datetime, said: str) -> None:
    anna = await house.joined("anna")
    await anna.say("/pause")
    assert "To be left alone until you come back yourself: /stop." in anna.last
    await anna.press(label)
    assert f"Paused until {said}." in anna.last
    assert "Nothing comes before that day." in anna.last
    assert (await house.kept("anna")).paused_until == ends, "midnight of their own clock"
    assert (await house.audience()).paused == 1
    await anna.press("Back")
    assert f"Paused: nothing comes until {said}." in anna.last
    await anna.press("Go on now")
    assert "You are back" in anna.last
    audience = await house.audience()
    assert (audience.total, audience.paused) == (1, 0)


async def test_pause_again_leads_to_its_end(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/pause")
    await anna.press("A week")
    first = await anna.say("/pause")
    assert await anna.again() == first
    assert "Paused: nothing comes until March 4, 2026." in anna.last
    assert anna.labels == ["Go on now", "A week", "A month", "Three months", "Until a day…", "Back"]
    await anna.press("Three months")
    assert "Paused until May 25, 2026." in anna.last
    await anna.press("Go on now")
    await anna.press("Pause")
    assert "Go on now" not in anna.labels


async def test_a_pause_ends_by_itself_and_by_joining_again(house: House) -> None:
    anna = await house.joined("anna")
    join = anna.turns[1].what
    await anna.say("/pause")
    await anna.press("A week")
    house.clock.go_on(days=8)
    await anna.say("/settings")
    assert "Paused" not in anna.last
    await anna.say("/pause 1 May")
    await anna.forge(join)
    assert (await house.kept("anna")).paused_until is None


async def test_until_a_day_that_is_typed(house: House) -> None:
    anna = await settings(house, "Pause", "Until a day…")
    assert "Please type it, such as 12 May" in anna.last
    for words in ("soon", "32 May", "5/6", "2026-02-25", "2024-05-12", "2028-01-01"):
        await anna.say(words)
        assert f"I cannot tell which day “{words}” is" in anna.last
    await anna.say("12.5.")
    assert "Paused until May 12, 2026." in anna.last
    await anna.say("13 May")
    assert "/help" in anna.last, "the question is answered"
    for words in ("/pause May 14", "/pause 14 may 2026"):
        await anna.say(words)
        assert "Paused until May 14, 2026." in anna.last
    await anna.say("/pause whenever")
    await anna.say("2026-05-15")
    assert "Paused until May 15, 2026." in anna.last


async def test_whoever_presses_on_has_left_the_question(house: House) -> None:
    anna = await settings(house, "Pause", "Until a day…", "Back")
    await anna.say("12 May")
    assert "/help" in anna.last
    assert (await house.kept("anna")).paused_until is None


async def test_a_pause_begins_and_ends_with_the_days_of_their_own_clock(house: House) -> None:
    anna = await house.joined("anna", country="New Zealand")
    async with house.database.writing() as tx:
        await people.set_zone(tx, (await house.kept("anna")).id, "Pacific/Auckland")
    house.clock.go_on(hours=4)  # it is tomorrow there
    await anna.say("/pause")
    await anna.press("A week")
    assert (await house.kept("anna")).paused_until == datetime(2026, 3, 4, 11, tzinfo=UTC)
    assert "Paused until March 5, 2026." in anna.last


async def test_forged_settings_are_stale(house: House) -> None:
    anna = await house.joined("anna")
    owner = (await house.kept("anna")).id
    hostile: Sequence[Choice] = [
        SetPace("hourly"),
        SetPace(""),
        OpenWishes("food"),
        SetWish("region", "women", 1),
        SetWish("topic", "AFR", 1),
        SetWish("food", "", 0),
        SetPause(0, 0),
        SetPause(367, 0),
        SetPause(366, 11),
        SetPause(0, 2**62),
        SetPause(2**62, 0),
    ]
    for choice in hostile:
        await anna.forge(pack(choice, owner))
        assert "no longer works" in anna.last, choice
    kept = await house.kept("anna")
    assert (kept.pace, kept.regions, kept.topics, kept.paused_until) == (Pace.EVERY, frozenset(), frozenset(), None)


async def test_nothing_in_the_settings_is_a_dead_end(house: House) -> None:
    anna = await house.joined("anna", country="US")
    await anna.say("/settings")
    unseen, seen = {anna.choice(label) for label in anna.labels}, set[str]()
    while unseen:
        payload = unseen.pop()
        seen.add(payload)
        reply = await anna.forge(payload)
        assert reply.messages
        assert reply.messages[0].rows, "each step leads on"
        if anna.last.startswith("B.T."):
            continue  # a case: no setting any more
        unseen |= {button.choice for _, button in anna.presses() if button in anna.shown[-1].buttons} - seen
    assert len(seen) > 40


async def test_all_that_is_set_and_put_off_is_in_mydata(house: House) -> None:
    import json

    anna = await house.joined("anna", country="Germany")
    async with house.database.writing() as tx:
        kept = await people.find(tx, anna.platform, PlatformId("anna"))
        assert kept is not None
        await people.set_pace(tx, kept.id, Pace.WEEKLY)
        await people.set_wakes(tx, kept.id, True)
    await anna.press("Later")
    await anna.press("Tomorrow morning")
    await anna.say("/settings")
    for label in ("How often", "Regions", "Africa", "Back", "Topics", "Women and girls"):
        await anna.press(label)
    await anna.say("/pause 1 May")
    await anna.say("/mydata")
    said = anna.shown[-2].text
    for line in (
        "Your time: 10:00 (Berlin)",
        "When hours count, you may be woken.",
        "How often: At most one a week",
        "Regions: Africa",
        "Topics: Women and girls",
        "Paused: nothing comes until May 1, 2026.",
        "• UA 901/26 · comes back tomorrow at 09:00",
    ):
        assert line in said.splitlines()
    attachment = anna.shown[-1].message.attachment
    assert attachment is not None
    data = json.loads(attachment.body)
    assert data["laters"] == [
        {
            "action": "901/26",
            "target": None,
            "channel": None,
            "due_at": "2026-02-26T08:00:00+00:00",
            "asked": True,
            "state": "due",
        }
    ]
    told = {key: data[key] for key in ("zone", "wakes", "pace", "regions", "topics", "paused_until", "alerted_on")}
    assert told == {
        "zone": "Europe/Berlin",
        "wakes": True,
        "pace": "weekly",
        "regions": ["AFR"],
        "topics": ["women"],
        "paused_until": "2026-04-30T22:00:00+00:00",
        "alerted_on": None,
    }
    await anna.say("/privacy")
    for word in ("whose clock you go by", "How often", "come back to you", "paused"):
        assert word in anna.last
