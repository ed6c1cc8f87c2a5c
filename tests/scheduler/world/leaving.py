"""What may leave and what not: each call, each row that is given up, and what is left when the process has done all."""

from datetime import timedelta

from content.rules.announcing import ANNOUNCING, EDITS, NEVER_TWICE, REMINDERS, BroadcastKind, DeliveryState
from content.rules.pacing import Pace
from storage.sending.deliveries import Delivery
from tests.scheduler.world.records import UNCLEAR, Action, Call, Line, Person
from tests.scheduler.world.rules import AMENDABLE, BETWEEN, Rules

ASKS = frozenset({BroadcastKind.ALERT, BroadcastKind.UPDATE, *REMINDERS})
"""The kinds that ask for appeals."""
NOT_IN_A_PAUSE = ANNOUNCING | REMINDERS | {BroadcastKind.PROMISE}
AFTER_ALL = (BroadcastKind.WITHDRAWAL, BroadcastKind.WARNING, BroadcastKind.TALLY)
"""What may be said of an action that was withdrawn."""
IN_FLIGHT = timedelta(seconds=10)


def may_be_there(call: Call) -> bool:
    """Whether the call left a message, as far as anybody knows."""
    return call.new and (call.fate == "arrives" or call.fate in UNCLEAR)


class Leaving(Rules):
    """The judge of a world: the rules, and what they say of calls."""

    def call(self, line: Line, delivery: Delivery) -> None:
        """Whether this row may leave now. Raises AssertionError with the rule that is broken."""
        assert line.who is not None, "nobody is there any more"
        person, action = self.world.people[line.who], self.world.actions[line.action]
        assert delivery.revision == action.revision, "an old text leaves"
        assert not action.withdrawn_at or line.kind in AFTER_ALL, "something of what was withdrawn leaves"
        if action.withdrawn_at and line.kind is BroadcastKind.WARNING:
            assert line.made_at >= action.withdrawn_at, "a warning of before the withdrawal"
        assert not person.gone, "to a chat that is closed"
        if delivery.origin is not None:
            self._edit(line, delivery, person, action)
            return
        assert not person.stopped, "to somebody who stopped"
        assert line.kind not in NOT_IN_A_PAUSE or not self.paused(person), "to somebody who has paused"
        assert not self.world.is_quiet(person.zone) or self._may_wake(line, person, action), "it wakes somebody"
        earlier = [call.fate for call in line.calls if may_be_there(call)]
        assert len(earlier) <= (0 if line.kind in NEVER_TWICE else 1), "once too often"
        assert "arrives" not in earlier, "once more, though it arrived"
        assert not self._too_late(line, action), "it asks for appeals after the end"
        if line.kind in ANNOUNCING:
            self._paced(line, person)
        elif line.kind is BroadcastKind.REMINDER:
            self._reminds(line, person, action)
        elif line.kind is BroadcastKind.LATER:
            put = self.came[line.id]
            assert self.world.now >= put.due_at, "too early"
            assert not self.done_with(person, action, put), "what was put off is done"
        elif line.kind is BroadcastKind.PROMISE:
            assert self.over(action), "it is open"
            assert self._promised(person, action, person.puts[action.id]), "who promised nothing, or kept it"
        elif line.kind is BroadcastKind.TALLY:
            assert person.organizer
        elif line.kind is BroadcastKind.WARNING:
            assert any(one == action.id for one, _ in person.handed), "who has no appeal"
        else:
            self._follows_up(line, person)

    def _too_late(self, line: Line, action: Action) -> bool:
        """Whether it asks for appeals, and is over; an outcome ends it with the next tick, a few seconds later."""
        if line.kind not in ASKS or (line.kind is BroadcastKind.UPDATE and action.stops):
            return False
        return self.world.now >= action.ends_at or (self.ended(action) and action.closed)

    def _may_wake(self, line: Line, person: Person, action: Action) -> bool:
        """Hours count, for whoever allowed it; and what somebody asked for at this hour."""
        if line.kind is BroadcastKind.LATER:
            return self.chosen(self.came[line.id])
        return person.wakes and action.hours_count and line.kind in (BroadcastKind.ALERT, BroadcastKind.UPDATE)

    def _paced(self, line: Line, person: Person) -> None:
        """An evening's alert: one a day, or a week, of theirs."""
        if line.made_by != "remind" or person.pace is Pace.EVERY or person.chose_at >= line.made_at:
            return
        today = self.world.local(person.zone).date()
        for other in self.world.of[person.name]:
            if other is not line and other.made_by == "remind" and other.kind in ANNOUNCING:
                near = [call for call in other.calls if may_be_there(call)]
                apart = [abs((today - call.day).days) for call in near]
                assert all(days >= BETWEEN[person.pace] for days in apart), "more than their pace"

    def _reminds(self, line: Line, person: Person, action: Action) -> None:
        put = person.puts.get(action.id)
        assert self.told(person, action), "who was never told"
        assert not self.sent_any(person, action), "who has acted"
        assert action.id not in person.declined, "who declined"
        assert not (put and put.state == "due"), "who has put it off"
        today = self.world.local(person.zone).date()
        for other in self.world.of[person.name]:
            if other is not line and other.kind is BroadcastKind.REMINDER:
                assert not any(may_be_there(call) and call.day == today for call in other.calls), "two on one day"

    def _follows_up(self, line: Line, person: Person) -> None:
        """A short message in place of an edit: of what may not be there, or cannot be changed."""
        assert line.kind in EDITS - {BroadcastKind.CLOSING}, "what cannot be closed is left alone"
        first = [one for one in self.world.of[person.name] if one.broadcast.id == line.broadcast.amends]
        stiff = {screen.line for screen in self.world.screens.values() if screen.stiff}
        assert any(one.in_doubt or one.id in stiff for one in first), "nothing needs it"

    def _edit(self, line: Line, delivery: Delivery, person: Person, action: Action) -> None:
        assert delivery.origin is not None
        screen = self.world.screens.get((person.name, delivery.origin.reference))
        assert screen is not None, "a message that never arrived is edited"
        assert screen.known, "a message of which we have no number is edited"
        first = self.world.lines[screen.line]
        assert screen.action == action.id, "another action's message"
        assert first.id == line.origin
        assert first.state is DeliveryState.DELIVERED
        assert any(call.new and call.at <= delivery.origin.sent_at for call in first.calls)
        assert not screen.removed or line.calls, "a message that was taken away is edited"
        if line.kind is BroadcastKind.CLOSING:
            assert self.over(action), "closed before the end"
            assert first.kind in ANNOUNCING
            for other in self.world.of[person.name]:
                if other is not line and other.kind is BroadcastKind.CLOSING and other.origin == line.origin:
                    done = [call for call in other.calls if call.fate == "arrives"]
                    assert all(action.reopened_at and call.at <= action.reopened_at for call in done), "closed twice"

    def skipped(self, step: str, line: Line) -> None:
        """Whether there is a reason for not sending a row."""
        if line.who is None or line.broadcast.state == "stopped":
            return
        person, action = self.world.people[line.who], self.world.actions[line.action]
        put = person.puts.get(action.id)
        first = self.world.lines[line.origin] if line.origin else None
        stiff = {screen.line for screen in self.world.screens.values() if screen.stiff}
        reasons = (
            person.stopped and not first,
            line.kind in NOT_IN_A_PAUSE and self.paused(person),
            line.kind in ASKS and self.over(action),
            line.kind in REMINDERS and (self.sent_any(person, action) or action.id in person.declined),
            line.kind is BroadcastKind.REMINDER and put is not None and put.state == "due",
            line.kind is BroadcastKind.CLOSING and line.origin in stiff,
            first and (first.waits or not (first.state is DeliveryState.DELIVERED or first.in_doubt)),
            first and first.in_doubt and line.kind is BroadcastKind.CLOSING,
        )
        assert any(reasons), f"{step} gives up {line} for no reason"

    def rested(self) -> None:
        """When ticks and sender have done what they can at a moment: what still waits has a reason to."""
        now = self.world.now
        for line in self.world.lines.values():
            if not line.waits or line.broadcast.state == "paused":
                continue
            assert line.state is DeliveryState.QUEUED
            ahead = line.due_at is not None and line.due_at > now
            last = line.calls[-1].fate if line.calls else ""
            if line.who is None:
                assert ahead, "nobody is there to get it"
                continue
            person = self.world.people[line.who]
            reasons = (
                last not in ("", "arrives") and ahead,
                not line.origin and self.world.is_quiet(person.zone),
                not line.origin and person.moved_at >= line.made_at and ahead,
                line.origin and line.due_at is not None and now < line.due_at <= now + IN_FLIGHT,
            )
            assert any(reasons), f"{line} is not sent"
        for broadcast in self.world.broadcasts.values():
            if broadcast.state == "sending":
                waits = (line.waits for line in self.world.lines.values() if line.broadcast.id == broadcast.id)
                assert any(waits), f"{broadcast} is done, and nobody says so"
        for action in self.world.actions.values():
            if action.broadcast and not action.withdrawn_at:
                assert action.closed == self.over(action), f"{action} is not closed, or not open"

    def calmed(self) -> None:
        """When nothing is on its way: every message reads as it should."""
        for (name, _), screen in self.world.screens.items():
            line, action = self.world.lines[screen.line], self.world.actions[screen.action]
            if not screen.known or screen.stiff or line.kind not in AMENDABLE or name not in self.world.people:
                continue
            edits = [one for one in self.world.of[name] if one.origin == line.id]
            lost = (DeliveryState.GONE, DeliveryState.UNKNOWN, DeliveryState.FAILED)
            if any(one.state in lost or one.broadcast.state == "paused" for one in edits):
                continue
            if action.withdrawn_at:
                of_it = line.kind is BroadcastKind.WARNING and line.made_at >= action.withdrawn_at
                assert screen.removed or of_it, f"{screen} is still there"
                continue
            assert screen.revision == action.revision, f"{screen} says what was corrected"
            if line.kind in ANNOUNCING and line.kind is action.kind and not self.over(action):
                assert screen.says is not BroadcastKind.CLOSING, f"{screen} is closed, and should be open"
            elif line.kind in ANNOUNCING and not (action.stops or action.kind is BroadcastKind.OUTCOME):
                closed = (BroadcastKind.CLOSING, BroadcastKind.CORRECTION)
                assert screen.says in closed, f"{screen} is open, and should be closed"
