"""What is answered about an action: added, moved, handed on, shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.actions import Action
from bot.domain.giving import Handover, Owner
from bot.domain.needs import Need


@dataclass(frozen=True)
class Update:
    """What was said about an action, by whom and when (UTC)."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class DayOff:
    """Why a day isn't a working day of a seat (its code, empty for the secretariat): the name of its holiday or
    closure, or empty for a weekend."""

    day: date
    seat: str
    name: str


@dataclass(frozen=True)
class Added:
    """A new action, and why its due day is none of its owner's working days, if so."""

    action: Action
    off: DayOff | None

    @property
    def discreet(self) -> Added:
        return replace(self, action=self.action.discreet)


@dataclass(frozen=True)
class Updated:
    """An action, and what is new about it."""

    action: Action
    said: str

    @property
    def discreet(self) -> Updated:
        shown = self.action.discreet
        return Updated(shown, self.said if shown == self.action else "")


@dataclass(frozen=True)
class Moved:
    """An action with its new due day; ``before`` is the one it had."""

    action: Action
    before: date
    off: DayOff | None

    @property
    def discreet(self) -> Moved:
        return replace(self, action=self.action.discreet)


@dataclass(frozen=True)
class Given:
    """An action after it was given to somebody: theirs now, or (``pending``) offered. ``before`` owned it till now."""

    action: Action
    before: Owner
    to: Owner
    pending: bool

    @property
    def discreet(self) -> Given:
        return replace(self, action=self.action.discreet)


@dataclass(frozen=True)
class Answered:
    """A hand-over that was accepted, refused or called back."""

    action: Action
    handover: Handover

    @property
    def discreet(self) -> Answered:
        """As a channel may see it: the reason for refusing is for whoever offered it."""
        return Answered(self.action.discreet, replace(self.handover, reason=""))


@dataclass(frozen=True)
class Snoozed:
    """``late``: the due day lies before the day until which it rests."""

    action: Action
    until: date
    late: bool


@dataclass(frozen=True)
class Waits:
    """An action that now waits for another one, or no longer does (``freed``)."""

    action: Action
    need: Need
    freed: bool = False

    @property
    def discreet(self) -> Waits:
        return Waits(self.action.discreet, self.need.discreet, self.freed)


@dataclass(frozen=True)
class Shown:
    action: Action
    updates: tuple[Update, ...]
    today: date
