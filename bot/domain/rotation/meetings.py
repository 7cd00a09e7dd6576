"""What happens to turns: told, held, cancelled, accepted, declined, taken, swapped, named."""

from __future__ import annotations

from . import events as e
from .board import CHAIR, HOST, Board, Sitting
from .reasons import BySwap, Chosen, CountedAsServed, Overridden
from .refusals import (
    ChairNeverHosts,
    NoHostQueue,
    NotYourTurn,
    OfferAlreadyRefused,
    SeatIsSuspended,
    SwapWithItself,
    TurnAlreadyAssigned,
    TurnAlreadyServed,
    TurnCancelled,
    TurnNotOffered,
)
from .terms import Cancelling, Hosting, Role, TurnState


def _open(board: Board, number: int) -> None:
    if number in board.cancelled:
        raise TurnCancelled(number)
    if number in board.held:
        raise TurnAlreadyServed(number)


def _queued(board: Board, role: Role) -> None:
    if role is HOST and board.policy.host is not Hosting.APART:
        raise NoHostQueue(board.policy.host)


def _mine(board: Board, event: e.Accepted | e.Declined) -> Sitting:
    if not board.live(event.role, event.number):
        _queued(board, event.role)
    turn = board.assigned(event.role, event.number)
    if turn.seat != event.seat:
        raise NotYourTurn(event.number, event.role, event.seat, turn.seat)
    return turn


def told(board: Board, event: e.Told) -> None:
    """The seat was told: its turn is used, and never taken back."""
    _open(board, event.number)
    before = board.live(event.role, event.number)
    if before is not None:
        if before.seat != event.seat:
            raise TurnAlreadyAssigned(event.number, event.role, before.seat)
        return
    board.seated(event.seat)
    passed = dict(event.passed)
    chair = board.live(CHAIR, event.number) if event.role is HOST else None
    choice = board.choose(
        event.role,
        event.number,
        event.day,
        chair=chair,
        calendar=passed.get if passed else None,
        expected=event.seat,
    )
    board.seat(event.role, event.number, choice or board.queue(event.role).take(event.seat), event.day)


def extraordinary(board: Board, event: e.Extraordinary) -> None:
    """It takes a number and uses nobody's turn."""
    _open(board, event.number)
    for role, seat in ((CHAIR, event.chair), (HOST, event.host)):
        before = board.live(role, event.number)
        if before is not None and before.seat != seat:
            raise TurnAlreadyAssigned(event.number, role, before.seat)
        if before is None and seat is not None:
            board.seated(seat)
            board.write(role, event.number, Sitting(None, seat, TurnState.ASSIGNED, event.day, (Chosen(),)))


def held(board: Board, event: e.Held) -> None:
    """Served, however often it is said. A role that nobody filled: its seat is owed."""
    if event.number in board.held:
        return
    _open(board, event.number)
    if CHAIR not in event.without:
        board.assigned(CHAIR, event.number)
    for role in Role:
        turn = board.live(role, event.number)
        if turn is not None and role in event.without:
            board.give_back(role, event.number)
            board.release(role, event.number)
        elif turn is not None:
            board.write(role, event.number, turn._replace(state=TurnState.SERVED, called=False))
    board.held.add(event.number)


def cancelled(board: Board, event: e.Cancelled) -> None:
    """``keep``: the seats are owed. ``use``: it counts as served."""
    if event.number in board.cancelled:
        return
    _open(board, event.number)
    keep = (event.policy or board.policy.cancelled) is Cancelling.KEEP
    for role in Role:
        turn = board.live(role, event.number)
        if turn is not None and keep:
            board.give_back(role, event.number)
            board.release(role, event.number)
        elif turn is not None:
            why = (*turn.why, CountedAsServed())
            board.write(role, event.number, turn._replace(state=TurnState.SERVED, why=why, called=False))
    board.noted = tuple(note for note in board.noted if note[1] != event.number)
    board.cancelled.add(event.number)


def moved(board: Board, event: e.Moved) -> None:
    """The turn travels with the meeting."""
    for turns in (board.chaired, board.hosted):
        if event.number in turns:
            turns[event.number] = turns[event.number]._replace(day=event.day)


def began(board: Board, event: e.Began) -> None:
    """A term under way is not released by a suspension."""
    board.assigned(CHAIR, event.number)
    board.began.add(event.number)


def accepted(board: Board, event: e.Accepted) -> None:
    """The seat accepts its turn; what was on offer no longer is."""
    turn = _mine(board, event)
    if turn.state is not TurnState.ACCEPTED:
        board.write(event.role, event.number, turn._replace(state=TurnState.ACCEPTED, called=False))


def declined(board: Board, event: e.Declined) -> None:
    """The turn stays the seat's until it is taken. Declining twice changes nothing more."""
    turn = _mine(board, event)
    if turn.state is not TurnState.DECLINED:
        board.write(event.role, event.number, turn._replace(state=TurnState.DECLINED))


def called(board: Board, event: e.Called) -> None:
    """The turn is offered to all at once; it stays its seat's until taken."""
    _queued(board, event.role)
    turn = board.assigned(event.role, event.number)
    board.turns(event.role)[event.number] = turn._replace(called=True)


def call_withdrawn(board: Board, event: e.CallWithdrawn) -> None:
    """Nobody took it in time."""
    turn = board.assigned(event.role, event.number)
    board.turns(event.role)[event.number] = turn._replace(called=False)


def _offered(board: Board, event: e.Refused | e.Taken) -> Sitting:
    _queued(board, event.role)
    board.seated(event.seat)
    turn = board.assigned(event.role, event.number)
    if turn.seat == event.seat or not (turn.called or turn.state is TurnState.DECLINED):
        raise TurnNotOffered(event.number, event.role, event.seat)
    return turn


def refused(board: Board, event: e.Refused) -> None:
    """The seat is not asked again about this turn."""
    turn = _offered(board, event)
    board.turns(event.role)[event.number] = turn._replace(refused=turn.refused | {event.seat})


def taken(board: Board, event: e.Taken) -> None:
    """A swap of the declined turn with the taker's next after it, owed or not."""
    turn = _offered(board, event)
    if event.seat in turn.refused and not turn.called:
        raise OfferAlreadyRefused(event.number, event.role, event.seat)
    if event.seat in board.suspended:
        raise SeatIsSuspended(event.seat)
    if turn.place is None or turn.seat not in board.order:
        _take_alone(board, event, turn)
        return
    board.exchange(event.role, event.number, board.coming(event.role, event.seat, after=event.number))


def _take_alone(board: Board, event: e.Taken, turn: Sitting) -> None:
    """Nothing to swap with: an extraordinary meeting uses no turn; what is served for a seat that leaves counts as
    the other's own."""
    chair = board.live(CHAIR, event.number)
    if event.role is HOST and chair and chair.seat == event.seat:
        raise ChairNeverHosts(event.number, event.seat)
    if turn.place is not None:
        place, seq, prior = board.queue(event.role).charge(event.seat, event.number)
        turn = turn._replace(place=place, seq=seq, prior=prior, why=(BySwap(turn.seat),))
    board.write(event.role, event.number, turn._replace(seat=event.seat, state=TurnState.ACCEPTED, called=False))
    if event.role is CHAIR:
        board.unseat_host(event.number, event.seat)


def swapped(board: Board, event: e.Swapped) -> None:
    """Two seats exchange their coming turns, told or not; nobody else moves, then or later."""
    _queued(board, event.role)
    if event.seat == event.with_seat:
        raise SwapWithItself(event.seat)
    for seat in (event.seat, event.with_seat):
        board.seated(seat)
        if seat in board.suspended:
            raise SeatIsSuspended(seat)
    first = event.number if event.number is not None else board.coming(event.role, event.seat)
    if isinstance(first, int) and (turn := board.assigned(event.role, first)).seat != event.seat:
        raise NotYourTurn(first, event.role, event.seat, turn.seat)
    board.exchange(event.role, first, board.coming(event.role, event.with_seat))


def named(board: Board, event: e.Named) -> None:
    """Its coming turn, served early and passed over when it comes; the seat displaced is owed.

    The seat's other turns that were told stay: an override moves only the turn it names.
    """
    _open(board, event.number)
    board.seated(event.seat)
    if event.seat in board.suspended:
        raise SeatIsSuspended(event.seat)
    if event.role is HOST and board.policy.host is not Hosting.APART:
        _switch_noted(board, event)
        return
    chair = board.live(CHAIR, event.number)
    if event.role is HOST and chair and chair.seat == event.seat:
        raise ChairNeverHosts(event.number, event.seat)
    before = board.live(event.role, event.number)
    if before is None or before.seat != event.seat:
        _override(board, event, before)
    if event.role is CHAIR:
        board.unseat_host(event.number, event.seat)


def _override(board: Board, event: e.Named, before: Sitting | None) -> None:
    queue = board.queue(event.role)
    why = (Overridden(event.reason, before.seat if before else None),)
    if before and before.place is None:
        board.write(event.role, event.number, before._replace(seat=event.seat, state=TurnState.ASSIGNED, why=why))
        return
    if before:
        board.give_back(event.role, event.number)
    origin = (before.origin or before) if before else None
    if origin and origin.seat == event.seat and queue.undo_credit(origin.place, event.number, origin.seq, origin.prior):
        board.write(event.role, event.number, origin._replace(state=TurnState.ASSIGNED))
        return
    cycle = before.cycle if before else queue.ring[0][0]
    place, seq, prior = queue.charge(event.seat, event.number)
    day = before.day if before else event.day
    turn = Sitting(place, event.seat, TurnState.ASSIGNED, day, why, cycle, seq, prior, origin=origin)
    board.write(event.role, event.number, turn)


def _switch_noted(board: Board, event: e.Named) -> None:
    """Under ``with-chair`` a switched host leaves a debt that is only noted; switched back, none."""
    if board.policy.host is Hosting.OFF:
        raise NoHostQueue(board.policy.host)
    board.noted = tuple(note for note in board.noted if note[1] != event.number)
    chair = board.live(CHAIR, event.number)
    if chair and chair.seat == event.seat:
        board.turns(HOST).pop(event.number, None)
        return
    if chair:
        board.noted += ((chair.seat, event.number),)
    why = (Overridden(event.reason, chair.seat if chair else None),)
    board.write(HOST, event.number, Sitting(None, event.seat, TurnState.ASSIGNED, event.day, why))
