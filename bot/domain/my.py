"""Everything that waits on one person, in every group, as facts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.decision_answers import Answered, Asked
from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.occasions import Occasion, When
from bot.domain.offers import Offered
from bot.domain.polls import PollShown
from bot.domain.reminders import Digested
from bot.domain.rotation import Role


@dataclass(frozen=True)
class ToAnswer:
    """A turn that was told to one of the person's seats and waits for its word."""

    group: Group
    meeting: Occasion
    role: Role
    seat: str


@dataclass(frozen=True)
class Ahead:
    """The next meeting of a group."""

    group: Group
    meeting: Meeting


@dataclass(frozen=True)
class OwnTurn:
    """The next turn of one of the person's seats, told or projected; ``leads``: they are its lead or deputy."""

    group: Group
    role: Role
    seat: str
    when: When
    leads: bool


@dataclass(frozen=True)
class Mine:
    """What waits: turns, offers, decisions in writing and clearances of the person's own seats, and actions; the next
    meeting of each group, the first first, and the next turns of the person's own seats."""

    groups: tuple[Group, ...]
    turns: tuple[ToAnswer, ...]
    actions: Digested
    meetings: tuple[Ahead, ...]
    own: tuple[OwnTurn, ...] = ()
    offers: tuple[Offered, ...] = ()
    asked: tuple[Asked, ...] = ()
    clearances: tuple[Answered, ...] = ()
    polls: tuple[PollShown, ...] = ()
