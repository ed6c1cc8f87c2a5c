"""How fast we send: each platform has a lane, and the lane says when the next slice may leave.

A slice is a tenth of a second's messages. The algorithm is GCRA, which needs one number: the time at which the lane is
free again. A lane starts empty, without the burst that a full bucket would allow, and what is late is forfeited, not
caught up. Lanes live in memory, as there is one process that sends; several would share them through the database.
"""

HEADROOM = 0.03
"""Slices are this much further apart than the rate asks: paced at exactly 1000 a second, a server saw 1010 in one."""
SLACK = 0.02
"""Seconds a slice may be late without moving those after it; less than HEADROOM, so that no second holds too many."""


class Lane:
    """The pace of one platform: at most `rate` messages in any second, for whole rates from 1. Times are seconds of a
    clock that never jumps (`time.monotonic`)."""

    def __init__(self, rate: int) -> None:
        self.size = max(1, rate // 10)
        """How many messages make a slice."""
        self._apart = (1 + HEADROOM) / (rate // self.size)
        self._free = float("-inf")
        self._halted = float("-inf")

    def wait(self, at: float) -> float:
        """Seconds until the next slice may leave; 0 if it may now."""
        return max(0.0, self._free - at, self._halted - at)

    def take(self, at: float) -> None:
        """A slice leaves now, full or not."""
        due = self._free if at - self._free <= SLACK else at
        self._free = due + self._apart

    def halt(self, until: float) -> None:
        """The platform asks us to wait: nothing leaves before."""
        self._halted = max(self._halted, until)
