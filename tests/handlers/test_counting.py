"""Counting: staff read the counts, nobody else does."""

from content.rules.roles import Role
from tests.handlers.conftest import House


async def test_only_staff_read_the_counts(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    await anna.say("/counts")
    assert "Only staff" in anna.last
    for role in (Role.STAFF, Role.ORGANIZER, Role.OWNER):
        await house.give("carla", role)
        carla = house.talk("carla")
        await carla.say("/counts 901/26")
        assert "1 letters, calls and posts, by 1 people" in carla.last
        assert "Jeanne Exemple: 1" in carla.last
        await carla.say("/counts")
        assert "UA 901/26" in carla.last
        await carla.say("/counts 1/1")
        assert "no Urgent Action" in carla.last
    await house.give("carla", Role.SUPPORTER)
    await carla.say("/counts")
    assert "Only staff" in carla.last
