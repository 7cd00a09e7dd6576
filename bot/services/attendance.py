"""Who was there, by seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.db import models
from bot.db.kept import keep, put_back
from bot.db.unit_of_work import UnitOfWork
from bot.domain.errors import DomainError
from bot.domain.groups import Group, Seat
from bot.domain.meetings import Attended, MeetingState, MeetingWasCancelled, Noted
from bot.domain.people import Actor, Official, PersonName
from bot.domain.permissions import NotAllowed, Right
from bot.domain.record import RecordIsLocked
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import meeting_rows, people

LOOKED_AT = 3
"""How many of the latest meetings somebody may still mean without naming them."""

BESIDE = (Attended.OBSERVER, Attended.GUEST)
"""Who sits beside a seat's own people: several may, and they say nothing of the seat."""


@dataclass(eq=False)
class NoOpenMeeting(DomainError):
    """No meeting is open, and none was named. ``wanted`` is what was to be done there; ``coming`` is the next one, on
    ``day``, and ``last`` the last that was held and whose record is open still. Empty where there is none."""

    wanted: str
    coming: str = ""
    day: date | None = None
    last: str = ""


@dataclass(eq=False)
class WhichSeat(DomainError):
    """The person holds posts in no seat, or in several."""


def none_open(uow: UnitOfWork, group: Group, wanted: str) -> NoOpenMeeting:
    """That there is none, with those that may have been meant."""
    coming = next(iter(uow.meetings.ahead(group.id, limit=1)), None)
    past = uow.meetings.past(group.id, limit=LOOKED_AT)
    last = next((row for row in past if row.state is MeetingState.HELD and not uow.texts.locked(row.id)), None)
    return NoOpenMeeting(
        wanted,
        coming=group.meeting(coming.number) if coming is not None else "",
        day=coming.day if coming is not None else None,
        last=group.meeting(last.number) if last is not None else "",
    )


def attend(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int | None,
    seat: str | None,
    kind: Attended | None,
    deputy: PersonName | None,
    by: Actor,
    chairing: tuple[str, ...],
    platform: str,
    workspace: str,
    now: datetime,
    name: str = "",
) -> Noted:
    """Note how a seat attended: the open meeting unless one is named, the own seat unless another is.

    Another seat's attendance is noted by the secretariat or the chair. A seat is present, by a deputy, or sends
    apologies: the last word counts. Observers and guests come beside that; ``name`` is somebody who takes no part in
    the group. Raises ``NoOpenMeeting``, ``MeetingWasCancelled``, ``RecordIsLocked``, ``WhichSeat``,
    ``SeatNotInGroup``, ``NotAllowed``, or that the deputy is nobody of the group.
    """
    row = _meeting(uow, group, number)
    found = _seat(uow, group, row, seat, by)
    own = found.code in by.seats
    if not (own or by.secretariat or any(by.leads(code) for code in chairing)):
        raise NotAllowed(Right.RUN_MEETING.value)
    person = (
        people.find(uow, group_id=group.id, name=deputy, platform=platform, workspace=workspace) if deputy else None
    )
    how = kind or (Attended.DEPUTY if person else Attended.PRESENT)
    who = person.id if person else (by.official_id if _themselves(by, own, how, name) else None)
    line, kept = _put(uow, row, found, how, who, name, now)
    _record(uow, group, row, found, line, kept, person, by, now)
    return Noted(row.number, found.code, how, person.name if person else name or None)


def not_attended(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``attend``: what was noted before counts again. Refused once the minutes were approved."""
    row, line = uow.meetings.by_id(kept["meeting"]), uow.session.get(models.Attendance, kept["line"])
    if line is None:
        raise ChangedSince
    if uow.texts.locked(row.id):
        raise RecordIsLocked(row.number)
    uow.session.delete(line)
    uow.session.flush()
    for one in kept["before"]:
        back = models.Attendance(
            group_id=row.group_id,
            meeting_id=row.id,
            seat_id=kept["seat"],
            kind=Attended(one["kind"]),
            said_at=line.said_at,
        )
        put_back(back, one)
        uow.session.add(back)
    uow.session.flush()
    seats = tuple(seat for seat in uow.groups.seats(row.group_id) if seat.id == kept["seat"])
    return {"meeting": str(row.number), "seat": seats}


def _themselves(by: Actor, own: bool, how: Attended, name: str) -> bool:
    """Whether whoever says that their seat is present sits there."""
    return own and not by.secretariat and how is Attended.PRESENT and not name


def _put(
    uow: UnitOfWork, row: models.Meeting, seat: Seat, how: Attended, who: int | None, name: str, now: datetime
) -> tuple[models.Attendance, list[dict[str, Any]]]:
    """Write the line in the place of those that count no more; what these said is kept."""
    line = models.Attendance(
        group_id=row.group_id,
        meeting_id=row.id,
        seat_id=seat.id,
        kind=how,
        official_id=who,
        name=name,
        said_at=now,
    )
    before = _replaced(uow, line)
    kept = [keep(one, "kind", "official_id", "name", "said_at") for one in before]
    for one in before:
        uow.session.delete(one)
    uow.session.flush()
    uow.session.add(line)
    uow.session.flush()
    return line, kept


def _record(
    uow: UnitOfWork,
    group: Group,
    row: models.Meeting,
    seat: Seat,
    line: models.Attendance,
    kept: Sequence[Mapping[str, Any]],
    named: Official | None,
    by: Actor,
    now: datetime,
) -> None:
    uow.record(
        "meeting.attended",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=None if seat.code in by.seats else seat.id,
        subject=group.meeting(row.number),
        before={"seat": seat.code, "kind": [one["kind"] for one in kept]},
        after={"seat": seat.code, "kind": line.kind.value, "official": named.id if named else None},
    )
    facts = {"meeting": row.id, "seat": seat.id, "line": line.id, "before": kept}
    uow.undoable("attend", by=by, now=now, group_id=group.id, facts=facts)


def _replaced(uow: UnitOfWork, new: models.Attendance) -> Sequence[models.Attendance]:
    """What counts no more once this is noted: what was said of the seat itself; of an observer or guest the same."""
    there = uow.meetings.attended_as(new.meeting_id, new.seat_id)
    if new.kind in BESIDE:
        return [one for one in there if (one.kind, one.official_id, one.name) == (new.kind, new.official_id, new.name)]
    return [one for one in there if one.kind not in BESIDE]


def _meeting(uow: UnitOfWork, group: Group, number: int | None) -> models.Meeting:
    row = meeting_rows.record(uow, group, number) if number is not None else uow.meetings.open(group.id)
    if row is None:
        raise none_open(uow, group, "attend")
    if row.state is MeetingState.CANCELLED:
        raise MeetingWasCancelled(row.number)
    if uow.texts.locked(row.id):
        raise RecordIsLocked(row.number)
    return row


def _seat(uow: UnitOfWork, group: Group, row: models.Meeting, code: str | None, by: Actor) -> Seat:
    if code is None:
        if len(by.seats) != 1:
            raise WhichSeat
        code = by.seats[0]
    found = next((seat for seat in uow.groups.seats(group.id, row.day) if seat.code == code), None)
    if found is None:
        raise SeatNotInGroup(code)
    return found
