"""The whole rotation while it is worked on: two queues, the turns that were told, and what is known of the seats."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import NamedTuple

from .events import Dated, Unavailable
from .places import Located
from .queue import Asked, Choice, Queue
from .reasons import BySwap, Overridden, Reason
from .refusals import ChairNeverHosts, SeatNotInGroup, TurnNotAssigned
from .terms import LIVE, NOT_YET_SEATED, Away, Hosting, Missing, Policy, Role, TurnState

CHAIR, HOST, FORFEIT = Role.CHAIR, Role.HOST, Missing.FORFEIT


class Sitting(NamedTuple):
    """A turn that was told: which place it is charged to (None: no turn is used) and which seat serves it.

    ``cycle``: turns that the place had used before. ``seq``, ``prior``: the moments since which the place waits
    by this turn, and waited before. ``seat`` stays the last one where a turn is released or forfeited. ``origin``:
    what it was before it was overridden.
    """

    place: str | None
    seat: str
    state: TurnState
    day: date | None
    why: tuple[Reason, ...]
    cycle: int = 0
    seq: int = 0
    prior: int = 0
    refused: frozenset[str] = frozenset()
    called: bool = False
    origin: Sitting | None = None

    @property
    def early(self) -> bool:
        """Whether an override charged the place ahead, for its coming turn."""
        return self.seq < 0

    @property
    def named(self) -> bool:
        """Whether an override was the first that anybody heard of the turn."""
        return self.origin is None and isinstance(self.why[0], Overridden)


class Step(NamedTuple):
    """One line of a rotation's history."""

    number: int
    role: Role
    seat: str
    state: TurnState
    why: tuple[Reason, ...]


class Board:
    """What a replay works on. Functions that only look ahead work on a copy."""

    def __init__(self, seats: Iterable[str], policy: Policy, had: Collection[str] = ()) -> None:
        self.order = tuple(seats)
        self.policy = policy
        self.chairs, self.hosts = Queue(self.order, had), Queue(self.order)
        self.chaired: dict[int, Sitting] = {}
        self.hosted: dict[int, Sitting] = {}
        self.suspended: frozenset[str] = frozenset()
        self.absences: tuple[Unavailable, ...] = ()
        self.willing: frozenset[tuple[str, Role, int]] = frozenset()
        self.seated_from: dict[str, date] = {}
        self.suspended_until: dict[str, date] = {}
        self.scheduled: list[tuple[date, int, Dated]] = []
        self.entered = 0
        self.today = date.min
        self.began: set[int] = set()
        self.held: set[int] = set()
        self.cancelled: set[int] = set()
        self.noted: tuple[tuple[str, int], ...] = ()
        self.log: list[Step] = []

    def copy(self, *, history: bool = False) -> Board:
        """Another board with the same state; without ``history`` its log starts empty."""
        twin = Board.__new__(Board)
        twin.__dict__.update(self.__dict__)
        twin.chairs, twin.hosts = self.chairs.copy(), self.hosts.copy()
        twin.chaired, twin.hosted = self.chaired.copy(), self.hosted.copy()
        twin.seated_from, twin.suspended_until = self.seated_from.copy(), self.suspended_until.copy()
        twin.scheduled = self.scheduled[:]
        twin.began, twin.held, twin.cancelled = self.began.copy(), self.held.copy(), self.cancelled.copy()
        twin.log = self.log[:] if history else []
        return twin

    # Reading

    def queue(self, role: Role) -> Queue:
        """The role's queue."""
        return self.chairs if role is CHAIR else self.hosts

    def turns(self, role: Role) -> dict[int, Sitting]:
        """The role's turns that were ever told, by number."""
        return self.chaired if role is CHAIR else self.hosted

    def live(self, role: Role, number: int | None) -> Sitting | None:
        """The turn, if a seat has it and it is still to come."""
        turn = self.turns(role).get(number) if number is not None else None
        return turn if turn is not None and turn.state in LIVE else None

    def assigned(self, role: Role, number: int) -> Sitting:
        """The turn, if a seat has it and it is still to come. Raises TurnNotAssigned."""
        turn = self.live(role, number)
        if turn is None:
            raise TurnNotAssigned(number, role)
        return turn

    def seated(self, seat: str) -> None:
        """Raises SeatNotInGroup."""
        if seat not in self.order:
            raise SeatNotInGroup(seat)

    def closed(self, number: int) -> bool:
        """Whether the meeting was held or cancelled."""
        return number in self.held or number in self.cancelled

    def coming(self, role: Role, seat: str, *, after: int | None = None) -> int | Located:
        """The seat's coming turn (after a turn): the number of one it was told, or one of the queue's."""
        told = [(turn.day or date.max, turn.seq, number) for number, turn in self.turns(role).items() if _regular(turn)]
        start = next((key for key in told if key[2] == after), (date.min, -1, 0))
        mine = [key for key in told if key > start and self.turns(role)[key[2]].seat == seat]
        if mine:
            return min(mine)[2]
        return next(self.queue(role).coming(seat))

    # Giving a turn

    def choose(
        self,
        role: Role,
        number: int | None,
        day: date | None,
        chair: Choice | Sitting | None = None,
        calendar: Callable[[str], Away | None] | None = None,
        *,
        expected: str | None = None,
    ) -> Choice | None:
        """The seat whose turn it is, and its turn used; None if nobody is available (or not ``expected``).

        For a host ``chair`` is the meeting's chair: it never hosts, and a new round starts behind it.
        """
        away = self.away(role, number, day, calendar) if self.absences or self.seated_from else calendar
        forfeit = self.policy.unavailable is FORFEIT
        suspended = self.suspended
        if self.suspended_until and day is not None:
            suspended = suspended.union(seat for seat, until in self.suspended_until.items() if day < until)
        if role is CHAIR:
            host = self.live(HOST, number) if number in self.hosted and self.policy.host is Hosting.APART else None
            blocked = host.seat if host else None
            return self.chairs.take_next(Asked(number, suspended, blocked, away, forfeit, None, None, expected))
        blocked, lead = (chair.seat, chair.place) if chair else (None, None)
        asked = Asked(number, suspended, blocked, away, forfeit, self.round_order, lead, expected)
        return self.hosts.take_next(asked)

    def away(
        self, role: Role, number: int | None, day: date | None, calendar: Callable[[str], Away | None] | None
    ) -> Callable[[str], Away | None]:
        """What keeps a seat from that turn: its own word, a seat not yet taken, or a calendar."""
        said = [absence for absence in self.absences if absence.role is role and concerns(absence, number, day)]

        def away(seat: str) -> Away | None:
            if day is not None and day < self.seated_from.get(seat, day):
                return Away(NOT_YET_SEATED)
            for absence in said:
                if absence.seat == seat:
                    return Away(absence.because, absence.first_day, absence.last_day)
            return calendar(seat) if calendar else None

        return away

    def round_order(self, nth: int, lead: str | None) -> list[str]:
        """The order of the nth round of hosts: the chairs' queue from nth, at most n - 1, places behind the chair.

        Suspended seats are not counted.
        """
        line = self.queue(CHAIR).line()
        active = [seat for seat in line if seat not in self.suspended]
        before = (nth - 1) % max(1, len(active) - 1)
        if lead in line:
            line = [lead, *(seat for seat in line if seat != lead)]
            counted = [seat for seat in line[1:] if seat not in self.suspended]
            start = line.index(counted[before - 1]) + 1 if before else 1
        else:
            start = line.index(active[before - 1]) + 1 if before else 0
        return line[start:] + line[:start]

    def seat(self, role: Role, number: int, choice: Choice, day: date | None) -> None:
        """Write down that the turn was told."""
        turn = Sitting(
            choice.place, choice.seat, TurnState.ASSIGNED, day, choice.why, choice.cycle, choice.seq, choice.prior
        )
        self.write(role, number, turn)

    def write(self, role: Role, number: int, turn: Sitting) -> None:
        """Write down a turn as it is now, and a line of history."""
        self.turns(role)[number] = turn
        self.log.append(Step(number, role, turn.seat, turn.state, turn.why))

    # Taking a turn back, which only the rules' list does

    def give_back(self, role: Role, number: int) -> None:
        """The turn's seat is owed it. A turn served early is simply not: it comes when it would have come."""
        turn = self.assigned(role, number)
        queue = self.queue(role)
        if turn.place is None or (turn.early and queue.uncharge(number, turn.seat)):
            return
        place = queue.paid.get(number) if turn.early else turn.place
        if place is not None:
            queue.credit(place, turn.seat, number, wait=(turn.seq, turn.prior))

    def release(self, role: Role, number: int, state: TurnState = TurnState.RELEASED) -> None:
        """Nobody has the turn any more."""
        self.write(role, number, self.assigned(role, number)._replace(state=state, called=False))

    def unseat_host(self, number: int, chair: str) -> None:
        """The chairing seat never hosts: told to host, it is owed that, and the hosting is free."""
        host = self.live(HOST, number)
        if host and host.seat == chair and self.policy.host is Hosting.APART:
            self.give_back(HOST, number)
            self.release(HOST, number)

    def exchange(self, role: Role, first: int | Located, second: int | Located) -> None:
        """Two turns change seats; no place moves. Raises ChairNeverHosts."""
        seats = self._sitter(role, first), self._sitter(role, second)
        for at, seat in ((first, seats[1]), (second, seats[0])):
            if role is HOST and isinstance(at, int) and (chair := self.live(CHAIR, at)) and chair.seat == seat:
                raise ChairNeverHosts(at, seat)
        self._reseat(role, first, seats[1], seats[0])
        self._reseat(role, second, seats[0], seats[1])

    def _sitter(self, role: Role, at: int | Located) -> str:
        return self.assigned(role, at).seat if isinstance(at, int) else str(self.queue(role).sitter(*at))

    def _reseat(self, role: Role, at: int | Located, seat: str, before: str) -> None:
        if isinstance(at, Located):
            self.queue(role).exchange(at, seat)
            return
        why = (BySwap(before),)
        turn = self.turns(role)[at]
        self.write(
            role, at, turn._replace(seat=seat, state=TurnState.ACCEPTED, why=why, refused=frozenset(), called=False)
        )
        if role is CHAIR:
            self.unseat_host(at, seat)

    # Dated changes

    def schedule(self, on: date, event: Dated) -> None:
        """The change holds from the start of that day."""
        self.entered += 1
        insort(self.scheduled, (on, self.entered, event))

    def concerned(self, role: Role, seat: str, on: date | None) -> list[int]:
        """The turns that the seat has to serve from that day on (all, if no day is given), a term under way too."""
        return [
            number
            for number, turn in self.turns(role).items()
            if turn.seat == seat
            and turn.state in LIVE
            and (on is None or turn.day is None or turn.day >= on or number in self.began)
        ]


def _regular(turn: Sitting) -> bool:
    return turn.place is not None and turn.state in LIVE


def concerns(absence: Unavailable, number: int | None, day: date | None) -> bool:
    """An undated turn knows only what holds until further notice."""
    if absence.number is not None:
        return absence.number == number
    if absence.first_day is None and absence.last_day is None:
        return True
    return day is not None and (absence.first_day or date.min) <= day <= (absence.last_day or date.max)
