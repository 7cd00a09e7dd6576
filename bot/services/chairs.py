"""Who chairs a meeting, by the rows of told turns: the one place that knows of meetings in a term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.rotation import Role
from bot.services import slots
from bot.services.ledger import state


def serving(uow: UnitOfWork, *, group: Group, meeting: models.Meeting, now: datetime) -> Sequence[models.Turn]:
    """The told turns that serve a meeting: its own, or those of the term in which it falls, the chair's first."""
    term = slots.line(uow, group, state(uow, group=group, now=now), now).term_of(meeting)
    return uow.ledger.turns_on(group.id, term.number if term is not None else meeting.number)


def chairing(uow: UnitOfWork, *, group: Group, meeting: models.Meeting, now: datetime) -> Sequence[models.Turn]:
    """The turn of whoever chairs it; none where nobody was told."""
    return [turn for turn in serving(uow, group=group, meeting=meeting, now=now) if turn.role is Role.CHAIR]
