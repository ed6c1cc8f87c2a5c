"""Whom an announcement is for: the preview and what is frozen say the same, and everybody left out has a reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from content.action import Kind
from content.ids import ActionId, BroadcastId, ChatId, Platform
from content.places.regions import REGIONS, TOPICS
from content.rules.announcing import BroadcastKind, BroadcastState, DeliveryState
from content.rules.hours import ALWAYS, Hours, Quiet
from content.rules.pacing import Pace, Wish, passes
from storage import people as people_room
from storage.database import tables
from storage.database.engine import Database, Tx
from storage.sending import broadcasts
from storage.sending.audience import audience
from tests.storage.builder import NOON, PARIS, Person, action, people, person, states, took, walked, written
from tests.storage.post import HOURS, NIGHT, announce, became, carry, leave

THURSDAY = datetime(2024, 3, 28, tzinfo=UTC)  # the clocks change on Sunday in Paris
ZONES = ("", "Asia/Tokyo", "America/Lima", "Pacific/Chatham", "Asia/Kathmandu")
TOPIC = tuple(TOPICS)[:3]
REGION = tuple(REGIONS)[:3]


@dataclass(frozen=True)
class Somebody:
    """What is known of a person, and of their only chat."""

    platform: Platform
    language: str
    stopped: bool
    gone: bool
    paused: int | None
    """minutes from now"""
    pace: Pace
    zone: str
    wakes: bool
    regions: frozenset[str]
    topics: frozenset[str]


somebody = st.builds(
    Somebody,
    platform=st.sampled_from(list(Platform)),
    language=st.sampled_from(["en", "fr"]),
    stopped=st.sampled_from([False, False, True]),
    gone=st.sampled_from([False, False, True]),
    paused=st.sampled_from([None, None, -1, 0, 1]),
    pace=st.sampled_from([Pace.EVERY, Pace.EVERY, Pace.DAILY, Pace.WEEKLY]),
    zone=st.sampled_from(ZONES),
    wakes=st.booleans(),
    regions=st.frozensets(st.sampled_from(REGION), max_size=2),
    topics=st.frozensets(st.sampled_from(TOPIC), max_size=2),
)


@dataclass(frozen=True)
class About:
    """What is known of an action, and of the hours that are kept."""

    region: str
    topics: tuple[str, ...]
    hours_count: bool
    hours: Hours
    now: datetime

    def why_not(self, one: Somebody) -> str:
        """Why it does not go to this person at once or in the morning; `""` if it does."""
        wishes = {Wish.REGION: one.regions, Wish.TOPIC: one.topics}
        reasons = {
            "stopped": one.stopped,
            "gone": one.gone,
            "paused": one.paused is not None and one.paused > 0,
            "elsewhere": not passes(wishes, self.region, self.topics),
            "paced": one.pace is not Pace.EVERY,
        }
        return next((name for name, holds in reasons.items() if holds), "")

    def until(self, one: Somebody) -> datetime | None:
        """How long it waits for the end of this person's night."""
        return None if one.wakes and self.hours_count else self.hours.quiet_until(one.zone, self.now)


quiet = st.builds(Quiet, st.sampled_from([time(22), time(21, 30)]), st.sampled_from([time(8), time(6, 15)]))
actions = st.builds(
    About,
    region=st.sampled_from(["", *REGION]),
    topics=st.lists(st.sampled_from(TOPIC), unique=True, max_size=2).map(tuple),
    hours_count=st.booleans(),
    hours=st.builds(Hours, st.none() | quiet, st.sampled_from([PARIS, "Asia/Tokyo"])),
    now=st.integers(0, 5 * 24 * 4).map(lambda quarters: THURSDAY + quarters * timedelta(minutes=15)),
)


async def joined(tx: Tx, name: str, one: Somebody, now: datetime) -> Person:
    made = await person(
        tx,
        name,
        platform=one.platform,
        language=one.language,
        stopped=one.stopped,
        gone=one.gone,
        zone=one.zone,
        wakes=one.wakes,
        pace=one.pace,
        paused_until=None if one.paused is None else now + timedelta(minutes=one.paused),
    )
    await people_room.set_wishes(tx, made.supporter, Wish.REGION, one.regions)
    await people_room.set_wishes(tx, made.supporter, Wish.TOPIC, one.topics)
    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(about=actions, crowd=st.lists(somebody, max_size=12))
async def test_everybody_is_in_it_or_left_out_for_one_reason(
    database: Database, about: About, crowd: Sequence[Somebody]
) -> None:
    hours, now = about.hours, about.now
    async with database.writing() as tx, tx.connection.begin_nested() as attempt:
        there = {(await joined(tx, str(at), one, now)).chat: one for at, one in enumerate(crowd)}
        what = await action(
            tx,
            deadline=None,
            index=f"{about.region} 1/0001/2024" if about.region else "",
            topics=" ".join(about.topics),
            hours_count="they are moved at dawn" if about.hours_count else "",
        )
        preview = await audience(tx, what, hours=hours, now=now)
        made = await announce(tx, what, hours=hours, now=now)
        rows = tables.deliveries.c
        asked = select(rows.chat_id, rows.platform, rows.language, rows.due_at, rows.held)
        frozen = (await tx.connection.execute(asked.where(rows.broadcast_id == made))).all()
        await attempt.rollback()
    reasons = Counter(about.why_not(one) for one in crowd)
    goes = {chat: one for chat, one in there.items() if not about.why_not(one)}
    assert preview.recipients == Counter((one.platform, one.language) for one in goes.values())
    assert {name: getattr(preview, name) for name in ("stopped", "gone", "paused", "elsewhere", "paced")} == {
        name: reasons[name] for name in ("stopped", "gone", "paused", "elsewhere", "paced")
    }
    left_out = preview.stopped + preview.gone + preview.paused + preview.elsewhere + preview.paced
    assert preview.total + left_out == len(crowd)
    assert (sum(preview.platforms.values()), sum(preview.languages.values())) == (preview.total, preview.total)
    assert {row.chat_id: row.due_at for row in frozen} == {chat: about.until(one) for chat, one in goes.items()}
    assert all(row.held == (row.due_at is not None) for row in frozen)
    assert preview.waiting == sum(row.held for row in frozen)


async def test_before_anything_is_known_of_an_action_nobody_lives_elsewhere(database: Database) -> None:
    async with database.writing() as tx:
        one, paced = (await people(tx, 1))[0], await person(tx, "paced", pace=Pace.WEEKLY)
        for who in (one, paced):
            await people_room.set_wishes(tx, who.supporter, Wish.REGION, ["AFR"])
        asked = await audience(tx, now=NOON)
        assert (asked.total, asked.elsewhere, asked.paced) == (1, 0, 1)
        with pytest.raises(LookupError):
            await audience(tx, ActionId(99), now=NOON)


@pytest.mark.parametrize(
    ("said", "gets"),
    [
        ({"index": "AFR 54/0001/2024", "country": "France"}, "AFR"),
        ({"index": "", "country": "Sudan"}, "AFR"),
        ({"index": "", "country": "Allemagne", "language": "fr"}, "EUR"),
        ({"index": "", "country": "France"}, "EUR"),
    ],
)
async def test_a_region_is_that_of_the_index_or_of_the_country_in_the_words_of_its_document(
    database: Database, said: dict[str, str], gets: str
) -> None:
    async with database.writing() as tx:
        africa, europe = await people(tx, 2)
        for who, region in ((africa, "AFR"), (europe, "EUR")):
            await people_room.set_wishes(tx, who.supporter, Wish.REGION, [region])
        made = await announce(tx, await written(tx, **said))  # type: ignore[arg-type]  # fields of the document
    assert set(await states(database, made)) == {{"AFR": africa, "EUR": europe}[gets].chat}


async def an_update(tx: Tx, first: ActionId, *, hours: Hours = ALWAYS, now: datetime = NOON) -> BroadcastId:
    update = await action(tx, case_of=first, kind=Kind.UPDATE, sequence=2)
    preview = await audience(tx, update, hours=hours, now=now)
    made = await announce(tx, update, BroadcastKind.UPDATE, hours=hours, now=now)
    assert (await broadcasts.find(tx, made)).audience == preview.total
    return made


async def test_what_follows_goes_to_who_was_told_or_opened_it_and_did_not_decline(database: Database) -> None:
    async with database.writing() as tx:
        there = dict(zip(DeliveryState, await people(tx, len(DeliveryState)), strict=True))
        first = await action(tx)
        alert = await announce(tx, first)
        for state, one in there.items():
            await became(tx, alert, state, one)
        opened, declined, new, paused = [await person(tx, name) for name in ("opened", "declined", "new", "paused")]
        phone = await person(tx, "a second chat of who opened it", supporter=opened.supporter)
        had, unsure = there[DeliveryState.DELIVERED], there[DeliveryState.UNKNOWN]
        for who in (opened, paused):
            await walked(tx, who, first)
        await walked(tx, declined, first, declined=True)
        await people_room.pause(tx, paused.supporter, NOON + timedelta(days=1))
        for who in (had, opened):
            await people_room.set_pace(tx, who.supporter, Pace.WEEKLY)
            await people_room.set_wishes(tx, who.supporter, Wish.REGION, ["AFR"])
        made = await an_update(tx, first)
        await action(tx, case_of=first, kind=Kind.OUTCOME, sequence=3)
    assert set(await states(database, made)) == {had.chat, unsure.chat, opened.chat, phone.chat}
    assert new.chat not in await states(database, made)


async def test_the_preview_of_what_follows_counts_only_those_who_know_of_it(database: Database) -> None:
    async with database.writing() as tx:
        had, stopped, gone, paused, _ = await people(tx, 5)
        first = await action(tx)
        alert = await announce(tx, first)
        await became(tx, alert, DeliveryState.DELIVERED)
        await person(tx, "somebody who joined since", stopped=True)
        await people_room.stop(tx, stopped.supporter, now=NOON)
        await people_room.close(tx, Platform.TELEGRAM, gone.name, now=NOON)
        await people_room.pause(tx, paused.supporter, NOON + timedelta(days=1))
        update = await action(tx, case_of=first, kind=Kind.UPDATE, sequence=2)
        asked = await audience(tx, update, now=NOON)
    assert (asked.total, asked.stopped, asked.gone, asked.paused) == (2, 1, 1, 1)
    assert (asked.elsewhere, asked.paced) == (0, 0)
    assert had.chat


async def test_who_acted_hears_first_what_became_of_it(database: Database) -> None:
    async with database.writing() as tx:
        handed, sent, had, tried, sent_too = await people(tx, 5)
        first = await action(tx)
        await became(tx, await announce(tx, first), DeliveryState.DELIVERED)
        for who, said in ((handed, "handed"), (sent, "sent"), (tried, "tried"), (sent_too, "sent")):
            await took(tx, who, first, said)
        await an_update(tx, first)
        left = await leave(tx, now=NOON)
    assert [one.chat for one in left] == [one.chat for one in (sent, sent_too, handed, had, tried)]


@pytest.mark.parametrize("state", [BroadcastState.DRAFT, BroadcastState.CANCELLED])
async def test_of_a_case_of_which_nothing_was_announced_it_is_new_to_everybody(
    database: Database, state: BroadcastState
) -> None:
    async with database.writing() as tx:
        one, two = await people(tx, 2)
        paced = await person(tx, "one a day", pace=Pace.DAILY)
        first = await action(tx)
        draft = await broadcasts.make(tx, first, BroadcastKind.ALERT, now=NOON)
        if state is BroadcastState.CANCELLED:
            await broadcasts.stop(tx, draft, "", now=NOON)
        made = await an_update(tx, first)
    assert set(await states(database, made)) == {one.chat, two.chat}
    assert paced.chat not in await states(database, made)


async def test_what_cannot_wait_goes_at_night_to_who_allowed_it(database: Database) -> None:
    async with database.writing() as tx:
        asleep, awake = (await people(tx, 1))[0], await person(tx, "wake me", wakes=True)
        what = await written(tx, hours_count="They are moved at dawn.")
        preview = await audience(tx, what, hours=HOURS, now=NIGHT)
        other = await written(tx)
        assert (await audience(tx, other, hours=HOURS, now=NIGHT)).waiting == 2
        for each in (what, other):
            await announce(tx, each, hours=HOURS, now=NIGHT)
    assert (preview.total, preview.waiting) == (2, 1)
    assert await carry(database, now=NIGHT, hours=HOURS) == {(BroadcastKind.ALERT, awake.chat)}
    assert asleep.chat != awake.chat


async def test_what_became_of_a_case_can_wait_for_the_morning(database: Database) -> None:
    """Hours count for what people may still do."""
    async with database.writing() as tx:
        awake = await person(tx, "wake me", wakes=True)
        first = await written(tx, hours_count="They are moved at dawn.")
        await became(tx, await announce(tx, first), DeliveryState.DELIVERED)
        outcome = await written(
            tx, case_of=first, kind=Kind.OUTCOME, sequence=2, deadline=None, hours_count="They are free."
        )
        preview = await audience(tx, outcome, hours=HOURS, now=NIGHT)
        made = await announce(tx, outcome, BroadcastKind.OUTCOME, hours=HOURS, now=NIGHT)
        held = select(func.sum(tables.deliveries.c.held)).where(tables.deliveries.c.broadcast_id == made)
        assert (preview.waiting, (await tx.connection.execute(held)).scalar_one()) == (1, 1)
    assert await carry(database, now=NIGHT, hours=HOURS) == set()
    assert await states(database, made) == {ChatId(awake.chat): DeliveryState.QUEUED}
