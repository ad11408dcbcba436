"""When a search has to stop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import NamedTuple

Clock = Callable[[], float]


class Deadline(NamedTuple):
    """A moment on a clock; the default never comes."""

    until: float = math.inf
    clock: Clock = time.monotonic

    @classmethod
    def after(cls, seconds: float | None, clock: Clock = time.monotonic) -> Deadline:
        """Return the moment so many seconds from now; None: it never comes."""
        return cls() if seconds is None else cls(clock() + seconds, clock)

    @property
    def limited(self) -> bool:
        """Whether it ever comes."""
        return self.until < math.inf

    def over(self) -> bool:
        """Say whether it has come."""
        return self.limited and self.clock() >= self.until

    def share(self, parts: int) -> Deadline:
        """Return the end of the first of so many equal parts of the time that is left."""
        if not self.limited:
            return self
        now = self.clock()
        return Deadline(now + (self.until - now) / parts, self.clock)


NEVER = Deadline()
