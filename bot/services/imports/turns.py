"""An existing history of turns, from a file: meetings that were held or cancelled, and whose turns they were."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.documents.reading import Line
from bot.domain.administrations import UnknownAdministrations
from bot.domain.cadence import parse_cadence
from bot.domain.dates import local, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.imports import (
    CellMissing,
    CellUnreadable,
    Fate,
    HistoryComesFirst,
    Remark,
    Row,
    RowTwice,
    StandsOtherwise,
)
from bot.domain.meetings import MeetingState
from bot.domain.people import Actor
from bot.domain.rotation import Kind, Role
from bot.domain.terms import DAY
from bot.domain.turn_history import Became, Happened, Past, Planned, plan
from bot.services import occasions, terms
from bot.services.imports.model import Import, day, needed, one_of
from bot.services.ledger import append, state
from bot.services.meetings import DEFAULT_MINUTES

COLUMNS = ("meeting", "date", "until", "kind", "role", "seat", "state", "reason")
STARTS = time(10)
"""When a meeting of the history began, where the group has no series that says."""

AHEAD = (Became.ASSIGNED, Became.ACCEPTED, Became.DECLINED)
TURNS_OWN = frozenset({"told", "held", "cancelled", "extraordinary", "named", "began"})
"""Events of the ledger that say of a turn: with any, a history no longer comes first."""


@dataclass
class _Reading:
    """The file's rows as they are read: what is said of each line, and the turns that are to be entered."""

    rows: dict[int, Row]
    past: list[Past]


def carry(uow: UnitOfWork, group: Group, lines: Sequence[Line], by: Actor, now: datetime) -> Sequence[Row]:
    """Every row of the past is entered, in the order of time; a file that was entered before adds nothing."""
    found = _read(uow, group, lines, now)
    if found.past and not any(row.fate is Fate.REFUSED for row in found.rows.values()):
        try:
            _enter(uow, group, found, by, now)
        except DomainError as why:
            line = _line_of(why, found.past)
            found.rows[line] = replace(found.rows[line], fate=Fate.REFUSED, why=why, remarks={})
    return [found.rows[line] for line in sorted(found.rows)]


def _read(uow: UnitOfWork, group: Group, lines: Sequence[Line], now: datetime) -> _Reading:
    today = local(now, group.zone).date()
    known = tuple(row.code for row in uow.administrations.all())
    found = _Reading({}, [])
    seen: dict[tuple[int, Role, str, Became], int] = {}
    for line in lines:
        what: tuple[str, ...] = ()
        try:
            if line.wrong is not None:
                raise line.wrong
            past = _past(line, today)
            what = (line.cells.get("meeting", ""), past.day.isoformat(), past.role.value, past.seat)
            if past.seat not in known:
                raise UnknownAdministrations((past.seat,), known)
            key = (past.meeting, past.role, past.seat, past.became)
            joint = key in seen and past.became is Became.SERVED
            if key in seen and not joint and past.became is not Became.PROJECTED:
                raise RowTwice(seen[key])
            seen.setdefault(key, line.number)
            remark = Remark.PROJECTED if past.became is Became.PROJECTED else None
            if past.day > today or (past.became in AHEAD and not past.running):
                remark = remark or Remark.COMES_LATER
            if remark is not None:
                found.rows[line.number] = Row(line.number, Fate.UNCHANGED, what, remarks={remark: ""})
            elif joint or _there(uow, group, past):
                found.rows[line.number] = Row(line.number, Fate.UNCHANGED, what)
            else:
                found.rows[line.number] = Row(line.number, Fate.ADDED, what)
                found.past.append(past)
        except DomainError as why:
            found.rows[line.number] = Row(line.number, Fate.REFUSED, what, why)
    return found


def _past(line: Line, today: date) -> Past:
    cells = line.cells
    on = day(cells, "date")
    if not cells.get("seat") and cells.get("state", "").lower() == Became.PROJECTED:
        cells = {**cells, "seat": "-"}
    if on is None and cells.get("state", "").lower() != Became.PROJECTED:
        raise CellMissing("date")
    number = cells.get("meeting", "")
    term = number[:1] in ("T", "t")
    digits = number[1:] if term else number
    projected = cells.get("state", "").lower() == Became.PROJECTED
    if not projected and not (digits.isascii() and digits.isdigit() and 0 < len(digits) < 7):
        raise CellUnreadable("meeting", number[:40], "7")
    until = day(cells, "until")
    became = one_of(cells, "state", Became, Became.SERVED)
    running = term and became in (*AHEAD, Became.SERVED) and (until is None or until >= today) and on is not None
    running = running and on is not None and on <= today and (until is not None or became in AHEAD)
    return Past(
        line=line.number,
        meeting=(-int(digits) if term else int(digits)) if digits.isdigit() else 0,
        day=on or date.max,
        kind=one_of(cells, "kind", Kind, Kind.REGULAR),
        role=one_of(cells, "role", Role),
        seat=needed(cells, "seat").upper(),
        became=Became.SERVED if running else became,
        reason=cells.get("reason", ""),
        until=until,
        running=running,
    )


def _there(uow: UnitOfWork, group: Group, past: Past) -> bool:
    """Whether the group's own record says the same. Raises ``StandsOtherwise`` where it names another seat."""
    codes = {seat.id: seat.code for seat in uow.groups.seats(group.id)}
    for number, on, kind in _known(uow, group, terms=past.meeting < 0):
        if (on, kind) != (past.day, past.kind):
            continue
        turn = uow.ledger.told(group.id, [number]).get((number, past.role))
        if past.became is Became.SERVED and turn is not None and codes[turn.seat_id] != past.seat:
            raise StandsOtherwise(past.day, past.role.value, codes[turn.seat_id])
        return True
    return False


def _known(uow: UnitOfWork, group: Group, *, terms: bool) -> Sequence[tuple[int, date, Kind]]:
    """Number, day and kind of the meetings that are over, or of the terms that have begun."""
    if terms:
        begun = [row for row in uow.terms.of_group(group.id) if row.began_at is not None]
        return [(-row.number, row.first_day, Kind.REGULAR) for row in begun]
    return [(row.number, row.day, row.kind) for row in uow.meetings.past(group.id)]


def _enter(uow: UnitOfWork, group: Group, found: _Reading, by: Actor, now: datetime) -> None:
    entries = uow.ledger.entries(group.id)
    fresh = not any(entry.event.get("event") in TURNS_OWN for entry in entries)
    if not fresh:
        _require_later(uow, group, found.past)
    elif any(one.meeting < 0 for one in found.past):
        terms.unlay(uow, group=group)
    numbers = _numbers(uow, group, found.past)
    for one in found.past:
        if numbers[one.meeting] != one.meeting:
            _remark(found, one.line, {Remark.RENUMBERED: _typed(numbers[one.meeting])})
    past = [replace(one, meeting=numbers[one.meeting]) for one in found.past]
    rotation = state(uow, group=group, now=now)
    planned = plan(past, rotation, fresh=fresh)
    _seat_those_gone(uow, group, past, rotation.seats)
    _write(uow, group, planned, by, now)
    terms.keep_ahead(uow, group=group, now=now)
    terms.end_leftover(uow, group=group, now=now)
    for meeting in planned.meetings:
        for line, remarks in meeting.remarks.items():
            _remark(found, line, remarks)
    after = {"meetings": [meeting.number for meeting in planned.meetings]}
    uow.record("turns.imported", by=by, now=now, group_id=group.id, subject=f"{group.slug.upper()}:turns", after=after)


def _require_later(uow: UnitOfWork, group: Group, past: Sequence[Past]) -> None:
    """Raise ``HistoryComesFirst`` unless all of it comes after what is known, and nobody was told what follows."""
    known = [meeting.day for meeting in uow.meetings.past(group.id)]
    seat_ids = [seat.id for seat in uow.groups.seats(group.id)]
    known += [occasion.day for _, occasion in occasions.waiting(uow, group=group, seat_ids=seat_ids)]
    if known and min(one.day for one in past) <= max(known):
        raise HistoryComesFirst(max(known))


def _numbers(uow: UnitOfWork, group: Group, past: Sequence[Past]) -> dict[int, int]:
    """The file's numbers where they are free, else the next ones that are. Numbers are never used again."""
    holder = uow.groups.record(group.id)
    wanted = sorted({one.meeting for one in past}, key=abs)
    taken = uow.ledger.places(group.id, wanted)
    found = {number: number for number in wanted if number not in taken}
    following = max([holder.meetings_numbered, *found.values()])
    below = min([*(-row.number for row in uow.terms.of_group(group.id)), *found.values()], default=0)
    for number in (number for number in wanted if number in taken):
        following, below = (following + 1, below) if number > 0 else (following, below - 1)
        found[number] = following if number > 0 else below
    holder.meetings_numbered = max([holder.meetings_numbered, *found.values()])
    return found


def _typed(number: int) -> str:
    return f"T{-number}" if number < 0 else str(number)


def _seat_those_gone(uow: UnitOfWork, group: Group, past: Sequence[Past], seats: Sequence[str]) -> None:
    """Seats that the history knows and the group has no more: seated from their first turn to their last."""
    had = {seat.code for seat in uow.groups.seats(group.id)}
    for code in dict.fromkeys(one.seat for one in past if one.seat not in had):
        administration = uow.administrations.by_code(code)
        if administration is None:
            raise UnknownAdministrations((code,), ())
        days = [day for one in past if one.seat == code for day in (one.day, one.until or one.day)]
        uow.session.add(
            models.Seat(group_id=group.id, administration_id=administration.id, first_day=min(days), last_day=max(days))
        )
    uow.session.flush()


def _write(uow: UnitOfWork, group: Group, planned: Planned, by: Actor, now: datetime) -> None:
    if planned.opening:
        append(uow, group=group, events=planned.opening, by=by, now=now)
    series = uow.meetings.series(group.id)
    rule = parse_cadence(series.cadence) if series else None
    at, minutes = (rule.at, int(rule.length.total_seconds() // 60)) if rule else (STARTS, DEFAULT_MINUTES)
    for one, after in zip(planned.meetings, [*planned.meetings[1:], None], strict=True):
        if one.number < 0:
            _write_term(uow, group, one, after, by, now)
            continue
        uow.session.add(_row(group, one, at, minutes, now))
        uow.session.flush()
        append(uow, group=group, events=one.events, by=by, now=now)
    if planned.closing:
        append(uow, group=group, events=planned.closing, by=by, now=now)


def _write_term(uow: UnitOfWork, group: Group, one: Happened, after: Happened | None, by: Actor, now: datetime) -> None:
    """A term of the past, or the one under way. Where the file doesn't say up to when, it lasted until the next."""
    until = one.until or (after.day - DAY if after is not None and after.number < 0 else None)
    row = models.Term(group_id=group.id, number=-one.number, first_day=one.day, last_day=until)
    uow.session.add(row)
    uow.session.flush()
    append(uow, group=group, events=one.events, by=by, now=now)
    row.began_at = to_instant(one.day, time(0), group.zone)
    if not one.running:
        row.ended_at = min(to_instant(until + DAY, time(0), group.zone), now) if until is not None else now
    uow.session.flush()


def _row(group: Group, meeting: Happened, at: time, minutes: int, now: datetime) -> models.Meeting:
    """A meeting of the past, about which the clock has nothing to do."""
    starts_at = to_instant(meeting.day, at, group.zone)
    ends_at = starts_at + timedelta(minutes=minutes)
    return models.Meeting(
        group_id=group.id,
        number=meeting.number,
        kind=meeting.kind,
        state=MeetingState.HELD if meeting.held else MeetingState.CANCELLED,
        day=meeting.day,
        start=at,
        minutes=minutes,
        zone=group.zone,
        starts_at=starts_at,
        ends_at=ends_at,
        uid=f"{secrets.token_hex(16)}@convenor",
        closed_at=min(ends_at, now),
        created_at=now,
    )


def _remark(found: _Reading, line: int, remarks: Mapping[Remark, str]) -> None:
    row = found.rows[line]
    found.rows[line] = replace(row, remarks={**row.remarks, **remarks})


def _line_of(why: DomainError, past: Sequence[Past]) -> int:
    """The line of the meeting that the refusal is about, else the first."""
    number = getattr(why, "meeting", getattr(why, "number", None))
    return next((one.line for one in past if one.meeting == number), past[0].line)


TURNS = Import(COLUMNS, ("meeting", "date", "role", "seat"), carry)
