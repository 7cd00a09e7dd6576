"""Decisions as they stand, with every seat's position: alone, in a list, or in a meeting's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import local
from bot.domain.decision_answers import Listed
from bot.domain.decisions import Decision, DecisionFilter, NoSuchDecision, Taken
from bot.domain.groups import Group
from bot.domain.people import Actor, Marking
from bot.domain.record import Record
from bot.services import paper_days

LISTED = 20


def listed(uow: UnitOfWork, *, group: Group, which: DecisionFilter, today: date, by: Actor) -> Listed:
    """The group's decisions, the latest first, at most ``LISTED``. Whoever only reads along gets the unmarked ones."""
    rows, total = uow.decisions.of_group(group, which, today=today, unmarked=by.reader, limit=LISTED)
    return Listed(tuple(_complete(uow, group, row) for row in rows), total, which, today)


def pending(uow: UnitOfWork, *, group: Group, now: datetime) -> Sequence[Decision]:
    """What waits for a seat's clearance or its answer in writing, the oldest first."""
    today = local(now, group.zone).date()
    waiting = (DecisionFilter.CLEARANCE, DecisionFilter.OPEN)
    found = [
        one
        for which in waiting
        for one in uow.decisions.of_group(group, which, today=today, unmarked=False, limit=LISTED)[0]
    ]
    return sorted(found, key=lambda one: one.number)


def shown(uow: UnitOfWork, *, group: Group, number: int, by: Actor) -> Decision:
    """One decision with every seat's position. Raises ``NoSuchDecision``, also for a marked one where the actor only
    reads along."""
    row = found(uow, group, number)
    if by.reader and row.marking is not Marking.OFFICIAL:
        raise NoSuchDecision(group.decision(number))
    numbers = uow.actions.of_decision(group.id, number)
    return replace(seen(uow, group, row.id), actions=tuple(group.action(one) for one in numbers))


def found(uow: UnitOfWork, group: Group, number: int) -> models.Decision:
    """The row. Raises ``NoSuchDecision``."""
    row = uow.decisions.record(group.id, number)
    if row is None:
        raise NoSuchDecision(group.decision(number))
    return row


def seen(uow: UnitOfWork, group: Group, decision_id: int) -> Decision:
    """The decision with every seat that has a say, also those that said nothing."""
    return _complete(uow, group, uow.decisions.by_id(decision_id, group))


def complete_record(uow: UnitOfWork, group: Group, found: Record) -> Record:
    """The record with every decision as it is shown."""
    return replace(found, decisions=[_complete(uow, group, one) for one in found.decisions])


def _complete(uow: UnitOfWork, group: Group, decision: Decision) -> Decision:
    row = uow.decisions.record_by_id(decision.id)
    day = decision.decided_on or local(row.closes_at or row.recorded_at, group.zone).date()
    said = {one.seat: one for one in decision.positions}
    codes = sorted({*said, *(seat.code for seat in uow.groups.seats(group.id, day))})
    lacking = False
    if row.meeting_id is not None:
        lacking = paper_days.quorum_of(uow, group, uow.meetings.by_id(row.meeting_id)).lacking
    positions = tuple(said.get(code) or Taken(code, None) for code in codes)
    return replace(decision, positions=positions, without_quorum=lacking)
