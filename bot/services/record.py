"""What is common to everything that is recorded of a meeting: which one is meant, whether it still may be, its quorum,
and all of it together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.agenda import paper_deadline
from bot.domain.dates import local
from bot.domain.groups import Group, Seat
from bot.domain.meetings import MeetingState, NoSuchMeeting
from bot.domain.people import Actor, Marking
from bot.domain.permissions import NotAllowed, Right
from bot.domain.record import MeetingNotHeld, Record, RecordIsLocked
from bot.domain.record_policy import of_group
from bot.domain.rotation import Role
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.services import agenda_places, chairs, paper_days
from bot.services.attendance import WhichSeat, none_open


def meeting(uow: UnitOfWork, group: Group, number: int | None, *, wanted: str) -> models.Meeting:
    """The meeting of that number, or the open one: one that was opened, or held. Raises ``NoOpenMeeting`` with what is
    ``wanted`` there, ``NoSuchMeeting``, ``MeetingNotHeld`` or ``RecordIsLocked``."""
    row = uow.meetings.open(group.id) if number is None else uow.meetings.by_number(group.id, number)
    if row is None:
        raise none_open(uow, group, wanted) if number is None else NoSuchMeeting(number)
    if row.state not in (MeetingState.OPEN, MeetingState.HELD):
        raise MeetingNotHeld(row.number, row.state.value)
    require_unlocked(uow, row)
    return row


def require_unlocked(uow: UnitOfWork, row: models.Meeting) -> None:
    """Raise ``RecordIsLocked`` once the meeting's minutes were approved."""
    if uow.texts.locked(row.id):
        raise RecordIsLocked(row.number)


def own_seat(uow: UnitOfWork, group: Group, code: str | None, by: Actor, chairing: Collection[str] = ()) -> Seat:
    """The seat for which the actor speaks: the one named, or the only one they lead.

    Raises ``WhichSeat``, ``SeatNotInGroup``, or ``NotAllowed`` where the seat is another's and the actor is neither
    the secretariat nor, with ``chairing``, the chair.
    """
    led = [seat for seat in by.seats if by.leads(seat)]
    if code is None:
        if len(led) != 1:
            raise WhichSeat
        code = led[0]
    found = next((seat for seat in uow.groups.seats(group.id) if seat.code == code), None)
    if found is None:
        raise SeatNotInGroup(code)
    if code not in led and not by.secretariat and not any(by.leads(seat) for seat in chairing):
        raise NotAllowed(Right.ANSWER_TURN.value)
    return found


def chaired(uow: UnitOfWork, group: Group, row: models.Meeting) -> tuple[str, ...]:
    """The code of the seat that chairs the meeting, or chaired it, if any does."""
    chair = chairs.seats(uow, group=group, meeting=row).get(Role.CHAIR)
    return (chair,) if chair is not None else ()


def marked(group: Group, asked: Marking | None) -> Marking:
    """A text's marking: the group's, or a higher one that was asked for."""
    return Marking.SENSITIVE if Marking.SENSITIVE in (group.marking, asked) else Marking.OFFICIAL


def gathered(uow: UnitOfWork, *, group: Group, row: models.Meeting, now: datetime) -> Record:
    """All that is known of a meeting."""
    agenda = agenda_places.of_meeting(uow, group, row)
    deadline = paper_deadline(row.day, of_group(group).papers)
    late = [item.id for item in agenda if item.paper_at and local(item.paper_at, row.zone).date() > deadline]
    gone = [item.id for item in agenda if any(gone.meeting == row.id for gone in item.gone)]
    told = chairs.seats(uow, group=group, meeting=row)
    attendance = uow.meetings.attendance(row.id)
    said = {code for code, _, _ in attendance}
    following = next(iter(uow.meetings.after(group.id, row.starts_at)), None)
    told_next = chairs.seats(uow, group=group, meeting=following) if following else {}
    return Record(
        group=group,
        meeting=facts(row, group),
        ordinal=uow.meetings.held_before(group.id, row.starts_at) + 1,
        chair=told.get(Role.CHAIR),
        host=told.get(Role.HOST),
        attendance=attendance,
        absent=sorted(seat.code for seat in uow.groups.seats(group.id, row.day) if seat.code not in said),
        quorum=paper_days.quorum_of(uow, group, row),
        items=agenda,
        gone=frozenset(gone),
        late=frozenset(late),
        notes=uow.agenda.notes(row.id),
        decisions=uow.decisions.of_meeting(row.id, group),
        actions=uow.actions.of_meeting(row.id),
        following=facts(following, group) if following else None,
        following_chair=told_next.get(Role.CHAIR),
    )
