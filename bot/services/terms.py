"""Terms as a group has them: laid ahead by its plan, handed over on their day or at a meeting, ended.

A hand-over for which nobody is available waits: the outgoing chair goes on until somebody can be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.chores import Chore
from bot.db import models
from bot.db.repositories.groups import facts_of
from bot.db.repositories.terms import first_instant
from bot.db.unit_of_work import UnitOfWork
from bot.domain import turn_notices as plan_of_notices
from bot.domain.dates import local, to_instant
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.rotation import Basis, Kind, Role, Rotation
from bot.domain.rotation.events import Began, Event, Held, Moved
from bot.domain.term_plans import Laid, Plan, TermsNeeded, lay, planned, relaid
from bot.domain.terms import DAY, Handover, Term, TermWithoutEnd
from bot.services import offers, rotation, slots
from bot.services.ledger import append, state

HORIZON = timedelta(days=366 * 2)
"""So far ahead terms are laid, and two to come at least."""

TO_COME = 2


def laid(uow: UnitOfWork, *, group: Group, plan: Plan, now: datetime) -> Sequence[Term]:
    """The group's terms if they lay by this plan: one under way or over stays, told ones move, others follow. Nothing
    is changed. Raises ``TermsNeeded`` where the plan has no room for a term that a seat was told."""
    standing = slots.terms_of(uow, group)
    begun = [term for term in standing if term.began_at is not None]
    after = begun[-1].day if begun else None
    ahead = uow.meetings.ahead(group.id)
    until = max([local(now, group.zone).date() + HORIZON, *(row.day for row in ahead)])
    found = relaid(standing, lay(plan, after=after, many=TO_COME, until=until), plan.handover, group)
    told = _told(state(uow, group=group, now=now), standing)
    if not told <= {term.number for term in found} or not any(term.began_at is None for term in found):
        raise TermsNeeded
    return found


def kept(uow: UnitOfWork, *, group: Group, now: datetime) -> Sequence[Term]:
    """The group's terms where turns no longer last terms: those that a seat was told. Raises ``TermWithoutEnd``."""
    standing = slots.terms_of(uow, group)
    told = _told(state(uow, group=group, now=now), standing)
    found = [term for term in standing if term.began_at is not None or term.number in told]
    if found and not found[-1].over and found[-1].until is None:
        raise TermWithoutEnd(found[-1].number)
    return found


def write(uow: UnitOfWork, *, group: Group, terms: Sequence[Term], now: datetime) -> list[Event]:
    """Let the group have these terms. What a told turn's move enters into the ledger is returned, not entered."""
    rows = {-row.number: row for row in uow.terms.of_group(group.id)}
    told = state(uow, group=group, now=now)
    moved: list[Event] = []
    for number in rows.keys() - {term.number for term in terms}:
        uow.terms.drop(rows.pop(number))
    for term in terms:
        row = rows.get(term.number)
        if row is None:
            row = models.Term(group_id=group.id, number=-term.number, first_day=term.day)
            uow.session.add(row)
        elif row.first_day != term.day and any(told.holder(term.number, role) for role in Role):
            moved.append(Moved(term.number, term.day))
        row.first_day, row.last_day = term.day, term.until
        if term.began_at is None:
            row.handover = term.handover
            _set_clock(row, group, now)
    uow.session.flush()
    return moved


def unlay(uow: UnitOfWork, *, group: Group) -> None:
    """Terms that nobody was told lie nowhere any more: a history comes first."""
    for row in uow.terms.of_group(group.id):
        if row.began_at is None and not uow.ledger.turns_on(group.id, -row.number):
            uow.terms.drop(row)
    uow.session.flush()


def _set_clock(row: models.Term, group: Group, now: datetime) -> None:
    starts_at = first_instant(row.first_day, group)
    row.handover_at = max(starts_at, now) if row.handover is Handover.DATE else None
    row.notice_at = (
        plan_of_notices.first(group.notice_days, row.first_day, group.zone, now) if starts_at > now else None
    )


def keep_ahead(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """The plan's further terms have their places, two to come at least."""
    plan = planned(group.policy)
    basis = state(uow, group=group, now=now).policy.basis
    if plan is None or basis is not Basis.TERM:
        return
    standing = slots.terms_of(uow, group)
    last = standing[-1].day if standing else None
    ahead = uow.meetings.ahead(group.id)
    until = max([local(now, group.zone).date() + HORIZON, *(row.day for row in ahead)])
    waiting = sum(term.began_at is None for term in standing)
    new = lay(plan, after=last, many=TO_COME - waiting, until=until)
    if new and (waiting < TO_COME or new[0].day <= until):
        coming = [Laid(term.day, term.until) for term in standing if term.began_at is None]
        if coming and coming[-1].until is None:
            coming[-1] = Laid(coming[-1].day, new[0].day - DAY)
        write(uow, group=group, terms=relaid(standing, [*coming, *new], plan.handover, group), now=now)


def end_leftover(uow: UnitOfWork, *, group: Group, now: datetime) -> None:
    """Where turns no longer last terms, the last term that was told ends with its last day."""
    rows = uow.terms.of_group(group.id)
    if rows and state(uow, group=group, now=now).policy.basis is Basis.HELD:
        last = rows[-1]
        if last.began_at is not None and last.ended_at is None and last.last_day is not None:
            last.handover_at = to_instant(last.last_day + DAY, time(0), group.zone)


def hand_over_due(uow: UnitOfWork, *, group: Group, by: Actor | None, now: datetime) -> None:
    """Hand over every term whose day has come, one after the other."""
    while True:
        row = _next(uow, group)
        if row is None or row.handover_at is None or row.handover_at > now:
            return
        if not begin(uow, group=group, row=row, by=by, at=row.handover_at, now=now):
            return


def at_start(uow: UnitOfWork, *, group: Group, meeting: models.Meeting, by: Actor | None, now: datetime) -> None:
    """A meeting is opened (or closed without that): a term that is handed over at a meeting's start begins."""
    _at_meeting(uow, group, meeting, Handover.START, by, min(now, meeting.starts_at), now)


def at_end(uow: UnitOfWork, *, group: Group, meeting: models.Meeting, by: Actor | None, now: datetime) -> None:
    """A meeting was held: a term that is handed over at a meeting's end begins."""
    _at_meeting(uow, group, meeting, Handover.END, by, now, now)


def _at_meeting(
    uow: UnitOfWork,
    group: Group,
    meeting: models.Meeting,
    how: Handover,
    by: Actor | None,
    at: datetime,
    now: datetime,
) -> None:
    row = _next(uow, group) if meeting.kind is Kind.REGULAR else None
    if row is not None and row.handover is how and meeting.day >= row.first_day:
        begin(uow, group=group, row=row, by=by, at=at, now=now)


def begin(uow: UnitOfWork, *, group: Group, row: models.Term, by: Actor | None, at: datetime, now: datetime) -> bool:
    """Hand the term over: the one before is served, this one under way, and the one after it told. False: nobody is
    available for it, so that the hand-over waits for the next day or meeting."""
    number = -row.number
    rotation.assign_next(uow, group=group, by=by, now=now, through=number)
    found = state(uow, group=group, now=now)
    if found.holder(number, Role.CHAIR) is None:
        if row.handover_at is not None:
            today = local(now, group.zone).date()
            row.handover_at = to_instant(today + DAY, time(0), group.zone)
        return False
    before = next((one for one in uow.terms.of_group(group.id) if one.began_at and not one.ended_at), None)
    ended = [Held(-before.number)] if before is not None else []
    append(uow, group=group, events=[*ended, Began(number)], by=by, now=now)
    row.began_at, row.handover_at, row.notice_at = at, None, None
    if before is not None:
        before.ended_at, before.handover_at = at, None
    uow.session.flush()
    uow.record(
        "term.began",
        by=by,
        now=now,
        group_id=group.id,
        subject=group.turn(number),
        after={"first_day": row.first_day.isoformat(), "seat": found.holder(number, Role.CHAIR)},
    )
    keep_ahead(uow, group=group, now=now)
    end_leftover(uow, group=group, now=now)
    rotation.assign_next(uow, group=group, by=by, now=now)
    offers.tidy(uow, group=group, now=now)
    return True


def _next(uow: UnitOfWork, group: Group) -> models.Term | None:
    return next((row for row in uow.terms.of_group(group.id) if row.began_at is None), None)


def _told(found: Rotation, terms: Sequence[Term]) -> set[int]:
    """Terms to come that a seat was told."""
    coming = (term.number for term in terms if term.began_at is None)
    return {number for number in coming if any(found.holder(number, role) is not None for role in Role)}


def clocked(uow: UnitOfWork, term_id: int, now: datetime) -> None:
    """A term's day has come: it is handed over; or, where it is the last, it ends."""
    row = uow.terms.by_id(term_id)
    uow.audit.lock(row.group_id)
    uow.session.refresh(row)
    group = facts_of(uow.groups.record(row.group_id))
    if row.handover_at is None or row.handover_at > now:
        return
    if row.began_at is None:
        hand_over_due(uow, group=group, by=None, now=now)
        if row.began_at is None and row.handover_at is not None and row.handover_at <= now:
            row.handover_at = to_instant(local(now, group.zone).date() + DAY, time(0), group.zone)
        return
    row.handover_at = None
    if row.ended_at is None and state(uow, group=group, now=now).policy.basis is Basis.HELD:
        append(uow, group=group, events=[Held(-row.number)], by=None, now=now)
        rotation.assign_next(uow, group=group, by=None, now=now)
        offers.tidy(uow, group=group, now=now)


TERM_CHORES = (
    Chore(
        "terms handed over",
        due=lambda uow, now: uow.terms.due(models.Term.handover_at, now),
        do=clocked,
        coming=lambda uow, after: uow.terms.next_due(models.Term.handover_at, after),
    ),
)
