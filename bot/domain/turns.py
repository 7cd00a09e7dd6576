"""Turns as people meet them: asked about, accepted, told of, handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.action_lists import ActionLine
from bot.domain.agenda_answers import Listed
from bot.domain.appointments import Answers
from bot.domain.decisions import Decision
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.meetings import Meeting
from bot.domain.occasions import Occasion, When
from bot.domain.people import Official
from bot.domain.rotation import Role, Turn, TurnState


@dataclass(eq=False)
class NoTurnToAnswer(DomainError):
    """None of the person's seats has been told a turn that is still to come."""


@dataclass(eq=False)
class TooLateToCorrect(DomainError):
    """The next turn has been told since, so the meeting's outcome stands."""

    number: int


@dataclass(eq=False)
class NothingToHandOver(DomainError):
    """No meeting was held yet, and none is to come, about which the person could leave a note."""


@dataclass(frozen=True)
class Answered:
    """A told turn after its seat (or the secretariat for it) answered. ``roles`` are all that the seat has of that
    meeting and the answer holds for; ``changed`` is false where it was accepted before."""

    reference: str
    when: When
    roles: tuple[Role, ...]
    seat: str
    for_seat: bool
    changed: bool


@dataclass(frozen=True)
class Explained:
    """A turn with the regular turns before and after it; ``role``: only this one was asked about."""

    group: Group
    turn: Turn
    role: Role | None
    before: Turn | None
    after: Turn | None


@dataclass(frozen=True)
class Coming:
    """The next meeting. ``mine``: the turn of it that the asking person's seat has and has not answered, ``reference``
    what that is a turn of: the meeting, or its term."""

    group: Group
    meeting: Meeting
    turn: Turn
    mine: Role | None
    reference: str = ""


@dataclass(frozen=True)
class Seen:
    """Turns past and coming in the order of time, the seats in rota order, and the group's local day."""

    group: Group
    turns: Sequence[Turn]
    order: Sequence[str]
    today: date


@dataclass(frozen=True)
class Happened:
    """One line of the ledger: a turn's step (``state``), or something that moved the seats or a meeting (``event``).

    ``day`` is when it was entered, local to the group; ``on`` the day it is about; ``seats`` those concerned.
    """

    day: date
    event: str
    number: int | None = None
    role: Role | None = None
    state: TurnState | None = None
    seats: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True)
class History:
    """A page of what happened, in the order in which it did; page 1 is the latest. ``earlier`` lines stand before."""

    group: Group
    lines: Sequence[Happened]
    page: int
    earlier: int


@dataclass(frozen=True)
class Noticed:
    """A seat's turns of one meeting, or of a term, as they stand. ``waiting``: told on an earlier day, and no answer
    yet. ``own``: whoever is told belongs to the seat; otherwise it has nobody who could answer, and the secretariat is
    told. ``raised``: how often it was brought to others because nobody answered; ``declined``: its seat can't.
    ``of_term``: the meeting has them from the term in which it falls."""

    group: Group
    meeting: Occasion
    turn: Turn
    seat: str
    roles: tuple[Role, ...]
    accepted: bool
    waiting: bool
    own: bool
    secretariat: tuple[Official, ...]
    raised: int = 0
    declined: bool = False
    of_term: bool = False


@dataclass(frozen=True)
class HandedOver:
    """What the incoming chair takes over. ``before`` is the meeting that was held (or the term that ended) with its
    turn, ``following`` the seat that chairs after this one. ``open_actions`` counts the ``overdue`` ones too."""

    noticed: Noticed
    closed: Occasion
    before: Turn | None
    following: str | None
    open_actions: int
    overdue: int
    note: Note | None = None


@dataclass(frozen=True)
class Note:
    """What a chair leaves to the next one about a meeting."""

    text: str
    by: str
    reference: str


@dataclass(frozen=True)
class Pack:
    """What a chair needs a week before: the agenda, who said to come or not, what is open, and what the chair before
    left. ``agenda`` is ``None`` where it can't be told yet; ``pending`` are decisions that wait for a clearance or an
    answer in writing; ``answers`` are those to the invitation."""

    noticed: Noticed
    attendance: Sequence[tuple[str, str, str | None]]
    actions: Sequence[ActionLine]
    more: int
    note: Note | None
    agenda: Listed | None = None
    pending: Sequence[Decision] = ()
    answers: Answers | None = None


@dataclass(frozen=True)
class Written:
    """A note was written about a meeting. ``told``: the next chair has had the hand-over, and hears of the note now."""

    group: Group
    note: Note
    seat: str
    for_seat: bool
    told: bool


@dataclass(frozen=True)
class NoteAfter:
    """A note that came after the hand-over, for the chair of the next meeting."""

    group: Group
    note: Note
    seat: str
    meeting: Occasion


@dataclass(frozen=True)
class CalledOff:
    """A seat's turns of a meeting that was cancelled. ``used``: they count as served all the same."""

    group: Group
    meeting: Meeting
    seat: str
    roles: tuple[Role, ...]
    used: bool
