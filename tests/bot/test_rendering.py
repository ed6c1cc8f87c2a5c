"""Rendering: what is kept of an action, and what a delivery says of its person, become the message."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.rendering import rendering
from content.about import DISCREET, About
from content.action import Channel, Kind, UrgentAction
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, Reference
from content.message import plain
from content.rules.announcing import BroadcastKind
from content.rules.counting import Said, TakingState
from content.rules.wordings import What
from storage import actions, takings
from storage.actions import Kept
from storage.database.engine import Database
from storage.database.tables import actions as kept_actions
from storage.sending.deliveries import Delivery, Origin
from storage.words import wordings
from tests.cases import MINISTER, in_french, invented
from tests.storage.builder import person

NOW = datetime(2026, 2, 25, 9, 0, tzinfo=UTC)
"""Four days before the invented deadline."""


class Desk:
    """Where deliveries are made into messages, with a clock that tests set."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.render = rendering(database, contact="ua@example.org", network="Us", now=lambda: self.now)

    async def keep(self, action: UrgentAction, *, announced: bool = True, **marks: Any) -> Kept:
        async with self.database.writing() as tx:
            kept, _ = await actions.add(tx, action, zone="Europe/Paris", now=self.now)
            values = {"state": actions.State.ANNOUNCED, **marks} if announced else marks
            if values:
                await tx.connection.execute(update(kept_actions).where(kept_actions.c.id == kept.id).values(**values))
            return await actions.by_id(tx, kept.id)

    async def read(self, kind: BroadcastKind, kept: Kept, language: str = "en", **changed: Any) -> str:
        delivery = Delivery(
            id=DeliveryId(1),
            broadcast=BroadcastId(1),
            action=kept.id,
            kind=kind,
            chat=ChatId(1),
            platform=Platform.TELEGRAM,
            language=language,
            attempts=0,
            doubts=0,
        )
        return plain((await self.render(replace(delivery, **changed))).text)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


async def test_the_alert_counts_the_days_of_its_zone(desk: Desk) -> None:
    kept = await desk.keep(invented())
    assert "B.T. · France · 4 days left" in await desk.read(BroadcastKind.ALERT, kept)
    desk.now = datetime(2026, 2, 25, 23, 30, tzinfo=UTC)
    assert "3 days left" in await desk.read(BroadcastKind.ALERT, kept), "it is the 26th in Paris"
    endless = await desk.keep(invented("902/26", None))
    assert "no deadline" in await desk.read(BroadcastKind.ALERT, endless)


async def test_each_reader_gets_the_text_of_their_language(desk: Desk) -> None:
    await desk.keep(invented())
    kept = await desk.keep(in_french(invented()))
    assert "UN RÉFUGIÉ RISQUE LA TORTURE" in await desk.read(BroadcastKind.ALERT, kept, "fr")
    assert "REFUGEE MAY BE SENT BACK" in await desk.read(BroadcastKind.ALERT, kept, "en")


async def test_what_was_sent_for_the_case_before_is_told_with_the_update(desk: Desk) -> None:
    first = await desk.keep(invented())
    update_ = invented(kind=Kind.UPDATE, sequence=2, targets=(replace(MINISTER, name="Ida Muster"),))
    second = await desk.keep(update_)
    about = About(
        told=((first.targets[0], Channel.FAX, TakingState.SENT), (second.targets[0], Channel.EMAIL, TakingState.SENT))
    )
    shown = await desk.read(BroadcastKind.UPDATE, second, about=about)
    assert "You wrote to Ida Muster by e-mail.\nYou sent a fax to Jeanne Exemple." in shown


async def test_an_edit_says_that_it_corrects_and_a_new_message_what(desk: Desk) -> None:
    kept = await desk.keep(invented())
    origin = Origin(Reference("12"), NOW - timedelta(hours=2))
    edited = await desk.read(BroadcastKind.CORRECTION, kept, origin=origin)
    assert edited.startswith("Corrected on February 25, 2026\n\nB.T. · France")
    assert (await desk.read(BroadcastKind.CORRECTION, kept)).startswith("Correction: an earlier message on B.T.")


async def test_how_the_case_stands_now_is_what_the_message_says(desk: Desk) -> None:
    kept = await desk.keep(invented())
    origin = Origin(Reference("12"), NOW)
    closing = await desk.read(BroadcastKind.CLOSING, kept, origin=origin)
    assert "4 days left" in closing, "its deadline was put off meanwhile"
    desk.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    closing = await desk.read(BroadcastKind.CLOSING, kept, origin=origin)
    assert "closed on March 1, 2026" in closing
    assert "Ask: ua@example.org" in closing
    desk.now = NOW
    stopping = await desk.keep(invented(kind=Kind.UPDATE, sequence=2), stops_writing=True)
    assert "Please do not write any more" in await desk.read(BroadcastKind.UPDATE, stopping)
    assert "No further action is asked" in await desk.read(BroadcastKind.REMINDER, kept)
    await desk.keep(invented(), withdrawn_at=NOW)
    assert "UA 901/26 is withdrawn." in await desk.read(BroadcastKind.WITHDRAWAL, kept)
    emptied = await desk.read(BroadcastKind.WITHDRAWAL, kept, origin=origin)
    assert emptied == "Withdrawn. Please do not act on it.\nAsk: ua@example.org"


async def test_the_tally_is_counted_when_it_is_sent(desk: Desk) -> None:
    kept = await desk.keep(invented())
    async with desk.database.writing() as tx:
        anna = (await person(tx, "anna")).supporter
        for said in (Said.ASKED, Said.SENT):
            await takings.say(tx, anna, kept.id, kept.targets[0], Channel.EMAIL, said, now=NOW)
    desk.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    shown = await desk.read(BroadcastKind.TALLY, kept)
    assert "1 letters, calls and posts, by 1 people" in shown
    assert "• Jeanne Exemple: 1\n• Email 1" in shown


async def test_an_action_that_is_not_here_cannot_be_said(desk: Desk) -> None:
    kept = await desk.keep(invented())
    with pytest.raises(LookupError):
        await desk.read(BroadcastKind.ALERT, replace(kept, id=ActionId(99)))


async def test_the_organizers_introduction_in_the_readers_language(desk: Desk) -> None:
    await desk.keep(invented())
    kept = await desk.keep(in_french(invented()))
    async with desk.database.writing() as tx:
        await tx.connection.execute(update(kept_actions).where(kept_actions.c.id == kept.id).values(state="approved"))
        await wordings.save(tx, kept.id, What.INTRO, "en", "{network}: {days_left} for {who}, until {date}.")
        await wordings.save(tx, kept.id, What.INTRO, "fr", "{network} : encore {days_left}.")
    assert (await desk.read(BroadcastKind.ALERT, kept)).startswith("Us: 4 days for B.T., until March 1, 2026.\n\nB.T.")
    assert (await desk.read(BroadcastKind.ALERT, kept, "fr")).startswith("Us : encore 4 ")
    assert "Us:" not in await desk.read(BroadcastKind.REMINDER, kept)
    assert "Us" not in await desk.read(BroadcastKind.ALERT, kept, about=DISCREET)
