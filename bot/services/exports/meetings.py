"""Meetings past and to come. A seat's rows are those that it chairs, hosts or has answered for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from bot.db.exports import meetings as reads
from bot.db.unit_of_work import Snapshot
from bot.documents.model import Cell, Column, Kind, Sheet
from bot.domain.dates import local
from bot.domain.meetings import MeetingState
from bot.domain.quorum import Quorum
from bot.domain.rotation import Turn, TurnState
from bot.services import rotation
from bot.services.exports.scope import Scope, View, view
from bot.services.paper_days import quorum_at

COLUMNS = (
    Column("number"),
    Column("date", Kind.DAY),
    Column("start"),
    Column("end"),
    Column("time_zone"),
    Column("kind"),
    Column("state"),
    Column("mode", Kind.TEXT),
    Column("place", Kind.TEXT),
    Column("chair"),
    Column("host"),
    Column("present", Kind.LIST),
    Column("apologies", Kind.LIST),
    Column("quorum"),
    Column("quorate"),
)


def meetings(snapshot: Snapshot, scope: Scope) -> Sheet:
    """Every meeting in the order of time, with the chair and host that were told or served, and the codes of the
    seats that were there, themselves or by a deputy. Of a meeting that has opened ``quorum`` is how many of these it
    needed, and ``quorate`` whether as many are noted: nothing where nobody is, or none were needed. Raises what
    ``view`` raises."""
    seen = view(snapshot, scope)
    turns = rotation.by_meeting(seen.uow, group=scope.group, now=scope.now)
    rows = tuple(_rows(seen, turns))
    return seen.sheet("meetings", COLUMNS, rows, origins=_origins(rows))


def _origins(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Chairs, hosts, and who was there."""
    for *_, chair, host, present, apologies, _quorum, _quorate in rows:
        for cell in (chair, host, present, apologies):
            yield from cell if isinstance(cell, tuple) else (str(cell),)


def _rows(seen: View, turns: Mapping[int, Turn]) -> Iterator[list[Cell]]:
    lines = tuple(reads.meetings(seen.snapshot, seen.rows))  # read whole: more is asked for each on the same connection
    for line in lines:
        number, day, start, ends_at, zone, kind, state, mode, place, *attended, needed = line
        present, apologies, others = (tuple(sorted(set((codes or "").split()))) for codes in attended)
        turn = turns.get(number)
        chair = turn.chair if turn and turn.chair_state is not TurnState.PROJECTED else None
        host = turn.host if turn and turn.host_state is not TurnState.PROJECTED else None
        if not seen.of_scope(date.fromisoformat(day), chair, host, *present, *apologies, *others):
            continue
        end = local(datetime.fromisoformat(ends_at[:19]).replace(tzinfo=UTC), zone).strftime("%H:%M")
        enough = None
        if state in (MeetingState.OPEN, MeetingState.HELD):
            noted = bool(present or apologies or others)
            enough = quorum_at(seen.uow, seen.group, date.fromisoformat(day), present, noted=noted, settled=needed)
        facts: list[Cell] = [number, day, start[:5], end, zone, kind, state, mode, place]
        yield [*facts, chair, host, present, apologies, enough.needed if enough else None, _said(enough)]


def _said(found: Quorum | None) -> str | None:
    """Whether there was a quorum, where the minutes say so."""
    if found is None or not found.noted or found.needed == 0:
        return None
    return "yes" if found.reached else "no"
