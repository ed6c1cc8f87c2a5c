"""Joining: consent first, then the language, the country and the Urgent Action one came for."""

from tests.cases import invented
from tests.handlers.conftest import House


async def test_consent_says_who_we_are_and_what_is_kept_before_anything_is(house: House) -> None:
    anna = house.talk("anna")
    await anna.say("/start")
    assert "The Example Network" in anna.last
    for word in ("/privacy", "/stop", "not end-to-end encrypted", "workspace"):
        assert word in anna.last
    assert anna.labels == ["Join", "Language: English"]
    async with house.database.reading() as tx:
        from sqlalchemy import func, select

        from storage.database.tables import chats, supporters

        for table in (supporters, chats):
            assert (await tx.connection.execute(select(func.count()).select_from(table))).scalar_one() == 0


async def test_a_deep_link_opens_its_action_after_consent(house: House) -> None:
    await house.announce(invented("902/26"))
    anna = house.talk("anna")
    await anna.say("/start ua_902-26")
    await anna.press("Join")
    await anna.press("Skip")
    assert "B.T." in anna.last
    await anna.press("More about this case")
    assert "902/26" in anna.last


async def test_a_plain_start_shows_the_most_urgent(house: House) -> None:
    from datetime import date

    await house.announce(invented("903/26", date(2026, 2, 26)))
    anna = await house.joined("anna")
    assert "1 day left" in anna.last
    await anna.say("/start")
    assert "1 day left" in anna.last


async def test_a_link_to_nothing_or_to_a_draft_shows_what_is_open(house: House) -> None:
    anna = await house.joined("anna")
    for payload in ("ua_1-1", "ua_", "ua_../..", "hello", "ua_" + "9" * 60):
        await anna.say(f"/start {payload}")
        assert "4 days left" in anna.last


async def test_the_language_comes_from_the_platform_and_can_be_changed(house: House) -> None:
    anna = house.talk("anna", language="fr-CA")
    await anna.say("/start")
    assert anna.labels[0] != "Join"
    await anna.press("Langue\u00a0: français")
    await anna.press("English")
    assert anna.labels == ["Join", "Language: English"]
    await anna.press("Join")
    assert "Which country" in anna.last
    await anna.say("/language fr")
    assert "français" in anna.last


async def test_the_country_is_offered_typed_or_skipped(house: House) -> None:
    anna = house.talk("anna")
    await anna.say("/start")
    await anna.press("Join")
    assert anna.labels == ["United States", "Other…", "Skip"]
    await anna.press("Other…")
    await anna.say("Atlantis")
    assert "Atlantis" in anna.last
    await anna.say("Deutschland")
    assert "4 days left" in anna.last
    await anna.say("/settings")
    assert "Germany" in anna.last
    await anna.say("/country france")
    assert "France" in anna.last


async def test_whoever_presses_on_has_left_the_question(house: House) -> None:
    anna = await house.joined("anna")
    await anna.say("/country")
    await anna.press("Other…")
    await anna.press("Take action")
    await anna.say("Germany")
    assert "/help" in anna.last
    await anna.say("/settings")
    assert "not told" in anna.last


async def test_joining_twice_is_joining_once(house: House) -> None:
    anna = house.talk("anna")
    await anna.say("/start")
    join = anna.choice("Join")
    await anna.press("Join")
    await anna.press("Skip")
    await anna.forge(join)
    await anna.press("Skip")
    assert "4 days left" in anna.last


async def test_nothing_open_is_said_kindly(empty: House) -> None:
    anna = await empty.joined("anna")
    assert "No Urgent Action is open" in anna.last
    await anna.say("/actions")
    assert "No Urgent Action is open" in anna.last


async def test_whoever_has_not_joined_is_asked_first(house: House) -> None:
    anna = await house.joined("anna")
    alert_button = anna.choice("Take action").split(":")
    alert_button[1] = ""  # as a broadcast's button: for anybody
    stranger = house.talk("stranger")
    for words in ("/actions", "hello", "/settings"):
        await stranger.say(words)
        assert stranger.labels[0] == "Join"
    await stranger.forge(":".join(alert_button))
    assert stranger.labels[0] == "Join"
