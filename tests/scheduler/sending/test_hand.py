"""What is in hand leaves by order, and what leaves last takes nobody's place."""

import asyncio
from itertools import count

import pytest

from content.ids import ActionId, BroadcastId, ChatId, DeliveryId, Platform
from content.rules.announcing import ORDERS, BroadcastKind
from scheduler.sending.hand import Hand
from scheduler.sending.pace import Rests
from storage.database.engine import Database
from storage.sending.deliveries import Delivery
from tests.databases import on_sqlite
from tests.scheduler.pigeons import Pigeons, until
from tests.scheduler.sending.parts import running, sender

_ids = count(1)


def block(kind: BroadcastKind, n: int) -> list[Delivery]:
    return [
        Delivery(
            id=DeliveryId(at),
            broadcast=BroadcastId(1),
            action=ActionId(1),
            kind=kind,
            chat=ChatId(at),
            platform=Platform.TELEGRAM,
            language="en",
            attempts=0,
            doubts=0,
        )
        for at in (next(_ids) for _ in range(n))
    ]


KINDS_BY_ORDER = (
    {BroadcastKind.ALERT, BroadcastKind.UPDATE, BroadcastKind.OUTCOME, BroadcastKind.WARNING},
    {BroadcastKind.CORRECTION, BroadcastKind.WITHDRAWAL},
    {BroadcastKind.REMINDER, BroadcastKind.LATER, BroadcastKind.PROMISE, BroadcastKind.TALLY},
    {BroadcastKind.CLOSING},
)


async def test_it_is_picked_by_order_and_within_one_as_it_came() -> None:
    hand = Hand()
    given = [one for kind in reversed(BroadcastKind) for one in block(kind, 2)]
    hand.add(given)
    picked = hand.pick(len(given), Rests(), at=0.0)
    for kinds in KINDS_BY_ORDER:
        first, picked = picked[: 2 * len(kinds)], picked[2 * len(kinds) :]
        assert first == [one for one in given if one.kind in kinds]
    assert picked == []


async def test_who_rests_is_passed_over_and_keeps_the_first_place() -> None:
    hand, rests = Hand(), Rests()
    alerts, closings = block(BroadcastKind.ALERT, 2), block(BroadcastKind.CLOSING, 1)
    hand.add([*closings, *alerts])
    rests.written(alerts[0].chat, 5.0, at=1.0)
    assert hand.pick(5, rests, at=1.0) == [alerts[1], *closings]
    hand.put_back([alerts[1], *closings])
    assert hand.pick(5, rests, at=5.0) == [alerts[1], alerts[0], *closings]


async def test_what_is_picked_dropped_or_over_waits_no_more() -> None:
    hand = Hand()
    alerts, closings = block(BroadcastKind.ALERT, 3), block(BroadcastKind.CLOSING, 3)
    over = hand.add(alerts), hand.add(closings)
    assert [hand.before(order) for order in ORDERS] == [3, 3, 3, 6]
    assert hand.pick(2, Rests(), at=0.0) == alerts[:2]
    hand.drop(one.id for one in alerts[:2])
    hand.drop_waiting({alerts[2].id, closings[0].id})
    assert (hand.waiting, [each.done() for each in over]) == (2, [True, False])
    hand.drop_all()
    assert (hand.waiting, set(hand.ids), over[1].done()) == (0, set(), True)


@on_sqlite
@pytest.mark.parametrize("order", ORDERS)
async def test_a_sender_full_of_one_order_has_room_for_what_leaves_sooner(database: Database, order: int) -> None:
    one = sender(database, Pigeons(), rate=30)
    rooms = [one.ahead] * order + [0] * (len(ORDERS) - order)
    waiting = asyncio.create_task(one.deliver(block(min(KINDS_BY_ORDER[order]), one.ahead)))
    await until(lambda: [one.room_for(each) for each in ORDERS] == rooms)
    assert [hungry.is_set() for hungry in one.hungry] == [bool(room) for room in rooms]
    waiting.cancel()
    await asyncio.wait({waiting})
    async with running(one):
        assert [one.room_for(each) for each in ORDERS] == [one.ahead] * len(ORDERS)
    assert [one.room_for(each) for each in ORDERS] == [0] * len(ORDERS)
    assert not any(hungry.is_set() for hungry in one.hungry)
