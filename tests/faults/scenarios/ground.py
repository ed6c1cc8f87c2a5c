"""The ground gives way: the database is locked, restarted, full, or an old copy of itself."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from content.rules.announcing import BroadcastState, DeliveryState
from tests.faults.databases import OwnServer, PostgresDatabase, SqliteFile
from tests.faults.outcome import Outcome
from tests.faults.process import Uabot
from tests.faults.scenarios import scenario
from tests.faults.stage import Stage
from tests.faults.waiting import until


@scenario()
def locked(stage: Stage) -> Outcome:
    """The database is locked."""
    stage.announce()
    stage.start()
    stage.until_accepted(0.2)
    with stage.database.locked():
        _nothing_leaves(stage)
    return _whole(stage)


@scenario(databases=("postgresql",), own_server=True)
def restarted(stage: Stage) -> Outcome:
    """The database server is stopped and started."""
    assert isinstance(stage.database, PostgresDatabase)
    assert isinstance(stage.database.server, OwnServer)
    stage.announce()
    stage.start()
    stage.until_accepted(0.2)
    with stage.database.server.away():
        _nothing_leaves(stage)
    return _whole(stage)


@scenario()
def full(stage: Stage) -> Outcome:
    """The disk is full at commit."""
    stage.announce()
    process = stage.start()
    stage.until_accepted(0.2)
    with _full(stage, process):
        _nothing_leaves(stage)
    return _whole(stage)


@contextmanager
def _full(stage: Stage, process: Uabot) -> Iterator[None]:
    if isinstance(stage.database, PostgresDatabase):
        with stage.database.full():
            yield
    else:
        process.files_may_hold(1024)
        yield
        process.files_may_hold(None)


def _nothing_leaves(stage: Stage) -> None:
    """For as long as things are broken: what was marked is out, and not one more."""
    began = time.monotonic()
    out = stage.until_quiet(1.0)
    assert out < stage.scale.chats, "it sends without a ledger"
    time.sleep(max(stage.scale.broken - (time.monotonic() - began), 0))
    assert stage.accepted == out, "it sends without a ledger"


def _whole(stage: Stage) -> Outcome:
    """Mended: the rest goes out, and since the process knew all along what it had sent, nothing is in doubt."""
    mended = time.time()
    stage.until_done()
    outcome = stage.outcome(first=stage.first_after(mended))
    assert outcome.doubts == 0, f"every answer had come: {outcome}"
    return outcome


@scenario()
def put_back(stage: Stage) -> Outcome:
    """A copy of the database is put back."""
    stage.announce()
    process = stage.start()
    stage.until_accepted(0.3)
    if isinstance(stage.database, SqliteFile):
        copy = stage.database.copy(stage.folder / "copy.db")
        stage.until_done()
        process.stop()
        stage.database.put_back(copy)
        return _silent(stage)
    assert isinstance(stage.database, PostgresDatabase)
    process.stop()
    with stage.database.copied() as found:
        stage.start()
        stage.until_done()
        stage.end()
        stage.database = found
        return _silent(stage)


def _silent(stage: Stage) -> Outcome:
    """The copy knows of less than was sent: it sends nothing by itself, and says why."""
    sent = stage.accepted
    assert sent == stage.scale.chats
    assert stage.counts[DeliveryState.QUEUED] > 0, "the copy knows less"
    process = stage.start().ready()
    until(lambda: stage.state is BroadcastState.PAUSED, lambda: f"the copy is noticed: it is {stage.state}", seconds=30)
    assert "copy" in stage.reason
    time.sleep(2)
    assert stage.accepted == sent, "a copy sends nothing by itself"
    outcome = stage.outcome()
    process.stop()
    assert outcome.twice == 0
    assert stage.state is BroadcastState.PAUSED
    return outcome
