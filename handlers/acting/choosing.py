"""Choosing: whom to reach, and by which channel, the best first."""

from content.appeals.ranking import Ranked
from content.choices import OpenAction, OpenAppeal, PickChannel, PickTarget, Quickest, TakeAction
from content.ids import TargetId
from content.message import Button, Message
from content.rules.counting import TakingState
from content.rules.deadlines import Stage
from handlers.acting import handing, listing, reach
from handlers.acting.around import warning
from handlers.turn import Reply
from handlers.visit import Visit
from storage import takings
from storage.actions import Kept


async def take_action(visit: Visit, choice: TakeAction) -> Reply:
    """`Take action`: a walk begins, in a message of its own; before the first choice what organizers warn of."""
    kept = await listing.announced(visit, choice.action)
    still_open = kept.stage(visit.turn.now) is Stage.OPEN
    warned = await warning.before(visit, kept) if still_open else None
    return Reply(messages=(warned or await _targets(visit, kept),))


async def pick_target(visit: Visit, choice: PickTarget) -> Reply:
    """The same in place: from the background, or back from a channel."""
    kept = await listing.announced(visit, choice.action)
    return Reply(messages=(await _targets(visit, kept),), in_place=True)


async def pick_channel(visit: Visit, choice: PickChannel) -> Reply:
    """A target was picked."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),), in_place=True)
    return Reply(messages=(await channels_message(visit, kept, choice.target),), in_place=True)


async def quickest(visit: Visit, choice: Quickest) -> Reply:
    """Straight to the best target and channel that this person has not done."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return Reply(messages=(await listing.closed_message(visit, kept),), in_place=True)
    best = await reach.best_left(visit, kept)
    if best is None:
        return Reply(messages=(await _targets(visit, kept),), in_place=True)
    target, channel = best
    return await handing.hand_out(visit, OpenAppeal(kept.id, target, channel, ""))


async def channels_message(visit: Visit, kept: Kept, target: TargetId) -> Message:
    """The target's channels with the reason for their order. Raises LookupError for a target not visible here."""
    found = dict(reach.visible(visit, kept))[target]
    told = await takings.of(visit.tx, visit.here.id, kept.id)
    best = reach.ranked(visit, kept, target, told)
    buttons: list[Button] = [
        visit.button(listing.LABELS[one.channel], OpenAppeal(kept.id, target, one.channel, "")) for one in best
    ]
    rows = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return visit.message(
        "channels",
        [*rows, [visit.button("Back", PickTarget(kept.id))]],
        name=found.name,
        role=found.role,
        reasons=_reasons(visit, best),
        done=[
            visit.voice.label(listing.LABELS[channel])
            for (whom, channel), state in told.items()
            if whom == target and state is TakingState.SENT
        ],
    )


async def _targets(visit: Visit, kept: Kept) -> Message:
    if kept.stage(visit.turn.now) is not Stage.OPEN:
        return await listing.closed_message(visit, kept)
    await takings.start_walk(visit.tx, visit.here.id, kept.id, now=visit.turn.now)
    found = reach.visible(visit, kept)
    back = [visit.button("Back", OpenAction(kept.id))]
    if not found:
        return visit.message("no_targets", [back])
    told = await takings.of(visit.tx, visit.here.id, kept.id)
    sent, all_ = reach.done(visit, kept, told)
    rows: list[list[Button]] = [[visit.named(target.name, PickChannel(kept.id, one))] for one, target in found]
    best = await reach.best_left(visit, kept)
    if best:
        rows.insert(0, [visit.button("Quickest way", Quickest(kept.id))])
    return visit.message(
        "targets",
        [*rows, back],
        who=listing.whom(visit, kept),
        targets=[{"name": target.name, "role": target.role, "done": one in sent} for one, target in found],
        done=len(sent) if all_ > 1 else 0,
        all=all_,
        ways=_reasons(visit, reach.ranked(visit, kept, best[0], told))[0] if best else None,
        **visit.left(kept),
    )


def _reasons(visit: Visit, best: tuple[Ranked, ...]) -> list[tuple[str, str]]:
    """Why the channels stand in this order: (the channels' names, the reason they share), best first."""
    names: dict[str, list[str]] = {}
    for one in best:
        single, several = one.reason.value
        reason = visit.voice.labels(single, several, one.days).format(days=visit.voice.number(one.days))
        names.setdefault(reason, []).append(visit.voice.label(listing.LABELS[one.channel]))
    return [(", ".join(channels), reason) for reason, channels in names.items()]
