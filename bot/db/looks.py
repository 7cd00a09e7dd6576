"""What the clock asks again and again, by statements that stand: whose instant has come, and when the next one does.

A tick asks some thirty times. Built anew each time, the questions cost more than the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.db.prebuilt import Prebuilt
from bot.db.types import Instant


class Look:
    """Over the rows of the table in which ``instant`` is a column, joined as ``joined`` says and narrowed by
    ``conditions`` (``one_of`` instead of ``IN``). They come in the given ``order``, or else by that instant and id."""

    def __init__(
        self,
        instant: InstrumentedAttribute[Any],
        *conditions: ColumnElement[bool],
        joined: Sequence[tuple[Any, ColumnElement[bool]]] = (),
        order: Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]] | None = None,
    ) -> None:
        id = instant.class_.id
        due, coming = select(id), select(func.min(instant))
        for table, on in joined:
            due, coming = due.join(table, on), coming.join(table, on)
        by_now, later = instant <= bindparam("now", type_=Instant), instant > bindparam("after", type_=Instant)
        ordered = order if order is not None else (instant, id)
        self._due = Prebuilt(due.where(by_now, *conditions).order_by(*ordered))
        self._coming = Prebuilt(coming.where(later, *conditions))

    def due(self, session: Session, now: datetime) -> Sequence[int]:
        """The ids of those whose instant has come."""
        return [row[0] for row in self._due.values(session, now=now)]

    def coming(self, session: Session, after: datetime) -> datetime | None:
        """The first instant after the given one."""
        found: datetime | None = self._coming.values(session, after=after)[0][0]
        return found
