"""What happens to seats: they join, leave, are suspended, unavailable, or stand in a new order."""

from __future__ import annotations

from datetime import date

from . import events as e
from .board import CHAIR, HOST, Board, concerns
from .places import heir
from .reasons import NewSeat
from .refusals import LastSeat, OrderIncomplete, SeatAlreadyInGroup, SeatNotInGroup
from .terms import LIVE, Hosting, Missing, Role, TurnState


def unavailable(board: Board, event: e.Unavailable) -> None:
    """What the seat was told of these turns it gives up, by its own word: it is owed them, or has forfeit them."""
    board.seated(event.seat)
    board.absences += (event,)
    for number in board.concerned(event.role, event.seat, None):
        turn = board.turns(event.role)[number]
        if number in board.began or not concerns(event, number, turn.day):
            continue
        if board.policy.unavailable is Missing.FORFEIT and turn.place is not None:
            board.queue(event.role).give_up(event.seat)
            board.release(event.role, number, TurnState.FORFEITED)
        else:
            board.give_back(event.role, number)
            board.release(event.role, number)


def available(board: Board, event: e.Available) -> None:
    """From the next turn not yet assigned. Without a number: altogether. With one, whatever a calendar says."""
    board.seated(event.seat)
    if event.number is not None:
        board.willing |= {(event.seat, event.role, event.number)}
    board.absences = tuple(
        absence
        for absence in board.absences
        if (absence.seat, absence.role) != (event.seat, event.role) or event.number not in (None, absence.number)
    )


def suspended(board: Board, event: e.Suspended) -> None:
    """Released from assigned turns, not from a term under way, without debt; older debt stays."""
    board.suspended |= {event.seat}
    for role in Role:
        queue = board.queue(role)
        for number in board.concerned(role, event.seat, event.on):
            if number in board.began:
                continue
            queue.uncharge(number, event.seat)
            board.release(role, number)


def resumed(board: Board, event: e.Resumed) -> None:
    """From the next turn not yet assigned."""
    board.suspended -= {event.seat}
    if event.on is not None:
        board.suspended_until[event.seat] = event.on


def joined(board: Board, event: e.Joined) -> None:
    """After the last seat that has not yet served in the next meeting's cycle; nobody told is moved."""
    if event.seat in board.order:
        return
    order = list(board.order)
    after = event.after if event.after in order else None
    order.insert(order.index(after) + 1 if after else len(order), event.seat)
    board.order = tuple(order)
    if event.on is not None:
        board.seated_from[event.seat] = event.on
    for role in Role:
        board.queue(role).join(event.seat, _cycle(board, role, event.on), after, NewSeat(event.on))


def _cycle(board: Board, role: Role, on: date | None) -> int | None:
    """Turns used before it by the seat of the next meeting (the first from that day on), if that seat was told."""
    turns = [turn for turn in board.turns(role).values() if turn.place is not None]
    if on is None:
        coming = [turn for turn in turns if turn.state in LIVE]
    else:
        coming = [turn for turn in turns if turn.day and turn.day >= on and turn.state is not TurnState.RELEASED]
    return min(coming, key=lambda turn: turn.day or date.max).cycle if coming else None


def left(board: Board, event: e.Left) -> None:
    """Removed; those behind move up; turns served stay.

    In an open swap what was chaired for it counts as the other's own, what was given to it comes back.
    """
    seat = event.seat
    if seat not in board.order:
        return
    board.order = tuple(other for other in board.order if other != seat)
    board.suspended -= {seat}
    board.absences = tuple(absence for absence in board.absences if absence.seat != seat)
    board.seated_from.pop(seat, None)
    board.suspended_until.pop(seat, None)
    for role in Role:
        queue = board.queue(role)
        lost = queue.leave(seat)
        for number in sorted(board.concerned(role, seat, event.on), key=board.began.__contains__):
            _vacate(board, role, number, lost)
        for other in lost:
            queue.compensate(other)


def _vacate(board: Board, role: Role, number: int, lost: list[str]) -> None:
    """A told turn of a seat that leaves: its term under way ends early, a swapped turn comes back, others are free.
    A term that it only hosts goes on, and the hosting is free.

    It does not come back to a seat that hosts (chairs) that very meeting: that is owed it.
    """
    turn = board.turns(role)[number]
    if number in board.began and role is CHAIR:
        _end_early(board, number)
        return
    if turn.place is None or turn.place == turn.seat or not board.queue(role).hold(turn.place):
        board.release(role, number)
        return
    other = heir(turn.place, lost)
    if other is None:
        board.release(role, number)
        return
    board.write(role, number, turn._replace(seat=other, state=TurnState.ASSIGNED, called=False))
    double = board.live(HOST if role is CHAIR else CHAIR, number)
    if double and double.seat == other and board.policy.host is Hosting.APART:
        board.give_back(role, number)
        board.release(role, number)


def _end_early(board: Board, number: int) -> None:
    """The term is over for whoever hosts it too, and the next one begins, if it was told."""
    for role in Role:
        turn = board.live(role, number)
        if turn is not None:
            board.write(role, number, turn._replace(state=TurnState.SERVED, called=False))
    board.held.add(number)
    following = _next_term(board)
    if following is not None and board.live(CHAIR, following) is not None:
        board.began.add(following)


def _next_term(board: Board) -> int | None:
    """The first term told that is not over, whether or not a seat has it now; never an extraordinary meeting."""
    told = [
        (turn.day or date.max, number)
        for number, turn in board.turns(CHAIR).items()
        if turn.place is not None and not board.closed(number)
    ]
    return min(told)[1] if told else None


def reordered(board: Board, event: e.Reordered) -> None:
    """Seats still to come in this cycle, then the rest, each in the new order; assigned and owed turns stay."""
    named = [seat for seat in event.seats if seat in board.order]
    board.order = (*named, *(seat for seat in board.order if seat not in named))
    board.chairs.reorder(board.order)
    board.hosts.reorder(board.order)


def policy_changed(board: Board, event: e.PolicyChanged) -> None:
    """Turns pass by the new policy from here on; turns that were told stay."""
    board.policy = event.policy


def check(board: Board, event: e.Dated) -> None:
    """Whether the change can be asked for. Raises SeatNotInGroup, SeatAlreadyInGroup, LastSeat, OrderIncomplete."""
    coming = {later.seat for _, _, later in board.scheduled if isinstance(later, e.Joined)}
    going = {later.seat for _, _, later in board.scheduled if isinstance(later, e.Left)}
    if isinstance(event, e.Reordered):
        missing = tuple(seat for seat in board.order if seat not in event.seats)
        unknown = tuple(
            seat for at, seat in enumerate(event.seats) if seat not in board.order or seat in event.seats[:at]
        )
        if missing or unknown:
            raise OrderIncomplete(missing, unknown)
        return
    if isinstance(event, e.Joined):
        if event.seat in coming or (event.seat in board.order and event.seat not in going):
            raise SeatAlreadyInGroup(event.seat)
        if event.after is not None and event.after not in (*board.order, *coming):
            raise SeatNotInGroup(event.after)
        return
    if event.seat not in (*board.order, *coming):
        raise SeatNotInGroup(event.seat)
    if isinstance(event, e.Left) and not set(board.order) - going - {event.seat}:
        raise LastSeat(event.seat)
