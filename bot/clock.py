"""The only place that asks the time. Everything else is given an instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

Clock = Callable[[], datetime]


def system() -> datetime:
    """The instant now, in UTC."""
    return datetime.now(UTC)


def fixed(instant: datetime) -> Clock:
    """A clock that stands still: for ``--now`` and tests. The instant must carry a zone."""
    if instant.tzinfo is None:
        raise ValueError("a clock needs an instant with a zone")
    moment = instant.astimezone(UTC)
    return lambda: moment


class Movable:
    """A clock that was set, and goes on from there as ``source`` does; it never goes back. Threads may share it.

    For the demo and for stories: ``source`` may stand still."""

    def __init__(self, start: datetime, source: Clock = system) -> None:
        self._source = source
        self._lock = Lock()
        self._at = fixed(start)()
        self._since = source()

    def __call__(self) -> datetime:
        with self._lock:
            return self._now()

    def set(self, instant: datetime) -> datetime:
        """Move on to an instant with a zone; the time that it is then. An earlier instant moves nothing."""
        with self._lock:
            self._at = max(self._now(), fixed(instant)())
            self._since = self._source()
            return self._at

    def _now(self) -> datetime:
        passed = self._source() - self._since
        return self._at + passed if passed.total_seconds() > 0 else self._at
