"""Actions: cases, documents, languages, names, and what may become of a draft."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from content.action import Kind, Problem
from content.ids import ActionId
from content.rules.announcing import BroadcastKind
from storage import actions
from storage.actions import Refused, State
from storage.database.engine import Database
from storage.sending import broadcasts
from tests.cases import AMBASSADOR, in_french, invented

NOW = datetime(2026, 2, 25, 9, tzinfo=UTC)
ZONE = "Europe/Paris"


async def announce(database: Database, action: ActionId) -> None:
    async with database.writing() as tx:
        await actions.approve(tx, action, now=NOW)
        await broadcasts.announce(tx, action, BroadcastKind.ALERT, approver="a", needed=1, now=NOW)


async def test_what_is_added_is_read_back_whole(database: Database) -> None:
    document = invented(
        asks=("One.", "Two."), series="EXTRA", copies_to=("Somebody, Somewhere",), issued=date(2026, 2, 1)
    )
    async with database.writing() as tx:
        kept, new = await actions.add(tx, document, zone=ZONE, now=NOW)
    assert new
    assert kept.text == document
    assert (kept.state, kept.name, len(kept.targets)) == (State.DRAFT, "EXTRA 901/26", 2)


async def test_names(database: Database) -> None:
    async with database.writing() as tx:
        first, _ = await actions.add(tx, invented("24/21"), zone=ZONE, now=NOW)
        second, _ = await actions.add(
            tx, invented("24/21", kind=Kind.UPDATE, sequence=2, index="EUR 21/0002/2026"), zone=ZONE, now=NOW
        )
        other, _ = await actions.add(tx, invented("7/26", series="MA"), zone=ZONE, now=NOW)
        wanted = {
            "24/21": second.id,
            "24/21#1": first.id,
            "24/21#2": second.id,
            "024.21": second.id,
            "24-21": second.id,
            "ua 24/21": second.id,
            "7/26": other.id,
            "MA 7/26": other.id,
        }
        for name, expected in wanted.items():
            found = await actions.by_name(tx, name)
            assert found is not None, name
            assert found.id == expected, name
        for name in ("", "1/1", "24/21#3", "24/21#0", "24/21#x", "EX 7/26", "'; DROP TABLE actions; --", "#", "/" * 99):
            assert await actions.by_name(tx, name) is None, name
        await actions.add(tx, invented("7/26"), zone=ZONE, now=NOW)
        assert await actions.by_name(tx, "MA 7/26") is not None
        assert await actions.by_name(tx, "7/26") is None, "two cases have it: which is meant?"


async def test_a_translation_that_names_nobody_reaches_whom_the_first_document_names(database: Database) -> None:
    """Reading finds targets in few languages; the words are wanted in any."""
    turkish = replace(in_french(invented()), language="tr", targets=())
    async with database.writing() as tx:
        await actions.add(tx, invented(), zone=ZONE, now=NOW)
        kept, new = await actions.add(tx, turkish, zone=ZONE, now=NOW)
        again, twice = await actions.add(tx, turkish, zone=ZONE, now=NOW)
    assert (new, twice) == (True, False)
    assert again == kept
    assert kept.read_in("tr").targets == kept.text.targets
    assert kept.read_in("tr").title == turkish.title


async def test_another_language_only_of_the_same_document(database: Database) -> None:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone=ZONE, now=NOW)
        french, new = await actions.add(tx, in_french(invented()), zone=ZONE, now=NOW)
        assert (french.id, new) == (kept.id, True)
        assert set(french.texts) == {"en", "fr"}
        assert french.read_in("fr").title == "UN RÉFUGIÉ RISQUE LA TORTURE"
        assert french.read_in("fr").targets[0].emails == kept.text.targets[0].emails
        assert french.read_in("ru").language == "en"
        other, _ = await actions.add(tx, in_french(invented(index="EUR 21/0009/2026")), zone=ZONE, now=NOW)
        assert other.id != kept.id


async def test_the_same_again_changes_nothing(database: Database) -> None:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone=ZONE, now=NOW)
        assert await actions.add(tx, invented(), zone=ZONE, now=NOW) == (kept, False)
        french, _ = await actions.add(tx, in_french(invented()), zone=ZONE, now=NOW)
        assert await actions.add(tx, in_french(invented()), zone=ZONE, now=NOW) == (french, False)
        assert await actions.listed(tx) == (french,)


async def test_a_draft_gives_way_to_the_corrected_document(database: Database) -> None:
    later = date(2026, 4, 1)
    async with database.writing() as tx:
        await actions.add(tx, invented(targets=(), title="SOMETHING ELSE"), zone=ZONE, now=NOW)
        kept, new = await actions.add(tx, invented(deadline=later), zone=ZONE, now=NOW)
        assert new
        assert kept.text == invented(deadline=later)
        assert len(kept.targets) == len(kept.text.targets)
        await actions.add(tx, in_french(invented()), zone=ZONE, now=NOW)
        with pytest.raises(Refused, match="more or fewer targets"):
            await actions.add(tx, invented(targets=(AMBASSADOR,)), zone=ZONE, now=NOW)
        french, _ = await actions.add(tx, replace(in_french(invented()), title="AUTRE"), zone=ZONE, now=NOW)
        assert (french.texts["fr"].title, french.texts["fr"].deadline) == ("AUTRE", later)
        assert await actions.listed(tx) == (french,)


async def test_what_was_checked_gives_way_to_nothing(database: Database) -> None:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone=ZONE, now=NOW)
        kept = await actions.approve(tx, kept.id, now=NOW)
        with pytest.raises(Refused, match="checked, and with another text"):
            await actions.add(tx, invented(title="SOMETHING ELSE"), zone=ZONE, now=NOW)
        with pytest.raises(Refused, match="with the deadline 2026"):
            await actions.add(tx, invented(deadline=date(2026, 4, 1)), zone=ZONE, now=NOW)
        with pytest.raises(Refused, match="more or fewer targets"):
            await actions.add(tx, replace(in_french(invented()), targets=(AMBASSADOR,)), zone=ZONE, now=NOW)
        with pytest.raises(Refused, match="number"):
            await actions.add(tx, invented(number=""), zone=ZONE, now=NOW)
        assert await actions.listed(tx) == (kept,)


async def test_what_reading_met_is_kept_with_the_text(database: Database) -> None:
    unclear = Problem(field="languages", code="unclear", message="Name it another way.")
    past = Problem(field="deadline", code="past", message="It has gone by.")
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(), zone=ZONE, now=NOW, met=(unclear, past))
        assert kept.met == {"en": (unclear,)}, "what the text shows by itself is not kept"
        corrected, _ = await actions.add(tx, invented(title="CORRECTED"), zone=ZONE, now=NOW)
        assert corrected.met == {"en": ()}


@pytest.mark.parametrize("missing", [{"title": ""}, {"targets": ()}, {"letter": None}, {"deadline": None}])
async def test_what_blocks_an_announcement_blocks_the_approval(database: Database, missing: dict[str, Any]) -> None:
    async with database.writing() as tx:
        kept, _ = await actions.add(tx, invented(**missing), zone=ZONE, now=NOW)
        with pytest.raises(Refused) as refused:
            await actions.approve(tx, kept.id, now=NOW)
        assert [problem.field for problem in refused.value.problems] == list(missing)
        assert (await actions.by_id(tx, kept.id)).state is State.DRAFT


async def test_open_is_announced_in_time_and_the_newest_of_its_case(database: Database) -> None:
    ids = {}
    async with database.writing() as tx:
        for name, document in (
            ("soon", invented("1/26", date(2026, 2, 26))),
            ("later", invented("2/26", date(2026, 5, 1))),
            ("first", invented("3/26", date(2026, 3, 1))),
            ("second", invented("3/26", date(2026, 3, 20), kind=Kind.UPDATE, sequence=2, index="EUR 1/2/2026")),
            ("draft", invented("4/26", date(2026, 2, 25))),
        ):
            kept, _ = await actions.add(tx, document, zone=ZONE, now=NOW)
            ids[name] = kept.id
    for name in ("later", "soon", "first", "second"):
        await announce(database, ids[name])
    async with database.reading() as tx:
        found = [kept.id for kept in await actions.open_now(tx, NOW)]
        assert found == [ids["soon"], ids["second"], ids["later"]]
        after = datetime(2026, 2, 26, 23, 0, tzinfo=UTC)
        assert [kept.id for kept in await actions.open_now(tx, after)] == [ids["second"], ids["later"]]
