"""What one chair leaves to the next: a note about a meeting, and the pack with what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.occasions import Occasion
from bot.domain.people import Actor
from bot.domain.rotation import Role, TurnState
from bot.domain.rotation.refusals import NotYourTurn, TurnNotAssigned
from bot.domain.terms import Term
from bot.domain.turns import Note, NoteAfter, NothingToHandOver, Pack, Written
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import agenda_shown, appointments, decisions_shown, occasions, slots, turn_notices

MOST_ACTIONS = 10


def write(uow: UnitOfWork, *, group: Group, number: int | None, text: str, by: Actor, now: datetime) -> Written:
    """Leave a note to the next chair about the meeting (or the term) of that number, or else the last one held that the
    person's seat chaired, or the next one that it chairs; under terms, the one under way, or the last that is over. A
    later note takes the place of an earlier one.

    Raises ``NothingToHandOver``, ``NoSuchMeeting``, ``NoSuchTerm``, ``TurnNotAssigned`` or ``NotYourTurn``.
    """
    occasion, turn = _occasion(uow, group, number, by)
    seat = next(seat for seat in uow.groups.seats(group.id) if seat.id == turn.seat_id)
    own = by.leads(seat.code)
    if not own and not by.secretariat:
        raise NotYourTurn(occasion.number, Role.CHAIR.value, ", ".join(by.seats), seat.code)
    assert by.official_id is not None
    row = models.HandoverNote(group_id=group.id, text=text, written_by=by.official_id, written_at=now)
    row.meeting_id, row.term_id = (occasions.place(occasion).get(column) for column in ("meeting_id", "term_id"))
    uow.session.add(row)
    uow.session.flush()
    uow.record(
        "handover.noted",
        by=by,
        now=now,
        group_id=group.id,
        acting_for=None if own else seat.id,
        subject=f"{occasion.reference}:note",
        after={"note": row.id, "text": digest(text)},
    )
    uow.undoable("rota.note", by=by, now=now, group_id=group.id, facts={"group": group.id, "note": row.id})
    told = _tell(uow, group, occasion, row, now)
    return Written(group, Note(text, by.name, occasion.reference), seat.code, not own, told)


def unwritten(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``write``: the note before it counts again, if there was one."""
    row = uow.session.get(models.HandoverNote, kept["note"])
    group = uow.groups.by_id(kept["group"])
    if row is None or group is None:
        raise ChangedSince
    row.withdrawn_at = now
    uow.session.flush()
    uow.outbox.withdraw(f"turn-note:{row.id}:", why="taken back")
    return {"reference": occasions.about(uow, group=group, row=row).reference}


def packed(
    uow: UnitOfWork, *, group_id: int, meeting_id: int, seat_id: int, official_id: int, now: datetime
) -> Pack | None:
    """The pack as it is when it is sent; ``None`` where the seat doesn't chair any more, or the meeting has begun."""
    found = turn_notices.noticed(
        uow, group_id=group_id, about={"meeting": meeting_id}, seat_id=seat_id, official_id=official_id, now=now
    )
    if found is None or Role.CHAIR not in found.roles:
        return None
    actions, count = uow.actions.of_group(group_id, limit=MOST_ACTIONS)
    before = _before(uow, found.group, found.of_term)
    number = uow.meetings.by_id(meeting_id).number
    return Pack(
        noticed=found,
        attendance=[(code, kind.value, name) for code, kind, name in uow.meetings.attendance(meeting_id)],
        actions=actions,
        more=count - len(actions),
        note=turn_notices.note_on(uow, found.group, before) if before is not None else None,
        agenda=agenda_shown.listed(uow, group=found.group, number=number, now=now),
        pending=decisions_shown.pending(uow, group=found.group, now=now),
        answers=appointments.answers(uow, group=found.group, number=number),
    )


def after(uow: UnitOfWork, *, group_id: int, note_id: int, official_id: int, now: datetime) -> NoteAfter | None:
    """A note that came after the hand-over; ``None`` where it was taken back, or a later one says more."""
    group, row = uow.groups.by_id(group_id), uow.session.get(models.HandoverNote, note_id)
    if group is None or group.closed_on is not None or row is None:
        return None
    about = occasions.about(uow, group=group, row=row)
    following, latest = _following(uow, group, about), uow.offers.note(occasions.place(about))
    chair = _chair(uow, group, following) if following is not None else None
    if latest is None or latest.id != row.id or chair is None or not uow.people.memberships(official_id, group_id):
        return None
    note = turn_notices.note_on(uow, group, about)
    seat = next(seat.code for seat in uow.groups.seats(group_id) if seat.id == chair.seat_id)
    return NoteAfter(group, note, seat, following) if note is not None and following is not None else None


def _occasion(uow: UnitOfWork, group: Group, number: int | None, by: Actor) -> tuple[Occasion, models.Turn]:
    if number is not None:
        occasion = occasions.needed(uow, group=group, number=number)
        turn = _chair(uow, group, occasion)
        if turn is None:
            raise TurnNotAssigned(number, Role.CHAIR.value)
        return occasion, turn
    codes = {seat.id: seat.code for seat in uow.groups.seats(group.id)}
    meetings = (uow.ledger.last_held(group.id), uow.ledger.next_regular(group.id))
    candidates: list[Occasion] = [facts(meeting, group) for meeting in meetings if meeting is not None]
    for candidate in (*_terms_lately(uow, group), *candidates):
        turn = _chair(uow, group, candidate)
        if turn is not None and (by.secretariat or by.leads(codes[turn.seat_id])):
            return candidate, turn
    raise NothingToHandOver


def _terms_lately(uow: UnitOfWork, group: Group) -> Sequence[Occasion]:
    """The term under way, and the last one that is over."""
    return [term for term in reversed(slots.terms_of(uow, group)) if term.began_at is not None][:2]


def _before(uow: UnitOfWork, group: Group, in_term: bool) -> Occasion | None:
    """What the chair before the coming one may have left a note about."""
    if in_term:
        return next((term for term in _terms_lately(uow, group) if term.over), None)
    closed = uow.ledger.last_held(group.id)
    return facts(closed, group) if closed is not None else None


def _following(uow: UnitOfWork, group: Group, about: Occasion) -> Occasion | None:
    """What the next chair has: the next meeting, or after a term the one under way."""
    if isinstance(about, Term):
        return next((term for term in _terms_lately(uow, group) if not term.over and term.number < about.number), None)
    meeting = uow.ledger.next_regular(group.id)
    return facts(meeting, group) if meeting is not None else None


def _chair(uow: UnitOfWork, group: Group, occasion: Occasion) -> models.Turn | None:
    turns = occasions.turns(uow, group=group, occasion=occasion)
    return next((turn for turn in turns if turn.role is Role.CHAIR), None)


def _tell(uow: UnitOfWork, group: Group, about: Occasion, row: models.HandoverNote, now: datetime) -> bool:
    """The next chair hears of a note about the last meeting, or term, where the hand-over has been given already."""
    closed, following = _before(uow, group, isinstance(about, Term)), _following(uow, group, about)
    turn = _chair(uow, group, following) if following is not None else None
    if closed is None or closed.number != about.number or turn is None or turn.state is TurnState.SERVED:
        return False
    people = uow.ledger.answering_for(group.id, turn.seat_id)
    key = f"t{closed.id}" if isinstance(closed, Term) else f"{closed.id}"
    handed = [one for one in people if uow.outbox.said(f"handover:{key}:{turn.id}:{one}")]
    uow.outbox.tell(handed, f"turn-note:{row.id}", facts={"note": row.id}, now=now, group_id=group.id)
    return bool(handed)
