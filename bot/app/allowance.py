"""How much one person may ask for: enough for anybody who types and presses, too little to keep the others waiting."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

BURST: Final = 60
A_SECOND: Final = 1.0
KEPT: Final = 10_000
"""People of whom it is known how much they asked for lately; whoever has been quiet longest is forgotten first."""

Who = tuple[str, str, str]


@dataclass
class _Bucket:
    left: float
    at: float


class Allowance:
    """A token bucket for each account, in this process alone: ``burst`` requests at once, then so many a second. From
    one thread."""

    def __init__(self, burst: int = BURST, a_second: float = A_SECOND, kept: int = KEPT) -> None:
        self._burst, self._a_second, self._kept = burst, a_second, kept
        self._buckets: OrderedDict[Who, _Bucket] = OrderedDict()

    def wait(self, who: Who, now: float) -> float:
        """Take one request from the allowance of ``who`` at ``now`` (seconds that only go on): 0, or how many seconds
        must pass before there is one to take."""
        bucket = self._buckets.pop(who, None) or _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._a_second)
        bucket.at = now
        self._buckets[who] = bucket
        if len(self._buckets) > self._kept:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            return (1 - bucket.left) / self._a_second
        bucket.left -= 1
        return 0.0
