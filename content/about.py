"""About: what the text of a broadcast has to know of the person who gets it, and no more.

Two people of whom it says the same get the same message, which is made once. It is computed when a delivery leaves, and
never stored.
"""

from dataclasses import dataclass

from content.action import Channel
from content.ids import TargetId
from content.rules.counting import TakingState


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """`country` is where they live, ISO 3166, and `""` where that changes nothing. `told` is what they were handed.

    `next` is the target and channel that they put off, or are to try next. `discreet`: others may see their screen, so
    the message names no case, whatever else is known.
    """

    country: str = ""
    told: tuple[tuple[TargetId, Channel, TakingState], ...] = ()
    next: tuple[TargetId, Channel] | None = None
    discreet: bool = False


NOBODY = About()
"""For the kinds that say the same to everybody."""
DISCREET = About(discreet=True)
"""For a chat whose screen others may see: all kinds say the same there."""
