"""Discreet chats: whatever arrives there unasked is known as such when it leaves, and nothing else is known of it."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from content.about import DISCREET, NOBODY
from content.ids import Platform
from content.rules.announcing import ANNOUNCING, BroadcastKind
from storage import amending, people
from storage.database import quick
from storage.database.engine import Database
from storage.sending import broadcasts, deliveries, knowledge
from storage.sending.audience import Plan
from tests.databases import on_sqlite
from tests.storage.builder import NOON, person, took, written
from tests.storage.post import carry


@pytest.mark.parametrize("kind", BroadcastKind)
async def test_every_kind_but_the_organizers_tally(database: Database, kind: BroadcastKind) -> None:
    async with database.writing() as tx:
        anna, bert = await person(tx, "anna"), await person(tx, "bert")
        await people.set_discreet(tx, anna.chat, True)
        what = await written(tx)
        await took(tx, anna, what)
        made = await broadcasts.make(tx, what, kind, now=NOON)
        await broadcasts.send(tx, made, Plan(), now=NOON)
        queued = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
    told = {one.chat: one.about for one in queued}
    assert (told[anna.chat] == DISCREET) is (kind is not BroadcastKind.TALLY)
    assert not told[bert.chat].discreet


async def test_an_edit_keeps_what_it_changes(database: Database) -> None:
    async with database.writing() as tx:
        anna = await person(tx, "anna")
        await people.set_discreet(tx, anna.chat, True)
        what = await written(tx)
        alert = await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
    await carry(database, now=NOON)
    async with database.writing() as tx:
        await amending.amend(tx, alert.id, BroadcastKind.CLOSING, now=NOON)
        (edit,) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
    assert edit.about == DISCREET
    assert edit.origin is not None
    assert replace(edit, about=NOBODY).kind is BroadcastKind.CLOSING


async def test_it_is_a_chat_s_own_and_can_be_taken_back(database: Database) -> None:
    async with database.writing() as tx:
        anna = await person(tx, "anna")
        other = await person(tx, "anna's web", supporter=anna.supporter, platform=Platform.WEB)
        await people.set_discreet(tx, anna.chat, True)
        here = await people.find(tx, Platform.TELEGRAM, anna.name)
        there = await people.find(tx, Platform.WEB, other.name)
        assert here is not None
        assert there is not None
        assert (here.discreet, there.discreet) == (True, False)
        await people.set_discreet(tx, anna.chat, False)
        what = await written(tx)
        await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=1, now=NOON)
        (row,) = await deliveries.due(tx, Platform.TELEGRAM, now=NOON, limit=9)
    assert row.about == NOBODY
    assert row.kind in ANNOUNCING


@on_sqlite
async def test_it_is_found_by_the_ids_however_many_chats_there_are(database: Database) -> None:
    async with database.reading() as tx:
        asked = quick._sqlites(knowledge._DISCREET).replace(":ids", "'[1, 2]'")
        plan = (await tx.connection.execute(text(f"EXPLAIN QUERY PLAN {asked}".replace(":", "\\:")))).all()
    assert not any(step[-1].startswith("SCAN chats") for step in plan), plan
