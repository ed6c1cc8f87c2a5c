"""Telling: I sent it, could not, not this case; each can be taken back."""

from content.action import Channel
from content.choices import (
    CouldNot,
    Decline,
    Finish,
    OpenAction,
    OpenAppeal,
    PickChannel,
    PickTarget,
    Sent,
    Share,
    Undo,
    UndoAnswer,
)
from content.ids import TargetId
from content.message import Button
from content.rules.counting import Said, TakingState
from content.rules.deadlines import Stage
from handlers import clock
from handlers.acting import another_way, handing, listing, reach
from handlers.acting.around import said
from handlers.turn import Reply
from handlers.visit import Visit
from handlers.wording import own
from storage import takings
from storage.actions import Kept
from storage.due import laters

THANKS = {Channel.PHONE: "Thank you for calling.", Channel.X: "Thank you for posting."}


async def sent(visit: Visit, choice: Sent) -> Reply:
    """`I sent it`: counted, what it added up to, and the next target."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is Stage.CLOSED:
        return visit.instead("too_late")
    if not await _told(visit, kept, choice, Said.SENT):
        return await handing.hand_out(visit, OpenAppeal(kept.id, choice.target, choice.channel, ""))
    await _need_not_come_back(visit, choice)
    counts = (await takings.tally(visit.tx, kept.id)).whole
    open_still = kept.stage(visit.turn.now) is Stage.OPEN
    following = await reach.best_left(visit, kept, but=choice.target) if open_still else None
    done, all_ = reach.done(visit, kept, await takings.of(visit.tx, visit.here.id, kept.id))
    return visit.instead(
        "confirmed",
        [
            [_pick(visit, kept, following[0])] if following else [],
            [
                visit.button("Another way", PickChannel(kept.id, choice.target)),
                visit.button("Pass it on", Share(kept.id)),
            ]
            if open_still
            else [],
            [
                _undo(visit, choice),
                *([visit.button("Back", PickTarget(kept.id))] if open_still else []),
                visit.button("Done", Finish(kept.id)),
            ],
        ],
        thanks=visit.voice.label(THANKS.get(choice.channel, "Thank you.")),
        people=counts.people,
        who=listing.whom(visit, kept),
        said=await said.thanks(visit, kept),
        done=len(done),
        all=all_,
        next=_name(visit, kept, following[0]) if following else "",
    )


async def could_not(visit: Visit, choice: CouldNot) -> Reply:
    """`Could not send`: kept as tried, never counted as sent; the target's other channels, now or by themselves."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is Stage.CLOSED:
        return visit.instead("too_late")
    if not await _told(visit, kept, choice, Said.TRIED):
        return await handing.hand_out(visit, OpenAppeal(kept.id, choice.target, choice.channel, ""))
    ways: list[Button] = []
    promise = None
    if kept.stage(visit.turn.now) is Stage.OPEN:
        told = await takings.of(visit.tx, visit.here.id, kept.id)
        ways = [
            visit.button(listing.LABELS[one.channel], OpenAppeal(kept.id, choice.target, one.channel, ""))
            for one in reach.ranked(visit, kept, choice.target, told)
            if one.channel is not choice.channel
        ]
        promise = await another_way.promise(visit, kept, choice.target, choice.channel)
    back = [visit.button("Back", PickTarget(kept.id)), visit.button("Done", Finish(kept.id))]
    return visit.instead(
        "tried",
        [ways, [_undo(visit, choice)], back],
        name=_name(visit, kept, choice.target),
        ways=bool(ways),
        comes=clock.when(visit, promise.due_at, elsewhere=promise.office) if promise else "",
        asked=promise is not None and promise.asked,
        by=promise.channel if promise else None,
    )


async def undo(visit: Visit, choice: Undo) -> Reply:
    """The last word taken back: no longer counted, and the appeal again."""
    kept = await listing.announced(visit, choice.action)
    if kept.stage(visit.turn.now) is Stage.CLOSED:
        return visit.instead("too_late")
    if not await _told(visit, kept, choice, Said.UNDO):
        raise LookupError(choice.target)
    await another_way.take_back(visit, kept)
    reply = await handing.hand_out(visit, OpenAppeal(kept.id, choice.target, choice.channel, ""))
    return Reply(messages=reply.messages, in_place=True, note=visit.voice.label("Taken back: it is no longer counted."))


async def decline(visit: Visit, choice: Decline) -> Reply:
    """`Not this case`: no reminder for it."""
    kept = await listing.announced(visit, choice.action)
    await takings.answer_walk(visit.tx, visit.here.id, kept.id, declined=True, now=visit.turn.now)
    await laters.cancel(visit.tx, visit.here.id, kept.id)
    await own.ended(visit, kept.id)
    return visit.instead(
        "declined",
        [[visit.button("Undo", UndoAnswer(kept.id)), visit.button("Back", OpenAction(kept.id))]],
        who=listing.whom(visit, kept),
    )


async def undo_answer(visit: Visit, choice: UndoAnswer) -> Reply:
    """`Not this case` taken back: the card again."""
    kept = await listing.announced(visit, choice.action)
    await takings.answer_walk(visit.tx, visit.here.id, kept.id, now=visit.turn.now)
    return await listing.open_card(visit, OpenAction(kept.id))


async def finish(visit: Visit, choice: Finish) -> Reply:
    """`Done`: what was done, in short; the words typed for it go."""
    kept = await listing.announced(visit, choice.action)
    await own.ended(visit, kept.id)
    done = await takings.of(visit.tx, visit.here.id, kept.id)
    lines = [listing.describe(visit, kept, *pair) for pair, state in done.items() if state is TakingState.SENT]
    back = [visit.button("Back", PickTarget(kept.id))] if kept.stage(visit.turn.now) is Stage.OPEN else []
    return visit.instead("finished", [back], who=listing.whom(visit, kept), done=lines)


async def _told(visit: Visit, kept: Kept, choice: Sent | CouldNot | Undo, word: Said) -> bool:
    """Whether the word could be taken: only on an appeal that was handed out."""
    if choice.target not in kept.targets:
        raise LookupError(choice.target)
    state = await takings.say(
        visit.tx,
        visit.here.id,
        kept.id,
        choice.target,
        choice.channel,
        word,
        own=word is Said.SENT and await own.has_own(visit, kept.id, choice.target, choice.channel),
        now=visit.turn.now,
    )
    return state is not None


async def _need_not_come_back(visit: Visit, choice: Sent) -> None:
    """What was put off is done: this appeal, or the action as a whole, or another way to a target that is reached."""
    waits = await laters.pending(visit.tx, visit.here.id, choice.action)
    if waits is None:
        return
    if waits.target is None or (waits.target == choice.target and (waits.channel is choice.channel or not waits.asked)):
        await laters.cancel(visit.tx, visit.here.id, choice.action)


def _undo(visit: Visit, choice: Sent | CouldNot) -> Button:
    return visit.button("Undo", Undo(choice.action, choice.target, choice.channel))


def _pick(visit: Visit, kept: Kept, target: TargetId) -> Button:
    return visit.named(_name(visit, kept, target), PickChannel(kept.id, target))


def _name(visit: Visit, kept: Kept, target: TargetId) -> str:
    return kept.read_in(visit.voice.reads).targets[kept.targets.index(target)].name
