"""A seat gives up a turn that it was told, by its own word: it is owed one, and the turn goes to the next."""

from __future__ import annotations

from datetime import datetime

from bot.db.repositories.rotation import AHEAD
from bot.db.unit_of_work import UnitOfWork
from bot.domain.calendars import GivenUp
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState, NoSuchMeeting
from bot.domain.people import Actor
from bot.domain.rotation import Missing, Role
from bot.domain.rotation.events import Unavailable
from bot.domain.rotation.refusals import NotYourTurn, TurnAlreadyServed, TurnCancelled, TurnNotAssigned
from bot.domain.rotation.terms import OWN_WORD
from bot.services import calendars, rotation, slots
from bot.services.ledger import append, state


def give_up(uow: UnitOfWork, *, group: Group, number: int, role: Role, by: Actor, now: datetime) -> GivenUp:
    """The turn's seat can't; the secretariat may say so for it, and the audit says that it did.

    Whether the seat is owed a turn or has forfeited this one is the group's policy. Raises ``NoSuchMeeting``,
    ``TurnAlreadyServed``, ``TurnCancelled``, ``TurnNotAssigned`` or ``NotYourTurn``.
    """
    meeting = uow.meetings.by_number(group.id, number)
    if meeting is None:
        raise NoSuchMeeting(number)
    if meeting.state not in AHEAD or meeting.state is MeetingState.OPEN:
        raise TurnCancelled(number) if meeting.state is MeetingState.CANCELLED else TurnAlreadyServed(number)
    rotation_now = state(uow, group=group, now=now)
    seat = rotation_now.holder(number, role)
    if seat is None:
        raise TurnNotAssigned(number, role.value)
    if not by.leads(seat) and not by.secretariat:
        raise NotYourTurn(number, role.value, ", ".join(by.seats), seat)
    slot = next(slot for slot in slots.of_meetings(uow, group) if slot.number == number)
    period = calendars.absences(uow, group)(role, seat, slot)
    event = Unavailable(
        seat,
        role,
        number,
        because=period.because if period else OWN_WORD,
        first_day=period.first_day if period else None,
        last_day=period.last_day if period else None,
    )
    own = by.leads(seat)
    seat_id = next(one.id for one in uow.groups.seats(group.id) if one.code == seat)
    append(uow, group=group, events=[event], by=by, now=now, acting_for=None if own else seat_id)
    rotation.assign_next(uow, group=group, by=by, now=now)
    return GivenUp(
        reference=group.meeting(number),
        day=meeting.day,
        seat=seat,
        role=role.value,
        for_seat=not own,
        forfeited=rotation_now.policy.unavailable is Missing.FORFEIT,
        turn=rotation.of_meeting(uow, group=group, number=number, now=now),
    )
