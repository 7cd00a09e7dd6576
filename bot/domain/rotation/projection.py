"""What comes, and what is to be told now: one function chooses for both, so what is projected is what happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from .board import CHAIR, HOST, Board, Sitting
from .events import Event, Extraordinary, Told
from .fold import advance
from .queue import Choice
from .reasons import Chosen, NobodyAvailable, Reason, WithChair
from .rotation import Rotation
from .terms import LIVE, Absences, Away, Basis, Hosting, Kind, Role, Slot, TurnState

Found = Sitting | Choice | None
"""A slot's seat: told (or served), projected, or nobody."""

APART, REGULAR, PROJECTED, SERVED = Hosting.APART, Kind.REGULAR, TurnState.PROJECTED, TurnState.SERVED

_NONE: dict[str, Away] = {}
_NOBODY: tuple[Reason, ...] = (NobodyAvailable(),)
_WITH_CHAIR: tuple[Reason, ...] = (WithChair(),)
_CHOSEN: tuple[Reason, ...] = (Chosen(),)


class Turn(NamedTuple):
    """One slot with its chair and host (None: nobody is available, or ``host`` is off) and why it is theirs.

    ``chair_why`` and ``host_why`` begin with a fact about the seat; the seats that came before it follow. ``until`` is
    the last day of a term.
    """

    number: int | None
    day: date | None
    kind: Kind
    chair: str | None
    chair_state: TurnState
    chair_why: tuple[Reason, ...]
    host: str | None
    host_state: TurnState
    host_why: tuple[Reason, ...]
    until: date | None = None


def project(rotation: Rotation, slots: Iterable[Slot], unavailable: Absences | None = None) -> tuple[Turn, ...]:
    """One turn for each slot. ``slots``: meetings that are not closed, in the order in which they will happen.

    ``unavailable`` says what calendars know of a role, a seat and a slot; it never touches a turn that was told.
    """
    look = _Look(rotation.board.copy(), unavailable)
    return tuple([look.at(slot) for slot in slots])


def assign(
    rotation: Rotation, slots: Sequence[Slot], unavailable: Absences | None = None, *, through: int | None = None
) -> tuple[Event, ...]:
    """What is to be told now: append these events, in this order. Empty once that is done.

    That is every slot, in order, up to the last one of: the slot ``through`` (its first notice is due), a told turn
    that has become free, and, once a meeting was closed, the next slot (a term under way: the one after it too).
    A group's first turn is told at its notice. A slot for which nobody is available gives no event.
    """
    before = rotation.board
    look = _Look(before.copy(), unavailable, telling=True)
    known = before.chaired.keys() | before.hosted.keys() | {through}
    last = max((at for at, slot in enumerate(slots) if slot.number in known), default=0)
    due = 0
    for at, slot in enumerate(slots[: max(last, 1) + 1]):
        count = len(look.told)
        look.at(slot)
        freed = any(_was_told(before, event) for event in look.told[count:])
        if freed or slot.number == through is not None or _comes_next(before, slots, at):
            due = len(look.told)
    return tuple(look.told[:due])


def _was_told(board: Board, event: Event) -> bool:
    """Whether the turn had been told before, or its meeting has a chair in the queue's way and lacks the host."""
    if not isinstance(event, Told):
        return False
    chair = board.live(CHAIR, event.number)
    return event.number in board.turns(event.role) or (event.role is HOST and chair is not None and not chair.named)


def _comes_next(board: Board, slots: Sequence[Slot], at: int) -> bool:
    if at == 0:
        return bool(board.began if board.policy.basis is Basis.TERM else board.held or board.cancelled)
    return at == 1 and board.policy.basis is Basis.TERM and slots[0].number in board.began


def offer_order(
    rotation: Rotation, number: int, role: Role, slots: Sequence[Slot], unavailable: Absences | None = None
) -> tuple[str, ...]:
    """The seats to which a declined turn is offered, one after the other: those whose turn comes next after it.

    Left out are its own seat, who refused it, who is suspended or unavailable for it, and who hosts (chairs) that
    meeting. Empty: it goes to the secretariat. ``slots`` as in project. Raises TurnNotAssigned.
    """
    board = rotation.board
    turn = board.assigned(role, number)
    at = next((at for at, slot in enumerate(slots) if slot.number == number), -1)
    slot = slots[at] if at >= 0 else Slot(number, turn.day)
    later = (*slots, *(Slot() for _ in range(2 * len(rotation.seats))))
    seats = [getattr(each, role) for each in project(rotation, later, unavailable)[at + 1 :]]
    other = board.live(HOST if role is CHAIR else CHAIR, number) if board.policy.host is Hosting.APART else None
    barred = {turn.seat, *turn.refused, *board.suspended, None, other.seat if other else None}
    calendar = (lambda seat: unavailable(role, seat, slot)) if unavailable else None
    away = board.away(role, number, slot.day, calendar)
    return tuple(seat for seat in dict.fromkeys(seats) if seat not in barred and away(seat) is None)


class _Look:
    """A look along the slots: who was told, or else whose turn it is, which the board then counts as used."""

    __slots__ = ("board", "telling", "told", "unavailable")

    def __init__(self, board: Board, unavailable: Absences | None, *, telling: bool = False) -> None:
        self.board, self.unavailable, self.telling = board, unavailable, telling
        self.told: list[Event] = []

    def at(self, slot: Slot) -> Turn:
        """The turn at the next slot."""
        board, number, day, kind = self.board, slot.number, slot.day, slot.kind
        if board.scheduled and day is not None:
            advance(board, day)
        chair = _told(board.chaired, number) or self._open(CHAIR, slot, None)
        hosting = board.policy.host
        host: Found = None
        if hosting is APART:
            host = _told(board.hosted, number) or self._open(HOST, slot, chair)
        elif hosting is Hosting.WITH_CHAIR:
            host = _told(board.hosted, number)
        if self.telling and kind is Kind.EXTRAORDINARY:
            self._tell_extraordinary(slot, chair, host)
        seat, state, why = _facts(chair)
        if hosting is APART or host is not None:
            return Turn(number, day, kind, seat, state, why, *_facts(host), slot.until)
        if hosting is Hosting.OFF:
            return Turn(number, day, kind, seat, state, why, None, PROJECTED, (), slot.until)
        return Turn(number, day, kind, seat, state, why, seat, state, _WITH_CHAIR if chair else _NOBODY, slot.until)

    def _open(self, role: Role, slot: Slot, chair: Found) -> Choice | None:
        """Whose turn it is where nobody was told. A meeting that is closed has nobody then."""
        board, number, day = self.board, slot.number, slot.day
        if number in board.held or number in board.cancelled:
            return None
        if slot.kind is not REGULAR:
            return self._by_default(role, slot, chair)
        if self.unavailable is None:
            passed, calendar = _NONE, None
        else:
            passed = {}
            calendar = self._calendar(role, slot, passed)
        choice = board.choose(role, number, day, chair, calendar)
        if choice is not None and number is not None and (self.telling or board.scheduled):
            board.seat(role, number, choice, day)
            self.told.append(Told(number, role, choice.seat, day, tuple(passed.items())))
        return choice

    def _calendar(self, role: Role, slot: Slot, passed: dict[str, Away]) -> Callable[[str], Away | None]:
        """What the calendars say of that slot, kept in ``passed``, so that a replay needs no calendar."""
        unavailable = self.unavailable
        assert unavailable is not None

        def away(seat: str) -> Away | None:
            found = unavailable(role, seat, slot)
            if found is not None:
                passed[seat] = found
            return found

        return away

    def _by_default(self, role: Role, slot: Slot, chair: Found) -> Choice | None:
        """An extraordinary meeting: the next in turn, from a copy, so that the queue stays as it is."""
        calendar = self._calendar(role, slot, {}) if self.unavailable else None
        choice = self.board.copy().choose(role, slot.number, slot.day, chair, calendar)
        return choice._replace(why=_CHOSEN) if choice else None

    def _tell_extraordinary(self, slot: Slot, chair: Found, host: Found) -> None:
        if chair is None or slot.number is None:
            return
        if isinstance(chair, Choice) or isinstance(host, Choice):
            self.told.append(Extraordinary(slot.number, chair.seat, host.seat if host else None, slot.day))


def _told(turns: dict[int, Sitting], number: int | None) -> Sitting | None:
    if number is None or number not in turns:
        return None
    turn = turns[number]
    return turn if turn.state in LIVE or turn.state is SERVED else None


def _facts(found: Found) -> tuple[str | None, TurnState, tuple[Reason, ...]]:
    if found is None:
        return None, PROJECTED, _NOBODY
    return found.seat, (found.state if isinstance(found, Sitting) else PROJECTED), found.why
