"""The secretariat names a seat for one turn, with a reason that everybody may read. The seat displaced is owed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.repositories.rotation import AHEAD
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import MeetingState, NoSuchMeeting
from bot.domain.offers import NobodyNamed, ReasonNeeded
from bot.domain.overrides import Named
from bot.domain.people import Actor
from bot.domain.rotation import Hosting, Kind, Role, Rotation, events
from bot.domain.rotation.refusals import TurnAlreadyServed, TurnCancelled
from bot.domain.turns_moved import Because
from bot.services import offers, rotation, turns_told
from bot.services.ledger import append, state
from bot.services.turns_moved import watched


def name(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int,
    seats: Mapping[Role, str],
    reason: str,
    by: Actor,
    now: datetime,
) -> Named:
    """Give the meeting's turn of each role to the seat named for it. A host named back leaves no debt.

    Raises ``NobodyNamed``, ``ReasonNeeded``, ``NoSuchMeeting``, ``TurnAlreadyServed``, ``TurnCancelled``,
    ``SeatNotInGroup``, ``SeatIsSuspended``, ``ChairNeverHosts`` or ``NoHostQueue``.
    """
    meeting = _meeting(uow, group, number)
    if not seats:
        raise NobodyNamed
    if not reason.strip():
        raise ReasonNeeded
    _tell_regular(uow, group, meeting, by, now)
    before = state(uow, group=group, now=now)
    named = [events.Named(number, role, seats[role], reason, meeting.day) for role in Role if role in seats]
    had = {role: before.holder(number, role) for role in Role}
    with watched(
        uow,
        group=group,
        now=now,
        why=Because.NAMED,
        about=str(number),
        knowing=[(seat, role) for role, seat in seats.items()],
    ) as knowing:
        ids = append(uow, group=group, events=named, by=by, now=now)
        if any(had[role] != seats[role] for role in seats):
            kept = {"group": group.id, "entries": ids, "meeting": meeting.id}
            uow.undoable("turn.named", by=by, now=now, group_id=group.id, facts=kept)
        new = {seat for role, seat in seats.items() if had[role] != seat}
        turns_told.give_notice(uow, group=group, meeting=meeting, now=now, seats=new)
        told = rotation.assign_next(uow, group=group, by=by, now=now)
        knowing.update(turns_told.knowing(told))
    offers.tidy(uow, group=group, now=now)
    return _facts(uow, group, meeting, seats, had, reason, before, now)


def _meeting(uow: UnitOfWork, group: Group, number: int) -> models.Meeting:
    meeting = uow.meetings.by_number(group.id, number)
    if meeting is None:
        raise NoSuchMeeting(number)
    if meeting.state not in AHEAD:
        raise TurnCancelled(number) if meeting.state is MeetingState.CANCELLED else TurnAlreadyServed(number)
    return meeting


def _tell_regular(uow: UnitOfWork, group: Group, meeting: models.Meeting, by: Actor, now: datetime) -> None:
    """Under ``with-chair`` a host is switched away from a chair who has been told."""
    rotation_ = state(uow, group=group, now=now)
    untold = rotation_.holder(meeting.number, Role.CHAIR) is None
    if rotation_.policy.host is Hosting.WITH_CHAIR and untold and meeting.kind is Kind.REGULAR:
        rotation.assign_next(uow, group=group, by=by, now=now, through=meeting.number)


def _facts(
    uow: UnitOfWork,
    group: Group,
    meeting: models.Meeting,
    seats: Mapping[Role, str],
    had: Mapping[Role, str | None],
    reason: str,
    before: Rotation,
    now: datetime,
) -> Named:
    after = state(uow, group=group, now=now)
    owed = {seat for role in Role for seat in after.seats if _owed(after, seat, role) > _owed(before, seat, role)}
    turn = rotation.of_meeting(uow, group=group, number=meeting.number, now=now)
    assert turn is not None
    changed = any(had[role] != seats[role] for role in seats)
    return Named(
        group,
        facts(meeting, group),
        tuple(role for role in Role if role in seats),
        turn,
        reason,
        tuple(sorted(owed)),
        changed,
    )


def _owed(found: Rotation, seat: str, role: Role) -> int:
    return found.standing(seat, role).owed if seat in found.seats else 0
