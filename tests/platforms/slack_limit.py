"""What a platform takes in so much time, as the receiving side counts it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field


@dataclass
class Limit:
    """At most ``rate`` a second, and ``burst`` at once."""

    rate: float
    burst: float = 1.0
    _full_at: float = 0.0

    def takes(self, now: float) -> bool:
        """Whether one more is taken at this moment."""
        full_at = max(self._full_at, now)
        if full_at - now > (self.burst - 1) / self.rate + 1e-9:
            return False
        self._full_at = full_at + 1 / self.rate
        return True


@dataclass
class Window:
    """At most so ``many`` in any so many ``seconds``, as Slack counts a workspace."""

    many: int
    seconds: float
    _taken: deque[float] = field(default_factory=deque)

    def takes(self, now: float) -> bool:
        """Whether one more is taken at this moment."""
        while self._taken and self._taken[0] <= now - self.seconds:
            self._taken.popleft()
        if len(self._taken) >= self.many:
            return False
        self._taken.append(now)
        return True
