"""Notices of turns at their lead times, and what a notice says when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.chores import Chore
from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.repositories.rotation import AHEAD
from bot.db.repositories.terms import facts as term_facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain import turn_notices as plan
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group
from bot.domain.meetings import Meeting, MeetingState
from bot.domain.occasions import Occasion, cancelled
from bot.domain.people import Post
from bot.domain.rotation import Basis, Role, TurnState
from bot.domain.turns import CalledOff, HandedOver, Note, Noticed
from bot.services import chairs, occasions, reminders, rotation, turns_told
from bot.services.ledger import state


def first(group: Group, row: models.Meeting, now: datetime) -> datetime | None:
    """When notice is first to be given of a meeting's turns, now that it was put where it is: at once where a lead
    time has passed. None: it has begun, or the group gives no notice."""
    return plan.first(group.notice_days, row.day, group.zone, now) if row.starts_at > now else None


def renew(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """The group gives notice on other days from now on. Nobody is told at once for that."""
    for row in uow.meetings.ahead(group.id):
        row.notice_at = plan.following(group.notice_days, row.day, group.zone, now)
    for term in uow.terms.of_group(group.id):
        if term.began_at is None:
            term.notice_at = plan.following(group.notice_days, term.first_day, group.zone, now)
    uow.session.flush()


def give(uow: UnitOfWork, meeting_id: int, now: datetime) -> None:
    """A lead time of this meeting has come: its turns are told if they were not, and their seats hear of them."""
    row = uow.meetings.by_id(meeting_id)
    group = uow.groups.by_id(row.group_id)
    if group is None:
        raise LookupError(f"meeting {meeting_id} has no group")
    uow.audit.lock(group.id)
    uow.session.refresh(row)
    if row.notice_at is None or row.notice_at > now:
        return
    if row.state in AHEAD and group.closed_on is None and row.starts_at > now:
        events = rotation.assign_next(uow, group=group, by=None, now=now, through=row.number)
        just_told = turns_told.told(events).get(row.number, set())
        others = {seat.code for seat in uow.groups.seats(group.id)} - just_told
        turns_told.give_notice(uow, group=group, occasion=facts(row, group), now=now, seats=others)
        row.notice_at = plan.following(group.notice_days, row.day, group.zone, now)
    else:
        row.notice_at = None


def give_of_term(uow: UnitOfWork, term_id: int, now: datetime) -> None:
    """A lead time of this term has come: its turns are told if they were not, and their seats hear of them."""
    row = uow.terms.by_id(term_id)
    group = uow.groups.by_id(row.group_id)
    assert group is not None
    uow.audit.lock(group.id)
    uow.session.refresh(row)
    if row.notice_at is None or row.notice_at > now:
        return
    row.notice_at = plan.following(group.notice_days, row.first_day, group.zone, now)
    term = term_facts(row, group)
    basis = state(uow, group=group, now=now).policy.basis
    if term.began_at is not None or (basis is not Basis.TERM and not occasions.turns(uow, group=group, occasion=term)):
        row.notice_at = None
        return
    events = rotation.assign_next(uow, group=group, by=None, now=now, through=term.number)
    just_told = turns_told.told(events).get(term.number, set())
    others = {seat.code for seat in uow.groups.seats(group.id)} - just_told
    turns_told.give_notice(uow, group=group, occasion=term, now=now, seats=others)


TURN_NOTICES = Chore(
    "turn-notices",
    due=lambda uow, now: uow.ledger.notices_due(now),
    do=give,
    coming=lambda uow, after: uow.ledger.next_notice(after),
)


TERM_NOTICES = Chore(
    "term-notices",
    due=lambda uow, now: uow.terms.due(models.Term.notice_at, now),
    do=give_of_term,
    coming=lambda uow, after: uow.terms.next_due(models.Term.notice_at, after),
)


def _freed(uow: UnitOfWork, now: datetime) -> list[int]:
    return sorted({group_id for group_id, last_day, zone in uow.ledger.leaving() if _gone_at(last_day, zone) <= now})


def _pass_on(uow: UnitOfWork, group_id: int, now: datetime) -> None:
    """A seat's last day has passed: what it was told goes to the next."""
    group = uow.groups.by_id(group_id)
    if group is not None:
        uow.audit.lock(group_id)
        rotation.day_came(uow, group=group, now=now)


def _next_freed(uow: UnitOfWork, after: datetime) -> datetime | None:
    return min(
        (at for _, last_day, zone in uow.ledger.leaving() if (at := _gone_at(last_day, zone)) > after), default=None
    )


def _gone_at(last_day: date, zone: str) -> datetime:
    return to_instant(last_day + timedelta(days=1), time(0), zone)


FREED_TURNS = Chore("turns of seats that left", due=_freed, do=_pass_on, coming=_next_freed)

TURN_CHORES = (FREED_TURNS, TURN_NOTICES, TERM_NOTICES)


def noticed(
    uow: UnitOfWork,
    *,
    group_id: int,
    about: Mapping[str, Any],
    seat_id: int,
    official_id: int,
    now: datetime,
    raised: int = 0,
) -> Noticed | None:
    """What a notice has to say now of the meeting or term that it is ``about``; None where the seat no longer has the
    turn, the person no longer a post, or the meeting is over or under way (the term is over); one that was ``raised``
    because nobody answered, where somebody has since."""
    group = uow.groups.by_id(group_id)
    occasion = occasions.recalled(uow, group=group, facts=about) if group is not None else None
    if group is None or group.closed_on is not None or occasion is None or occasion.over:
        return None
    if isinstance(occasion, Meeting) and occasion.starts_at <= now:
        return None
    seat = next(seat for seat in uow.groups.seats(group_id) if seat.id == seat_id)
    turn = rotation.of_meeting(uow, group=group, number=occasion.number, now=now)
    serving = occasions.turns(uow, group=group, occasion=occasion)
    if isinstance(occasion, Meeting):
        serving = chairs.serving(uow, group=group, meeting=uow.meetings.by_id(occasion.id), now=now)
    rows = [told for told in serving if told.seat_id == seat_id]
    memberships = uow.people.memberships(official_id, group_id)
    if turn is None or not rows or not memberships:
        return None
    if raised and all(told.state is not TurnState.ASSIGNED for told in rows):
        return None
    held = [holding for holding in uow.people.holdings(group_id) if holding.post is Post.SECRETARIAT]
    accepted = all(told.state is TurnState.ACCEPTED for told in rows)
    told_on = min(_heard(uow, official_id, told.assigned_at, group.zone) for told in rows)
    return Noticed(
        group=group,
        meeting=occasion,
        turn=turn,
        seat=seat.code,
        roles=tuple(told.role for told in rows),
        accepted=accepted,
        waiting=not accepted and told_on < local(now, group.zone).date(),
        own=any(membership.seat == seat.code for membership in memberships),
        secretariat=tuple(holding.official for holding in held if holding.official is not None),
        raised=raised,
        declined=any(told.state is TurnState.DECLINED for told in rows),
        of_term=isinstance(occasion, Meeting) and rows[0].term_id is not None,
    )


def _heard(uow: UnitOfWork, official_id: int, told_at: datetime, zone: str) -> date:
    """The day on which this person could first read what was told then."""
    return local(reminders.reached(uow, official_id=official_id, now=told_at), zone).date()


def called_off(uow: UnitOfWork, *, group_id: int, meeting_id: int, seat_id: int, official_id: int) -> CalledOff | None:
    """What is to be said of a turn whose meeting was cancelled; None where it takes place after all."""
    group, row = uow.groups.by_id(group_id), uow.meetings.by_id(meeting_id)
    if group is None or row.state is not MeetingState.CANCELLED or not uow.people.memberships(official_id, group_id):
        return None
    seat = next(seat for seat in uow.groups.seats(group_id) if seat.id == seat_id)
    told = uow.ledger.told(group_id, [row.number])
    turns = [turn for role in Role if (turn := told.get((row.number, role))) is not None and turn.seat_id == seat_id]
    used = any(turn.state is TurnState.SERVED for turn in turns)
    return CalledOff(group, facts(row, group), seat.code, tuple(turn.role for turn in turns), used)


def handed_over(
    uow: UnitOfWork,
    *,
    group_id: int,
    about: Mapping[str, Any],
    seat_id: int,
    official_id: int,
    now: datetime,
) -> HandedOver | None:
    """What a hand-over has to say now; None where the turn is no longer the seat's, or the meeting before was not
    held (the term before is not over) after all."""
    found = noticed(uow, group_id=group_id, about=about, seat_id=seat_id, official_id=official_id, now=now)
    if found is None or Role.CHAIR not in found.roles:
        return None
    group = found.group
    before = {"meeting": about.get("closed"), "term": about.get("closed_term")}
    closed = occasions.recalled(uow, group=group, facts=before)
    if closed is None or not closed.over or cancelled(closed):
        return None
    turns = rotation.upcoming(uow, group=group, now=now)
    at = next((at for at, turn in enumerate(turns, 1) if turn.number == found.meeting.number), len(turns))
    count, overdue = uow.ledger.open_actions(group.id, local(now, group.zone).date())
    return HandedOver(
        noticed=found,
        closed=closed,
        before=rotation.of_meeting(uow, group=group, number=closed.number, now=now),
        following=next((turn.chair for turn in turns[at:]), None),
        open_actions=count,
        overdue=overdue,
        note=note_on(uow, group, closed),
    )


def note_on(uow: UnitOfWork, group: Group, occasion: Occasion) -> Note | None:
    """What the chair of that meeting, or term, left to the next one."""
    row = uow.offers.note(occasions.place(occasion))
    writer = uow.people.by_id(row.written_by) if row is not None else None
    if row is None or writer is None:
        return None
    return Note(row.text, writer.name, occasion.reference)
