"""Putting off: "Later", when, and taken back. The action as a whole, or one appeal of it, comes back at that moment."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from content.action import Channel
from content.choices import (
    ComeBack,
    ComeBackAt,
    Decline,
    EndPause,
    Later,
    OpenAction,
    OpenAppeal,
    PickDay,
    PickHour,
    PickTarget,
    PutOff,
    TakeAction,
    UndoLater,
)
from content.ids import ActionId, TargetId
from content.message import Button, Message, Press
from content.rules import hours
from content.rules.counting import TakingState
from content.rules.deadlines import Stage, ends_at
from content.rules.hours import When
from handlers import clock
from handlers.acting import handing, listing, reach
from handlers.acting.around import warning
from handlers.settling import pause
from handlers.turn import Reply
from handlers.visit import Visit
from storage import takings
from storage.actions import Kept
from storage.due import laters, reminders

WHOLE = (TargetId(0), None)
"""In a button, in the place of an appeal's target and channel: the action as a whole."""
NAMES = {When.HOUR: "In an hour", When.TONIGHT: "Tonight", When.MORNING: "Tomorrow morning"}
"""The moments that have a name, in English: keys for translation."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)

Put = PutOff | ComeBack | PickDay | PickHour | ComeBackAt | UndoLater


async def later(visit: Visit, choice: Later) -> Reply:
    """`Later` on a card."""
    return await put_off(visit, PutOff(choice.action, *WHOLE))


async def put_off(visit: Visit, choice: PutOff) -> Reply:
    """`Later`: when shall it come back?"""
    kept = await _kept(visit, choice)
    return Reply(messages=(await _moments(visit, kept, choice),), in_place=True)


async def come_back(visit: Visit, choice: ComeBack) -> Reply:
    """A moment with a name was picked, and is reckoned now. Raises LookupError for what names none."""
    kept = await _kept(visit, choice)
    try:
        wanted = When(choice.moment)
    except ValueError:
        raise LookupError(choice.moment) from None
    return await _keep(visit, kept, choice, _offered(visit, kept).get(wanted))


async def pick_day(visit: Visit, choice: PickDay) -> Reply:
    """`Pick a time`: the days."""
    kept = await _kept(visit, choice)
    days = hours.days(visit.zone, visit.turn.now, before=_end(kept))
    if kept.stage(visit.turn.now) is not Stage.OPEN or not days:
        return await put_off(visit, PutOff(*_of(choice)))
    buttons = [visit.named(clock.name(visit, day), PickHour(*_of(choice), day.toordinal())) for day in days]
    back = visit.button("Back", PutOff(*_of(choice)))
    return visit.instead("later_day", [*_pairs(buttons), [back]], **_head(visit, kept, await _aim(visit, kept, choice)))


async def pick_hour(visit: Visit, choice: PickHour) -> Reply:
    """The hours of the day that was picked; the days again once it has none."""
    kept = await _kept(visit, choice)
    days = hours.days(visit.zone, visit.turn.now, before=_end(kept))
    day = next((day for day in days if day.toordinal() == choice.day), None)
    if kept.stage(visit.turn.now) is not Stage.OPEN or day is None:
        return await pick_day(visit, PickDay(*_of(choice)))
    moments = hours.hours_on(day, visit.zone, visit.turn.now, before=_end(kept))
    buttons = [
        visit.named(clock.hour(visit, moment), ComeBackAt(*_of(choice), (moment - _EPOCH) // _MINUTE))
        for moment in moments
    ]
    back = visit.button("Back", PickDay(*_of(choice)))
    return visit.instead(
        "later_hour",
        [*(buttons[at : at + 4] for at in range(0, len(buttons), 4)), [back]],
        day=clock.name(visit, day),
        whose=clock.whose(visit),
        **_head(visit, kept, await _aim(visit, kept, choice)),
    )


async def come_back_at(visit: Visit, choice: ComeBackAt) -> Reply:
    """An hour was picked."""
    kept = await _kept(visit, choice)
    offered = (
        moment
        for day in hours.days(visit.zone, visit.turn.now, before=_end(kept))
        for moment in hours.hours_on(day, visit.zone, visit.turn.now, before=_end(kept))
    )
    found = next((moment for moment in offered if (moment - _EPOCH) // _MINUTE == choice.minute), None)
    return await _keep(visit, kept, choice, found)


async def undo_later(visit: Visit, choice: UndoLater) -> Reply:
    """It need not come back: the appeal, or the card, again."""
    kept = await listing.announced(visit, choice.action)
    await laters.cancel(visit.tx, visit.here.id, kept.id)
    note = visit.voice.label("Taken back: it does not come back by itself.")
    if choice.channel is None:
        return Reply(messages=(await listing.card_message(visit, kept),), in_place=True, note=note)
    reply = await handing.hand_out(visit, OpenAppeal(kept.id, choice.target, choice.channel, ""))
    return Reply(messages=reply.messages, in_place=True, note=note)


async def _kept(visit: Visit, choice: Put) -> Kept:
    """The action of a button whose appeal, if it names one, is this person's to send. Raises LookupError for others."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return kept
    if choice.channel is not None:
        reach.offered(visit, kept, choice.target, choice.channel)
    elif choice.target:
        raise LookupError(choice.target)
    await takings.answer_walk(visit.tx, visit.here.id, kept.id, now=visit.turn.now)  # no "not this case" any more
    return kept


async def _moments(visit: Visit, kept: Kept, choice: Put) -> Message:
    """The moments to pick from; kind words where there is no time, or nothing left to do."""
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return await listing.closed_message(visit, kept)
    sent = await _has_sent(visit, kept)
    aim = await _aim(visit, kept, choice)
    if sent and aim is None:
        return visit.message("later_done", [[_back(visit, choice)]], **_head(visit, kept, aim))
    named = [visit.button(NAMES[one], ComeBack(*_of(choice), one)) for one in _offered(visit, kept)]
    if hours.days(visit.zone, visit.turn.now, before=_end(kept)):
        named.append(visit.button("Pick a time", PickDay(*_of(choice))))
    if not named:
        answers = [
            visit.button("Take action", await _begin(visit, kept, choice)),
            visit.button("Not this case", Decline(kept.id)),
        ]
        return visit.message("later_never", [answers, [_back(visit, choice)]], **_head(visit, kept, aim))
    waits = await laters.pending(visit.tx, visit.here.id, kept.id)
    comes = waits.due_at if waits is not None and waits.due_at > visit.turn.now else None
    reminder = await reminders.next_due(visit.tx, kept.id, zone=visit.here.zone, now=visit.turn.now)
    reminded = reminder if reminder and not sent and not _in_pause(visit, reminder) else None
    undo = [visit.button("Undo", UndoLater(*_of(choice)))] if comes else []
    return visit.message(
        "later_when",
        [*_pairs(named), [*undo, _back(visit, choice)]],
        comes=clock.when(visit, comes) if comes else "",
        reminder=clock.when(visit, reminded) if reminded else "",
        **_head(visit, kept, aim),
    )


async def _keep(visit: Visit, kept: Kept, choice: Put, moment: datetime | None) -> Reply:
    """Come back then, and say so; without a moment that can still be had, ask again."""
    aim = await _aim(visit, kept, choice)
    nothing_left = aim is None and await _has_sent(visit, kept)
    if nothing_left or kept.stage(visit.turn.now) is not Stage.OPEN:
        return await put_off(visit, PutOff(*_of(choice)))
    if moment is None:
        note = visit.voice.label("That moment has passed: please choose another.")
        return Reply(messages=(await _moments(visit, kept, choice),), in_place=True, note=note)
    target, channel = aim or (None, None)
    await laters.keep(visit.tx, visit.here.id, kept.id, due_at=moment, asked=True, target=target, channel=channel)
    paused = pause.until(visit) if _in_pause(visit, moment) else ""
    rows = [
        [visit.button("Take action", await _begin(visit, kept, choice)), visit.button("Undo", UndoLater(*_of(choice)))],
        [visit.button("Go on now", EndPause())] if paused else [],
        [visit.button("Back", PutOff(*_of(choice)))],
    ]
    return visit.instead("later", rows, comes=clock.when(visit, moment), paused=paused, **_head(visit, kept, aim))


async def _aim(visit: Visit, kept: Kept, choice: Put) -> tuple[TargetId, Channel] | None:
    """The appeal that comes back; None for the action as a whole.

    What is put off as a whole is done with the first appeal that is sent: who has sent one puts off the next best.
    """
    if choice.channel is not None:
        return choice.target, choice.channel
    return await reach.best_left(visit, kept) if await _has_sent(visit, kept) else None


async def _has_sent(visit: Visit, kept: Kept) -> bool:
    return TakingState.SENT in (await takings.of(visit.tx, visit.here.id, kept.id)).values()


def _head(visit: Visit, kept: Kept, aim: tuple[TargetId, Channel] | None) -> dict[str, object]:
    """What every message here begins with: the case, the days left, the appeal if it is about one."""
    what = listing.describe(visit, kept, *aim) if aim else ""
    return {"who": listing.whom(visit, kept), "what": what, **visit.left(kept)}


def _in_pause(visit: Visit, moment: datetime) -> bool:
    return visit.paused_until is not None and moment < visit.paused_until


def _offered(visit: Visit, kept: Kept) -> Mapping[When, datetime]:
    return hours.moments(visit.zone, visit.turn.now, before=_end(kept))


def _end(kept: Kept) -> datetime | None:
    deadline = kept.text.deadline
    return None if deadline is None else ends_at(deadline, kept.zone)


async def _begin(visit: Visit, kept: Kept, choice: Put) -> TakeAction | PickTarget | OpenAppeal:
    """To the appeal that was put off, or into the walk."""
    if choice.channel is None:
        return await warning.first_step(visit, kept)
    return OpenAppeal(choice.action, choice.target, choice.channel, "")


def _back(visit: Visit, choice: Put) -> Press:
    """Where "Later" was pressed: the appeal, or the card."""
    if choice.channel is None:
        return visit.button("Back", OpenAction(choice.action))
    return visit.button("Back", OpenAppeal(choice.action, choice.target, choice.channel, ""))


def _of(choice: Put) -> tuple[ActionId, TargetId, Channel | None]:
    return choice.action, choice.target, choice.channel


def _pairs(buttons: Sequence[Button]) -> list[Sequence[Button]]:
    return [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
