"""Who can be reached from here, and how, the best first."""

from content.action import Channel, Target
from content.appeals import ranking
from content.ids import TargetId
from content.rules.counting import TakingState
from handlers.visit import Visit
from storage import takings
from storage.actions import Kept


def visible(visit: Visit, kept: Kept) -> tuple[tuple[TargetId, Target], ...]:
    """The targets this person may write to, best first; an embassy elsewhere does not exist for them."""
    text = kept.read_in(visit.voice.reads)
    order = ranking.targets(kept.text, lives_in=visit.here.country)
    return tuple((kept.targets[position], text.targets[position]) for position in order)


def ranked(visit: Visit, kept: Kept, target: TargetId) -> tuple[ranking.Ranked, ...]:
    """The target's channels, best first for the time left. Raises LookupError for a target of another action."""
    if target not in kept.targets:
        raise LookupError(target)
    return ranking.channels(kept.text.targets[kept.targets.index(target)], days_left=visit.days_left(kept))


def offered(visit: Visit, kept: Kept, target: TargetId, channel: Channel) -> None:
    """Raise LookupError unless this person may write to this target through this channel."""
    found = dict(visible(visit, kept))
    if target not in found or channel not in {one.channel for one in ranked(visit, kept, target)}:
        raise LookupError(target)


async def best_left(visit: Visit, kept: Kept, *, but: TargetId | None = None) -> tuple[TargetId, Channel] | None:
    """The best target and channel not yet told as sent, or tried; `but` leaves out a target."""
    walked = await takings.of(visit.tx, visit.here.id, kept.id)
    told = {pair for pair, state in walked.items() if state is not TakingState.HANDED}
    done = {(kept.targets.index(target), channel) for target, channel in told}
    if but is not None:
        skipped = kept.targets.index(but)
        done |= {(skipped, channel) for channel in Channel}
    found = ranking.quickest(kept.text, lives_in=visit.here.country, days_left=visit.days_left(kept), done=done)
    return None if found is None else (kept.targets[found[0]], found[1])
