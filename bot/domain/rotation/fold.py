"""A rotation is what its events made of it: replayed in order over the seats it began with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from . import events as e
from . import meetings, seats
from .board import Board

_DATED = (e.Joined, e.Left, e.Suspended, e.Resumed, e.Reordered)

_APPLY: dict[type[e.Event], Callable[[Board, Any], None]] = {
    e.Told: meetings.told,
    e.Extraordinary: meetings.extraordinary,
    e.Held: meetings.held,
    e.Cancelled: meetings.cancelled,
    e.Moved: meetings.moved,
    e.Began: meetings.began,
    e.Accepted: meetings.accepted,
    e.Declined: meetings.declined,
    e.Refused: meetings.refused,
    e.Taken: meetings.taken,
    e.Called: meetings.called,
    e.CallWithdrawn: meetings.call_withdrawn,
    e.Swapped: meetings.swapped,
    e.Named: meetings.named,
    e.Unavailable: seats.unavailable,
    e.Available: seats.available,
    e.Suspended: seats.suspended,
    e.Resumed: seats.resumed,
    e.Joined: seats.joined,
    e.Left: seats.left,
    e.Reordered: seats.reordered,
    e.PolicyChanged: seats.policy_changed,
}


def apply(board: Board, event: e.Event) -> None:
    """Let the event happen. Raises a DomainError, and the board is then not to be used any more.

    A dated change waits for its day: until that came, a turn of that day or later is told, or its meeting was held.
    """
    if isinstance(event, e.DayCame):
        board.today = max(board.today, event.day)
        advance(board, event.day)
        return
    if isinstance(event, _DATED):
        seats.check(board, event)
        if event.on is not None and event.on > board.today:
            board.schedule(event.on, event)
            return
    elif board.scheduled and isinstance(event, e.Told | e.Extraordinary) and event.day:
        advance(board, event.day)
    _APPLY[type(event)](board, event)
    if board.scheduled and isinstance(event, e.Held) and (turn := board.chaired.get(event.number)) and turn.day:
        advance(board, turn.day)


def advance(board: Board, day: date) -> None:
    """Let the dated changes up to that day happen: they hold from the start of their day."""
    while board.scheduled and board.scheduled[0][0] <= day:
        event = board.scheduled.pop(0)[2]
        _APPLY[type(event)](board, event)
