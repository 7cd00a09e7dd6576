"""What one chair leaves to the next: a note about a meeting, and the pack with what is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.outbox import ToPerson
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import NoSuchMeeting
from bot.domain.people import Actor
from bot.domain.rotation import Role, TurnState
from bot.domain.rotation.refusals import NotYourTurn, TurnNotAssigned
from bot.domain.turns import Note, NoteAfter, NothingToHandOver, Pack, Written
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import agenda, decisions, turn_notices

MOST_ACTIONS = 10


def write(uow: UnitOfWork, *, group: Group, number: int | None, text: str, by: Actor, now: datetime) -> Written:
    """Leave a note to the next chair about the meeting of that number, or else the last one held that the person's seat
    chaired, or the next one that it chairs. A later note takes the place of an earlier one.

    Raises ``NothingToHandOver``, ``NoSuchMeeting``, ``TurnNotAssigned`` or ``NotYourTurn``.
    """
    meeting, turn = _meeting(uow, group, number, by)
    seat = next(seat for seat in uow.groups.seats(group.id) if seat.id == turn.seat_id)
    own = by.leads(seat.code)
    if not own and not by.secretariat:
        raise NotYourTurn(meeting.number, Role.CHAIR.value, ", ".join(by.seats), seat.code)
    assert by.official_id is not None
    row = models.HandoverNote(
        group_id=group.id, meeting_id=meeting.id, text=text, written_by=by.official_id, written_at=now
    )
    uow.session.add(row)
    uow.session.flush()
    uow.record(
        "handover.noted",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=None if own else seat.id,
        subject=f"{group.meeting(meeting.number)}:note",
        after={"note": row.id, "text": digest(text)},
    )
    uow.undoable("rota.note", by=by, now=now, group_id=group.id, facts={"group": group.id, "note": row.id})
    told = _tell(uow, group, meeting, row, now)
    return Written(group, Note(text, by.name, group.meeting(meeting.number)), seat.code, not own, told)


def unwritten(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``write``: the note before it counts again, if there was one."""
    row = uow.session.get(models.HandoverNote, kept["note"])
    group = uow.groups.by_id(kept["group"])
    if row is None or group is None:
        raise ChangedSince
    row.withdrawn_at = now
    uow.session.flush()
    uow.outbox.withdraw(f"turn-note:{row.id}:", why="taken back")
    return {"reference": group.meeting(uow.meetings.by_id(row.meeting_id).number)}


def packed(
    uow: UnitOfWork, *, group_id: int, meeting_id: int, seat_id: int, official_id: int, now: datetime
) -> Pack | None:
    """The pack as it is when it is sent; ``None`` where the seat doesn't chair any more, or the meeting has begun."""
    found = turn_notices.noticed(
        uow, group_id=group_id, meeting_id=meeting_id, seat_id=seat_id, official_id=official_id, now=now
    )
    if found is None or Role.CHAIR not in found.roles:
        return None
    actions, count = uow.actions.of_group(group_id, limit=MOST_ACTIONS)
    closed = uow.ledger.last_held(group_id)
    number = uow.meetings.by_id(meeting_id).number
    return Pack(
        noticed=found,
        attendance=[(code, kind.value, name) for code, kind, name in uow.meetings.attendance(meeting_id)],
        actions=actions,
        more=count - len(actions),
        note=turn_notices.note_on(uow, found.group, closed.id) if closed is not None else None,
        agenda=agenda.listed(uow, group=found.group, number=number, now=now),
        pending=decisions.pending(uow, group=found.group, now=now),
    )


def after(uow: UnitOfWork, *, group_id: int, note_id: int, official_id: int, now: datetime) -> NoteAfter | None:
    """A note that came after the hand-over; ``None`` where it was taken back, or a later one says more."""
    group, row = uow.groups.by_id(group_id), uow.session.get(models.HandoverNote, note_id)
    meeting = uow.ledger.next_regular(group_id)
    if group is None or group.closed_on is not None or row is None or meeting is None:
        return None
    latest = uow.offers.note(row.meeting_id)
    chairs = [turn for turn in uow.ledger.turns_of(meeting.id) if turn.role is Role.CHAIR]
    if latest is None or latest.id != row.id or not chairs or not uow.people.memberships(official_id, group_id):
        return None
    note = turn_notices.note_on(uow, group, row.meeting_id)
    seat = next(seat.code for seat in uow.groups.seats(group_id) if seat.id == chairs[0].seat_id)
    return NoteAfter(group, note, seat, facts(meeting, group)) if note is not None else None


def _meeting(uow: UnitOfWork, group: Group, number: int | None, by: Actor) -> tuple[models.Meeting, models.Turn]:
    if number is not None:
        meeting = uow.meetings.by_number(group.id, number)
        if meeting is None:
            raise NoSuchMeeting(number)
        turn = _chair(uow, meeting)
        if turn is None:
            raise TurnNotAssigned(number, Role.CHAIR.value)
        return meeting, turn
    codes = {seat.id: seat.code for seat in uow.groups.seats(group.id)}
    for candidate in (uow.ledger.last_held(group.id), uow.ledger.next_regular(group.id)):
        turn = _chair(uow, candidate) if candidate is not None else None
        if candidate is not None and turn is not None and (by.secretariat or by.leads(codes[turn.seat_id])):
            return candidate, turn
    raise NothingToHandOver


def _chair(uow: UnitOfWork, meeting: models.Meeting) -> models.Turn | None:
    return next((turn for turn in uow.ledger.turns_of(meeting.id) if turn.role is Role.CHAIR), None)


def _tell(uow: UnitOfWork, group: Group, meeting: models.Meeting, row: models.HandoverNote, now: datetime) -> bool:
    """The next chair hears of a note about the last meeting, where the hand-over has been given already."""
    closed, following = uow.ledger.last_held(group.id), uow.ledger.next_regular(group.id)
    turn = _chair(uow, following) if following is not None else None
    if closed is None or closed.id != meeting.id or turn is None or turn.state is TurnState.SERVED:
        return False
    people = uow.ledger.answering_for(group.id, turn.seat_id)
    handed = [one for one in people if uow.outbox.said(f"handover:{closed.id}:{turn.id}:{one}")]
    for official_id in handed:
        uow.outbox.say(
            key=f"turn-note:{row.id}:{official_id}",
            subject="turn-note",
            facts={"note": row.id},
            to=ToPerson(official_id),
            now=now,
            group_id=group.id,
        )
    return bool(handed)
