"""Wordings: what organizers say beside a document is kept by place and language, and an approved one stays."""

import pytest

from content.rules.announcing import BroadcastKind
from content.rules.wordings import Misworded, What
from storage.actions import Refused
from storage.database.engine import Database
from storage.sending import broadcasts
from storage.words import wordings
from tests.storage.builder import NOON, written


async def test_each_reader_gets_the_one_in_their_language(database: Database) -> None:
    async with database.writing() as tx:
        what = await written(tx)
        assert await wordings.said(tx, what, What.NOTES, "fr") == ""
        await wordings.save(tx, what, What.NOTES, "fr", "Notez {date}.")
        assert await wordings.said(tx, what, What.NOTES, "es") == "Notez {date}.", "any is better than none"
        await wordings.save(tx, what, What.NOTES, "en", "Note {date}.")
        for reads, said in (("fr", "Notez"), ("fr-CA", "Notez"), ("en", "Note "), ("es", "Note "), ("tlh", "Note ")):
            assert (await wordings.said(tx, what, What.NOTES, reads)).startswith(said), reads
        assert await wordings.said(tx, what, What.INTRO, "fr") == ""


async def test_a_new_one_takes_the_place_of_the_old_and_none_of_another(database: Database) -> None:
    async with database.writing() as tx:
        first, second = await written(tx), await written(tx)
        await wordings.save(tx, first, What.THANKS, "en", "Old.")
        await wordings.save(tx, second, What.THANKS, "en", "Another's.")
        assert await wordings.save(tx, first, What.THANKS, "en", " New.\n") == "New."
        assert await wordings.of(tx, first) == {What.THANKS: {"en": "New."}}
        assert await wordings.remove(tx, first, What.THANKS, "en")
        assert not await wordings.remove(tx, first, What.THANKS, "en")
        assert await wordings.of(tx, first) == {}
        assert await wordings.of(tx, second) == {What.THANKS: {"en": "Another's."}}


async def test_what_is_wrong_is_not_kept(database: Database) -> None:
    async with database.writing() as tx:
        what = await written(tx)
        with pytest.raises(Misworded, match="no placeholder"):
            await wordings.save(tx, what, What.INTRO, "en", "{0}")
        assert await wordings.of(tx, what) == {}
        with pytest.raises(LookupError):
            await wordings.save(tx, type(what)(what + 1), What.NOTES, "en", "Of nothing.")


async def test_an_introduction_stays_once_somebody_approved_it(database: Database) -> None:
    async with database.writing() as tx:
        what = await written(tx)
        await wordings.save(tx, what, What.INTRO, "en", "Please write before Friday.")
        await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="me", needed=2, now=NOON)
    for state in ("waits for approvals", "is announced"):
        async with database.writing() as tx:
            for language in ("en", "fr"):
                with pytest.raises(Refused, match=state):
                    await wordings.save(tx, what, What.INTRO, language, "Another one.")
            with pytest.raises(Refused, match=state):
                await wordings.remove(tx, what, What.INTRO, "en")
            for other in set(What) - {What.INTRO}:
                await wordings.save(tx, what, other, "en", "At any time.")
            assert await wordings.said(tx, what, What.INTRO, "en") == "Please write before Friday."
            await broadcasts.announce(tx, what, BroadcastKind.ALERT, approver="you", needed=2, now=NOON)
