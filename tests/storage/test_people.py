"""People: found by what only their platform and our key know; joined, stopped, moved out, forgotten."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from content.courier import Delivered
from content.ids import Platform, PlatformId, Reference
from content.rules.announcing import BroadcastKind
from content.rules.pacing import Pace, Wish
from content.rules.roles import Role
from storage import people, staff, talks
from storage.database.engine import Database
from storage.database.tables import chats, supporters, wishes, zones
from storage.database.tables import deliveries as table
from storage.database.tables import laters as later_rows
from storage.due import laters
from storage.sending import broadcasts, deliveries, settling
from tests.storage import builder

NOW = datetime(2024, 2, 25, 9, tzinfo=UTC)
ANNA = PlatformId("12345")


async def test_joining_twice_is_one_supporter(database: Database) -> None:
    async with database.writing() as tx:
        assert await people.find(tx, Platform.TELEGRAM, ANNA) is None
        first = await people.join(tx, Platform.TELEGRAM, ANNA, language="fr", now=NOW)
        again = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        assert first == again
        assert await people.find(tx, Platform.SLACK, ANNA) is None, "the same number elsewhere is somebody else"


async def test_the_id_is_sealed_and_can_be_unsealed(database: Database) -> None:
    async with database.writing() as tx:
        await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        row = (await tx.connection.execute(select(chats))).one()
        assert ANNA.encode() not in row.sealed
        assert ANNA not in row.finger
        assert tx.vault.unseal(row.sealed) == ANNA


async def test_settings_and_stop(database: Database) -> None:
    async with database.writing() as tx:
        anna = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        await people.set_language(tx, anna.id, "fr")
        await people.set_country(tx, anna.id, "US")
        await people.set_plain(tx, anna.id, True)
        await people.stop(tx, anna.id, now=NOW)
        found = await people.find(tx, Platform.TELEGRAM, ANNA)
        assert found is not None
        assert (found.language, found.country, found.plain, found.stopped) == ("fr", "US", True, True)
        back = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        assert (back.id, back.language, back.stopped) == (anna.id, "fr", False)


async def test_their_time_and_their_pace(database: Database) -> None:
    async with database.writing() as tx:
        anna = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        assert (anna.zone, anna.wakes, anna.pace, anna.paused_until) == ("", False, Pace.EVERY, None)
        assert (anna.regions, anna.topics, anna.alerted_on) == (frozenset(), frozenset(), None)
        await people.set_zone(tx, anna.id, "Europe/Moscow")
        await people.set_wakes(tx, anna.id, True)
        await people.set_pace(tx, anna.id, Pace.WEEKLY)
        await people.pause(tx, anna.id, NOW + timedelta(days=7))
        await people.set_wishes(tx, anna.id, Wish.REGION, ["AFR", "EUR"])
        await people.set_wishes(tx, anna.id, Wish.TOPIC, ["torture", "torture"])
        found = await people.find(tx, Platform.TELEGRAM, ANNA)
    assert found is not None
    assert (found.zone, found.wakes, found.pace) == ("Europe/Moscow", True, Pace.WEEKLY)
    assert found.paused_until == NOW + timedelta(days=7)
    assert (sorted(found.regions), sorted(found.topics)) == (["AFR", "EUR"], ["torture"])
    async with database.writing() as tx:
        await people.set_wishes(tx, anna.id, Wish.REGION, ["AFR"])
        await people.set_wishes(tx, anna.id, Wish.TOPIC, [])
        await people.pause(tx, anna.id, None)
        found = await people.find(tx, Platform.TELEGRAM, ANNA)
    assert found is not None
    assert (sorted(found.regions), sorted(found.topics), found.paused_until) == (["AFR"], [], None)


async def test_every_zone_that_somebody_ever_had_is_known(database: Database) -> None:
    async with database.writing() as tx:
        anna = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        ben = await people.join(tx, Platform.TELEGRAM, PlatformId("2"), language="en", now=NOW)
        for zone in ("Europe/Paris", "Asia/Tokyo", "Europe/Paris", ""):
            await people.set_zone(tx, anna.id, zone)
            await people.set_zone(tx, ben.id, zone)
        assert sorted((await tx.connection.execute(select(zones.c.name))).scalars()) == [
            "",
            "Asia/Tokyo",
            "Europe/Paris",
        ]


async def test_whoever_joins_again_has_not_stopped_nor_paused(database: Database) -> None:
    async with database.writing() as tx:
        anna = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        await people.set_pace(tx, anna.id, Pace.DAILY)
        for stopped in (False, True):
            await people.pause(tx, anna.id, NOW + timedelta(days=7))
            if stopped:
                await people.stop(tx, anna.id, now=NOW)
            back = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
            assert (back.stopped, back.paused_until, back.pace) == (False, None, Pace.DAILY)


async def test_what_a_forgotten_person_wished_and_put_off_is_gone(database: Database) -> None:
    async with database.writing() as tx:
        anna, ben = await builder.people(tx, 2)
        action = await builder.action(tx)
        for one in (anna, ben):
            await people.set_wishes(tx, one.supporter, Wish.TOPIC, ["women"])
            await laters.keep(tx, one.supporter, action, due_at=NOW + timedelta(hours=1), asked=True)
        await people.forget(tx, anna.supporter, now=NOW)
        for table in (wishes, later_rows):
            assert (await tx.connection.execute(select(table.c.supporter_id))).scalars().all() == [ben.supporter]


async def test_a_forgotten_persons_number_is_never_given_again(database: Database) -> None:
    async with database.writing() as tx:
        anna = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        await talks.expect(tx, anna.chat, "country", now=NOW)
        await people.forget(tx, anna.id, now=NOW)
        assert (await tx.connection.execute(select(supporters))).all() == []
        assert (await tx.connection.execute(select(chats))).all() == []
        again = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        assert again.id != anna.id
        assert again.chat != anna.chat


async def test_who_is_forgotten_is_in_no_delivery_any_more_and_the_others_are(database: Database) -> None:
    """No foreign key does it: it would be checked for each of a million rows when an audience is frozen."""
    async with database.writing() as tx:
        anna, ben = await builder.people(tx, 2)
        await builder.person(tx, "w1", platform=Platform.WEB, supporter=anna.supporter)
        made = []
        for kind in (BroadcastKind.ALERT, BroadcastKind.OUTCOME, BroadcastKind.REMINDER):
            made.append(await broadcasts.make(tx, await builder.action(tx), kind, now=NOW))
            await broadcasts.send(tx, made[-1], now=NOW)
        sent = [
            one for one in await deliveries.due(tx, Platform.TELEGRAM, now=NOW, limit=9) if one.broadcast == made[0]
        ]
        await deliveries.mark_sending(tx, sent, now=NOW)
        await settling.settle(tx, [(one, Delivered(Reference("1"))) for one in sent], now=NOW)
    async with database.writing() as tx:
        await people.forget(tx, anna.supporter, now=NOW)
    async with database.reading() as tx:
        rows = (await tx.connection.execute(select(table).order_by(table.c.id))).all()
    assert {row.chat_id for row in rows} == {None, ben.chat}
    assert sorted((row.broadcast_id, row.state) for row in rows if row.chat_id is None) == [
        (made[0], "delivered"),
        (made[0], "skipped"),
        (made[1], "skipped"),
        (made[1], "skipped"),
        (made[2], "skipped"),
        (made[2], "skipped"),
    ]
    assert [row.state for row in rows if row.chat_id == ben.chat] == ["delivered", "queued", "queued"]


async def test_who_leaves_as_an_audience_is_frozen_is_forgotten_when_it_leaves(database: Database) -> None:
    async with database.writing() as tx:
        anna, _ = await builder.people(tx, 2)
        await broadcasts.announce(tx, await builder.action(tx), BroadcastKind.ALERT, approver="me", needed=1, now=NOW)
        await tx.connection.execute(supporters.delete().where(supporters.c.id == anna.supporter))
        found = await deliveries.due(tx, Platform.TELEGRAM, now=NOW, limit=9)
        assert [one.chat for one in found] == [anna.chat, anna.chat + 1]
        going = await deliveries.mark_sending(tx, found, now=NOW)
        rows = (await tx.connection.execute(select(table).order_by(table.c.id))).all()
    assert list(going) == [found[1].id]
    assert [(row.chat_id, row.state, row.reason) for row in rows] == [
        (None, "skipped", "forgotten"),
        (anna.chat + 1, "sending", ""),
    ]


async def test_roles_need_no_joining(database: Database) -> None:
    async with database.writing() as tx:
        assert await staff.role(tx, Platform.TELEGRAM, ANNA) is Role.SUPPORTER
        await staff.give(tx, Platform.TELEGRAM, ANNA, Role.STAFF, now=NOW)
        await staff.give(tx, Platform.TELEGRAM, ANNA, Role.OWNER, now=NOW)
        assert await staff.role(tx, Platform.TELEGRAM, ANNA) is Role.OWNER
        assert await staff.role(tx, Platform.WEB, ANNA) is Role.SUPPORTER
        await staff.give(tx, Platform.TELEGRAM, ANNA, Role.SUPPORTER, now=NOW)
        assert await staff.role(tx, Platform.TELEGRAM, ANNA) is Role.SUPPORTER


async def test_an_update_is_heard_once_and_only_if_committed(database: Database) -> None:
    async with database.writing() as tx:
        assert await talks.hear(tx, Platform.TELEGRAM, "1", now=NOW)
        assert not await talks.hear(tx, Platform.TELEGRAM, "1", now=NOW)
        assert await talks.hear(tx, Platform.SLACK, "1", now=NOW)
    try:
        async with database.writing() as tx:
            assert await talks.hear(tx, Platform.TELEGRAM, "2", now=NOW)
            raise RuntimeError
    except RuntimeError:
        pass
    async with database.writing() as tx:
        assert await talks.hear(tx, Platform.TELEGRAM, "2", now=NOW)


async def test_what_is_awaited(database: Database) -> None:
    async with database.writing() as tx:
        anna = await people.join(tx, Platform.TELEGRAM, ANNA, language="en", now=NOW)
        assert await talks.expected(tx, anna.chat) is None
        await talks.expect(tx, anna.chat, "country", detail="1", now=NOW)
        await talks.expect(tx, anna.chat, "country", detail="2", now=NOW)
        assert await talks.expected(tx, anna.chat) == talks.Awaited("country", "2")
        await talks.expect_nothing(tx, anna.chat)
        assert await talks.expected(tx, anna.chat) is None
