"""A message is made once for all to whom its broadcast says the same, and made anew where it says something else."""

from dataclasses import replace

import pytest

from content.about import About
from content.action import Channel
from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform, Reference, TargetId
from content.rules.announcing import BroadcastKind
from content.rules.counting import TakingState
from scheduler.sending.wording import Wording
from storage.database.engine import Database
from storage.sending.deliveries import Delivery, Origin
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, Words
from tests.storage.builder import NOON

pytestmark = on_sqlite
TOLD = ((TargetId(1), Channel.EMAIL, TakingState.SENT),)
ONE = Delivery(
    id=DeliveryId(1),
    broadcast=BroadcastId(1),
    action=ActionId(1),
    kind=BroadcastKind.CORRECTION,
    chat=ChatId(1),
    platform=Platform.TELEGRAM,
    language="en",
    attempts=0,
    doubts=0,
    origin=Origin(Reference("m1"), NOON),
)


@pytest.fixture
async def made(database: Database) -> tuple[Wording[str], Words]:
    words = Words()
    return Wording(database, Pigeons(), words, now=lambda: NOON), words


async def said(wording: Wording[str], delivery: Delivery) -> str | None:
    return wording.known(delivery) or await wording.make(delivery)


async def test_others_of_whom_it_says_the_same_get_the_same(made: tuple[Wording[str], Words]) -> None:
    wording, words = made
    other = replace(ONE, id=DeliveryId(2), chat=ChatId(2), attempts=3, origin=Origin(Reference("m2"), NOON))
    assert await said(wording, ONE) == await said(wording, other) == "correction 1 in en"
    assert words.asked == [ONE]


@pytest.mark.parametrize(
    ("variant", "text"),
    [
        (replace(ONE, language="fr"), "correction 1 in fr"),
        (replace(ONE, revision=2), "correction 1 in en, revision 2"),
        (replace(ONE, origin=None), "correction 1 in en, anew"),
        (replace(ONE, about=About(country="FR")), "correction 1 in en, for FR"),
        (replace(ONE, about=About(country="FR", told=TOLD)), "correction 1 in en, for FR"),
        (replace(ONE, about=About(country="FR", next=(TargetId(1), Channel.FAX))), "correction 1 in en, for FR"),
        (replace(ONE, broadcast=BroadcastId(2), kind=BroadcastKind.CLOSING), "closing 1 in en"),
    ],
)
async def test_another_text_is_made_for_whoever_needs_one(
    made: tuple[Wording[str], Words], variant: Delivery, text: str
) -> None:
    wording, words = made
    assert await said(wording, ONE) == "correction 1 in en"
    assert wording.known(variant) is None
    assert await said(wording, variant) == wording.known(variant) == text
    assert wording.known(ONE) == "correction 1 in en"
    assert words.asked == [ONE, variant]


async def test_what_was_made_first_makes_room(
    made: tuple[Wording[str], Words], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.sending.wording._MOST", 3)
    wording, _ = made
    variants = [replace(ONE, revision=revision) for revision in range(1, 6)]
    for one in variants:
        await said(wording, one)
    assert [wording.known(one) is not None for one in variants] == [False, False, True, True, True]


async def test_a_broadcast_that_is_forgotten_is_put_into_words_again(made: tuple[Wording[str], Words]) -> None:
    wording, _ = made
    other = replace(ONE, broadcast=BroadcastId(2))
    personal = replace(ONE, about=About(country="FR"))
    for one in (ONE, personal, other):
        await said(wording, one)
    wording.forget(ONE.broadcast)
    assert [wording.known(one) is not None for one in (ONE, personal, other)] == [False, False, True]


async def test_it_is_given_up_when_it_fails_three_times_in_a_row(made: tuple[Wording[str], Words]) -> None:
    wording, words = made
    for _ in range(2):
        words.broken = {ONE.action}
        for _ in range(2):
            with pytest.raises(KeyError):
                await wording.make(ONE)
        words.broken = set()
        assert await wording.make(ONE) == "correction 1 in en"
