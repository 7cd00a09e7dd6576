"""Offers of turns, and the notes that a chair leaves to the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.looks import Look
from bot.domain.offers import OfferKind, OfferState
from bot.domain.rotation import Role

_OPEN = Look(models.Offer.expires_at, models.Offer.state == OfferState.OPEN)


class Offers:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_id(self, offer_id: int) -> models.Offer | None:
        return self._session.get(models.Offer, offer_id)

    def of_group(self, group_id: int, *states: OfferState) -> Sequence[models.Offer]:
        """The group's offers in these states, the oldest first."""
        return self._session.scalars(
            select(models.Offer)
            .where(models.Offer.group_id == group_id, models.Offer.state.in_(states))
            .order_by(models.Offer.id)
        ).all()

    def of_turn(self, place: Mapping[str, int], role: Role) -> Sequence[models.Offer]:
        """Every offer that was ever made of a turn, the oldest first; ``place`` is its meeting or term:
        ``{"meeting_id": 7}``."""
        return self._session.scalars(
            select(models.Offer)
            .filter_by(**place)
            .where(models.Offer.role == role, models.Offer.kind != OfferKind.SWAP)
            .order_by(models.Offer.id)
        ).all()

    def due(self, now: datetime) -> Sequence[int]:
        """Open offers whose time is up."""
        return _OPEN.due(self._session, now)

    def next_due(self, after: datetime) -> datetime | None:
        return _OPEN.coming(self._session, after)

    def note(self, place: Mapping[str, int]) -> models.HandoverNote | None:
        """The latest note about a meeting, or a term, that was not taken back."""
        return self._session.scalar(
            select(models.HandoverNote)
            .filter_by(**place)
            .where(models.HandoverNote.withdrawn_at.is_(None))
            .order_by(models.HandoverNote.id.desc())
            .limit(1)
        )
