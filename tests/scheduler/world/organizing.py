"""What organizers do: they announce, correct, withdraw and halt what is on its way; the rules know what comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from content.action import Kind
from storage import actions, revising
from storage.database.engine import Tx
from storage.sending import broadcasts
from tests.cases import invented
from tests.scheduler.world.records import Action, Broadcast
from tests.scheduler.world.rules import Rules


def announce(
    rules: Rules,
    case: int,
    kind: Kind,
    sequence: int,
    *,
    days: int | None,
    zone: str,
    hours_count: bool,
    region: str,
    topics: Sequence[str],
    stops: bool = False,
) -> None:
    """A document is stored, approved and announced; `days` until its deadline, if it has one."""
    world = rules.world
    ends = None if days is None else world.local(zone).date() + timedelta(days=days)
    index = f"{region} 21/{case:04}/2026" if region else ""
    text = invented(f"{case}/26", ends, kind=kind, sequence=sequence, index=index, country="")

    async def store(tx: Tx) -> Action:
        kept, new = await actions.add(tx, text, zone=zone or world.home, now=world.now)
        assert new
        why = "a trial at dawn" if hours_count else ""
        await actions.mark(tx, kept.id, topics=topics, hours_count=why, stops_writing=stops)
        await actions.approve(tx, kept.id, now=world.now)
        told = frozenset(topics)
        return Action(kept.id, case, text, ends, kept.zone, hours_count, stops, region, told, kept.targets)

    what = world.write(store)
    world.actions[what.id] = what
    rules.expect(list(rules.announced(what)))

    async def send(tx: Tx) -> None:
        made = await broadcasts.announce(
            tx, what.id, what.kind, approver="one", needed=1, hours=world.hours, now=world.now
        )
        what.broadcast = made.id

    world.write(send)
    world.see("announce")


def revise(rules: Rules, what: Action, deadline: date | None, zone: str, summary: str) -> None:
    """Another deadline or zone, and another text if `summary` is none that it has; not for what says all this."""
    world = rules.world
    words = bool(summary)
    if not words and (deadline, zone) == (what.deadline, what.zone):
        return
    text = replace(what.text, deadline=deadline, summary=summary or what.text.summary)
    rules.expect(list(rules.revised(what, words=words)))
    what.text, what.deadline, what.zone = text, deadline, zone
    what.revision += 1
    if what.closed and not rules.over(what):
        what.reopened_at = world.now

    async def work(tx: Tx) -> None:
        await revising.revise(
            tx, what.id, text=text, deadline=deadline, zone=zone, approver="one", needed=1, now=world.now
        )

    world.write(work)
    world.see("revise")


def withdraw(rules: Rules, what: Action) -> None:
    world = rules.world
    what.withdrawn_at = world.now
    rules.expect(list(rules.withdrawn(what)))
    for other in world.actions.values():
        if other.closed and not rules.over(other):
            other.reopened_at = world.now
    for who in world.people.values():
        put = who.puts.get(what.id)
        if put is not None and put.state == "due":
            put.state = "over"
    world.write(lambda tx: revising.withdraw(tx, what.id, approver="one", needed=1, now=world.now))
    world.see("withdraw")


def pause(rules: Rules, one: Broadcast) -> None:
    rules.world.write(lambda tx: broadcasts.pause(tx, one.id, "by hand", now=rules.world.now))
    rules.world.see("pausing")


def stop(rules: Rules, one: Broadcast) -> None:
    rules.world.write(lambda tx: broadcasts.stop(tx, one.id, "by hand", now=rules.world.now))
    rules.world.see("stopping")


def go_on(rules: Rules, one: Broadcast) -> None:
    rules.world.write(lambda tx: broadcasts.resume(tx, one.id, now=rules.world.now))
    rules.world.see("going on")
