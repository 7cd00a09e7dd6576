"""Who chairs a meeting, by the rows of told turns: the one place that knows of meetings in a term."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.rotation import Role
from bot.services import slots
from bot.services.ledger import as_it_was, standing, state


def serving(uow: UnitOfWork, *, group: Group, meeting: models.Meeting, now: datetime) -> Sequence[models.Turn]:
    """The told turns that serve a meeting: its own, or those of the term in which it falls, the chair's first."""
    term = slots.line(uow, group, state(uow, group=group, now=now), now).term_of(meeting)
    return uow.ledger.turns_on(group.id, term.number if term is not None else meeting.number)


def chairing(uow: UnitOfWork, *, group: Group, meeting: models.Meeting, now: datetime) -> Sequence[models.Turn]:
    """The turn of whoever chairs it; none where nobody was told."""
    return [turn for turn in serving(uow, group=group, meeting=meeting, now=now) if turn.role is Role.CHAIR]


def seats(uow: UnitOfWork, *, group: Group, meeting: models.Meeting) -> dict[Role, str]:
    """The seats that were told to chair and host a meeting, or did: by its own turns, or by the term in which it falls
    as that stood then."""
    found = standing(uow, group=group)
    term = slots.line(uow, group, found, meeting.starts_at).term_of(meeting)
    number = term.number if term is not None else meeting.number
    if term is not None and meeting.closed_at is not None and len(found.holders(number, Role.CHAIR)) > 1:
        found = as_it_was(uow, group=group, at=meeting.starts_at)
    return {role: holder for role in Role if (holder := found.holder(number, role)) is not None}


def answering(uow: UnitOfWork, *, group: Group, meeting: models.Meeting) -> tuple[int, ...]:
    """The officials who answer for the seat that chairs it; nobody where none was told."""
    chair = seats(uow, group=group, meeting=meeting).get(Role.CHAIR)
    ids = {seat.code: seat.id for seat in uow.groups.seats(group.id)}
    return uow.ledger.answering_for(group.id, ids[chair]) if chair in ids else ()
