"""The faults' own figures: what was lost, sent twice or left unknown is seen."""

from dataclasses import replace
from pathlib import Path

import pytest

from storage.sending.shards import SIZE
from tests.faults.databases import SqliteFile
from tests.faults.outcome import Outcome, Tally, table
from tests.faults.play import Wanted, every
from tests.faults.scenarios import BOTH, SCENARIOS
from tests.faults.stage import FIRST, Scale, Stage, staged

WELL = Outcome(
    recipients=SIZE,
    lost=0,
    twice=3,
    most_twice=3,
    doubts=3,
    unknown=0,
    arrived=0,
    adds_up=True,
    highest=100,
    rate=100,
    floods=0,
    first=1.5,
)


def test_the_ledger_is_held_against_what_arrived(tmp_path: Path) -> None:
    with staged(SqliteFile(tmp_path / "uabot.db"), tmp_path, Scale(chats=10, rate=30, broken=1)) as stage:
        stage.announce()
        assert stage.outcome().lost == 0, "what is queued is not lost"
        for chat in (FIRST, FIRST, FIRST + 2):
            assert stage.telegram.call("sendMessage", chat_id=chat, text="An alert")["ok"]
        _write(stage, 1, "delivered", "delivered twice")
        _write(stage, 2, "delivered", "the ledger says so, and the server knows nothing")
        _write(stage, 3, "unknown", "it had arrived")
        _write(stage, 4, "unknown", "it had not")
        _write(stage, 5, "sending", "nobody looks after it any more")
        found = stage.outcome()
        assert (found.lost, found.twice, found.unknown, found.arrived) == (2, 1, 2, 1)
        assert found.adds_up
        stage.database.write("DELETE FROM deliveries WHERE id = 10")
        found = stage.outcome()
        assert (found.lost, found.adds_up) == (3, False), "a row that is gone is somebody who is lost"


def _write(stage: Stage, row: int, state: str, reason: str) -> None:
    stage.database.write(f"UPDATE deliveries SET state = '{state}', reason = '{reason}' WHERE id = {row}")


@pytest.mark.parametrize(
    "wrong",
    [replace(WELL, lost=1), replace(WELL, twice=4), replace(WELL, adds_up=False), replace(WELL, highest=200)],
    ids=["lost", "twice", "states", "rate"],
)
def test_what_must_hold_is_checked(wrong: Outcome) -> None:
    WELL.check()
    with pytest.raises(AssertionError):
        wrong.check()


def test_the_table_says_it_all() -> None:
    tally = Tally("kill -9", "sqlite", [WELL, replace(WELL, twice=1, first=2.5)], ["it was late"])
    head, line, row = table([tally]).splitlines()
    assert {len(head), len(line)} == {len(row)}
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells == [
        *("kill -9", "sqlite", "2 + 1 FAILED", "1000", "0", "2, 3", "3", "3", "0 (0)", "2.0, 2.5", "–", "100.0%"),
    ]


def test_what_comes_at_random_moments_is_played_often() -> None:
    names = [str(one) for one in every(SCENARIOS, BOTH, times=20)]
    assert len(names) == len(set(names))
    assert sum(name.startswith("killed-sqlite") for name in names) == 20
    assert sum(name.startswith("locked-sqlite") for name in names) == 1
    assert all(isinstance(one, Wanted) for one in every(SCENARIOS, ["sqlite"]))
    assert not any("postgresql" in str(one) for one in every(SCENARIOS, ["sqlite"]))
