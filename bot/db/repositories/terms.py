"""The terms of a group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.db import models
from bot.db.looks import Look
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.terms import Handover, Term


class Terms:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of_group(self, group_id: int) -> Sequence[models.Term]:
        """Every term, in the order of time."""
        return self._session.scalars(
            select(models.Term).where(models.Term.group_id == group_id).order_by(models.Term.number)
        ).all()

    def by_number(self, group_id: int, number: int) -> models.Term | None:
        """The term that the ledger gives this number, below nought."""
        return self._session.scalar(
            select(models.Term).where(models.Term.group_id == group_id, models.Term.number == -number)
        )

    def by_id(self, term_id: int) -> models.Term:
        """The row; it must exist."""
        return self._session.get_one(models.Term, term_id)

    def found(self, term_id: int) -> models.Term | None:
        """The row, unless it was dropped."""
        return self._session.get(models.Term, term_id)

    def beginning(self, first: date, last: date) -> Sequence[models.Term]:
        """Terms to come that begin on one of these days, in groups that have not ended."""
        return self._session.scalars(
            select(models.Term)
            .join(models.Group, models.Group.id == models.Term.group_id)
            .where(
                models.Term.first_day.between(first, last),
                models.Term.began_at.is_(None),
                models.Group.closed_on.is_(None),
            )
            .order_by(models.Term.first_day, models.Term.id)
        ).all()

    def drop(self, row: models.Term) -> None:
        """The term is no more, nor what was told of it and taken back."""
        for table in (models.Turn, models.Offer):
            self._session.execute(delete(table).where(table.term_id == row.id))
        self._session.delete(row)

    def due(self, column: InstrumentedAttribute[datetime | None], now: datetime) -> Sequence[int]:
        """Terms whose instant in that column has come, of groups that have not ended."""
        return _running(column).due(self._session, now)

    def next_due(self, column: InstrumentedAttribute[datetime | None], after: datetime) -> datetime | None:
        return _running(column).coming(self._session, after)


@lru_cache
def _running(column: InstrumentedAttribute[datetime | None]) -> Look:
    """In groups that haven't ended."""
    group = (models.Group, models.Group.id == models.Term.group_id)
    return Look(column, models.Group.closed_on.is_(None), joined=[group])


def facts(row: models.Term, group: Group) -> Term:
    """A term's row as a domain value, under the number that the ledger gives it."""
    return Term(
        id=row.id,
        number=-row.number,
        reference=group.turn(-row.number),
        day=row.first_day,
        until=row.last_day,
        zone=group.zone,
        starts_at=first_instant(row.first_day, group),
        handover=Handover(row.handover),
        began_at=row.began_at,
        ended_at=row.ended_at,
    )


def first_instant(day: date, group: Group) -> datetime:
    """When that day begins where the group is."""
    return to_instant(day, time(0), group.zone)
