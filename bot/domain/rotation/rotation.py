"""A group's rotation, as its events left it. Immutable: what happens next makes another one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from .board import HOST, Board, Step
from .events import Dated, Event, Resumed, Suspended
from .fold import apply
from .reasons import Reason, WithChair
from .terms import LIVE, Hosting, Policy, Role, TurnState


@dataclass(frozen=True, slots=True)
class Standing:
    """A seat's figures in one rotation. ``used`` and ``owed`` together differ by at most one between seats.

    ``used``: turns told, swapped away, forfeited, lapsed, passed while suspended, cancelled under ``use``, or set
    off against an early one. ``early``: turns served before their time and not yet set off. ``served``: meetings
    it chaired (hosted). ``noted``: hosting that was switched away under ``with-chair``, which nobody owes.
    """

    used: int
    owed: int
    early: int
    lapsed: int
    forfeited: int
    served: int
    noted: int


@dataclass(frozen=True, slots=True, eq=False)
class Rotation:
    """The state after a replay. Every question is answered as of its last event."""

    board: Board
    """Private to the package: never changed once it stands here."""

    def then(self, *events: Event) -> Rotation:
        """The rotation after these events too. Raises a DomainError if one can't happen; nothing has changed then."""
        return _fold(self.board.copy(history=True), events)

    @property
    def seats(self) -> tuple[str, ...]:
        """Who is seated, in rota order, which is never an order of rank."""
        return self.board.order

    @property
    def policy(self) -> Policy:
        """The policy that holds now."""
        return self.board.policy

    @property
    def suspended(self) -> frozenset[str]:
        """Seats that are suspended now."""
        return self.board.suspended

    @property
    def willing(self) -> frozenset[tuple[str, Role, int]]:
        """Seats that said they can take a role of a meeting of that number: no calendar keeps them from it."""
        return self.board.willing

    @property
    def history(self) -> tuple[Step, ...]:
        """Every step of every turn, in the order in which it happened."""
        return tuple(self.board.log)

    def queue(self, role: Role) -> tuple[str, ...]:
        """The places in the order in which they come: those owed a turn first."""
        return tuple(self.board.queue(role).line())

    def due(self, day: date) -> bool:
        """Whether a dated change holds by that day, so that DayCame is to be told."""
        return bool(self.board.scheduled) and self.board.scheduled[0][0] <= day

    @property
    def changes_on(self) -> date | None:
        """The day on which the next dated change holds; ``None`` where none is to come."""
        return self.board.scheduled[0][0] if self.board.scheduled else None

    def suspended_by(self, seat: str, day: date) -> bool:
        """Whether the seat is suspended now, or will be by that day as far as it was said."""
        found = seat in self.board.suspended
        for on, _, event in self.board.scheduled:
            if on <= day and _pauses(event, seat):
                found = isinstance(event, Suspended)
        return found

    def closed(self, number: int) -> bool:
        """Whether the meeting was held or cancelled (the term is over)."""
        return self.board.closed(number)

    def began(self, number: int) -> bool:
        """Whether the term of that number was handed over to its seat."""
        return number in self.board.began

    @property
    def has_terms(self) -> bool:
        """Whether any term was ever told: terms are numbered below nought."""
        return any(number < 0 for number in self.board.chaired)

    def holders(self, number: int, role: Role) -> tuple[str, ...]:
        """Every seat that ever had the turn, the first first."""
        steps = (step.seat for step in self.board.log if (step.number, step.role) == (number, role))
        return tuple(dict.fromkeys(steps))

    def holder(self, number: int, role: Role) -> str | None:
        """The seat that was told the turn and has it, or served it. None: nobody was, or nobody has it any more."""
        turn = self.board.turns(role).get(number)
        if turn is None:
            return self.holder(number, Role.CHAIR) if self._with_chair(role) else None
        return turn.seat if turn.state in LIVE or turn.state is TurnState.SERVED else None

    def state(self, number: int, role: Role) -> TurnState:
        """Where the turn stands."""
        turn = self.board.turns(role).get(number)
        if turn is None:
            return self.state(number, Role.CHAIR) if self._with_chair(role) else TurnState.PROJECTED
        return turn.state

    def why(self, number: int, role: Role) -> tuple[Reason, ...]:
        """Why the turn is the seat's; empty for one that was never told."""
        turn = self.board.turns(role).get(number)
        if turn is None:
            return (WithChair(),) if self._with_chair(role) and self.holder(number, role) else ()
        return turn.why

    def refused(self, number: int, role: Role) -> frozenset[str]:
        """Seats that were offered the turn and don't want it."""
        turn = self.board.turns(role).get(number)
        return turn.refused if turn else frozenset()

    def called(self, number: int, role: Role) -> bool:
        """Whether the turn is offered to all at once."""
        turn = self.board.live(role, number)
        return turn is not None and turn.called

    def coming(self, seat: str, role: Role) -> int | None:
        """The number of the seat's coming turn if it was told. Raises SeatNotInGroup."""
        self.board.seated(seat)
        at = self.board.coming(role, seat)
        return at if isinstance(at, int) else None

    def standing(self, seat: str, role: Role) -> Standing:
        """The seat's figures. Raises SeatNotInGroup."""
        self.board.seated(seat)
        queue = self.board.queue(role)
        owed = queue.debts(seat)
        turns = self.board.turns(role).values()
        return Standing(
            used=queue.level(seat) - queue.base[seat] - owed,
            owed=owed,
            early=queue.early(seat),
            lapsed=queue.lapsed.get(seat, 0),
            forfeited=queue.forfeited.get(seat, 0),
            served=sum(1 for turn in turns if turn.seat == seat and turn.state is TurnState.SERVED),
            noted=sum(1 for noted, _ in self.board.noted if noted == seat) if role is HOST else 0,
        )

    def _with_chair(self, role: Role) -> bool:
        return role is HOST and self.board.policy.host is Hosting.WITH_CHAIR


DEFAULT = Policy()


def replay(
    seats: Iterable[str], policy: Policy = DEFAULT, events: Iterable[Event] = (), *, had: Collection[str] = ()
) -> Rotation:
    """The rotation of these seats, in this order, after these events; an undone event is simply left out.

    ``had``: seats that have chaired in the running cycle before the first event. Raises a DomainError for an event
    that can't have happened, which is how an undo that others build upon is refused.
    """
    return _fold(Board(seats, policy, had), events)


def _fold(board: Board, events: Iterable[Event]) -> Rotation:
    for event in events:
        apply(board, event)
    return Rotation(board)


def _pauses(event: Dated, seat: str) -> bool:
    return isinstance(event, Suspended | Resumed) and event.seat == seat
