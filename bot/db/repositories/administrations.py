"""Governments that take part."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models


class Administrations:
    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> Sequence[models.Administration]:
        """Every administration, by code."""
        return self._session.scalars(select(models.Administration).order_by(models.Administration.code)).all()

    def by_code(self, code: str) -> models.Administration | None:
        return self._session.scalar(select(models.Administration).where(models.Administration.code == code.upper()))

    def name(self, code: str) -> str | None:
        """What the administration with this code calls itself."""
        return self._session.scalar(select(models.Administration.name).where(models.Administration.code == code))

    def with_territory(self, code: str) -> models.Administration | None:
        """An administration that has this territory: a code means one thing only."""
        return next((row for row in self.all() if code in row.territories), None)

    def has_seats(self, administration_id: int) -> bool:
        """Whether it has, had or will have a seat in any group."""
        seat = select(models.Seat.id).where(models.Seat.administration_id == administration_id).limit(1)
        return self._session.scalar(seat) is not None
