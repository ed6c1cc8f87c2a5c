"""The platform answers badly, late or not at all."""

import time

from content.rules.announcing import DeliveryState
from tests.faults.outcome import Outcome
from tests.faults.scenarios import scenario
from tests.faults.stage import FIRST, Stage
from tests.faults.waiting import until

FEW = 5
"""Chats that never get a clear answer."""
AGAIN = 120.0
"""Seconds within which a delivery in doubt has been sent again, and doubted again."""


@scenario()
def flooded(stage: Stage) -> Outcome:
    """429 to 30 % of the calls."""
    stage.announce()
    stage.start()
    stage.until_accepted(0.1)
    for seconds in (1, 2, 3):
        stage.telegram.fault("flood", share=0.1, seconds=2 * stage.scale.broken, retry_after=seconds)
    stage.until_done()
    outcome = stage.outcome()
    assert outcome.floods > 0
    assert outcome.doubts == 0, f"what was turned back did not arrive: {outcome}"
    return outcome


@scenario()
def hung(stage: Stage) -> Outcome:
    """Accepted, and never answered."""
    stage.announce()
    stage.telegram.fault("hang", share=0.1, count=stage.scale.chats // 20)
    stage.start()
    stage.until_done(AGAIN)
    return stage.outcome(most_twice=stage.met("hang"))


@scenario()
def dropped(stage: Stage) -> Outcome:
    """Accepted, and the connection breaks."""
    stage.announce()
    stage.telegram.fault("drop", chats=list(range(FIRST, FIRST + FEW)))
    stage.telegram.fault("drop", share=0.1, count=stage.scale.chats // 20)
    stage.start()
    stage.until_done(AGAIN)
    outcome = stage.outcome(most_twice=stage.met("drop"))
    assert (outcome.unknown, outcome.arrived) == (FEW, FEW), f"doubted twice, and never a guess: {outcome}"
    return outcome


@scenario()
def refused(stage: Stage) -> Outcome:
    """The connection is refused."""
    stage.announce()
    stage.start()
    stage.until_accepted(0.3)
    stage.telegram.fault("refuse", seconds=stage.scale.broken)
    time.sleep(stage.scale.broken)
    until(stage.telegram_listens, "the server is back")
    began = time.time()
    stage.until_done(AGAIN)
    return stage.outcome(first=stage.first_after(began))


@scenario()
def failing(stage: Stage) -> Outcome:
    """500, the platform's own word that nothing was done."""
    stage.announce()
    stage.start()
    stage.until_accepted(0.1)
    stage.telegram.fault("status", status=500, share=0.5, seconds=stage.scale.broken)
    stage.until_done()
    outcome = stage.outcome()
    assert stage.met("status") > 0
    assert outcome.doubts == 0
    return outcome


@scenario()
def badly_connected(stage: Stage) -> Outcome:
    """502, a gateway's page that says nothing clear."""
    stage.announce()
    stage.telegram.fault("status", status=502, html=True, chats=list(range(FIRST, FIRST + FEW)))
    stage.telegram.fault("status", status=502, html=True, share=0.1, count=stage.scale.chats // 20)
    stage.start()
    stage.until_done(AGAIN)
    outcome = stage.outcome()
    assert (outcome.unknown, outcome.arrived) == (FEW, 0), f"doubted twice, and never a guess: {outcome}"
    return outcome


@scenario()
def closed_and_moved(stage: Stage) -> Outcome:
    """Blocked chats, and groups with a new number."""
    stage.announce()
    closed, moved = list(range(FIRST, FIRST + 20)), list(range(FIRST + 20, FIRST + 30))
    stage.telegram.fault("blocked", chats=closed)
    stage.telegram.fault("migrated", chats=moved)
    stage.start()
    stage.until_done()
    outcome = stage.outcome()
    rows = {row.number: row for row in stage.ledger()}
    assert {rows[chat].state for chat in closed} == {DeliveryState.GONE}
    assert {rows[chat].state for chat in moved} == {DeliveryState.DELIVERED}
    assert all((rows[chat].now_at or 0) < 0 for chat in moved), "they are kept under their new numbers"
    assert stage.counts[DeliveryState.DELIVERED] == stage.scale.chats - len(closed)
    assert outcome.doubts == 0
    return outcome
