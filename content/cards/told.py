"""Told: what a broadcast's message is made of, and what of it concerns the person who gets it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from content.about import NOBODY, About
from content.action import Channel, Target, UrgentAction
from content.appeals import ranking
from content.appeals.ranking import Ranked, Reason
from content.ids import ActionId, TargetId
from content.rules.counting import TakingState, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An action and its reader, as a broadcast speaks of them.

    `number` is the case's, with its series; `text` the one in the reader's language, whose targets have the ids
    `targets`. `before` are the targets of the case's other documents: what was sent to them is told too. `days` are
    left, `over`: it ended before its date. `edit`: the message takes the place of another. `contact` is who answers
    questions, `""` for nobody; `today` the day in the action's zone. `intro` is what organizers say above its card,
    with what stands for its placeholders. `counts` are there for a tally.
    """

    action: ActionId
    number: str
    text: UrgentAction
    targets: tuple[TargetId, ...]
    today: date
    days: int | None = None
    about: About = NOBODY
    before: Mapping[TargetId, Target] = field(default_factory=dict)
    edit: bool = False
    over: bool = False
    stops_writing: bool = False
    withdrawn: bool = False
    contact: str = ""
    intro: str = ""
    counts: Tally | None = None

    @property
    def closed(self) -> bool:
        """Whether nobody is asked to write any more."""
        return self.over or (self.days is not None and self.days < 0)

    @property
    def here(self) -> Mapping[TargetId, Target]:
        """The action's targets by their ids, in its order."""
        return dict(zip(self.targets, self.text.targets, strict=False))

    def by_channel(self, *states: TakingState) -> dict[Channel, list[Target | None]]:
        """To whom this person has taken appeals that are in one of the states now.

        None stands for a target that is in no document any more.
        """
        known = {**self.before, **self.here}
        found: dict[Channel, list[Target | None]] = {}
        for target, channel, state in self.about.told:
            if state in states:
                found.setdefault(channel, []).append(known.get(target))
        return found

    def taken(self, *states: TakingState) -> tuple[tuple[TargetId, Channel], ...]:
        """The appeals of this action that this person has taken and that are in one of the states now."""
        return tuple(
            (target, channel) for target, channel, state in self.about.told if state in states and target in self.here
        )

    @property
    def left(self) -> tuple[tuple[TargetId, tuple[Channel, ...]], ...]:
        """What this person can still do, the best first. What would come too late is there where no other way is."""
        told = self.taken(TakingState.SENT, TakingState.TRIED)
        found: list[tuple[TargetId, tuple[Channel, ...]]] = []
        for target, ways in self._ways():
            here = [one for one in ways if (target, one.channel) not in told]
            in_time = [one for one in here if one.reason not in (Reason.LATE, Reason.LAST_DAY_LATE)]
            found.append((target, tuple(one.channel for one in in_time or here)))
        return tuple(one for one in found if one[1])

    @property
    def next(self) -> tuple[TargetId, Channel] | None:
        """What they put off, or are to try next, if that can still be done."""
        wanted = self.about.next
        if wanted is None or wanted in self.taken(TakingState.SENT):
            return None
        return wanted if wanted in {(target, one.channel) for target, ways in self._ways() for one in ways} else None

    def _ways(self) -> Iterator[tuple[TargetId, tuple[Ranked, ...]]]:
        """The targets this person may write to, and how, the best first."""
        for position in ranking.targets(self.text, lives_in=self.about.country or None):
            if position < len(self.targets):
                yield self.targets[position], ranking.channels(self.text.targets[position], days_left=self.days)
