"""Turns of chair and host: served, told and projected, with their reasons. A seat's rows are its own turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.db import exports as reads
from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.domain.dates import local, to_instant
from bot.domain.rotation import Role, Turn, TurnState
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
Reasons = Callable[[Sequence[Reason]], str]
"""Why a turn is a seat's, in words: services have none."""


def turns(snapshot: Snapshot, scope: Scope, reasons: Reasons) -> Sheet:
    """The turns of every meeting there was or will be, and projected ones for ten to come at least, or up to
    ``until``. ``official`` names the seat's leads: at a meeting that is over, those of that day; else those of now.
    Raises what ``view`` raises."""
    seen = view(snapshot, scope)
    rows = tuple(_rows(seen, reasons))
    return seen.sheet("turns", COLUMNS, rows, origins=[str(row[5]) for row in rows])


def _rows(seen: View, reasons: Reasons) -> Iterator[list[Cell]]:
    uow, group, now = seen.uow, seen.group, seen.scope.now
    basis = rotation.state(uow, group=group, now=now).policy.basis.value
    leads = reads.leads(seen.snapshot, group.id)
    today = local(now, group.zone).date()
    for turn in _turns(seen):
        over = turn.day is not None and turn.day < today
        at = to_instant(turn.day, NOON, group.zone) if over and turn.day else None
        for role, seat, state, why in _sides(turn):
            if (seat is None and over) or not seen.of_scope(turn.day, seat):
                continue
            day = turn.day.isoformat() if turn.day else None
            facts: list[Cell] = [turn.number, day, None, turn.kind.value, role.value, seat]
            yield [*facts, names(leads, seat, at), state.value, basis, reasons(why)]


def _turns(seen: View) -> list[Turn]:
    """In the order of time; those without a day, or without a meeting yet, last."""
    uow, group, now, until = seen.uow, seen.group, seen.scope.now, seen.scope.until
    count = rotation.SHOWN if until is None else rotation.FARTHEST
    known = rotation.by_meeting(uow, group=group, now=now).values()
    later = [turn for turn in rotation.upcoming(uow, group=group, now=now, count=count) if turn.number is None]
    return [*sorted(known, key=lambda turn: (turn.day or date.max, turn.number or 0)), *later]


def _sides(turn: Turn) -> Iterator[tuple[Role, str | None, TurnState, Sequence[Reason]]]:
    yield Role.CHAIR, turn.chair, turn.chair_state, turn.chair_why
    if turn.host is not None or turn.host_why:
        yield Role.HOST, turn.host, turn.host_state, turn.host_why
