"""Who was there, by seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.errors import DomainError
from bot.domain.groups import Group, Seat
from bot.domain.meetings import Attended, MeetingState, MeetingWasCancelled, Noted
from bot.domain.people import Actor, PersonName
from bot.domain.permissions import NotAllowed, Right
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.services import meetings, people


@dataclass(eq=False)
class NoOpenMeeting(DomainError):
    """No meeting is open, and none was named."""


@dataclass(eq=False)
class WhichSeat(DomainError):
    """The person holds posts in no seat, or in several."""


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
) -> Noted:
    """Note how a seat attended: the open meeting unless one is named, the own seat unless another is.

    Another seat's attendance is noted by the secretariat or the chair. The last word counts. Raises
    ``NoOpenMeeting``, ``MeetingWasCancelled``, ``WhichSeat``, ``SeatNotInGroup``, ``NotAllowed``, or that the
    deputy is nobody of the group.
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
    before = uow.meetings.attended_as(row.id, found.id)
    for line in before:
        uow.session.delete(line)
    uow.session.flush()
    uow.session.add(
        models.Attendance(
            meeting_id=row.id,
            seat_id=found.id,
            kind=how,
            official_id=person.id if person else (by.official_id if own and how is Attended.PRESENT else None),
            said_at=now,
        )
    )
    uow.session.flush()
    uow.record(
        "meeting.attended",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=None if own else found.id,
        subject=group.meeting(row.number),
        before={"seat": found.code, "kind": [line.kind.value for line in before]},
        after={"seat": found.code, "kind": how.value, "official": person.id if person else None},
    )
    return Noted(row.number, found.code, how, person.name if person else None)


def _meeting(uow: UnitOfWork, group: Group, number: int | None) -> models.Meeting:
    row = meetings.record(uow, group, number) if number is not None else uow.meetings.open(group.id)
    if row is None:
        raise NoOpenMeeting
    if row.state is MeetingState.CANCELLED:
        raise MeetingWasCancelled(row.number)
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
