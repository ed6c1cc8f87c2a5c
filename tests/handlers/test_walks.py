"""Every button, twice, out of order, after a restart and by somebody else: no count is ever wrong."""

import asyncio
import random
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from content.action import Channel
from content.choices import CouldNot, Sent, Stale, Undo, unpack
from content.ids import ActionId, TargetId
from content.message import Press
from content.rules.counting import TakingState, Tally
from content.rules.deadlines import stage
from handlers.router import answering
from handlers.turn import Reply
from handlers.visit import Network
from storage.database.engine import open_database
from tests.cases import invented
from tests.handlers.conftest import START, House
from tests.talk import Clock, Talk

Appeal = tuple[str, ActionId, TargetId, Channel]
"""Who (a new name after being forgotten), which action, target and channel."""


class Walks(RuleBasedStateMachine):
    """Three people press what they like. The model knows only what was shown and what was said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.address = f"sqlite+aiosqlite:///{Path(self.folder.name) / 'walks.db'}"
        self.network = Network(name="The Example Network", zone="Europe/Paris")
        self.clock = Clock(START)
        self.states: dict[Appeal, TakingState] = {}
        self.lives: dict[str, int] = {}
        self.payloads: list[str] = []
        self.owners: dict[int, str] = {}
        self.seen: set[str] = set()
        self.loop.run_until_complete(self._open())

    async def _open(self) -> None:
        self.database = await open_database(self.address, "a secret")
        house = House(self.database, self.clock, answering(self.database, self.network), ActionId(0))
        self.action = await house.announce(invented())
        self.people = [await house.joined(name, country="US") for name in ("anna", "bert", "carla")]
        for person in self.people:
            self.lives[person.name] = 0
            self._look(person)

    def teardown(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.loop.close()
        self.folder.cleanup()

    @rule(who=st.integers(0, 2), pick=st.randoms(use_true_random=False), times=st.integers(1, 2))
    def press_anything(self, who: int, pick: random.Random, times: int) -> None:
        person = self.people[who]
        buttons = list(person.presses())
        if buttons:
            _, button = pick.choice(buttons)
            for _ in range(times):
                self._pressed(person, button.choice)

    @rule(who=st.integers(0, 2), pick=st.randoms(use_true_random=False))
    def press_what_was_ever_shown_to_anybody(self, who: int, pick: random.Random) -> None:
        if self.payloads:
            self._pressed(self.people[who], pick.choice(self.payloads))

    @rule(who=st.integers(0, 2), pick=st.randoms(use_true_random=False))
    def the_platform_repeats(self, who: int, pick: random.Random) -> None:
        turn = pick.choice(self.people[who].turns)
        reply = self.loop.run_until_complete(self.people[who].answer(turn))
        assert reply.messages or reply.note, "never silence"

    @rule()
    def restart(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.database = self.loop.run_until_complete(open_database(self.address, "a secret"))
        for person in self.people:
            person.answer = answering(self.database, self.network)

    @rule(hours=st.integers(1, 60))
    @precondition(lambda self: self.clock.now < START + timedelta(days=20))
    def time_passes(self, hours: int) -> None:
        self.clock.go_on(hours=hours)

    @rule(
        who=st.integers(0, 2),
        words=st.sampled_from(
            ["/start", "/actions", "/forget", "/stop", "/settings", "/pause", "/country US", "12 May"]
        ),
    )
    def say(self, who: int, words: str) -> None:
        person = self.people[who]
        self.loop.run_until_complete(person.say(words))
        if words == "/forget":
            self.lives[person.name] += 1
        self._look(person)

    @invariant()
    def the_tally_is_what_was_said(self) -> None:
        tally = self.loop.run_until_complete(self._tally())
        states = self.states
        assert tally.whole.handed_out == len(states)
        assert tally.whole.sent == sum(state is TakingState.SENT for state in states.values())
        assert tally.whole.tried == sum(state is TakingState.TRIED for state in states.values())
        senders = {appeal[0] for appeal, state in states.items() if state is TakingState.SENT}
        assert tally.whole.people == len(senders)
        for channel in Channel:
            sent = {appeal for appeal, state in states.items() if state is TakingState.SENT and appeal[3] is channel}
            part = tally.by_channel.get(channel)
            assert (part.sent if part else 0) == len(sent)
            assert (part.people if part else 0) == len({appeal[0] for appeal in sent})

    async def _tally(self) -> Tally:
        return await House(self.database, self.clock, self.people[0].answer, self.action).tally()

    def _pressed(self, person: Talk, payload: str) -> None:
        said = self._said(person, payload)
        reply: Reply = self.loop.run_until_complete(person.forge(payload))
        assert reply.messages or reply.note, "every press is answered"
        if said is not None and said[0] in self.states:
            self.states[said[0]] = said[1]
        self._look(person)

    def _said(self, person: Talk, payload: str) -> tuple[Appeal, TakingState] | None:
        """What this press says, if it is this person's own and in time."""
        try:
            choice, owner = (pressed := unpack(payload)).choice, pressed.owner
        except Stale:
            return None
        words = {Sent: TakingState.SENT, CouldNot: TakingState.TRIED, Undo: TakingState.HANDED}
        if type(choice) not in words or not isinstance(choice, Sent | CouldNot | Undo):
            return None
        if owner is None or self.owners.get(owner) != self._life(person):
            return None
        if not stage(invented().deadline, "Europe/Paris", self.clock.now).listens:
            return None
        return (self._life(person), choice.action, choice.target, choice.channel), words[type(choice)]

    def _look(self, person: Talk) -> None:
        """Note every button that stands in the chat now: an appeal shown was handed out to whoever it was made for."""
        for _, button in person.presses():
            self._note(person, button)

    def _note(self, person: Talk, button: Press) -> None:
        if button.choice in self.seen:
            return
        self.seen.add(button.choice)
        self.payloads.append(button.choice)
        pressed = unpack(button.choice)
        if pressed.owner is not None:
            self.owners.setdefault(pressed.owner, self._life(person))
            if isinstance(pressed.choice, Sent):
                choice = pressed.choice
                appeal = (self.owners[pressed.owner], choice.action, choice.target, choice.channel)
                self.states.setdefault(appeal, TakingState.HANDED)

    def _life(self, person: Talk) -> str:
        return f"{person.name} {self.lives[person.name]}"


def test_no_order_of_presses_makes_a_count_wrong() -> None:
    run_state_machine_as_test(
        Walks,
        settings=settings(
            max_examples=16,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
