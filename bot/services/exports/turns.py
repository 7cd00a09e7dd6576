"""Turns of chair and host: served, told and projected, with their reasons. A seat's rows are its own turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.db.exports import members as reads
from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.domain.dates import local, to_instant
from bot.domain.rotation import Basis, Role, Turn, TurnState
from bot.domain.rotation.reasons import Reason
from bot.services import rotation
from bot.services.exports.leading import NOON, names
from bot.services.exports.scope import Scope, View, view

COLUMNS = (
    Column("meeting"),
    Column("date", Kind.DAY),
    Column("until", Kind.DAY),
    Column("kind"),
    Column("role"),
    Column("seat"),
    Column("official", Kind.LIST),
    Column("state"),
    Column("basis"),
    Column("reason", Kind.TEXT),
)
HELD, TERM = Basis.HELD, Basis.TERM

Reasons = Callable[[Sequence[Reason]], str]
"""Why a turn is a seat's, in words: services have none."""


def turns(snapshot: Snapshot, scope: Scope, reasons: Reasons) -> Sheet:
    """The turns of every meeting (or term: ``T3``, up to its last day) there was or will be, and projected ones for ten
    to come at least, or up to ``until``. A meeting in a term has no turn of its own, and no row. ``official`` names the
    seat's leads: at a meeting that is over, those of that day; else those of now. Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    rows = tuple(_rows(seen, reasons))
    return seen.sheet("turns", COLUMNS, rows, origins=[str(row[5]) for row in rows])


def _rows(seen: View, reasons: Reasons) -> Iterator[list[Cell]]:
    group, now = seen.group, seen.scope.now
    leads = reads.leads(seen.snapshot, group.id)
    today = local(now, group.zone).date()
    for turn in _turns(seen):
        term = turn.until is not None or (turn.number or 0) < 0
        over = turn.day is not None and turn.day < today and not (term and turn.chair_state is not TurnState.SERVED)
        at = to_instant(turn.day, NOON, group.zone) if over and turn.day else None
        for role, seat, state, why in _sides(turn):
            if (seat is None and over) or not seen.of_scope(turn.day, seat):
                continue
            day = turn.day.isoformat() if turn.day else None
            until = turn.until.isoformat() if turn.until else None
            facts: list[Cell] = [_number(turn), day, until, turn.kind.value, role.value, seat]
            yield [*facts, names(leads, seat, at), state.value, (TERM if term else HELD).value, reasons(why)]


def _turns(seen: View) -> list[Turn]:
    """In the order of time; those without a day, or without a meeting yet, last."""
    uow, group, now, until = seen.uow, seen.group, seen.scope.now, seen.scope.until
    count = rotation.SHOWN if until is None else rotation.FARTHEST
    later = [turn for turn in rotation.upcoming(uow, group=group, now=now, count=count) if turn.number is None]
    return [*rotation.own_turns(uow, group=group, now=now), *later]


def _number(turn: Turn) -> int | str | None:
    return turn.number if turn.number is None or turn.number > 0 else f"T{-turn.number}"


def _sides(turn: Turn) -> Iterator[tuple[Role, str | None, TurnState, Sequence[Reason]]]:
    yield Role.CHAIR, turn.chair, turn.chair_state, turn.chair_why
    if turn.host is not None or turn.host_why:
        yield Role.HOST, turn.host, turn.host_state, turn.host_why
