"""A hand on a broadcast over real HTTP: which buttons the panel offers, and what they ask for."""

import re
from dataclasses import replace

import pytest

from content.rules.announcing import BroadcastState
from dashboard.guard import POLICY
from dashboard.routes import render
from dashboard.view import Case, Panel, Sending
from tests.dashboard.source import CASE, Served


@pytest.mark.parametrize("does", ["pause", "resume", "stop", "again"])
async def test_a_hand_on_what_is_sent(served: Served, does: str) -> None:
    answer = await served.http.post(f"/dashboard/{does}", json={"action": 3})
    assert answer.json() == {"said": f"{does}: done."}
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert (await served.http.post(f"/dashboard/{does}", json={"action": 4})).status_code == 404
    assert (await served.http.post(f"/dashboard/{does}", json={"action": "3"})).status_code == 400
    assert (await served.http.get(f"/dashboard/{does}")).status_code == 405
    elsewhere = {"Origin": "https://evil.example"}
    assert (await served.http.post(f"/dashboard/{does}", json={"action": 3}, headers=elsewhere)).status_code == 403
    assert served.source.done == [does]


def test_what_can_be_done_is_offered() -> None:
    def offered(sending: Sending | None) -> list[str]:
        said = render(Panel(cases=(replace(CASE, can_announce=False, announced="Sending", sending=sending),)))
        return re.findall(r'data-does="(\w+)"', said)

    sending = Sending(state=BroadcastState.SENDING, done=1240, total=1602, left=362)
    assert offered(sending) == ["pause", "stop"]
    assert offered(replace(sending, state=BroadcastState.PAUSED)) == ["resume", "stop"]
    assert offered(Sending(state=BroadcastState.DONE, done=9, total=9, missing=2)) == ["again"]
    assert offered(None) == []
    said = render(Panel(cases=(replace(CASE, announced="Sending", sending=sending),)))
    assert 'data-sure="Stop for good: 362 chats never get it"' in said
    assert 'width="77.4%"' in said


def test_only_what_arrived_is_ticked_off() -> None:
    def ticked(case: Case) -> bool:
        return "<path" in render(Panel(cases=(case,))).partition('class="announced')[2].partition("</p>")[0]

    sent = replace(CASE, announced="Sent to 9 chats")
    assert ticked(sent)
    assert ticked(replace(sent, sending=Sending(state=BroadcastState.DONE, done=9, total=9, missing=2)))
    assert not ticked(replace(sent, stopped=True))
    assert not ticked(replace(sent, sending=Sending(state=BroadcastState.PAUSED, done=1, total=9, left=8)))
