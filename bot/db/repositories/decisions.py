"""Decisions with their positions and clearances."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.db import models
from bot.db.looks import Look
from bot.domain.decisions import Clearance, Decision, DecisionFilter, Outcome, Taken
from bot.domain.groups import Group
from bot.domain.people import Marking

_ROWS = (
    select(models.Decision, models.Official.name, models.Meeting.number)
    .join(models.Official, models.Official.id == models.Decision.recorded_by)
    .outerjoin(models.Meeting, models.Meeting.id == models.Decision.meeting_id)
)
_RUNNING = (
    models.Decision.closes_at.is_not(None),
    models.Decision.settled_at.is_(None),
    models.Decision.withdrawn_at.is_(None),
)
_CLOSING = Look(
    models.Decision.closes_at,
    models.Group.closed_on.is_(None),
    *_RUNNING,
    joined=[(models.Group, models.Group.id == models.Decision.group_id)],
    order=[models.Decision.id],
)
_ASKING = Look(models.DecisionClearance.ask_at)


@lru_cache
def _standing(column: InstrumentedAttribute[datetime | None]) -> Look:
    return Look(column, models.Decision.withdrawn_at.is_(None))


class Decisions:
    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, group_id: int, number: int) -> models.Decision | None:
        """The row itself, to be changed."""
        return self._session.scalar(
            select(models.Decision).where(models.Decision.group_id == group_id, models.Decision.number == number)
        )

    def record_by_id(self, decision_id: int) -> models.Decision:
        """The row itself; it must exist."""
        return self._session.get_one(models.Decision, decision_id)

    def next_number(self, group_id: int) -> int:
        """The group's next number: never given twice, whatever becomes of the decision."""
        group = self._session.get_one(models.Group, group_id, with_for_update=True, populate_existing=True)
        group.decisions_numbered += 1
        return group.decisions_numbered

    def by_id(self, decision_id: int, group: Group) -> Decision:
        """The decision with what was said of it; it must exist."""
        return self._read(group, _ROWS.where(models.Decision.id == decision_id))[0]

    def of_meeting(self, meeting_id: int, group: Group) -> Sequence[Decision]:
        """What a meeting decided, without what was withdrawn."""
        query = _ROWS.where(models.Decision.meeting_id == meeting_id, models.Decision.withdrawn_at.is_(None))
        return self._read(group, query.order_by(models.Decision.number))

    def of_group(
        self, group: Group, which: DecisionFilter, *, today: date, unmarked: bool, limit: int
    ) -> tuple[Sequence[Decision], int]:
        """The latest decisions first, and how many there are. ``unmarked``: what the people of a channel may read."""
        wanted = [models.Decision.group_id == group.id, *_filtered(which, today)]
        if unmarked:
            wanted.append(models.Decision.marking == Marking.OFFICIAL)
        total = self._session.scalar(select(func.count()).select_from(models.Decision).where(*wanted)) or 0
        if not total:
            return (), 0
        query = _ROWS.where(*wanted).order_by(models.Decision.number.desc()).limit(limit)
        return self._read(group, query), total

    def positions(self, decision_id: int) -> Sequence[models.DecisionPosition]:
        return self._session.scalars(
            select(models.DecisionPosition)
            .where(models.DecisionPosition.decision_id == decision_id)
            .order_by(models.DecisionPosition.seat_id)
        ).all()

    def clearances(self, decision_id: int) -> Sequence[models.DecisionClearance]:
        return self._session.scalars(
            select(models.DecisionClearance)
            .where(models.DecisionClearance.decision_id == decision_id)
            .order_by(models.DecisionClearance.id)
        ).all()

    def clearance(self, clearance_id: int) -> models.DecisionClearance:
        """The row itself; it must exist."""
        return self._session.get_one(models.DecisionClearance, clearance_id)

    def closing(self, now: datetime) -> Sequence[int]:
        """Written procedures of groups that haven't ended, which close by now."""
        return _CLOSING.due(self._session, now)

    def next_closing(self, after: datetime) -> datetime | None:
        return _CLOSING.coming(self._session, after)

    def due(self, column: InstrumentedAttribute[datetime | None], now: datetime) -> Sequence[int]:
        """Decisions for which the clock has something to do by now."""
        return _standing(column).due(self._session, now)

    def next_due(self, column: InstrumentedAttribute[datetime | None], after: datetime) -> datetime | None:
        return _standing(column).coming(self._session, after)

    def asking(self, now: datetime) -> Sequence[int]:
        """Clearances that are to be asked for by now."""
        return _ASKING.due(self._session, now)

    def next_asking(self, after: datetime) -> datetime | None:
        return _ASKING.coming(self._session, after)

    def _read(self, group: Group, query: Select[*tuple[Any, ...]]) -> Sequence[Decision]:
        self._session.flush()
        rows = self._session.execute(query).all()
        ids = [row[0].id for row in rows]
        positions, clearances = (self._positions(ids), self._clearances(ids)) if ids else ({}, {})
        return [
            _decision(row[0], row[1], row[2], group, positions.get(row[0].id, []), clearances.get(row[0].id, []))
            for row in rows
        ]

    def _positions(self, ids: Collection[int]) -> dict[int, list[Taken]]:
        found: dict[int, list[Taken]] = {}
        for row, code, name in self._session.execute(
            select(models.DecisionPosition, models.Administration.code, models.Official.name)
            .join(models.Seat, models.Seat.id == models.DecisionPosition.seat_id)
            .join(models.Administration, models.Administration.id == models.Seat.administration_id)
            .join(models.Official, models.Official.id == models.DecisionPosition.said_by)
            .where(models.DecisionPosition.decision_id.in_(ids))
            .order_by(models.Administration.code)
        ):
            found.setdefault(row.decision_id, []).append(Taken(code, row.position, row.reason, name, row.said_at))
        return found

    def _clearances(self, ids: Collection[int]) -> dict[int, list[Clearance]]:
        found: dict[int, list[Clearance]] = {}
        for row, code, name in self._session.execute(
            select(models.DecisionClearance, models.Administration.code, models.Official.name)
            .join(models.Seat, models.Seat.id == models.DecisionClearance.seat_id)
            .join(models.Administration, models.Administration.id == models.Seat.administration_id)
            .outerjoin(models.Official, models.Official.id == models.DecisionClearance.answered_by)
            .where(models.DecisionClearance.decision_id.in_(ids))
            .order_by(models.Administration.code)
        ):
            found.setdefault(row.decision_id, []).append(
                Clearance(code, row.due, row.answer, name or "", row.answered_at)
            )
        return found


def _filtered(which: DecisionFilter, today: date) -> list[ColumnElement[bool]]:
    match which:
        case DecisionFilter.OPEN:
            return list(_RUNNING)
        case DecisionFilter.CLEARANCE:
            return [models.Decision.outcome == Outcome.SUBJECT, models.Decision.withdrawn_at.is_(None)]
        case DecisionFilter.REVIEW:
            return [models.Decision.review_on <= today, models.Decision.withdrawn_at.is_(None)]
        case DecisionFilter.ALL:
            return []


def _decision(
    row: models.Decision,
    recorder: str,
    meeting: int | None,
    group: Group,
    positions: Sequence[Taken],
    clearances: Sequence[Clearance],
) -> Decision:
    return Decision(
        id=row.id,
        number=row.number,
        reference=group.decision(row.number),
        text=row.text,
        outcome=row.outcome,
        extent=tuple(row.extent),
        marking=row.marking,
        meeting=meeting,
        item_id=row.item_id,
        decided_on=row.decided_on,
        closes_at=row.closes_at,
        settled_at=row.settled_at,
        review_on=row.review_on,
        withdrawn_reason=row.withdrawn_reason,
        withdrawn=row.withdrawn_at is not None,
        recorded_by=recorder,
        positions=tuple(positions),
        clearances=tuple(clearances),
    )
