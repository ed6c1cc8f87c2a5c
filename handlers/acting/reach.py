"""Who can be reached from here, and how, the best first."""

from collections.abc import Mapping
from types import MappingProxyType

from content.action import Channel, Target, UrgentAction
from content.appeals import ranking
from content.ids import TargetId
from content.places.office import office
from content.rules.counting import TakingState
from handlers.visit import Visit
from storage import takings
from storage.actions import Kept


def visible(visit: Visit, kept: Kept) -> tuple[tuple[TargetId, Target], ...]:
    """The targets this person may write to, best first; an embassy elsewhere does not exist for them."""
    text = kept.read_in(visit.voice.reads)
    order = ranking.targets(kept.text, lives_in=visit.here.country)
    return tuple((kept.targets[position], text.targets[position]) for position in order)


def text(visit: Visit, kept: Kept, language: str) -> UrgentAction:
    """The text in that language, `""` for the reader's own. Raises LookupError for one it lacks."""
    return kept.texts[language] if language else kept.read_in(visit.voice.reads)


def ranked(
    visit: Visit,
    kept: Kept,
    target: TargetId,
    told: Mapping[tuple[TargetId, Channel], TakingState] = MappingProxyType({}),
) -> tuple[ranking.Ranked, ...]:
    """The target's channels, best first for the time left, its office's hours and what this person has `told` of.

    Raises LookupError for a target of another action.
    """
    if target not in kept.targets:
        raise LookupError(target)
    position = kept.targets.index(target)
    return ranking.channels(
        kept.text.targets[position],
        days_left=visit.days_left(kept),
        office_open=_offices(visit, kept)[position],
        done={channel for (whom, channel), state in told.items() if whom == target and state is not TakingState.HANDED},
    )


def done(
    visit: Visit, kept: Kept, told: Mapping[tuple[TargetId, Channel], TakingState]
) -> tuple[frozenset[TargetId], int]:
    """Those this person may write to and has told us that they did, and how many they may write to."""
    here = {target for target, _ in visible(visit, kept)}
    sent = frozenset(target for (target, _), state in told.items() if state is TakingState.SENT and target in here)
    return sent, len(here)


def offered(visit: Visit, kept: Kept, target: TargetId, channel: Channel) -> None:
    """Raise LookupError unless this person may write to this target through this channel."""
    found = dict(visible(visit, kept))
    if target not in found or channel not in {one.channel for one in ranked(visit, kept, target)}:
        raise LookupError(target)


async def best_left(visit: Visit, kept: Kept, *, but: TargetId | None = None) -> tuple[TargetId, Channel] | None:
    """The best target and channel not yet told as sent, or tried; `but` leaves out a target."""
    walked = await takings.of(visit.tx, visit.here.id, kept.id)
    told = {pair for pair, state in walked.items() if state is not TakingState.HANDED}
    over = {(kept.targets.index(target), channel) for target, channel in told}
    if but is not None:
        skipped = kept.targets.index(but)
        over |= {(skipped, channel) for channel in Channel}
    found = ranking.quickest(
        kept.text,
        lives_in=visit.here.country,
        days_left=visit.days_left(kept),
        done=over,
        office_open=_offices(visit, kept),
    )
    return None if found is None else (kept.targets[found[0]], found[1])


def _offices(visit: Visit, kept: Kept) -> Mapping[int, bool | None]:
    """Whether each target's office is likely open now, by position; None where that is not known."""
    found = (office(kept.text, target, visit.turn.now) for target in kept.text.targets)
    return {position: None if one is None else one.open for position, one in enumerate(found)}
